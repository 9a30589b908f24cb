//! Interprets what the system reports as what may have changed. No event is trusted further than that: systems differ
//! in what they report, so unless it is clear that a single file is meant, everything may have changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use notify::event::{
    AccessKind, AccessMode, CreateKind, Event, EventKind, ModifyKind, RemoveKind, RenameMode,
};

use crate::path::SitePath;
use crate::watch::ground::{PathRole, WatchedPaths};

/// What is at a path now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathState {
    /// A folder, but not a link to one, which the site refuses.
    Folder,
    /// Something else.
    File,
    /// Nothing that we can see.
    Nothing,
}

/// The result of some events.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    /// Single files that may have changed.
    pub(super) paths: BTreeSet<SitePath>,
    /// Whether anything may have changed.
    pub(super) everything: bool,
    /// Folders of the root that must be watched again.
    pub(super) renew: BTreeSet<String>,
    /// Whether the root and all its folders must be watched again.
    pub(super) renew_all: bool,
    /// New folders deeper down.
    pub(super) grown: BTreeSet<PathBuf>,
}

/// Whether an event can mean a change. Reading cannot, but a file that was open for writing may have been written
/// through mapped memory, and only closing it is reported.
pub(super) fn matters(event: &Event) -> bool {
    !matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
}

/// Reads events in their order. `look` returns what is at a path now.
pub(super) fn judge(
    ground: &WatchedPaths,
    events: &[notify::Result<Event>],
    look: &dyn Fn(&Path) -> PathState,
) -> Verdict {
    let moves = moves(events);
    let mut verdict = Verdict::default();
    for event in events {
        match event {
            // If events were lost, so were new folders, and on some systems those are watched one by one.
            Err(_) => verdict.renew_all = true,
            Ok(event) if event.need_rescan() => verdict.renew_all = true,
            Ok(event) if matters(event) => {
                for path in &event.paths {
                    verdict.add(event.kind, path, ground, &|path: &Path| match moves.get(path) {
                        Some(target) if look(path) == PathState::Nothing => look(target),
                        _ => look(path),
                    });
                }
            }
            Ok(_) => {}
        }
    }
    verdict.everything |= verdict.renew_all;
    verdict.grown.retain(|path| look(path) == PathState::Folder);
    verdict
}

/// Returns where things were moved to, if both ends are known: what is there shows whether it was a folder.
fn moves(events: &[notify::Result<Event>]) -> BTreeMap<&Path, &Path> {
    let both = |event: &&Event| event.kind == EventKind::Modify(ModifyKind::Name(RenameMode::Both));
    events
        .iter()
        .flatten()
        .filter(both)
        .filter_map(|event| match event.paths.as_slice() {
            [from, to] => Some((from.as_path(), to.as_path())),
            _ => None,
        })
        .collect()
}

impl Verdict {
    /// Whether there is nothing to report.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn add(
        &mut self,
        kind: EventKind,
        path: &Path,
        ground: &WatchedPaths,
        look: &dyn Fn(&Path) -> PathState,
    ) {
        // Some systems report that a folder was written to, in addition to what was written in it.
        let written = matches!(
            kind,
            EventKind::Modify(ModifyKind::Any | ModifyKind::Data(_)) | EventKind::Access(_)
        );
        match ground.place(path) {
            PathRole::Elsewhere => {}
            PathRole::Odd => self.everything = true,
            PathRole::Root if matches!(kind, EventKind::Create(_)) || written => {}
            PathRole::Root => self.renew_all = true,
            PathRole::Top(_) if written => {}
            PathRole::Top(folder) => {
                self.everything = true;
                self.renew.insert(folder);
            }
            PathRole::Inside(name) => match subject(kind, || look(path)) {
                PathState::Folder if written => {}
                PathState::File => {
                    self.paths.insert(name);
                }
                // What vanished may have been a folder, and its files are not reported.
                PathState::Folder | PathState::Nothing => {
                    self.everything = true;
                    self.grown.insert(path.to_owned());
                }
            },
        }
    }
}

/// Returns what an event is about, from its kind if that says it.
fn subject(kind: EventKind, look: impl FnOnce() -> PathState) -> PathState {
    match kind {
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => {
            PathState::Folder
        }
        EventKind::Create(CreateKind::File)
        | EventKind::Remove(RemoveKind::File)
        | EventKind::Modify(ModifyKind::Data(_))
        | EventKind::Access(_) => PathState::File,
        // Something that has vanished since: another event reports that, and says more.
        EventKind::Modify(ModifyKind::Any | ModifyKind::Metadata(_)) => match look() {
            PathState::Nothing => PathState::File,
            found => found,
        },
        _ => look(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use notify::event::{
        CreateKind, DataChange, Event, EventKind, Flag, MetadataKind, ModifyKind, RemoveKind,
        RenameMode,
    };

    use crate::path::SitePath;
    use crate::watch::ground::WatchedPaths;
    use crate::watch::judge::{PathState, Verdict, judge};
    use crate::watch::options::WatchOptions;

    const ANY: EventKind = EventKind::Modify(ModifyKind::Any);
    const FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    const BOTH: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::Both));

    fn event(kind: EventKind, paths: &[&str]) -> Event {
        let root = Path::new("/site");
        paths.iter().fold(Event::new(kind), |event, path| event.add_path(root.join(path)))
    }

    /// Interprets events on a disk where all folders are called `folder` and all files end in `.md`.
    fn verdict(events: &[Event]) -> Verdict {
        let folders = vec!["content".to_owned()];
        let options = WatchOptions { poll: None, folders, files: vec!["site.toml".to_owned()] };
        let ground = WatchedPaths::new(PathBuf::from("/site"), &options);
        let events: Vec<_> = events.iter().cloned().map(Ok).collect();
        judge(&ground, &events, &|path| match path.extension() {
            Some(_) => PathState::File,
            None if path.ends_with("folder") => PathState::Folder,
            None => PathState::Nothing,
        })
    }

    /// Expects single files.
    #[track_caller]
    fn check(events: &[Event], paths: &[&str]) {
        let verdict = verdict(events);
        assert!(!verdict.everything && verdict.renew.is_empty() && verdict.grown.is_empty());
        assert_eq!(verdict.paths.iter().map(SitePath::as_str).collect::<Vec<_>>(), paths);
    }

    #[test]
    fn a_save_is_a_file_on_every_system() {
        let file = "content/a.md";
        check(&[event(ANY, &[file])], &[file]);
        check(&[event(EventKind::Modify(ModifyKind::Data(DataChange::Any)), &[file])], &[file]);
        check(&[event(EventKind::Create(CreateKind::Any), &[file])], &[file]);
        check(&[event(EventKind::Remove(RemoveKind::File), &["content/gone"])], &["content/gone"]);
        check(&[event(TO, &["site.toml"])], &["site.toml"]);
        // A folder that contains what was written, and a probe file whose owner was set.
        check(&[event(ANY, &["content"]), event(ANY, &["content/folder"])], &[]);
        let owner = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        check(&[event(owner, &["content/4913"])], &["content/4913"]);
    }

    #[test]
    fn a_rename_is_two_files_if_both_ends_are_known() {
        let pair = ["content/old", "content/new.md"];
        check(
            &[event(FROM, &pair[..1]), event(TO, &pair[1..]), event(BOTH, &pair)],
            &["content/new.md", "content/old"],
        );
        check(&[event(FROM, &["content/a~"]), event(TO, &["content/a.md"])], &["content/a.md"]);
        assert!(verdict(&[event(FROM, &["content/old"])]).everything);
        let pair = ["content/old", "content/folder"];
        let grown = verdict(&[event(FROM, &pair[..1]), event(BOTH, &pair)]).grown;
        assert_eq!(Vec::from_iter(grown), [Path::new("/site/content/folder")]);
    }

    #[test]
    fn what_holds_files_is_watched_anew() {
        assert!(
            verdict(&[event(EventKind::Create(CreateKind::Any), &["content/folder"])]).everything
        );
        let top = verdict(&[event(EventKind::Create(CreateKind::Folder), &["content"])]);
        assert!(top.everything && top.renew.contains("content"));
        let lost = verdict(&[Event::new(EventKind::Other).set_flag(Flag::Rescan)]);
        assert!(lost.everything && lost.renew_all);
        assert!(verdict(&[event(FROM, &[""])]).renew_all);
    }
}
