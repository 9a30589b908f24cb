//! What word processors, phones and other keyboards write in place of YAML and TOML is named as what it is, and corrected;
//! dates are read as people and other tools write them.

use nutgraf::diagnostic::{Diagnostic, apply};

use crate::support::site;

/// Checks that a file has one error that says `part`, and that its first fix leaves nothing to find and gives `right`.
#[track_caller]
fn mends(path: &str, text: &str, part: &str, right: &str) {
    let base = || site().file("content/a.md", "---\ntitle: T\n---\n");
    let mut text = text.to_owned();
    for round in 0..4 {
        let found = base().file(path, text.as_str()).build().findings;
        if round == 0 {
            assert!(!found.is_empty(), "{text}");
            let said = format!("{} | {:?}", found[0].message, found[0].hint);
            assert!(said.contains(part), "{said}");
        }
        let fixes: Vec<_> = found.iter().filter_map(|finding| finding.fixes.first()).collect();
        let Some(fix) = fixes.first() else {
            assert_eq!(found, [] as [Diagnostic; 0], "{text}");
            break;
        };
        text = apply(&text, &fix.edits).unwrap();
    }
    assert_eq!(text, right);
}

/// The same for lines of front matter.
#[track_caller]
fn front(lines: &str, part: &str, right: &str) {
    let article = |lines: &str| format!("---\n{lines}\n---\nText.\n");
    mends("content/a.md", &article(lines), part, &article(right));
}

#[test]
fn a_space_that_is_none_is_named() {
    front("title:\u{a0}Heat", "a no-break space (U+00A0)", "title: Heat");
    front("title:\u{3000}Heat\nlang: en", "an ideographic space (U+3000)", "title: Heat\nlang: en");
    front("lang: en\ntitle:\u{200b}Heat", "a zero-width space (U+200B)", "lang: en\ntitle: Heat");
    front("lang: en\ntitle\u{a0}:\u{a0}Heat", "a no-break space", "lang: en\ntitle: Heat");
    front("title：Heat", "`：` (U+FF1A), a full-width colon", "title: Heat");
}

#[test]
fn items_begin_with_whatever_a_word_processor_makes_of_a_hyphen() {
    let right = "title: T\ntopics:\n  - Heat\n  - Cold";
    for (mark, part) in [
        ("– ", "`–` (U+2013), a dash"),
        ("• ", "`•` (U+2022)"),
        ("\u{f0b7} ", "(U+F0B7)"),
        ("−\u{a0}", "a minus sign"),
        ("* ", "`*`"),
        ("-\u{a0}", "a hyphen and a plain space"),
        ("-", "a hyphen and a plain space"),
        ("1. ", "in place of its number"),
    ] {
        front(&format!("title: T\ntopics:\n  {mark}Heat\n  {mark}Cold"), part, right);
    }
    front("title: T\ntopics:\n  - Heat\n  – Cold", "`–` (U+2013), a dash", right);
    front("title: T\ntopics:\n– Heat\n– Cold", "", "title: T\ntopics:\n- Heat\n- Cold");
}

#[test]
fn typographic_quotation_marks_do_not_quote() {
    front("title: “Heat: a pump”", "`“` (U+201C)", "title: \"Heat: a pump\"");
    front("title: „Heat: a pump“", "`„` (U+201E)", "title: \"Heat: a pump\"");
    front("title: «Heat: a pump»", "`«` (U+00AB)", "title: \"Heat: a pump\"");
    front("title: \"Heat”", "`”` (U+201D)", "title: \"Heat\"");
    site().article("b", "---\ntitle: “Heat” is a word\n---\nText.\n").build().clean();
}

#[test]
fn a_topic_in_typographic_quotation_marks_is_told() {
    front(
        "title: T\ntopics: [“Heat”, “Heat pumps”]",
        "begins with `“` (U+201C)",
        "title: T\ntopics: [Heat, \"Heat pumps\"]",
    );
    front("title: T\nlang: “de”", "write `de`", "title: T\nlang: de");
}

#[test]
fn text_in_brackets_is_shown_in_quotes() {
    for text in ["[Update] New figures", "{Update} New figures", "[1] Heat: more", "| Heat"] {
        let hint = format!("quotes: `title: \\\"{text}\\\"`");
        front(&format!("title: {text}"), &hint, &format!("title: \"{text}\""));
    }
}

#[test]
fn a_text_becomes_a_list_of_one_and_keeps_its_meaning() {
    let sentence = "\"Does it move heat, or make it: a pump?\"";
    front(
        &format!("title: T\ninsights: {sentence}"),
        &format!("`[{}]`", sentence.replace('"', "\\\"")),
        &format!("title: T\ninsights: [{sentence}]"),
    );
    front(
        "title: T\nsummary:\n  - Heat: it moves: always",
        "quotes: `\\\"Heat: it moves: always\\\"`",
        "title: T\nsummary:\n  - \"Heat: it moves: always\"",
    );
    let built = site().article("b", "---\ntitle: T\nauthors: \"Example, Ada\"\n---\n").build();
    let [finding] = &built.findings[..] else { panic!("{:#?}", built.findings) };
    assert!(finding.fixes.is_empty(), "it may be one name or two: {finding:#?}");
    assert!(finding.hint.as_deref().unwrap().contains("`[\"Example, Ada\"]` if it is one item"));
}

#[test]
fn quotation_marks_inside_quotation_marks_stay_inside() {
    front("title: \"He said \"yes\"\"", "", "title: 'He said \"yes\"'");
    front("title: 'It's warm'", "an apostrophe twice", "title: \"It's warm\"");
}

#[test]
fn fences_of_dashes_are_fences() {
    let right = "---\ntitle: T\n---\nText.\n";
    for text in
        ["—-\ntitle: T\n---\nText.\n", "–––\ntitle: T\n–––\nText.\n", "---\ntitle: T\n—\nText.\n"]
    {
        mends("content/a.md", text, "(U+20", right);
    }
}

#[test]
fn settings_name_what_only_looks_like_toml() {
    let right = "title = \"T\"\nbase_url = \"https://example.org/\"\n";
    for (line, part) in [
        ("title = “T”", "`“` (U+201C), a typographic quotation mark"),
        ("title = ‘T’", "`‘` (U+2018), a typographic quotation mark"),
        ("title = \"T”", "`”` (U+201D), a typographic quotation mark"),
        ("title =\u{a0}\"T\"", "a no-break space (U+00A0)"),
        ("title ＝ \"T\"", "a full-width equals sign"),
        ("title = T", "text must be in quotes"),
    ] {
        let text = right.replace("title = \"T\"", line);
        let found = site().file("site.toml", text.as_str()).build().findings;
        let [finding] = &found[..] else { panic!("{line}: {found:#?}") };
        assert!(finding.message.contains(part), "{}", finding.message);
        let fixed = apply(&text, &finding.fixes[0].edits).unwrap();
        assert_eq!(fixed, right, "{line}");
    }
    let found = site().file("site.toml", "title = \"a\u{10}b\"\n").build().findings;
    let said: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert!(said.contains(&"U+0010 is a control character, which TOML does not allow"), "{said:?}");
}

#[test]
fn every_date_of_a_feed_is_rfc_3339() {
    for (written, feed) in [
        ("2026-11-20T10:00+01:00", "2026-11-20T10:00:00+01:00"),
        ("2026-11-20 10:00:01 -0400", "2026-11-20T10:00:01-04:00"),
        ("2026-11-20 9:00 Z", "2026-11-20T09:00:00Z"),
        ("2026-11-20 10:00:00 +0000 UTC", "2026-11-20T10:00:00+00:00"),
    ] {
        let article = format!("---\ntitle: A\ndate: {written}\n---\nText.\n");
        let built = site().article("a", &article).build();
        built.clean();
        assert!(built.page("atom.xml").contains(&format!("<updated>{feed}<")), "{written}");
        assert!(built.page("feed.json").contains(&format!("\"{feed}\"")), "{written}");
    }
}

#[test]
fn dates_of_people_have_their_fix() {
    for written in ["April 3, 2020", "3. April 2020", "2020/04/03", "2020年4月3日", "“2020-04-03”"]
    {
        front(
            &format!("title: T\ndate: {written}"),
            "write `2020-04-03`",
            "title: T\ndate: 2020-04-03",
        );
    }
    let built = site().article("b", "---\ntitle: T\ndate: 03/04/2020\n---\n").build();
    let [finding] = &built.findings[..] else { panic!("{:#?}", built.findings) };
    assert!(finding.hint.as_deref().unwrap().contains("`2020-04-03` or `2020-03-04`"));
    assert_eq!(finding.fixes.len(), 2);
}
