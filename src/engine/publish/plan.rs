//! [`PublishPlan`]: what must be done, worked out from what was staged and what was published before. It finds
//! everything that is in the way before anything is published. Only reads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::engine::publish::compare::stamp_at;
use crate::engine::publish::error::{Obstacle, Problem, PublishError};
use crate::engine::publish::folder::LockedFolder;
use crate::engine::publish::journal::{Journal, Relocation};
use crate::engine::publish::manifest::{Manifest, Stamp};
use crate::engine::publish::staging::in_tree;
use crate::engine::publish::tree::{FolderState, Tree, above};
use crate::files::{FileKind, OwnFolder};
use crate::path::SitePath;

/// What a publication did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// How many files are new or changed.
    pub written: usize,
    /// How many were left alone, because they were up to date.
    pub unchanged: usize,
    /// How many vanished ones were removed.
    pub removed: usize,
    /// Vanished files that stay, because somebody has changed them since. From now on they are foreign.
    pub kept: Vec<SitePath>,
}

/// A file of the new site.
pub(super) struct Staged {
    pub(super) stamp: Stamp,
    pub(super) outcome: Placement,
}

/// How a file of the new site gets to its place.
pub(super) enum Placement {
    /// It is already there.
    Unchanged,
    /// It replaces a file of ours.
    Replaces(String),
    /// It is moved to a free place.
    Fills(String),
    /// It replaces a folder, which must hold nothing but vanished files.
    Supersedes(String),
    /// It comes with this folder, which is new.
    InTree(String),
    /// It cannot: an obstacle was recorded.
    Blocked,
}

/// What must be done.
#[derive(Debug)]
pub(super) struct PublishPlan {
    pub(super) journal: Journal,
    pub(super) published: Publication,
    /// What is in the staging.
    pub(super) staged: Vec<String>,
}

/// What happens to a file that the new site does not have.
enum Fate {
    Gone,
    Ours,
    Changed,
}

impl PublishPlan {
    /// Plans the step from `old` to `new`; `obstacles` are those found while staging.
    pub(super) fn new(
        folder: &LockedFolder,
        old: &Manifest,
        new: BTreeMap<SitePath, Staged>,
        mut obstacles: Vec<Obstacle>,
    ) -> Result<Self, PublishError> {
        let mut plan = Self {
            journal: Journal::default(),
            published: Publication::default(),
            staged: Vec::new(),
        };
        plan.vanish(folder, old, &new, &mut obstacles)?;
        for (path, staged) in &new {
            if let Placement::Supersedes(_) = staged.outcome {
                plan.check_folder(
                    &folder.own,
                    (path.as_str().as_ref(), path.as_str()),
                    &mut obstacles,
                )?;
            }
        }
        if !obstacles.is_empty() {
            obstacles.sort();
            obstacles.dedup();
            return Err(PublishError::Obstacles { output: folder.path.clone(), obstacles });
        }
        plan.place(new);
        Ok(plan)
    }

    /// Decides about files that were published but are not in the new site.
    fn vanish(
        &mut self,
        folder: &LockedFolder,
        old: &Manifest,
        new: &BTreeMap<SitePath, Staged>,
        obstacles: &mut Vec<Obstacle>,
    ) -> Result<(), PublishError> {
        let mut vanished = old.files.iter().filter(|(path, _)| !new.contains_key(path)).peekable();
        if vanished.peek().is_none() {
            return Ok(());
        }
        let names: BTreeSet<&str> = new.keys().map(SitePath::as_str).collect();
        // If the file system ignores case, removing `A.html` after `a.html` was moved would remove the new file.
        let folded: BTreeSet<String> = new.keys().map(SitePath::folded).collect();
        let tree = Tree::new(folder.own.clone());
        for (path, stamp) in vanished {
            let below = format!("{path}/");
            let becomes_folder =
                names.range(below.as_str()..).next().is_some_and(|name| name.starts_with(&below));
            let in_the_way =
                becomes_folder || above(path.as_str()).any(|folder| names.contains(folder));
            match fate(folder, &tree, path, stamp)? {
                Fate::Changed if in_the_way => {
                    obstacles.push(Obstacle { path: path.to_string(), problem: Problem::Changed });
                }
                Fate::Changed => self.published.kept.push(path.clone()),
                fate => {
                    self.published.removed += usize::from(matches!(fate, Fate::Ours));
                    let early = in_the_way || folded.contains(&path.folded());
                    let list =
                        if early { &mut self.journal.clear } else { &mut self.journal.remove };
                    list.insert(path.clone(), stamp.clone());
                }
            }
        }
        Ok(())
    }

    /// Checks that a folder in the place of a file holds nothing but what will be removed. Its path is given with its
    /// name in messages.
    fn check_folder(
        &self,
        own: &OwnFolder,
        (at, path): (&Path, &str),
        obstacles: &mut Vec<Obstacle>,
    ) -> Result<(), PublishError> {
        let fail = |cause| PublishError::read("list", &own.at(at), cause);
        let below = format!("{path}/");
        if !self.journal.clear.keys().any(|file| file.as_str().starts_with(&below)) {
            obstacles.push(Obstacle { path: path.to_owned(), problem: Problem::Folder });
            return Ok(());
        }
        for name in own.list(at).map_err(fail)? {
            let path = format!("{below}{}", name.to_string_lossy());
            let at = at.join(&name);
            let there = own.stat(&at).map_err(fail)?;
            if there.is_some_and(|there| there.kind == FileKind::Folder) {
                self.check_folder(own, (&at, &path), obstacles)?;
            } else if !self.journal.clear.keys().any(|file| file.as_str() == path) {
                obstacles.push(Obstacle { path, problem: Problem::Foreign });
            }
        }
        Ok(())
    }

    /// Lists the moves, and the files of the new site.
    fn place(&mut self, new: BTreeMap<SitePath, Staged>) {
        let mut folders = BTreeSet::new();
        let files = new.into_iter().map(|(path, Staged { stamp, outcome })| {
            let (from, fills) = match outcome {
                Placement::Blocked => unreachable!("obstacles end the planning"),
                Placement::Unchanged => {
                    self.published.unchanged += 1;
                    return (path, stamp);
                }
                Placement::InTree(folder) => {
                    folders.insert(folder);
                    (in_tree(path.as_str()), None)
                }
                Placement::Replaces(from) => (from, Some(false)),
                Placement::Fills(from) | Placement::Supersedes(from) => (from, Some(true)),
            };
            if let Some(new) = fills {
                self.journal.moves.push(Relocation {
                    from: below_staging(&from),
                    to: path.clone(),
                    new,
                });
            }
            self.published.written += 1;
            self.staged.push(from);
            (path, stamp)
        });
        self.journal.manifest.files = files.collect();
        self.journal.moves.extend(folders.into_iter().map(|folder| Relocation {
            from: below_staging(&in_tree(&folder)),
            to: SitePath::new(&folder).expect("a folder of a checked path is one"),
            new: true,
        }));
    }

    /// Whether the folder is already as it should be.
    pub(super) fn is_nothing(&self, old: Option<&Manifest>) -> bool {
        let Journal { clear, moves, remove, manifest } = &self.journal;
        clear.is_empty() && moves.is_empty() && remove.is_empty() && old == Some(manifest)
    }
}

fn below_staging(name: &str) -> SitePath {
    SitePath::new(name).expect("names in the staging are numbers or checked paths")
}

fn fate(
    folder: &LockedFolder,
    tree: &Tree,
    path: &SitePath,
    stamp: &Stamp,
) -> Result<Fate, PublishError> {
    Ok(match tree.holder(path)? {
        FolderState::Missing(_) | FolderState::Blocked(_) => Fate::Gone,
        FolderState::Here => match stamp_at(&folder.own, path.as_str())? {
            None => Fate::Gone,
            Some(found) if found == *stamp => Fate::Ours,
            Some(_) => Fate::Changed,
        },
    })
}
