//! Changes every fact in turn: a build with a cache gives, byte for byte, what a build without a cache gives. A fact
//! missing from a cache key would leave an old page in place. The keys of the front matter are those of its schema, so
//! a new one must be tried here too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use nutgraf::diagnostic::Diagnostic;
use serde_json::Value;

use crate::incremental::{Caching, build, published};
use crate::support::{DiskSite, options};

/// A fact: the file that states it, its key, what the file says before, and what it says afterwards.
type Fact = (&'static str, &'static str, &'static str, &'static str);

const A: &str = "content/a.md";
const SHARED: &str = "content/sources.yaml";
const SITE: &str = "site.toml";
const THEME: &str = "themes/own/theme.toml";

/// An article that states something under every key.
const ARTICLE: &str = "---
title: First title
standfirst: First standfirst.
summary: [First point.]
summary_by: First writer
date: 2026-01-01
updated: 2026-03-01
as_of: 2026-03-02
review_by: 2027-01-01
authors: [{name: First author, role: first role, url: \"https://example.org/first\"}]
topics: [First]
slug: first
aliases: [/first-alias/]
superseded_by: b.md
draft: false
publish_on: 2020-01-01
expires: 9998-12-31
insights:
  - {question: First question?, answer: \"First answer. [@s]\", id: first-id, group: First group, answered: 2026-02-01, review_by: 2027-02-01, owner: First desk, aliases: [/first-answer/]}
  - {question: Seen?, see: \"#one\"}
  - {question: Open?, open: First unknown., checked: 2026-03-01}
sources:
  - {id: s, title: First source, author: First hand, publisher: First house, url: \"https://example.org/s\", doi: 10.1000/1, published: 2026-01-02, accessed: 2026-01-03, archive_url: \"https://example.org/archive\", archive_date: 2026-01-04, derives_from: o, retracted: 2026-01-06, kind: report, note: First remark, quotes: [First words, {text: Other words, at: p. 4}]}
  - {id: n, title: Without a copy, archive_note: First reason}
  - {id: o, title: Origin}
  - {id: u, title: Uncited}
updates:
  - {date: 2026-02-01, kind: correction, note: First note., was: First was., now: First now., severity: normal, question: seen}
related: [b.md]
image: first.png
image_alt: First picture
lang: en-GB
template: article.html
allow: [{code: source/unused, reason: First excuse}]
extra: {x: first}
---
## One

First text. <iframe src=\"https://frames.example/\" title=\"x\"></iframe> [@s] [@n] [@o] $x$ <b>raw</b> \"quoted\"

## Two

More.
";

const FACTS: &[Fact] = &[
    (A, "title", "First title", "Second title"),
    (A, "standfirst", "First standfirst.", "Second standfirst."),
    (A, "summary", "First point.", "Second point."),
    (A, "summary_by", "First writer", "Second writer"),
    (A, "date", "date: 2026-01-01\n", "date: 2026-01-09\n"),
    (A, "updated", "updated: 2026-03-01", "updated: 2026-03-11"),
    (A, "as_of", "as_of: 2026-03-02", "as_of: 2026-03-12"),
    (A, "review_by", "2027-01-01", "2027-01-11"),
    (A, "authors", "authors: [{", "authors: [Another, {"),
    (A, "authors.name", "First author", "Second author"),
    (A, "authors.role", "first role", "second role"),
    (A, "authors.url", "https://example.org/first", "https://example.org/second"),
    (A, "topics", "topics: [First]", "topics: [Second]"),
    (A, "slug", "slug: first", "slug: second"),
    (A, "aliases", "/first-alias/", "/second-alias/"),
    (A, "superseded_by", "superseded_by: b.md", "superseded_by: c.md"),
    (A, "draft", "draft: false", "draft: true"),
    (A, "publish_on", "publish_on: 2020-01-01", "publish_on: 9998-01-01"),
    (A, "expires", "expires: 9998-12-31", "expires: 2020-01-02"),
    (A, "insights", "  - {question: Open?, open: First unknown., checked: 2026-03-01}\n", ""),
    (A, "insights.question", "First question?", "Second question?"),
    (A, "insights.answer", "First answer.", "Second answer."),
    (A, "insights.see", "see: \"#one\"", "see: \"#two\""),
    (A, "insights.open", "First unknown.", "Second unknown."),
    (A, "insights.id", "first-id", "second-id"),
    (A, "insights.group", "First group", "Second group"),
    (A, "insights.answered", "answered: 2026-02-01", "answered: 2026-02-02"),
    (A, "insights.review_by", "review_by: 2027-02-01", "review_by: 2027-02-02"),
    (A, "insights.owner", "First desk", "Second desk"),
    (A, "insights.aliases", "/first-answer/", "/second-answer/"),
    (A, "updates.question", ", question: seen", ", question: first-id"),
    (A, "insights.checked", "checked: 2026-03-01", "checked: 2026-03-02"),
    (A, "sources", "  - {id: o,", "  - {id: another, title: Another}\n  - {id: o,"),
    (A, "sources.id", "{id: u,", "{id: v,"),
    (A, "sources.title", "First source", "Second source"),
    (A, "sources.author", "First hand", "Second hand"),
    (A, "sources.publisher", "First house", "Second house"),
    (A, "sources.url", "https://example.org/s", "https://example.org/t"),
    (A, "sources.doi", "10.1000/1", "10.1000/2"),
    (A, "sources.published", "published: 2026-01-02", "published: 2026"),
    (A, "sources.accessed", "accessed: 2026-01-03", "accessed: 2026-01-13"),
    (A, "sources.archive_url", "https://example.org/archive", "https://example.org/copy"),
    (A, "sources.archive_date", "archive_date: 2026-01-04", "archive_date: 2026-01-14"),
    (A, "sources.archive_note", "First reason", "Second reason"),
    (A, "sources.derives_from", "derives_from: o", "derives_from: n"),
    (A, "sources.retracted", "retracted: 2026-01-06", "retracted: by its publisher"),
    (A, "sources.kind", "kind: report", "kind: book"),
    (A, "sources.note", "First remark", "Second remark"),
    (A, "sources.quotes", "First words", "Second words"),
    (A, "sources.quotes.text", "Other words", "More words"),
    (A, "sources.quotes.at", "at: p. 4", "at: p. 5"),
    (A, "updates", "updates:\n", "updates:\n  - {date: 2026-02-02, note: Another.}\n"),
    (A, "updates.date", "date: 2026-02-01", "date: 2026-02-11"),
    (A, "updates.kind", "kind: correction", "kind: clarification"),
    (A, "updates.note", "First note.", "Second note."),
    (A, "updates.was", "First was.", "Second was."),
    (A, "updates.now", "First now.", "Second now."),
    (A, "updates.severity", "severity: normal", "severity: grave"),
    (A, "related", "related: [b.md]", "related: [c.md]"),
    (A, "image", "image: first.png", "image: second.png"),
    (A, "image_alt", "First picture", "Second picture"),
    (A, "lang", "lang: en-GB", "lang: de"),
    (A, "template", "template: article.html", "template: other.html"),
    (A, "allow", "allow: [{", "allow: [{code: note/unused, reason: Kept.}, {"),
    (A, "allow.code", "code: source/unused", "code: note/unused"),
    (A, "allow.reason", "First excuse", "Second excuse"),
    (A, "extra", "x: first", "x: second"),
    (A, "text", "First text.", "Second text."),
    (A, "heading", "## Two", "## Zwei"),
    ("content/b.md", "title of another", "title: B", "title: Bee"),
    ("content/b.md", "citation of another", "B text.", "B text. [@shared]"),
    (SHARED, "title", "Shared one", "Shared two"),
    (SHARED, "note", "shared note", "another note"),
    (SITE, "title", "title = \"First\"", "title = \"Second\""),
    (SITE, "base_url", "https://example.org/", "https://example.net/below/"),
    (SITE, "description", "First description", "Second description"),
    (SITE, "language", "language = \"en\"", "language = \"fr\""),
    (SITE, "dates", "dates = \"language\"", "dates = \"iso\""),
    (SITE, "author", "First desk", "Second desk"),
    (SITE, "theme", "theme = \"own\"", "theme = \"next\""),
    (SITE, "time_zone", "time_zone = \"UTC\"", "time_zone = \"Asia/Tokyo\""),
    (SITE, "lists.per_page", "per_page = 20", "per_page = 1"),
    (SITE, "lists.health", "health = false", "health = true"),
    (SITE, "lists.questions_json", "questions_json = true", "questions_json = false"),
    (SITE, "search.enabled", "enabled = true", "enabled = false"),
    (SITE, "feed.limit", "limit = 20", "limit = 1"),
    (SITE, "markdown.html", "html = \"sanitize\"", "html = \"escape\""),
    (SITE, "markdown.math", "math = false", "math = true"),
    (SITE, "markdown.smart_punctuation", "smart_punctuation = false", "smart_punctuation = true"),
    (SITE, "markdown.embed_hosts", "embed_hosts = []", "embed_hosts = [\"frames.example\"]"),
    (SITE, "check", "\"source/unused\" = \"warning\"", "\"source/unused\" = \"off\""),
    (SITE, "topics.name", "First topic", "Second topic"),
    (SITE, "topics.description", "First about", "Second about"),
    (SITE, "menu.name", "First entry", "Second entry"),
    (SITE, "menu.url", "url = \"/sources/\"", "url = \"/updates/\""),
    (SITE, "theme_options.accent", "#00625c", "#7a1f5c"),
    (THEME, "extends", "extends = \"default\"", "extends = \"plain\""),
    (THEME, "options", "default = \"first\"", "default = \"second\""),
    ("themes/own/templates/other.html", "template", "other", "another"),
    ("themes/own/words/en.toml", "words", "First skip", "Second skip"),
    ("themes/own/static/own.css", "static file", "a {}", "b {}"),
    ("static/s.txt", "static file", "first", "second"),
    ("content/first.png", "picture", "\u{3}", "\u{4}"),
];

const SETTINGS: &str = "title = \"First\"
base_url = \"https://example.org/\"
description = \"First description\"
language = \"en\"
dates = \"language\"
author = \"First desk\"
theme = \"own\"
time_zone = \"UTC\"
[lists]
per_page = 20
health = false
questions_json = true
[search]
enabled = true
[feed]
limit = 20
[markdown]
html = \"sanitize\"
math = false
smart_punctuation = false
embed_hosts = []
[check]
\"source/unused\" = \"warning\"
[topics.first]
name = \"First topic\"
description = \"First about\"
[[menu]]
name = \"First entry\"
url = \"/sources/\"
[theme_options]
accent = \"#00625c\"
";

fn lay() -> DiskSite {
    let site = DiskSite::empty();
    site.write(A, ARTICLE);
    for name in ["b", "c"] {
        let upper = name.to_uppercase();
        site.write(
            &format!("content/{name}.md"),
            format!("---\ntitle: {upper}\ndate: 2026-01-05\ntopics: [First]\n---\n{upper} text.\n"),
        );
    }
    site.write("content/c.md", "---\ntitle: C\n---\nC text. [@shared]\n");
    site.write("content/d.md", "---\ntitle: D\ntemplate: other.html\n---\nD text.\n");
    site.write(
        "themes/own/templates/article.html",
        "{% extends \"default/article.html\" %}{% block extra_body %}{{ article.extra.x or \"\" }}{% endblock %}",
    );
    site.write("content/first.png", crate::support::png(3, 2));
    site.write("content/second.png", crate::support::png(5, 4));
    site.write(SHARED, "- {id: shared, title: Shared one, note: shared note}\n");
    site.write(SITE, SETTINGS);
    site.write(THEME, "extends = \"default\"\n[options.x]\nkind = \"text\"\ndefault = \"first\"\n");
    site.write(
        "themes/own/templates/other.html",
        "<!doctype html><title>other</title>{{ site.theme_options.x }}",
    );
    site.write(
        "themes/own/templates/404.html",
        "<!doctype html><title>x</title>{{ site.theme_options.x }}",
    );
    site.write("themes/own/words/en.toml", "skip = \"First skip\"\n");
    site.write("themes/own/static/own.css", "a {}");
    site.write("themes/next/theme.toml", "extends = \"own\"\n");
    site.write("themes/next/templates/404.html", "<!doctype html><title>next</title>");
    site.write("static/s.txt", "first");
    site
}

/// Changes a fact.
fn state(root: &Path, (file, key, from, to): Fact) {
    let path = root.join(file);
    let bytes = fs::read(&path).unwrap();
    let from = from.as_bytes();
    let at = bytes.windows(from.len()).position(|part| part == from);
    let at = at.unwrap_or_else(|| panic!("{file} states nothing for `{key}`"));
    let bytes = [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat();
    fs::write(path, bytes).unwrap();
}

#[test]
fn no_key_of_a_cache_forgets_a_fact() {
    let site = lay();
    let root = site.path("");
    let options = options(false);
    let first = build(&root, &options, Caching::On);
    assert!(first.published.is_some(), "{:#?}", first.findings);
    let mut idle = Vec::new();
    for fact in FACTS {
        let (file, key, ..) = *fact;
        let before = published(&root.join("public"));
        let unchanged = fs::read(root.join(file)).unwrap();
        state(&root, *fact);
        let warm = build(&root, &options, Caching::On);
        let outputs = published(&root.join("public"));
        let cold = build(&root, &options, Caching::Off);
        let errors = warm.findings.iter().filter(|finding| finding.is_error());
        let errors: Vec<&Diagnostic> = errors.collect();
        assert!(errors.is_empty(), "{file}: {key}: {errors:#?}");
        assert_eq!(warm.findings, cold.findings, "{file}: {key}");
        let expected = published(&root.join("public"));
        let differs: Vec<&String> = expected
            .keys()
            .chain(outputs.keys())
            .filter(|path| outputs.get(*path) != expected.get(*path))
            .collect();
        assert!(differs.is_empty(), "{file}: {key} was forgotten for {differs:?}");
        if outputs == before {
            idle.push(key);
        }
        fs::write(root.join(file), unchanged).unwrap();
        build(&root, &options, Caching::On);
    }
    // A change that affects no output shows nothing about keys.
    let unseen = [
        "sources.retracted",
        "sources.quotes",
        "sources.quotes.text",
        "sources.quotes.at",
        "allow",
        "allow.code",
        "allow.reason",
        "check",
    ];
    assert_eq!(idle, unseen, "these facts reach no page");
}

/// Finds the keys of a schema, with the keys above them.
fn keys(schema: &Value, above: &str, found: &mut BTreeSet<String>) {
    for part in ["anyOf", "items"] {
        match &schema[part] {
            Value::Array(forms) => forms.iter().for_each(|form| keys(form, above, found)),
            form => {
                if form.is_object() {
                    keys(form, above, found);
                }
            }
        }
    }
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        keys(value, &path, found);
        found.insert(path);
    }
}

#[test]
fn every_key_of_the_front_matter_is_tried() {
    let printed = DiskSite::empty().run(&["schema"]).exits(0).silent().stdout;
    let mut known = BTreeSet::new();
    keys(&serde_json::from_str(&printed).unwrap(), "", &mut known);
    let tried: BTreeSet<&str> =
        FACTS.iter().filter(|(file, ..)| *file == A).map(|(_, key, ..)| *key).collect();
    let missing: Vec<&String> = known.iter().filter(|key| !tried.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "no fact is tried for {missing:?}");
}
