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

/// Builds a fixture and compares the whole output.
#[track_caller]
fn check(name: &str) {
    let folder = fixtures().join(name);
    let output = tempfile::tempdir().unwrap();
    let public = output.path().join("public");
    let built = run(nutgraf()
        .args(["build", "--now", "2026-11-23", "--strict", "--root"])
        .arg(folder.join("site"))
        .arg("-o")
        .arg(&public))
    .exits(0);
    assert_eq!(built.stderr, "");
    let mut made = files(&public);
    assert!(made.remove(".nutgraf-manifest.json").is_some());
    let expected = folder.join("expected");
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite");
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
    questions_in_the_text "faq-in-text"
    five_lines_are_enough "minimal"
    a_theme_of_its_own "theme-override"
}

/// Two fixtures have the same questions, one in the front matter and one in the text.
#[test]
fn both_forms_of_questions_are_expected_to_make_the_same() {
    let expected = |name: &str| -> BTreeMap<String, Vec<u8>> {
        let files = files(&fixtures().join(name).join("expected")).into_iter();
        files.map(|(path, file)| (path, std::fs::read(file).unwrap())).collect()
    };
    assert!(expected("faq") == expected("faq-in-text"));
}
