//! [`OwnFolder`]: the one door through which anything is created, changed or removed below a folder, and through which
//! we read back what we wrote there. The folder may come from an attacker: a clone brings links, and an unpacked
//! archive also pipes and devices.
//!
//! * No link is followed, in any part of a path below the folder: for reading, such a path leads nowhere; to create
//!   something there is an error. Of the folder's own path, only the end must not be a link:
//!   [`real_path`](crate::files::real_path) returns a path without any links.
//! * Only regular files are opened. We never wait for a pipe or read from a device.
//! * A file that we create is always new. So nothing is ever written through a second name of somebody else's file, a
//!   hard link, either: version control has none, but an archive may. A file is replaced by creating a new one aside
//!   and renaming it; a file is removed by removing its name; neither touches the bytes that another name leads to.
//!
//! The linter forbids the rest of the program to use the standard library for this, so there is no second door.

#[cfg(any(not(unix), test))]
mod by_path;
mod entry;
#[cfg(unix)]
mod unix;

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

#[cfg(not(unix))]
use by_path::PathDoor as Door;
#[cfg(unix)]
use unix::FdDoor as Door;

pub use entry::{FileKind, There};

use crate::files::own::entry::{Access, Purpose};
use crate::files::read_whole;

/// An open folder that we may change. Paths are relative to it; `""` is the folder itself.
#[derive(Clone, Debug)]
pub struct OwnFolder {
    path: Arc<Path>,
    door: Arc<Door>,
}

/// What is at a path.
#[derive(Debug)]
pub enum OwnEntry {
    /// Nothing; or part of the path is a link, or is not a folder.
    Nothing,
    /// A regular file, opened for reading, and its length in bytes.
    File(File, u64),
    /// A folder.
    Folder,
    /// A symbolic link, whatever its target.
    Link,
    /// A pipe, a socket, a device.
    Special,
}

impl OwnFolder {
    /// Opens an existing folder. It must not be a link.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { door: Arc::new(Door::open(path)?), path: path.into() })
    }

    /// Opens a folder below it.
    pub fn folder(&self, below: impl AsRef<Path>) -> io::Result<Self> {
        let below = named(below.as_ref())?;
        Ok(Self { door: Arc::new(self.door.below(below)?), path: self.at(below).into() })
    }

    /// Opens the nearest existing folder: the one at `path`, or one above it. Also returns what is missing.
    pub fn nearest(path: &Path) -> io::Result<(Self, PathBuf)> {
        for above in path.ancestors() {
            match Self::open(above) {
                Ok(folder) => {
                    let missing = path.strip_prefix(above).expect("it was cut off from it");
                    return Ok((folder, missing.to_owned()));
                }
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                Err(cause) => return Err(cause),
            }
        }
        Err(io::ErrorKind::NotFound.into())
    }

    /// Returns its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the name of a path below it, for messages.
    pub fn at(&self, below: impl AsRef<Path>) -> PathBuf {
        self.path.join(below)
    }

    /// Returns what is at a path.
    pub fn look(&self, below: impl AsRef<Path>) -> io::Result<OwnEntry> {
        let below = checked(below.as_ref())?;
        // Usually it is a file, which is then opened at once.
        match self.door.open_file(below, Purpose::Read) {
            Ok(file) => {
                let metadata = file.metadata()?;
                let size = metadata.len();
                Ok(match metadata.file_type() {
                    kind if kind.is_file() => OwnEntry::File(file, size),
                    kind if kind.is_dir() => OwnEntry::Folder,
                    _ => OwnEntry::Special,
                })
            }
            Err(cause) => match self.door.stat(below)?.map(|there| there.kind) {
                None => Ok(OwnEntry::Nothing),
                Some(FileKind::Link) => Ok(OwnEntry::Link),
                Some(FileKind::Folder) => Ok(OwnEntry::Folder),
                Some(FileKind::File) => Err(cause),
                Some(FileKind::Special) => Ok(OwnEntry::Special),
            },
        }
    }

    /// Returns what the system says about what is at a path, even if it is a link; `None` if there is nothing.
    pub fn stat(&self, below: impl AsRef<Path>) -> io::Result<Option<There>> {
        self.door.stat(checked(below.as_ref())?)
    }

    /// Whether there is something at a path, even a link.
    pub fn has(&self, below: impl AsRef<Path>) -> bool {
        self.stat(below).is_ok_and(|found| found.is_some())
    }

    /// Returns the bytes of a regular file; `None` if there is none.
    pub fn read(&self, below: impl AsRef<Path>) -> io::Result<Option<Vec<u8>>> {
        let OwnEntry::File(file, size) = self.look(below)? else { return Ok(None) };
        read_whole(file, size).map(Some)
    }

    /// Returns the names in a folder, in any order.
    pub fn list(&self, below: impl AsRef<Path>) -> io::Result<Vec<OsString>> {
        self.door.list(checked(below.as_ref())?)
    }

    /// Opens an existing regular file for writing without emptying it: to lock it, or to make it durable.
    pub fn edit(&self, below: impl AsRef<Path>) -> io::Result<File> {
        let file = self.door.open_file(named(below.as_ref())?, Purpose::Write)?;
        if file.metadata()?.is_file() {
            return Ok(file);
        }
        Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"))
    }

    /// Creates an empty file if there is nothing.
    pub fn create(&self, below: impl AsRef<Path>) -> io::Result<File> {
        self.door.open_file(named(below.as_ref())?, Purpose::Create(Access::Usual))
    }

    /// Creates an empty file if there is nothing; nobody else can read it.
    pub fn create_secret(&self, below: impl AsRef<Path>) -> io::Result<File> {
        self.door.open_file(named(below.as_ref())?, Purpose::Create(Access::Owner))
    }

    /// Creates a folder; returns whether it is new.
    pub fn make_folder(&self, below: impl AsRef<Path>) -> io::Result<bool> {
        let below = named(below.as_ref())?;
        match self.door.make_folder(below) {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
                let there = self.door.stat(below)?;
                if there.is_some_and(|there| there.kind == FileKind::Folder) {
                    Ok(false)
                } else {
                    Err(cause)
                }
            }
            made => made.map(|()| true),
        }
    }

    /// Renames, replacing a file that may be there.
    pub fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {
        self.door.rename(named(from.as_ref())?, named(to.as_ref())?)
    }

    /// Renames, unless something is already there.
    pub fn rename_new(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {
        let (from, to) = (named(from.as_ref())?, named(to.as_ref())?);
        match self.door.rename_new(from, to) {
            Some(renamed) => renamed,
            None if self.door.stat(to)?.is_some() => Err(io::ErrorKind::AlreadyExists.into()),
            None => self.door.rename(from, to),
        }
    }

    /// Removes a file, or a link, whatever its target.
    pub fn remove_file(&self, below: impl AsRef<Path>) -> io::Result<()> {
        self.door.remove_file(named(below.as_ref())?)
    }

    /// Removes an empty folder.
    pub fn remove_folder(&self, below: impl AsRef<Path>) -> io::Result<()> {
        self.door.remove_folder(named(below.as_ref())?)
    }

    /// Removes whatever is at a path, with everything in it; returns whether there was anything. Links are removed, but
    /// not their targets.
    pub fn remove_tree(&self, below: impl AsRef<Path>) -> io::Result<bool> {
        let below = named(below.as_ref())?;
        let Some(there) = self.door.stat(below)? else { return Ok(false) };
        if there.kind != FileKind::Folder {
            return self.door.remove_file(below).map(|()| true);
        }
        for name in self.door.list(below)? {
            // Somebody else may be faster, which is not an error.
            self.remove_tree(below.join(name))?;
        }
        match self.door.remove_folder(below) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(true),
            removed => removed.map(|()| true),
        }
    }

    /// Returns the first entry by name below a folder, at any depth, that is neither a regular file nor a folder.
    pub fn odd_entry(&self, below: impl AsRef<Path>) -> io::Result<Option<PathBuf>> {
        let below = below.as_ref();
        let mut names = self.list(below)?;
        names.sort();
        for name in names {
            let path = below.join(name);
            match self.stat(&path)?.map(|there| there.kind) {
                Some(FileKind::Link | FileKind::Special) => return Ok(Some(path)),
                Some(FileKind::Folder) => {
                    if let Some(odd) = self.odd_entry(&path)? {
                        return Ok(Some(odd));
                    }
                }
                Some(FileKind::File) | None => {}
            }
        }
        Ok(None)
    }

    /// Whether names can be added to a folder and removed from it, as far as the system says beforehand.
    pub fn may_change(&self, below: impl AsRef<Path>) -> io::Result<bool> {
        self.door.may_change(checked(below.as_ref())?)
    }

    /// Returns the folder itself, to lock it or make it durable. Only some systems can open a folder as a file.
    #[cfg(unix)]
    pub fn handle(&self) -> io::Result<File> {
        self.door.handle()
    }
}

/// Checks that a path leads below the folder, or to it.
fn checked(below: &Path) -> io::Result<&Path> {
    if below.components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(below);
    }
    let what = format!("`{}` does not lead below the folder", below.display());
    Err(io::Error::new(io::ErrorKind::InvalidInput, what))
}

/// Checks that a path leads below the folder.
fn named(below: &Path) -> io::Result<&Path> {
    if below.as_os_str().is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it has no name"));
    }
    checked(below)
}

#[cfg(all(test, unix))]
mod tests;
