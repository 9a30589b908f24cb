//! Bad input: each fault is one clear error at its place, nothing is published, and the previous output stays whole.
//! Harmless input is accepted. Script in any field comes out as text.

use std::time::{Duration, Instant};

use crate::support::{DiskSite, SITE_TOML, site};

/// The front matter and text of an article without faults.
const FINE: &str = "---\ntitle: Fine\n---\nText.\n";

/// Checks the findings in one article, `content/a.md`, and that nothing is published.
#[track_caller]
fn refused(article: &str, expected: &[(&str, &str, &str)]) {
    let built = site().file("content/a.md", article).build();
    built.check_findings(expected);
    assert!(built.outputs.is_empty());
}

/// The same for one line of front matter, which is the third of its file.
#[track_caller]
fn refused_line(line: &str, code: &str, column: usize, part: &str) {
    refused(
        &format!("---\ntitle: T\n{line}\n---\nText.\n"),
        &[(code, &format!("content/a.md:3:{column}"), part)],
    );
}

/// The same for one line of text, the fourth of its file.
#[track_caller]
fn refused_text(line: &str, code: &str, column: usize, part: &str) {
    refused(
        &format!("---\ntitle: T\n---\n{line}\n"),
        &[(code, &format!("content/a.md:4:{column}"), part)],
    );
}

// ---- accepted ----

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_no_byte() {
    let text = "---\ntitle: \"T\"\nstandfirst: |\n  One\n  two.\nsources:\n  - id: a\n    title: A\n---\n\n# One\n\nText [@a]\nmore.\n\n```\ncode\n```\n";
    let plain = site().article("a", text).build();
    plain.clean();
    for other in [
        format!("\u{feff}{text}"),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        text.replace('\n', "\r"),
    ] {
        let built = site().file("content/a.md", other).build();
        built.clean();
        assert_eq!(built.outputs, plain.outputs);
    }
    let settings = site()
        .file("site.toml", format!("\u{feff}{}", SITE_TOML.replace('\n', "\r\n")))
        .article("a", text)
        .build();
    settings.clean();
    assert_eq!(settings.outputs, plain.outputs);
}

#[test]
fn an_unused_source_is_a_warning() {
    let built = site()
        .article("a", "---\ntitle: T\nsources:\n  - id: used-not\n    title: S\n---\nText.\n")
        .build();
    built.check_findings(&[("source/unused", "content/a.md:4:9", "[@used-not]")]);
    assert!(built.has("a/index.html"));
}

#[test]
fn bidirectional_controls_are_a_warning_once_a_line() {
    let built = site()
        .article("a", "---\ntitle: \"T \u{202e}x\u{202d}y\"\n---\nGood \u{2066}text\u{2069}.\n")
        .build();
    built.check_findings(&[
        ("text/bidi", "content/a.md:2:11", "U+202E"),
        ("text/bidi", "content/a.md:4:6", "U+2066"),
    ]);
    assert!(built.has("a/index.html"));
}

// ---- YAML ----

#[test]
fn a_tab_in_the_indentation() {
    refused(
        "---\ntitle: T\ntopics:\n\t- a\n---\n",
        &[("yaml/syntax", "content/a.md:4:1", "indent with spaces")],
    );
    // For the parser, text without quotes continues on the next line; the tab is what must be fixed.
    refused(
        "---\ntitle: T\ninsights:\n- question: What?\n\tanswer: That.\n---\n",
        &[("yaml/syntax", "content/a.md:5:1", "indent with spaces")],
    );
    refused(
        "---\ntitle: T\n \tlang: en\n---\n",
        &[("yaml/syntax", "content/a.md:3:2", "indent with spaces")],
    );
}

#[test]
fn an_unclosed_quotation_mark() {
    refused_line(
        "summary_by: \"never closed",
        "yaml/syntax",
        13,
        "a quotation mark is never closed",
    );
    refused_line("summary_by: 'it's'", "yaml/syntax", 17, "an apostrophe twice");
}

#[test]
fn an_unquoted_colon() {
    refused(
        "---\ntitle: Heat pumps: how they work\n---\n",
        &[("yaml/syntax", "content/a.md:2:18", "put the text in quotes")],
    );
}

#[test]
fn bad_indentation() {
    refused(
        "---\ntitle: T\nsources:\n  - id: a\n   title: A\n---\n",
        &[
            ("source/unused", "content/a.md:4:9", ""),
            (
                "yaml/syntax",
                "content/a.md:5:1",
                "`title` begins after 3 spaces, `id` above it after 4",
            ),
        ],
    );
    refused(
        "---\ntitle: T\n  date: 2026-01-01\n---\n",
        &[("yaml/syntax", "content/a.md:3:1", "write `date: 2026-01-01`")],
    );
}

#[test]
fn a_duplicate_key_names_both_places() {
    let built = site().article("a", "---\ntitle: One\ndate: 2026-01-01\ntitle: Two\n---\n").build();
    built.check_findings(&[("yaml/duplicate-key", "content/a.md:4:1", "first here content/a.md")]);
    assert_eq!(built.findings[0].related[0].0.span.unwrap().start, 4);
}

#[test]
fn an_open_bracket() {
    refused_line("topics: [a, b", "yaml/syntax", 9, "`[` is never closed");
}

#[test]
fn no_closing_fence() {
    refused("---\ntitle: T\n\nText.\n", &[("front-matter/unclosed", "content/a.md:1:1", "`---`")]);
}

#[test]
fn a_toml_fence() {
    refused(
        "+++\ntitle = \"T\"\n+++\nText.\n",
        &[("front-matter/toml-fence", "content/a.md:1:1", "title: ")],
    );
}

#[test]
fn no_front_matter() {
    refused(
        "# A title\n\nText.\n",
        &[("front-matter/missing", "content/a.md:1:1", "begin the file with a line `---`")],
    );
    refused("--- \ttitle\n---\n", &[("front-matter/missing", "content/a.md:1:1", "nothing else")]);
}

#[test]
fn aliases_anchors_and_tags() {
    refused_line("summary_by: *x", "yaml/unsupported", 13, "put it in quotes");
    refused_line("summary_by: &x y", "yaml/unsupported", 16, "put `&` in quotes");
    refused_line("summary_by: !x y", "yaml/unsupported", 16, "remove the tag");
}

#[test]
fn bombs_are_refused_at_once() {
    let mut alias_bomb =
        String::from("---\ntitle: T\nextra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    alias_bomb.extend((1..10).map(|n| {
        let aliases = format!("*a{}, ", n - 1).repeat(10);
        format!("  a{n}: &a{n} [{aliases}]\n")
    }));
    alias_bomb.push_str("---\n");
    let bombs = [
        (alias_bomb, "yaml/unsupported"),
        (format!("---\ntitle: T\nextra:\n  a: {}\n---\n", "[".repeat(60_000)), "yaml/too-deep"),
        (format!("---\ntitle: T\nextra: {}\n---\n", "{a: ".repeat(15_000)), "yaml/too-deep"),
        (
            format!(
                "---\ntitle: T\nextra:\n{}---\n",
                (1..300).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>()
            ),
            "yaml/too-deep",
        ),
        (
            format!("---\ntitle: T\nextra: [{}]\n---\n", "x,".repeat(40_000)),
            "front-matter/too-large",
        ),
    ];
    for (text, code) in bombs {
        let started = Instant::now();
        let built = site().article("a", &text).build();
        let mut codes: Vec<_> = built.findings.iter().map(|finding| finding.code.name()).collect();
        codes.dedup();
        assert_eq!(codes, [code]);
        assert!(started.elapsed() < Duration::from_secs(4), "{code} took {:?}", started.elapsed());
    }
    let sources = format!("- {}", "[".repeat(200_000));
    let started = Instant::now();
    site().article("a", FINE).file("content/sources.yaml", sources).build().check_findings(&[(
        "yaml/too-deep",
        "content/sources.yaml:1:258",
        "64 levels",
    )]);
    assert!(started.elapsed() < Duration::from_secs(4));
}

/// Markdown that makes a careless parser slow: each takes far less time than a non-linear parser would need.
#[test]
fn markdown_bombs_take_linear_time() {
    let bombs = [
        "[".repeat(100_000),
        "> ".repeat(50_000),
        "- ".repeat(50_000),
        "*a **a ".repeat(14_000),
        "[a](".repeat(25_000),
        "![".repeat(50_000),
        "`".repeat(50_000) + &"a`` ".repeat(12_000),
        "<!--".repeat(25_000),
        "<script></script>".repeat(6_000),
        "<div>".repeat(20_000),
        "a <b>".repeat(20_000),
        "| a ".repeat(20_000) + "\n" + &"|---".repeat(20_000) + "\n",
        "[^a]".repeat(25_000) + "\n\n[^a]: x\n",
        "[@".repeat(50_000),
        "[@a".repeat(33_000) + "]",
        "# a\n".repeat(20_000),
        "$a$1".repeat(25_000),
        "(@a; ".repeat(20_000),
        "as @a ".repeat(16_000),
    ];
    for bomb in bombs {
        let started = Instant::now();
        let built = site().config("[markdown]\nmath = true\n").article("a", &bomb).build();
        let took = started.elapsed();
        let start: String = bomb.chars().take(20).collect();
        assert!(
            took < Duration::from_secs(12),
            "`{start}…` took {took:?} ({} findings)",
            built.findings.len()
        );
    }
}

// ---- fields ----

#[test]
fn a_value_of_the_wrong_type_is_never_converted() {
    refused(
        "---\ntitle: 1984\n---\n",
        &[("field/wrong-type", "content/a.md:2:8", "quote it: `\"1984\"`")],
    );
    refused(
        "---\ntitle: true\n---\n",
        &[("field/wrong-type", "content/a.md:2:8", "quote it: `\"true\"`")],
    );
    refused(
        "---\ntitle: [a]\n---\n",
        &[("field/wrong-type", "content/a.md:2:8", "put it in quotes")],
    );
    refused_line("draft: \"yes\"", "field/wrong-type", 8, "without quotes");
    refused_line("draft: yes", "field/wrong-type", 8, "`true` or `false`");
    refused_line(
        "insights: politics",
        "field/wrong-type",
        11,
        "write it as a list of one: `[politics]`",
    );
    refused_line("topics: [2026]", "field/wrong-type", 10, "quote it: `\"2026\"`");
    refused_line("date: 20260101", "field/wrong-type", 7, "2026-11-23");
    refused_line("extra: text", "field/wrong-type", 8, "`key: value` lines");
    refused_line("insights: {question: Why?}", "field/wrong-type", 12, "begin each item with `- `");
    refused_line("summary: [a: b]", "field/wrong-type", 11, "put the text in quotes");
    refused_line("sources: [x]", "field/wrong-type", 11, "(`id: …`, `title: …`)");
    refused("---\n- a\n---\n", &[("field/wrong-type", "content/a.md:2:3", "`key: value` lines")]);
    refused(
        "---\njust text\n---\n",
        &[("field/wrong-type", "content/a.md:2:1", "`key: value` lines")],
    );
}

#[test]
fn an_impossible_date() {
    refused_line("date: 2026-02-30", "date/invalid", 7, "there is no day `2026-02-30`");
    refused_line("date: 2026-13-01", "date/invalid", 7, "2026-13-01");
    refused_line("date: 23.11.2026", "date/invalid", 7, "`23.11.2026` is not a date");
    refused_line("date: 2026-11-23T25:00:00Z", "date/invalid", 7, "2026-11-23T25:00:00Z");
    refused_line("date: 2026-11-23T10:00:00", "date/invalid", 7, "add the offset");
    refused_line("as_of: 2026-11", "date/invalid", 8, "2026-11-23");
    refused_line("review_by: 2025-02-29", "date/invalid", 12, "2025-02-29");
    refused(
        "---\ntitle: T\nsources:\n  - id: a\n    title: A\n    published: 2026-13\n---\n[@a]\n",
        &[("date/invalid", "content/a.md:6:16", "2026-13")],
    );
}

#[test]
fn a_missing_title() {
    refused(
        "---\ndate: 2026-01-01\n---\n",
        &[("field/missing", "content/a.md:2:1", "`title` is missing")],
    );
    refused("---\n---\nText.\n", &[("field/missing", "content/a.md:1:1", "`title` is missing")]);
    refused(
        "---\n# nothing\n---\nText.\n",
        &[("field/missing", "content/a.md:1:1", "`title` is missing")],
    );
    refused("---\ntitle:\n---\n", &[("field/missing", "content/a.md:2:1", "`title` is empty")]);
    refused("---\ntitle: \"  \"\n---\n", &[("field/invalid", "content/a.md:2:8", "this is empty")]);
}

#[test]
fn an_unknown_key_has_a_suggestion() {
    refused_line("titel: x", "field/unknown", 1, "did you mean `title`?");
    refused_line("tags: [x]", "field/unknown", 1, "did you mean `topics`?");
    refused_line("zzzzzzzzzz: x", "field/unknown", 1, "known here: `title`, ");
    refused(
        "---\ntitle: T\nsources:\n  - id: a\n    title: A\n    publshed: 2026\n---\n[@a]\n",
        &[("field/unknown", "content/a.md:6:5", "did you mean `published`?")],
    );
    refused(
        "---\ntitle: T\ninsights:\n  - question: Q\n    anwser: A\n---\n",
        &[("field/unknown", "content/a.md:5:5", "did you mean `answer`?")],
    );
    refused(
        "---\ntitle: T\nupdates:\n  - {date: 2026-01-01, note: N, typ: x}\n---\n",
        &[("field/unknown", "content/a.md:4:33", "")],
    );
    refused(
        "---\ntitle: T\nauthors: [{name: A, email: x}]\n---\n",
        &[("field/unknown", "content/a.md:3:21", "`name`, `role` or `url`")],
    );
}

#[test]
fn text_with_a_colon_is_not_taken_for_keys() {
    let said = |line| [("field/wrong-type", line, "put the text in quotes")];
    refused(
        "---\ntitle: T\ninsights:\n  - Is it true: are they loud?\n---\n",
        &said("content/a.md:4:5"),
    );
    refused("---\ntitle: T\nauthors:\n  - Ada Example: reporter\n---\n", &said("content/a.md:4:5"));
    refused(
        "---\ntitle: T\ninsights:\n  - Loud: or not?\n---\n",
        &[
            ("field/unknown", "content/a.md:4:5", "`question`"),
            ("field/missing", "content/a.md:4:5", "`question` is missing"),
        ],
    );
}

#[test]
fn a_value_that_is_not_one_of_the_allowed() {
    refused(
        "---\ntitle: T\nsources:\n  - id: a\n    title: A\n    kind: artcle\n---\n[@a]\n",
        &[("field/invalid", "content/a.md:6:11", "did you mean `article`?")],
    );
    refused(
        "---\ntitle: T\nupdates:\n  - {date: 2026-01-01, note: N, kind: correction, was: x}\n---\n",
        &[("field/missing", "content/a.md:4:6", "`now` is missing")],
    );
    refused_line("lang: english-", "field/invalid", 7, "write `en`");
    refused_line("superseded_by: b", "field/invalid", 16, "`.md` file");
    refused(
        "---\ntitle: T\ninsights:\n  - {question: Q, answer: A, open: O}\n---\n",
        &[("question/form", "content/a.md:4:36", "keep one")],
    );
}

#[test]
fn what_must_be_one_line_is_one() {
    refused_line("standfirst: \"# Heading\"", "markdown/not-inline", 14, "one paragraph");
    refused(
        "---\ntitle: T\nstandfirst: |\n  One.\n\n  Two.\n---\n",
        &[("markdown/not-inline", "content/a.md:4:3", "second paragraph")],
    );
    refused(
        "---\ntitle: T\nsummary:\n  - \"- x\"\n---\n",
        &[("markdown/not-inline", "content/a.md:4:6", "a list")],
    );
}

#[test]
fn updated_before_date_is_refused() {
    refused(
        "---\ntitle: T\ndate: 2026-02-01\nupdated: 2026-01-01\n---\n",
        &[("date/order", "content/a.md:4:10", "remove `updated`")],
    );
}

// ---- sources and citations ----

#[test]
fn an_unknown_source_names_the_nearest() {
    refused(
        "---\ntitle: T\nsources:\n  - id: report-2026\n    title: A\n---\nText [@report-2025; @nobody]. And [@report-2026].\n",
        &[
            ("citation/unknown-source", "content/a.md:7:7", "did you mean `report-2026`?"),
            ("citation/unknown-source", "content/a.md:7:21", "list `nobody` under `sources:`"),
        ],
    );
}

#[test]
fn a_duplicate_source_id_names_both_places() {
    refused(
        "---\ntitle: T\nsources:\n  - id: a\n    title: A\n  - id: a\n    title: B\n---\n[@a]\n",
        &[("source/duplicate-id", "content/a.md:6:9", "first here content/a.md")],
    );
    let built = site()
        .file("content/sources.yaml", "- id: a\n  title: A\n")
        .article("a", "---\ntitle: T\nsources:\n  - id: a\n    title: A\n---\n[@a]\n")
        .build();
    built.check_findings(&[
        ("source/duplicate-id", "content/a.md:4:9", "shared here content/sources.yaml"),
        ("source/unused", "content/sources.yaml:1:7", ""),
    ]);
    site()
        .file("content/sources.yaml", "- id: a\n  title: A\n- id: a\n  title: B\n")
        .article("a", "[@a]")
        .build()
        .check_findings(&[(
            "source/duplicate-id",
            "content/sources.yaml:3:7",
            "first here content/sources.yaml",
        )]);
}

#[test]
fn a_source_id_has_a_grammar() {
    for id in ["-a", "a b", "a..b", "a//b", "ä", "../x", "<b>"] {
        refused(
            &format!("---\ntitle: T\nsources:\n  - id: \"{id}\"\n    title: A\n---\n"),
            &[("source/invalid-id", "content/a.md:4:9", "write one such as")],
        );
    }
    refused(
        &format!("---\ntitle: T\nsources:\n  - id: {}\n    title: A\n---\n", "a".repeat(65)),
        &[("source/invalid-id", "content/a.md:4:9", "at most 64")],
    );
}

#[test]
fn sources_do_not_derive_from_each_other_in_a_circle() {
    refused(
        "---\ntitle: T\nsources:\n  - {id: a, title: A, derives_from: b}\n  - {id: b, title: B, derives_from: [a]}\n---\n[@a; @b]\n",
        &[("source/loop", "content/a.md:4:10", "a → b → a")],
    );
    refused(
        "---\ntitle: T\nsources:\n  - {id: a, title: A, derives_from: c}\n---\n[@a]\n",
        &[("citation/unknown-source", "content/a.md:4:10", "derives from `c`")],
    );
}

#[test]
fn shared_sources_are_a_list_or_a_map_by_their_ids() {
    for (list, place) in [("id: a\ntitle: A\n", "1:1"), ("a\n", "1:1")] {
        site().article("a", FINE).file("content/sources.yaml", list).build().says(
            "field/wrong-type",
            &format!("content/sources.yaml:{place}"),
            "a list",
        );
    }
    site().article("a", FINE).file("content/sources.yaml", "# none yet\n").build().clean();
    site().article("a", FINE).file("content/sources.yaml", "").build().clean();
}

// ---- addresses ----

#[test]
fn one_address_for_two_articles_names_both() {
    let built = site()
        .article("a", "---\ntitle: A\nslug: same\n---\n")
        .article("b", "---\ntitle: B\nslug: same\n---\n")
        .build();
    built.check_findings(&[("route/duplicate", "content/b.md:3:7", "content/a.md")]);
    let built = site().article("a", FINE).article("a/index", FINE).build();
    built.check_findings(&[("route/duplicate", "content/a/index.md:2:8", "content/a.md")]);
    let built = site().article("x", FINE).article("_pages/x", FINE).build();
    built.check_findings(&[("route/duplicate", "content/_pages/x.md:2:8", "content/x.md")]);
}

#[test]
fn an_article_cannot_take_the_place_of_a_page_of_the_site() {
    for name in [
        "topics",
        "questions",
        "sources",
        "updates",
        "topics/x",
        "questions/other",
        "page/2",
        "sources/page/2",
    ] {
        let built = site()
            .config("[lists]\nper_page = 1\n")
            .article("z", "---\ntitle: T\ntopics: [x]\n---\n")
            .article("z2", "---\ntitle: T\ninsights: [Why?]\n---\n")
            .article(name, FINE)
            .build();
        built.check_findings(&[("route/duplicate", &format!("content/{name}.md:2:8"), "taken")]);
    }
}

#[test]
fn an_alias_on_a_real_page() {
    let built =
        site().article("a", FINE).article("b", "---\ntitle: B\naliases: [/a/]\n---\n").build();
    built.check_findings(&[("route/alias", "content/b.md:3:11", "content/a.md")]);
    let built = site().article("b", "---\ntitle: B\naliases: [/atom.xml, /404.html, /style.css, /b/, /sitemap.xml]\ndate: 2026-01-01\n---\n").build();
    assert_eq!(
        built.findings.iter().map(|finding| finding.code.name()).collect::<Vec<_>>(),
        ["route/alias"; 5],
        "{:#?}",
        built.findings
    );
    let built = site()
        .article("a", "---\ntitle: A\naliases: [/old/]\n---\n")
        .article("b", "---\ntitle: B\naliases: [/old/]\n---\n")
        .build();
    built.check_findings(&[("route/alias", "content/b.md:3:11", "content/a.md")]);
}

#[test]
fn one_path_cannot_be_a_file_and_a_folder() {
    let built = site()
        .article("a", "---\ntitle: A\naliases: [/x.html]\n---\n")
        .article("b", "---\ntitle: B\naliases: [/x.html/y/]\n---\n")
        .build();
    built.check_findings(&[("route/alias", "content/b.md:3:11", "content/a.md")]);
    let built = site().file("static/a", "file").article("a", FINE).build();
    assert_eq!(built.findings.len(), 1, "{:#?}", built.findings);
}

#[test]
fn names_that_differ_only_in_case_or_unicode_form_collide() {
    let built = site().article("Budget", FINE).article("budget", FINE).build();
    built.check_findings(&[
        ("file/collision", "content/budget.md", "content/Budget.md"),
        ("route/duplicate", "content/budget.md:2:8", "content/Budget.md"),
    ]);
    let built = site().article("caf\u{e9}", FINE).article("cafe\u{301}", FINE).build();
    assert_eq!(built.findings[0].code.name(), "file/collision");
    assert_eq!(built.findings[0].related[0].0.path.as_str(), "content/cafe\u{301}.md");
    let built = site()
        .article("a/index", FINE)
        .file("content/a/Photo.png", "1")
        .file("content/a/photo.PNG", "2")
        .build();
    built.check_findings(&[("file/collision", "content/a/photo.PNG", "content/a/Photo.png")]);
    let built =
        site().file("static/X.txt", "1").file("static/x.txt", "2").article("a", FINE).build();
    built.check_findings(&[("file/collision", "static/x.txt", "static/X.txt")]);
    let built = site()
        .article("a", "---\ntitle: A\naliases: [/OLD/]\n---\n")
        .article("b", "---\ntitle: B\naliases: [/old/]\n---\n")
        .build();
    built.check_findings(&[("file/collision", "content/b.md:3:11", "content/a.md")]);
}

#[test]
fn a_name_that_makes_no_url() {
    site().file("content/!!!.md", FINE).build().check_findings(&[(
        "file/name",
        "content/!!!.md",
        "write `slug:`",
    )]);
    site().file("content/con.md", FINE).build().check_findings(&[(
        "file/name",
        "content/con.md",
        "reserved name on Windows",
    )]);
    site().file("content/!/a.md", FINE).build().check_findings(&[(
        "file/name",
        "content/!/a.md",
        "rename the folder",
    )]);
    site().article("a/index", FINE).file("content/a/b:c.png", "x").build().check_findings(&[(
        "file/name",
        "content/a/b:c.png",
        "Windows",
    )]);
    site().file("content/!!!.md", "---\ntitle: T\nslug: fine\n---\n").build().clean();
}

#[test]
fn a_slug_is_one_segment_and_nothing_is_repaired() {
    for slug in ["..", "../x", "/x", "a/b", "A", "a b", "a%2fb", "\\\\x", "con", "!", "C:x"] {
        refused_line(&format!("slug: '{slug}'"), "slug/invalid", 7, "");
    }
    refused_line(&format!("slug: {}", "a".repeat(201)), "slug/invalid", 7, "longer than");
}

#[test]
fn an_alias_stays_inside_the_site() {
    for (alias, code) in [
        ("/../x/", "path/outside"),
        ("/a/../../x/", "path/outside"),
        ("/.git/x/", "slug/invalid"),
        ("/a/?p=1", "slug/invalid"),
        ("/a%2fb/", "slug/invalid"),
        ("/%ff/", "slug/invalid"),
        ("/%2e%2e/x/", "slug/invalid"),
        ("/a\\\\b/", "slug/invalid"),
        ("/a:b/", "slug/invalid"),
        ("/a//b/", "slug/invalid"),
        ("https://x.org/", "slug/invalid"),
        ("/", "slug/invalid"),
    ] {
        refused(
            &format!("---\ntitle: T\naliases: [\"{alias}\"]\n---\n"),
            &[(code, "content/a.md:3:11", "/old/path/")],
        );
    }
}

// ---- links ----

#[test]
fn a_link_to_a_missing_file() {
    refused_text("A [link](missing.md).", "link/broken", 3, "no file `content/missing.md`");
    refused_text("A [link](data.csv).", "link/broken", 3, "no file `content/data.csv`");
    refused_text("A [link](/nowhere/).", "link/broken", 3, "nothing is published at `/nowhere/`");
    refused_text("A [link]().", "link/broken", 3, "is not an address");
    refused_text("An ![image](photo.png).", "image/missing", 4, "no file `content/photo.png`");
    refused_text(
        "<p><a href=\"missing.md\">x</a></p>",
        "link/broken",
        13,
        "no file `content/missing.md`",
    );
    refused_line("image: photo.png", "image/missing", 8, "no file `content/photo.png`");
    refused_line("related: [missing.md]", "link/broken", 11, "no file `content/missing.md`");
    refused_line("superseded_by: missing.md", "link/broken", 16, "no file `content/missing.md`");
}

#[test]
fn a_link_names_the_nearest_file() {
    let built = site()
        .article("heat-pumps", FINE)
        .article("deep/index", FINE)
        .article("a", "[x](heat-pump.md) [y](deep.md) [z](deep)")
        .build();
    built.check_findings(&[
        ("link/broken", "content/a.md:4:1", "did you mean `heat-pumps.md`?"),
        ("link/broken", "content/a.md:4:19", "did you mean `deep/index.md`?"),
        ("link/broken", "content/a.md:4:32", "link to the article's file: `deep/index.md`"),
    ]);
    let built = site()
        .article("heat-pumps", FINE)
        .article("deep/down/index", FINE)
        .article("deep/a", "[x](../heat-pump.md) [y](down.md)")
        .build();
    built.check_findings(&[
        ("link/broken", "content/deep/a.md:4:1", "did you mean `../heat-pumps.md`?"),
        ("link/broken", "content/deep/a.md:4:22", "did you mean `down/index.md`?"),
    ]);
}

#[test]
fn a_link_to_a_missing_anchor() {
    refused(
        "---\ntitle: T\n---\n# Growth\n\nA [link](#grwth).\n",
        &[("link/anchor", "content/a.md:6:3", "did you mean `#growth`?")],
    );
    refused_text("A [link](#x).", "link/anchor", 3, "no headings");
    let built = site()
        .article("b", "# Growth\n")
        .article("a", "[x](b.md#grow) [y](/b/#grow) [z](b.md#growth)")
        .build();
    built.check_findings(&[
        ("link/anchor", "content/a.md:4:1", "`content/b.md` has no anchor `#grow`"),
        ("link/anchor", "content/a.md:4:16", "`/b/` has no anchor `#grow`"),
    ]);
}

#[test]
fn links_to_drafts() {
    let built = site().article("draft", "---\ntitle: D\ndraft: true\n---\n# One\n").article("a", "---\ntitle: A\nrelated: [draft.md]\ninsights: [{question: Q, see: \"draft.md#one\"}]\n---\n[x](draft.md)").build();
    built.check_findings(&[
        ("link/draft", "content/a.md:3:11", "content/draft.md"),
        ("link/draft", "content/a.md:4:31", "content/draft.md"),
        ("link/draft", "content/a.md:6:1", "content/draft.md"),
    ]);
    let built = site()
        .article("draft/index", "---\ntitle: D\ndraft: true\n---\n")
        .file("content/draft/p.png", "x")
        .article("a", "![x](draft/p.png)")
        .build();
    built.check_findings(&[("link/draft", "content/a.md:4:1", "belongs to a draft")]);
}

#[test]
fn paths_out_of_the_site() {
    refused_text("A [link](../site.toml).", "path/outside", 3, "leads out of the content folder");
    refused_text("A [link](../../etc/passwd).", "path/outside", 3, "leads out");
    refused_text("A [link](%2e%2e/%2e%2e/x.md).", "path/outside", 3, "leads out");
    refused_text("A [link](/../x).", "path/outside", 3, "leads out");
    refused_text("An ![image](../../x.png).", "path/outside", 4, "leads out");
    refused_text("<img src=\"../../x.png\" alt=\"\">", "path/outside", 11, "leads out");
    refused_text("A [link](..\\\\..\\\\x.png).", "link/broken", 3, "write `../../x.png`");
    refused_text("A [link](file:///etc/passwd).", "link/script-url", 3, "");
    refused_text(
        "An ![image](/etc/passwd).",
        "link/broken",
        4,
        "nothing is published at `/etc/passwd`",
    );
    refused_line("image: ../../x.png", "path/outside", 8, "leads out");
    refused_line("template: ../x.html", "path/outside", 11, "is not the name of a template");
    refused_line("template: /etc/passwd", "path/outside", 11, "is not the name of a template");
    refused_line("related: [../../x.md]", "path/outside", 11, "leads out");
    refused_line("superseded_by: ../../x.md", "path/outside", 16, "leads out");
}

#[test]
fn urls_that_would_run_a_script() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "&#106;avascript:alert(1)",
        "<javascript:alert(1)>",
    ] {
        refused_text(&format!("A [link]({url})."), "link/script-url", 3, "would run a script");
    }
    refused_text("A <javascript:alert(1)>.", "link/script-url", 3, "would run a script");
    refused_text("An ![image](javascript:alert(1)).", "link/script-url", 4, "would run a script");
    refused_text(
        "A [link][x].\n\n[x]: javascript:alert(1)",
        "link/script-url",
        3,
        "would run a script",
    );
    refused_text(
        "<p><a href='java\tscript:alert(1)'>x</a></p>",
        "link/script-url",
        13,
        "would run a script",
    );
    refused_text(
        "<p><a href=\"&#x6A;avascript:alert(1)\">x</a></p>",
        "link/script-url",
        13,
        "would run a script",
    );
    refused_text("<img srcset=\"a:b 1x\" alt=\"\">", "link/scheme", 14, "`a:`");
    refused_text("A [link](foo:bar).", "link/scheme", 3, "`foo:`");
    refused(
        "---\ntitle: T\nsources:\n  - id: a\n    title: A\n    url: javascript:alert(1)\n---\n[@a]\n",
        &[("link/script-url", "content/a.md:6:10", "")],
    );
    refused(
        "---\ntitle: T\nsources:\n  - id: a\n    title: A\n    archive_url: data:x\n---\n[@a]\n",
        &[("link/script-url", "content/a.md:6:18", "")],
    );
    refused(
        "---\ntitle: T\nauthors:\n  - name: A\n    url: javascript:alert(1)\n---\n",
        &[("link/script-url", "content/a.md:5:10", "")],
    );
    let built = site()
        .config("[[menu]]\nname = \"x\"\nurl = \"javascript:alert(1)\"\n")
        .article("a", FINE)
        .build();
    assert_eq!(built.findings.len(), 1);
    assert!(built.findings[0].is_error());
}

// ---- files ----

#[test]
fn text_that_is_not_utf8() {
    let built = site().file("content/a.md", b"---\ntitle: T\n---\nCaf\xe9.\n").build();
    built.check_findings(&[("file/encoding", "content/a.md", "line 4 is not UTF-8")]);
    let built = site().article("a", FINE).file("content/sources.yaml", b"- id: \xff\n").build();
    built.check_findings(&[("file/encoding", "content/sources.yaml", "line 1")]);
    let built = site().article("a", FINE).file("templates/article.html", b"\xff").build();
    built.check_findings(&[("file/encoding", "templates/article.html", "UTF-8")]);
}

#[test]
fn a_nul_byte() {
    refused("---\ntitle: T\n---\nA\0B\n", &[("file/encoding", "content/a.md:4:2", "NUL")]);
}

#[test]
fn an_empty_file() {
    refused("", &[("file/empty", "content/a.md", "begins with front matter")]);
    refused("\u{feff} \n\n", &[("file/empty", "content/a.md", "")]);
}

#[test]
fn a_large_file() {
    let built = site().article("a", &"x ".repeat(5 << 20)).build();
    built.check_findings(&[("file/too-large", "content/a.md", "10.5 MB; at most 4 MB")]);
    let line = "Some words that are repeated quite often here.\n";
    site().article("a", &line.repeat((4 << 20) / line.len() - 100)).build().clean();
}

#[cfg(unix)]
mod links_on_disk {
    use super::FINE;
    use crate::support::{DiskSite, site};

    fn link(site: &DiskSite, target: &str, name: &str) {
        std::os::unix::fs::symlink(target, site.path(name)).unwrap();
    }

    #[track_caller]
    fn check(name: &str, target: &str, said: &str) {
        let outside = DiskSite::empty();
        outside.write("secret.md", "---\ntitle: SECRET\n---\n");
        let disk = site()
            .article("a", FINE)
            .article("deep/b", FINE)
            .file("static/x.txt", "x")
            .file("templates/x.html", "x")
            .on_disk();
        link(&disk, &target.replace("OUT", outside.path("").to_str().unwrap()), name);
        let run = disk.run(&["build"]).exits(1);
        assert!(run.stderr.contains(said) && run.stderr.contains(name), "{run:#?}");
        assert!(!disk.exists("public"));
    }

    #[test]
    fn symbolic_links_out_of_the_site_are_not_followed() {
        check("content/c.md", "OUT/secret.md", "leads out of the site");
        check("content/c.png", "/etc/passwd", "leads out of the site");
        check("content/c", "OUT", "leads out of the site");
        check("content/c", "deep", "leads to a folder");
        check("content/c.md", "nowhere.md", "leads nowhere");
        check("content/c.md", "c.md", "leads nowhere");
        check("static/c.txt", "OUT/secret.md", "leads out of the site");
        check("templates/article.html", "OUT/secret.md", "leads out of the site");
    }

    #[test]
    fn a_link_inside_the_site_is_a_file() {
        let disk = site().article("a", FINE).file("common/x.txt", "common").on_disk();
        std::fs::create_dir(disk.path("static")).unwrap();
        link(&disk, "../common/x.txt", "static/y.txt");
        disk.run(&["build"]).exits(0).silent();
        assert_eq!(disk.read("public/y.txt"), "common");
    }

    #[test]
    fn settings_and_shared_sources_behind_a_link_out_are_refused() {
        let outside = DiskSite::empty();
        outside.write("sources.yaml", "- id: a\n  title: SECRET\n");
        let disk = site().article("a", FINE).on_disk();
        link(&disk, outside.path("sources.yaml").to_str().unwrap(), "content/sources.yaml");
        let run = disk.run(&["build"]);
        assert_ne!(run.status, Some(0), "{run:#?}");
        assert!(!run.stderr.contains("SECRET") && !disk.exists("public"));
    }

    #[test]
    fn a_pipe_is_no_article() {
        let disk = site().article("a", FINE).on_disk();
        std::process::Command::new("mkfifo").arg(disk.path("content/p.md")).status().unwrap();
        let run = disk.run(&["build"]).exits(1);
        assert!(run.stderr.contains("file/not-regular"), "{run:#?}");
    }

    #[test]
    fn an_article_that_may_not_be_read_is_named() {
        use std::os::unix::fs::PermissionsExt as _;
        let disk = site().article("a", FINE).on_disk();
        std::fs::set_permissions(disk.path("content/a.md"), std::fs::Permissions::from_mode(0o000))
            .unwrap();
        if std::fs::read(disk.path("content/a.md")).is_ok() {
            return; // Root may do everything.
        }
        let run = disk.run(&["build"]).exits(1);
        assert!(
            run.stderr.contains("file/unreadable") && run.stderr.contains("content/a.md"),
            "{run:#?}"
        );
    }
}

// ---- themes ----

#[test]
fn a_theme_that_does_not_exist() {
    let site = |theme: &str| site().config(&format!("theme = \"{theme}\"\n")).article("a", FINE);
    site("defualt").build().check_findings(&[(
        "theme/missing",
        "site.toml:3:9",
        "did you mean `default`?",
    )]);
    site("elsewhere").build().check_findings(&[(
        "theme/missing",
        "site.toml:3:9",
        "themes/elsewhere/",
    )]);
    for outside in ["../x", "/etc", "a/b", ".."] {
        site(outside).build().check_findings(&[(
            "path/outside",
            "site.toml:3:9",
            "is not the name of a theme",
        )]);
    }
}

/// Checks the findings for a theme with one option of each kind and these settings, which begin at line 5.
#[track_caller]
fn options(settings: &str, expected: &[(&str, &str, &str)]) {
    let declared = "extends = \"default\"\n\
        [options.paper]\nkind = \"color\"\ndefault = \"#fff\"\ndescription = \"Behind the text.\"\n\
        [options.motto]\nkind = \"text\"\ndefault = \"\"\n\
        [options.wide]\nkind = \"flag\"\ndefault = false\n\
        [options.face]\nkind = \"choice\"\nchoices = [\"serif\", \"sans\"]\ndefault = \"serif\"\n";
    let built = site()
        .config(&format!("theme = \"x\"\n[theme_options]\n{settings}\n"))
        .article("a", FINE)
        .file("themes/x/theme.toml", declared)
        .template("article.html", "{{ site.theme_options | json }}")
        .build();
    built.check_findings(expected);
    assert_eq!(built.outputs.is_empty(), !expected.is_empty());
    if expected.is_empty() {
        let seen: serde_json::Value = serde_json::from_str(built.page("a/index.html")).unwrap();
        // An option that is not set has its default, also one of the theme below.
        let names: Vec<&String> = seen.as_object().unwrap().keys().collect();
        assert_eq!(names, ["accent", "face", "motto", "paper", "wide"]);
        assert_eq!((&seen["accent"], &seen["face"]), (&"#00625c".into(), &"serif".into()));
    }
}

#[test]
fn options_of_a_theme_are_those_that_it_declares() {
    options("", &[]);
    options("paper = \"#ABC\"\nmotto = \"Why?\"\nwide = true\nface = \"serif\"", &[]);
    options(
        "papper = \"#abc\"\n\"a b\" = 1\nacent = \"#abc\"",
        &[
            ("theme/unknown-option", "site.toml:5:1", "did you mean `paper`?"),
            (
                "theme/unknown-option",
                "site.toml:6:1",
                "`accent`, `face`, `motto`, `paper` or `wide`",
            ),
            ("theme/unknown-option", "site.toml:7:1", "did you mean `accent`?"),
        ],
    );
}

#[test]
fn options_of_a_theme_have_values_of_their_kind() {
    let wrong = |line: &str, column: usize, part: &str| {
        options(line, &[("theme/option", &format!("site.toml:5:{column}"), part)]);
    };
    wrong("paper = \"white\"", 9, "not a colour of the form `#rgb` or `#rrggbb`");
    wrong("paper = \"#12345\"", 9, "write it as `paper = \"#ffffff\"` (Behind the text.)");
    wrong("paper = 123", 9, "`paper` is a number, not a colour");
    wrong("motto = 1984", 9, "`motto` is a number, not text");
    wrong("motto = [\"a\"]", 9, "`motto` is a list, not text");
    wrong(
        "wide = \"true\"",
        8,
        "`wide` is text, not `true` or `false` | write `wide = false`, without quotes",
    );
    wrong("face = \"sanss\"", 8, "`face` cannot be `sanss` | did you mean `sans`?");
    wrong("face = \"mono\"", 8, "write `serif` or `sans`");
    wrong("face.a = true", 6, "`face` is a table");
}

#[test]
fn options_that_a_theme_declares_wrongly() {
    let declared = |option: &str, expected: &[(&str, &str, &str)]| {
        let toml = format!("extends = \"default\"\n[options.x]\n{option}\n");
        let settings = "theme = \"x\"\n[theme_options]\nx = 1\n";
        let site = site().config(settings).article("a", FINE);
        site.file("themes/x/theme.toml", toml).build().check_findings(expected);
    };
    let one = |option: &str, code: &str, place: &str, part: &str| {
        declared(option, &[(code, &format!("themes/x/theme.toml:{place}"), part)]);
    };
    one("default = \"a\"", "field/missing", "3:1", "`kind` is missing");
    one("kind = \"colour\"\ndefault = \"#fff\"", "field/invalid", "3:8", "did you mean `color`?");
    one("kind = \"text\"", "field/missing", "3:1", "`default` is missing");
    one("kind = \"color\"\ndefault = \"red\"", "field/invalid", "4:11", "`default = \"#00625c\"`");
    one("kind = \"choice\"\ndefault = \"a\"", "field/missing", "3:1", "`choices` is missing");
    let choices = "kind = \"choice\"\ndefault = \"c\"\nchoices = [\"a\", \"b\"]";
    one(choices, "field/invalid", "4:11", "the allowed values are `a` or `b`");
    one(
        "kind = \"flag\"\ndefault = true\nhint = \"\"",
        "field/unknown",
        "5:1",
        "unknown key `hint`",
    );
    let name =
        "kind = \"flag\"\ndefault = true\n[options.\"a-b\"]\nkind = \"flag\"\ndefault = true";
    one(name, "field/invalid", "5:10", "cannot be used as a name in templates");
}

#[test]
fn a_theme_that_declares_no_option_takes_any() {
    let built = site()
        .config("theme = \"x\"\n[theme_options]\ncolour = \"teal\"\ndeep = { list = [1] }\n")
        .article("a", FINE);
    let built = nutgraf::theme::TEMPLATES.iter().fold(built, |site, name| {
        site.file(&format!("themes/x/templates/{name}"), "{{ site.theme_options | json }}")
    });
    let built = built.build();
    built.clean();
    assert_eq!(built.page("a/index.html"), r#"{"colour":"teal","deep":{"list":[1]}}"#);
}

#[test]
fn a_colour_that_no_filter_can_make_readable() {
    let filtered = |filter: &str| {
        let text = format!("{{{{ \"#00f\" | readable({filter}) }}}}");
        site().article("a", FINE).template("article.html", &text).build()
    };
    let failed = |filter: &str, part: &str| {
        let built = filtered(filter);
        built.check_findings(&[("template/error", "templates/article.html:1:13", part)]);
    };
    failed("on=[\"red\"], ratio=4.5", "`red` is not a colour");
    failed(
        "on=[\"#000\", \"#fff\"], ratio=7",
        "no colour has a contrast of 7 with each of #000, #fff | use a smaller `ratio`",
    );
    let built = filtered("on=[\"#000\"], ratio=4.5");
    built.clean();
    assert_eq!(built.page("a/index.html"), "#2c68ff");
}

#[test]
fn an_accent_is_made_readable_in_both_schemes() {
    let page = |accent: &str| {
        let site = site().config(&format!("[theme_options]\naccent = \"{accent}\"\n"));
        site.article("a", FINE).build().clean().page("a/index.html").to_owned()
    };
    assert!(!page("#00625C").contains("<style>"));
    assert!(page("#c00").contains(
        "<style>:root{--accent:#cc0000}@media screen and (prefers-color-scheme:dark){:root{--accent:#"
    ));
    let plain = "theme = \"plain\"\n[theme_options]\naccent = \"#c00\"\n";
    let built = site().config(plain).article("a", FINE).build();
    assert!(built.clean().page("a/index.html").contains("<style>:root{--link:#cc0000}@media"));
}

#[test]
fn text_that_is_taken_for_a_comment_is_told() {
    let article = "---\ntitle: The case #4 of many\ndate: 2026-01-01 #when\nstandfirst: Costs  # in euros\nauthors: [\"Ada #1\", Ben]\n---\nText.\n";
    site().article("a", article).build().check_findings(&[(
        "yaml/comment",
        "content/a.md:2:17",
        "`#4 of many` is read as a comment, not as part of the text | put the whole text in quotes",
    )]);
}

#[test]
fn a_question_whose_answer_is_empty_does_not_pass_for_open() {
    for (key, part) in [
        ("answer:", "write the answer"),
        ("see: #text", "write `see:"),
        ("open:", "write what is not known"),
    ] {
        let key_name = key.split(':').next().unwrap();
        let article =
            format!("---\ntitle: T\ninsights:\n  - question: Why?\n    {key}\n---\nText.\n");
        site().article("a", &article).build().check_findings(&[(
            "field/missing",
            "content/a.md:5:5",
            &format!("`{key_name}` is empty | {part}"),
        )]);
    }
}

#[test]
fn a_setting_of_the_whole_file_in_a_table_is_told_where_it_belongs() {
    let text = "title = \"S\"\nbase_url = \"https://example.org/\"\n[[menu]]\nname = \"A\"\nurl = \"/a/\"\ntheme = \"plain\"\naccent = \"#00f\"\n";
    site().file("site.toml", text).article("a", FINE).build().check_findings(&[
        ("field/unknown", "site.toml:6:1", "move it above the first `[`"),
        ("field/unknown", "site.toml:7:1", "`accent` belongs under `[theme_options]`"),
    ]);
}

#[test]
fn a_style_is_named_by_its_version() {
    let linked = |style: &str| {
        let base = "{% extends \"default/base.html\" %}{% block extra_head %}<link rel=\"stylesheet\" href=\"{{ \"/mine.css\" | asset }}\">{% endblock %}";
        let site = site().file("static/mine.css", style).template("base.html", base);
        let built = site.article("a", FINE).build();
        let page = built.clean().page("a/index.html");
        let (_, link) = page.split_once("/mine.css?v=").expect("the style is linked");
        link.split_once('"').unwrap().0.to_owned()
    };
    let first = linked("p { color: red }");
    assert_eq!((first.len(), &first), (8, &linked("p { color: red }")));
    assert_ne!(first, linked("p { color: blue }"));
    let text = "{{ \"/min.css\" | asset }}";
    let built =
        site().file("static/mine.css", "p {}").article("a", FINE).template("article.html", text);
    built.build().check_findings(&[(
        "template/error",
        "templates/article.html:1:17",
        "there is no file `static/min.css`; there is `static/mine.css` | write the path relative to `static/`",
    )]);
}

#[test]
fn a_theme_that_extends_itself_or_nothing() {
    let themed = |toml: &str| {
        site().config("theme = \"x\"\n").article("a", FINE).file("themes/x/theme.toml", toml)
    };
    themed("extends = \"x\"\n").build().check_findings(&[(
        "theme/invalid",
        "themes/x/theme.toml:1:11",
        "extends itself",
    )]);
    themed("extends = \"y\"\n")
        .file("themes/y/theme.toml", "extends = \"x\"\n")
        .build()
        .check_findings(&[("theme/invalid", "themes/y/theme.toml:1:11", "extends itself")]);
    themed("extends = \"nowhere\"\n").build().check_findings(&[(
        "theme/missing",
        "themes/x/theme.toml:1:11",
        "there is no theme named `nowhere`",
    )]);
    let built = themed("extends = \"../x\"\n").build();
    assert!(
        built.findings.iter().any(|finding| finding.code.name() == "path/outside"),
        "{:#?}",
        built.findings
    );
    themed("extend = \"default\"\n").build().check_findings(&[(
        "field/unknown",
        "themes/x/theme.toml:1:1",
        "did you mean `extends`?",
    )]);
    let built = themed("name = \"x\"\n").build();
    assert!(
        built.findings.iter().all(|finding| finding.code.name() == "theme/missing-template"),
        "{:#?}",
        built.findings
    );
    assert!(built.findings.len() > 5);
}

#[track_caller]
fn refused_template(text: &str, expected: &[(&str, &str, &str)]) {
    let built = site().article("a", FINE).template("article.html", text).build();
    built.check_findings(expected);
    assert!(built.outputs.is_empty());
}

#[test]
fn a_template_with_a_syntax_error() {
    refused_template("<p>\n{% if %}\n", &[("template/syntax", "templates/article.html:2:7", "")]);
    refused_template("{{ x", &[("template/syntax", "templates/article.html:1:4", "")]);
    let built = site()
        .article("a", FINE)
        .template("article.html", "{{")
        .template("page.html", "{{")
        .template("base.html", "{% if")
        .build();
    let places: Vec<_> = built.findings.iter().map(|finding| finding.place.path.as_str()).collect();
    assert_eq!(
        places,
        ["templates/article.html", "templates/base.html", "templates/page.html"],
        "every broken template is found in one run: {:#?}",
        built.findings
    );
}

#[test]
fn a_variable_that_is_not_defined() {
    refused_template(
        "<p>\n{{ artcle.title }}\n",
        &[("template/error", "templates/article.html:2:4", "content/a.md")],
    );
    refused_template(
        "{{ article.titel }}",
        &[("template/error", "templates/article.html:1:12", "content/a.md")],
    );
    refused_template(
        "{{ article.title | nofilter }}",
        &[("template/syntax", "templates/article.html:1:20", "nofilter")],
    );
    refused_template(
        "{{ env(name=\"HOME\") }}",
        &[("template/syntax", "templates/article.html:1:4", "env")],
    );
}

#[test]
fn a_fault_of_a_template_is_told_once_with_the_number_of_pages() {
    let built = site()
        .article("a", FINE)
        .article("b", FINE)
        .article("c", FINE)
        .template("article.html", "{{ nothing }}")
        .build();
    built.check_findings(&[("template/error", "templates/article.html:1:4", "and 2 more")]);
}

#[test]
fn templates_do_not_call_themselves() {
    refused_template(
        "{% include \"article.html\" %}",
        &[("template/syntax", "templates/article.html", "include each other in a circle")],
    );
    refused_template(
        "{% extends \"article.html\" %}",
        &[("template/syntax", "templates/article.html", "`default/article.html`")],
    );
    let built = site()
        .article("a", FINE)
        .template("article.html", "{% include \"x.html\" %}")
        .template("x.html", "{% include \"article.html\" %}")
        .build();
    assert!(
        built.findings.iter().all(|finding| finding.code.name() == "template/syntax")
            && !built.findings.is_empty(),
        "{:#?}",
        built.findings
    );
    refused_template(
        "{% component x() %}{{ <x /> }}{% endcomponent %}{{ <x /> }}",
        &[("template/error", "templates/article.html", "recursion")],
    );
}

#[test]
fn templates_are_only_those_of_the_theme() {
    refused_template(
        "{% include \"nowhere.html\" %}",
        &[("theme/missing-template", "templates/article.html:1:12", "nowhere.html")],
    );
    refused_template(
        "{% include \"../site.toml\" %}",
        &[("theme/missing-template", "templates/article.html:1:12", "../site.toml")],
    );
    refused_template(
        "{% include \"/etc/passwd\" %}",
        &[("theme/missing-template", "templates/article.html:1:12", "/etc/passwd")],
    );
    refused_template(
        "{% extends \"bse.html\" %}",
        &[("theme/missing-template", "templates/article.html", "did you mean `base.html`?")],
    );
    refused(
        "---\ntitle: T\ntemplate: artcle.html\n---\n",
        &[("theme/missing-template", "content/a.md:3:11", "did you mean `article.html`?")],
    );
}

#[test]
fn a_root_absolute_url_in_a_template_is_a_warning() {
    let built = site()
        .article("a", FINE)
        .template("article.html", "<a href=\"/x/\">x</a> <a href=\"//x.org/\">y</a>")
        .build();
    built.check_findings(&[(
        "template/absolute-url",
        "templates/article.html:1:10",
        "{{ \"/x/\" | url }}",
    )]);
    assert!(built.has("a/index.html"));
}

#[test]
fn a_page_never_evaluates_what_an_author_writes() {
    let built = site()
        .article(
            "a",
            "---\ntitle: \"{{ 7 * 7 }} {% include 'base.html' %}\"\n---\n{{ 7 * 7 }} {% raw %}\n",
        )
        .build();
    built.check_findings(&[(
        "markdown/shortcode",
        "content/a.md:4:13",
        "`{% raw %}` does nothing",
    )]);
    let dom = built.dom("a/index.html");
    assert_eq!(dom.all("h1")[0].text(), "{{ 7 * 7 }} {% include 'base.html' %}");
    assert!(built.page("a/index.html").contains("<p>{{ 7 * 7 }} {% raw %}</p>"));
}

// ---- site.toml ----

/// Returns the hint of the only finding in these lines after the title.
#[track_caller]
fn hint(lines: &str) -> String {
    let built = site().file("site.toml", format!("{SITE_TOML}{lines}")).build();
    assert_eq!(built.findings.len(), 1, "{lines}: {:#?}", built.findings);
    built.findings[0].hint.clone().unwrap()
}

#[test]
fn a_setting_in_the_wrong_table_is_told_where_it_belongs() {
    const TABLES: [&str; 5] = ["build", "feed", "lists", "markdown", "deploy"];
    let menu = "[[menu]]\nname = \"A\"\nurl = \"/a/\"\n";
    let mut told = 0;
    for table in TABLES {
        let known = hint(&format!("[{table}]\nzzzzzzzzzz = 1\n"));
        let known = known.strip_prefix("known here: ").unwrap().to_owned();
        for key in known.split('`').skip(1).step_by(2) {
            let others = TABLES.iter().filter(|other| **other != table);
            let others = others.map(|other| format!("[{other}]\n"));
            for above in
                [String::new(), menu.to_owned(), "[topics.a]\n".into()].into_iter().chain(others)
            {
                let hint = hint(&format!("{above}{key} = 1\n"));
                assert_eq!(hint, format!("`{key}` belongs under `[{table}]`"), "{above}");
            }
            told += 1;
        }
    }
    assert_eq!(told, 14);
    assert_eq!(hint("[topics.a]\ntitle = \"A\"\n"), "known here: `name` or `description`");
}

#[test]
fn what_is_no_text_has_the_remedy_of_its_language() {
    assert_eq!(hint("author = [\"A\", \"B\"]\n"), "write one text in quotes");
    assert_eq!(hint("[author]\nname = \"A\"\n"), "write one text in quotes");
    assert!(hint("[menu]\nname = \"A\"\n").contains("`[[NAME]]`"));
    refused_line("standfirst: [a]", "field/wrong-type", 13, "if it begins with `[` or `-`");
}

#[track_caller]
fn refused_settings(text: &str, expected: &[(&str, &str, &str)]) {
    let built = site().file("site.toml", text).article("a", FINE).build();
    built.check_findings(expected);
    let disk = site().file("site.toml", text).article("a", FINE).on_disk();
    disk.run(&["build"]).exits(2);
    assert!(!disk.exists("public"));
}

#[test]
fn settings_that_cannot_be_read() {
    refused_settings(
        "title = \"Site\nbase_url = \"https://example.org/\"\n",
        &[("toml/syntax", "site.toml:1:14", "")],
    );
    refused_settings("title = Site\n", &[("toml/syntax", "site.toml:1:9", "")]);
    refused_settings("title = \"a\"\ntitle = \"b\"\n", &[("toml/syntax", "site.toml:2:1", "")]);
    site().file("site.toml", b"title = \"\xff\"").build().check_findings(&[(
        "file/encoding",
        "site.toml",
        "UTF-8",
    )]);
}

#[test]
fn settings_that_are_wrong_are_all_told_at_once() {
    refused_settings(
        "titel = \"x\"\nbase_url = \"example.org\"\nlanguage = \"?\"\ntime_zone = \"Mars\"\n[markdown]\nhtml = \"sanitise\"\nmath = \"yes\"\n[lists]\nper_page = 0\n[check]\n\"source/unsued\" = \"off\"\n\"link/broken\" = \"off\"\n[[menu]]\nname = \"x\"\n",
        &[
            ("field/unknown", "site.toml:1:1", "did you mean `title`?"),
            ("field/invalid", "site.toml:2:12", "`https://example.org/`"),
            ("field/invalid", "site.toml:3:12", "not a language tag"),
            ("field/invalid", "site.toml:4:13", "not a time zone"),
            ("field/invalid", "site.toml:6:8", "did you mean `sanitize`?"),
            ("field/wrong-type", "site.toml:7:8", "`true` or `false`"),
            ("field/invalid", "site.toml:9:12", "from 1 to 10000"),
            ("field/unknown", "site.toml:11:1", "did you mean `source/unused`?"),
            ("field/invalid", "site.toml:12:17", "is always an error"),
            ("field/missing", "site.toml:14:1", "write `url = \"/about/\"`"),
        ],
    );
}

#[test]
fn a_base_url_is_a_web_address_without_query() {
    for url in [
        "ftp://example.org/",
        "https://example.org/?x=1",
        "https://example.org/#x",
        "https://me:pw@example.org/",
        "javascript:alert(1)",
        "/repo/",
    ] {
        refused_settings(
            &format!("title = \"T\"\nbase_url = \"{url}\"\n"),
            &[("field/invalid", "site.toml:2:12", "https://user.github.io/repo/")],
        );
    }
}

#[test]
fn a_base_url_under_another_tools_name_is_not_missing_as_well() {
    refused_settings(
        "title = \"T\"\nbaseURL = \"https://example.org/\"\n",
        &[("field/unknown", "site.toml:2:1", "did you mean `base_url`?")],
    );
}

#[test]
fn no_settings_at_all() {
    let disk = DiskSite::empty();
    let run = disk.run(&["build"]).exits(2);
    assert!(run.stderr.contains("there is no `site.toml`"), "{run:#?}");
    disk.write("content/a.md", FINE);
    let run = disk.run(&["build", "--root", "."]).exits(2);
    assert!(run.stderr.contains("site.toml"), "{run:#?}");
    disk.run(&["build", "--root", "nowhere"]).exits(2);
    disk.run(&["build", "--config", "nowhere.toml"]).exits(2);
}

// ---- the previous output ----

/// Represents a site before and after a broken change: every byte and every time.
#[test]
fn after_an_error_the_previous_output_is_untouched() {
    let site = site()
        .article("a", "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n")
        .article("b", FINE)
        .template("404.html", "x");
    let disk = site.on_disk();
    disk.run(&["build"]).exits(0).silent();
    let before = disk.tree("public");
    assert!(before.contains_key("a/index.html"));
    let faults: &[(&str, &[u8], &str)] = &[
        ("content/a.md", b"---\ntitle: A\n\tx: y\n---\n", "yaml/syntax"),
        ("content/a.md", b"---\ntitle: \"A\n---\n", "yaml/syntax"),
        ("content/a.md", b"---\ntitle: A\n", "front-matter/unclosed"),
        ("content/a.md", b"", "file/empty"),
        ("content/a.md", b"---\ntitle: \xff\n---\n", "file/encoding"),
        ("content/a.md", b"---\ntitle: A\nslug: b\n---\n", "route/duplicate"),
        ("content/a.md", b"---\ntitle: A\n---\n[@nobody]\n", "citation/unknown-source"),
        ("content/a.md", b"---\ntitle: A\n---\n[x](nowhere.md)\n", "link/broken"),
        ("content/a.md", b"---\ntitle: A\ntemplate: nowhere.html\n---\n", "theme/missing-template"),
        ("templates/article.html", b"{{ nothing }}", "template/error"),
        ("templates/article.html", b"{% if", "template/syntax"),
    ];
    for (path, bytes, code) in faults {
        let disk_before = disk.exists(path).then(|| disk.read(path));
        disk.write(path, bytes);
        let run = disk.run(&["build"]).exits(1);
        assert!(
            run.stderr.contains(&format!("[{code}]"))
                && run.stderr.contains("nothing was written, and `public/` is as before"),
            "{code}: {run:#?}"
        );
        assert_eq!(disk.tree("public"), before, "{code}");
        match disk_before {
            Some(text) => disk.write(path, text),
            None => std::fs::remove_file(disk.path(path)).unwrap(),
        }
    }
    disk.write("site.toml", "title = 1\n");
    disk.run(&["build"]).exits(2);
    disk.run(&["clean"]).exits(2);
    assert_eq!(disk.tree("public"), before);
    disk.write("site.toml", SITE_TOML);
    disk.run(&["build"]).exits(0);
    assert_eq!(disk.tree("public"), before, "an unchanged site is not written again");
}

#[test]
fn all_findings_of_all_files_come_in_one_run_in_one_order() {
    let broken = || {
        site()
            .article("z", "---\ntitel: Z\n---\n[x](nowhere.md)\n\n[@nobody]\n")
            .article("a", "---\ntitle: 1\ndate: 2026-02-30\n---\n[@?: who says?]\n")
            .article("m", "---\ntitle: \"open\n---\n[y](javascript:x)\n")
            .template("article.html", "{{")
    };
    let built = broken().build();
    built.check_findings(&[
        ("field/wrong-type", "content/a.md:2:8", ""),
        ("date/invalid", "content/a.md:3:7", ""),
        ("citation/needed", "content/a.md:5:2", ""),
        ("yaml/syntax", "content/m.md:2:8", ""),
        ("link/script-url", "content/m.md:4:1", ""),
        ("field/unknown", "content/z.md:2:1", ""),
        ("link/broken", "content/z.md:4:1", ""),
        ("citation/unknown-source", "content/z.md:6:2", ""),
        ("template/syntax", "templates/article.html:1:1", ""),
    ]);
    let disk = broken().on_disk();
    let first = disk.run(&["build"]).exits(1);
    for _ in 0..5 {
        assert_eq!(disk.run(&["build"]).stderr, first.stderr);
    }
}

#[test]
fn a_broken_draft_holds_nobody_up() {
    let built = site()
        .article("a", FINE)
        .article(
            "d",
            "---\ntitle: D\ndraft: true\n---\n[x](nowhere.md) [@nobody] [y](javascript:x)\n",
        )
        .build();
    assert!(built.has("a/index.html"), "{:#?}", built.findings);
}

// ---- output folders ----

/// Builds into `output` and checks that it is refused and that nothing changes.
#[track_caller]
fn refused_output(disk: &DiskSite, output: &str, said: &str) {
    let before = disk.tree("");
    let run = disk.run(&["build", "--root", "site", "-o", output]).exits(2);
    assert!(run.stderr.contains(said), "{output}: {run:#?}");
    assert_eq!(run.stdout, "");
    assert!(disk.tree("") == before, "`{output}` was refused, but something changed");
}

#[test]
fn some_folders_are_never_an_output() {
    let disk = DiskSite::empty();
    disk.write("site/site.toml", SITE_TOML);
    disk.write("site/content/a.md", FINE);
    disk.write("site/.git/HEAD", "ref: x");
    disk.write("foreign/notes.txt", "mine");
    disk.write("file", "mine");
    for (output, said) in [
        ("site/content", "cannot be the output folder"),
        ("site/content/new", "cannot be the output folder"),
        ("site/templates", "cannot be the output folder"),
        ("site/themes/x", "cannot be the output folder"),
        ("site/static", "cannot be the output folder"),
        ("site", "cannot be the output folder"),
        (".", "cannot be the output folder"),
        ("/", "cannot be the output folder"),
        ("site/.git", "cannot be the output folder"),
        ("site/.git/x", "cannot be the output folder"),
        ("site/x/../content", "cannot be the output folder"),
        ("foreign", "--adopt"),
        ("file", "is not a folder"),
    ] {
        refused_output(&disk, output, said);
    }
    disk.write("site/site.toml", format!("{SITE_TOML}[build]\noutput_dir = \"content\"\n"));
    let run = disk.run(&["build", "--root", "site"]).exits(2);
    assert!(run.stderr.contains("cannot be the output folder"), "{run:#?}");
}

#[test]
fn home_and_what_is_above_it_are_never_an_output() {
    let disk = DiskSite::empty();
    disk.write("site/site.toml", SITE_TOML);
    disk.write("site/content/a.md", FINE);
    disk.write("home/me/notes.txt", "mine");
    for output in ["home/me", "home"] {
        let run = crate::support::run(
            disk.command(&["build", "--root", "site", "--adopt", "-o", output])
                .env("HOME", disk.path("home/me")),
        )
        .exits(2);
        assert!(run.stderr.contains("cannot be the output folder"), "{run:#?}");
    }
    assert_eq!(disk.tree("home").len(), 2);
}

#[test]
fn an_adopted_folder_keeps_every_file() {
    let disk = site()
        .article("a", FINE)
        .file("public/notes.txt", "mine")
        .file("public/a/x.txt", "mine")
        .on_disk();
    disk.run(&["build"]).exits(2);
    disk.run(&["build", "--adopt"]).exits(0);
    disk.run(&["build"]).exits(0);
    assert_eq!(
        (disk.read("public/notes.txt").as_str(), disk.read("public/a/x.txt").as_str()),
        ("mine", "mine")
    );
    assert!(disk.exists("public/a/index.html"));
}

#[test]
fn a_foreign_file_in_the_way_is_named_and_kept() {
    let disk = site().article("a", FINE).on_disk();
    disk.run(&["build"]).exits(0);
    disk.write("content/b.md", FINE);
    disk.write("public/b/index.html", "mine");
    let run = disk.run(&["build"]).exits(2);
    assert!(run.stderr.contains("b/index.html"), "{run:#?}");
    assert_eq!(disk.read("public/b/index.html"), "mine");
}

#[test]
fn one_id_for_two_places_is_an_error() {
    refused(
        "---\ntitle: T\n---\n<p id=\"x\">a</p>\n\n<p id=\"x\">b</p>\n",
        &[("anchor/duplicate", "content/a.md:6:8", "first here content/a.md")],
    );
}

#[test]
fn an_article_that_cannot_be_read_brings_no_false_findings_about_others() {
    let built = site()
        .config("[[menu]]\nname = \"Moon\"\nurl = \"/moon/\"\n")
        .file("content/sources.yaml", "- id: s\n  title: Cited only by the moon\n")
        .article("moon", "---\ntitle: a: b\n---\n## Phases\n\n[@s]\n")
        .article("tides", "See [the moon](moon.md#phases) and [again](/moon/).\n")
        .build();
    built.check_findings(&[("yaml/syntax", "content/moon.md:2:9", "a colon and a space")]);
}

#[test]
fn a_template_that_nothing_uses_is_named() {
    let built = site().article("a", "x").template("artcle.html", "never seen").build();
    built.check_findings(&[(
        "template/unused",
        "templates/artcle.html",
        "did you mean `article.html`?",
    )]);
    let used = "---\ntitle: a\ntemplate: mine.html\n---\n";
    let mine = "{% include \"_part.html\" %}";
    site()
        .article("a", used)
        .template("mine.html", mine)
        .template("_part.html", "x")
        .build()
        .clean();
}

#[test]
fn a_mistyped_value_in_a_template_gets_the_nearest() {
    refused_template(
        "{{ article.titel }}",
        &[("template/error", "templates/article.html:1:12", "did you mean `title`?")],
    );
}

#[test]
fn a_file_that_is_no_toml_at_all_does_not_fill_the_screen() {
    let built = site().file("site.toml", "not = = toml\n".repeat(300)).build();
    assert!((1..=20).contains(&built.findings.len()), "{}", built.findings.len());
    assert!(built.findings.iter().all(|finding| finding.code.name() == "toml/syntax"));
}

#[test]
fn a_value_that_is_read_as_a_comment_is_told_once() {
    let built = site()
        .file(
            "content/a.md",
            "---\ntitle: #1 reason for delays\ntopics: #transport\nimage: # later\n---\n",
        )
        .build();
    built.check_findings(&[
        ("field/missing", "content/a.md:2:8", "`title: \"#1 reason for delays\"`"),
        ("yaml/comment", "content/a.md:3:9", "`#transport`"),
    ]);
}
