//! [`PublishedState`]: how a published file was left, by which it is known to be still so without being read.

use serde::{Deserialize, Serialize};

use crate::engine::publish::manifest::Stamp;
use crate::files::{FileKind, FileStamp, OwnFolder};
use crate::path::SitePath;

/// What a published file holds, and what the file system said of it when it was published.
///
/// A file that somebody changed since has another time, size or number, unless they take the trouble of setting the
/// clock: then they get what they wanted, and the next build without a cache puts it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedState {
    /// What it holds.
    pub stamp: Stamp,
    pub(super) file: FileStamp,
}

impl PublishedState {
    /// Whether these are the bytes that were left.
    pub(crate) fn holds(&self, bytes: &[u8]) -> bool {
        self.stamp == Stamp::of(bytes)
    }
}

/// What the file system says of the regular file at a path; no link is followed there.
pub(super) fn file_stamp(own: &OwnFolder, path: &SitePath) -> Option<FileStamp> {
    let there = own.stat(path.as_str()).ok()??;
    (there.kind == FileKind::File).then_some(there.stamp)
}
