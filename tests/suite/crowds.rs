//! Very many findings are shown by kind; each can be had on a line of its own.

use crate::support::{DiskSite, site};

/// A site of articles with broken links, one to two in each, and an unused source in the first.
fn broken(articles: usize) -> DiskSite {
    let mut all = site().article("a", "---\ntitle: A\nsources: [{id: s, title: S}]\n---\nText.\n");
    for n in 0..articles {
        all = all.article(&format!("b{n:04}"), "[x](missing.md) [y](gone.md)\n");
    }
    all.on_disk()
}

#[test]
fn many_findings_are_shown_by_kind() {
    let disk = broken(600);
    let built = disk.run(&["build"]).exits(1);
    let lines: Vec<&str> = built.stderr.lines().collect();
    assert!(lines.len() < 30, "{built:#?}");
    assert!(lines[0].starts_with("warning[source/unused]: 1 time in 1 file: "), "{built:#?}");
    let links = "error[link/broken]: 1200 times in 600 files: ";
    let at = lines.iter().position(|line| line.starts_with(links)).unwrap();
    assert!(lines[at + 2].contains("= note: content/b0000.md:4:1: there is no file"), "{built:#?}");
    assert_eq!(lines.iter().filter(|line| line.contains("= note: content/b")).count(), 3);
    assert!(built.stderr.contains("`nutgraf build --all` does"), "{built:#?}");
    assert!(built.stderr.contains("1200 errors and 1 warning: nothing was written"), "{built:#?}");
    let all = disk.run(&["build", "--all"]).exits(1);
    assert_eq!(all.stderr.matches("error[link/broken]").count(), 1200);
    let quiet = disk.run(&["build", "-q"]).exits(1);
    assert!(!quiet.stderr.contains("warning["), "{quiet:#?}");
}

#[test]
fn few_findings_are_shown_one_by_one() {
    let built = broken(20).run(&["build"]).exits(1);
    assert_eq!(built.stderr.matches("error[link/broken]").count(), 40);
    assert!(!built.stderr.contains("times in"));
}

#[test]
fn each_finding_fits_on_a_line() {
    let disk = broken(150);
    let built = disk.run(&["build", "--format", "short"]).exits(1);
    let lines: Vec<&str> = built.stdout.lines().collect();
    assert_eq!(lines.len(), 301, "{built:#?}");
    assert!(lines[0].starts_with("content/a.md:3:"), "{built:#?}");
    assert!(lines[0].contains(": warning[source/unused]: "), "{built:#?}");
    assert!(lines[1].starts_with("content/b0000.md:4:1: error[link/broken]: there is no file"));
    assert!(built.stderr.contains("300 errors and 1 warning"), "{built:#?}");
    let fine = site().article("a", "Text.").on_disk();
    let built = fine.run(&["build", "--format", "short"]).exits(0);
    assert_eq!(built.stdout, "");
    assert!(built.stderr.contains("public: "), "{built:#?}");
}
