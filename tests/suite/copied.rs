//! What comes with a text that was copied from another page or program: each is one finding that says what to do, and
//! prose that only looks similar has none.

use crate::support::{Built, site};

fn built(text: &str) -> Built {
    site().article("a", &format!("---\ntitle: Why?\n---\n{text}\n")).build()
}

/// Checks that a text, which begins on the fourth line of its file, has one finding, with these words.
#[track_caller]
fn told(text: &str, code: &str, place: &str, words: &str) {
    built(text).says(code, &format!("content/a.md:{place}"), words);
}

#[track_caller]
fn right(text: &str) {
    built(text).clean();
}

#[test]
fn quotation_marks_around_a_title_are_told_with_the_right_ones() {
    let unread = "markdown/unread";
    for (text, place, right) in [
        ("![A crack](b.png “A (long) crack”)", "4:10", "`![A crack](b.png \"A (long) crack\")`"),
        ("[x](https://example.org ‘So’)", "4:3", "`[x](https://example.org \"So\")`"),
        ("[x](https://example.org «So»)", "4:3", "`[x](https://example.org \"So\")`"),
        ("[x](https://example.org 'So)", "4:3", "no `'` ends it"),
        ("[x](https://example.org \"So”)", "4:3", "`[x](https://example.org \"So\")`"),
        ("![x](a b.png „So“)", "4:4", "`![x](<a b.png> \"So\")`"),
        ("[x](/a/ “So \"it\" is”)", "4:3", "`[x](/a/ 'So \"it\" is')`"),
    ] {
        told(text, unread, place, right);
    }
    right("[x](https://example.org 'It’s') and [y](https://example.org \"A “b” (c)\")");
    right("[x](see “The Title”) and [y] (“no”)");
}

#[test]
fn numbers_of_notes_on_other_pages_are_told_once() {
    let dialect = "markdown/dialect";
    for (text, place) in [
        ("Built in 1931.[4]", "4:15"),
        ("Nine people[12] used it.", "4:12"),
        ("It cost 40%[3] more.[note 1]", "4:12"),
        ("It was so.[1][2] And more.[1, 2]", "4:11"),
        ("It was so.[1]–[3]", "4:11"),
        ("The bridge is weak [1]. It is old [2].", "4:20"),
        ("The town says so [1] and is right.\n\n[1] Minutes, 2026, https://example.org/m.", "4:18"),
    ] {
        told(text, dialect, place, "cite it with `[@id]` in place of the number");
    }
    told("It hums.[citation needed]", "text/placeholder", "4:9", "cite it with `[@id]`");
    let both = built("In 1931.[4][citation needed]");
    both.check_findings(&[
        (dialect, "content/a.md:4:9", ""),
        ("text/placeholder", "content/a.md:4:12", ""),
    ]);
    right(
        "The interval [0, 1] or [1, 5], `a[1]`, a[1], xs[0], list[1], row [3]. Press [1], or [2].",
    );
    right(
        "\"He said [sic] it\", in [1987], f(x)[1], to [12] euros, they [the town] say. The 10[th].",
    );
    right("> Traffic has fallen by a third.[3]\n>\n> [3] Minutes, 2026, https://example.org/m");
    right("See [1] and text.[2]\n\n[1]: https://example.org/one\n[2]: https://example.org/two");
    right(
        "- [ ] open\n- [x] done\n\n| a | b |\n| - | - |\n| [1] | x[2] |\n\nIt is \\[1\\] as such.",
    );
}

#[test]
fn comments_of_google_docs_are_told() {
    let text = "Then 9 people[a] used it.\n\n[a]Petra, can you check this?";
    told(text, "markdown/dialect", "4:14", "marks a comment of Google Docs");
    right("[a]nd so it goes. He work[s], and look[s]. The dog[s] did.\n\nPeople[a] too.");
}

#[test]
fn shortcodes_of_wordpress_are_told() {
    let shortcode = "markdown/shortcode";
    for (text, words) in [
        (
            "[caption id=\"a\" align=\"left\"]<b>x</b> A crack[/caption]",
            "as a paragraph of its own",
        ),
        ("[gallery ids=\"1,2\"]", "put the pictures beside the article"),
        ("[gallery]", "put the pictures beside the article"),
        ("[embed]https://example.org/x[/embed]", "`embed_hosts`"),
        ("[audio mp3=\"a.mp3\"]", "<audio controls"),
        ("[su_box title=\"x\"]Text[/su_box]", "write what it produces"),
        ("[contact-form-7 id=12]", "write what it produces"),
    ] {
        told(text, shortcode, "4:1", words);
    }
    let comment = "<!-- wp:paragraph -->\n<p>Text.</p>\n<!-- /wp:paragraph -->";
    told(comment, "markdown/dialect", "4:1", "convert the text");
    right("The [gallery] and the [video], [note] and [a=b], press [foo].");
}

#[test]
fn pages_that_show_a_picture_are_told() {
    for (text, place, words) in [
        ("![x](https://drive.google.com/file/d/1/view)", "4:1", "download the picture"),
        ("![x](https://github.com/a/b/blob/main/x.png)", "4:1", "/a/b/raw/main/x.png`"),
        ("![x](https://commons.wikimedia.org/wiki/File:X.jpg)", "4:1", "author and licence"),
        ("<img src=\"https://imgur.com/xyz\" alt=\"x\">", "4:11", "download the picture"),
    ] {
        told(text, "image/format", place, words);
    }
    right("[x](https://drive.google.com/file/d/1/view) ![x](https://i.imgur.com/xyz.png)");
}

#[test]
fn a_bold_line_that_stands_for_a_heading_is_told() {
    let below = "The town will decide in May, and then it will be built.";
    for name in ["**What happens next**", "__What happens next__", "**Who pays?**"] {
        told(&format!("{name}\n\n{below}"), "markdown/unread", "4:1", "write `## Wh");
        told(&format!("{name}\n{below}"), "markdown/unread", "4:1", "an empty line below it");
    }
    for text in [
        "**The bridge is old.**",
        "**What it costs:**",
        "**Berlin**",
        "**By Jane Doe**",
        "> **What happens next**\n>",
        "- **What happens next**\n",
        "**What happens next** in the town",
        "**What happens next**  ",
        "**it happens next**",
        "## What happens next",
    ] {
        right(&format!("{text}\n{below}"));
    }
    right(&format!("**The bridge is old.**\n\n{below}\n\n**Jane Doe**\n\nReporter\n\n**The end**"));
}

#[test]
fn a_year_that_begins_a_line_is_told() {
    told("1987. That was the year.", "markdown/unread", "4:1", "write `1987\\.`");
    right("1. One\n2. Two\n\nThen\n\n3. Three");
    right("1999. One\n2000. Two\n\n1987\\. That was the year.");
}

#[test]
fn escaped_citations_are_told() {
    let article = "---\ntitle: T\nsources:\n  - {id: r, title: R}\n---\nText \\[@r\\].\n";
    let built = site().article("a", article).build();
    built.check_findings(&[("citation/unmarked", "content/a.md:6:6", "")]);
    right("Write \\[@id\\] as it is.");
}

#[test]
fn a_path_to_a_page_under_another_name_is_told_with_its_file() {
    for path in ["/b.html", "b.html", "/b.md", "/content/b.md"] {
        let built = site().article("b", "Text.").article("a", &format!("[x]({path})")).build();
        let [finding] = built.findings.as_slice() else { panic!("{path}: {:#?}", built.findings) };
        let hint = finding.hint.as_deref().unwrap_or_default();
        assert!(hint.contains("`b.md`"), "{path}: {finding:#?}");
    }
}

#[test]
fn a_citation_before_a_bracket_is_no_citation_in_it() {
    let cited = |text: &str| {
        let front = "title: T\nsources: [{id: a, title: First}]";
        site().article("a", &format!("---\n{front}\n---\n{text}\n")).build()
    };
    for text in [
        "So it is [@a]. The term [sic](as printed, without a comma) is odd.",
        "So it is [@a]. It is [unclear](see below on the right) why.",
        "So it is [@a], in [two] words](as it says there).",
    ] {
        cited(text).clean();
    }
    let spaced = cited("So it is [@a]. See [the map](my map.md).");
    spaced.check_findings(&[("markdown/unread", "content/a.md:5:28", "")]);
    assert!(spaced.findings[0].hint.as_ref().unwrap().contains("`[…](<my map.md>)`"));
    let inside = cited("See [what [@a] says](b.md).");
    inside.check_findings(&[("citation/misplaced", "content/a.md:5:20", "")]);
    let address = cited("It is so [@a](https://example.org), and [@b](https://example.org).");
    address.check_findings(&[("citation/unmarked", "content/a.md:5:10", "")]);
}

#[test]
fn liquid_that_begins_with_a_text_is_told() {
    let code = "markdown/shortcode";
    let link = "link to the file, by its path relative to this one";
    told("See [it]({{ \"/about/\" | relative_url }}).", code, "4:10", link);
    told("![The map]({{ '/map.png' | absolute_url }})", code, "4:12", link);
    told("Made {{ \"now\" | date: \"%Y\" }}.", code, "4:6", "write what it produces");
    told("![The map]({{ site.baseurl }}/map.png)", code, "4:12", "remove it: write the path");
}

#[test]
fn links_that_are_turned_round_or_lack_a_sign_are_told() {
    let unread = "markdown/unread";
    told("See (our text)[b.md#c].", unread, "4:15", "the wrong way round");
    told("See (this)[mailto:a@b.example].", unread, "4:11", "the wrong way round");
    right("See (this)[sic] and f(x)[i.j] and (a)[b].");
    let article =
        "---\ntitle: T\n---\n[The map](map.png \"So it was\")\n\nIn [it](map.png \"So\").\n";
    let picture = site().article("a", article).file("content/map.png", "no picture").build();
    picture.check_findings(&[(unread, "content/a.md:4:1", "")]);
    assert_eq!(picture.findings[0].fixes[0].edits[0].text, "!");
    let path = "![The map](/Users/dana/Desktop/map.png)";
    told(path, "link/broken", "4:1", "a path on your own computer: put the file beside this one");
}

#[test]
fn captions_of_pandoc_are_captions() {
    for caption in ["Table: Cost a year", ": Cost a year"] {
        for between in ["", "\n"] {
            let built = built(&format!("| a | b |\n|---|---|\n| 1 | 2 |\n{between}{caption}\n"));
            built.clean();
            assert!(built.page("a/index.html").contains("<caption>Cost a year</caption>"));
        }
    }
}

#[test]
fn an_address_that_leads_through_another_is_told_with_its_page() {
    let front = "title: T\nsources: [{id: a, title: A, url: \"https://e.org/atlas\"}]";
    let link = "https://www.google.com/url?q=https://e.org/atlas&sa=D&source=docs";
    let article = format!(
        "---\n{front}\n---\nSee [it]({link}) [@a] and [that](https://www.google.com/url?q=https://e.org/b).\n"
    );
    let built = site().article("a", &article).build();
    built.check_findings(&[
        ("link/redirect", "content/a.md:5:5", ""),
        ("link/redirect", "content/a.md:5:86", ""),
    ]);
    let hint = |n: usize| built.findings[n].hint.clone().unwrap_or_default();
    assert_eq!(
        hint(0),
        "write `https://e.org/atlas`; it is the source `a`, so you can cite it with `[@a]`"
    );
    assert_eq!(hint(1), "write `https://e.org/b`");
}

#[test]
fn a_comment_of_obsidian_is_told() {
    told("So it is. %%ask Ben whether%% Yes.", "markdown/dialect", "4:11", "a comment of Obsidian");
    right("It rose 100%% and 5%%, in `%%code%%`.");
}
