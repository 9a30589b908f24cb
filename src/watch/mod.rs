//! Reports that something may have changed, perhaps where, and nothing more: the listener looks at the files and
//! compares. It may wake for nothing; it must never miss a change. Enter at [`Watcher::start`].
//!
//! Only folders are watched, never files, because saving by rename ends a watch on a file. A thread (`worker`) owns the
//! watches; `judge` interprets what the system reports, `ground` knows which paths belong to the site.

mod ground;
mod judge;
mod options;
mod refusal;
mod wake;
mod watcher;
mod worker;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use options::WatchOptions;
pub use wake::Wake;
pub use watcher::{WatchError, Watcher};
