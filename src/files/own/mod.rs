//! [`OwnFolder`]: the one door through which anything is made, changed or removed below a folder, and through which
//! what we wrote there is read back. Whoever made the folder may wish us ill: a clone brings links, and an unpacked
//! archive pipes and devices as well.
//!
//! * No link is followed, in no part of a path below the folder: such a path leads nowhere, and to make something there
//!   is an error. Of the folder's own path only its end must be no link: [`real_path`](crate::files::real_path) gives
//!   one in which nothing is.
//! * Only regular files are opened. A pipe is not waited for, and of a device nothing is read.
//! * A file that is made is new. So nothing is ever written through a second name of a file of somebody else's, a hard
//!   link, either: version control carries none, but an archive may. What replaces a file is made aside and renamed, what
//!   removes one takes a name away, and neither touches the bytes that another name leads to.
//!
//! The linter forbids the rest of the program the means of the standard library, so that there is no second door.

#[cfg(any(not(unix), test))]
mod by_path;
mod entry;
#[cfg(unix)]
mod unix;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

#[cfg(not(unix))]
use by_path::PathDoor as Door;
#[cfg(unix)]
use unix::FdDoor as Door;

pub use entry::{FileKind, There};

use crate::files::own::entry::{Access, Purpose};

/// A folder that we may change, opened. Paths below it are as seen from it; `""` is the folder itself.
#[derive(Clone, Debug)]
pub struct OwnFolder {
    path: Arc<Path>,
    door: Arc<Door>,
}

/// What lies at a path.
#[derive(Debug)]
pub enum OwnEntry {
    /// Nothing; or something on the way there is a link, or is not a folder.
    Nothing,
    /// A regular file, opened to be read, and how many bytes it has.
    File(File, u64),
    /// A folder.
    Folder,
    /// A symbolic link, whatever it leads to.
    Link,
    /// A pipe, a socket, a device.
    Special,
}

impl OwnFolder {
    /// Opens a folder that is there. It must be no link.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { door: Arc::new(Door::open(path)?), path: path.into() })
    }

    /// Opens a folder below it.
    pub fn folder(&self, below: impl AsRef<Path>) -> io::Result<Self> {
        let below = named(below.as_ref())?;
        Ok(Self { door: Arc::new(self.door.below(below)?), path: self.at(below).into() })
    }

    /// Opens the nearest folder that is there: the one at `path`, or above it. Returns what is missing, too.
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

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What a path below it is called, for messages.
    pub fn at(&self, below: impl AsRef<Path>) -> PathBuf {
        self.path.join(below)
    }

    /// What lies at a path.
    pub fn look(&self, below: impl AsRef<Path>) -> io::Result<OwnEntry> {
        let below = checked(below.as_ref())?;
        // Most often it is a file, which is then opened at once.
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

    /// What the system says of what lies at a path, were it a link; `None` if nothing does.
    pub fn stat(&self, below: impl AsRef<Path>) -> io::Result<Option<There>> {
        self.door.stat(checked(below.as_ref())?)
    }

    /// Whether something lies at a path, were it a link.
    pub fn has(&self, below: impl AsRef<Path>) -> bool {
        self.stat(below).is_ok_and(|found| found.is_some())
    }

    /// The bytes of a regular file; `None` if there is none.
    pub fn read(&self, below: impl AsRef<Path>) -> io::Result<Option<Vec<u8>>> {
        let OwnEntry::File(mut file, size) = self.look(below)? else { return Ok(None) };
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        file.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// The names in a folder, in any order.
    pub fn list(&self, below: impl AsRef<Path>) -> io::Result<Vec<OsString>> {
        self.door.list(checked(below.as_ref())?)
    }

    /// Opens a regular file that is there, to be written as it is: to be locked, or made durable.
    pub fn edit(&self, below: impl AsRef<Path>) -> io::Result<File> {
        let file = self.door.open_file(named(below.as_ref())?, Purpose::Write)?;
        if file.metadata()?.is_file() {
            return Ok(file);
        }
        Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"))
    }

    /// Makes an empty file where there is nothing.
    pub fn create(&self, below: impl AsRef<Path>) -> io::Result<File> {
        self.door.open_file(named(below.as_ref())?, Purpose::Create(Access::Usual))
    }

    /// Makes an empty file where there is nothing, for nobody else to read.
    pub fn create_secret(&self, below: impl AsRef<Path>) -> io::Result<File> {
        self.door.open_file(named(below.as_ref())?, Purpose::Create(Access::Owner))
    }

    /// Makes a folder; returns whether it is new.
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

    /// Renames, over a file that may be there.
    pub fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {
        self.door.rename(named(from.as_ref())?, named(to.as_ref())?)
    }

    /// Renames, unless there is something already.
    pub fn rename_new(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {
        let (from, to) = (named(from.as_ref())?, named(to.as_ref())?);
        match self.door.rename_new(from, to) {
            Some(renamed) => renamed,
            None if self.door.stat(to)?.is_some() => Err(io::ErrorKind::AlreadyExists.into()),
            None => self.door.rename(from, to),
        }
    }

    /// Removes a file, or a link, whatever it leads to.
    pub fn remove_file(&self, below: impl AsRef<Path>) -> io::Result<()> {
        self.door.remove_file(named(below.as_ref())?)
    }

    /// Removes an empty folder.
    pub fn remove_folder(&self, below: impl AsRef<Path>) -> io::Result<()> {
        self.door.remove_folder(named(below.as_ref())?)
    }

    /// Removes whatever lies at a path, with all that is in it; returns whether anything did. Links are removed, and
    /// what they lead to stays.
    pub fn remove_tree(&self, below: impl AsRef<Path>) -> io::Result<bool> {
        let below = named(below.as_ref())?;
        let Some(there) = self.door.stat(below)? else { return Ok(false) };
        if there.kind != FileKind::Folder {
            return self.door.remove_file(below).map(|()| true);
        }
        for name in self.door.list(below)? {
            // Somebody else may be faster, which is no error.
            self.remove_tree(below.join(name))?;
        }
        match self.door.remove_folder(below) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(true),
            removed => removed.map(|()| true),
        }
    }

    /// The first entry by name below a folder, at any depth, that is neither a regular file nor a folder.
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

    /// Whether names may be added to a folder and taken away, as far as the system tells beforehand.
    pub fn may_change(&self, below: impl AsRef<Path>) -> io::Result<bool> {
        self.door.may_change(checked(below.as_ref())?)
    }

    /// The folder itself, to be locked or made durable. Only some systems open a folder as a file.
    #[cfg(unix)]
    pub fn handle(&self) -> io::Result<File> {
        self.door.handle()
    }
}

/// A path that leads below the folder, or to it.
fn checked(below: &Path) -> io::Result<&Path> {
    if below.components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(below);
    }
    let what = format!("`{}` does not lead below the folder", below.display());
    Err(io::Error::new(io::ErrorKind::InvalidInput, what))
}

/// A path that leads below the folder.
fn named(below: &Path) -> io::Result<&Path> {
    if below.as_os_str().is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it has no name"));
    }
    checked(below)
}

#[cfg(all(test, unix))]
mod tests;
