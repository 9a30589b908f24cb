//! [`FileList`]: the files in a built folder, whoever put them there.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::files::{FileKind as There, OwnEntry, OwnFolder};

/// The files of a folder.
#[derive(Clone, Debug, Default)]
pub struct FileList {
    /// The folder.
    pub folder: PathBuf,
    /// What is in it and below, sorted by path.
    pub entries: Vec<TreeEntry>,
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TreeEntry {
    /// Its path in the folder, with `/` between the parts.
    pub path: String,
    /// What it is.
    pub kind: TreeEntryKind,
}

/// What something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TreeEntryKind {
    /// A file.
    File {
        /// How many bytes it has.
        size: u64,
    },
    /// A symbolic link.
    Link,
    /// A pipe, a socket or a device; or something with a name that is not UTF-8.
    Other,
}

/// The folder could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{path}`: {cause}")]
pub struct ListingError {
    path: String,
    cause: io::Error,
}

impl FileList {
    /// Lists a folder. Links are not followed.
    pub fn read(folder: &Path) -> Result<Self, ListingError> {
        let fail = |cause| ListingError { path: folder.display().to_string(), cause };
        let own = OwnFolder::open(folder).map_err(fail)?;
        let mut entries = Vec::new();
        walk(&own, "", &mut entries)?;
        entries.sort();
        Ok(Self { folder: folder.to_owned(), entries })
    }

    /// Returns the regular files and their sizes in bytes, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, u64)> {
        self.entries.iter().filter_map(|entry| match entry.kind {
            TreeEntryKind::File { size } => Some((entry.path.as_str(), size)),
            TreeEntryKind::Link | TreeEntryKind::Other => None,
        })
    }

    /// Opens a file.
    pub(super) fn open(&self, path: &str) -> io::Result<File> {
        match OwnFolder::open(&self.folder)?.look(path)? {
            OwnEntry::File(file, _) => Ok(file),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Reads a text; invalid UTF-8 is replaced. `None` if there is no such file.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let bytes = OwnFolder::open(&self.folder).and_then(|own| own.read(path)).ok()??;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn walk(own: &OwnFolder, folder: &str, entries: &mut Vec<TreeEntry>) -> Result<(), ListingError> {
    let fail = |cause| ListingError { path: own.at(folder).display().to_string(), cause };
    for name in own.list(folder).map_err(fail)? {
        let shown = name.to_string_lossy();
        let path = if folder.is_empty() { shown.to_string() } else { format!("{folder}/{shown}") };
        // It cannot be found by that path.
        let there = if name.to_str().is_some() { own.stat(&path).map_err(fail)? } else { None };
        let kind = match there.map(|there| (there.kind, there.stamp.size())) {
            Some((There::Link, _)) => TreeEntryKind::Link,
            Some((There::Folder, _)) => {
                walk(own, &path, entries)?;
                continue;
            }
            Some((There::File, size)) => TreeEntryKind::File { size },
            Some((There::Special, _)) | None => TreeEntryKind::Other,
        };
        entries.push(TreeEntry { path, kind });
    }
    Ok(())
}
