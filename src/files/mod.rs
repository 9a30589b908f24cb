//! The one door to input: the trait [`Files`]. The library reads nothing of a site that does not come through it.
//! [`PlainFiles`] are the same for a folder that is published as it lies there; [`real_path`] is how a folder is named.
//! [`OwnFolder`] is the one door to what we make, change and remove.

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

pub use disk::{DiskFiles, PRIVATE_FOLDER};
pub use input::{FileError, Files, Opened, ReadSeek, Walk, WalkFault, fault_finding, is_ignored};
pub use memory::MemoryFiles;
pub use own::{FileKind, OwnEntry, OwnFolder, There};
pub use plain::PlainFiles;
pub use real::real_path;
pub use stamp::{FileStamp, Seen};
