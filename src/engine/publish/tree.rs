//! [`Tree`]: the folders below the output folder, each looked at once. This notices a symbolic link on the way to a
//! file before anything is read or written through it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::engine::publish::error::{Obstacle, Problem, PublishError};
use crate::files::{FileKind, OwnFolder};
use crate::path::SitePath;

/// What is known about the folders.
pub(super) struct Tree {
    own: OwnFolder,
    known: Mutex<BTreeMap<String, FolderState>>,
}

/// The state of a folder.
#[derive(Clone, Debug)]
pub(super) enum FolderState {
    /// It exists, and no link leads there.
    Here,
    /// It does not exist; the topmost folder that does not.
    Missing(String),
    /// It cannot exist.
    Blocked(Obstacle),
}

impl Tree {
    /// Returns a tree that knows nothing yet about the folders below `own`.
    pub(super) fn new(own: OwnFolder) -> Self {
        Self { own, known: Mutex::default() }
    }

    /// Returns the state of the folder that holds `path`.
    pub(super) fn holder(&self, path: &SitePath) -> Result<FolderState, PublishError> {
        path.parent().map_or(Ok(FolderState::Here), |folder| self.folder(folder))
    }

    /// Looks from the innermost folder that is known, or the top, inwards. Not by recursion: somebody else's manifest may
    /// name a path of any depth.
    fn folder(&self, folder: &str) -> Result<FolderState, PublishError> {
        let mut unknown = Vec::new();
        let mut state = FolderState::Here;
        for part in std::iter::once(folder).chain(above(folder)) {
            if let Some(known) = self.known().get(part) {
                state = known.clone();
                break;
            }
            unknown.push(part);
        }
        while let Some(part) = unknown.pop() {
            // If two threads both look, they see the same.
            if matches!(state, FolderState::Here) {
                state = self.look(part)?;
            }
            // What is in a folder that is not there is as it is.
            if unknown.is_empty() || matches!(state, FolderState::Here) {
                self.known().insert(part.to_owned(), state.clone());
            }
        }
        Ok(state)
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<String, FolderState>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look(&self, folder: &str) -> Result<FolderState, PublishError> {
        let there = self.own.stat(folder);
        let there =
            there.map_err(|cause| PublishError::read("look at", &self.own.at(folder), cause))?;
        let problem = match there.map(|there| there.kind) {
            None => return Ok(FolderState::Missing(folder.to_owned())),
            Some(FileKind::Folder) => return Ok(FolderState::Here),
            Some(FileKind::Link) => Problem::Link,
            Some(FileKind::File) => Problem::File,
            Some(FileKind::Special) => Problem::Special,
        };
        Ok(FolderState::Blocked(Obstacle { path: folder.to_owned(), problem }))
    }
}

/// Returns the folders above a path, innermost first, without the root.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| folder)
}
