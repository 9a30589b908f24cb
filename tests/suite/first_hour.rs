//! What newcomers write in their first hour: each mistake is one finding that says what to write, or is read as it is
//! meant.

use crate::support::{DiskSite, site};

/// Checks that an article has one finding at a place, and that its hint, or its message, has these words.
#[track_caller]
fn told(article: &str, code: &str, place: &str, words: &str) {
    site().file("content/a.md", article).build().says(
        code,
        &format!("content/a.md:{place}"),
        words,
    );
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
    built.says(code, &format!("site.toml:{place}"), words);
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
fn what_yaml_reads_otherwise_is_told_with_what_to_write() {
    told("---\ntitle: #1 reason\n---\n", "field/missing", "2:8", "`title: \"#1 reason\"`");
    told("---\ntitle: @home\n---\n", "yaml/syntax", "2:8", "`title: \"@home\"`");
    told("---\ntitle: \"T\",\n---\n", "yaml/syntax", "2:11", "remove it");
    told_front("topics: [a, b],", "yaml/syntax", "3:15", "remove it");
    told_front("draft: yes", "field/wrong-type", "3:8", "write `true`");
    told("---\ntitle: T\n...\nText.\n", "front-matter/unclosed", "3:1", "in place of `...`");
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
    let bare = "source/untitled";
    told_front("sources: https://www.example.org/a", bare, "3:10", "`- id: example-a`");
    told_front("sources:\n  - https://example.org/a", bare, "4:5", "`url: https://example.org/a`");
    told_front("sources:\n  who:\n  title: W", "field/unknown", "5:3", "keys of `who`");
    told_front("sources:\n  id: who\n  title: W", wrong, "4:3", "as in `- id: …`");
    told_front("insights:\n  - Why?: So.", "field/unknown", "4:5", "write `- question: Why?`");
    told_front("sources:\n  - name: A\n    id: a", "field/unknown", "4:5", "`title`");
    told_front(
        "sources:\n  - {id: my source, title: A}",
        "source/invalid-id",
        "4:10",
        "`my-source`",
    );
    let bare = "sources:\n  - {id: a, title: A, url: example.org/x}";
    let built = site().article("a", &format!("---\ntitle: T\n{bare}\n---\nText [@a].\n")).build();
    built.says("field/invalid", "content/a.md:4:28", "write `https://example.org/x`");
    let apart = "insights:\n  - question: Why?\n  - answer: So.";
    told_front("insights:\n  - q: Why?\n    answer: So.", "field/unknown", "4:5", "`question`");
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
    bib.says("file/not-published", "content/refs.bib", "`content/sources.yaml`");
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
        (&["build", "--now", "tomorrow"], "such as `2026-11-23`"),
    ] {
        let run = folder.run(args).exits(2);
        assert!(run.stderr.contains(words), "{run:#?}");
    }
    let of = |args: &[&str]| folder.run(args).exits(0).silent().stdout;
    assert_eq!(of(&["help"]), of(&["--help"]));
    assert_eq!(of(&["help", "init"]), of(&["init", "--help"]));
    let none = folder.run(&["help", "inti"]).exits(2);
    assert!(none.stderr.contains("'init'"), "{none:#?}");
    let listed = folder.run(&["explain", "citation"]).exits(0).silent().stdout;
    assert!(listed.contains("citation/unmarked") && !listed.contains("link/"), "{listed}");
    let site = site().article("a", "---\ntitle: A\n---\n").on_disk();
    let built = site.run(&["-C", ".", "build"]).exits(0);
    assert!(built.stdout.contains("1 article without `date`, and so in no feed"), "{built:#?}");
}

/// The same as [`told`] for a text, which begins on the fourth line of its file.
#[track_caller]
fn told_text(text: &str, code: &str, place: &str, words: &str) {
    told(&format!("---\ntitle: Why?\n---\n{text}\n"), code, place, words);
}

#[track_caller]
fn right(text: &str) {
    site().article("a", &format!("---\ntitle: Why?\n---\n{text}\n")).build().clean();
}

#[test]
fn what_chat_programs_leave_is_told() {
    let dialect = "markdown/dialect";
    told_text("It hums【4†source】.", dialect, "4:8", "cite it with `[@id]`");
    told_text("It hums citeturn0search1turn0news2.", dialect, "4:9", "cite it with `[@id]`");
    told_text("It \u{e200}cite\u{e202}turn0search1\u{e201}.", dialect, "4:4", "cite it");
    right("To cite a turn of phrase, 【note】 and `【4†source】`.");
}

#[test]
fn letters_in_a_wrong_encoding_are_told_with_the_right_ones() {
    let garbled = "text/garbled";
    told_text("In ZÃ¼rich.", garbled, "4:5", "write `ü`");
    told_text("Itâ€™s loud.", garbled, "4:3", "write `’`");
    told_text("Caf\u{fffd} and more.", garbled, "4:4", "another program could not read");
    told_front("summary_by: JÃ¶rg", garbled, "3:13", "write `ö`");
    right("`ZÃ¼rich` and NÃO, ROMÃ», «Â», a `\u{fffd}`.\n\n```\n\u{fffd}\n```");
}

#[test]
fn marks_that_are_nearly_right_are_told() {
    let unread = "markdown/unread";
    told_text("#What it costs\n\nText.", unread, "4:1", "write a space after the sign");
    told_text("Year | Cost\n2020 | 3\n2021 | 4", unread, "4:1", "are not a table");
    told_text("```markdown\n## It\n\nText.\n```", unread, "4:1", "the whole text is code");
    told_text("    ## It\n\n    Text.", unread, "4:5", "remove the spaces");
    told_text("# Why?\n\nText.", "text/title-twice", "4:1", "remove this line");
    told_text("A [@x\\].", "citation/malformed", "4:3", "remove the `\\`");
    told_text("Text.\n\n=======\n\nText.", unread, "6:1", "if git left it");
    right(
        "What\n=======\n\nIt is #climate #heat\n\n#1 of 3\n\n#MeToo changed much.\n\n\\#What it costs",
    );
    right("Home | About\n\n| a | b |\n| - | - |\n| Year | Cost |\n\na | b\n--|--\nc | d");
    right("Text.\n\n# Why?\n\n    # a comment\n    x = 1");
    right("```sh\n# a comment\n```");
}

#[test]
fn signs_of_forums_servers_and_wikis_are_told() {
    let dialect = "markdown/dialect";
    told_text("A ^[note inside] b.", dialect, "4:3", "`[^1]: the note`");
    told_text("[b]bold[/b]", dialect, "4:1", "BBCode");
    told_text("[url=https://example.org]x[/url]", dialect, "4:1", "BBCode");
    told_text(".. image:: x.png\n   :alt: what", dialect, "4:1", "reStructuredText");
    told_text("A <%= name %> b.", "markdown/shortcode", "4:3", "what it produces");
    told_text("It hums.{{cn}}", "markdown/shortcode", "4:9", "cite a source");
    right("Press [b] to go back.");
}

#[test]
fn addresses_that_lead_nowhere_are_told_with_the_right_one() {
    let broken = "link/broken";
    told_text("[x](https:/example.org/a)", broken, "4:1", "write `https://example.org/a`");
    told_text("![x](file:///Users/me/x.png)", "link/script-url", "4:1", "on your own computer");
    told_text("![x](data:image/png;base64,AAAA)", "link/script-url", "4:1", "save the picture");
    told_text("![](b.md)", "image/missing", "4:1", "without `!`");
    told_text("![x](images/b.png)", "image/missing", "4:1", "put the picture beside this file");
    told_text("![x](/images/b.png)", broken, "4:1", "`static/images/b.png`");
    told_text("![x](../images/b.png)", "path/outside", "4:1", "`static/`");
    let built = site().article("b", "Text.").article("a", "[x](b.html)").build();
    built.says(broken, "content/a.md:4:1", "`b.md`");
}

#[test]
fn an_entry_of_the_menu_is_told_with_its_path() {
    let menu = |url: &str| {
        let settings = format!(
            "title = \"T\"\nbase_url = \"https://example.org/\"\n[[menu]]\nname = \"A\"\nurl = \"{url}\"\n"
        );
        site()
            .file("site.toml", settings)
            .file("content/_pages/about.md", "---\ntitle: A\n---\n")
            .build()
    };
    menu("about").says("link/broken", "site.toml:5:7", "write `/about/`");
    menu("abuot").says("link/broken", "site.toml:5:7", "did you mean `/about/`?");
    menu("about.md").says("link/broken", "site.toml:5:7", "did you mean `_pages/about.md`?");
}

#[test]
fn a_link_to_the_site_itself_is_told_with_its_path() {
    let own = "link/own-address";
    let to = |text: &str| {
        let settings = "title = \"T\"\nbase_url = \"https://example.org/desk/\"\n";
        site().file("site.toml", settings).article("b", "Text.").article("a", text).build()
    };
    for address in ["https://example.org/desk/b/", "http://example.org/desk/b/#x"] {
        to(&format!("[x]({address})")).says(own, "content/a.md:4:1", "write `/b/");
    }
    let preview = to("[x](http://127.0.0.1:4747/b/)");
    preview.says(own, "content/a.md:4:1", "only on your own computer");
    for right in [
        "[x](https://example.org/other/)",
        "See https://example.org/desk/b/.",
        "[x](https://example.org/desk/shop/)",
    ] {
        to(right).clean();
    }
}

#[test]
fn an_indented_paragraph_is_told_and_code_is_not() {
    let told = |text: &str, place: &str| {
        told_text(text, "markdown/unread", place, "remove the spaces");
    };
    told("One.\n\n    Many people are behind with payments, and nobody helps them.\n", "6:5");
    told("One.\n\n\tThe town pays for it, year after year, and says so.\n", "6:2");
    for code in [
        "    let total = price * count;\n",
        "    nutgraf build\n    nutgraf serve\n",
        "    The word alone.\n",
        "```\nMany people are behind with payments, and nobody helps them.\n```\n",
        "- One item.\n\n    It goes on here, with as many words as it needs.\n",
    ] {
        right(&format!("One.\n\n{code}"));
    }
}

#[test]
fn what_chat_programs_say_of_their_text_is_told() {
    for text in [
        "Sure! Here is a polished version of your article:\n\nIt hums.\n",
        "As an AI language model, I cannot verify this.\n",
        "It hums.\n\nI hope this helps!\n",
    ] {
        let built = site().article("a", &format!("---\ntitle: T\n---\n\n{text}")).build();
        let [finding] = built.findings.as_slice() else { panic!("{text}: {:#?}", built.findings) };
        assert!(finding.message.contains("what a chat program says"), "{finding:#?}");
    }
    right("The latest version of the article is of May, and it helps.\n");
}

#[test]
fn marks_of_a_word_processor_around_a_title_are_told() {
    told_front("summary_by: “the desk”", "text/quotes", "3:13", "write `\"the desk\"`");
    let whole = site().article("a", "---\ntitle: “Why?”\n---\nText.\n").build();
    whole.says("text/quotes", "content/a.md:2:8", "readers see them write `\"Why?\"`");
    for title in ["\"“Why?”\"", "“Why?” they ask", "‘Why?’ and ‘how?’", "\"Why?\""]
    {
        site().article("a", &format!("---\ntitle: {title}\n---\nText.\n")).build().clean();
    }
}

#[test]
fn a_text_in_the_place_of_updates_is_told_with_the_lines_to_write() {
    told_front(
        "updates: The year was wrong",
        "field/wrong-type",
        "3:10",
        "`    note: The year was wrong`",
    );
}

#[test]
fn a_source_is_not_unused_where_a_question_could_not_be_read() {
    let built = site()
        .article(
            "a",
            "---\ntitle: T\ninsights:\n  question: Why?\n  answer: So. [@r]\nsources:\n  - {id: r, title: R}\n---\nText.\n",
        )
        .build();
    let names: Vec<&str> = built.findings.iter().map(|it| it.code.name()).collect();
    assert_eq!(names, ["field/wrong-type"], "{:#?}", built.findings);
}

#[test]
fn new_takes_a_title_and_no_kind_of_page() {
    let here = DiskSite::empty();
    here.run(&["init", "."]).exits(0);
    let run = here.run(&["new", "post", "Why do trains stop?"]).exits(2);
    assert!(run.stderr.contains("`nutgraf new \"Why do trains stop?\"`"), "{}", run.stderr);
}

#[test]
fn a_number_of_a_note_behind_a_day_is_told() {
    let text = "---\ntitle: T\n---\nIt is on November 18 [1].\n";
    told(text, "markdown/dialect", "4:22", "cite it with `[@id]`");
    site()
        .file("content/a.md", "---\ntitle: T\n---\nThe interval 5 [1] was meant.\n")
        .build()
        .clean();
}

#[test]
fn a_line_without_a_key_is_told_where_it_belongs() {
    let built =
        site().file("content/a.md", "---\ntitle: T\nsummary:\n  - One.\n Two.\n---\n").build();
    let told = built.findings.iter().any(|finding| finding.message.contains("has no key"));
    assert!(told, "{:?}", built.findings);
}

#[test]
fn a_file_is_nothing_to_build_on_its_own() {
    let disk = site().on_disk();
    let told = disk.run(&["build", "content/a.md"]).exits(2).stderr;
    assert!(told.contains("always takes the whole site"), "{told}");
}

#[test]
fn the_first_of_several_marks_is_the_one_that_is_shown() {
    told(
        "---\ntitle: T\n---\nSo :contentReference[oaicite:3]{index=3} it is 【4†source】 and citeturn0search1.\n",
        "markdown/dialect",
        "4:4",
        "3 times in this file",
    );
}

#[test]
fn a_day_in_the_name_of_a_file_is_told_with_the_key() {
    let code = "date/in-file-name";
    let named = |path: &str, front: &str| {
        site().file(path, format!("---\ntitle: T\n{front}---\nText.\n")).build()
    };
    let flood = "content/2026-01-18-flood.md";
    let words =
        "write `date: 2026-01-18`; if its address should not begin with it, write `slug: flood`";
    named(flood, "").says(code, &format!("{flood}:2:8"), words);
    named(flood, "slug: flood\n").says(code, &format!("{flood}:2:8"), "write `date: 2026-01-18`");
    let index = "content/2026-01-18-flood/index.md";
    named(index, "").says(code, &format!("{index}:2:8"), "write `date: 2026-01-18`");
    named(flood, "date: 2026-01-18\n").clean();
    named("content/_pages/2026-01-18-flood.md", "").clean();
}
