//! Publishing: puts a finished build into the output folder, wholly or not at all.
//!
//! Enter at [`Publisher`] (`open`, `stage` from many threads, `commit`) and [`clean()`]. Nothing here may harm what is
//! not ours: the folder belongs to us only as far as its manifest says, and a symbolic link below it is never followed.
//! All of it, including journal, manifest and staging, may have come with a clone from somebody who means harm:
//! everything is reached through [`OwnFolder`](crate::files::OwnFolder), and a journal whose names lead out, or whose
//! staging holds anything but folders and regular files, counts as damaged: that is reported, and nothing is done.
//!
//! # How
//!
//! * [`PublishTarget`] refuses folders that must never be an output. The folder is locked while it is open.
//! * `stage` compares with the file on disk and writes only what differs, into `.nutgraf-staging/`: a file whose folder
//!   exists is written to `files/N`, so that a change of all pages creates no folders; a file whose folder is new is
//!   written to `tree/PATH`, so that one rename later moves the whole folder.
//! * `commit` makes that durable and puts `.nutgraf-journal.json` into place by a rename. **That rename decides**:
//!   before it, the old site is in place and the next `open` discards the staging; after it, the next `open` finishes
//!   what the journal says, however often it is interrupted. Then come the renames, the removals and the new manifest
//!   (by a rename), and finally the journal and the staging are removed.
//! * If there was no output folder, everything is staged beside it (`.public.nutgraf-staging/`) and takes its place
//!   with one rename, without a journal: there is nothing to finish.
//! * Before that rename, everything in the way is looked for: foreign files, links, folders that cannot be changed.
//! * If nothing changed, nothing is written: no journal, no manifest, no sync.
//!
//! # What a visitor may see in the meantime
//!
//! If a server serves the folder itself, pages of both generations are there side by side during the renames: some
//! microseconds per file. SIGINT and SIGTERM wait for their end (the program's `cli` ensures that); SIGKILL and a power
//! failure do not, and the mixture stays until the next build finishes it. One exchange of two whole folders
//! (`renameat2` with `RENAME_EXCHANGE`) would never show a mixture, but the folder would no longer be the user's own: a
//! mount point or a folder mounted into a container cannot be exchanged; a server, a watcher or a shell that has the
//! folder open would show the old one for ever; and foreign files, which are never touched, would have to be moved
//! while somebody is writing them. Users who cannot accept a mixture can serve a link, build with `--output-dir` into a
//! new folder each time, and point the link there.
//!
//! # What survives a power failure
//!
//! With an earlier generation: one of the two generations, in full. The staged files are synced (one `syncfs`) before
//! the journal takes its name, that name before the first file moves, and the manifest before the journal is removed.
//! For the order of the last steps we rely on what journalling file systems (ext4, XFS, Btrfs, APFS, NTFS) do: renames
//! become durable in the order in which they were made.
//!
//! The first generation skips the sync of its files, which would wait for everybody's dirty data on the machine and
//! protect no older site; journal and manifest are still synced. A power failure within the next half minute can leave
//! files empty. The next build notices by their sizes and writes them again; if a file system keeps sizes without
//! bytes, `build --no-cache` compares all bytes.

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
