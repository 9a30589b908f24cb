//! [`Publisher`]: open a folder, stage a site, commit it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::engine::publish::compare::{OpenPayload, Payload, look};
use crate::engine::publish::disk::Disk;
use crate::engine::publish::error::{Obstacle, Problem, PublishError};
use crate::engine::publish::folder::{LockedFolder, is_reserved};
use crate::engine::publish::journal::Journal;
use crate::engine::publish::left::{PublishedState, file_stamp};
use crate::engine::publish::manifest::{Manifest, Stamp};
use crate::engine::publish::plan::{Placement, Publication, PublishPlan, Staged};
use crate::engine::publish::staging::Staging;
use crate::engine::publish::target::{PublishTarget, identity};
use crate::engine::publish::tree::{FolderState, Tree, above};
use crate::engine::publish::writable;
use crate::files::OwnEntry;
use crate::path::SitePath;

/// An output folder, open and locked. Dropped without [`Publisher::commit`], it leaves the folder as it was.
pub struct Publisher {
    // Dropped in this order: the staging is in the folder.
    staging: Staging,
    folder: LockedFolder,
    tree: Tree,
    adopt: bool,
    /// The manifest, if there was one.
    old: Option<Manifest>,
    /// The paths in the manifest by their folded form; computed on first use.
    folded: OnceLock<BTreeMap<String, SitePath>>,
    progress: Mutex<PublishProgress>,
}

#[derive(Default)]
struct PublishProgress {
    /// `None` while a file is being staged.
    files: BTreeMap<SitePath, Option<Staged>>,
    obstacles: Vec<Obstacle>,
    failed: bool,
}

impl Publisher {
    /// Opens an output folder: refuses one that must not be used, locks it, finishes an interrupted publication.
    pub fn open(target: &PublishTarget) -> Result<Self, PublishError> {
        Self::open_on(target, Disk::default())
    }

    /// Like [`Self::open`], on a disk that may fail.
    pub(super) fn open_on(target: &PublishTarget, disk: Disk) -> Result<Self, PublishError> {
        let folder = LockedFolder::open(target, disk)?;
        let old = recover(&folder)?;
        if old.is_none()
            && !target.adopt
            && let Some(example) = folder.foreign()?
        {
            return Err(PublishError::NotOurs { output: folder.path.clone(), example });
        }
        folder.discard()?;
        Ok(Self {
            staging: Staging::new(&folder),
            tree: Tree::new(folder.own.clone()),
            folder,
            adopt: target.adopt,
            old,
            folded: OnceLock::new(),
            progress: Mutex::default(),
        })
    }

    /// Compares a file of the new site with what is published and, if it differs, writes it aside. Each path once, in
    /// any order, from any thread. [`Self::commit`] reports everything that is in the way at once.
    pub fn stage(&self, path: &SitePath, payload: Payload<'_>) -> Result<(), PublishError> {
        let staged = self.enter(path, None).and_then(|()| self.prepare(path, payload));
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        match staged {
            Ok(staged) => {
                progress.files.insert(path.clone(), Some(staged));
                Ok(())
            }
            Err(error) => {
                progress.failed = true;
                Err(error)
            }
        }
    }

    /// Stages a file as the last publication left it. Returns `false`, and stages nothing, if it has changed since:
    /// then it must be made again.
    pub fn keep(&self, path: &SitePath, left: &PublishedState) -> Result<bool, PublishError> {
        if !self.is_as_left(path, left) {
            return Ok(false);
        }
        let staged = Staged { stamp: left.stamp.clone(), outcome: Placement::Unchanged };
        self.enter(path, Some(staged))?;
        Ok(true)
    }

    /// Whether the folder holds these files as they were left, and nothing else was published there.
    pub fn holds<'a>(
        &self,
        files: impl Iterator<Item = (&'a SitePath, &'a PublishedState)>,
    ) -> bool {
        let files: Vec<_> = files.collect();
        self.old.as_ref().is_some_and(|old| old.files.len() == files.len())
            && files.par_iter().all(|(path, left)| self.is_as_left(path, left))
    }

    /// Returns the folder that is published into.
    pub fn folder(&self) -> &Path {
        &self.folder.path
    }

    fn is_as_left(&self, path: &SitePath, left: &PublishedState) -> bool {
        let listed = self.old.as_ref().and_then(|old| old.files.get(path));
        listed == Some(&left.stamp)
            && matches!(self.tree.holder(path), Ok(FolderState::Here))
            && file_stamp(&self.folder.own, path) == Some(left.file)
    }

    /// Publishes what was staged, and removes what was published before but not now.
    pub fn commit(self) -> Result<Publication, PublishError> {
        self.publish().map(|(published, _)| published)
    }

    /// Like [`Self::commit`]; also returns how each file was left.
    pub fn commit_and_look(
        self,
    ) -> Result<(Publication, BTreeMap<SitePath, PublishedState>), PublishError> {
        let (published, manifest) = self.publish()?;
        let (folder, files) = manifest;
        let left: Vec<_> = files
            .files
            .into_par_iter()
            .filter_map(|(path, stamp)| {
                let file = file_stamp(&folder.own, &path)?;
                Some((path, PublishedState { stamp, file }))
            })
            .collect();
        Ok((published, left.into_iter().collect()))
    }

    fn publish(mut self) -> Result<(Publication, (LockedFolder, Manifest)), PublishError> {
        let progress =
            std::mem::take(self.progress.get_mut().unwrap_or_else(PoisonError::into_inner));
        let begun = progress.files.len();
        let files: BTreeMap<_, _> =
            progress.files.into_iter().filter_map(|(path, staged)| Some((path, staged?))).collect();
        if progress.failed || files.len() < begun {
            return Err(PublishError::Incomplete);
        }
        let nothing = Manifest::default();
        let old = self.old.as_ref();
        let plan =
            PublishPlan::new(&self.folder, old.unwrap_or(&nothing), files, progress.obstacles)?;
        let nothing = plan.is_nothing(old);
        let PublishPlan { journal, published, staged } = plan;
        if nothing {
            return Ok((published, (self.folder, journal.manifest)));
        }
        if self.staging.is_whole() {
            self.staging.install(&mut self.folder, &journal.manifest)?;
            self.folder.keep();
            return Ok((published, (self.folder, journal.manifest)));
        }
        writable::check(&self.folder, &journal)?;
        let staged = if self.old.is_some() { staged } else { Vec::new() };
        self.staging.seal(&self.folder, &journal.to_bytes(), &staged)?;
        self.folder.keep();
        journal.apply(&self.folder)?;
        Ok((published, (self.folder, journal.manifest)))
    }

    /// Enters a file that is staged or being staged.
    fn enter(&self, path: &SitePath, staged: Option<Staged>) -> Result<(), PublishError> {
        if is_reserved(path) {
            return Err(PublishError::Reserved { path: path.clone() });
        }
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = progress.clash(path) {
            return Err(error);
        }
        progress.files.insert(path.clone(), staged);
        Ok(())
    }

    fn prepare(&self, path: &SitePath, payload: Payload<'_>) -> Result<Staged, PublishError> {
        let mut source = OpenPayload::open(payload)?;
        if self.staging.is_whole() {
            let stamp = self.staging.add_to_tree(path, &mut source)?;
            return Ok(Staged { stamp, outcome: Placement::InTree(path.to_string()) });
        }
        let folder = match self.tree.holder(path)? {
            FolderState::Here => return self.prepare_here(path, &mut source),
            FolderState::Missing(folder) => folder,
            // A file of ours that vanishes, since its path will be a folder.
            FolderState::Blocked(Obstacle { path: file, problem: Problem::File })
                if SitePath::new(&file).is_ok_and(|file| self.is_old(&file)) =>
            {
                file
            }
            FolderState::Blocked(obstacle) => return Ok(self.block(obstacle)),
        };
        let stamp = self.staging.add_to_tree(path, &mut source)?;
        Ok(Staged { stamp, outcome: Placement::InTree(folder) })
    }

    fn prepare_here(
        &self,
        path: &SitePath,
        source: &mut OpenPayload<'_>,
    ) -> Result<Staged, PublishError> {
        let own = &self.folder.own;
        let outcome = match look(own, path.as_str())? {
            OwnEntry::Nothing => Placement::Fills,
            OwnEntry::File(..) if self.is_old_by_another_case(path) => Placement::Replaces,
            OwnEntry::File(file, size) => {
                let at = own.at(path.as_str());
                match (source.equals(&file, size, &at)?, self.is_old(path)) {
                    (Some(stamp), old) if old || self.adopt => {
                        return Ok(Staged { stamp, outcome: Placement::Unchanged });
                    }
                    (Some(_), _) => return Ok(self.block_at(path, Problem::ForeignButEqual)),
                    (None, true) => Placement::Replaces,
                    (None, false) => return Ok(self.block_at(path, Problem::Foreign)),
                }
            }
            OwnEntry::Folder if self.was_folder(path) => Placement::Supersedes,
            OwnEntry::Folder => return Ok(self.block_at(path, Problem::Folder)),
            OwnEntry::Link => return Ok(self.block_at(path, Problem::Link)),
            OwnEntry::Special => return Ok(self.block_at(path, Problem::Special)),
        };
        let (name, stamp) = self.staging.add_file(source)?;
        Ok(Staged { stamp, outcome: outcome(name) })
    }

    fn block_at(&self, path: &SitePath, problem: Problem) -> Staged {
        self.block(Obstacle { path: path.to_string(), problem })
    }

    fn block(&self, obstacle: Obstacle) -> Staged {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).obstacles.push(obstacle);
        Staged { stamp: Stamp::of(b""), outcome: Placement::Blocked }
    }

    fn is_old(&self, path: &SitePath) -> bool {
        self.old.as_ref().is_some_and(|old| old.files.contains_key(path))
    }

    /// Whether files of ours were below `path`.
    fn was_folder(&self, path: &SitePath) -> bool {
        self.old
            .as_ref()
            .is_some_and(|old| old.files.keys().any(|file| file.below(path.as_str()).is_some()))
    }

    /// Whether `path` is not in the manifest, but the file there is, under a name that differs only in case: on a file
    /// system that ignores case.
    fn is_old_by_another_case(&self, path: &SitePath) -> bool {
        let Some(old) = self.old.as_ref().filter(|old| !old.files.contains_key(path)) else {
            return false;
        };
        let folded = self
            .folded
            .get_or_init(|| old.files.keys().map(|path| (path.folded(), path.clone())).collect());
        folded.get(&path.folded()).is_some_and(|twin| {
            let at = |path: &SitePath| identity(&self.folder.own.at(path.as_str()));
            let there = at(path);
            there.is_some() && there == at(twin)
        })
    }
}

impl PublishProgress {
    /// Returns why this path cannot be staged in addition to the others.
    fn clash(&self, path: &SitePath) -> Option<PublishError> {
        if self.files.contains_key(path) {
            return Some(PublishError::Twice { path: path.clone() });
        }
        let above = above(path.as_str()).filter_map(|folder| SitePath::new(folder).ok());
        if let Some(file) = above.into_iter().find(|folder| self.files.contains_key(folder)) {
            return Some(PublishError::Clash { file, below: path.clone() });
        }
        // No path below this one comes before the one with a space.
        let first = path.join(" ").expect("a space is a name");
        let (below, _) = self.files.range(first..).next()?;
        below.below(path.as_str())?;
        Some(PublishError::Clash { file: path.clone(), below: below.clone() })
    }
}

/// Finishes an interrupted publication, then reads the manifest.
pub(super) fn recover(folder: &LockedFolder) -> Result<Option<Manifest>, PublishError> {
    if let Some(journal) = Journal::read(folder)? {
        journal.apply(folder)?;
    }
    Manifest::read_in(&folder.own)
}
