//! [`NewFiles`]: files that are written all or not at all, over nothing that is there without being told to, and never
//! through a link out of the folder that they are meant for.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::cli::shown;

/// Files to be written.
#[derive(Debug, Default)]
pub(crate) struct NewFiles {
    files: Vec<NewFile>,
}

#[derive(Debug)]
struct NewFile {
    /// The folder that must not be left.
    root: PathBuf,
    path: PathBuf,
    bytes: Vec<u8>,
    how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// Where something is, it is in the way, or with force overwritten.
    Whole,
    /// What is there is kept, and this comes after it.
    Appended,
}

/// What happened so far, to be undone.
#[derive(Debug, Default)]
struct Done {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    /// What will take the place of an old file.
    staged: Vec<(PathBuf, PathBuf)>,
    /// Files that grew, and their lengths before.
    grown: Vec<(PathBuf, u64)>,
}

impl NewFiles {
    /// Adds a file at `path` below `root`.
    pub(crate) fn add(&mut self, root: &Path, path: &str, bytes: impl Into<Vec<u8>>) {
        self.push(root, path, bytes.into(), How::Whole);
    }

    /// Adds bytes that come after what a file holds, if it is there.
    pub(crate) fn append(&mut self, root: &Path, path: &str, bytes: impl Into<Vec<u8>>) {
        self.push(root, path, bytes.into(), How::Appended);
    }

    fn push(&mut self, root: &Path, path: &str, bytes: Vec<u8>, how: How) {
        self.files.push(NewFile { root: root.to_owned(), path: root.join(path), bytes, how });
    }

    /// Writes them. Nothing was written when this fails.
    pub(crate) fn write(&self, force: bool) -> anyhow::Result<()> {
        self.check(force)?;
        let mut done = Done::default();
        let result = self.files.iter().try_for_each(|file| done.write(file));
        match result.and_then(|()| done.put_in_place()) {
            Ok(()) => Ok(()),
            Err(error) => {
                done.undo();
                Err(error)
            }
        }
    }

    /// Names all that is in the way.
    fn check(&self, force: bool) -> anyhow::Result<()> {
        let found: Vec<Obstacle> = self.files.iter().filter_map(NewFile::obstacle).collect();
        let (mut lines, mut only_files) = (Vec::new(), true);
        for Obstacle { path, what } in &found {
            if what.is_none() && force {
                continue;
            }
            only_files &= what.is_none();
            let what = what.map(|what| format!(" ({what})")).unwrap_or_default();
            let line = format!("`{}`{what}", shown(path));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        let remedy = if only_files {
            "choose another folder, or overwrite with `--force`"
        } else {
            "choose another folder, or move it away"
        };
        match lines.as_slice() {
            [] => Ok(()),
            [one] => anyhow::bail!("{one} is already there; {remedy}"),
            more => anyhow::bail!("these are already there; {remedy}:\n  {}", more.join("\n  ")),
        }
    }
}

/// Something in the way.
struct Obstacle {
    path: PathBuf,
    /// What it is, if it is not just a file that can be overwritten.
    what: Option<&'static str>,
}

impl NewFile {
    fn obstacle(&self) -> Option<Obstacle> {
        let below = self.path.strip_prefix(&self.root).unwrap_or(&self.path);
        let mut path = self.root.clone();
        for part in below {
            path.push(part);
            let Ok(found) = path.symlink_metadata() else { return None };
            let is_last = path == self.path;
            // A site follows no link to a folder, and a link to a file may lead to something that is not the site's.
            let what = if found.is_symlink() {
                Some("a link")
            } else if found.is_dir() {
                is_last.then_some("a folder")
            } else {
                (!is_last).then_some("no folder")
            };
            let is_in_the_way = what.is_some() || (is_last && self.how == How::Whole);
            if is_in_the_way {
                return Some(Obstacle { path, what });
            }
        }
        None
    }
}

impl Done {
    fn write(&mut self, file: &NewFile) -> anyhow::Result<()> {
        let NewFile { path, bytes, how, .. } = file;
        self.folders_of(path)?;
        let there = path.symlink_metadata().ok();
        let result = match (there, how) {
            (None, _) => self.create(path, path.clone(), bytes),
            (Some(_), How::Appended) => self.grow(path, bytes),
            (Some(old), How::Whole) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let staged = path.with_file_name(format!(".{name}.nutgraf-new"));
                self.create(path, staged.clone(), bytes)
                    .and_then(|()| fs::set_permissions(staged, old.permissions()))
            }
        };
        result.with_context(|| format!("`{}` cannot be written", shown(path)))
    }

    fn folders_of(&mut self, path: &Path) -> anyhow::Result<()> {
        let missing: Vec<&Path> =
            path.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)
                .with_context(|| format!("the folder `{}` cannot be made", shown(folder)))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Makes a file that is not there; for `path`, if it is not that itself.
    fn create(&mut self, path: &Path, new: PathBuf, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&new)?;
        if new == path {
            self.files.push(new);
        } else {
            self.staged.push((new, path.to_owned()));
        }
        file.write_all(bytes).and_then(|()| file.sync_all())
    }

    fn grow(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).open(path)?;
        self.grown.push((path.to_owned(), file.metadata()?.len()));
        file.write_all(bytes).and_then(|()| file.sync_all())
    }

    fn put_in_place(&mut self) -> anyhow::Result<()> {
        for (staged, path) in &self.staged {
            fs::rename(staged, path)
                .with_context(|| format!("`{}` cannot be written", shown(path)))?;
        }
        Ok(())
    }

    /// As far as it goes: what cannot be undone either has no better remedy.
    fn undo(&self) {
        for (path, length) in &self.grown {
            let file = OpenOptions::new().write(true).open(path);
            drop(file.and_then(|file| file.set_len(*length)));
        }
        let staged = self.staged.iter().map(|(staged, _)| staged);
        for path in self.files.iter().chain(staged) {
            drop(fs::remove_file(path));
        }
        for folder in self.folders.iter().rev() {
            drop(fs::remove_dir(folder));
        }
    }
}
