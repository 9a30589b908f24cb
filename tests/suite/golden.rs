//! Whole sites: each folder of `tests/fixtures/` has a `site/` and the `expected/` output, compared file by file in
//! both directions. `SNAPSHOTS=overwrite cargo test` rewrites them; read the diff before you commit it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use snapbox::{Data, assert_data_eq};

use nutgraf::path::{VERSION_DIGITS, VERSION_QUERY};

use crate::support::{nutgraf, run, walk};

/// Files that are compared only by name: they are compiled in, and can be read in `themes/default/` and `src/search/`.
const NAME_ONLY: &[&str] = &["style.css", "favicon.svg", "search/search.js"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    walk(folder, &mut |path| {
        if path.is_file() {
            files.insert(
                path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/"),
                path.to_owned(),
            );
        }
    });
    files
}

/// A release changes only its number, a style its version: no fixture contains them.
fn without_versions(bytes: Vec<u8>) -> Vec<u8> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text.replace(env!("CARGO_PKG_VERSION"), "VERSION"),
        Err(error) => return error.into_bytes(),
    };
    let mut parts = text.split(VERSION_QUERY);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(VERSION_QUERY);
        out.push_str("VERSION");
        out.push_str(&part[VERSION_DIGITS..]);
    }
    out.into_bytes()
}

/// Builds a fixture and compares the whole output, or rewrites what is expected.
#[track_caller]
fn check(name: &str) {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite");
    compare(name, &fixtures().join(name).join("site"), overwrite);
}

/// Builds a site and compares the whole output with what is expected of a fixture.
#[track_caller]
fn compare(name: &str, site: &Path, overwrite: bool) {
    let output = tempfile::tempdir().unwrap();
    let public = output.path().join("public");
    let built = run(nutgraf()
        .args(["build", "--now", "2026-11-23", "--strict", "--root"])
        .arg(site)
        .arg("-o")
        .arg(&public))
    .exits(0);
    assert_eq!(built.stderr, "");
    let mut made = files(&public);
    assert!(made.remove(".nutgraf-manifest.json").is_some());
    let expected = fixtures().join(name).join("expected");
    if overwrite {
        for (path, file) in files(&expected) {
            if !made.contains_key(&path) {
                std::fs::remove_file(file).unwrap();
            }
        }
    }
    for (path, file) in &made {
        let place = expected.join(path);
        let bytes = if NAME_ONLY.contains(&path.as_str()) {
            b"(not compared)\n".to_vec()
        } else {
            without_versions(std::fs::read(file).unwrap())
        };
        if overwrite {
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, bytes).unwrap();
        } else {
            assert!(place.is_file(), "`{name}`: nobody expects `{path}`");
            match String::from_utf8(bytes) {
                Ok(text) => {
                    assert_data_eq!(Data::text(text).raw(), Data::read_from(&place, None).raw());
                }
                Err(error) => assert_eq!(
                    error.into_bytes(),
                    std::fs::read(place).unwrap(),
                    "`{name}`: `{path}`"
                ),
            }
        }
    }
    for path in files(&expected).keys() {
        assert!(made.contains_key(path), "`{name}`: `{path}` is expected but was not made");
    }
}

/// One test for each fixture, and one that checks that none is forgotten.
macro_rules! fixtures {
    ($($test:ident $folder:literal)*) => {
        $(#[test]
        fn $test() {
            check($folder);
        })*

        #[test]
        fn every_fixture_is_used() {
            let mut folders: Vec<String> = std::fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            folders.sort();
            assert_eq!(folders, [$($folder),*]);
        }
    };
}

fixtures! {
    a_site_in_a_folder_of_its_host "base-path"
    an_article_and_its_sources "citations"
    questions_answered_and_open "faq"
    five_lines_are_enough "minimal"
    a_theme_of_its_own "theme-override"
}

/// The site `faq`, with its questions in the text, makes the same.
#[test]
fn questions_in_the_text() {
    let fixture = fixtures().join("faq");
    let site = tempfile::tempdir().unwrap();
    for (folder, to) in [("site", ""), ("in-text", "content/")] {
        for (path, file) in files(&fixture.join(folder)) {
            let place = site.path().join(format!("{to}{path}"));
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::copy(file, place).unwrap();
        }
    }
    compare("faq", site.path(), false);
}
