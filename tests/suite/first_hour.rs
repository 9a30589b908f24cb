//! What newcomers write in their first hour: each mistake is one finding that says what to write, or is read as it is
//! meant.

use crate::support::{Built, DiskSite, site};

/// Checks that an article has one finding at a place, and that its hint, or its message, has these words.
#[track_caller]
fn told(article: &str, code: &str, place: &str, words: &str) {
    says(
        &site().file("content/a.md", article).build(),
        code,
        &format!("content/a.md:{place}"),
        words,
    );
}

#[track_caller]
fn says(built: &Built, code: &str, place: &str, words: &str) {
    built.check_findings(&[(code, place, "")]);
    let finding = built.findings.first().expect("there is one finding");
    let said = format!("{} {}", finding.message, finding.hint.as_deref().unwrap_or_default());
    assert!(said.contains(words), "{said}");
}

/// The same for lines of front matter, from the third of the file on.
#[track_caller]
fn told_front(lines: &str, code: &str, place: &str, words: &str) {
    told(&format!("---\ntitle: T\n{lines}\n---\nText.\n"), code, place, words);
}

/// The same for settings below the title.
#[track_caller]
fn told_settings(settings: &str, code: &str, place: &str, words: &str) {
    let built = site().file("site.toml", settings).build();
    says(&built, code, &format!("site.toml:{place}"), words);
}

#[test]
fn front_matter_in_another_shape_is_known() {
    let missing = "front-matter/missing";
    told(
        "title: T\ndate: 2026-01-01\n\nText.\n",
        missing,
        "1:1",
        "above this one, and another below the last key (line 2",
    );
    told("title = \"T\"\n\nText.\n", missing, "1:1", "then `title: \"T\"`");
    told("```yaml\ntitle: T\n```\n\nText.\n", missing, "1:1", "in a box for code");
    told("```\n---\ntitle: T\n---\n```\n\nText.\n", missing, "1:1", "remove this line");
    told("----\ntitle: T\n----\nText.\n", missing, "1:1", "4 hyphens");
    told("{\\rtf1\\ansi {\\b title}}\n\n{\\b [@x]}\n", missing, "1:1", "save it as plain text");
    told("---\ntitle: T\ndate: 2026-01-01\n\nText.\n", "front-matter/unclosed", "1:1", "(line 3");
    told("---\n\ttitle: T\nlang: en\n---\n", "yaml/syntax", "2:1", "indent with spaces");
}

#[test]
fn a_quotation_mark_inside_a_text_is_told_with_the_text() {
    told(
        "---\ntitle: \"The \"fast\" bus\"\n---\n",
        "yaml/syntax",
        "2:14",
        "write `title: 'The \"fast\" bus'`",
    );
    told("---\ntitle: 'it's so'\n---\n", "yaml/syntax", "2:12", "write `title: \"it's so\"`");
}

#[test]
fn a_key_that_is_only_misspelt_is_not_missing_too() {
    told("---\nTitle: T\n---\n", "field/unknown", "2:1", "did you mean `title`?");
    told_settings(
        "Title = \"T\"\nbase_url = \"https://example.org/\"\n",
        "field/unknown",
        "1:1",
        "`title`",
    );
    let menu = "title = \"T\"\nbase_url = \"https://example.org/\"\n[[menu]]\nlabel = \"A\"\nurl = \"/topics/\"\n";
    told_settings(menu, "field/unknown", "4:1", "did you mean `name`?");
}

#[test]
fn dates_are_told_with_what_is_wrong() {
    let invalid = "date/invalid";
    told_front("date: 2026-11-31", invalid, "3:7", "November has 30 days");
    told_front("date: 2026-02-30", invalid, "3:7", "February 2026 has 28 days");
    told_front("date: 2026-13-01", invalid, "3:7", "`01` to `12`");
    told_front("date: 2026-11-23 9:30pm", invalid, "3:7", "write `2026-11-23T21:30+01:00`");
    told_front("date: 2026-11-23 12 a.m.", invalid, "3:7", "write `2026-11-23T00:00+01:00`");
}

#[test]
fn an_alias_is_a_path() {
    let alias = "aliases: [\"https://example.org/old/\"]";
    told_front(alias, "slug/invalid", "3:11", "write `/old/`");
}

#[test]
fn lists_are_shown_with_their_first_key() {
    let wrong = "field/wrong-type";
    told_front("insights:\n  question: Why?\n  answer: So.", wrong, "4:3", "as in `- question: …`");
    told_front("insights:\n  Why?\n  How?", wrong, "4:3", "begin each line");
    told_front("sources: https://www.example.org/a", wrong, "3:10", "`- id: example`");
    told_front("sources:\n  - https://example.org/a", wrong, "4:5", "`url: https://example.org/a`");
    told_front("sources:\n  who:\n    title: W", wrong, "4:3", "the first with `- id: who`");
    told_front("sources:\n  id: who\n  title: W", wrong, "4:3", "as in `- id: …`");
    let apart = "insights:\n  - question: Why?\n  - answer: So.";
    told_front(apart, "field/missing", "5:5", "two spaces in place of `- `");
}

#[test]
fn the_shared_list_may_stand_below_its_name() {
    let built = site()
        .file("content/sources.yaml", "sources:\n  - id: a\n    title: A\n")
        .article("x", "Text [@a].")
        .build();
    built.clean();
    let bib = site().file("content/refs.bib", "@book{a}\n").article("x", "Text.").build();
    says(&bib, "file/not-published", "content/refs.bib", "`content/sources.yaml`");
}

#[test]
fn settings_are_told_as_toml_has_them() {
    let base = "base_url = \"https://example.org/\"\n";
    let syntax = "toml/syntax";
    told_settings(&format!("title: My site\n{base}"), syntax, "1:6", "write `title = \"My site\"`");
    told_settings(&format!("title: \"T\"\n{base}"), syntax, "1:6", "write `title = \"T\"`");
    told_settings(
        &format!("title = \"T\"\ntitle = \"U\"\n{base}"),
        syntax,
        "2:1",
        "`title` is set twice",
    );
    let tables = format!("title = \"T\"\n{base}[build]\n[build]\n");
    told_settings(&tables, syntax, "4:2", "`[build]` is there twice");
    let hosts = format!("title = \"T\"\n{base}[markdown]\nembed_hosts = \"www.example.org\"\n");
    told_settings(&hosts, "field/wrong-type", "4:15", "`[\"www.example.org\"]`");
    for (address, meant) in [
        ("desk.example.org", "`https://desk.example.org/`"),
        ("https://example.org/a/index.html", "`https://example.org/a/`"),
    ] {
        let settings = format!("title = \"T\"\nbase_url = \"{address}\"\n");
        told_settings(&settings, "field/invalid", "2:12", meant);
    }
}

#[test]
fn settings_under_another_name_are_named() {
    let there = |name: &str, remedy: &str| {
        let folder = DiskSite::empty();
        folder.write(name, "title = \"T\"\n");
        for args in [&["build"][..], &["build", "--root", "."]] {
            let run = folder.run(args).exits(2);
            assert!(run.stderr.contains(&format!("there is `{name}`; {remedy}")), "{run:#?}");
        }
    };
    there("site.toml.txt", "rename it to `site.toml`");
    there("config.toml", "rename it");
    there("site.yaml", "nutgraf reads `site.toml`");
}

#[test]
fn commands_that_are_nearly_right_are_told() {
    let folder = DiskSite::empty();
    for (args, words) in [
        (&["build", "--watch"][..], "`nutgraf serve`"),
        (&["build", "my-site"], "`nutgraf build --root my-site`"),
        (&["init", "my", "site"], "`nutgraf init \"my site\"`"),
        (&["help", "init"], "`nutgraf init --help`"),
        (&["build", "--now", "tomorrow"], "such as `2026-11-23`"),
    ] {
        let run = folder.run(args).exits(2);
        assert!(run.stderr.contains(words), "{run:#?}");
    }
    let listed = folder.run(&["explain", "citation"]).exits(0).silent().stdout;
    assert!(listed.contains("citation/unmarked") && !listed.contains("link/"), "{listed}");
    let site = site().article("a", "---\ntitle: A\n---\n").on_disk();
    let built = site.run(&["-C", ".", "build"]).exits(0);
    assert!(built.stdout.contains("1 article without `date`, and so in no feed"), "{built:#?}");
}
