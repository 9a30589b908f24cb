//! [`Staging`]: new files, written aside until all of them are there. If it is dropped before it is sealed, it is
//! removed.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::engine::publish::compare::OpenPayload;
use crate::engine::publish::disk::{Disk, Move};
use crate::engine::publish::error::PublishError;
use crate::engine::publish::folder::{JOURNAL, LockedFolder, MANIFEST, STAGING};
use crate::engine::publish::manifest::{Manifest, Stamp};
use crate::files::OwnFolder;
use crate::path::SitePath;

/// At most this many files are synced one by one: syncing everything also waits for what other programs have written.
const FEW: usize = 8;

/// The folder for what is about to be published. It is created with its first file.
pub(super) struct Staging {
    /// The folder that contains it, and its name there.
    own: OwnFolder,
    name: PathBuf,
    disk: Disk,
    /// Whether it will replace the output folder as a whole: that is one rename, where a site with ten thousand folders
    /// at its top would need ten thousand. Only for a folder that we have just created: an existing folder, even an
    /// empty one, may be a mount point, or somebody may be working in it.
    whole: bool,
    /// The folders created in it, including `""` itself.
    made: Mutex<BTreeSet<String>>,
    count: AtomicU64,
    sealed: bool,
}

/// The journal, until it is in its place.
const ASIDE: &str = "journal.json";

/// Whether a file is made durable at once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Durable {
    Yes,
    NotYet,
}

impl Staging {
    /// Returns a staging for `folder`, which must not contain the remains of an earlier one.
    pub(super) fn new(folder: &LockedFolder) -> Self {
        // Windows cannot rename a folder over another one.
        let whole = cfg!(unix) && folder.is_new();
        let (own, name) = if whole {
            (folder.above.clone(), folder.beside())
        } else {
            (folder.own.clone(), STAGING.into())
        };
        Self {
            own,
            name,
            disk: folder.disk.clone(),
            whole,
            made: Mutex::default(),
            count: AtomicU64::new(0),
            sealed: false,
        }
    }

    /// Whether there is no output folder to compare with yet.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Writes a file whose folder already exists in the output; returns its place in the staging.
    pub(super) fn add_file(
        &self,
        source: &mut OpenPayload<'_>,
    ) -> Result<(String, Stamp), PublishError> {
        let name = format!("files/{}", self.count.fetch_add(1, Ordering::Relaxed));
        self.write(&name, source).map(|stamp| (name, stamp))
    }

    /// Writes a file whose folder does not exist yet, so that the folder can be moved as a whole.
    pub(super) fn add_to_tree(
        &self,
        path: &SitePath,
        source: &mut OpenPayload<'_>,
    ) -> Result<Stamp, PublishError> {
        if self.whole {
            self.write(path.as_str(), source)
        } else {
            self.write(&in_tree(path.as_str()), source)
        }
    }

    fn write(&self, name: &str, source: &mut OpenPayload<'_>) -> Result<Stamp, PublishError> {
        self.make(name.rsplit_once('/').map_or("", |(folder, _)| folder))?;
        let below = self.name.join(name);
        let file = self.disk.create(&self.own, &below)?;
        let path = self.own.at(below);
        source.copy(|bytes| self.disk.write(&file, &path, bytes))
    }

    fn make(&self, folder: &str) -> Result<(), PublishError> {
        if self.made.lock().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        if !folder.is_empty() {
            self.make(folder.rsplit_once('/').map_or("", |(above, _)| above))?;
        }
        // Another thread may be faster, which is not an error. Joined with an empty path, the name would end in a
        // slash.
        let below = if folder.is_empty() { self.name.clone() } else { self.name.join(folder) };
        self.disk.make_folder(&self.own, below)?;
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }

    /// Replaces the new, empty output folder with the whole staging.
    pub(super) fn install(
        &mut self,
        folder: &mut LockedFolder,
        manifest: &Manifest,
    ) -> Result<(), PublishError> {
        self.make("")?;
        self.write_whole(MANIFEST, &manifest.to_bytes(), Durable::Yes)?;
        if self.disk.replace(&self.own, &self.name, folder.name())? == Move::Done {
            self.sealed = true;
            return folder.reopen();
        }
        match folder.foreign()? {
            Some(example) => Err(PublishError::NotOurs { output: folder.path.clone(), example }),
            None => Err(PublishError::change(
                "put into place",
                &folder.path,
                io::ErrorKind::AlreadyExists.into(),
            )),
        }
    }

    /// Makes everything that was staged durable and puts the journal into place. From then on the new site is certain.
    ///
    /// `staged` are the names of the files to sync; none if there is no older site that could be lost.
    pub(super) fn seal(
        &mut self,
        folder: &LockedFolder,
        journal: &[u8],
        staged: &[String],
    ) -> Result<(), PublishError> {
        self.make("")?;
        let file = self.write_whole(ASIDE, journal, Durable::NotYet)?;
        if staged.len() <= FEW || !self.disk.sync_all(&self.own)? {
            for name in staged {
                self.sync_one(&self.name.join(name))?;
            }
            self.disk.sync(&file, &self.own.at(self.name.join(ASIDE)))?;
        }
        if self.disk.place(&folder.own, self.name.join(ASIDE), JOURNAL)? != Move::Done {
            return Err(PublishError::change(
                "put into place",
                &folder.own.at(JOURNAL),
                io::ErrorKind::AlreadyExists.into(),
            ));
        }
        self.sealed = true;
        Ok(())
    }

    /// Writes one of our own small files.
    fn write_whole(
        &self,
        name: &str,
        bytes: &[u8],
        durable: Durable,
    ) -> Result<File, PublishError> {
        let below = self.name.join(name);
        let file = self.disk.create(&self.own, &below)?;
        let path = self.own.at(below);
        self.disk.write(&file, &path, bytes)?;
        if durable == Durable::Yes {
            self.disk.sync(&file, &path)?;
        }
        Ok(file)
    }

    fn sync_one(&self, below: &Path) -> Result<(), PublishError> {
        let path = self.own.at(below);
        // Windows syncs only files that are open for writing.
        let file =
            self.own.edit(below).map_err(|cause| PublishError::read("open", &path, cause))?;
        self.disk.sync(&file, &path)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let began = !self.made.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if began && !self.sealed {
            // What cannot be removed now is removed by the next build.
            drop(self.disk.remove_tree(&self.own, &self.name));
        }
    }
}

/// Returns where the staging holds the new folder or file `path`.
pub(super) fn in_tree(path: &str) -> String {
    format!("tree/{path}")
}
