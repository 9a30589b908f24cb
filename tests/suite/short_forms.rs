//! Short forms of lists in the front matter: the site is the same, byte for byte, as with the long ones; what may mean two
//! things is told. Those of sources are in `short_sources`.

use nutgraf::diagnostic::apply;

use crate::support::{Built, site};

fn built(lines: &str) -> Built {
    let article =
        format!("---\ntitle: T\nsources: [{{id: a, title: A}}]\n{lines}\n---\nText [@a].\n");
    site().article("b", "Text.").article("c", "Text.").file("content/x.md", article).build()
}

/// Checks that both lines make the same site.
#[track_caller]
fn same(short: &str, long: &str) {
    let (short_site, long_site) = (built(short), built(long));
    long_site.clean();
    short_site.clean();
    assert!(short_site.outputs == long_site.outputs, "{short} is not {long}");
}

/// Checks that a line, the fourth of its file, has one finding, which says this.
#[track_caller]
fn told(lines: &str, code: &str, place: &str, words: &str) {
    built(lines).says(code, &format!("content/x.md:{place}"), words);
}

/// Checks what the fix of the only finding makes of these lines, after which nothing is found.
#[track_caller]
fn mended(lines: &str, expected: &str) {
    let found = built(lines).findings;
    let [finding] = &found[..] else { panic!("one finding, not {found:#?}") };
    let [fix] = &finding.fixes[..] else { panic!("one fix: {finding:#?}") };
    let before = "---\ntitle: T\nsources: [{id: a, title: A}]\n";
    let text = apply(&format!("{before}{lines}\n"), &fix.edits).unwrap();
    let right = text.strip_prefix(before).unwrap().trim_end().to_owned();
    assert_eq!(right, expected);
    built(&right).clean();
}

#[test]
fn a_list_of_one_needs_no_brackets() {
    same("topics: Heat", "topics: [Heat]");
    same("aliases: /old/", "aliases: [/old/]");
    same("related: b.md", "related: [b.md]");
    same("authors: Ada Lovelace", "authors: [Ada Lovelace]");
    same("authors: {name: Ada, role: editor}", "authors: [{name: Ada, role: editor}]");
    same("authors:\n  name: Ada\n  role: editor", "authors:\n  - name: Ada\n    role: editor");
    same("summary: It moves heat. [@a]", "summary: [\"It moves heat. [@a]\"]");
    same("summary: It moves\n  heat.", "summary: [It moves heat.]");
    same("allow: {code: source/none, reason: x}", "allow: [{code: source/none, reason: x}]");
}

#[test]
fn commas_divide_topics_and_paths() {
    for short in [
        "topics: Heat, Water",
        "topics: Heat, Water,",
        "topics: \"Heat, Water\"",
        "topics: Heat,Water",
    ] {
        same(short, "topics: [Heat, Water]");
    }
    same("topics: Heat,\n  Water", "topics: [Heat, Water]");
    same("topics: Heat, \"Water\"", "topics: [Heat, Water]");
    same("topics: Heat, 2026", "topics: [Heat, \"2026\"]");
    same("topics: 1,000 Islands", "topics: [\"1,000 Islands\"]");
    same("aliases: /old/, /a,b/", "aliases: [/old/, \"/a,b/\"]");
    same("related: b.md, c.md", "related: [b.md, c.md]");
    // In brackets, a topic may have a comma in its name.
    same("topics: [\"Heat, Water\"]", "topics:\n  - Heat, Water");
    told("topics: Heat, #Water", "yaml/comment", "4:15", "as a comment");
    told("related: b.md, d.md", "link/broken", "4:16", "`content/d.md`");
    told("aliases: /old/, https://example.org/x/", "slug/invalid", "4:17", "write `/x/`");
}

#[test]
fn other_signs_between_items_are_told() {
    let spelling = "topic/spelling";
    told("topics: Heat; Water", spelling, "4:9", "write commas: `Heat, Water`");
    told("topics: [Heat; Water]", spelling, "4:10", "write commas: `Heat, Water`");
    told("topics: Heat / Water", spelling, "4:9", "`[\"Heat / Water\"]`");
    mended("topics: Heat; Water", "topics: Heat, Water");
    mended("topics: [Heat; Water; Air]", "topics: [Heat, Water, Air]");
    mended("topics:\n  - Heat; Water", "topics:\n  - Heat\n  - Water");
    mended("topics: Heat | Water", "topics: \"Heat, Water\"");
    built("topics: [Heat / Water]").clean();
    built("topics: [R&amp;D]").clean();
    told("aliases: /a/ /b/", "field/invalid", "4:10", "`aliases: /a/, /b/`");
    told("related: b.md c.md", "field/invalid", "4:10", "`related: b.md, c.md`");
    told("topics: 2026", "field/wrong-type", "4:9", "quote it");
}

#[test]
fn tags_in_the_text_are_told() {
    let article = site().article("x", "Text.\n\n#energy #heat-pumps\n\nMore.");
    let words = "write `topics: energy, heat pumps`";
    article.build().says("markdown/unread", "content/x.md:6:1", words);
    site().article("x", "#energy\n\nText.").build().clean();
}

#[test]
fn names_with_a_comma_may_be_one_or_several() {
    let wrong = "field/wrong-type";
    let both = "`[\"Lovelace, Ada\"]` if it is one item, else `[Lovelace, Ada]`";
    told("authors: Lovelace, Ada", wrong, "4:10", both);
    told("authors: Ada and Charles", wrong, "4:10", "else `[Ada, Charles]`");
    told("authors: Ada; Charles", wrong, "4:10", "else `[Ada, Charles]`");
    told("authors: {Ada: editor}", wrong, "4:11", "begin each item with `- `");
    told("authors: By Ada Lovelace", "field/invalid", "4:10", "write `Ada Lovelace`");
}

#[test]
fn a_block_of_text_is_no_list_of_anything_but_key_points() {
    let wrong = "field/wrong-type";
    told("topics: |\n  - Heat\n  - Water", wrong, "5:3", "remove the `|`: the lines below it");
    mended("topics: |\n  - Heat\n  - Water", "topics: \n  - Heat\n  - Water");
    told("topics: |-\n  Heat\n  Water", wrong, "5:3", "remove the `|-`, and begin each item");
    told("topics:\n  Heat\n  Water", wrong, "5:3", "begin each line");
}

#[test]
fn a_block_of_text_may_hold_the_key_points() {
    let long = "summary:\n  - It moves **heat**. [@a]\n  - It works\n    in winter.\n  - It hums.";
    for sign in ["-", "*", "+"] {
        let short = format!(
            "summary: |\n  {sign} It moves **heat**. [@a]\n  {sign} It works in winter.\n\n  {sign} It hums."
        );
        same(&short, long);
    }
    same(
        "summary: |2-\n    - It moves heat.\n    -\tIt hums.",
        "summary: [It moves heat., It hums.]",
    );
    same("summary: |\n  One.\n\n  Two.", "summary: [One., Two.]");
    same("summary: |\n  It works –\n  – in winter.", "summary: [\"It works –\\n– in winter.\"]");
    same(
        "summary: >\n  It works\n  in winter.\n\n  It hums.",
        "summary: [It works in winter., It hums.]",
    );
    same("summary: |\n  - 5\n  - \"- x\"", "summary: [\"5\", \"\\\"- x\\\"\"]");
    same("summary: |", "summary: []");
}

#[test]
fn what_is_wrong_in_a_block_is_told_where_it_is() {
    let line = "markdown/not-inline";
    told("summary: |\n  - One.\n  - Two\n    and [x](no.md).", "link/broken", "7:9", "no.md");
    told("summary: |\n  One.\n\n  Two [@b].", "citation/unknown-source", "7:8", "`b`");
    told("summary: |\n  - One\n    - nested", line, "6:5", "not a list");
    told("summary: |\n  - One.\n\n    Two.", line, "5:5", "second paragraph");
    told("summary: |\n  Intro:\n  - One.", line, "5:3", "or remove it");
    told("summary: |\n  - One\n  goes on.", line, "6:3", "two spaces");
    told("summary: |\n  - One\n  - \n  - Two", "field/invalid", "6:5", "empty");
    told("summary: |\n  • One.\n  • Two.", line, "5:3", "does not begin with `•`");
    told("summary: |\n  1. One.\n  2. Two.", line, "5:3", "not numbered");
    told("summary: |\n  -One.", line, "5:3", "lacks the space");
    told("summary: |\n  # One", line, "5:3", "heading");
    told("summary: >\n  - One.\n  - Two.", line, "4:10", "write `|` in place of `>`");
    told("summary:\n  One.\n  Two.", "field/wrong-type", "5:3", "begin each line");
    told("summary:\n  • One.\n  • Two.", "field/wrong-type", "5:3", "not with `•`");
    mended(
        "summary: |\n  • One.\n  – Two.\n  - Three.",
        "summary: |\n  - One.\n  - Two.\n  - Three.",
    );
    mended("summary: >-\n  - One.\n  - Two.", "summary: |-\n  - One.\n  - Two.");
}
