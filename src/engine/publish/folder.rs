//! [`LockedFolder`]: the output folder, resolved, created if necessary, and locked for as long as we hold it.

use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::engine::publish::disk::Disk;
use crate::engine::publish::error::PublishError;
use crate::engine::publish::target::{PublishTarget, identity};
use crate::files::OwnFolder;
use crate::path::SitePath;

/// Lists what we published.
pub const MANIFEST: &str = ".nutgraf-manifest.json";
/// Says how to finish an interrupted publication.
pub(super) const JOURNAL: &str = ".nutgraf-journal.json";
/// Holds what is about to be published.
pub(super) const STAGING: &str = ".nutgraf-staging";
/// Is locked if a folder cannot be.
#[cfg(not(unix))]
const LOCK: &str = ".nutgraf-lock";

/// How long we wait for a lock before we try again.
const MOMENT: Duration = Duration::from_millis(10);
/// How often we try: half a second is long enough for a lock that is held by accident, even on a busy machine.
const LOOKS: usize = 50;

/// The prefix of our own names at the top of an output folder.
const RESERVED: &str = ".nutgraf-";

/// An output folder that nobody else can publish into.
pub(super) struct LockedFolder {
    pub(super) path: PathBuf,
    /// The folder, opened: everything in it is reached from here.
    pub(super) own: OwnFolder,
    /// The folder that contains it.
    pub(super) above: OwnFolder,
    pub(super) disk: Disk,
    // Dropped in this order: still under the lock, so that nobody else can have started to use the folders.
    made: CreatedFolders,
    #[cfg_attr(unix, expect(dead_code, reason = "it is let go when this is dropped"))]
    lock: Option<File>,
}

/// The folders that we created for it, outermost first, and below which folder; those that stay empty are removed
/// again.
struct CreatedFolders {
    folders: Vec<(OwnFolder, PathBuf)>,
    disk: Disk,
}

impl LockedFolder {
    /// Opens the output folder, and creates it if it does not exist.
    pub(super) fn open(target: &PublishTarget, disk: Disk) -> Result<Self, PublishError> {
        let path = target.resolve()?;
        let mut made = CreatedFolders::new(disk.clone());
        // More than one round only if another build holds the folder, or removes it just as we open it.
        for _ in 0..LOOKS {
            made.make(&path)?;
            if let Some((own, above, lock)) = try_lock(&path)? {
                return Ok(Self { path, own, above, disk, made, lock: Some(lock) });
            }
        }
        // The holder of the lock now needs the folder.
        made.folders.clear();
        Err(PublishError::Busy { output: path })
    }

    /// Opens the output folder if it exists.
    pub(super) fn existing(
        target: &PublishTarget,
        disk: Disk,
    ) -> Result<Option<Self>, PublishError> {
        let path = target.resolve()?;
        for _ in 0..LOOKS {
            if let Some((own, above, lock)) = try_lock(&path)? {
                let made = CreatedFolders::new(disk.clone());
                return Ok(Some(Self { path, own, above, disk, made, lock: Some(lock) }));
            }
            if matches!(OwnFolder::open(&path), Err(cause) if cause.kind() == io::ErrorKind::NotFound)
            {
                return Ok(None);
            }
        }
        Err(PublishError::Busy { output: path })
    }

    /// Whether we have just created the folder. Then nobody has anything in it or works there.
    pub(super) fn is_new(&self) -> bool {
        self.made.folders.last().is_some_and(|(own, below)| own.at(below) == self.path)
    }

    /// Returns the name of a place beside the folder, on the same file system: in [`Self::above`].
    pub(super) fn beside(&self) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.name());
        name.push(STAGING);
        name.into()
    }

    /// Returns the name of the folder in [`Self::above`].
    pub(super) fn name(&self) -> &OsStr {
        self.path.file_name().unwrap_or_default()
    }

    /// Opens the folder again, after another one has replaced it.
    pub(super) fn reopen(&mut self) -> Result<(), PublishError> {
        let own = OwnFolder::open(&self.path);
        self.own = own.map_err(|cause| PublishError::read("open", &self.path, cause))?;
        Ok(())
    }

    /// Removes the remains of a build that was interrupted before it decided to publish.
    pub(super) fn discard(&self) -> Result<(), PublishError> {
        self.disk.remove_tree(&self.own, STAGING)?;
        self.disk.remove_tree(&self.above, self.beside())?;
        Ok(())
    }

    /// Keeps the folder, even if we created it and it is empty.
    pub(super) fn keep(&mut self) {
        self.made.folders.clear();
    }

    /// Returns the first entry by name that is not our own, if there is one.
    pub(super) fn foreign(&self) -> Result<Option<String>, PublishError> {
        let names = self.own.list("");
        let names = names.map_err(|cause| PublishError::read("list", &self.path, cause))?;
        let names = names.into_iter().map(|name| name.to_string_lossy().into_owned());
        Ok(names.filter(|name| !starts_reserved(name)).min())
    }

    /// Makes the names in the folder durable.
    #[cfg(unix)]
    pub(super) fn sync(&self) -> Result<(), PublishError> {
        let handle = self.own.handle();
        let handle = handle.map_err(|cause| PublishError::read("open", &self.path, cause))?;
        self.disk.sync(&handle, &self.path)
    }

    /// On other systems a folder cannot be synced, and need not be.
    #[cfg(not(unix))]
    pub(super) fn sync(&self) -> Result<(), PublishError> {
        Ok(())
    }
}

#[cfg(not(unix))]
impl Drop for LockedFolder {
    fn drop(&mut self) {
        drop(self.lock.take());
        let _: io::Result<()> = self.own.remove_file(LOCK);
    }
}

impl CreatedFolders {
    fn new(disk: Disk) -> Self {
        Self { folders: Vec::new(), disk }
    }

    /// Creates the folder at `path`, and those above it, if needed.
    fn make(&mut self, path: &Path) -> Result<(), PublishError> {
        let nearest = OwnFolder::nearest(path);
        let (own, missing) = nearest.map_err(|cause| not_opened(path, cause))?;
        let mut below = PathBuf::new();
        for part in &missing {
            below.push(part);
            if self.disk.make_folder(&own, &below)? {
                self.folders.push((own.clone(), below.clone()));
            }
        }
        Ok(())
    }
}

impl Drop for CreatedFolders {
    fn drop(&mut self) {
        while let Some((own, below)) = self.folders.pop()
            && self.disk.remove_empty(&own, below).is_ok_and(|removed| removed)
        {}
    }
}

/// Opens the folder at `path` and the one above it, and locks it. `None` if it is gone, or somebody holds the lock.
fn try_lock(path: &Path) -> Result<Option<(OwnFolder, OwnFolder, File)>, PublishError> {
    let own = match OwnFolder::open(path) {
        Ok(own) => own,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(not_opened(path, cause)),
    };
    let above = OwnFolder::open(path.parent().unwrap_or(path));
    let above = above.map_err(|cause| not_opened(path, cause))?;
    let handle = open_lock(&own).map_err(|cause| PublishError::change("open", path, cause))?;
    match handle.try_lock() {
        // For good, or for the moment between fork and exec of a program that this process starts: until then it holds
        // what we hold, and what we have just released.
        Err(TryLockError::WouldBlock) => {
            thread::sleep(MOMENT);
            Ok(None)
        }
        Ok(()) if !is_at(&handle, path) => Ok(None),
        // Some network file systems have no locks, or none on folders. Publishing without a lock is better than not at
        // all.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some((own, above, handle))),
    }
}

fn not_opened(path: &Path, cause: io::Error) -> PublishError {
    match cause.kind() {
        io::ErrorKind::NotADirectory => PublishError::NotAFolder { path: path.to_owned() },
        _ => PublishError::change("open", path, cause),
    }
}

/// Whether a path is reserved for our own files.
pub(super) fn is_reserved(path: &SitePath) -> bool {
    starts_reserved(path.as_str())
}

fn starts_reserved(name: &str) -> bool {
    name.get(..RESERVED.len()).is_some_and(|start| start.eq_ignore_ascii_case(RESERVED))
}

#[cfg(unix)]
fn open_lock(folder: &OwnFolder) -> io::Result<File> {
    folder.handle()
}

#[cfg(not(unix))]
fn open_lock(folder: &OwnFolder) -> io::Result<File> {
    match folder.create(LOCK) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => folder.edit(LOCK),
        made => made,
    }
}

/// Whether the folder that we have locked still has that name.
#[cfg(unix)]
fn is_at(handle: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    handle.metadata().ok().map(|metadata| (metadata.dev(), metadata.ino())) == identity(path)
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    identity(path).is_none()
}
