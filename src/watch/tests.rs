//! What watching promises, with real folders and the system's own events.
#![expect(clippy::disallowed_methods, reason = "these tests play the author's editor")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use notify::{ErrorKind, RecursiveMode, Watcher as _};

use crate::path::SitePath;
use crate::watch::fixture::{Listener, PATIENCE, options, picture, put};
use crate::watch::wake::Wake;
use crate::watch::watcher::Watcher;
use crate::watch::worker::{Connect, System, WorkerMessage, connect};

fn paths(paths: &[&str]) -> Wake {
    Wake::Paths(paths.iter().map(|path| SitePath::new(path).unwrap()).collect::<BTreeSet<_>>())
}

#[test]
fn every_way_to_save_is_heard() {
    let mut site = Listener::new();
    site.put("content/a.md", "in place");
    site.listen();

    site.put("content/.a.md.1234", "by renaming a hidden file");
    site.rename("content/.a.md.1234", "content/a.md");
    site.listen();

    site.put("content/a.md___jb_tmp___", "by renaming a file");
    site.rename("content/a.md", "content/a.md___jb_old___");
    site.rename("content/a.md___jb_tmp___", "content/a.md");
    fs::remove_file(site.path("content/a.md___jb_old___")).unwrap();
    site.listen();

    fs::remove_file(site.path("content/a.md")).unwrap();
    site.put("content/a.md", "by removing it first");
    site.listen();

    site.put("content/4913", "");
    fs::remove_file(site.path("content/4913")).unwrap();
    site.rename("content/a.md", "content/a.md~");
    site.put("content/a.md", "as vim does");
    fs::remove_file(site.path("content/a.md~")).unwrap();
    site.listen();

    site.put("content/.#a.md", "lock");
    site.put("content/#a.md#", "as emacs does");
    fs::copy(site.path("content/a.md"), site.path("content/a.md~")).unwrap();
    site.put("content/a.md", "as emacs does");
    fs::remove_file(site.path("content/#a.md#")).unwrap();
    fs::remove_file(site.path("content/.#a.md")).unwrap();
    site.listen();

    site.put("site.toml.new", "title = \"x\"");
    site.rename("site.toml.new", "site.toml");
    site.listen();
    site.put("site.toml", "title = \"y\"");
    site.listen();
}

#[test]
fn files_come_go_and_change_their_names() {
    let mut site = Listener::new();
    site.put("content/deep/er/new.md", "new");
    site.listen();
    site.rename("content/deep/er/new.md", "content/newer.md");
    site.listen();
    fs::remove_file(site.path("content/newer.md")).unwrap();
    site.listen();
    site.rename("content/a.md", "content/.a.md");
    site.listen();
    site.rename("content/.a.md", "content/a.md");
    site.listen();
    site.rename("content/a.md", "public/a.md");
    site.listen();
}

#[test]
fn folders_move_in_and_out() {
    let mut site = Listener::new();
    let outside = site.place.path().join("outside");
    put(&outside.join("one/two/c.md"), "c");
    fs::rename(&outside, site.path("content/moved")).unwrap();
    site.listen();
    site.put("content/moved/one/two/c.md", "edited");
    site.listen();

    fs::rename(site.path("content/moved"), &outside).unwrap();
    site.listen();
    put(&outside.join("one/two/c.md"), "edited elsewhere");
    fs::rename(&outside, site.path("content/moved")).unwrap();
    site.listen();
    site.put("content/moved/one/two/c.md", "edited again");
    site.listen();

    site.rename("content/moved/one", "content/two");
    site.put("content/two/two/c.md", "edited under another name");
    site.listen();
    site.rename("content/two", "content/.hidden");
    site.listen();
    site.rename("content/.hidden", "content/v1.0");
    site.listen();
    site.put("content/v1.0/two/c.md", "edited in the end");
    site.listen();
    fs::remove_dir_all(site.path("content/v1.0")).unwrap();
    site.listen();
}

#[test]
fn watched_folders_may_come_late_and_come_back() {
    let mut site = Listener::new();
    site.put("templates/deep/base.html", "late");
    site.listen();
    site.put("templates/deep/base.html", "edited");
    site.listen();

    fs::remove_dir_all(site.path("content")).unwrap();
    site.listen();
    site.put("content/deep/er/b.md", "back");
    site.listen();
    site.put("content/deep/er/b.md", "edited");
    site.listen();

    site.rename("content", "elsewhere");
    site.listen();
    site.put("elsewhere/deep/er/b.md", "edited elsewhere");
    site.rename("elsewhere", "content");
    site.listen();
    site.put("content/deep/er/b.md", "edited again");
    site.listen();

    site.rename("templates", "static");
    site.listen();
    site.put("static/deep/base.html", "a picture");
    site.listen();
}

// Other systems report less exactly, and also things long past.
#[cfg(target_os = "linux")]
#[test]
fn a_linked_content_folder_is_read_through_and_no_other_link() {
    let mut site = Listener::new();
    let outside = site.place.path().join("outside");
    put(&outside.join("x.html"), "x");
    std::os::unix::fs::symlink(&outside, site.path("templates")).unwrap();
    site.listen();
    put(&outside.join("x.html"), "edited");
    site.listen();
    site.catch_up();

    std::os::unix::fs::symlink(site.path("public"), site.path("content/link")).unwrap();
    assert_eq!(site.next(), Wake::Paths(BTreeSet::from([SitePath::new("content/link").unwrap()])));
    site.put("public/x", "built");
    site.put("content/link/y", "built");
    assert_eq!(site.heard(), paths(&[]));
    // A link upwards would include the output, too.
    std::os::unix::fs::symlink(site.path(""), site.path("static")).unwrap();
    assert_eq!(site.heard(), Wake::Everything);
    site.catch_up();
    site.put("public/x", "built again");
    assert_eq!(site.heard(), paths(&[]));
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_not_the_sites_wakes_nobody() {
    let mut site = Listener::new();
    for path in [
        "public/new/index.html",
        "public/x",
        ".git/index",
        ".nutgraf/cache",
        "notes.txt",
        "site.toml~",
        "content/.hidden",
        "content/.folder/x.md",
        "content/a.md~",
        "content/#a.md#",
        "content/.a.md.swp",
    ] {
        site.put(path, "");
        fs::remove_file(site.path(path)).unwrap();
    }
    site.rename("public", "old");
    fs::remove_dir_all(site.path("old")).unwrap();
    fs::remove_dir_all(site.path("content/.folder")).unwrap();
    assert_eq!(site.heard(), paths(&[]));
}

#[cfg(target_os = "linux")]
#[test]
fn reading_wakes_nobody() {
    let mut site = Listener::new();
    for _ in 0..3 {
        assert_eq!(picture(&site.path("")), site.picture);
    }
    assert_eq!(site.heard(), paths(&[]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_the_site_cannot_use_is_told_of_all_the_same() {
    let mut site = Listener::new();
    site.put("content/a\\b.md", "");
    assert_eq!(site.next(), Wake::Everything);
}

#[test]
fn a_burst_is_gathered_whole_and_in_time() {
    let mut site = Listener::new();
    let root = site.path("");
    let author = thread::spawn(move || {
        for number in 0..2_000 {
            put(&root.join(format!("content/burst/{}/{number}.md", number % 50)), "burst");
        }
    });
    let first = site.next();
    let longest = Duration::from_millis(500);
    let start = Instant::now();
    let wake = site.watcher.gather(first, Duration::from_millis(100), longest);
    // Generous, because a busy machine may make us wait for the processor.
    assert!(start.elapsed() < longest + PATIENCE / 4);
    site.believe(&wake);
    author.join().unwrap();
    site.listen();
    assert_eq!(site.picture.keys().filter(|path| path.contains("/burst/")).count(), 2_000);
}

#[test]
fn nothing_is_lost_while_folders_come_and_go() {
    let mut site = Listener::new();
    let root = site.path("");
    let author = thread::spawn(move || {
        let mut seed = 7_u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for number in 0..1_500 {
            let mut folder = || root.join(["content", "templates"][random(2) as usize]);
            let (one, other) = (folder(), folder());
            let mut deep = |path: PathBuf| match random(4) {
                0 => path,
                1 => path.join("a"),
                2 => path.join("b"),
                _ => path.join("a").join("b"),
            };
            let (one, other) = (deep(one), deep(other));
            // Most of these fail now and then, because there is nothing to remove or move.
            match random(8) {
                0 => fs::remove_dir_all(one).ok(),
                1 | 2 => fs::rename(one, other).ok(),
                3 => fs::rename(one.join("x.md"), other.join("y.md")).ok(),
                _ => fs::create_dir_all(&one)
                    .and_then(|()| fs::write(one.join("x.md"), number.to_string()))
                    .ok(),
            };
        }
    });
    while !author.is_finished() {
        if let Some(wake) = site.watcher.next(Some(Duration::from_millis(10))) {
            site.believe(&wake);
        }
    }
    author.join().unwrap();
    site.listen();
    site.put("content/a/b/x.md", "at last");
    site.listen();
    assert_eq!(site.watcher.take_notice(), None);
}

#[test]
fn a_clock_needs_no_system() {
    let place = tempfile::tempdir().unwrap();
    let poll = Some(Duration::from_millis(20));
    let never: Connect = |_| unreachable!("the system is not asked");
    let mut watcher = Watcher::start_with(place.path(), &options(poll), never).unwrap();
    assert_eq!(watcher.next(Some(Duration::ZERO)), None);
    assert_eq!(watcher.next(None), Some(Wake::Everything));
    assert_eq!(watcher.next(Some(PATIENCE)), Some(Wake::Everything));
    assert_eq!(watcher.take_notice(), None);
}

#[test]
fn a_site_that_is_not_there_cannot_be_watched() {
    let place = tempfile::tempdir().unwrap();
    put(&place.path().join("file"), "");
    for name in ["missing", "file"] {
        let outcome = Watcher::start(&place.path().join(name), &options(None));
        assert!(outcome.is_err_and(|error| error.to_string().contains(name)));
    }
}

/// Starts a listener, and checks whether it falls back to the clock with this notice.
#[track_caller]
fn check_refusal(connect: Connect, notice: &str) {
    let mut site = Listener::with(connect);
    site.put("content/deep/er/b.md", "edited");
    site.listen();
    let given = site.watcher.take_notice().expect("a notice");
    assert!(given.contains(notice) && !given.contains('\n'), "{given}");
    assert_eq!(site.watcher.take_notice(), None);
    site.put("content/deep/er/b.md", "edited again");
    site.listen();
}

#[test]
fn where_the_system_gives_no_watcher_the_clock_wakes() {
    check_refusal(|_| Err(io::Error::other("not today").into()), "not today");
    #[cfg(unix)]
    check_refusal(
        |_| Err(io::Error::from(rustix::io::Errno::MFILE).into()),
        "`fs.inotify.max_user_instances`",
    );
}

#[test]
fn where_the_system_watches_no_folder_the_clock_wakes() {
    check_refusal(|_| Ok(Box::new(Stingy)), "`fs.inotify.max_user_watches`");
}

#[test]
fn where_the_limit_is_reached_later_the_clock_wakes() {
    fn late(tell: Sender<WorkerMessage>) -> notify::Result<System> {
        tell.send(WorkerMessage::Event(Err(notify::Error::new(ErrorKind::MaxFilesWatch)))).unwrap();
        connect(tell)
    }
    check_refusal(late, "`--poll`");
}

/// A system without any watches left.
struct Stingy;

impl notify::Watcher for Stingy {
    fn new<F: notify::EventHandler>(_: F, _: notify::Config) -> notify::Result<Self> {
        Ok(Self)
    }

    fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
        Err(notify::Error::new(ErrorKind::MaxFilesWatch))
    }

    fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
        Ok(())
    }

    fn kind() -> notify::WatcherKind {
        notify::WatcherKind::NullWatcher
    }
}

#[test]
fn when_the_site_is_moved_away_the_clock_waits_for_it() {
    let mut site = Listener::new();
    let (here, away) = (site.place.path().join("site"), site.place.path().join("away"));
    fs::rename(&here, &away).unwrap();
    site.listen();
    assert!(site.watcher.take_notice().is_some_and(|notice| notice.contains("is gone")));
    fs::rename(&away, &here).unwrap();
    site.put("content/a.md", "back");
    site.listen();
}

#[test]
fn dropping_it_ends_watching() {
    static ENDED: AtomicBool = AtomicBool::new(false);
    struct Patient;
    impl Drop for Patient {
        fn drop(&mut self) {
            ENDED.store(true, Ordering::SeqCst);
        }
    }
    let connect: Connect = |tell| {
        let patient = Patient;
        Ok(Box::new(notify::RecommendedWatcher::new(
            move |event| {
                let _whole = &patient;
                tell.send(WorkerMessage::Event(event)).ok();
            },
            notify::Config::default(),
        )?))
    };
    drop(Listener::with(connect));
    let end = Instant::now() + PATIENCE;
    while !ENDED.load(Ordering::SeqCst) {
        assert!(Instant::now() < end, "the system still has a way to tell us");
        thread::sleep(Duration::from_millis(1));
    }
}
