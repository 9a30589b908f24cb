//! [`PublishedState`]: how a published file was left, to recognise it as unchanged without reading it.

use serde::{Deserialize, Serialize};

use crate::engine::publish::manifest::Stamp;
use crate::files::{FileKind, FileStamp, OwnFolder};
use crate::path::SitePath;

/// The content of a published file, and its metadata when it was published.
///
/// A file that somebody changed since has another time, size or number, unless they take the trouble to set the clock:
/// then they get what they wanted, and the next build without a cache corrects it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedState {
    /// What it holds.
    pub stamp: Stamp,
    pub(super) file: FileStamp,
}

impl PublishedState {
    /// Whether these are the published bytes.
    pub(crate) fn holds(&self, bytes: &[u8]) -> bool {
        self.stamp == Stamp::of(bytes)
    }
}

/// Returns the metadata of the regular file at a path; follows no link.
pub(super) fn file_stamp(own: &OwnFolder, path: &SitePath) -> Option<FileStamp> {
    let there = own.stat(path.as_str()).ok()??;
    (there.kind == FileKind::File).then_some(there.stamp)
}
