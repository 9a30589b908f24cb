//! Lines of front matter that stand a space too far, or say in one line what belongs under two keys: each is one finding
//! with the line to write.

use crate::support::{Built, site};

fn built(lines: &str) -> Built {
    site().file("content/a.md", format!("---\ntitle: T\n{lines}\n---\nText.\n")).build()
}

/// Checks that lines, from the third of their file on, have one finding with these words.
#[track_caller]
fn told(lines: &str, code: &str, place: &str, words: &str) {
    told_in(&built(lines), code, place, words);
}

#[track_caller]
fn told_in(built: &Built, code: &str, place: &str, words: &str) {
    built.says(code, &format!("content/a.md:{place}"), words);
}

#[test]
fn a_key_a_space_too_far_is_told_with_its_line() {
    let syntax = "yaml/syntax";
    let question = "insights:\n  - question: Why?\n";
    for (below, words) in [
        ("  answer: So.", "`answer` begins after 2 spaces, `question` above it after 4"),
        ("   answer: So.", "write `    answer: So.`, with 4 spaces before it"),
        ("     answer: So.", "`answer` begins after 5 spaces"),
        ("     answer: So.\n  - question: How?\n    answer: So.", "begins after 5 spaces"),
    ] {
        told(&format!("{question}{below}"), syntax, "5:1", words);
    }
    told("lang: en\n date: 2026-01-01", syntax, "4:1", "write `date: 2026-01-01`");
    told("topics: [a]\n lang: en\ndate: 2026-01-01", syntax, "4:1", "with no space before it");
}

#[test]
fn a_footnote_that_has_the_name_of_a_source_is_told_with_the_citation() {
    let article = "---\ntitle: T\nsources:\n  - id: minutes\n    title: M\n---\nText [^minutes] [@minutes].\n";
    let built = site().file("content/a.md", article).build();
    told_in(&built, "note/undefined", "7:6", "write `[@minutes]` to cite the source");
}

#[test]
fn a_text_that_begins_with_a_quotation_is_told_with_the_whole_line() {
    told(
        "summary_by: \"Yes\", says the mayor.",
        "yaml/syntax",
        "3:18",
        "`summary_by: '\"Yes\", says the mayor.'`",
    );
    told("summary_by: 'Yes', he says", "yaml/syntax", "3:18", "`summary_by: \"'Yes', he says\"`");
}

#[test]
fn an_update_that_begins_with_its_day_is_told_with_its_keys() {
    let wrong = "field/wrong-type";
    for line in [
        "  - 2026-11-20: The cost was wrong.",
        "  - Nov 20, 2026: The cost was wrong.",
        "  - 2026-11-20 The cost was wrong.",
    ] {
        let words = "write `- date: 2026-11-20`, and below it, two spaces further in, `note: \"The cost was wrong.\"`";
        told(&format!("updates:\n{line}"), wrong, "4:5", words);
    }
    told("date: 2025-03-01\nupdates:\n  - Nov 20: Text.", wrong, "5:5", "`- date: 2025-11-20`");
}

#[test]
fn addresses_in_the_place_of_sources_are_told() {
    let of = |lines: &str, text: &str| {
        site()
            .file("content/a.md", format!("---\ntitle: T\nsources:\n{lines}\n---\n{text}\n"))
            .build()
    };
    let untitled = "source/untitled";
    let cited = of("  - https://www.example.org/town-minutes", "Text [@minutes-2026].");
    told_in(&cited, untitled, "4:5", "`- id: minutes-2026`");
    let named = of("  - The minutes, https://www.example.org/a", "Text.");
    told_in(&named, "field/wrong-type", "4:5", "`title: \"The minutes\"`");
    let keyed = of("  - council: https://www.example.org/a", "Text [@council].");
    told_in(&keyed, "field/unknown", "4:5", "`- id: council`");
    // Whether the address is what is meant, only the author knows.
    let meant = "citation/unknown-source";
    let only = of("  - https://www.example.org/a", "Text [@council].");
    only.check_findings(&[
        (untitled, "content/a.md:4:5", "`- id: example-a`"),
        (meant, "content/a.md:6:7", "give that the id `council`"),
    ]);
    let two = of("  - https://www.example.org/a\n  - https://www.example.org/b", "Text [@x].");
    two.check_findings(&[
        (untitled, "content/a.md:4:5", "`- id: example-a`"),
        (untitled, "content/a.md:5:5", "`- id: example-b`"),
        (meant, "content/a.md:7:7", "give that the id `x`"),
    ]);
}

#[test]
fn a_key_without_its_colon_spoils_nothing_else() {
    let syntax = "yaml/syntax";
    told("date: 2026-01-01\nsummary\n  - One point.", syntax, "4:1", "write `summary:`");
    told("date: 2026-01-01\nsome words\nlang: en", syntax, "4:1", "this line has no key");
    told("lang: en\nauthors\n- Ada", syntax, "4:1", "there is no colon after `authors`");
    told(
        "insights:\n\t- question: a?\n\t  answer: A\nrelated: []",
        syntax,
        "4:1",
        "two for each tab",
    );
}

#[test]
fn a_tab_before_one_item_spoils_none_of_the_others() {
    let lines = "insights:\n\t- question: Why?\n    answer: So.\n  - question: How?\n    answer: Well.\nrelated: []";
    told(lines, "yaml/syntax", "4:1", "two for each tab");
    let lines =
        "insights:\n  - question: Why?\n    answer: So.\n\t- question: How?\n    answer: Well.";
    told(lines, "yaml/syntax", "6:1", "two for each tab");
}

#[test]
fn a_key_of_an_item_that_stands_outside_of_it_is_told_with_its_place() {
    let lines = "sources:\n  - id: a\ntitle: A";
    let built = built(lines);
    built.check_findings(&[
        ("source/unused", "content/a.md:4:9", "`a` is never cited"),
        ("yaml/duplicate-key", "content/a.md:5:1", "`title` stands outside of the list above it"),
    ]);
    assert!(built.findings[1].hint.as_ref().unwrap().contains("write 4 spaces before it"));
    let lines = "updates:\n- date: 2026-01-01\n  note: A\nkind: correction";
    told(lines, "field/unknown", "6:1", "`kind` belongs to an item of `updates`");
    let lines = "insights:\n  - question: Why?\nanswer: So.";
    told(lines, "field/unknown", "5:1", "`answer` belongs to an item of `insights`");
    // Brackets leave nothing out, and a list that is whole misses nothing.
    let lines = "insights: [{question: Why?}]\ntitle: A";
    told(lines, "yaml/duplicate-key", "4:1", "keep one of them");
}

#[test]
fn names_that_others_use_are_known_in_any_case() {
    let unknown = "field/unknown";
    told("Q: Is it so?", unknown, "3:1", "write `insights:`");
    told("bibliography: refs.bib", unknown, "3:1", "list each source under `sources:`");
    let built = built("insights:\n  - Q: Is it so?\n    A: It is.");
    built.check_findings(&[
        (unknown, "content/a.md:4:5", "unknown key `Q`"),
        (unknown, "content/a.md:5:5", "unknown key `A`"),
    ]);
    let said = |n: usize| built.findings[n].hint.clone().unwrap_or_default();
    assert!(said(0).contains("`question`") && said(1).contains("`answer`"));
    for key in ["year", "Issued", "pubdate"] {
        let lines = format!("sources:\n  - id: a\n    title: A\n    {key}: 2020\nextra: {{}}");
        let hint = "did you mean `published`?";
        let built = self::built(&lines);
        assert!(built.findings.iter().any(|it| it.hint.as_deref() == Some(hint)), "{key}");
    }
}

#[test]
fn an_item_without_its_dash_or_with_a_dash_elsewhere_is_told() {
    let sources = "sources:\n  - id: a\n    title: A\n    url: https://a.example\n";
    let lines = format!("{sources}    id: b\n    title: B\nrelated: []");
    let built = built(&lines);
    built.check_findings(&[
        ("source/unused", "content/a.md:4:9", ""),
        ("yaml/duplicate-key", "content/a.md:7:5", "a second `id` begins here"),
        ("source/unused", "content/a.md:7:9", ""),
    ]);
    let edit = &built.findings[1].fixes[0].edits[0];
    assert_eq!(
        (edit.text.as_str(), edit.span.slice(&format!("---\ntitle: T\n{lines}"))),
        ("- ", "  ")
    );
    let questions = "insights:\n  - question: Why?\n    answer: So.\n";
    let words = "write `  - question: How?`, with 2 spaces before the `-`";
    let below = "- question: How?\n    answer: So.\nrelated: []";
    told(&format!("{questions}{below}"), "yaml/syntax", "6:1", words);
    let below = "    - question: How?\n      answer: So.\nrelated: []";
    let words = "this `-` begins after 4 spaces, that of the item above it after 2";
    told(&format!("{questions}{below}"), "yaml/syntax", "6:5", words);
    told(&format!("{questions}   - question: How?"), "yaml/syntax", "6:4", "after 3 spaces");
}

#[test]
fn what_is_no_list_or_no_anchor_is_told_as_it_is_meant() {
    let list = "field/wrong-type";
    told("authors: By Ada and Bo Bee", list, "3:10", "else `[Ada, Bo Bee]`");
    told("authors: Ada & Bo", list, "3:10", "else `[Ada, Bo]`");
    told("authors: By Ada", "field/invalid", "3:10", "write `Ada`");
    told("authors: [By Ada]", "field/invalid", "3:11", "write `Ada`");
    let question = "insights:\n  - question: Why?\n    ";
    let invalid = "field/invalid";
    told(
        &format!("{question}see: What they found"),
        invalid,
        "5:10",
        "`see: \"#what-they-found\"`",
    );
    told(&format!("{question}open: true"), invalid, "5:11", "a question alone is open");
}
