//! [`Disk`]: every change of the file system that publishing makes, so that tests can let any of them fail. Changes only;
//! reading stands where it is needed. Each is made below an [`OwnFolder`], which leads nowhere else.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use crate::engine::publish::error::PublishError;
use crate::files::OwnFolder;

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
    pub(super) fn make_folder(
        &self,
        own: &OwnFolder,
        path: impl AsRef<Path>,
    ) -> Result<bool, PublishError> {
        self.run(Step::Folder, "make the folder", &own.at(&path), || own.make_folder(&path))
    }

    /// Makes a folder and those above it as needed.
    pub(super) fn make_folders(&self, own: &OwnFolder, path: &str) -> Result<(), PublishError> {
        if own.has(path) {
            return Ok(());
        }
        if let Some((above, _)) = path.rsplit_once('/') {
            self.make_folders(own, above)?;
        }
        self.make_folder(own, path).map(|_| ())
    }

    /// Makes an empty file where there is none.
    pub(super) fn create(
        &self,
        own: &OwnFolder,
        path: impl AsRef<Path>,
    ) -> Result<File, PublishError> {
        self.run(Step::Create, "create", &own.at(&path), || own.create(&path))
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

    /// Makes everything durable that lies on the file system of a folder; returns `false` where a system cannot.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(super) fn sync_all(&self, own: &OwnFolder) -> Result<bool, PublishError> {
        self.run(Step::SyncAll, "sync", own.path(), || {
            if self.hook.is_none() {
                rustix::fs::syncfs(own.handle()?)?;
            }
            Ok(true)
        })
    }

    /// Makes everything durable that lies on the file system of a folder; returns `false` where a system cannot.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(super) fn sync_all(&self, own: &OwnFolder) -> Result<bool, PublishError> {
        self.run(Step::SyncAll, "sync", own.path(), || Ok(false))
    }

    /// Renames, over a file that may be there.
    pub(super) fn replace(
        &self,
        own: &OwnFolder,
        from: impl AsRef<Path>,
        to: impl AsRef<Path>,
    ) -> Result<Move, PublishError> {
        self.run(Step::Rename, "put into place", &own.at(&to), || Move::of(own.rename(&from, &to)))
    }

    /// Renames, unless there is something already.
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
            }
        })
    }

    /// Removes a folder of ours with all that is in it; returns whether there was one. Of a link, or whatever else
    /// stands in its place, the name is removed.
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
