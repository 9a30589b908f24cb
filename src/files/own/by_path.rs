//! Access by whole paths, for systems with nothing better: no part of a path may be a link, which is checked before
//! each step. A link that somebody puts there between the check and the step is followed.
#![expect(clippy::disallowed_methods, reason = "this is the door to the folders that are ours")]

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::files::own::entry::{Access, FileKind, Purpose, There};
use crate::files::stamp::FileStamp;

/// A folder by its path.
#[derive(Debug)]
pub(super) struct PathDoor(PathBuf);

impl PathDoor {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        if fs::symlink_metadata(path)?.is_dir() {
            return Ok(Self(path.to_owned()));
        }
        Err(io::ErrorKind::NotADirectory.into())
    }

    pub(super) fn below(&self, below: &Path) -> io::Result<Self> {
        Self::open(&self.reach(below)?)
    }

    pub(super) fn open_file(&self, below: &Path, purpose: Purpose) -> io::Result<File> {
        let path = self.reach(below)?;
        let mut options = OpenOptions::new();
        match purpose {
            Purpose::Create(Access::Usual | Access::Owner) => {
                return options.write(true).create_new(true).open(path);
            }
            Purpose::Read => options.read(true),
            Purpose::Write => options.write(true),
        };
        // Before it is opened: opening would follow a link, and wait for a pipe.
        if fs::symlink_metadata(&path)?.is_file() {
            return options.open(path);
        }
        Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"))
    }

    pub(super) fn stat(&self, below: &Path) -> io::Result<Option<There>> {
        match self.reach(below).and_then(fs::symlink_metadata) {
            Ok(metadata) => {
                let kind = match metadata.file_type() {
                    kind if kind.is_symlink() => FileKind::Link,
                    kind if kind.is_dir() => FileKind::Folder,
                    kind if kind.is_file() => FileKind::File,
                    _ => FileKind::Special,
                };
                Ok(Some(There { kind, stamp: FileStamp::of(&metadata) }))
            }
            Err(cause) if is_nothing(&cause) => Ok(None),
            Err(cause) => Err(cause),
        }
    }

    pub(super) fn list(&self, below: &Path) -> io::Result<Vec<OsString>> {
        let folder = self.reach(below)?;
        if !fs::symlink_metadata(&folder)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect()
    }

    pub(super) fn make_folder(&self, below: &Path) -> io::Result<()> {
        fs::create_dir(self.reach(below)?)
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(self.reach(from)?, self.reach(to)?)
    }

    /// `None`: it cannot be done in one step.
    #[expect(clippy::unused_self, reason = "other systems can")]
    pub(super) fn rename_new(&self, _: &Path, _: &Path) -> Option<io::Result<()>> {
        None
    }

    pub(super) fn remove_file(&self, below: &Path) -> io::Result<()> {
        let path = self.reach(below)?;
        // Windows removes a link to a folder as a folder.
        fs::remove_file(&path).or_else(|cause| match fs::symlink_metadata(&path) {
            Ok(there) if there.is_symlink() => fs::remove_dir(&path),
            _ => Err(cause),
        })
    }

    pub(super) fn remove_folder(&self, below: &Path) -> io::Result<()> {
        fs::remove_dir(self.reach(below)?)
    }

    pub(super) fn may_change(&self, below: &Path) -> io::Result<bool> {
        // The only way to know is to try.
        self.reach(below).map(|_| true)
    }

    /// Returns the whole path, if every folder on the way is a real folder.
    fn reach(&self, below: &Path) -> io::Result<PathBuf> {
        let mut path = self.0.clone();
        let mut parts = below.components().peekable();
        while let Some(part) = parts.next() {
            let Component::Normal(name) = part else {
                return Err(io::ErrorKind::InvalidInput.into());
            };
            path.push(name);
            if parts.peek().is_some() && !fs::symlink_metadata(&path)?.is_dir() {
                return Err(io::ErrorKind::NotADirectory.into());
            }
        }
        Ok(path)
    }
}

/// Whether an error says that there is nothing at a path: no such name, something on the way that is not a folder, or a
/// name that this disk cannot have.
fn is_nothing(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::InvalidFilename
    )
}
