//! A finding that follows from another one is not reported, so that an author who corrects the first one need not read
//! ten more that were never true.

use crate::support::{png, site};

/// The finding about a broken shared list.
const SLIP: &str = "- id: a\n  title: A\n- id: b\n  title: B: x\n";

#[test]
fn a_slip_in_the_shared_sources_is_one_finding_however_many_cite_them() {
    let mut built = site().file("content/sources.yaml", SLIP);
    for name in ["one", "two", "three"] {
        built = built.article(name, "Text [@a] and [@b].");
    }
    built.build().check_findings(&[(
        "yaml/syntax",
        "content/sources.yaml:4:11",
        "look like a key",
    )]);
}

#[test]
fn an_id_that_stands_nowhere_in_a_broken_list_is_told_all_the_same() {
    site()
        .file("content/sources.yaml", SLIP)
        .article("one", "Text [@a] [@zebra].")
        .build()
        .check_findings(&[
            ("citation/unknown-source", "content/one.md:4:12", "list `zebra`"),
            ("source/unused", "content/sources.yaml:3:7", "cites the shared source `b`"),
            ("yaml/syntax", "content/sources.yaml:4:11", ""),
        ]);
}

#[test]
fn a_list_that_cannot_be_read_at_all_may_name_any_source() {
    let built = site()
        .file("content/sources.yaml", b"- id: a\n  title: \xff\n".to_vec())
        .article("one", "Text [@a] [@zebra].")
        .build();
    built.check_findings(&[("file/encoding", "content/sources.yaml", "line 2")]);
    let built = site()
        .file("content/sources.yaml", "a:\n  title: A\nb:\n  title: B\n")
        .article("one", "Text [@a] [@b].")
        .build();
    built.clean();
    let built = site()
        .file("content/sources.yaml", "a:\n  title: A\n  id: c\nb: [B]\n")
        .article("one", "Text [@a] [@b] [@c].")
        .build();
    built.check_findings(&[
        ("field/invalid", "content/sources.yaml:3:7", "`a`, is its id"),
        ("field/wrong-type", "content/sources.yaml:4:4", "the keys of a source"),
    ]);
}

#[test]
fn a_source_without_a_title_still_has_its_id() {
    let built = site()
        .file("content/sources.yaml", "- id: a\n- id: b\n  title: B\n")
        .article("one", "Text [@a] and [@b].")
        .build();
    built.check_findings(&[("field/missing", "content/sources.yaml:1:3", "`title` is missing")]);
    let built = site()
        .article("one", "---\ntitle: T\nsources: [{id: a}, {id: b, title: B}]\n---\nText [@a].\n")
        .build();
    built.check_findings(&[("field/missing", "content/one.md:3:12", "`title` is missing")]);
    let built = site()
        .article("one", "---\ntitle: T\nsources: [{id: a, titel: A}, {id: b, title: B, derives_from: a}]\n---\nText [@a] [@b] [x](#src:a).\n")
        .build();
    built.check_findings(&[("field/unknown", "content/one.md:3:19", "did you mean `title`?")]);
}

#[test]
fn sources_under_another_key_are_known_by_their_ids() {
    for key in ["references", "source", "bibliography"] {
        let article = format!(
            "---\ntitle: T\n{key}:\n  - id: a\n    title: A\n---\nText [@a] [x](#src:a).\n"
        );
        site().article("one", &article).build().check_findings(&[(
            "field/unknown",
            "content/one.md:3:1",
            "did you mean `sources`?",
        )]);
    }
    for list in
        ["sources: a", "sources: [a]", "sources: {a: {titel: A}}", "sources: [{key: a, title: A}]"]
    {
        let article = format!("---\ntitle: T\n{list}\n---\nText [@a] [x](#src:a).\n");
        let built = site().article("one", &article).build();
        let codes: Vec<&str> = built.findings.iter().map(|finding| finding.code.name()).collect();
        assert!(codes.iter().all(|code| code.starts_with("field/")), "{list}: {codes:?}");
    }
}

#[test]
fn a_source_that_a_malformed_citation_means_is_not_called_unused() {
    let front = "---\ntitle: T\nsources: [{id: a, title: A}, {id: b, title: B}]\n---\n";
    let built = site().article("one", &format!("{front}Text [@a, @c].\n")).build();
    built.check_findings(&[
        ("source/unused", "content/one.md:3:35", "the source `b`"),
        ("citation/malformed", "content/one.md:5:6", "`@c` is not cited"),
    ]);
    let built = site()
        .file("content/sources.yaml", "- id: a\n  title: A\n")
        .article("one", "Text [@a, @c].")
        .build();
    built.check_findings(&[("citation/malformed", "content/one.md:4:6", "")]);
}

#[test]
fn names_that_make_no_url_do_not_collide() {
    let built = site().article("!!!", "Text.").article("???", "Text.").build();
    built.check_findings(&[
        ("file/name", "content/!!!.md", "cannot be turned into a URL"),
        ("file/name", "content/???.md", "cannot be turned into a URL"),
    ]);
    site().article("!!!", "Text.").build().check_findings(&[("file/name", "content/!!!.md", "")]);
    // A folder is one fault, however many articles and files are in it.
    let built = site()
        .article("!!!/a/index", "Text. ![x](p.png)")
        .article("!!!/b/index", "Text. ![x](p.png) [a](../a/index.md)")
        .article("???/a/index", "Text. ![x](p.png)")
        .file("content/!!!/a/p.png", png(1, 1))
        .file("content/!!!/b/p.png", png(1, 1))
        .file("content/???/a/p.png", png(1, 1))
        .build();
    built.check_findings(&[
        ("file/name", "content/!!!/a/index.md", "rename the folder"),
        ("file/name", "content/???/a/index.md", "rename the folder"),
    ]);
}

#[test]
fn an_address_that_was_refused_is_not_taken_and_links_to_it_are_not_broken() {
    let built = site()
        .article("x", "---\ntitle: T\nslug: My Page\n---\nText.\n")
        .article("y", "---\ntitle: T\nslug: x\naliases: [\"/old:1/in\"]\n---\nText.\n")
        .article("z", "[a](/my-page/) [b](/x/) [c](/old:1/in/) [d](x.md)")
        .build();
    built.check_findings(&[
        ("slug/invalid", "content/x.md:3:7", "`my-page`"),
        ("slug/invalid", "content/y.md:4:11", "such as `/old/path/`"),
    ]);
    // It is reported if it cannot be something that was refused.
    let built = site()
        .article("x", "---\ntitle: T\nslug: My Page\n---\nText.\n")
        .article("z", "[a](/another/)")
        .build();
    built.check_findings(&[
        ("slug/invalid", "content/x.md:3:7", ""),
        ("link/broken", "content/z.md:4:1", "`/another/`"),
    ]);
}

#[test]
fn links_to_questions_that_could_not_be_read_are_not_broken() {
    for (insights, code, place) in [
        ("faq: [Why?]", "field/unknown", "content/a.md:3:1"),
        ("insights: Why?", "field/wrong-type", "content/a.md:3:11"),
    ] {
        let built = site()
            .article("a", &format!("---\ntitle: T\n{insights}\n---\n[x](#q:why) [y](#part:open)\n"))
            .article("b", "[x](a.md#q:why) [y](/a/#q:why)")
            .build();
        built.check_findings(&[(code, place, "")]);
    }
}

#[test]
fn a_text_that_nobody_can_see_is_refused_wherever_a_text_is_needed() {
    for c in [
        "\u{200b}",
        "\u{2060}",
        "\u{ad}",
        "\u{3164}",
        "\u{202d}\u{202c}",
        "\u{feff}",
        "\u{e0020}",
        "\u{a0}",
    ] {
        for (line, column) in [
            ("title: \"X\"", 8),
            ("title: T\nsources: [{id: a, title: \"X\"}]\nstandfirst: \"T[@a]\"", 26),
            ("title: T\nsummary: [\"X\"]", 11),
            ("title: T\ninsights: [\"X\"]", 12),
            ("title: T\nauthors: [{name: \"X\"}]", 18),
        ] {
            let text = format!("---\n{}\n---\nText.\n", line.replace('X', c));
            let built = site().article("a", &text).build();
            let found =
                built.findings.iter().filter(|finding| finding.is_error()).collect::<Vec<_>>();
            assert_eq!(found.len(), 1, "{c:?} {line}: {found:#?}");
            assert_eq!(found[0].code.name(), "field/invalid");
            let start = found[0].place.span.unwrap().ends().0 as usize;
            let before = &text[..start];
            assert_eq!(before.len() - before.rfind('\n').unwrap(), column, "{line}");
        }
    }
    let built = site()
        .article("a", "---\ntitle: T\nsummary: [\"T <!-- x -->\", \"&#8203;\", \"&shy;&nbsp;\"]\n---\nText.\n")
        .build();
    let codes: Vec<&str> = built.findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["field/invalid", "field/invalid"], "Markdown leaves nothing of them");
}

#[test]
fn what_is_no_character_reaches_no_page_and_no_feed() {
    let bad = [
        '\u{fffe}',
        '\u{ffff}',
        '\u{fdd0}',
        '\u{1fffe}',
        '\u{10ffff}',
        '\u{1}',
        '\u{7f}',
        '\u{80}',
        '\u{9f}',
    ];
    for c in bad {
        let code = u32::from(c);
        let built = site()
            .config(&format!("description = \"D\\U{code:08X}d\"\n"))
            .article("a", &format!("---\ntitle: A{c}a\ndate: 2026-01-01\nstandfirst: \"S\\U{code:08X}s\"\n---\nB{c}b &#{code};\n"))
            .file("content/sources.yaml", format!("- id: s\n  title: T{c}t\n"))
            .build();
        let told: Vec<&str> = built
            .findings
            .iter()
            .filter(|finding| finding.code.name() == "text/control")
            .map(|finding| finding.place.path.as_str())
            .collect();
        assert_eq!(
            told,
            ["content/a.md", "content/a.md", "content/a.md", "content/sources.yaml", "site.toml"],
            "U+{code:04X}"
        );
        for (path, bytes) in &built.outputs {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(c), "U+{code:04X} in {path}");
            assert!(!text.contains(&format!("\\u{code:04x}")), "U+{code:04X} in {path}");
        }
        assert!(built.page("feed.json").contains("A\u{fffd}a"));
        assert!(built.page("atom.xml").contains("A\u{fffd}a"));
    }
}

#[test]
fn hints_say_what_would_be_right() {
    let line = |line: &str| {
        let built = site().article("a", &format!("---\ntitle: T\n{line}\n---\nText.\n")).build();
        let hints: Vec<String> =
            built.findings.iter().filter_map(|finding| finding.hint.clone()).collect();
        assert_eq!(hints.len(), 1, "{line}: {:#?}", built.findings);
        hints[0].clone()
    };
    assert!(line("template: splash").contains("write `splash.html`"));
    assert!(line("layout: splash").starts_with("remove it"));
    assert!(line("layout: splash.html").contains("`template: NAME.html`"));
    assert_eq!(line("date: 2017/10/02 15:20:08 -0400"), "write `2017-10-02T15:20:08-04:00`");
    assert_eq!(line("as_of: 2017/10/2"), "write `2017-10-02`");
    assert!(line("date: soon").contains("such as"));
    let built = site()
        .article("in/a", "[x](../out/b) [y](b/c) [z](../d)")
        .article("out/b", "Text.")
        .article("in/b/c/index", "Text.")
        .article("d", "Text.")
        .build();
    built.check_findings(&[
        ("link/broken", "content/in/a.md:4:1", "link to the article's file: `../out/b.md` "),
        ("link/broken", "content/in/a.md:4:15", "link to the article's file: `b/c/index.md` "),
        ("link/broken", "content/in/a.md:4:24", "link to the article's file: `../d.md` "),
    ]);
    let built = site()
        .config("[[menu]]\nname = \"A\"\nurl = \"abuot.md\"\n")
        .article("_pages/about", "Text.")
        .article("about", "---\ntitle: T\nslug: x\n---\nText.\n")
        .build();
    built.check_findings(&[("link/broken", "site.toml:5:7", "did you mean `about.md`?")]);
}
