//! The search: what its index holds, which pages there are, and what a site without it has. How the script reads the index
//! is tried in `tests/browser`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Built, Element, TestSite, site};

/// A site with something of everything that is found.
fn rivers() -> TestSite {
    site()
        .config("[check]\n\"source/unused\" = \"off\"\n")
        .article("bridge", "---\ntitle: Why is the bridge closed?\nstandfirst: Rust in its beams.\ndate: 2026-03-01\ntopics: [Roads]\ninsights:\n  - {question: When does it open?, answer: \"In **spring**, says the council. [@c]\"}\n  - {question: Who pays?, open: Nobody has said.}\nsources: [{id: c, title: Minutes of the council, publisher: Riverton}]\n---\nIntroduction.\n\n## What was found\n\nCracks.\n")
        .article("flood", "---\ntitle: \"Floods & <dams>\"\ndate: 2025-01-01\n---\nWater rose.\n")
        .article("secret", "---\ntitle: Secret\ndraft: true\n---\nHiddenword.\n")
        .article("_pages/about", "---\ntitle: About us\n---\nWho writes this.\n")
}

fn json(built: &Built, path: &str) -> Value {
    serde_json::from_slice(&built.outputs[path]).unwrap()
}

/// The terms of a front-coded list.
fn decoded(list: &str) -> Vec<String> {
    let mut last = String::new();
    let entries = list.split(' ').filter(|entry| !entry.is_empty());
    entries
        .map(|entry| {
            let (shared, rest) = entry.split_at(1);
            let shared = usize::from_str_radix(shared, 36).unwrap();
            last = last.chars().take(shared).collect::<String>() + rest;
            last.clone()
        })
        .collect()
}

/// The terms of a site, each with what is written about it.
fn terms(built: &Built) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for path in built.outputs.keys().filter(|path| path.starts_with("search/terms-")) {
        let shard = json(built, path);
        let names = decoded(shard[0].as_str().unwrap());
        let postings: Vec<&str> = shard[1].as_str().unwrap().split(' ').collect();
        assert_eq!(names.len(), postings.len(), "{path}");
        all.extend(names.into_iter().zip(postings.into_iter().map(str::to_owned)));
    }
    all
}

/// The paths of the search and of the list by letter.
fn paths(built: &Built) -> Vec<&str> {
    let of_it = |path: &&String| path.starts_with("search/") || path.starts_with("a-z/");
    built.outputs.keys().filter(of_it).map(String::as_str).collect()
}

// ---- the index ----

#[test]
fn all_texts_of_published_pages_are_found() {
    let built = rivers().build();
    let terms = terms(&built);
    for term in [
        "bridg",
        "rust",
        "beam",
        "open",
        "spring",
        "council",
        "nobody",
        "introduction",
        "found",
        "crack",
        "riverton",
        "minut",
        "flood",
        "water",
        "about",
        "writ",
        "dam",
    ] {
        assert!(terms.contains_key(term), "{term}: {:?}", terms.keys());
    }
    for hidden in ["hiddenword", "secret"] {
        assert!(!terms.contains_key(hidden), "{hidden}");
    }
    assert_eq!(json(&built, "search/index.json")["pages"], 3);
}

#[test]
fn a_posting_says_where_on_its_page_a_term_is() {
    let built = rivers().build();
    let terms = terms(&built);
    // Without a date comes first, so the pages are: about, flood, bridge.
    let titles: Vec<Value> = json(&built, "search/pages-1.json")
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card[0].clone())
        .collect();
    assert_eq!(titles, ["About us", "Floods & <dams>", "Why is the bridge closed?"]);
    // Page 2: the distance 2 (`C`); in the title, in no text (`E`).
    assert_eq!(terms["bridg"], "CE");
    // In a standfirst (8).
    assert_eq!(terms["beam"], "CI");
    // Once in a short text, below the first question (unit 0): 32 + 2; then unit 0, not in its heading.
    assert_eq!(terms["spring"], "CiA");
    // The name of a source (16), and in the text of the first answer.
    assert_eq!(terms["council"], "CyA");
    assert_eq!(terms["riverton"], "CQ");
    // In the heading of the third unit, a section: 16 + 2.
    assert_eq!(terms["found"], "CiS");
    assert_eq!(terms["crack"], "CiC");
    // What results are filtered by.
    assert_eq!(
        (terms["=t0"].as_str(), terms["=answered"].as_str(), terms["=open"].as_str()),
        ("CE", "CkQ", "CkR")
    );
}

#[test]
fn a_card_has_what_a_result_shows() {
    let built = rivers().build();
    let cards = json(&built, "search/pages-1.json");
    assert_eq!(
        cards[2],
        serde_json::json!([
            "Why is the bridge closed?",
            "/bridge/",
            "2026-03-01",
            [0],
            "Rust in its beams.",
            [["When does it open?", 1, ""], ["Who pays?", 2, ""], ["What was found", 0, ""],],
        ])
    );
    assert_eq!(
        json(&built, "search/index.json")["topics"],
        serde_json::json!([["Roads", "roads"]])
    );
    // A file that somebody opens as a page has no tags of others in it.
    for path in paths(&built).into_iter().filter(|path| path.ends_with(".json")) {
        assert!(!built.outputs[path].contains(&b'<'), "{path}");
    }
}

#[test]
fn each_language_loses_its_own_endings() {
    let built = site()
        .article("en", "---\ntitle: Answers\n---\nQuestions asked.\n")
        .article("de", "---\ntitle: Antworten\nlang: de\n---\nFragen.\n")
        .article("nl", "---\ntitle: Antwoorden\nlang: nl\n---\nVragen.\n")
        .build();
    let terms = terms(&built);
    for term in ["answer", "question", "ask", "antwort", "antwoorden", "vragen"] {
        assert!(terms.contains_key(term), "{term}: {:?}", terms.keys());
    }
    let endings = json(&built, "search/index.json")["endings"].clone();
    assert_eq!(endings.as_object().unwrap().keys().collect::<Vec<_>>(), ["de", "en"]);
}

#[test]
fn a_frequent_term_names_the_pages_where_it_stands_out_and_says_how_many_it_is_on() {
    let mut site = site();
    for n in 0..310 {
        let title = if n == 150 { "Bank" } else { "Other" };
        let end = if n % 3 == 0 { "bank" } else { "" };
        let text = format!("---\ntitle: {title}\n---\n{}{end}\n", "text ".repeat(800));
        site = site.article(&format!("a{n:03}"), &text);
    }
    // On 104 pages (`ABo`), of which page 150 (`2E`) is listed: in its title, and once in a text (4 + 1).
    assert_eq!(terms(&site.build())["bank"], "~ABo2EF");
}

#[test]
fn an_edit_changes_only_the_parts_with_its_words() {
    let many = |last: &str| {
        let words = |n: usize| {
            (0..600)
                .map(|k| format!("word{}", (n * 331 + k * 17) % 9973))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mut site = site();
        for n in 0..60 {
            let end = if n == 30 { last } else { "" };
            site = site.article(
                &format!("a{n:02}"),
                &format!("---\ntitle: Article {n}\n---\n{} {end}\n", words(n)),
            );
        }
        site.build()
    };
    let (before, after) = (many(""), many("One sentence more."));
    let changed: Vec<&str> = paths(&after)
        .into_iter()
        .filter(|path| before.outputs.get(*path) != Some(&after.outputs[*path]))
        .collect();
    let all = paths(&after).len();
    assert!(all > 8, "{all}");
    // `one`, `sentenc`, `mor`, and the list of the parts.
    assert!((2..=4).contains(&changed.len()) && changed[0] == "search/index.json", "{changed:?}");
}

// ---- the pages ----

#[test]
fn each_page_leads_to_the_search_and_only_its_own_page_runs_a_script() {
    let built = rivers().build();
    for path in built.outputs.keys().filter(|path| path.ends_with(".html")) {
        let dom = built.dom(path);
        let scripts: Vec<_> = dom
            .all("script")
            .into_iter()
            .filter(|it| it.attr("type") != Some("application/ld+json"))
            .collect();
        let fields: Vec<_> = dom.all("form");
        assert_eq!(fields.len(), 1, "{path}");
        assert_eq!(fields[0].attr("action"), Some("/search/"), "{path}");
        if path == "search/index.html" {
            assert_eq!(built.page("search/search.js"), include_str!("../../src/search/search.js"));
            assert!(scripts[0].attr("src").unwrap().starts_with("/search/search.js?v="));
            assert_eq!(dom.meta("robots"), ["noindex"]);
        } else {
            assert!(scripts.is_empty(), "{path}");
        }
    }
}

#[test]
fn everything_is_below_the_base_path() {
    let built = rivers()
        .file("site.toml", "title = \"Site\"\nbase_url = \"https://example.org/repo/\"\n")
        .build();
    let page = built.page("search/index.html");
    assert!(
        page.contains("data-base=\"/repo/\"") && page.contains("src=\"/repo/search/search.js?v="),
        "{page}"
    );
    let description = built.page("search/opensearch.xml");
    assert!(
        description.contains("template=\"https://example.org/repo/search/?q={searchTerms}\""),
        "{description}"
    );
    assert!(
        built
            .page("index.html")
            .contains("\"target\":\"https://example.org/repo/search/?q={search_term_string}\"")
    );
    assert!(
        built
            .page("index.html")
            .contains("rel=\"search\" type=\"application/opensearchdescription+xml\"")
    );
}

#[test]
fn a_site_without_a_search_has_nothing_of_it() {
    let built = rivers().config("[search]\nenabled = false\n").build();
    assert_eq!(paths(&built), [""; 0]);
    for (path, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("/search/") && !text.contains("/a-z/") && !text.contains("SearchAction"),
            "{path}"
        );
    }
    // And an article may be where it would be.
    let built = site()
        .config("[search]\nenabled = false\n")
        .article("search", "---\ntitle: Search\n---\n")
        .build();
    built.clean();
    let built = site().article("search", "---\ntitle: Search\n---\n").build();
    let told = built
        .findings
        .iter()
        .any(|finding| finding.is_error() && built.told(finding).contains("the search page"));
    assert!(told, "{:?}", built.findings);
}

#[test]
fn no_article_and_one_have_a_search() {
    let none = site().build();
    assert_eq!(json(&none, "search/index.json")["pages"], 0);
    assert!(
        paths(&none).contains(&"a-z/index.html") && !paths(&none).contains(&"search/pages-1.json")
    );
    let one = site().article("a", "---\ntitle: One\n---\n").build();
    assert_eq!(terms(&one).keys().collect::<Vec<_>>(), ["one"]);
}

// ---- by letter ----

#[test]
fn everything_is_listed_by_letter() {
    let built = rivers().build();
    let dom = built.dom("a-z/index.html");
    let heads: Vec<String> = dom.all("h2").into_iter().map(Element::text).collect();
    assert_eq!(heads, ["F", "W"]);
    let main = built.page("a-z/index.html");
    let at = |text: &str| main.find(text).unwrap_or_else(|| panic!("{text}: {main}"));
    assert!(at(">Floods &amp; &lt;dams&gt;<") < at("href=\"/bridge/#q:when-does-it-open\""));
    assert!(at("href=\"/bridge/#q:when-does-it-open\"") < at("href=\"/bridge/#q:who-pays\""));
    assert!(at("href=\"/bridge/#q:who-pays\"") < at("href=\"/bridge/\" "));
    assert_eq!(main.matches("class=\"badge\"").count(), 1);
}

#[test]
fn the_list_by_letter_has_pages() {
    let mut many = site().config("[lists]\nper_page = 1\n");
    for n in 0..25 {
        let letter = char::from(b'a' + n);
        many = many.article(&format!("a{n}"), &format!("---\ntitle: {letter}{letter}\n---\n"));
    }
    let built = many.build();
    built.clean();
    let pages: Vec<&str> =
        paths(&built).into_iter().filter(|path| path.starts_with("a-z/")).collect();
    assert_eq!(pages, ["a-z/index.html", "a-z/page/2/index.html", "a-z/page/3/index.html"]);
    assert!(built.page("a-z/index.html").contains("href=\"/a-z/page/3/#part:letter-y\""));
    assert!(built.page("a-z/page/3/index.html").contains("href=\"#part:letter-y\""));
}
