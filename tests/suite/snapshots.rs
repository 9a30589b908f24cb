//! The folder with the stored texts of sources: `check` reads it, and nothing of it is ever published.

use std::fs;
use std::path::Path;

use crate::support::DiskSite;

/// Returns every file below a folder, with its bytes.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            found.extend(all(&entry.path()));
        } else {
            found.push((entry.path().display().to_string(), fs::read(entry.path()).unwrap()));
        }
    }
    found
}

#[test]
fn stored_texts_are_compared_and_never_published() {
    let site = DiskSite::empty();
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
    site.write(
        "content/why.md",
        "---\ntitle: Why?\nsources:\n  - {id: report, title: A report, quotes: [PRIVATELY kept words.]}\n---\n\
         She said: “We do not think that any data was taken” [@report].\n",
    );
    site.write(
        "snapshots/report.txt",
        "Address: https://example.org/\n\nPRIVATELY: “We do not believe that any data was taken.”\n",
    );
    let checked = site.run(&["check", "--format", "short"]);
    assert!(checked.stdout.contains("quotation/altered"), "{}", checked.stdout);
    assert!(checked.stdout.contains("`think` here, `believe` in the source"), "{}", checked.stdout);
    drop(site.run(&["build"]).exits(0));
    let published = all(&site.path("public"));
    assert!(!published.is_empty());
    for (path, bytes) in published {
        let has = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
        assert!(!path.contains("snapshots") && !has(b"PRIVATELY"), "{path}");
    }
}
