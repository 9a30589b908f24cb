//! No files import from each other in a circle, so that each can be read without reading the others first. The table in
//! `tidy` ensures that between modules; this test ensures it within each module.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use crate::tidy::files;

/// The names of a path: `["site", "page", "Page"]` for `crate::site::page::Page`.
type Names = Vec<String>;

/// What a file says about other files.
struct Module {
    file: PathBuf,
    /// The names that it imports, and what each of them refers to.
    imports: BTreeMap<String, Names>,
    /// The names that it defines.
    defines: BTreeSet<String>,
    /// The paths that it writes in full.
    mentions: BTreeSet<Names>,
    /// The modules that exist only in tests.
    tests: Vec<Names>,
}

/// All modules, by name.
type House = BTreeMap<Names, Module>;

/// Splits code into identifiers, `::` and single characters, without comments.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut rest = line.split("//").next().unwrap_or("").trim_start();
        while let Some(first) = rest.chars().next() {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let length = if is_word(first) {
                rest.find(|c| !is_word(c)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            let (token, after) = rest.split_at(length);
            found.push(token);
            rest = after.trim_start();
        }
    }
    found
}

/// Returns the module that a file defines.
fn module_names(file: &Path) -> Names {
    let inside = file.strip_prefix("src").unwrap().with_extension("");
    let names = inside.iter().map(|name| name.to_str().unwrap().to_owned());
    names.filter(|name| name != "mod" && name != "lib").collect()
}

/// Returns where the tokens begin after the bracket that closes the one at `open`.
fn after_bracket(tokens: &[&str], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match *token {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// Finds what `use tree;` imports: the name that it gets, and its path.
fn imported(tree: &[&str], before: &[&str], found: &mut Vec<(String, Names)>) {
    let mut path = before.to_vec();
    let mut at = 0;
    while let Some(token) = tree.get(at) {
        match *token {
            "{" => {
                let end = after_bracket(tree, at);
                imported(&tree[at + 1..end - 1], &path, found);
                path.clear();
                at = end;
                continue;
            }
            "," => {
                finish(&path, before.len(), found);
                path = before.to_vec();
            }
            "::" => {}
            "as" => {
                let names = path.iter().map(|name| (*name).to_owned()).collect();
                found.push((tree[at + 1].to_owned(), names));
                path.clear();
                at += 1;
            }
            name => path.push(name),
        }
        at += 1;
    }
    finish(&path, before.len(), found);
}

fn finish(path: &[&str], least: usize, found: &mut Vec<(String, Names)>) {
    let path = path.strip_suffix(&["self"]).filter(|path| !path.is_empty()).unwrap_or(path);
    if path.len() >= least.max(1) {
        let names: Names = path.iter().map(|name| (*name).to_owned()).collect();
        found.push((names.last().unwrap().clone(), names));
    }
}

/// Skips an item after `#[cfg(test)]` that names a module or imports something. Returns where to go on.
fn skip_tests(tokens: &[&str], start: usize, own: &Names, tests: &mut Vec<Names>) -> usize {
    let mut at = start;
    while tokens.get(at) == Some(&"#") {
        at = after_bracket(tokens, at + 1);
    }
    if tokens.get(at) == Some(&"pub") {
        at += 1;
        if tokens.get(at) == Some(&"(") {
            at = after_bracket(tokens, at);
        }
    }
    match tokens.get(at..) {
        Some(["mod", name, ";", ..]) => {
            tests.push(own.iter().cloned().chain([(*name).to_owned()]).collect());
            at + 3
        }
        // Unit tests end a file.
        Some(["mod", _, "{", ..]) => tokens.len(),
        Some(["use", ..]) => {
            at + tokens[at..].iter().position(|token| *token == ";").unwrap_or_default()
        }
        _ => start,
    }
}

fn read(file: &Path, text: &str) -> Module {
    const DEFINING: [&str; 9] =
        ["struct", "enum", "fn", "type", "trait", "const", "static", "mod", "macro_rules"];
    let own = module_names(file);
    let tokens = tokens(text);
    let (mut imports, mut tests) = (Vec::new(), Vec::new());
    let (mut defines, mut mentions) = (BTreeSet::new(), BTreeSet::new());
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at..] {
            ["#", "[", "cfg", ..] => {
                let end = after_bracket(&tokens, at + 1);
                let is_test = tokens[at..end].contains(&"test");
                at = if is_test { skip_tests(&tokens, end, &own, &mut tests) } else { end };
            }
            ["pub", "(", "in", ..] => at = after_bracket(&tokens, at + 1),
            ["use", ..] => {
                let end = at + tokens[at..].iter().position(|token| *token == ";").unwrap_or(1);
                imported(&tokens[at + 1..end], &[], &mut imports);
                at = end;
            }
            [word, name, ..] if DEFINING.contains(word) => {
                defines.insert((*name).to_owned());
                at += 2;
            }
            [first, "::", ..] => {
                let mut path = vec![(*first).to_owned()];
                while let ["::", name, ..] = &tokens[at + 1..] {
                    path.push((*name).to_owned());
                    at += 2;
                }
                mentions.insert(path);
                at += 1;
            }
            _ => at += 1,
        }
    }
    Module {
        file: file.to_owned(),
        imports: imports.into_iter().collect(),
        defines,
        mentions,
        tests,
    }
}

/// Returns a path from the root of the crate; `None` if it leads out of the crate, or begins with something imported.
fn absolute(house: &House, own: &Names, path: &Names) -> Option<Names> {
    let mut base = own.clone();
    let mut rest = path.as_slice();
    match path.first()?.as_str() {
        "crate" => return Some(path[1..].to_vec()),
        "self" | "super" => {
            while let Some(word @ ("self" | "super")) = rest.first().map(String::as_str) {
                if word == "super" {
                    base.pop();
                }
                rest = &rest[1..];
            }
        }
        child => {
            let child: Names = own.iter().cloned().chain([child.to_owned()]).collect();
            house.get(&child)?;
        }
    }
    base.extend_from_slice(rest);
    Some(base)
}

/// Returns the module that defines what a path names; re-exports are followed to their origin.
fn home_of(house: &House, path: &Names, passed: usize) -> Names {
    let mut at = 0;
    while at < path.len() && house.contains_key(&path[..=at]) {
        at += 1;
    }
    let own = path[..at].to_vec();
    let (Some(module), Some(name)) = (house.get(&own), path.get(at)) else { return own };
    match module.imports.get(name).filter(|_| !module.defines.contains(name) && passed < 9) {
        Some(from) => match absolute(house, &own, from) {
            Some(mut from) => {
                from.extend_from_slice(&path[at + 1..]);
                home_of(house, &from, passed + 1)
            }
            None => own,
        },
        None => own,
    }
}

/// Returns the modules that each module imports from.
fn arrows(house: &House) -> BTreeMap<&Names, BTreeSet<Names>> {
    let from = |own: &Names, module: &Module| {
        let paths = module.imports.values().chain(&module.mentions);
        let homes = paths.filter_map(|path| Some(home_of(house, &absolute(house, own, path)?, 0)));
        homes.filter(|home| home != own && house.contains_key(home)).collect()
    };
    house.iter().map(|(own, module)| (own, from(own, module))).collect()
}

/// Returns a circle through a module, if there is one: the shortest way back to it.
fn circle(arrows: &BTreeMap<&Names, BTreeSet<Names>>, start: &Names) -> Option<Vec<Names>> {
    let mut came_from: BTreeMap<&Names, &Names> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(here) = open.pop_front() {
        for next in &arrows[here] {
            if next == start {
                let mut way = vec![start.clone(), here.clone()];
                let mut at = here;
                while let Some(before) = came_from.get(at) {
                    way.push((*before).clone());
                    at = before;
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, here);
                open.push_back(next);
            }
        }
    }
    None
}

fn house() -> House {
    let mut house = House::new();
    for (file, text) in files("src", &["rs"]) {
        if file != Path::new("src/main.rs") {
            house.insert(module_names(&file), read(&file, &text));
        }
    }
    let tests: Vec<Names> = house.values().flat_map(|module| module.tests.clone()).collect();
    house.retain(|own, _| !tests.iter().any(|test| own.starts_with(test)));
    house
}

#[test]
fn no_files_import_from_each_other_in_a_circle() {
    let house = house();
    let arrows = arrows(&house);
    for own in house.keys().filter(|own| !own.is_empty()) {
        let Some(way) = circle(&arrows, own) else { continue };
        let way: Vec<_> = way.iter().map(|names| house[names].file.display().to_string()).collect();
        panic!("these files import from each other in a circle: {}", way.join(" → "));
    }
}

#[test]
fn circles_are_found_through_what_modules_pass_on() {
    let texts = [
        ("src/lib.rs", "pub mod a;"),
        (
            "src/a/mod.rs",
            "//! `crate::a::b::B`\nmod b;\nmod c;\npub use b::B;\npub use c::{C, D as E};",
        ),
        (
            "src/a/b.rs",
            "use crate::a::{C};\npub struct B(C);\n#[cfg(test)]\nmod tests {\n use super::X;\n}",
        ),
        (
            "src/a/c.rs",
            "pub(in crate::a) struct C;\npub struct D;\nfn f() { super::E::new(); g(super::B) }",
        ),
    ];
    let house: House = texts
        .iter()
        .map(|(file, text)| (module_names(Path::new(file)), read(Path::new(file), text)))
        .collect();
    let arrows = arrows(&house);
    let names = |path: &str| -> Names { path.split("::").map(str::to_owned).collect() };
    let way = circle(&arrows, &names("a::b"));
    assert_eq!(way, Some(vec![names("a::b"), names("a::c"), names("a::b")]));
    assert_eq!(circle(&arrows, &names("a")), None, "nobody imports from who passes on");
}
