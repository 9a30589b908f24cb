//! [`Disk`]: every change of the file system that publishing makes, so that tests can let any of them fail. Only
//! changes; reading is done where it is needed. Each change is made below an [`OwnFolder`], which leads nowhere else.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use crate::engine::publish::error::PublishError;
use crate::files::OwnFolder;

/// A change that is about to be made.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "only tests look at the files"))]
pub(super) enum Step<'a> {
    /// A folder is created.
    Folder,
    /// A file is created.
    Create,
    /// These bytes are written to this file.
    Write(&'a File, &'a [u8]),
    /// This file becomes durable.
    Sync(&'a File),
    /// Everything does.
    SyncAll,
    /// A file or folder gets another name.
    Rename,
    /// A file or folder is removed.
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
    /// A disk that asks `hook` before each step. The hook decides what is durable: nothing is synced, so that thousands
    /// of trials take seconds.
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

    /// Creates a folder; returns whether it is new.
    pub(super) fn make_folder(
        &self,
        own: &OwnFolder,
        path: impl AsRef<Path>,
    ) -> Result<bool, PublishError> {
        self.run(Step::Folder, "make the folder", &own.at(&path), || own.make_folder(&path))
    }

    /// Creates a folder and those above it, if needed.
    pub(super) fn make_folders(&self, own: &OwnFolder, path: &str) -> Result<(), PublishError> {
        if own.has(path) {
            return Ok(());
        }
        if let Some((above, _)) = path.rsplit_once('/') {
            self.make_folders(own, above)?;
        }
        self.make_folder(own, path).map(|_| ())
    }

    /// Creates an empty file where there is none.
    pub(super) fn create(
        &self,
        own: &OwnFolder,
        path: impl AsRef<Path>,
    ) -> Result<File, PublishError> {
        self.run(Step::Create, "create", &own.at(&path), || own.create(&path))
    }

    /// Writes to a file created with [`Self::create`].
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

    /// Makes everything on the file system of a folder durable; returns `false` if the system cannot.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(super) fn sync_all(&self, own: &OwnFolder) -> Result<bool, PublishError> {
        self.run(Step::SyncAll, "sync", own.path(), || {
            if self.hook.is_none() {
                rustix::fs::syncfs(own.handle()?)?;
            }
            Ok(true)
        })
    }

    /// Makes everything on the file system of a folder durable; returns `false` if the system cannot.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(super) fn sync_all(&self, own: &OwnFolder) -> Result<bool, PublishError> {
        self.run(Step::SyncAll, "sync", own.path(), || Ok(false))
    }

    /// Renames, replacing any file that is there.
    pub(super) fn replace(
        &self,
        own: &OwnFolder,
        from: impl AsRef<Path>,
        to: impl AsRef<Path>,
    ) -> Result<Move, PublishError> {
        self.run(Step::Rename, "put into place", &own.at(&to), || Move::of(own.rename(&from, &to)))
    }

    /// Renames, unless something is already there.
    pub(super) fn place(
        &self,
        own: &OwnFolder,
        from: impl AsRef<Path>,
        to: impl AsRef<Path>,
    ) -> Result<Move, PublishError> {
        self.run(Step::Rename, "put into place", &own.at(&to), || {
            Move::of(own.rename_new(&from, &to))
        })
    }

    /// Removes a file or link; returns whether there was one.
    pub(super) fn remove_file(
        &self,
        own: &OwnFolder,
        path: impl AsRef<Path>,
    ) -> Result<bool, PublishError> {
        self.run(Step::Remove, "remove", &own.at(&path), || found(own.remove_file(&path)))
    }

    /// Removes a folder if it is empty; returns whether it was.
    pub(super) fn remove_empty(
        &self,
        own: &OwnFolder,
        path: impl AsRef<Path>,
    ) -> Result<bool, PublishError> {
        self.run(Step::Remove, "remove the folder", &own.at(&path), || {
            match own.remove_folder(&path) {
                Err(cause) if cause.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(false),
                // A mount point, a link to a folder, or a file that somebody else put in the folder's place.
                Err(cause)
                    if matches!(
                        cause.kind(),
                        io::ErrorKind::ResourceBusy | io::ErrorKind::NotADirectory
                    ) =>
                {
                    Ok(false)
                }
                removed => found(removed),
            }
        })
    }

    /// Removes one of our folders with everything in it; returns whether there was one. If it is a link or something
    /// else, only the name is removed.
    pub(super) fn remove_tree(
        &self,
        own: &OwnFolder,
        path: impl AsRef<Path>,
    ) -> Result<bool, PublishError> {
        self.run(Step::Remove, "remove the folder", &own.at(&path), || own.remove_tree(&path))
    }
}

/// How a rename went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// It is done.
    Done,
    /// The source or the destination folder does not exist.
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
