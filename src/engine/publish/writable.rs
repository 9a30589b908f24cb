//! [`check`]: whether every folder that a journal will change can be changed. Asked before publishing is decided: a
//! folder that refuses afterwards would leave only part of the new site there.

use std::collections::BTreeSet;

use crate::engine::publish::error::PublishError;
use crate::engine::publish::folder::LockedFolder;
use crate::engine::publish::journal::Journal;
use crate::engine::publish::tree::above;
use crate::path::SitePath;

/// Returns all folders that cannot be changed.
pub(super) fn check(folder: &LockedFolder, journal: &Journal) -> Result<(), PublishError> {
    let own = &folder.own;
    // If this fails, the error will appear when the folder is needed; most often it no longer exists.
    let locked: Vec<String> = changed(journal)
        .into_iter()
        .filter(|folder| !own.may_change(folder).unwrap_or(true))
        .map(str::to_owned)
        .collect();
    if locked.is_empty() {
        return Ok(());
    }
    Err(PublishError::Locked { output: folder.path.clone(), folders: locked })
}

/// Returns the folders in which names are added or removed; `""` is the output folder itself.
fn changed(journal: &Journal) -> BTreeSet<&str> {
    let moved = journal.moves.iter().map(|relocation| relocation.to.as_str());
    let mut folders: BTreeSet<&str> = moved.map(holder).collect();
    for path in journal.clear.keys().chain(journal.remove.keys()) {
        folders.insert(holder(path.as_str()));
        // A folder without files of the new site is removed, unless something foreign is in it.
        let gone = above(path.as_str()).take_while(|folder| !holds_files(journal, folder));
        folders.extend(gone.map(holder));
    }
    folders
}

/// Returns the folder that contains a path.
fn holder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether the new site has files below a folder.
fn holds_files(journal: &Journal, folder: &str) -> bool {
    // No path below the folder comes before the one with a space.
    let first = SitePath::new(format!("{folder}/ ")).expect("a folder of a path, and a name");
    let next = journal.manifest.files.range(first..).next();
    next.is_some_and(|(path, _)| path.below(folder).is_some())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::changed;
    use crate::engine::publish::journal::{Journal, Relocation};
    use crate::engine::publish::manifest::{Manifest, Stamp};
    use crate::path::SitePath;

    #[test]
    fn folders_are_asked_in_which_names_come_or_go() {
        let path = |path: &str| SitePath::new(path).unwrap();
        let files = |paths: &[&str]| -> BTreeMap<SitePath, Stamp> {
            paths.iter().map(|it| (path(it), Stamp::of(b""))).collect()
        };
        let move_to = |to: &str| Relocation { from: path("files/0"), to: path(to), new: true };
        let mut journal = Journal {
            clear: files(&["was-folder/x"]),
            moves: ["index.html", "a/b/c.html", "was-folder"].map(move_to).into(),
            remove: files(&["gone/deep/x", "stays/gone/y", "stays/z"]),
            manifest: Manifest { files: files(&["a/b/c.html", "stays/here/x", "was-folder"]) },
        };
        let asked: Vec<&str> = changed(&journal).into_iter().collect();
        assert_eq!(asked, ["", "a/b", "gone", "gone/deep", "stays", "stays/gone", "was-folder"]);
        journal.moves.clear();
        journal.clear.clear();
        journal.remove = files(&["stays/here/y"]);
        assert_eq!(changed(&journal).into_iter().collect::<Vec<_>>(), ["stays/here"]);
        assert!(changed(&Journal::default()).is_empty());
    }
}
