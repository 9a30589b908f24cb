//! What the door promises, with a hostile clone in front of it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test makes the files that it needs, and stops where it cannot"
)]

use std::fs;
use std::io::Write as _;
use std::os::fd::AsFd as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::files::own::{Access, FileKind, OwnEntry, OwnFolder, Purpose, by_path, unix};

/// Creates one of our folders, with everything that a clone or an archive may bring, and a folder outside.
struct Trap {
    folder: tempfile::TempDir,
    own: OwnFolder,
}

impl Trap {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("own/a/b")).unwrap();
        fs::create_dir(root.join("outside")).unwrap();
        fs::write(root.join("outside/precious"), "precious").unwrap();
        fs::write(root.join("own/a/file"), "text").unwrap();
        symlink("../outside", root.join("own/link")).unwrap();
        symlink("../../outside", root.join("own/a/deep")).unwrap();
        symlink("../outside/precious", root.join("own/file-link")).unwrap();
        symlink("../outside/new", root.join("own/dangling")).unwrap();
        symlink("a", root.join("own/inside")).unwrap();
        symlink("/dev/zero", root.join("own/device")).unwrap();
        let pipe = Command::new("mkfifo").arg(root.join("own/pipe")).status().unwrap();
        assert!(pipe.success());
        fs::hard_link(root.join("outside/precious"), root.join("own/second-name")).unwrap();
        Self { own: OwnFolder::open(&root.join("own")).unwrap(), folder }
    }

    /// Checks that nothing outside was changed.
    #[track_caller]
    fn is_harmless(&self) {
        let outside = self.folder.path().join("outside");
        assert_eq!(fs::read_to_string(outside.join("precious")).unwrap(), "precious");
        assert_eq!(fs::read_dir(outside).unwrap().count(), 1);
    }
}

/// Paths that lead out, each in its own way.
const OUT: &[&str] = &[
    "../outside/precious",
    "..",
    "a/../../outside/precious",
    "/etc/passwd",
    "link/precious",
    "a/deep/precious",
    "link/new",
    "a/deep/new",
    "inside/file",
];

#[test]
fn no_path_leads_out() {
    let trap = Trap::new();
    let own = &trap.own;
    for path in OUT {
        assert!(matches!(own.look(path), Err(_) | Ok(OwnEntry::Nothing)), "{path}");
        assert!(!own.has(path), "{path}");
        assert!(own.create(path).is_err(), "{path}");
        assert!(own.edit(path).is_err(), "{path}");
        assert!(own.make_folder(path).is_err(), "{path}");
        assert!(own.remove_file(path).is_err(), "{path}");
        assert!(own.remove_folder(path).is_err(), "{path}");
        assert!(!matches!(own.remove_tree(path), Ok(true)), "{path}");
        assert!(own.rename("a/file", path).is_err(), "{path}");
        assert!(own.rename_new("a/file", path).is_err(), "{path}");
        assert!(own.rename(path, "taken").is_err(), "{path}");
    }
    for path in ["link", "a/deep", "inside", "inside/b", "pipe", "a/file", "..", ""] {
        assert!(path.is_empty() || own.list(path).is_err(), "{path}");
        assert!(own.folder(path).is_err(), "{path}");
    }
    assert_eq!(own.folder("a/b").unwrap().path(), own.at("a/b"));
    assert!(OwnFolder::open(&own.at("link")).is_err());
    assert!(fs::read_to_string(own.at("a/file")).is_ok());
    trap.is_harmless();
}

#[test]
fn what_lies_there_is_told_and_neither_followed_nor_waited_for() {
    let trap = Trap::new();
    let own = &trap.own;
    assert!(matches!(own.look("a/file"), Ok(OwnEntry::File(_, 4))));
    assert!(matches!(own.look("a"), Ok(OwnEntry::Folder)));
    assert!(matches!(own.look(""), Ok(OwnEntry::Folder)));
    assert!(matches!(own.look("none"), Ok(OwnEntry::Nothing)));
    assert!(matches!(own.look("a/file/x"), Ok(OwnEntry::Nothing)));
    assert!(matches!(own.look("pipe"), Ok(OwnEntry::Special)));
    for link in ["link", "file-link", "dangling", "inside", "device"] {
        assert!(matches!(own.look(link), Ok(OwnEntry::Link)), "{link}");
        assert_eq!(own.stat(link).unwrap().unwrap().kind, FileKind::Link);
        assert_eq!(own.read(link).unwrap(), None);
        assert!(own.create(link).is_err() && own.edit(link).is_err(), "{link}");
    }
    assert_eq!(own.read("pipe").unwrap(), None);
    assert!(own.create("pipe").is_err() && own.edit("pipe").is_err());
    trap.is_harmless();
}

#[test]
fn what_replaces_or_removes_a_name_leaves_what_it_led_to() {
    let trap = Trap::new();
    let own = &trap.own;
    for name in ["second-name", "file-link", "link", "pipe", "device"] {
        own.create("new").unwrap().write_all(b"ours").unwrap();
        assert!(own.rename_new("new", name).is_err(), "{name}");
        own.rename("new", name).unwrap();
        assert_eq!(own.read(name).unwrap().unwrap(), b"ours", "{name}");
    }
    trap.is_harmless();
}

#[test]
fn a_tree_is_removed_and_what_its_links_lead_to_stays() {
    let trap = Trap::new();
    let own = &trap.own;
    assert_eq!(own.odd_entry("a").unwrap().unwrap(), Path::new("a/deep"));
    assert!(own.remove_tree("a").unwrap());
    assert!(own.remove_tree("link").unwrap());
    assert!(own.remove_tree("pipe").unwrap());
    assert!(!own.remove_tree("a").unwrap());
    assert!(!own.has("a") && own.has("second-name"));
    trap.is_harmless();
}

#[test]
fn a_deep_tree_is_removed_with_few_open_files() {
    let trap = Trap::new();
    let deep = vec!["d"; 1_500].join("/");
    let mut path = String::new();
    for part in deep.split('/') {
        path = if path.is_empty() { part.to_owned() } else { format!("{path}/{part}") };
        assert!(trap.own.make_folder(&path).unwrap());
    }
    assert!(trap.own.remove_tree("d").unwrap());
    assert!(!trap.own.has("d"));
}

#[test]
fn folders_are_made_once_and_not_in_the_place_of_something_else() {
    let trap = Trap::new();
    let own = &trap.own;
    assert!(own.make_folder("new").unwrap());
    assert!(!own.make_folder("new").unwrap());
    for taken in ["link", "inside", "pipe", "a/file", "dangling"] {
        assert!(own.make_folder(taken).is_err(), "{taken}");
    }
    let (nearest, missing) = OwnFolder::nearest(&own.at("new/x/y")).unwrap();
    assert_eq!((nearest.path(), missing.as_path()), (own.at("new").as_path(), Path::new("x/y")));
    assert!(OwnFolder::nearest(&own.at("link/x")).is_err());
    trap.is_harmless();
}

#[test]
fn a_secret_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let trap = Trap::new();
    trap.own.create_secret("secret").unwrap();
    let mode = fs::metadata(trap.own.at("secret")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
}

/// Behaves like older kernels.
#[test]
fn step_by_step_no_link_is_followed_either() {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    let trap = Trap::new();
    let folder = openat(CWD, trap.own.path(), OFlags::RDONLY, Mode::empty()).unwrap();
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let open = |path: &str| {
        unix::step_by_step(folder.as_fd(), Path::new(path), flags, Mode::empty()).is_ok()
    };
    assert!(open("a/file") && open("a/b") && !open("none") && !open("file-link") && !open("link"));
    for path in OUT {
        assert!(!open(path), "{path}");
    }
}

/// The door of other systems, as far as it can be tested here.
#[test]
fn by_whole_paths_no_link_is_followed_either() {
    let trap = Trap::new();
    let door = by_path::PathDoor::open(trap.own.path()).unwrap();
    for path in OUT.iter().map(Path::new) {
        let usual = Purpose::Create(Access::Usual);
        assert!(door.open_file(path, Purpose::Read).is_err(), "{path:?}");
        assert!(door.open_file(path, usual).is_err(), "{path:?}");
        assert!(door.make_folder(path).is_err() && door.remove_file(path).is_err(), "{path:?}");
        assert!(door.rename(Path::new("a/file"), path).is_err(), "{path:?}");
        assert!(door.stat(path).is_err() || door.stat(path).unwrap().is_none(), "{path:?}");
    }
    for odd in ["pipe", "device", "file-link"].map(Path::new) {
        assert!(door.open_file(odd, Purpose::Read).is_err(), "{odd:?}");
        assert!(door.open_file(odd, Purpose::Write).is_err(), "{odd:?}");
    }
    assert!(door.below(Path::new("link")).is_err() && door.below(Path::new("a/b")).is_ok());
    assert!(
        door.list(Path::new("link")).is_err()
            && by_path::PathDoor::open(&trap.own.at("link")).is_err()
    );
    assert!(door.rename_new(Path::new("a/file"), Path::new("x")).is_none());
    assert!(door.remove_folder(Path::new("a")).is_err());
    assert!(door.may_change(Path::new("a")).unwrap());
    trap.is_harmless();
}
