//! Fixes: a program can apply each "did you mean". An applied fix removes its finding and causes no other; if it is not
//! known which bytes are wrong, there is no fix.

use std::collections::BTreeMap;

use nutgraf::diagnostic::{Diagnostic, Safety, apply};

use crate::support::{DiskSite, SITE_TOML, site};

/// The files of a site, by path.
type Sources = BTreeMap<String, String>;

fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::from([("site.toml".to_owned(), SITE_TOML.to_owned())]);
    sources.extend(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    sources
}

fn findings(sources: &Sources) -> Vec<Diagnostic> {
    sources
        .iter()
        .fold(site(), |site, (path, text)| site.file(path, text.as_str()))
        .build()
        .findings
}

/// Checks that the only finding in these files has one fix, of this safety, that turns `wrong` into `right` in one of
/// them, and that nothing is found afterwards.
#[track_caller]
fn mends(files: &[(&str, &str)], safety: Safety, wrong: &str, right: &str) {
    let mut sources = sources(files);
    let found = findings(&sources);
    let [finding] = &found[..] else { panic!("one finding, not {found:#?}") };
    let [fix] = &finding.fixes[..] else { panic!("one fix: {finding:#?}") };
    let [edit] = &fix.edits[..] else { panic!("one edit: {fix:#?}") };
    assert_eq!((fix.safety, &*edit.text), (safety, right), "{fix:#?}");
    let text = sources.get_mut(edit.path.as_str()).unwrap();
    assert_eq!(edit.span.slice(text), wrong, "{fix:#?}");
    *text = apply(text, &fix.edits).unwrap();
    assert_eq!(findings(&sources), [], "{sources:#?}");
}

/// Checks that the findings in these files have hints, but no fixes.
#[track_caller]
fn has_none(files: &[(&str, &str)]) {
    let found = findings(&sources(files));
    assert!(!found.is_empty());
    for finding in &found {
        assert!(finding.hint.is_some() && finding.fixes.is_empty(), "{finding:#?}");
    }
}

/// An article with these lines of front matter.
fn front(lines: &str) -> String {
    format!("---\ntitle: T\n{lines}\n---\nText.\n")
}

/// An article with this text, which may cite `iea` and has a section `inside`.
fn body(text: &str) -> String {
    let sources = "sources:\n  - {id: iea, title: Heat}";
    format!("---\ntitle: T\n{sources}\n---\n{text}\n\nIt says so. [@iea]\n\n## Inside\n")
}

fn settings(lines: &str) -> String {
    format!("{SITE_TOML}{lines}\n")
}

const OTHER: &str = "---\ntitle: Other\n---\n\n## Part\n";

#[test]
fn keys_of_the_front_matter() {
    for (line, safety, wrong, right) in [
        ("standfrist: It moves.", Safety::Unsafe, "standfrist", "standfirst"),
        ("\"standfrist\": It moves.", Safety::Unsafe, "standfrist", "standfirst"),
        ("'standfrist': It moves.", Safety::Unsafe, "standfrist", "standfirst"),
        ("Standfirst: It moves.", Safety::Safe, "Standfirst", "standfirst"),
        ("description: It moves.", Safety::Safe, "description", "standfirst"),
    ] {
        mends(&[("content/a.md", &front(line))], safety, wrong, right);
    }
}

#[test]
fn a_key_is_not_written_where_it_already_is() {
    has_none(&[("content/a.md", &front("standfirst: It moves.\nstandfrist: It rests."))]);
    let found = findings(&sources(&[(
        "content/a.md",
        &front("standfrist: It moves.\nstandfirts: It rests."),
    )]));
    let fixes: Vec<usize> = found.iter().map(|finding| finding.fixes.len()).collect();
    assert_eq!(fixes, [1, 0], "only one of two keys can become it");
}

#[test]
fn words_of_which_one_is_to_be_chosen() {
    let update = |kind: &str| {
        front(&format!("updates:\n  - {{date: 2026-03-02, note: New., kind: {kind}}}"))
    };
    let checked = |kind: &str, safety, wrong| {
        mends(&[("content/a.md", &update(kind))], safety, wrong, "update");
    };
    checked("updaet", Safety::Unsafe, "updaet");
    checked("\"updaet\"", Safety::Unsafe, "updaet");
    checked("Update", Safety::Safe, "Update");
    // With an escape in it, it is not known which bytes are wrong.
    has_none(&[("content/a.md", &update("\"upda\\x65t\""))]);
}

#[test]
fn settings_and_codes() {
    for (lines, safety, wrong, right) in [
        ("auhtor = \"Ada\"", Safety::Unsafe, "auhtor", "author"),
        ("timezone = \"UTC\"", Safety::Safe, "timezone", "time_zone"),
        ("[markdown]\nhtml = \"alow\"", Safety::Unsafe, "alow", "allow"),
        ("[check]\n\"source/unsued\" = \"off\"", Safety::Unsafe, "source/unsued", "source/unused"),
        // A code needs quotes, and a mistyped one may have none.
        ("[check]\nsource-unused = \"off\"", Safety::Unsafe, "source-unused", "\"source/unused\""),
        ("[theme_options]\nacent = \"#00625c\"", Safety::Unsafe, "acent", "accent"),
        ("[theme_options]\n\"acent\" = \"#00625c\"", Safety::Unsafe, "acent", "accent"),
        ("[[menu]]\nname = \"O\"\nurl = \"othre.md#part\"", Safety::Unsafe, "othre.md", "other.md"),
        ("[[menu]]\nname = \"O\"\nurl = \"other.md#prat\"", Safety::Unsafe, "prat", "part"),
        ("[[menu]]\nname = \"O\"\nurl = \"/soruces/\"", Safety::Unsafe, "/soruces/", "/sources/"),
    ] {
        let lines = settings(lines);
        mends(&[("site.toml", &lines), ("content/other.md", OTHER)], safety, wrong, right);
    }
    // There is already a title.
    has_none(&[("site.toml", &settings("titel = \"T\""))]);
}

#[test]
fn a_choice_of_a_theme() {
    let theme = "extends = \"default\"\n[options.width]\nkind = \"choice\"\nchoices = [\"narrow\", \"wide\"]\ndefault = \"wide\"\n";
    let with = |lines: &str| settings(&format!("theme = \"mine\"\n[theme_options]\n{lines}"));
    let files = |settings: &str, safety, wrong| {
        let files = [("site.toml", settings), ("themes/mine/theme.toml", theme)];
        mends(&files, safety, wrong, "narrow");
    };
    files(&with("width = \"narow\""), Safety::Unsafe, "narow");
    files(&with("width = 'Narrow'"), Safety::Safe, "Narrow");
}

#[test]
fn the_name_of_a_theme() {
    let lines = settings("theme = \"defualt\"");
    mends(&[("site.toml", &lines)], Safety::Unsafe, "defualt", "default");
    let lines = settings("theme = \"mine\"");
    let files =
        [("site.toml", &*lines), ("themes/mine/theme.toml", "name = 'x'\nextends = 'Default'\n")];
    mends(&files, Safety::Safe, "Default", "default");
}

#[test]
fn links_and_their_anchors() {
    for (text, safety, wrong, right) in [
        ("[A](othre.md)", Safety::Unsafe, "othre.md", "other.md"),
        ("[othre.md](othre.md)", Safety::Unsafe, "othre.md", "other.md"),
        ("[A](<othre.md#part> \"Title\")", Safety::Unsafe, "othre.md", "other.md"),
        ("[A](Other.md)", Safety::Safe, "Other.md", "other.md"),
        ("[A](other)", Safety::Safe, "other", "other.md"),
        ("[A](other.md#prat)", Safety::Unsafe, "prat", "part"),
        ("[A](#insdie)", Safety::Unsafe, "insdie", "inside"),
        ("[A](/soruces/?all)", Safety::Unsafe, "/soruces/", "/sources/"),
        ("<a href=\"othre.md\">A</a>", Safety::Unsafe, "othre.md", "other.md"),
        ("![What it shows](chrat.svg)", Safety::Unsafe, "chrat.svg", "chart.svg"),
        ("![What it shows](Chart.svg)", Safety::Safe, "Chart.svg", "chart.svg"),
    ] {
        let body = body(text);
        let mut files = vec![
            ("content/a.md", &*body),
            ("content/other.md", OTHER),
            (
                "content/chart.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>",
            ),
        ];
        // A file that nothing refers to is another finding.
        if !text.starts_with('!') {
            files.pop();
        }
        mends(&files, safety, wrong, right);
    }
}

#[test]
fn links_of_the_front_matter() {
    for (line, wrong, right) in [
        ("related: [othre.md]", "othre.md", "other.md"),
        ("related: [\"othre.md\"]", "othre.md", "other.md"),
        ("insights:\n  - {question: Why?, see: \"other.md#prat\"}", "prat", "part"),
        (
            "insights:\n  - {question: Why?, answer: \"See [it](othre.md).\"}",
            "othre.md",
            "other.md",
        ),
        (
            "insights:\n  - question: Why?\n    answer: |\n      See\n      [it](othre.md).",
            "othre.md",
            "other.md",
        ),
        ("template: artcle.html", "artcle.html", "article.html"),
        ("template: \"artcle.html\"", "artcle.html", "article.html"),
    ] {
        let files = [("content/a.md", &*front(line)), ("content/other.md", OTHER)];
        mends(&files, Safety::Unsafe, wrong, right);
    }
}

#[test]
fn there_is_no_fix_where_the_bytes_are_not_known() {
    for text in [
        // The address is somewhere else.
        "[A][b]\n\n[b]: othre.md",
        // It is written with an escape.
        "[A](oth&#114;e.md)",
        "[A](o\\_thre.md)",
    ] {
        has_none(&[("content/a.md", &*body(text)), ("content/other.md", OTHER)]);
    }
    // A folded text has its line breaks in other places.
    let folded =
        front("insights:\n  - question: Why?\n    answer: >\n      See\n      [it](othre.md).");
    has_none(&[("content/a.md", &*folded), ("content/other.md", OTHER)]);
    // In quotes with an escape.
    let quoted = front("insights:\n  - {question: Why?, answer: \"\\x53ee [it](othre.md).\"}");
    has_none(&[("content/a.md", &*quoted), ("content/other.md", OTHER)]);
}

#[test]
fn what_would_have_to_be_escaped_is_not_written() {
    let files = [("content/a.md", &*body("[A](<the othre.md>)")), ("content/the other.md", OTHER)];
    has_none(&files);
}

#[test]
fn what_newcomers_write() {
    let below = "The town will decide in May, and then it will build.";
    for (text, wrong, right) in [
        ("[x](https://example.org ‘So’)", "https://example.org ‘So’", "https://example.org \"So\""),
        (
            &format!("**What happens next**\n\n{below}"),
            "**What happens next**",
            "## What happens next",
        ),
        (
            &format!("**What happens next**\n{below}"),
            "**What happens next**",
            "## What happens next\n",
        ),
        ("1987. That was the year.", "", "\\"),
        ("Text \\[@iea\\].", "\\[@iea\\]", "[@iea]"),
        ("Text [^iea].", "[^iea]", "[@iea]"),
    ] {
        mends(&[("content/a.md", &body(text))], Safety::Unsafe, wrong, right);
    }
    for (lines, wrong, right) in [
        ("lang: en\n date: 2026-03-02", " ", ""),
        (
            "updates:\n  - 2026-03-02: It was wrong.",
            "2026-03-02: It was wrong.",
            "date: 2026-03-02\n    note: \"It was wrong.\"",
        ),
    ] {
        mends(&[("content/a.md", &front(lines))], Safety::Unsafe, wrong, right);
    }
}

#[test]
fn ids_of_sources() {
    let more = |mark: &str| body(&format!("Heat. {mark}"));
    for (mark, safety, wrong) in [
        ("[@iae]", Safety::Unsafe, "iae"),
        ("[@iea; @iae, p. 4]", Safety::Unsafe, "iae"),
        ("[@IEA]", Safety::Safe, "IEA"),
    ] {
        mends(&[("content/a.md", &more(mark))], safety, wrong, "iea");
    }
}

#[test]
fn the_spelling_of_topics() {
    for (topic, wrong) in
        [("[heat-pumps]", "heat-pumps"), ("[Other, \"heat-pumps\"]", "heat-pumps")]
    {
        let files = [
            ("content/a.md", &*front("topics: [Heat pumps]")),
            ("content/b.md", &*front(&format!("topics: {topic}"))),
        ];
        mends(&files, Safety::Safe, wrong, "Heat pumps");
    }
    // It would need quotes.
    let files = [
        ("content/a.md", &*front("topics: [\"Heat: pumps\"]")),
        ("content/b.md", &*front("topics: [heat-pumps]")),
    ];
    has_none(&files);
}

#[test]
fn names_in_templates() {
    let page = |text: &str, wrong, right| {
        let files = [("content/a.md", OTHER), ("templates/article.html", text)];
        mends(&files, Safety::Unsafe, wrong, right);
    };
    page("{{ article.titel }}", "titel", "title");
    page("{% extends \"default/artcle.html\" %}", "default/artcle.html", "default/article.html");
}

#[test]
fn machines_get_fixes_and_other_places() {
    let disk = DiskSite::empty();
    disk.write("site.toml", SITE_TOML);
    disk.write("content/a.md", "---\ntitle: Ü\ntopics: [Heat pumps]\n---\nSee [é](othre.md).\n");
    disk.write("content/other.md", "---\ntitle: Other\ntopics: [heat-pumps]\n---\nText.\n");
    let run = disk.run(&["build", "--format", "json"]).exits(1);
    let findings: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |code: &str| findings.iter().find(|finding| finding["code"] == code).unwrap();
    assert_eq!(
        of("link/broken")["fixes"],
        serde_json::json!([{
            "title": "write `other.md`",
            "safety": "unsafe",
            "edits": [{
                "file": "content/a.md",
                "start": {"line": 5, "column": 9},
                "end": {"line": 5, "column": 17},
                "bytes": {"start": 48, "end": 56},
                "text": "other.md",
            }],
        }])
    );
    let topic = of("topic/spelling");
    assert_eq!(topic["fixes"][0]["safety"], "safe");
    assert_eq!(topic["related"][0]["file"], "content/a.md");
    assert_eq!(topic["related"][0]["start"], serde_json::json!({"line": 3, "column": 10}));
    // A finding from the cache has its fixes.
    let again = disk.run(&["build", "--format", "json"]).exits(1);
    assert_eq!(again.stdout, run.stdout);
}
