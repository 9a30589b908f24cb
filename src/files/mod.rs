//! The one door to input: the trait [`Files`]. The library reads nothing of a site in any other way. [`PlainFiles`]
//! does the same for a folder that is published as it is; [`real_path`] gives the canonical name of a folder.
//! [`OwnFolder`] is the one door to what we create, change and remove.

mod disk;
#[cfg(unix)]
mod errno;
mod input;
mod memory;
mod own;
mod plain;
mod real;
mod stamp;
mod steps;
mod whole;

pub use disk::{DiskFiles, PRIVATE_FOLDER};
pub use input::{FileError, Files, Opened, ReadSeek, Walk, WalkFault, fault_finding, is_ignored};
pub use memory::MemoryFiles;
pub use own::{FileKind, OwnEntry, OwnFolder, There};
pub use plain::PlainFiles;
pub use real::real_path;
pub use stamp::{FileStamp, Seen};
pub(crate) use whole::read_whole;
