//! What publishing promises, seen from outside. Failures and kills are in `faults`.

#![expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::engine::publish::clean::{Cleaned, clean};
use crate::engine::publish::compare::Payload;
use crate::engine::publish::error::PublishError;
use crate::engine::publish::fixture::{Place, Site, all, put, site, visible};
use crate::engine::publish::folder::MANIFEST;
use crate::engine::publish::manifest::Manifest;
use crate::engine::publish::publisher::Publisher;
use crate::engine::publish::target::PublishTarget;
use crate::path::SitePath;

fn age(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn a_site_is_published_and_the_next_one_takes_its_place() {
    let place = Place::new();
    let first = site(&[
        ("index.html", "home"),
        ("a/index.html", "a"),
        ("a/b/c/index.html", "c"),
        ("atom.xml", "x"),
    ]);
    place.expect(&first, [4, 0, 0]);
    place.check(&first);
    let second = site(&[
        ("index.html", "HOME"),
        ("a/index.html", "a"),
        ("d/e/index.html", "e"),
        ("a/new.html", "n"),
    ]);
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let kept = place.output().join("a/index.html");
    fs::File::options().write(true).open(&kept).unwrap().set_modified(old).unwrap();
    place.expect(&second, [3, 1, 2]);
    place.check(&second);
    assert_eq!(age(&kept), old);
    place.expect(&Site::new(), [0, 0, 4]);
    place.check(&Site::new());
}

#[test]
fn the_same_site_is_not_written_again() {
    let place = Place::new();
    let pages = site(&[("index.html", "home"), ("a/index.html", "a")]);
    place.expect(&pages, [2, 0, 0]);
    let manifest = place.output().join(MANIFEST);
    let times = [age(&manifest), age(place.output())];
    place.expect(&pages, [0, 2, 0]);
    assert_eq!([age(&manifest), age(place.output())], times);
}

#[test]
fn damage_is_healed() {
    let place = Place::new();
    let pages = site(&[("index.html", "home"), ("a/index.html", "aaa"), ("b/c/index.html", "c")]);
    place.expect(&pages, [3, 0, 0]);
    place.put("index.html", "hack");
    place.put("a/index.html", "");
    fs::remove_dir_all(place.output().join("b")).unwrap();
    place.expect(&pages, [3, 0, 0]);
    place.check(&pages);
}

#[test]
fn foreign_files_stay() {
    let place = Place::new();
    place.expect(
        &site(&[("index.html", "home"), ("a/index.html", "a"), ("b/index.html", "b")]),
        [3, 0, 0],
    );
    place.put("a/notes.txt", "mine");
    place.put("CNAME", "example.org");
    place.put("b/index.html", "b, but better");
    let published = place.expect(&site(&[("index.html", "home")]), [0, 1, 1]);
    assert_eq!(published.kept, [SitePath::new("b/index.html").unwrap()]);
    let left = [
        ("index.html", "home"),
        ("a/notes.txt", "mine"),
        ("CNAME", "example.org"),
        ("b/index.html", "b, but better"),
    ];
    place.check(&site(&left));
    place.refused(&site(&[("b/index.html", "b")]), "`b/index.html` was not written by nutgraf");
}

#[test]
fn all_that_is_in_the_way_is_named() {
    let place = Place::new();
    place.expect(&site(&[("old/x", "x"), ("old/y", "y")]), [2, 0, 0]);
    place.put("one", "1");
    place.put("two", "2");
    place.put("three/x", "3");
    place.put("old/foreign/z", "z");
    place.put("old/y", "changed");
    let new = site(&[("one", "other"), ("two/deep/index.html", ""), ("three", ""), ("old", "")]);
    let error = place.publish(&new).unwrap_err();
    let PublishError::Obstacles { obstacles, .. } = error else { panic!("{error}") };
    let obstacles: Vec<_> = obstacles.iter().map(ToString::to_string).collect();
    assert_eq!(
        obstacles,
        [
            "`old/foreign` is a folder where a file should be",
            "`old/y` was not written by nutgraf",
            "`old/y` was changed after nutgraf wrote it",
            "`one` was not written by nutgraf",
            "`three` is a folder where a file should be",
            "`two` is a file where a folder should be",
        ]
    );
    place.refused(&new, "`three` is a folder");
}

#[test]
fn files_become_folders_and_folders_files() {
    let place = Place::new();
    let one = site(&[("a", "1"), ("b/c/d", "2"), ("b/e", "3"), ("f", "4")]);
    let two = site(&[("a/x/y", "1"), ("a/z", "5"), ("b", "3"), ("f", "4")]);
    place.expect(&one, [4, 0, 0]);
    place.expect(&two, [3, 1, 3]);
    place.check(&two);
    place.expect(&one, [3, 1, 3]);
    place.check(&one);
}

/// Two names for one file simulate a file system that ignores case.
#[test]
fn a_file_may_change_the_case_of_its_name() {
    let place = Place::new();
    place.expect(&site(&[("a/x.html", "x"), ("y", "y")]), [2, 0, 0]);
    fs::hard_link(place.output().join("a/x.html"), place.output().join("a/X.html")).unwrap();
    let new = site(&[("a/X.html", "x"), ("y", "y")]);
    place.expect(&new, [1, 1, 1]);
    place.check(&new);
}

#[test]
fn a_folder_with_files_needs_adopting() {
    let mut place = Place::new();
    place.put("b.txt", "mine");
    place.put("a.txt", "same");
    place.refused(
        &site(&[("x.txt", "x")]),
        "such as `a.txt`; choose another output folder, or use `--adopt`",
    );
    place.target.adopt = true;
    place.refused(&site(&[("b.txt", "ours")]), "`b.txt` was not written by nutgraf");
    place.expect(&site(&[("a.txt", "same"), ("x.txt", "x")]), [1, 1, 0]);
    place.target.adopt = false;
    place.refused(&site(&[("b.txt", "mine")]), "`--adopt` would take it over");
    place.expect(&Site::new(), [0, 0, 2]);
    place.check(&site(&[("b.txt", "mine")]));
}

#[cfg(unix)]
#[test]
fn links_are_neither_followed_nor_replaced() {
    let place = Place::new();
    let pages = site(&[("a/index.html", "a"), ("index.html", "home")]);
    place.expect(&pages, [2, 0, 0]);
    let outside = place.target.root.join("outside");
    put(&outside, "index.html", "a");
    fs::rename(place.output().join("a"), place.target.root.join("moved")).unwrap();
    std::os::unix::fs::symlink(&outside, place.output().join("a")).unwrap();
    place.refused(&pages, "`a` is a symbolic link");
    place.expect(&site(&[("index.html", "home")]), [0, 1, 0]);
    assert_eq!(all(&outside), site(&[("index.html", "a")]));
    fs::remove_file(place.output().join("index.html")).unwrap();
    std::os::unix::fs::symlink("/nowhere", place.output().join("index.html")).unwrap();
    place.refused(&site(&[("index.html", "home")]), "`index.html` is a symbolic link");
    assert_eq!(clean(&place.target).unwrap(), Cleaned::default());
    assert_eq!(all(place.output()).len(), 2);

    let publisher =
        Publisher::open(&PublishTarget { adopt: true, ..place.target.clone() }).unwrap();
    let link = place.output().join("a");
    let error = publisher
        .stage(&SitePath::new("x").unwrap(), Payload::File(&link))
        .unwrap_err()
        .to_string();
    assert!(error.contains("it is a symbolic link"), "{error}");
    assert!(matches!(publisher.commit(), Err(PublishError::Incomplete)));
}

#[test]
fn one_at_a_time_and_only_a_folder() {
    let mut place = Place::new();
    fs::write(place.target.root.join("file"), "").unwrap();
    for file in ["file", "file/below"] {
        let target = PublishTarget { output: place.target.root.join(file), ..place.target.clone() };
        assert!(matches!(Publisher::open(&target), Err(PublishError::NotAFolder { .. })), "{file}");
        assert!(clean(&target).is_err());
    }
    place.target.output = place.target.root.join("content/x");
    assert!(matches!(Publisher::open(&place.target), Err(PublishError::Refused { .. })));
    assert!(matches!(clean(&place.target), Err(PublishError::Refused { .. })));
    place.target.output = place.target.root.join("public");
    let first = Publisher::open(&place.target).unwrap();
    assert!(matches!(Publisher::open(&place.target), Err(PublishError::Busy { .. })));
    assert!(matches!(clean(&place.target), Err(PublishError::Busy { .. })));
    drop(first);
    place.expect(&site(&[("index.html", "home")]), [1, 0, 0]);
}

#[test]
fn a_publication_that_is_dropped_leaves_no_trace() {
    let mut place = Place::new();
    place.target.output = place.target.root.join("far/away/public");
    let stage = || {
        let publisher = Publisher::open(&place.target).unwrap();
        publisher.stage(&SitePath::new("a/b").unwrap(), Payload::Bytes(b"1")).unwrap();
        publisher.stage(&SitePath::new("c").unwrap(), Payload::Bytes(b"1")).unwrap();
        publisher
    };
    drop(stage());
    assert!(!place.target.root.join("far").exists());
    fs::create_dir_all(place.output()).unwrap();
    drop(stage());
    assert_eq!(all(place.output()), Site::new());
    assert!(place.output().exists());
}

#[test]
fn what_cannot_be_a_site_is_not_published() {
    let place = Place::new();
    place.expect(&site(&[("index.html", "home")]), [1, 0, 0]);
    place.refused(
        &site(&[(".nutgraf-manifest.json", "")]),
        "names that begin with `.nutgraf-` are reserved for nutgraf",
    );
    place.refused(&site(&[(".NUTGRAF-x/y", "")]), "rename the file");
    place.refused(
        &site(&[("a", ""), ("a/b/c", "")]),
        "`a` cannot be both a file and the folder of `a/b/c`",
    );
    for paths in [["a", "a/b/c"], ["a/b/c", "a"], ["new/x", "new/x/ "], ["new/x/ ", "new/x"]] {
        let publisher = Publisher::open(&place.target).unwrap();
        let [one, two] =
            paths.map(|path| publisher.stage(&SitePath::new(path).unwrap(), Payload::Bytes(b"")));
        assert!(one.is_ok() && matches!(two, Err(PublishError::Clash { .. })), "{paths:?}");
    }
    let publisher = Publisher::open(&place.target).unwrap();
    let path = SitePath::new("x").unwrap();
    publisher.stage(&path, Payload::Bytes(b"1")).unwrap();
    assert!(matches!(
        publisher.stage(&path, Payload::Bytes(b"1")),
        Err(PublishError::Twice { .. })
    ));
    assert!(matches!(publisher.commit(), Err(PublishError::Incomplete)));
    place.check(&site(&[("index.html", "home")]));
}

#[test]
fn damaged_records_stop_everything() {
    let place = Place::new();
    let pages = site(&[("index.html", "home")]);
    place.expect(&pages, [1, 0, 0]);
    let good = fs::read_to_string(place.output().join(MANIFEST)).unwrap();
    let outside = good.replace("index.html", "../../secret");
    for (name, text, message) in [
        (MANIFEST, "", "is damaged"),
        (MANIFEST, outside.as_str(), "leads out of the site"),
        (MANIFEST, "{\"version\":7}", "newer nutgraf (format 7)"),
        (".nutgraf-journal.json", "{", "is damaged"),
        (".nutgraf-journal.json", "{\"version\":2}", "newer nutgraf"),
    ] {
        place.put(name, text);
        place.refused(&pages, message);
        assert!(clean(&place.target).is_err());
        place.put(MANIFEST, &good);
    }
}

#[test]
fn files_are_copied_and_threads_may_stage() {
    let place = Place::new();
    let names: Vec<String> = (0..300).map(|i| format!("{}/{}/{i}.html", i % 7, i % 13)).collect();
    let big = place.target.root.join("big");
    fs::write(&big, vec![b'x'; 200_000]).unwrap();
    for counts in [[301, 0], [0, 301]] {
        let publisher = Publisher::open(&place.target).unwrap();
        names.par_iter().for_each(|name| {
            publisher
                .stage(&SitePath::new(name).unwrap(), Payload::Bytes(name.as_bytes()))
                .unwrap();
        });
        publisher.stage(&SitePath::new("0/big").unwrap(), Payload::File(&big)).unwrap();
        let published = publisher.commit().unwrap();
        assert_eq!([published.written, published.unchanged], counts);
    }
    let manifest = Manifest::read(place.output()).unwrap().unwrap();
    assert_eq!(manifest.files[&SitePath::new("0/big").unwrap()].size, 200_000);
    let found = visible(place.output());
    assert!(found.len() == 301 && names.iter().all(|name| &found[name] == name));
}
