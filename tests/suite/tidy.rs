//! The house rules that no linter knows: which module may use which, how long a file may be, that every file says what
//! it is, and that lists in two places agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules, from the bottom up: a module may use only what its row names, and a row may name only rows above it. So
/// there can be no circle. Changing this table is a design decision: say why in the commit.
const MAY_USE: &[(&str, &[&str])] = &[
    ("path", &[]),
    ("percent", &["path"]),
    ("span", &[]),
    ("digest", &[]),
    ("characters", &[]),
    ("escape", &["characters"]),
    ("diagnostic", &["path", "span"]),
    ("bug", &["path"]),
    ("files", &["path", "diagnostic"]),
    ("node", &["path", "span", "characters", "diagnostic"]),
    ("config", &["path", "span", "digest", "diagnostic", "node"]),
    (
        "content",
        &[
            "path",
            "percent",
            "span",
            "digest",
            "characters",
            "escape",
            "diagnostic",
            "node",
            "config",
        ],
    ),
    ("recast", &["path", "span", "diagnostic", "node", "config", "content"]),
    (
        "theme",
        &["path", "span", "digest", "escape", "diagnostic", "files", "node", "config", "content"],
    ),
    ("site", &["path", "percent", "span", "digest", "diagnostic", "config", "content"]),
    ("search", &["path", "digest", "config", "content", "site"]),
    (
        "check",
        &[
            "path",
            "span",
            "digest",
            "characters",
            "diagnostic",
            "node",
            "config",
            "content",
            "recast",
            "site",
        ],
    ),
    (
        "render",
        &[
            "path",
            "percent",
            "digest",
            "escape",
            "diagnostic",
            "config",
            "content",
            "theme",
            "site",
            "search",
        ],
    ),
    (
        "engine",
        &[
            "path",
            "span",
            "digest",
            "diagnostic",
            "bug",
            "files",
            "config",
            "content",
            "theme",
            "site",
            "search",
            "check",
            "render",
        ],
    ),
    ("watch", &["path", "files"]),
    ("serve", &["path", "span", "digest", "escape", "diagnostic"]),
    ("preview", &["path", "files", "config", "serve"]),
    (
        "live",
        &[
            "path",
            "digest",
            "diagnostic",
            "bug",
            "files",
            "config",
            "theme",
            "site",
            "render",
            "engine",
            "watch",
            "serve",
        ],
    ),
    (
        "deploy",
        &["path", "span", "digest", "escape", "diagnostic", "files", "config", "content", "engine"],
    ),
];

/// The longest file, in lines.
const LONGEST: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files below a folder of the repository with one of these extensions, and their texts.
pub(crate) fn files(folder: &str, endings: &[&str]) -> BTreeMap<PathBuf, String> {
    fn walk(folder: &Path, endings: &[&str], found: &mut BTreeMap<PathBuf, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, endings, found);
            } else if endings.iter().any(|ending| path.extension().is_some_and(|e| e == *ending)) {
                let relative = path.strip_prefix(root()).unwrap().to_owned();
                found.insert(relative, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&root().join(folder), endings, &mut found);
    found
}

/// Returns the module of the library that a file of `src/` belongs to; `None` for the binary.
fn module_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix("src").unwrap();
    let first =
        inside.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    (!matches!(first.as_str(), "main" | "lib" | "cli")).then_some(first)
}

/// Returns the names after each `crate::`, with the line number.
fn uses(text: &str) -> Vec<(usize, Vec<&str>)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or("");
        for (at, _) in code.match_indices("crate::") {
            // `nutgraf::` of the binary is not `crate::`.
            let rest = &code[at + "crate::".len()..];
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
                .unwrap_or(rest.len());
            found.push((
                number + 1,
                rest[..end].split("::").filter(|name| !name.is_empty()).collect(),
            ));
        }
    }
    found
}

#[test]
fn the_table_of_floors_has_no_circle() {
    for (row, (module, uses)) in MAY_USE.iter().enumerate() {
        for used in *uses {
            let lower = MAY_USE[..row].iter().any(|(name, _)| name == used);
            assert!(lower, "`{module}` may use `{used}`, which stands no lower");
        }
    }
}

#[test]
fn the_floors_hold() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut seen = BTreeSet::new();
    for (path, text) in files("src", &["rs"]) {
        let Some(module) = module_of(&path) else { continue };
        let allowed = table.get(module.as_str()).unwrap_or_else(|| panic!("`{module}` has no row"));
        for (line, names) in uses(&text) {
            let used = names[0];
            let fits = used == module || allowed.contains(&used);
            assert!(fits, "{}:{line}: `{module}` may not use `{used}`", path.display());
        }
        seen.insert(module);
    }
    let rows: BTreeSet<String> = MAY_USE.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(seen, rows, "the table names exactly the modules that there are");
}

#[test]
fn every_row_uses_what_it_names() {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in files("src", &["rs"]) {
        if let Some(module) = module_of(&path) {
            let names = uses(&text).into_iter().map(|(_, names)| names[0].to_owned());
            used.entry(module).or_default().extend(names);
        }
    }
    for (module, allowed) in MAY_USE {
        for name in *allowed {
            assert!(used[*module].contains(*name), "`{module}` need not be allowed `{name}`");
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (path, text) in files("src", &["rs"]).into_iter().chain(files("tests", &["rs"])) {
        assert!(text.starts_with("//! "), "{} begins with `//! ` and its purpose", path.display());
    }
}

#[test]
fn files_are_short_enough_to_be_read() {
    for (path, text) in files("src", &["rs"]) {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines, of at most {LONGEST}", path.display());
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let main = fs::read_to_string(root().join("tests/suite/main.rs")).unwrap();
    for path in files("tests/suite", &["rs"]).into_keys() {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let declared = name == "main" || main.contains(&format!("mod {name};"));
        assert!(declared, "`mod {name};` is missing in tests/suite/main.rs");
    }
}

#[test]
fn the_built_in_themes_are_the_folders() {
    let list = fs::read_to_string(root().join("src/theme/builtin.rs")).unwrap();
    let list = list.split("files! {").nth(1).unwrap().split_once("\n}").unwrap().0;
    let listed: BTreeSet<&str> =
        list.split('"').filter(|text| text.starts_with("themes/")).collect();
    let folder = files("themes", &["html", "css", "svg", "toml", "xml", "txt"]);
    let found: BTreeSet<&str> = folder.keys().map(|path| path.to_str().unwrap()).collect();
    assert_eq!(listed, found, "src/theme/builtin.rs lists every file of themes/");
}

#[test]
fn nothing_in_the_repository_names_a_place_outside_of_it() {
    let folders = ["src", "tests/suite", "themes", "content", "benches"];
    let endings = ["rs", "html", "css", "toml", "md", "sh", "yaml"];
    for (path, text) in folders.iter().flat_map(|folder| files(folder, &endings)) {
        let foreign = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];
        for place in foreign {
            let found = text.contains(place) && !path.ends_with("tidy.rs");
            assert!(!found, "{} names `{place}`", path.display());
        }
    }
}
