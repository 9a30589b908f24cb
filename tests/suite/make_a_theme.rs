//! The guide's page "Make a theme", followed to the letter: each block with a title is written to the file of that
//! name, each block of commands is run, in the order of the page; then the site is checked.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use nutgraf::config::Overrides;
use nutgraf::engine::{BuildOptions, Clock, assemble, read_config};
use nutgraf::files::DiskFiles;
use nutgraf::path::SitePath;
use nutgraf::theme::TEMPLATES;

use crate::support::{DiskSite, Dom, nutgraf, replace_samples, run, tree};

const PAGE: &str = include_str!("../../content/_pages/guide/make-a-theme.md");

/// Something that the page tells its reader to do.
enum Step<'p> {
    Write(&'p str, &'p str),
    Run(&'p str),
}

/// Returns the steps of the page. Other kinds of blocks are only for reading.
fn steps() -> Vec<Step<'static>> {
    let mut steps = Vec::new();
    let mut rest = PAGE;
    while let Some((_, block)) = rest.split_once("\n```") {
        let (info, block) = block.split_once('\n').unwrap();
        let (text, after) = block.split_once("\n```\n").expect("every block is closed");
        if let Some(title) = info.split_once("title=\"") {
            steps.push(Step::Write(title.1.strip_suffix('"').unwrap(), text));
        } else if info == "sh" {
            steps.push(Step::Run(text));
        }
        // The end of a line may start the next block.
        rest = &rest[rest.len() - after.len() - 1..];
    }
    steps
}

/// Runs commands as a reader's shell does, and returns the folder where it ends.
fn shell(commands: &str, folder: &Path) -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_nutgraf")).parent().unwrap();
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(program.to_owned()).chain(std::env::split_paths(&paths));
    let mut shell = Command::new("sh");
    for (name, value) in nutgraf().get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    let script = format!("set -e\n{commands}\npwd");
    shell.env("PATH", std::env::join_paths(paths).unwrap()).current_dir(folder);
    let ended = run(shell.args(["-c", &script])).exits(0);
    // A finding would be printed there.
    if commands.contains("build") {
        assert_eq!(ended.stderr, "", "{commands}");
    }
    let end = PathBuf::from(ended.stdout.lines().last().unwrap());
    // The samples are no part of what the page is about.
    replace_samples(&end);
    end
}

/// Does what the page says, and returns the site's folder.
fn followed(place: &DiskSite) -> PathBuf {
    let mut folder = place.path("");
    for step in steps() {
        match step {
            Step::Write(path, text) => {
                let file = folder.join(path);
                std::fs::create_dir_all(file.parent().unwrap()).unwrap();
                std::fs::write(file, format!("{text}\n")).unwrap();
            }
            Step::Run(commands) => folder = shell(commands, &folder),
        }
    }
    folder
}

/// Checks that the templates exist, and that none of them is the default theme's.
fn check_templates(folder: &Path) {
    let theme = folder.join("themes/mine");
    for name in TEMPLATES {
        assert!(theme.join("templates").join(name).is_file(), "the page makes no {name}");
    }
    let toml: toml::Table =
        std::fs::read_to_string(theme.join("theme.toml")).unwrap().parse().unwrap();
    assert!(!toml.contains_key("extends"));
    let files = DiskFiles::new(folder).unwrap();
    let path = SitePath::new("site.toml").unwrap();
    let config = read_config(&files, &path, &Overrides::default()).unwrap().value.unwrap();
    let clock = Clock::Day("2026-11-23".parse().unwrap());
    let options = BuildOptions { drafts: false, overrides: Overrides::default(), clock };
    let assembled = assemble(&files, config, &options).unwrap();
    let theme = assembled.theme.clone().unwrap();
    for name in TEMPLATES {
        assert!(theme.has_template(&format!("mine/{name}")), "{name}");
        assert!(!theme.has_template(&format!("default/{name}")), "{name}");
    }
}

/// What every page needs for the keyboard and for a screen reader.
fn check_frame(path: &str, dom: &Dom) {
    assert_eq!(dom.errors, Vec::<String>::new(), "{path}");
    assert_eq!(dom.all("h1").len(), 1, "{path} has one first heading");
    assert_eq!(dom.all("main").len(), 1, "{path}");
    assert_eq!(dom.all("html")[0].attr("lang"), Some("en"), "{path}");
    let ids: Vec<&str> = dom.elements().filter_map(|element| element.attr("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: {ids:?}");
    for element in dom.elements() {
        if let Some(label) = element.attr("aria-labelledby") {
            assert!(ids.contains(&label), "{path}: nothing has the id `{label}`");
        }
        if element.name() == "nav" {
            let labelled = element.attr("aria-label").or(element.attr("aria-labelledby"));
            assert!(labelled.is_some_and(|label| !label.is_empty()), "{path}: a nav has no label");
        }
    }
    if dom.all("meta").iter().any(|meta| meta.attr("http-equiv") == Some("refresh")) {
        return;
    }
    let skip = dom.all("a")[0];
    assert_eq!(
        (skip.attr("class"), skip.attr("href")),
        (Some("skip"), Some("#part:main")),
        "{path}"
    );
    assert!(dom.has_id("part:main"), "{path}");
    assert!(dom.links("stylesheet").iter().any(|link| link.starts_with("/style.css?v=")), "{path}");
    assert!(dom.all("footer")[0].text().starts_with("Made by hand"), "{path}");
}

/// What an explainer shows, on the page of the sample.
fn check_article(dom: &Dom) {
    assert_eq!(dom.all("h1")[0].text(), "How should a date be written?");
    let of_class = |class: &str| {
        dom.elements().filter(|element| element.attr("class") == Some(class)).collect::<Vec<_>>()
    };
    assert!(of_class("standfirst")[0].text().starts_with("An explainer"));
    assert_eq!(of_class("points")[0].all("li").len(), 3);
    let questions = dom.id("part:questions").all("details");
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[0].all("summary").len(), 1);
    assert!(questions[0].all("div")[0].attr("id").unwrap().starts_with("q:"));
    let open = dom.id("part:open").all("h3");
    assert_eq!(open[1].text(), "How many programs keep to it?");
    let updates = dom.id("part:updates");
    assert_eq!((updates.all("del").len(), updates.all("ins").len()), (1, 1));
    assert_eq!(dom.id("part:notes").all("li").len(), 1);
    let sources = dom.id("part:sources");
    assert_eq!(sources.all("li").len(), 3);
    let mut backlinks = 0;
    for part in [sources, dom.id("part:notes")] {
        for link in part.all("a").into_iter().filter(|a| a.attr("role") == Some("doc-backlink")) {
            let target = link.attr("href").unwrap().strip_prefix('#').unwrap();
            assert_eq!(dom.id(target).name(), "a");
            assert!(link.attr("aria-label").unwrap().starts_with("Back to"));
            backlinks += 1;
        }
    }
    let marks = dom.all("a").iter().filter(|a| a.attr("role") == Some("doc-noteref")).count();
    assert_eq!(backlinks, marks, "every mark is led back to");
}

#[test]
fn whoever_follows_the_page_has_a_theme_of_their_own() {
    let place = DiskSite::empty();
    let folder = followed(&place);
    check_templates(&folder);
    let public = tree(&folder.join("public"));
    let style = std::fs::read(folder.join("themes/mine/static/style.css")).unwrap();
    assert_eq!(public["style.css"], style);
    for (path, bytes) in public.iter().filter(|(path, _)| path.ends_with(".html")) {
        let dom = Dom::parse(std::str::from_utf8(bytes).unwrap());
        check_frame(path, &dom);
        if path == "how-are-dates-written/index.html" {
            check_article(&dom);
        }
    }
    for page in ["index.html", "404.html", "about/index.html", "how-are-dates-written/index.html"] {
        assert!(public.contains_key(page), "{page}");
    }
}

#[test]
fn the_grounds_of_the_page_are_the_same_in_both_files() {
    let files: Vec<&str> = steps()
        .into_iter()
        .filter_map(|step| match step {
            Step::Write(path, text) => Some((path, text)),
            Step::Run(_) => None,
        })
        .filter(|(path, _)| path.ends_with("/base.html") || path.ends_with("/style.css"))
        .map(|(_, text)| text)
        .collect();
    let [template, style] = files[..] else { panic!("the page makes both files") };
    let named: Vec<&str> = template.split("readable(on=[").skip(1).collect();
    let ground = |name: &'static str| style.split(name).skip(1).map(|rest| &rest[..7]);
    let grounds = ground("--paper: ").zip(ground("--tint: "));
    let expected: Vec<String> =
        grounds.map(|(paper, tint)| format!("\"{paper}\", \"{tint}\"], ratio=4.5)")).collect();
    assert_eq!((named.len(), expected.len()), (2, 2));
    assert!(named.iter().zip(&expected).all(|(has, wants)| has.starts_with(wants)), "{expected:?}");
}
