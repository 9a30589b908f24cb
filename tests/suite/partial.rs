//! What an author sees of a partly broken file: every mistake once, in one run, and nothing untrue.

use nutgraf::diagnostic::{Safety, apply};

use crate::support::site;

/// One mistake after the other, thirteen in YAML and as many of other kinds.
const SLIPS: &str = r#"---
title: Heat pumps: how they work
standfirst: "What a heat pump does, and what it costs.
summary:
  - It moves heat
  - "Cheap" to run
date: 2026-13-40
authors:
	- Ada Lovelace
topics: [energy, homes
slug: Heat Pumps
insights:
  - question: Is it loud?
     answer: No.
  - question:How much?
    answer: Little [@iea].
  - question: Who says so?
    answer: @someone
sources:
  - id: iea
    title: The Future of Heat Pumps
    url: htps://iea.org
  - id who
    title: World
updates:
  - date: 2026-01-02
    note: 'It's wrong'
superseded_by: *other
lang en
related: [gone.md]]
image_alt: 'never closed
---
Text [@nobody] and [x](gone.md).
"#;

#[test]
fn every_slip_is_seen_in_one_run() {
    site().article("a", SLIPS).build().check_findings(&[
        ("yaml/syntax", "content/a.md:2:18", "put the text in quotes"),
        ("yaml/syntax", "content/a.md:3:13", "a quotation mark is never closed"),
        ("yaml/syntax", "content/a.md:6:13", "text after the closing quotation mark"),
        ("date/invalid", "content/a.md:7:7", ""),
        ("yaml/syntax", "content/a.md:9:1", "indent with spaces"),
        ("yaml/syntax", "content/a.md:10:9", "`[` is never closed"),
        ("slug/invalid", "content/a.md:11:7", ""),
        ("yaml/syntax", "content/a.md:14:1", "`answer` begins after 5 spaces"),
        ("yaml/syntax", "content/a.md:15:5", "there is no space after `question:`"),
        ("yaml/syntax", "content/a.md:18:13", "text must not begin with `@`"),
        ("link/scheme", "content/a.md:22:10", "pages do not link to `htps:`"),
        ("yaml/syntax", "content/a.md:23:5", "there is no colon after `id`"),
        ("yaml/syntax", "content/a.md:27:15", "a quotation mark inside the text"),
        ("yaml/unsupported", "content/a.md:28:16", "aliases"),
        ("yaml/syntax", "content/a.md:29:1", "there is no colon after `lang`"),
        ("link/broken", "content/a.md:30:11", "gone.md"),
        ("yaml/syntax", "content/a.md:30:19", "close every bracket"),
        ("yaml/syntax", "content/a.md:31:12", "a quotation mark is never closed"),
        ("citation/unknown-source", "content/a.md:33:7", "there is no source with the id `nobody`"),
        ("link/broken", "content/a.md:33:20", "gone.md"),
    ]);
}

/// Front matter with one mistake each, and where it is reported: nothing else may be found, whatever the mistake hides.
const SINGLE: &[(&str, &str)] = &[
    // A title that cannot be read is not missing, and everything below it is read.
    ("title: Tides: why\nsources: [{id: s, title: S}]\n", "2:13"),
    ("title: 'Why?\nsources: [{id: s, title: S}]\n", "2:8"),
    ("title: \"Why\"?\nsources: [{id: s, title: S}]\n", "2:13"),
    ("title: @home\nsources: [{id: s, title: S}]\n", "2:8"),
    ("title: `code`\nsources: [{id: s, title: S}]\n", "2:8"),
    ("title Tides\nsources: [{id: s, title: S}]\n", "2:1"),
    ("title:Tides\nsources: [{id: s, title: S}]\n", "2:1"),
    ("title = Tides\nsources: [{id: s, title: S}]\n", "2:1"),
    ("title: Tides\nMoon and sun\nsources: [{id: s, title: S}]\n", "3:1"),
    // A list of sources with a mistake still has its sources.
    ("title: T\nsources:\n  - id: s\n    title: A: B\n", "5:13"),
    ("title: T\nsources:\n  - id: s\n   title: A\n", "5:1"),
    ("title: T\nsources:\n  - id: s\n\ttitle: A\n", "5:1"),
    ("title: T\nsources:\n  - id: s\n    title A\n", "5:5"),
    ("title: T\nsources:\n  - {id: s, title: A\n", "4:5"),
    ("title: T\nsources:\n- id: s\n  title: \"A\n", "5:10"),
    ("title: T\nsources:\n  - id: s\n    title: A\n    ???: : :\n", "6:10"),
    ("title: T\nsources:\n  - id: s\n    title: A\n  nothing of the kind\n", "6:3"),
    (
        "title: T\nsources:\n    - id: s\n      title: A\n      derives_from: t\n  - id: t\n    title: B\n",
        "7:3",
    ),
    // Flow style and multi-line texts.
    ("title: T\nsummary: [a, b\nsources: [{id: s, title: S}]\n", "3:10"),
    ("title: T\nsummary: a, b]: c\nsources: [{id: s, title: S}]\n", "3:15"),
    ("title: T\nstandfirst: >\n  Text.\n bad: x: y\nsources: [{id: s, title: S}]\n", "5:2"),
    ("title: T\nstandfirst: *x\nsources: [{id: s, title: S}]\n", "3:13"),
];

#[test]
fn one_slip_is_one_finding() {
    let mut wrong = Vec::new();
    for (front, place) in SINGLE {
        let built = site().article("a", &format!("---\n{front}---\n[@s]\n")).build();
        let found: Vec<String> = built.findings.iter().map(|f| built.told(f)).collect();
        let fits = |line: &String| line.starts_with(&format!("content/a.md:{place} yaml/"));
        if found.len() != 1 || !found.iter().all(fits) {
            wrong.push(format!("{front}wanted {place}, found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_slip_can_be_corrected_by_a_program() {
    let mut corrected = 0;
    for (front, _) in SINGLE {
        let text = format!("---\n{front}---\n[@s]\n");
        let built = site().article("a", &text).build();
        let Some(fix) = built.findings.first().and_then(|finding| finding.fixes.first()) else {
            continue;
        };
        let better = apply(&text, &fix.edits).unwrap();
        let left = site().article("a", &better).build().findings;
        let slips = left.iter().filter(|finding| finding.code.name().starts_with("yaml/"));
        assert_eq!(slips.count(), 0, "{text}became\n{better}{left:#?}");
        corrected += 1;
    }
    assert!(corrected >= SINGLE.len() - 4, "{corrected} of {}", SINGLE.len());
    let fixed = |line: &str| {
        let text = format!("---\n{line}\n---\n");
        let built = site().article("a", &text).build();
        let fix = built.findings[0].fixes[0].clone();
        (apply(&text, &fix.edits).unwrap().lines().nth(1).unwrap().to_owned(), fix.safety)
    };
    let quoted = "title: \"Heat pumps: how they work\"".to_owned();
    assert_eq!(fixed("title: Heat pumps: how they work"), (quoted, Safety::Safe));
    let said = "title: 'Tides: \"why\"'".to_owned();
    assert_eq!(fixed("title: Tides: \"why\""), (said, Safety::Safe));
    assert_eq!(fixed("title:Tides"), ("title: Tides".to_owned(), Safety::Safe));
    assert_eq!(fixed("title: \"Tides"), ("title: \"Tides\"".to_owned(), Safety::Unsafe));
}

#[test]
fn what_has_no_front_matter_has_a_text_all_the_same() {
    let finds = |text: &str, code: &str, line: usize| {
        let place = format!("content/a.md:{line}:1");
        let built = site().file("content/a.md", text).article("b", "See [a](a.md).\n").build();
        built.check_findings(&[(code, "content/a.md:1:1", ""), ("link/broken", &place, "gone.md")]);
    };
    finds("# A\n\n[x](gone.md)\n", "front-matter/missing", 3);
    finds("title: T\nsources: [{id: s}]\n\n[x](gone.md) [@s]\n", "front-matter/missing", 4);
    finds("+++\nid = 's'\n+++\n[x](gone.md) [@s]\n", "front-matter/toml-fence", 4);
    finds("---\n\n[x](gone.md)\n", "front-matter/unclosed", 3);
    site().file("content/a.md", "---\ntitle: T\ndraft: yes\n\nText.\n").build().check_findings(&[
        ("front-matter/unclosed", "content/a.md:1:1", ""),
        ("field/wrong-type", "content/a.md:3:8", "`true` or `false`"),
    ]);
}

#[test]
fn a_long_list_of_sources_with_many_slips_is_read_to_its_end() {
    let list: String = (0..4000)
        .map(|n| {
            let title = if n % 400 == 7 { "A: B" } else { "A" };
            format!("- id: s{n}\n  title: {title}\n  url: https://example.org/{n}\n")
        })
        .collect();
    let text: String = (0..4000).map(|n| format!("[@s{n}]\n\n")).collect();
    let built = site().file("content/sources.yaml", list).article("a", &text).build();
    let codes: Vec<_> = built.findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["yaml/syntax"; 10]);
}

#[test]
fn a_slip_in_the_settings_hides_no_other() {
    let settings = "title = \"T\nbase_url = \"https://example.org\"\nlanguage = 7\n[feed\nlimit = 3\n[lists]\nper_page = 0\ncolour = 1\n[markdown]\nmath = yes\n";
    site().file("site.toml", settings).article("a", "Text.\n").build().check_findings(&[
        ("toml/syntax", "site.toml:1:11", ""),
        ("field/wrong-type", "site.toml:3:12", "a number, not text"),
        ("toml/syntax", "site.toml:4:6", ""),
        ("field/invalid", "site.toml:7:12", "from 1 to"),
        ("field/unknown", "site.toml:8:1", "colour"),
        ("toml/syntax", "site.toml:10:8", ""),
    ]);
}

#[test]
fn rubbish_costs_no_more_than_its_length() {
    for line in ["a: b: c\n", "- [\n", "\t- x: y\n", "'\n", "  x\n y: z\n"] {
        let front = line.repeat(60_000 / line.len());
        let built = site().article("a", &format!("---\n{front}---\nText.\n")).build();
        assert!(!built.findings.is_empty(), "{line:?}");
    }
}
