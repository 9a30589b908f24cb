//! [`Listing`]: the files of a built folder as they lie there, whoever put them there.
#![expect(clippy::disallowed_methods, reason = "looks at the folder that is to be published")]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The files of a folder.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The folder.
    pub folder: PathBuf,
    /// What lies in it and below, sorted by path.
    pub entries: Vec<Entry>,
}

/// Something that lies in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its path in the folder, with `/` between the parts.
    pub path: String,
    /// What it is.
    pub kind: Kind,
}

/// What something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A file.
    File {
        /// How many bytes it has.
        size: u64,
    },
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device; or a name that is not UTF-8.
    Other,
}

/// The folder could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{path}`: {cause}")]
pub struct ListingError {
    path: String,
    cause: io::Error,
}

impl Listing {
    /// Lists a folder. Links are not followed.
    pub fn read(folder: &Path) -> Result<Self, ListingError> {
        let mut entries = Vec::new();
        walk(folder, "", &mut entries)?;
        entries.sort();
        Ok(Self { folder: folder.to_owned(), entries })
    }

    /// The regular files and their sizes in bytes, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, u64)> {
        self.entries.iter().filter_map(|entry| match entry.kind {
            Kind::File { size } => Some((entry.path.as_str(), size)),
            Kind::Link | Kind::Other => None,
        })
    }

    /// Opens a file.
    pub(super) fn open(&self, path: &str) -> io::Result<File> {
        File::open(self.folder.join(path))
    }

    /// Reads a text; what is not UTF-8 in it is replaced. `None` if there is none.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let bytes = fs::read(self.folder.join(path)).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn walk(folder: &Path, above: &str, entries: &mut Vec<Entry>) -> Result<(), ListingError> {
    let fail = |cause| ListingError { path: folder.display().to_string(), cause };
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name();
        let path = format!("{above}{}", name.to_string_lossy());
        let metadata = entry.metadata().map_err(fail)?;
        let kind = match () {
            () if metadata.is_symlink() => Kind::Link,
            () if name.to_str().is_none() => Kind::Other,
            () if metadata.is_dir() => {
                walk(&entry.path(), &format!("{path}/"), entries)?;
                continue;
            }
            () if metadata.is_file() => Kind::File { size: metadata.len() },
            () => Kind::Other,
        };
        entries.push(Entry { path, kind });
    }
    Ok(())
}
