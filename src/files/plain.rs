//! [`PlainFiles`]: the files below a folder as a strict host sees them: by exact name, and without links.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::files::steps;
use crate::files::{FileError, Opened};
use crate::path::SitePath;

/// The regular files below a folder. Links are ignored, even links to folders; `a` is not `A`, on any disk; and each
/// file is looked up anew, so the folder can be filled, emptied and replaced in the meantime.
#[derive(Clone, Debug)]
pub struct PlainFiles {
    root: PathBuf,
}

impl PlainFiles {
    /// Opens the files below `root`, which must be a folder, or a link to one.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the door that the rest of the library reads through"
    )]
    pub fn new(root: &Path) -> Result<Self, FileError> {
        let fail = |cause| FileError { path: root.display().to_string(), cause };
        let root = fs::canonicalize(root).map_err(fail)?;
        if !fs::metadata(&root).map_err(fail)?.is_dir() {
            return Err(fail(io::ErrorKind::NotADirectory.into()));
        }
        Ok(Self { root })
    }

    /// Whether the folder is empty.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the door that the rest of the library reads through"
    )]
    pub fn is_empty(&self) -> Result<bool, FileError> {
        let fail = |cause| FileError { path: self.root.display().to_string(), cause };
        Ok(fs::read_dir(&self.root).map_err(fail)?.next().is_none())
    }

    /// Opens a file; `None` if there is none.
    pub fn open(&self, path: &SitePath) -> Result<Option<Opened>, FileError> {
        let fail = |cause| FileError { path: path.to_string(), cause };
        self.file(path)?.map(|file| Opened::of_file(file).map_err(fail)).transpose()
    }

    fn file(&self, path: &SitePath) -> Result<Option<File>, FileError> {
        steps::open(&self.root, Path::new(path.as_str()))
            .map_err(|cause| FileError { path: path.to_string(), cause })
    }

    /// Returns the first bytes of a file, at most `limit`; `None` if there is no such file.
    pub fn read_head(&self, path: &SitePath, limit: u64) -> Result<Option<Vec<u8>>, FileError> {
        let Some(file) = self.file(path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(limit)
            .read_to_end(&mut bytes)
            .map_err(|cause| FileError { path: path.to_string(), cause })?;
        Ok(Some(bytes))
    }
}
