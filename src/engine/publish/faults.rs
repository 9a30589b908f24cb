//! Fault injection: the n-th change of the file system fails, or is the last one, for every n.

#![expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::engine::publish::clean::clean_on;
use crate::engine::publish::disk::{Disk, Step};
use crate::engine::publish::error::PublishError;
use crate::engine::publish::fixture::{Place, Site, all, publish, put, site, visible};
use crate::engine::publish::folder::{JOURNAL, MANIFEST, STAGING};
use crate::engine::publish::plan::Publication;
use crate::engine::publish::publisher::Publisher;
use crate::engine::publish::target::PublishTarget;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    /// One step is not permitted.
    Denied,
    /// From this step on the disk is full: nothing can be created or written, but names can be changed and removed.
    Full,
    /// The process is killed; a write may be half done.
    Killed,
    /// The machine loses power: what was not synced is empty.
    PowerLost,
}

/// Makes the `nth` step fail. The counter shows whether that step was reached.
fn failing(fault: Break, nth: usize) -> (Disk, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let unsynced: Mutex<Vec<File>> = Mutex::default();
    let hook = move |step: Step<'_>| {
        let now = counter.fetch_add(1, Ordering::Relaxed) + 1;
        let makes = matches!(step, Step::Folder | Step::Create | Step::Write(..));
        let mut unsynced = unsynced.lock().unwrap();
        let tear = |kind: io::ErrorKind| {
            if let Step::Write(mut file, bytes) = step {
                file.write_all(bytes.split_at(bytes.len() / 2).0).unwrap();
            }
            Err(io::Error::from(kind))
        };
        match fault {
            Break::Denied if now == nth => tear(io::ErrorKind::PermissionDenied),
            Break::Full if now >= nth && makes => tear(io::ErrorKind::StorageFull),
            Break::Killed if now == nth => tear(io::ErrorKind::Other),
            Break::PowerLost if now == nth => {
                for file in unsynced.drain(..) {
                    file.set_len(0).unwrap();
                }
                Err(io::ErrorKind::Other.into())
            }
            Break::Killed | Break::PowerLost if now > nth => Err(io::ErrorKind::Other.into()),
            _ => {
                match step {
                    Step::Write(file, _) => unsynced.push(file.try_clone().unwrap()),
                    Step::Sync(file) => unsynced.retain(|other| inode(other) != inode(file)),
                    Step::SyncAll => unsynced.clear(),
                    Step::Folder | Step::Create | Step::Rename | Step::Remove => {}
                }
                Ok(())
            }
        }
    };
    (Disk::hooked(Arc::new(hook)), count)
}

/// A disk on which nothing fails, but which is faster than a real one.
fn sound() -> Disk {
    Disk::hooked(Arc::new(|_: Step<'_>| Ok(())))
}

#[cfg(unix)]
fn inode(file: &File) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    file.metadata().unwrap().ino()
}

#[cfg(not(unix))]
fn inode(_: &File) -> u64 {
    0
}

fn publish_on(
    target: &PublishTarget,
    disk: Disk,
    site: &Site,
) -> Result<Publication, PublishError> {
    publish(Publisher::open_on(target, disk)?, site)
}

fn leftovers(output: &Path) -> Vec<String> {
    let ours = |path: &String| path.contains("nutgraf-") && !path.ends_with(MANIFEST);
    all(output.parent().unwrap()).into_keys().filter(ours).collect()
}

/// What is there before a site is published.
#[derive(Clone, Copy, Debug)]
enum Before<'a> {
    NoFolder,
    EmptyFolder,
    Site(&'a Site),
}

/// Publishes `new` over `old` and `foreign` files with every fault at every step.
#[track_caller]
fn survives(old: Before<'_>, new: &Site, foreign: &Site) {
    let (mut before, mut after) = (foreign.clone(), foreign.clone());
    after.extend(new.clone());
    if let Before::Site(old) = old {
        before.extend(old.clone());
    }
    for fault in [Break::Denied, Break::Full, Break::Killed, Break::PowerLost] {
        for nth in 1.. {
            let case = format!("{fault:?} at step {nth}, {old:?} -> {new:?}");
            let place = Place::new();
            let output = place.output();
            match old {
                Before::NoFolder => {}
                Before::EmptyFolder => fs::create_dir(output).unwrap(),
                Before::Site(old) => drop(publish_on(&place.target, sound(), old).unwrap()),
            }
            for (path, text) in foreign {
                put(output, path, text);
            }
            let (disk, count) = failing(fault, nth);
            let result = publish_on(&place.target, disk, new);
            if count.load(Ordering::Relaxed) < nth {
                result.unwrap();
                assert_eq!(visible(output), after, "{case}");
                break;
            }
            let decided = output.join(JOURNAL).exists();
            // The first generation is not synced before it is published.
            let may_be_torn = !matches!(old, Before::Site(_)) && fault == Break::PowerLost;
            match result {
                Err(PublishError::Interrupted { .. }) => assert!(decided, "{case}"),
                Err(_) if matches!(fault, Break::Denied | Break::Full) => {
                    assert!(
                        !decided
                            && leftovers(output).is_empty()
                            && output.exists() != matches!(old, Before::NoFolder),
                        "{case}"
                    );
                }
                Ok(_) => assert!(may_be_torn || visible(output) == after, "{case}"),
                Err(_) => {}
            }
            if !decided && !may_be_torn {
                let now = visible(output);
                assert!(now == before || now == after, "{case}: {now:?}");
            }
            assert!(
                foreign.iter().all(|(path, text)| visible(output).get(path) == Some(text)),
                "{case}"
            );
            drop(Publisher::open_on(&place.target, sound()).unwrap());
            let now = visible(output);
            if !may_be_torn {
                assert!(now == after || (!decided && now == before), "{case}: {now:?}");
            }
            assert!(leftovers(output).is_empty(), "{case}");
            let published = publish_on(&place.target, sound(), new).unwrap();
            assert_eq!(published.kept, [], "{case}");
            assert_eq!(visible(output), after, "{case}");
            assert!(leftovers(output).is_empty(), "{case}");
        }
    }
}

#[test]
fn the_first_publication_survives_everything() {
    let new = site(&[("index.html", "home"), ("a/index.html", "a"), ("a/b/x", "x"), ("c/d", "d")]);
    survives(Before::NoFolder, &new, &Site::new());
    survives(Before::EmptyFolder, &new, &Site::new());
}

#[test]
fn every_later_one_does() {
    let old = site(&[
        ("index.html", "home"),
        ("a/index.html", "a"),
        ("gone/x/y", "y"),
        ("file", "f"),
        ("dir/z", "z"),
        ("same", "s"),
    ]);
    let new = site(&[
        ("index.html", "HOME"),
        ("a/index.html", "b"),
        ("new/x/y", "y"),
        ("file/f", "f"),
        ("dir", "z"),
        ("same", "s"),
    ]);
    survives(Before::Site(&old), &new, &site(&[("CNAME", "x"), ("gone/x/mine", "m")]));
    survives(Before::Site(&old), &Site::new(), &site(&[("a/mine", "m")]));
}

#[test]
fn many_files_are_synced_at_once() {
    let site = |text: &str| (0..12).map(|i| (format!("{i}/p"), format!("{text}{i}"))).collect();
    survives(Before::Site(&site("old")), &site("new"), &Site::new());
}

/// A small generator; the constants are Knuth's.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn path(&mut self) -> String {
        let depth = self.below(3);
        (0..=depth)
            .map(|_| ["a", "b", "c"][usize::try_from(self.below(3)).unwrap()])
            .collect::<Vec<_>>()
            .join("/")
    }

    /// A site in which no path is both a file and a folder.
    fn site(&mut self) -> Site {
        let mut files = Site::new();
        for _ in 0..self.below(9) {
            let path = self.path();
            if !collides(&files, &path) {
                files.insert(
                    path,
                    ["one", "two"][usize::try_from(self.below(2)).unwrap()].to_owned(),
                );
            }
        }
        files
    }
}

fn collides(files: &Site, path: &str) -> bool {
    let below =
        |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
    files.keys().any(|other| below(path, other) || below(other, path))
}

#[test]
fn random_sites_survive_everything() {
    let mut random = Random(4747);
    for _ in 0..6 {
        let (old, new) = (random.site(), random.site());
        survives(Before::Site(&old), &new, &site(&[("mine", "m")]));
    }
}

/// Many generations in one folder that somebody else also changes, compared with a model.
#[test]
fn random_generations_keep_what_is_foreign() {
    let mut random = Random(11);
    for _ in 0..40 {
        let place = Place::new();
        let (mut ours, mut foreign) = (Site::new(), Site::new());
        for _ in 0..8 {
            // Somebody changes, removes or adds a file.
            let path = random.path();
            let now = visible(place.output());
            if place.output().exists() && !collides(&now, &path) {
                if now.contains_key(&path) && random.below(2) == 0 && ours.contains_key(&path) {
                    fs::remove_file(place.output().join(&path)).unwrap();
                } else {
                    put(place.output(), &path, "three");
                    if !ours.contains_key(&path) {
                        foreign.insert(path, "three".to_owned());
                    }
                }
            }
            let before = visible(place.output());
            let new = random.site();
            match publish_on(&place.target, sound(), &new) {
                Ok(published) => {
                    for path in &published.kept {
                        assert!(
                            ours.contains_key(path.as_str()) && !new.contains_key(path.as_str())
                        );
                        foreign.insert(path.to_string(), "three".to_owned());
                    }
                    let mut expected = foreign.clone();
                    expected.extend(new.clone());
                    let found = visible(place.output());
                    // A folder that somebody emptied may be left.
                    let found: Site =
                        found.into_iter().filter(|(path, _)| !path.ends_with('/')).collect();
                    assert_eq!(found, expected);
                    ours = new;
                }
                Err(PublishError::Obstacles { obstacles, .. }) => {
                    assert_eq!(visible(place.output()), before);
                    for obstacle in obstacles {
                        let theirs =
                            |path: &str| before.get(path).is_some_and(|text| text == "three");
                        let path = obstacle.path;
                        assert!(
                            theirs(&path)
                                || before.keys().any(|file| file.starts_with(&format!("{path}/"))),
                            "{path}"
                        );
                    }
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
}

#[test]
fn an_interrupted_clean_can_be_done_again() {
    for nth in 1.. {
        let place = Place::new();
        publish_on(&place.target, sound(), &site(&[("a/b/c", "1"), ("a/d", "2"), ("e", "3")]))
            .unwrap();
        put(place.output(), "a/mine", "m");
        let (disk, count) = failing(Break::Killed, nth);
        let result = clean_on(&place.target, disk);
        if count.load(Ordering::Relaxed) < nth {
            result.unwrap();
            break;
        }
        clean_on(&place.target, sound()).unwrap();
        assert_eq!(all(place.output()), site(&[("a/mine", "m")]), "{nth}");
    }
}

#[test]
fn whoever_puts_a_file_in_the_way_of_an_interrupted_publication_keeps_it() {
    let (old, new) = (site(&[("a", "1")]), site(&[("a", "2"), ("b", "2"), ("c/d", "2")]));
    let mut seen = BTreeSet::new();
    for nth in 1.. {
        for path in ["b", "c/d", "c"] {
            let place = Place::new();
            publish_on(&place.target, sound(), &old).unwrap();
            let (disk, count) = failing(Break::Killed, nth);
            drop(publish_on(&place.target, disk, &new));
            if count.load(Ordering::Relaxed) < nth {
                assert_eq!(seen.len(), 3);
                return;
            }
            let output = place.output();
            if !output.join(JOURNAL).exists()
                || output.join("b").exists()
                || output.join("c").exists()
            {
                continue;
            }
            put(output, path, "mine");
            let error = Publisher::open_on(&place.target, sound()).err().unwrap().to_string();
            assert!(
                error.contains("holds only part of the new site")
                    && error.contains("move that away"),
                "{error}"
            );
            assert_eq!(fs::read_to_string(output.join(path)).unwrap(), "mine");
            fs::remove_file(output.join(path)).unwrap();
            if path == "c/d" {
                fs::remove_dir(output.join("c")).unwrap();
            }
            drop(Publisher::open_on(&place.target, sound()).unwrap());
            assert_eq!(visible(output), new);
            seen.insert(path);
        }
    }
}

#[test]
fn nothing_changed_means_no_change_at_all() {
    let place = Place::new();
    let pages = site(&[("index.html", "home"), ("a/b", "b")]);
    publish_on(&place.target, sound(), &pages).unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let disk = Disk::hooked(Arc::new(move |step: Step<'_>| {
        // The removal of an interrupted build's remains is tried, and finds nothing.
        counter.fetch_add(usize::from(!matches!(step, Step::Remove)), Ordering::Relaxed);
        Ok(())
    }));
    publish_on(&place.target, disk, &pages).unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 0);
    assert!(!place.output().join(STAGING).exists());
}
