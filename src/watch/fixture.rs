//! A site's folder, and a listener that trusts what it is told: it reads only what a wake names. If its picture of the
//! site comes to match the disk, nothing was left out.
#![expect(clippy::disallowed_methods, reason = "it plays the author's editor")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::files::is_ignored;
use crate::path::SitePath;
use crate::watch::options::WatchOptions;
use crate::watch::wake::Wake;
use crate::watch::watcher::Watcher;
use crate::watch::worker::{Connect, connect};

/// Only a failing test waits this long.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// Files by path.
pub(super) type Picture = BTreeMap<String, Vec<u8>>;

/// A site on disk, and a listener with its picture of the site.
pub(super) struct Listener {
    pub(super) place: TempDir,
    pub(super) watcher: Watcher,
    pub(super) picture: Picture,
    marks: usize,
}

impl Listener {
    pub(super) fn new() -> Self {
        Self::with(connect)
    }

    /// Makes one with `content/a.md`, `content/deep/er/b.md`, `site.toml` and an output folder, but no `templates/` or
    /// `static/`.
    pub(super) fn with(connect: Connect) -> Self {
        let place = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("content/a.md", "a"),
            ("content/deep/er/b.md", "b"),
            ("site.toml", ""),
            ("public/x", ""),
        ] {
            put(&place.path().join("site").join(path), text);
        }
        let watcher = Watcher::start_with(&place.path().join("site"), &options(None), connect);
        let mut listener =
            Self { place, watcher: watcher.unwrap(), picture: Picture::new(), marks: 0 };
        listener.listen();
        listener
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.place.path().join("site").join(path)
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        put(&self.path(path), text);
    }

    pub(super) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    pub(super) fn next(&mut self) -> Wake {
        self.watcher.next(Some(PATIENCE)).expect("a wake")
    }

    /// Listens until the picture matches the disk.
    #[track_caller]
    pub(super) fn listen(&mut self) {
        let end = Instant::now() + PATIENCE;
        let root = self.path("");
        while self.picture != picture(&root) {
            let left = end.saturating_duration_since(Instant::now());
            let wake = self.watcher.next(Some(left)).expect("somebody tells of every change");
            self.believe(&wake);
        }
    }

    pub(super) fn believe(&mut self, wake: &Wake) {
        match wake {
            Wake::Everything => self.picture = picture(&self.path("")),
            Wake::Paths(paths) => {
                for path in paths.iter().map(SitePath::as_str) {
                    match fs::read(self.path(path)) {
                        Ok(bytes) => self.picture.insert(path.to_owned(), bytes),
                        Err(_) => self.picture.remove(path),
                    };
                }
            }
        }
    }

    /// Returns what was reported from the last wake until now.
    pub(super) fn heard(&mut self) -> Wake {
        // The system reports in order: later events come after this file's.
        self.marks += 1;
        let mark = SitePath::new(format!("content/mark-{}.md", self.marks)).unwrap();
        self.put(mark.as_str(), "");
        let mut all = Wake::Paths(BTreeSet::new());
        loop {
            let wake = self.next();
            assert_eq!(self.watcher.take_notice(), None, "a clock hears nothing");
            self.believe(&wake);
            all = all.and(wake);
            match &mut all {
                Wake::Paths(paths) if !paths.contains(&mark) => {}
                Wake::Paths(paths) => {
                    // One file causes several events, so an earlier mark may be reported again.
                    paths.retain(|path| !path.as_str().starts_with("content/mark-"));
                    return all;
                }
                Wake::Everything => return all,
            }
        }
    }

    /// Receives the last of what happened until now.
    pub(super) fn catch_up(&mut self) {
        while self.heard() == Wake::Everything {}
    }
}

pub(super) fn options(poll: Option<Duration>) -> WatchOptions {
    WatchOptions {
        poll,
        folders: FOLDERS.map(str::to_owned).to_vec(),
        files: vec!["site.toml".to_owned()],
    }
}

pub(super) fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Returns the site's files as they are on disk.
pub(super) fn picture(root: &Path) -> Picture {
    fn walk(root: &Path, folder: &str, picture: &mut Picture) {
        // What vanishes in the meantime is reported later.
        for entry in fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
            let name = entry.file_name().into_string().unwrap();
            let path = format!("{folder}/{name}");
            match entry.file_type() {
                _ if is_ignored(&name) => {}
                Ok(kind) if kind.is_dir() => walk(root, &path, picture),
                _ => {
                    picture.extend(fs::read(root.join(&path)).ok().map(|bytes| (path, bytes)));
                }
            }
        }
    }
    let mut picture = Picture::new();
    for folder in FOLDERS {
        walk(root, folder, &mut picture);
    }
    let toml = fs::read(root.join("site.toml")).ok();
    picture.extend(toml.map(|bytes| ("site.toml".to_owned(), bytes)));
    picture
}
