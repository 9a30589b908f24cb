//! [`Journal`]: all that is left to do once the new site is decided. Doing it twice does no harm: whoever finds a
//! journal does all of it again. Foreign files may have appeared meanwhile, so each step looks before it acts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::build::publish::compare::stamp_at;
use crate::build::publish::disk::{Disk, Move};
use crate::build::publish::error::{Obstacle, Problem, PublishError};
use crate::build::publish::folder::{Folder, JOURNAL, MANIFEST, STAGING};
use crate::build::publish::manifest::{
    Line, Manifest, Stamp, VERSION, checked, files, lines, parse, read, rows,
};
use crate::build::publish::tree::{Place, Tree, above};
use crate::path::SitePath;

/// What is to be done, in this order.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// Vanished files that lie where something is to be moved.
    pub(super) clear: BTreeMap<SitePath, Stamp>,
    /// What goes from the staging to its place.
    pub(super) moves: Vec<Relocation>,
    /// The other vanished files: a visitor may find them until the new ones are there.
    pub(super) remove: BTreeMap<SitePath, Stamp>,
    /// The files of the new site.
    pub(super) manifest: Manifest,
}

/// One move.
#[derive(Debug)]
pub(super) struct Relocation {
    /// Below the staging.
    pub(super) from: SitePath,
    /// Below the output folder.
    pub(super) to: SitePath,
    /// Whether there was nothing at `to`; then nothing may be overwritten.
    pub(super) new: bool,
}

#[derive(Serialize, Deserialize)]
struct Row {
    from: String,
    to: String,
    new: bool,
}

#[derive(Deserialize)]
struct Text<'a> {
    #[serde(borrow)]
    clear: Vec<Line<'a>>,
    moves: Vec<Row>,
    #[serde(borrow)]
    remove: Vec<Line<'a>>,
    #[serde(borrow)]
    files: Vec<Line<'a>>,
}

impl Journal {
    /// Reads the journal of an output folder; `None` if nothing was interrupted.
    pub(super) fn read(folder: &Folder) -> Result<Option<Self>, PublishError> {
        let path = folder.path.join(JOURNAL);
        let Some(text) = read(&path)? else { return Ok(None) };
        let text: Text<'_> = parse(&path, &text)?;
        Self::from_text(text)
            .map(Some)
            .map_err(|reason| PublishError::Damaged { file: path, reason })
    }

    fn from_text(text: Text<'_>) -> Result<Self, String> {
        let moves = text.moves.into_iter().map(|Row { from, to, new }| {
            Ok(Relocation { from: checked(&from)?, to: checked(&to)?, new })
        });
        Ok(Self {
            clear: files(text.clear)?,
            moves: moves.collect::<Result<_, String>>()?,
            remove: files(text.remove)?,
            manifest: Manifest { files: files(text.files)? },
        })
    }

    /// The journal as it stands in the file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let moves = self.moves.iter().map(|Relocation { from, to, new }| Row {
            from: from.to_string(),
            to: to.to_string(),
            new: *new,
        });
        format!(
            "{{\"version\":{VERSION},\n\"clear\":{},\n\"moves\":{},\n\"remove\":{},\n\"files\":{}}}\n",
            rows(lines(&self.clear)),
            rows(moves),
            rows(lines(&self.remove)),
            rows(lines(&self.manifest.files)),
        )
        .into_bytes()
    }

    /// Does it all, ends with the new manifest, and removes the journal and the staging.
    pub(super) fn apply(&self, folder: &Folder) -> Result<(), PublishError> {
        self.try_apply(folder).map_err(|cause| PublishError::Interrupted {
            output: folder.path.clone(),
            cause: Box::new(cause),
        })
    }

    fn try_apply(&self, folder: &Folder) -> Result<(), PublishError> {
        // The journal must keep its name before anything else changes.
        folder.sync()?;
        remove_files(folder, &self.clear)?;
        let tree = Tree::new(folder.path.clone());
        for relocation in &self.moves {
            relocation.apply(folder, &tree)?;
        }
        remove_files(folder, &self.remove)?;
        self.write_manifest(folder)?;
        folder.disk.remove_file(&folder.path.join(JOURNAL))?;
        // The site is published. What is left in the staging now is removed by the next build.
        drop(folder.disk.remove_tree(&folder.path.join(STAGING)));
        Ok(())
    }

    fn write_manifest(&self, folder: &Folder) -> Result<(), PublishError> {
        let disk = &folder.disk;
        let staging = folder.path.join(STAGING);
        disk.make_folder(&staging)?;
        let aside = staging.join("manifest.json");
        disk.remove_file(&aside)?;
        let file = disk.create(&aside)?;
        disk.write(&file, &aside, &self.manifest.to_bytes())?;
        disk.sync(&file, &aside)?;
        let place = folder.path.join(MANIFEST);
        match disk.replace(&aside, &place)? {
            Move::Done => Ok(()),
            Move::NotFound | Move::Taken => Err(in_the_way(folder, MANIFEST, Problem::Folder)),
        }
    }
}

impl Relocation {
    fn apply(&self, folder: &Folder, tree: &Tree) -> Result<(), PublishError> {
        let from = folder.path.join(STAGING).join(self.from.as_str());
        let to = folder.at(&self.to);
        if let Place::Blocked(obstacle) = tree.holder(&self.to)? {
            return if exists(&from) {
                Err(in_the_way(folder, &obstacle.path, obstacle.problem))
            } else {
                Ok(())
            };
        }
        let mut moved = self.rename(&folder.disk, &from, &to)?;
        if moved == Move::NotFound {
            if !exists(&from) {
                return Ok(()); // it was moved before we were interrupted
            }
            if let Some(parent) = to.parent() {
                folder.disk.make_folders(parent)?;
            }
            moved = self.rename(&folder.disk, &from, &to)?;
        }
        if moved == Move::Done {
            return Ok(());
        }
        if let Some(stamp) = stamp_at(&from)?
            && stamp_at(&to)? == Some(stamp)
        {
            return folder.disk.remove_file(&from).map(|_| ());
        }
        let problem = match fs::symlink_metadata(&to) {
            Ok(metadata) if metadata.is_symlink() => Problem::Link,
            Ok(metadata) if metadata.is_dir() => Problem::Folder,
            _ => Problem::Foreign,
        };
        Err(in_the_way(folder, self.to.as_str(), problem))
    }

    fn rename(&self, disk: &Disk, from: &Path, to: &Path) -> Result<Move, PublishError> {
        if self.new {
            return disk.place(from, to);
        }
        match fs::symlink_metadata(to) {
            // A rename would put our file in the place of a link.
            Ok(metadata) if !metadata.is_file() => {
                Ok(if exists(from) { Move::Taken } else { Move::NotFound })
            }
            _ => disk.replace(from, to),
        }
    }
}

/// Removes those of `files` that nobody has changed, and the folders left empty. Returns how many there were.
pub(super) fn remove_files(
    folder: &Folder,
    files: &BTreeMap<SitePath, Stamp>,
) -> Result<usize, PublishError> {
    let tree = Tree::new(folder.path.clone());
    let mut emptied = BTreeSet::new();
    let mut removed = 0;
    for (path, stamp) in files {
        let holder = tree.holder(path)?;
        if let Place::Blocked(_) = holder {
            continue;
        }
        let place = folder.at(path);
        if let Place::Here = holder
            && stamp_at(&place)?.as_ref() == Some(stamp)
            && folder.disk.remove_file(&place)?
        {
            removed += 1;
        }
        emptied.extend(above(path.as_str()));
    }
    // By name, backwards: a folder comes after all that it holds.
    for path in emptied.into_iter().rev() {
        folder.disk.remove_empty(&folder.path.join(path))?;
    }
    Ok(removed)
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn in_the_way(folder: &Folder, path: &str, problem: Problem) -> PublishError {
    let obstacle = Obstacle { path: path.to_owned(), problem };
    PublishError::Obstacles { output: folder.path.clone(), obstacles: vec![obstacle] }
}
