//! The guide is complete and invents nothing: every key, command, option and finding is named on one of its pages, and
//! everything in its tables of keys, options and codes exists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use nutgraf::diagnostic::Code;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::support::{DiskSite, SITE_TOML, site, walk};

/// Pages whose tables name what templates see.
const OTHERS: &[&str] = &["views.md", "make-a-theme.md"];

/// Returns the texts of the guide's pages, by name.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content/_pages/guide"), &mut |path| {
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            pages.insert(name, fs::read_to_string(path).unwrap());
        }
    });
    pages
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    let body = text.splitn(3, "---\n").nth(2).unwrap();
    Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_GFM)
}

/// Returns everything in backticks, or in a heading, on any page.
fn spans() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in pages().values() {
        let mut in_heading = false;
        for event in events(text) {
            match event {
                Event::Start(Tag::Heading { .. }) => in_heading = true,
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Code(code) => drop(found.insert(code.to_string())),
                Event::Text(text) if in_heading => drop(found.insert(text.to_string())),
                _ => {}
            }
        }
    }
    found
}

/// Returns the names in some code: words, options and codes of findings, without values, which are written in capitals
/// or in angle brackets.
fn names(code: &str) -> Vec<&str> {
    code.split(|c: char| !(c.is_alphanumeric() || "_-/<>".contains(c)))
        // `-o/--output-dir` is two names.
        .flat_map(|word| word.split(if word.starts_with('-') { '/' } else { '\0' }))
        .filter(|name| name.chars().any(char::is_lowercase) && !name.starts_with('<'))
        .collect()
}

/// Returns everything in backticks in the first columns of tables headed by `head`, with its page.
fn table_entries(head: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (page, text) in pages().into_iter().filter(|(page, _)| !OTHERS.contains(&page.as_str())) {
        let (mut wanted, mut in_head, mut column) = (false, false, 0);
        for event in events(&text) {
            match event {
                Event::Start(Tag::TableHead) => (wanted, in_head, column) = (false, true, 0),
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::Start(Tag::TableRow) => column = 0,
                Event::End(TagEnd::TableCell) => column += 1,
                Event::Text(text) if in_head && column == 0 => {
                    wanted = text.trim().eq_ignore_ascii_case(head);
                }
                Event::Code(code) if wanted && !in_head && column == 0 => {
                    found.push((page.clone(), code.to_string()));
                }
                Event::End(TagEnd::Table) => wanted = false,
                _ => {}
            }
        }
    }
    found
}

/// Returns the keys of the front matter, including nested ones.
fn front_matter_keys() -> BTreeSet<String> {
    fn collect(schema: &Value, keys: &mut BTreeSet<String>) {
        match schema {
            Value::Object(map) => {
                let properties = map.get("properties").and_then(Value::as_object);
                // A condition of the schema mentions keys that are defined elsewhere.
                keys.extend(properties.into_iter().flat_map(|keys| keys.keys().cloned()));
                map.values().for_each(|value| collect(value, keys));
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
            _ => {}
        }
    }
    let printed = DiskSite::empty().run(&["schema"]).exits(0).silent().stdout;
    let mut keys = BTreeSet::new();
    collect(&serde_json::from_str(&printed).unwrap(), &mut keys);
    keys
}

/// Returns the keys of `site.toml`, including those of its tables: those that are offered for a key that resembles none
/// of them.
fn settings_keys() -> BTreeSet<String> {
    let offered = |more: &str| -> BTreeSet<String> {
        let text = format!("{SITE_TOML}{more}");
        let findings = site().file("site.toml", text).build().findings;
        let hints = findings
            .iter()
            .filter(|finding| finding.message.contains("zzzzzzzzzz"))
            .filter_map(|finding| finding.hint.as_deref()?.strip_prefix("known here: "));
        hints.flat_map(|hint| hint.split('`').skip(1).step_by(2).map(str::to_owned)).collect()
    };
    let top = offered("zzzzzzzzzz = 1\n");
    assert!(top.contains("base_url"), "{top:?}");
    let tables = top.iter().flat_map(|key| {
        let heads = [format!("[{key}]"), format!("[[{key}]]"), format!("[{key}.x]")];
        heads.into_iter().flat_map(|head| offered(&format!("{head}\nzzzzzzzzzz = 1\n")))
    });
    let tables: BTreeSet<String> = tables.collect();
    assert!(tables.contains("output_dir"), "{tables:?}");
    top.into_iter().chain(tables).collect()
}

/// Returns the commands, and the options of each, including short ones.
fn commands() -> BTreeMap<String, BTreeSet<String>> {
    let empty = DiskSite::empty();
    let help = empty.run(&["--help"]).exits(0).stdout;
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    list.lines()
        .map(|line| line.split_whitespace().next().unwrap())
        // Hidden there, because it is only for people who package nutgraf.
        .chain(["man"])
        // The program's own options.
        .chain(["--help"])
        .map(|command| {
            let help = empty.run(&[command, "--help"]).exits(0).stdout;
            let lines = help.lines().map(str::trim).filter(|line| line.starts_with('-'));
            let words =
                lines.flat_map(|line| line.split([' ', ',']).take_while(|w| !w.starts_with('<')));
            let options = words.filter(|word| word.len() > 1 && word.starts_with('-'));
            (command.to_owned(), options.map(str::to_owned).collect())
        })
        .collect()
}

#[track_caller]
fn all_named(what: &str, wanted: impl IntoIterator<Item = String>) {
    let spans = spans();
    let named: BTreeSet<&str> = spans.iter().flat_map(|span| names(span)).collect();
    let missing: Vec<String> =
        wanted.into_iter().filter(|name| !named.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "no page of the guide names these {what}: {missing:#?}");
}

#[test]
fn every_key_of_the_front_matter_is_named() {
    all_named("keys of the front matter", front_matter_keys());
}

#[test]
fn every_key_of_the_settings_is_named() {
    all_named("keys of site.toml", settings_keys());
}

#[test]
fn every_command_is_named() {
    let spans = spans();
    let named = |command: &String| {
        let call = format!("nutgraf {command}");
        spans
            .iter()
            .any(|span| span == command || *span == call || span.starts_with(&format!("{call} ")))
    };
    let missing: Vec<String> = commands()
        .into_keys()
        .filter(|command| !command.starts_with('-') && !named(command))
        .collect();
    assert!(missing.is_empty(), "no page of the guide names these commands: {missing:#?}");
}

#[test]
fn every_option_is_named() {
    let options = commands().into_values().flatten().filter(|option| option.starts_with("--"));
    all_named("options", options.collect::<BTreeSet<_>>());
}

#[test]
fn every_finding_is_named() {
    all_named("findings", Code::ALL.iter().map(|code| code.name().to_owned()));
}

#[test]
fn what_the_tables_name_is_there() {
    let keys: BTreeSet<String> = front_matter_keys().into_iter().chain(settings_keys()).collect();
    let options: BTreeSet<String> = commands().into_values().flatten().collect();
    let mut invented = Vec::new();
    for (head, known) in [
        (
            "key",
            &(&|name: &str| keys.contains(name) || Code::named(name).is_some())
                as &dyn Fn(&str) -> bool,
        ),
        ("option", &|name| !name.starts_with('-') || options.contains(name)),
        ("code", &|name| Code::named(name).is_some()),
    ] {
        for (page, code) in table_entries(head) {
            let unknown = names(&code).into_iter().filter(|name| !known(name));
            invented.extend(unknown.map(|name| format!("{page}: {head} `{name}`")));
        }
    }
    assert!(invented.is_empty(), "the guide names what is not there: {invented:#?}");
    assert!(!table_entries("key").is_empty(), "there are tables of keys");
}
