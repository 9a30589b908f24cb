//! [`open`]: goes from a folder to a file step by step, without following links, even those that somebody adds in the
//! meantime. It distinguishes `a` from `A`, even on a disk that does not.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens the regular file at `path` below `root`, without waiting if it is a pipe. `None` if there is none: links are
/// ignored, even to folders on the way. `root` itself is trusted, but must not be a link.
pub(super) fn open(root: &Path, path: &Path) -> io::Result<Option<File>> {
    #[cfg(unix)]
    let opened = unix::open(root, path);
    #[cfg(not(unix))]
    let opened = by_path::open(root, path);
    opened
}

/// Whether a name that the disk accepts is spelled like this in its folder. `found` is what the disk finds for it,
/// `look` asks it about another name, and `list` for all names, which is expensive in a large folder.
#[cfg(unix)]
fn is_exact<Id: PartialEq, E>(
    name: &[u8],
    found: &Id,
    look: impl FnOnce(&[u8]) -> Result<Option<Id>, E>,
    list: impl FnOnce() -> Result<Vec<Vec<u8>>, E>,
) -> Result<bool, E> {
    let turned: Vec<u8> = name
        .iter()
        .map(|byte| match byte {
            b'a'..=b'z' => byte.to_ascii_uppercase(),
            _ => byte.to_ascii_lowercase(),
        })
        .collect();
    // Outside ASCII a disk may ignore more than case.
    if name.is_ascii() && turned != name && look(&turned)?.as_ref() != Some(found) {
        return Ok(true);
    }
    Ok(list()?.iter().any(|entry| entry == name))
}

/// Access by open folders: what is found in a folder is found in that very folder, even if it was moved.
#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::OsStrExt as _;
    use std::path::{Component, Path};

    use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat};
    use rustix::fs::{fstat, open as open_at_path, openat, statat};
    use rustix::io::Errno;

    use crate::files::errno::is_nothing;
    use crate::files::steps::is_exact;

    const FOLDER: OFlags =
        OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
    const FILE: OFlags = OFlags::RDONLY
        .union(OFlags::NOFOLLOW)
        .union(OFlags::NONBLOCK)
        .union(OFlags::NOCTTY)
        .union(OFlags::CLOEXEC);

    pub(super) fn open(root: &Path, path: &Path) -> io::Result<Option<File>> {
        match walk(root, path) {
            Ok(found) => Ok(found),
            Err(error) if is_nothing(error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn walk(root: &Path, path: &Path) -> Result<Option<File>, Errno> {
        let mut folder = open_at_path(root, FOLDER, Mode::empty())?;
        let mut components = path.components().peekable();
        while let Some(component) = components.next() {
            let Component::Normal(name) = component else { return Ok(None) };
            let found = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
            if !exact(&folder, name.as_bytes(), &found)? {
                return Ok(None);
            }
            if components.peek().is_some() {
                folder = openat(&folder, name, FOLDER, Mode::empty())?;
            } else if is_file(&found) {
                let file = openat(&folder, name, FILE, Mode::empty())?;
                // Something else may be there by now.
                return Ok(is_file(&fstat(&file)?).then(|| File::from(file)));
            }
        }
        Ok(None)
    }

    fn is_file(stat: &Stat) -> bool {
        FileType::from_raw_mode(stat.st_mode).is_file()
    }

    fn exact(folder: &OwnedFd, name: &[u8], found: &Stat) -> Result<bool, Errno> {
        let id = |stat: &Stat| (stat.st_dev, stat.st_ino);
        let look = |other: &[u8]| match statat(folder, other, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(id(&stat))),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error),
        };
        let list = || {
            Dir::read_from(folder)?
                .map(|entry| entry.map(|entry| entry.file_name().to_bytes().to_owned()))
                .collect()
        };
        is_exact(name, &id(found), look, list)
    }
}

/// Access by whole paths, for systems with nothing better: no name may be a link, and each must be in the list of its
/// folder. A link that somebody puts there between the check and the opening is followed.
#[cfg(any(not(unix), test))]
#[expect(
    clippy::disallowed_methods,
    reason = "this is the door that the rest of the library reads through"
)]
mod by_path {
    use std::ffi::OsStr;
    use std::fs::{self, File, FileType};
    use std::io;
    use std::path::{Component, Path};

    pub(super) fn open(root: &Path, path: &Path) -> io::Result<Option<File>> {
        match walk(root, path) {
            Err(cause)
                if matches!(
                    cause.kind(),
                    io::ErrorKind::NotFound
                        | io::ErrorKind::NotADirectory
                        | io::ErrorKind::InvalidInput
                        | io::ErrorKind::InvalidFilename
                ) =>
            {
                Ok(None)
            }
            done => done,
        }
    }

    fn walk(root: &Path, path: &Path) -> io::Result<Option<File>> {
        let mut folder = root.to_owned();
        let mut components = path.components().peekable();
        while let Some(component) = components.next() {
            let Component::Normal(name) = component else { return Ok(None) };
            let found = listed(&folder, name)?;
            folder.push(name);
            match (found, components.peek()) {
                (Some(kind), Some(_)) if kind.is_dir() => {}
                (Some(kind), None) if kind.is_file() => return File::open(&folder).map(Some),
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Returns what a name is, if it is in the list of the folder.
    fn listed(folder: &Path, name: &OsStr) -> io::Result<Option<FileType>> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name() == name {
                return entry.file_type().map(Some);
            }
        }
        Ok(None)
    }
}

#[cfg(all(test, unix))]
#[expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]
mod tests {
    use std::convert::Infallible;
    use std::fs;
    use std::io::Read as _;
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::{by_path, is_exact, unix};

    /// A disk that ignores case in names.
    fn on_blind_disk(entries: &[&str], asked: &str) -> bool {
        let find = |name: &[u8]| {
            entries.iter().position(|entry| entry.as_bytes().eq_ignore_ascii_case(name))
        };
        let found = find(asked.as_bytes()).expect("only what the disk knows is asked about");
        let list = || Ok::<_, Infallible>(entries.iter().map(|e| e.as_bytes().to_vec()).collect());
        is_exact(asked.as_bytes(), &found, |name| Ok(find(name)), list).expect("no fault")
    }

    #[test]
    fn a_disk_that_is_blind_to_case_is_seen_through() {
        assert!(on_blind_disk(&["About.html", "x"], "About.html"));
        assert!(!on_blind_disk(&["About.html", "x"], "about.html"));
        assert!(!on_blind_disk(&["About.html", "x"], "aBOUT.HTML"));
        assert!(on_blind_disk(&["404"], "404"));
    }

    #[test]
    fn a_large_folder_is_listed_only_where_the_disk_may_be_blind() {
        let never = || -> Result<Vec<Vec<u8>>, Infallible> { panic!("this is expensive") };
        assert!(is_exact(b"a", &1, |_| Ok(None), never).unwrap());
        assert!(is_exact(b"a", &1, |_| Ok(Some(2)), never).unwrap());
        // Two names of one file, and a disk that may know more than one form of `é`.
        let list = || Ok::<_, Infallible>(vec![b"A".to_vec(), b"a".to_vec()]);
        assert!(is_exact(b"a", &1, |_| Ok(Some(1)), list).unwrap());
        assert!(!is_exact("é".as_bytes(), &1, |_| Ok(None), list).unwrap());
    }

    #[test]
    fn only_regular_files_are_opened_and_through_no_link() {
        // The version of other systems too.
        for open in [unix::open, by_path::open] {
            let outside = tempfile::tempdir().unwrap();
            fs::write(outside.path().join("secret"), "secret").unwrap();
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            fs::create_dir(root.join("a")).unwrap();
            fs::write(root.join("a/x y"), "text").unwrap();
            symlink(outside.path(), root.join("out")).unwrap();
            symlink(outside.path().join("secret"), root.join("link")).unwrap();
            symlink("a/x y", root.join("inside")).unwrap();
            let made = Command::new("mkfifo").arg(root.join("pipe")).status().unwrap();
            assert!(made.success());
            let read = |path: &str| {
                let mut text = String::new();
                let file = open(root, Path::new(path)).unwrap();
                file.map(|mut file| file.read_to_string(&mut text).map(|_| text).unwrap())
            };
            assert_eq!(read("a/x y").as_deref(), Some("text"));
            let long = "n".repeat(300);
            for nothing in [
                "a",
                "",
                "A/x y",
                "a/X y",
                "a/x y/z",
                "none",
                "a/none",
                "..",
                "a/../a/x y",
                "out/secret",
                "out",
                "link",
                "inside",
                "pipe",
                long.as_str(),
            ] {
                assert_eq!(read(nothing), None, "{nothing}");
            }
        }
    }

    #[test]
    fn a_link_that_takes_the_place_of_a_folder_leads_nowhere() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("x"), "secret").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (root, done) = (folder.path(), AtomicBool::new(false));
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/x"), "public").unwrap();
        symlink(outside.path(), root.join("link")).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| {
                // With a time limit, so that a failure below ends the test.
                let rounds = (0..100_000).take_while(|_| !done.load(Ordering::Relaxed));
                for _ in rounds {
                    for (from, to) in [("a", "b"), ("link", "a"), ("a", "link"), ("b", "a")] {
                        fs::rename(root.join(from), root.join(to)).unwrap();
                    }
                }
            });
            let mut found = [0, 0];
            while found[0] < 100 || found[1] < 100 {
                let file = unix::open(root, Path::new("a/x")).unwrap();
                found[usize::from(file.is_some())] += 1;
                if let Some(mut file) = file {
                    let mut text = String::new();
                    file.read_to_string(&mut text).unwrap();
                    assert_eq!(text, "public");
                }
            }
            done.store(true, Ordering::Relaxed);
        });
    }
}
