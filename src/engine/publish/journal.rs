//! [`Journal`]: everything that remains to be done once publishing the new site is decided. Doing it twice does no
//! harm: a build that finds a journal does all of it again. Foreign files may have appeared in the meantime, so each
//! step looks before it acts.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::engine::publish::compare::stamp_at;
use crate::engine::publish::disk::{Disk, Move};
use crate::engine::publish::error::{Obstacle, Problem, PublishError};
use crate::engine::publish::folder::{JOURNAL, LockedFolder, MANIFEST, STAGING};
use crate::engine::publish::manifest::{
    Manifest, ManifestLine, Stamp, VERSION, checked, files, lines, parse, read, rows,
};
use crate::engine::publish::tree::{FolderState, Tree, above};
use crate::files::{FileKind, OwnFolder};
use crate::path::SitePath;

/// What must be done, in this order.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// Vanished files in places where something will be moved.
    pub(super) clear: BTreeMap<SitePath, Stamp>,
    /// What is moved from the staging to its place.
    pub(super) moves: Vec<Relocation>,
    /// The other vanished files: a visitor may see them until the new ones are there.
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
    /// Whether nothing was at `to`; then nothing must be overwritten.
    pub(super) new: bool,
}

#[derive(Serialize, Deserialize)]
struct Row {
    from: String,
    to: String,
    new: bool,
}

#[derive(Deserialize)]
struct JournalText<'a> {
    #[serde(borrow)]
    clear: Vec<ManifestLine<'a>>,
    moves: Vec<Row>,
    #[serde(borrow)]
    remove: Vec<ManifestLine<'a>>,
    #[serde(borrow)]
    files: Vec<ManifestLine<'a>>,
}

impl Journal {
    /// Reads the journal of an output folder; `None` if nothing was interrupted.
    pub(super) fn read(folder: &LockedFolder) -> Result<Option<Self>, PublishError> {
        let path = folder.own.at(JOURNAL);
        let Some(text) = read(&folder.own, JOURNAL)? else { return Ok(None) };
        let text: JournalText<'_> = parse(&path, &text)?;
        let journal = Self::from_text(text).and_then(|journal| {
            check_staging(&folder.own)?;
            Ok(journal)
        });
        journal.map(Some).map_err(|reason| PublishError::Damaged { file: path, reason })
    }

    fn from_text(text: JournalText<'_>) -> Result<Self, String> {
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

    /// Returns the journal as it is written in the file.
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

    /// Does everything, ends with the new manifest, and removes the journal and the staging.
    pub(super) fn apply(&self, folder: &LockedFolder) -> Result<(), PublishError> {
        self.try_apply(folder).map_err(|cause| PublishError::Interrupted {
            output: folder.path.clone(),
            cause: Box::new(cause),
        })
    }

    fn try_apply(&self, folder: &LockedFolder) -> Result<(), PublishError> {
        // The journal must keep its name before anything else changes.
        folder.sync()?;
        remove_files(folder, &self.clear)?;
        let tree = Tree::new(folder.own.clone());
        for relocation in &self.moves {
            relocation.apply(folder, &tree)?;
        }
        remove_files(folder, &self.remove)?;
        self.write_manifest(folder)?;
        folder.disk.remove_file(&folder.own, JOURNAL)?;
        // The site is published. What is left in the staging now is removed by the next build.
        drop(folder.disk.remove_tree(&folder.own, STAGING));
        Ok(())
    }

    fn write_manifest(&self, folder: &LockedFolder) -> Result<(), PublishError> {
        let LockedFolder { disk, own, .. } = folder;
        let aside = format!("{STAGING}/manifest.json");
        disk.make_folder(own, STAGING)?;
        disk.remove_file(own, &aside)?;
        let file = disk.create(own, &aside)?;
        disk.write(&file, &own.at(&aside), &self.manifest.to_bytes())?;
        disk.sync(&file, &own.at(&aside))?;
        match disk.replace(own, &aside, MANIFEST)? {
            Move::Done => Ok(()),
            Move::NotFound | Move::Taken => Err(in_the_way(folder, MANIFEST, Problem::Folder)),
        }
    }
}

impl Relocation {
    fn apply(&self, folder: &LockedFolder, tree: &Tree) -> Result<(), PublishError> {
        let LockedFolder { disk, own, .. } = folder;
        let from = format!("{STAGING}/{}", self.from);
        let to = self.to.as_str();
        if let FolderState::Blocked(obstacle) = tree.holder(&self.to)? {
            return if own.has(&from) {
                Err(in_the_way(folder, &obstacle.path, obstacle.problem))
            } else {
                Ok(())
            };
        }
        let mut moved = self.rename(disk, own, &from)?;
        if moved == Move::NotFound {
            if !own.has(&from) {
                return Ok(()); // it was moved before we were interrupted
            }
            if let Some(above) = self.to.parent() {
                disk.make_folders(own, above)?;
            }
            moved = self.rename(disk, own, &from)?;
        }
        if moved == Move::Done {
            return Ok(());
        }
        if let Some(stamp) = stamp_at(own, &from)?
            && stamp_at(own, to)? == Some(stamp)
        {
            return disk.remove_file(own, &from).map(|_| ());
        }
        let problem = match own.stat(to).ok().flatten().map(|there| there.kind) {
            Some(FileKind::Link) => Problem::Link,
            Some(FileKind::Folder) => Problem::Folder,
            _ => Problem::Foreign,
        };
        Err(in_the_way(folder, to, problem))
    }

    fn rename(&self, disk: &Disk, own: &OwnFolder, from: &str) -> Result<Move, PublishError> {
        let to = self.to.as_str();
        if self.new {
            return disk.place(own, from, to);
        }
        match own.stat(to) {
            // A rename would replace a link with our file.
            Ok(Some(there)) if there.kind != FileKind::File => {
                Ok(if own.has(from) { Move::Taken } else { Move::NotFound })
            }
            _ => disk.replace(own, from, to),
        }
    }
}

/// Checks that the staging is a folder, or gone, and holds only what we put there: folders and regular files. If it
/// holds anything else, the journal did not come from us, and what it wants moved might be anybody's.
fn check_staging(own: &OwnFolder) -> Result<(), String> {
    let fail = |cause: io::Error| format!("`{STAGING}` cannot be read: {cause}");
    let what = match own.stat(STAGING).map_err(fail)?.map(|there| there.kind) {
        None => return Ok(()),
        Some(FileKind::Folder) => match own.odd_entry(STAGING).map_err(fail)? {
            None => return Ok(()),
            Some(odd) => format!("`{}` is a link, a pipe or a device", odd.display()),
        },
        Some(FileKind::Link) => format!("`{STAGING}` is a link"),
        Some(FileKind::File | FileKind::Special) => format!("`{STAGING}` is not a folder"),
    };
    Err(format!("{what}, which nutgraf does not make"))
}

/// Removes those of `files` that nobody has changed, and the folders left empty. Returns the number of removed files.
pub(super) fn remove_files(
    folder: &LockedFolder,
    files: &BTreeMap<SitePath, Stamp>,
) -> Result<usize, PublishError> {
    let tree = Tree::new(folder.own.clone());
    let mut emptied = BTreeSet::new();
    let mut removed = 0;
    for (path, stamp) in files {
        let holder = tree.holder(path)?;
        if let FolderState::Blocked(_) = holder {
            continue;
        }
        let LockedFolder { disk, own, .. } = folder;
        if let FolderState::Here = holder
            && stamp_at(own, path.as_str())?.as_ref() == Some(stamp)
            && disk.remove_file(own, path.as_str())?
        {
            removed += 1;
        }
        emptied.extend(above(path.as_str()));
    }
    // By name, backwards: a folder comes after everything in it.
    for path in emptied.into_iter().rev() {
        folder.disk.remove_empty(&folder.own, path)?;
    }
    Ok(removed)
}

fn in_the_way(folder: &LockedFolder, path: &str, problem: Problem) -> PublishError {
    let obstacle = Obstacle { path: path.to_owned(), problem };
    PublishError::Obstacles { output: folder.path.clone(), obstacles: vec![obstacle] }
}
