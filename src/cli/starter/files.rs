//! [`NewFiles`]: files that are written all or not at all, overwrite nothing unless told to, and never lead through a
//! link out of the folder that they are meant for.

#![expect(
    clippy::disallowed_methods,
    reason = "these are the user's own files, made where they say: each part of a path is looked at before"
)]

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::cli::environment::shown;

/// Files to be written.
#[derive(Debug)]
pub(crate) struct NewFiles {
    files: Vec<NewFile>,
    advice: Advice,
}

/// What to do about something in the way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Advice {
    /// If only files are in the way, which could be overwritten.
    pub(crate) files: &'static str,
    /// If something else is in the way.
    pub(crate) others: &'static str,
}

#[derive(Debug)]
struct NewFile {
    /// The folder that the files must stay in.
    root: PathBuf,
    path: PathBuf,
    bytes: Vec<u8>,
    how: WriteMode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WriteMode {
    /// An existing file is in the way or, with force, overwritten.
    Whole,
    /// An existing file is kept, and this is appended.
    Appended,
}

/// What has been done so far, to be undone.
#[derive(Debug, Default)]
struct Rollback {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    /// Files that will replace old ones.
    staged: Vec<(PathBuf, PathBuf)>,
    /// Old files that were replaced.
    replaced: Vec<Replaced>,
    /// Files that grew, and their lengths before.
    grown: Vec<(PathBuf, u64)>,
}

/// What a file was before it was replaced.
#[derive(Debug)]
struct Replaced {
    path: PathBuf,
    bytes: Vec<u8>,
    permissions: Permissions,
}

impl NewFiles {
    /// Returns an empty list.
    pub(crate) fn new(advice: Advice) -> Self {
        Self { files: Vec::new(), advice }
    }

    /// Adds a file at `path` below `root`.
    pub(crate) fn add(&mut self, root: &Path, path: &str, bytes: impl Into<Vec<u8>>) {
        self.push(root, path, bytes.into(), WriteMode::Whole);
    }

    /// Adds bytes to append to a file, if it exists.
    pub(crate) fn append(&mut self, root: &Path, path: &str, bytes: impl Into<Vec<u8>>) {
        self.push(root, path, bytes.into(), WriteMode::Appended);
    }

    fn push(&mut self, root: &Path, path: &str, bytes: Vec<u8>, how: WriteMode) {
        self.files.push(NewFile { root: root.to_owned(), path: root.join(path), bytes, how });
    }

    /// Writes them. If this fails, everything is as it was, as far as the failing disk allows undoing.
    pub(crate) fn write(&self, force: bool) -> anyhow::Result<()> {
        self.check(force)?;
        let mut done = Rollback::default();
        let result = self.files.iter().try_for_each(|file| done.write(file));
        match result.and_then(|()| done.put_in_place()) {
            Ok(()) => Ok(()),
            Err(error) => {
                done.undo();
                Err(error)
            }
        }
    }

    /// Names everything that is in the way.
    fn check(&self, force: bool) -> anyhow::Result<()> {
        let found: Vec<Obstruction> = self.files.iter().filter_map(NewFile::obstacle).collect();
        let (mut lines, mut only_files) = (Vec::new(), true);
        for Obstruction { path, what } in &found {
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
        let remedy = if only_files { self.advice.files } else { self.advice.others };
        match lines.as_slice() {
            [] => Ok(()),
            [one] => anyhow::bail!("{one} already exists; {remedy}"),
            more => anyhow::bail!("these already exist; {remedy}:\n  {}", more.join("\n  ")),
        }
    }
}

/// Something in the way.
struct Obstruction {
    path: PathBuf,
    /// What it is, if it is not simply a file that can be overwritten.
    what: Option<&'static str>,
}

impl NewFile {
    fn obstacle(&self) -> Option<Obstruction> {
        let below = self.path.strip_prefix(&self.root).unwrap_or(&self.path);
        let mut path = self.root.clone();
        for part in below {
            path.push(part);
            let Ok(found) = path.symlink_metadata() else { return None };
            let is_last = path == self.path;
            // A site follows no link to a folder, and a link to a file may lead outside the site.
            let what = match found.file_type() {
                kind if kind.is_symlink() => Some("a link"),
                kind if kind.is_dir() => is_last.then_some("a folder"),
                // Opening a pipe would wait.
                kind if !kind.is_file() => Some("not a regular file"),
                _ => (!is_last).then_some("not a folder"),
            };
            let is_in_the_way = what.is_some() || (is_last && self.how == WriteMode::Whole);
            if is_in_the_way {
                return Some(Obstruction { path, what });
            }
        }
        None
    }
}

impl Rollback {
    fn write(&mut self, file: &NewFile) -> anyhow::Result<()> {
        let NewFile { path, bytes, how, .. } = file;
        self.folders_of(path)?;
        let there = path.symlink_metadata().ok();
        let (new, result) = match (there, how) {
            (None, _) => (path.clone(), self.create(path, path, bytes)),
            (Some(_), WriteMode::Appended) => (path.clone(), self.grow(path, bytes)),
            (Some(old), WriteMode::Whole) => {
                let staged = staged(path);
                let done = remove_leftover(&staged)
                    .and_then(|()| self.create(path, &staged, bytes))
                    .and_then(|()| fs::set_permissions(&staged, old.permissions()));
                (staged, done)
            }
        };
        result.with_context(|| format!("cannot write `{}`", shown(&new)))
    }

    fn folders_of(&mut self, path: &Path) -> anyhow::Result<()> {
        let missing: Vec<&Path> =
            path.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)
                .with_context(|| format!("cannot create the folder `{}`", shown(folder)))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Creates a new file; for `path`, if it is not that itself.
    fn create(&mut self, path: &Path, new: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(new)?;
        if new == path {
            self.files.push(new.to_owned());
        } else {
            self.staged.push((new.to_owned(), path.to_owned()));
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
            let replace = || {
                let (bytes, permissions) = (fs::read(path)?, fs::metadata(path)?.permissions());
                fs::rename(staged, path)?;
                Ok::<_, io::Error>(Replaced { path: path.clone(), bytes, permissions })
            };
            let replaced = replace().with_context(|| format!("cannot write `{}`", shown(path)))?;
            self.replaced.push(replaced);
        }
        Ok(())
    }

    /// As far as possible: if undoing fails too, nothing better can be done.
    fn undo(&self) {
        for (path, length) in &self.grown {
            let file = OpenOptions::new().write(true).open(path);
            drop(file.and_then(|file| file.set_len(*length)));
        }
        for replaced in &self.replaced {
            drop(replaced.put_back());
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

impl Replaced {
    /// Restores the file: written aside first, so that it is never half there.
    fn put_back(&self) -> io::Result<()> {
        let aside = staged(&self.path);
        let mut file = OpenOptions::new().write(true).create_new(true).open(&aside)?;
        file.write_all(&self.bytes)?;
        file.sync_all()?;
        fs::set_permissions(&aside, self.permissions.clone())?;
        fs::rename(aside, &self.path)
    }
}

/// Returns where a file is created that will replace another.
fn staged(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.nutgraf-new"))
}

/// Removes what a killed run left there. Only we create files with this name; anything but a file is not ours.
fn remove_leftover(staged: &Path) -> io::Result<()> {
    match staged.symlink_metadata() {
        Ok(found) if found.is_file() => fs::remove_file(staged),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Advice, NewFiles, Rollback, staged};

    const ADVICE: Advice = Advice { files: "use force", others: "move it away" };

    #[test]
    fn what_was_replaced_comes_back_when_a_later_one_cannot_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), "old a").unwrap();
        fs::write(path("b"), "old b").unwrap();
        fs::write(staged(&path("a")), "new a").unwrap();
        // The replacement for `b` is gone.
        let ways = ["a", "b"].map(|name| (staged(&path(name)), path(name)));
        let mut done = Rollback { staged: ways.to_vec(), ..Rollback::default() };
        assert!(done.put_in_place().is_err());
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "new a");
        done.undo();
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "old a");
        assert_eq!(fs::read_to_string(path("b")).unwrap(), "old b");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    }

    #[test]
    fn what_a_killed_run_left_does_not_stand_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "old").unwrap();
        fs::write(staged(&path), "half").unwrap();
        let mut files = NewFiles::new(ADVICE);
        files.add(folder.path(), "a", "new");
        files.write(true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert!(!staged(&path).exists());
        // What we cannot have created is named, and stays.
        fs::create_dir(staged(&path)).unwrap();
        let error = files.write(true).unwrap_err().to_string();
        assert!(error.contains("cannot write `") && error.contains(".a.nutgraf-new`"), "{error}");
        assert!(staged(&path).is_dir());
    }
}
