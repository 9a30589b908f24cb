//! Files that are there to fill the memory: a clone of a few kilobytes can bring one of many gigabytes, all of them zero.
//! None of them is read whole. If one were, the program would end for want of memory, or be ended by the system.

use std::fs::{self, File};

use crate::support::{DiskSite, site};

/// A site whose file at `path` is of 64 GB and takes no room on the disk.
fn with_long(path: &str) -> DiskSite {
    let disk = site().article("a", "---\ntitle: T\n---\nText.\n").on_disk();
    if path.starts_with("public") || path.starts_with(".nutgraf") {
        disk.run(&["build"]).exits(0);
    }
    lengthen(&disk, path);
    disk
}

fn lengthen(disk: &DiskSite, path: &str) {
    let path = disk.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    drop(fs::remove_file(&path));
    File::create(&path).unwrap().set_len(64 << 30).unwrap();
}

const SAID: &str = "it has 65536 MB; at most 128 MB can be read at once";

#[test]
fn an_endless_text_is_a_finding_or_an_error_that_names_it() {
    for (path, built, checked) in [
        ("content/b.md", 1, 1),
        ("content/sources.yaml", 1, 2),
        ("templates/article.html", 2, 2),
        ("site.toml", 2, 2),
    ] {
        for (command, status) in [("build", built), ("check", checked)] {
            let run = with_long(path).run(&[command]).exits(status);
            assert!(run.stderr.contains(path) && run.stderr.contains(SAID), "{path}: {run:#?}");
        }
    }
    let disk = with_long("snapshots/a.txt");
    disk.run(&["build"]).exits(0);
    let run = disk.run(&["check"]).exits(2);
    assert!(run.stderr.contains("snapshots/a.txt") && run.stderr.contains(SAID), "{run:#?}");
}

#[test]
fn an_endless_journal_or_manifest_is_damaged_and_an_endless_cache_is_none() {
    for note in ["public/.nutgraf-journal.json", "public/.nutgraf-manifest.json"] {
        for command in ["build", "clean"] {
            let run = with_long(note).run(&[command]).exits(2);
            assert!(
                run.stderr.contains("is damaged") && run.stderr.contains(SAID),
                "{note}: {run:#?}"
            );
        }
    }
    let disk = with_long(".nutgraf/cache/rest");
    for n in 0..256 {
        lengthen(&disk, &format!(".nutgraf/cache/articles/{n:02x}"));
    }
    disk.run(&["build"]).exits(0);
    for n in 0..256 {
        lengthen(&disk, &format!(".nutgraf/cache/judged/{n:02x}"));
    }
    disk.run(&["check"]).exits(0);
}

#[test]
fn a_path_with_endless_folders_is_damaged() {
    let path = "x/".repeat(100_000);
    let digest = "0".repeat(32);
    let rows = [
        (
            "manifest",
            format!("\"files\":[{{\"path\":\"{path}x\",\"size\":1,\"digest\":\"{digest}\"}}]"),
        ),
        (
            "journal",
            format!(
                "\"clear\":[],\"moves\":[{{\"from\":\"a\",\"to\":\"{path}x\",\"new\":true}}],\"remove\":[],\"files\":[]"
            ),
        ),
    ];
    for (note, rows) in rows {
        for command in ["build", "clean"] {
            let disk = site().article("a", "---\ntitle: T\n---\nText.\n").on_disk();
            disk.write(
                &format!("public/.nutgraf-{note}.json"),
                format!("{{\"version\":1,{rows}}}"),
            );
            let run = disk.run(&[command]).exits(2);
            assert!(run.stderr.contains("is longer than a path can be"), "{note}: {run:#?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_baseline_that_never_ends_is_refused() {
    let disk = site().article("a", "---\ntitle: T\n---\nText.\n").on_disk();
    std::os::unix::fs::symlink("/dev/zero", disk.path("baseline.json")).unwrap();
    let run = disk.run(&["check", "--baseline", "baseline.json"]).exits(2);
    assert!(run.stderr.contains("`baseline.json` has 128 MB or more"), "{run:#?}");
}
