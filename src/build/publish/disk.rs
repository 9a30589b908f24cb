//! [`Disk`]: every change that publishing makes to the file system goes through it, so that a test can let the n-th
//! of them fail. Changes only; reading stands where it is needed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use crate::build::publish::error::PublishError;

/// A change about to be made.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "only tests look at the files"))]
pub(super) enum Step<'a> {
    /// A folder is made.
    Folder,
    /// A file is made.
    Create,
    /// These bytes are written to this file.
    Write(&'a File, &'a [u8]),
    /// This file becomes durable.
    Sync(&'a File),
    /// Everything does.
    SyncAll,
    /// A file or folder gets another name.
    Rename,
    /// A file or folder goes.
    Remove,
}

/// May forbid a step.
pub(super) type Hook = dyn Fn(Step<'_>) -> io::Result<()> + Send + Sync;

/// The means to change the file system.
#[derive(Clone, Default)]
pub(super) struct Disk {
    hook: Option<Arc<Hook>>,
}

impl Disk {
    /// A disk that asks `hook` before each step. To the hook it is left what is durable: nothing is synced, so that
    /// thousands of trials take seconds.
    #[cfg(test)]
    pub(super) fn hooked(hook: Arc<Hook>) -> Self {
        Self { hook: Some(hook) }
    }

    fn run<T>(
        &self,
        step: Step<'_>,
        action: &'static str,
        path: &Path,
        change: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, PublishError> {
        let allowed = self.hook.as_ref().map_or(Ok(()), |hook| hook(step));
        allowed.and_then(|()| change()).map_err(|cause| PublishError::change(action, path, cause))
    }

    /// Makes a folder; returns whether it is new.
    pub(super) fn make_folder(&self, path: &Path) -> Result<bool, PublishError> {
        self.run(Step::Folder, "make the folder", path, || match fs::create_dir(path) {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {
                Ok(false)
            }
            made => made.map(|()| true),
        })
    }

    /// Makes a folder and those above it as needed.
    pub(super) fn make_folders(&self, path: &Path) -> Result<(), PublishError> {
        if path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.make_folders(parent)?;
        }
        self.make_folder(path).map(|_| ())
    }

    /// Makes an empty file where there is none.
    pub(super) fn create(&self, path: &Path) -> Result<File, PublishError> {
        self.run(Step::Create, "create", path, || {
            OpenOptions::new().write(true).create_new(true).open(path)
        })
    }

    /// Writes to a file that was made with [`Self::create`].
    pub(super) fn write(
        &self,
        mut file: &File,
        path: &Path,
        bytes: &[u8],
    ) -> Result<(), PublishError> {
        self.run(Step::Write(file, bytes), "write", path, || file.write_all(bytes))
    }

    /// Makes a file or folder durable.
    pub(super) fn sync(&self, file: &File, path: &Path) -> Result<(), PublishError> {
        let sync = || if self.hook.is_some() { Ok(()) } else { file.sync_all() };
        self.run(Step::Sync(file), "sync", path, sync)
    }

    /// Makes everything durable that lies on the file system of `folder`; returns `false` where a system cannot.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(super) fn sync_all(&self, folder: &Path) -> Result<bool, PublishError> {
        self.run(Step::SyncAll, "sync", folder, || {
            if self.hook.is_none() {
                rustix::fs::syncfs(File::open(folder)?)?;
            }
            Ok(true)
        })
    }

    /// Makes everything durable that lies on the file system of `folder`; returns `false` where a system cannot.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(super) fn sync_all(&self, folder: &Path) -> Result<bool, PublishError> {
        self.run(Step::SyncAll, "sync", folder, || Ok(false))
    }

    /// Renames, over a file that may be there.
    pub(super) fn replace(&self, from: &Path, to: &Path) -> Result<Move, PublishError> {
        self.run(Step::Rename, "put into place", to, || Move::of(fs::rename(from, to)))
    }

    /// Renames, unless there is something already.
    pub(super) fn place(&self, from: &Path, to: &Path) -> Result<Move, PublishError> {
        self.run(Step::Rename, "put into place", to, || Move::of(rename_new(from, to)))
    }

    /// Removes a file or link; returns whether there was one.
    pub(super) fn remove_file(&self, path: &Path) -> Result<bool, PublishError> {
        self.run(Step::Remove, "remove", path, || found(fs::remove_file(path)))
    }

    /// Removes a folder if it is empty; returns whether it was.
    pub(super) fn remove_empty(&self, path: &Path) -> Result<bool, PublishError> {
        self.run(Step::Remove, "remove the folder", path, || match fs::remove_dir(path) {
            Err(cause) if cause.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(false),
            // A mount point, a link to a folder, or a folder that somebody else put a file in the place of.
            Err(cause)
                if matches!(
                    cause.kind(),
                    io::ErrorKind::ResourceBusy | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(false)
            }
            removed => found(removed),
        })
    }

    /// Removes a folder of ours with all that is in it.
    pub(super) fn remove_tree(&self, path: &Path) -> Result<bool, PublishError> {
        self.run(Step::Remove, "remove the folder", path, || found(fs::remove_dir_all(path)))
    }
}

/// How a rename went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// It is done.
    Done,
    /// What was to be moved is not there, or the folder that it is to go to.
    NotFound,
    /// The place is taken.
    Taken,
}

impl Move {
    fn of(result: io::Result<()>) -> io::Result<Self> {
        match result {
            Ok(()) => Ok(Self::Done),
            Err(cause) => match cause.kind() {
                io::ErrorKind::NotFound => Ok(Self::NotFound),
                io::ErrorKind::AlreadyExists
                | io::ErrorKind::DirectoryNotEmpty
                | io::ErrorKind::IsADirectory
                | io::ErrorKind::NotADirectory => Ok(Self::Taken),
                _ => Err(cause),
            },
        }
    }
}

fn found(result: io::Result<()>) -> io::Result<bool> {
    match result {
        Ok(()) => Ok(true),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(cause),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Network and older file systems do not know the flag.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => look_then_rename(from, to),
        renamed => Ok(renamed?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    look_then_rename(from, to)
}

fn look_then_rename(from: &Path, to: &Path) -> io::Result<()> {
    match fs::symlink_metadata(to) {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => fs::rename(from, to),
        Err(cause) => Err(cause),
    }
}
