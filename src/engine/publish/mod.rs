//! Publishing: a finished build goes into the output folder, wholly or not at all.
//!
//! Enter at [`Publisher`] (`open`, `stage` from many threads, `commit`) and [`clean()`]. Nobody here may harm what is not
//! ours: the folder belongs to us only as far as its manifest says, and a symbolic link below it is never followed. All
//! of it, journal, manifest and staging too, may have come with a clone from somebody who wishes us ill: everything is
//! reached through [`OwnFolder`](crate::files::OwnFolder), and a journal whose names lead out, or whose staging holds
//! anything but folders and regular files, is damaged: that is said, and nothing is done.
//!
//! # How
//!
//! * [`PublishTarget`] refuses folders that must never be an output. The folder is locked while it is open.
//! * `stage` compares with the file on disk and writes only what differs, aside, into `.nutgraf-staging/`: a file whose
//!   folder exists goes to `files/N`, so that a change of all pages makes no folders; a file whose folder is new goes
//!   to `tree/PATH`, so that the whole folder is moved by one rename later.
//! * `commit` makes that durable and puts `.nutgraf-journal.json` into place by a rename. **That rename decides**:
//!   before it the old site stands and the next `open` throws the staging away; after it the next `open` finishes what
//!   the journal says, however often it is interrupted. Then come the renames, the removals, the new manifest (by a
//!   rename), and the journal and the staging go.
//! * Where there was no output folder, all is staged beside it (`.public.nutgraf-staging/`) and takes its place by one
//!   rename, without a journal: there is nothing to finish.
//! * Before that rename all that stands in the way is looked for: foreign files, links, folders that may not be changed.
//! * When nothing changed, nothing is written: no journal, no manifest, no sync.
//!
//! # What a visitor may see meanwhile
//!
//! Where a server shows the folder itself, pages of both generations stand side by side while the renames last: some
//! microseconds a file. SIGINT and SIGTERM wait for their end (the program's `cli` sees to that); SIGKILL and a loss of
//! power do not, and the mixture stays until the next build finishes it. One exchange of two whole folders
//! (`renameat2` with `RENAME_EXCHANGE`) would show nobody a mixture, but it would take from the folder what makes it the
//! user's: a mount point or a folder that a container was given cannot be exchanged; a server, a watcher or a shell that
//! has the folder open would show the old one for ever; and foreign files, which are never touched, would have to be
//! moved while somebody writes them. Who cannot bear it serves a link, builds with `--output-dir` into a folder that is
//! new each time, and lets the link lead there.
//!
//! # What survives a loss of power
//!
//! With an earlier generation: either generation in full. The staged files are synced (one `syncfs`) before the journal
//! takes its name, that name before the first file moves, and the manifest before the journal goes. For the order of
//! the last steps we rely on what journalling file systems (ext4, XFS, Btrfs, APFS, NTFS) do: changes of names become
//! durable in the order in which they were made.
//!
//! The first generation skips the sync of its files, which would wait for the dirty data of everybody on the machine
//! and protect no older site; journal and manifest are synced all the same. Power lost within the half minute after
//! it can leave files empty. The next build sees that by their sizes and writes them again; where a file system keeps
//! sizes without bytes, `build --no-cache` compares all bytes.

mod clean;
mod compare;
mod disk;
mod error;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod fixture;
mod folder;
mod journal;
mod left;
mod manifest;
mod plan;
mod publisher;
mod staging;
mod target;
#[cfg(test)]
mod tests;
mod tree;
mod writable;

pub use clean::{Cleaned, clean};
pub use compare::Payload;
pub use error::{ForbiddenOutput, Obstacle, Problem, PublishError};
pub use folder::MANIFEST;
pub use left::PublishedState;
pub use manifest::{Manifest, Stamp};
pub use plan::Publication;
pub use publisher::Publisher;
pub use target::{Chosen, PublishTarget};
