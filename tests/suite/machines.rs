//! What machines are told about a page: its description, its citation, its card.

use crate::support::{Built, site};

/// What the theme speaks does not matter here.
const SPOKEN: &str = "[check]\n\"theme/language\" = \"off\"\n";

/// An article in this language with this text.
fn page(lang: &str, text: &str) -> Built {
    let built = site()
        .config(SPOKEN)
        .article("a", &format!("---\ntitle: A\nlang: {lang}\n---\n\n{text}\n"))
        .build();
    built.clean();
    built
}

fn description(built: &Built) -> String {
    built.dom("a/index.html").meta("description").concat()
}

#[test]
fn a_line_that_ends_between_characters_without_spaces_adds_none() {
    for (lang, text, said) in [
        ("zh", "这件事情非常重要。\n我们必须认真对待。", "这件事情非常重要。我们必须认真对待。"),
        ("ja", "これは\nペンです。", "これはペンです。"),
        ("zh", "一种 GPT\n模型", "一种 GPT 模型"),
        ("ko", "한국어는\n띄어쓰기를 합니다.", "한국어는 띄어쓰기를 합니다."),
        ("en", "One\ntwo", "One two"),
        ("zh", "一*二*\n**三**四", "一二三四"),
    ] {
        assert_eq!(description(&page(lang, text)), said);
    }
}

#[test]
fn a_description_is_cut_where_readers_would_pause() {
    let long = format!("GPT {}。", "一种语言模型，它可以写文章也可以回答问题".repeat(12));
    let said = description(&page("zh", &long));
    assert!((150..=201).contains(&said.chars().count()) && said.ends_with('…'), "{said}");
    let long =
        format!("It was approved by the U.S. government {}", "after a long debate ".repeat(12));
    assert!(description(&page("en", &long)).ends_with("debate…"));
}

#[test]
fn names_keys_and_languages_are_those_that_bibtex_reads() {
    let bib = |front: &str| {
        let article = format!("---\ntitle: A\n{front}\n---\n");
        let built = site().config(SPOKEN).article("他说", &article).article("她说", "x").build();
        built.clean();
        assert_ne!(
            built.page("他说/cite.bib").lines().next(),
            built.page("她说/cite.bib").lines().next()
        );
        built.page("他说/cite.bib").to_owned()
    };
    let names = bib("authors: [\"Acme, Inc.\", Marks AND Spencer, Ada Lovelace]");
    assert!(
        names.contains("author = {{Acme, Inc.} and {Marks AND Spencer} and Ada Lovelace}"),
        "{names}"
    );
    assert!(bib("lang: pt-BR").contains("langid = {brazilian}"));
    assert!(!bib("lang: zh-Hans").contains("langid"), "biblatex knows no such language");
}

#[test]
fn a_page_is_cited_with_the_day_of_its_publication() {
    let article =
        "---\ntitle: A\ndate: 2025-01-02\nupdates:\n  - {date: 2026-03-04, note: New.}\n---\n";
    let built = site().article("a", article).build();
    built.clean();
    let bib = built.page("a/cite.bib");
    assert!(bib.starts_with("@online{a-2025,") && bib.contains("date = {2025-01-02}"), "{bib}");
    let page = built.dom("a/index.html");
    assert_eq!(page.meta("article:published_time"), ["2025-01-02T00:00:00Z"]);
    assert!(built.page("a/index.html").contains("2 January 2025. <bdi>"));
}

#[test]
fn topics_that_differ_by_a_sign_are_three_topics() {
    let built = site().article("a", "---\ntitle: A\ntopics: [C, C++, \"C#\", F#]\n---\n").build();
    built.clean();
    for slug in ["c", "c-plus-plus", "c-sharp", "f-sharp"] {
        assert!(
            built.has(&format!("topics/{slug}/index.html")),
            "{slug}: {:?}",
            built.outputs.keys()
        );
    }
    let built = site()
        .article("a", "---\ntitle: A\ntopics: [AC/DC, Heat, acdc, heat, \"AC:DC!\"]\n---\n")
        .build();
    built.check_findings(&[
        ("topic/spelling", "content/a.md:3:23", "the topic `acdc` has the address of `AC/DC`"),
        ("topic/spelling", "content/a.md:3:36", "the topic `AC:DC!` has the address of `AC/DC`"),
    ]);
}

#[test]
fn a_card_that_nobody_shows_is_told_and_left_out() {
    for (image, told) in [
        ("card.svg", 1),
        ("https://example.org/a.avif?x=1", 1),
        ("https://example.org/a.PNG", 0),
        ("https://example.org/picture", 0),
    ] {
        let article = format!("---\ntitle: A\nimage: {image}\nimage_alt: x\n---\n");
        let mut site = site().article("a", &article);
        if !image.contains("//") {
            site = site.file(&format!("content/{image}"), "<svg/>");
        }
        let built = site.build();
        assert_eq!(built.findings.len(), told, "{image}: {:#?}", built.findings);
        let page = built.dom("a/index.html");
        assert_eq!(page.meta("og:image").len(), 1 - told, "{image}");
        let card = if told == 1 { "summary" } else { "summary_large_image" };
        assert_eq!(page.meta("twitter:card"), [card], "{image}");
    }
}

#[test]
fn an_entry_of_a_feed_carries_the_sources_that_its_marks_count() {
    let article = "---\ntitle: A\ndate: 2026-01-02\nsources:\n  - {id: unused, title: Unused}\n  - {id: b, title: B < C, url: \"https://example.net/b?x=1&y=2\", author: Ann, publisher: Press, published: 2026-02, archive_url: \"https://archive.example/b\"}\n  - {id: c, title: Third}\n---\n\nFirst. [@b] Then. [@c]\n";
    let built =
        site().config("[check]\n\"source/unused\" = \"off\"\n").article("a", article).build();
    built.clean();
    let list = "<h2>Sources</h2>\n<ol>\n<li>Ann, <cite><a href=\"https://example.net/b?x=1&amp;y=2\">B &lt; C</a></cite>, Press, February 2026, <a href=\"https://archive.example/b\">Archived copy</a></li>\n<li><cite>Third</cite></li>\n</ol>\n";
    let feed: serde_json::Value = serde_json::from_str(built.page("feed.json")).unwrap();
    let html = feed["items"][0]["content_html"].as_str().unwrap();
    assert!(html.ends_with(list), "{html}");
    let atom = crate::support::xml(built.page("atom.xml"));
    assert!(atom.iter().any(|(name, text)| name == "content" && text.ends_with(list)));
}
