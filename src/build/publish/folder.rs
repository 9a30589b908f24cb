//! [`Folder`]: the output folder, resolved, made if need be, and locked for as long as we hold it.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::build::publish::disk::Disk;
use crate::build::publish::error::PublishError;
use crate::build::publish::target::{Target, identity};
use crate::path::SitePath;

/// Lists what we published.
pub const MANIFEST: &str = ".nutgraf-manifest.json";
/// Says how an interrupted publication is to be finished.
pub(super) const JOURNAL: &str = ".nutgraf-journal.json";
/// Holds what is about to be published.
pub(super) const STAGING: &str = ".nutgraf-staging";
/// Is locked where a folder cannot be.
#[cfg(not(unix))]
const LOCK: &str = ".nutgraf-lock";

/// So long we wait for a lock before we look again.
const MOMENT: Duration = Duration::from_millis(10);
/// So often we look: half a second is long enough for a lock that nobody means to hold, on a busy machine too.
const LOOKS: usize = 50;

/// What our own names at the top of an output folder begin with.
const RESERVED: &str = ".nutgraf-";

/// An output folder that nobody else publishes into.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    pub(super) disk: Disk,
    /// The folders that we made to have it, outermost first; those that stay empty go again.
    made: Vec<PathBuf>,
    lock: Option<File>,
}

impl Folder {
    /// Opens the output folder and makes it if it does not exist.
    pub(super) fn open(target: &Target, disk: Disk) -> Result<Self, PublishError> {
        Self::lock(Self { path: target.resolve()?, disk, made: Vec::new(), lock: None }, true)
    }

    /// Opens the output folder if it exists.
    pub(super) fn existing(target: &Target, disk: Disk) -> Result<Option<Self>, PublishError> {
        let path = target.resolve()?;
        if path.exists() {
            Self::lock(Self { path, disk, made: Vec::new(), lock: None }, false).map(Some)
        } else {
            Ok(None)
        }
    }

    fn lock(mut self, make: bool) -> Result<Self, PublishError> {
        // More than one round only if another build holds the folder, or removes it just as we open it.
        for _ in 0..LOOKS {
            if make {
                self.make()?;
            }
            if !self.path.is_dir() {
                return Err(PublishError::NotAFolder { path: self.path.clone() });
            }
            let handle = match open_lock(&self.path) {
                Ok(handle) => handle,
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => continue,
                Err(cause) => return Err(PublishError::change("open", &self.path, cause)),
            };
            match handle.try_lock() {
                // For good, or for the moment between fork and exec of a program that somebody here starts: until then
                // it holds what we hold, and what we have just let go.
                Err(TryLockError::WouldBlock) => thread::sleep(MOMENT),
                Ok(()) if !is_at(&handle, &self.path) => {}
                // Some network file systems have no locks, or none on folders. Better unlocked than never.
                Ok(()) | Err(TryLockError::Error(_)) => {
                    self.lock = Some(handle);
                    return Ok(self);
                }
            }
        }
        // Whoever holds the lock now needs the folder.
        self.keep();
        Err(PublishError::Busy { output: self.path.clone() })
    }

    fn make(&mut self) -> Result<(), PublishError> {
        let missing: Vec<PathBuf> = self
            .path
            .ancestors()
            .take_while(|path| fs::symlink_metadata(path).is_err())
            .map(Path::to_owned)
            .collect();
        for path in missing.into_iter().rev() {
            if self.disk.make_folder(&path)? {
                self.made.push(path);
            }
        }
        Ok(())
    }

    /// Whether we have just made the folder. Nobody has anything in it then, nor works there.
    pub(super) fn is_new(&self) -> bool {
        self.made.last() == Some(&self.path)
    }

    /// A place beside the folder, on the same file system.
    pub(super) fn beside(&self) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.path.file_name().unwrap_or_default());
        name.push(STAGING);
        self.path.with_file_name(name)
    }

    /// Removes what an interrupted build has left, if it had not yet decided to publish.
    pub(super) fn discard(&self) -> Result<(), PublishError> {
        self.disk.remove_tree(&self.path.join(STAGING))?;
        self.disk.remove_tree(&self.beside())?;
        Ok(())
    }

    /// Lets the folder stay, even if we made it and it is empty.
    pub(super) fn keep(&mut self) {
        self.made.clear();
    }

    /// The place of a published file.
    pub(super) fn at(&self, path: &SitePath) -> PathBuf {
        self.path.join(path.as_str())
    }

    /// Returns the first entry by name that is not our own, if there is one.
    pub(super) fn foreign(&self) -> Result<Option<String>, PublishError> {
        let fail = |cause| PublishError::read("list", &self.path, cause);
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(fail)? {
            names.push(entry.map_err(fail)?.file_name().to_string_lossy().into_owned());
        }
        Ok(names.into_iter().filter(|name| !starts_reserved(name)).min())
    }

    /// Makes the names in the folder durable.
    #[cfg(unix)]
    pub(super) fn sync(&self) -> Result<(), PublishError> {
        let handle = File::open(&self.path)
            .map_err(|cause| PublishError::read("open", &self.path, cause))?;
        self.disk.sync(&handle, &self.path)
    }

    /// Elsewhere a folder cannot be synced, and need not be.
    #[cfg(not(unix))]
    pub(super) fn sync(&self) -> Result<(), PublishError> {
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        #[cfg(not(unix))]
        {
            drop(self.lock.take());
            let _: io::Result<()> = fs::remove_file(self.path.join(LOCK));
        }
        // Still under the lock, so that nobody else can have begun to use them.
        while let Some(path) = self.made.pop()
            && self.disk.remove_empty(&path).is_ok_and(|removed| removed)
        {}
        drop(self.lock.take());
    }
}

/// Whether a path is one of those that we use ourselves.
pub(super) fn is_reserved(path: &SitePath) -> bool {
    starts_reserved(path.as_str())
}

fn starts_reserved(name: &str) -> bool {
    name.get(..RESERVED.len()).is_some_and(|start| start.eq_ignore_ascii_case(RESERVED))
}

#[cfg(unix)]
fn open_lock(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

#[cfg(not(unix))]
fn open_lock(folder: &Path) -> io::Result<File> {
    fs::OpenOptions::new().write(true).create(true).truncate(false).open(folder.join(LOCK))
}

/// Whether the folder that we have locked is still the one of that name.
#[cfg(unix)]
fn is_at(handle: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    handle.metadata().ok().map(|metadata| (metadata.dev(), metadata.ino())) == identity(path)
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    identity(path).is_none()
}
