//! The lists of questions, and the feeds of answers.

use std::fmt::Write as _;

use crate::support::{TestSite, site};

const LISTS: [&str; 4] = ["", "answered/", "open/", "newest/"];

fn asked() -> TestSite {
    site()
        .article("a", "---\ntitle: A\ndate: 2026-01-01\ntopics: [Heat]\ninsights:\n  - {question: One?, answer: X}\n  - {question: Two?, open: Y}\n---\nText.\n")
        .article("b", "---\ntitle: B\ndate: 2026-02-01\ntopics: [Open]\ninsights:\n  - {question: Three?, answer: Z, answered: 2026-03-04, id: three}\nupdates:\n  - {date: 2026-04-05, kind: correction, note: It was Q., was: Q, now: Z, question: three}\n---\nText.\n")
        .article("c", "---\ntitle: C\ndate: 2026-02-02\ninsights:\n  - {question: Four?, see: \"b.md#three\"}\n  - {question: Five?}\n---\nText.\n")
}

/// Returns the questions that a page shows, in order.
fn shown(page: &str) -> Vec<&str> {
    let names = ["One?", "Two?", "Three?", "Four?", "Five?"];
    let mut found: Vec<(usize, &str)> = names
        .iter()
        .filter_map(|name| page.find(&format!(">{name}</a>")).map(|at| (at, *name)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn each_list_has_its_questions() {
    let built = asked().build();
    built.clean();
    let expected: [&[&str]; 4] = [
        &["Four?", "Five?", "Three?", "One?", "Two?"],
        &["Four?", "Three?", "One?"],
        &["Five?", "Two?"],
        // An answer that is borrowed is new where it lives.
        &["Three?", "One?"],
    ];
    for (list, expected) in LISTS.iter().zip(expected) {
        let page = built.page(&format!("questions/{list}index.html"));
        assert_eq!(shown(page), expected, "{list}");
        let current = if list.is_empty() { 2 } else { 1 };
        assert_eq!(page.matches("aria-current=\"page\"").count(), current, "{list}");
    }
    let newest = built.page("questions/newest/index.html");
    assert!(newest.contains("Corrected <time datetime=\"2026-04-05\">"), "{newest}");
}

#[test]
fn a_topic_called_like_a_list_makes_way() {
    let built = asked().build();
    assert_eq!(shown(built.page("questions/~open/index.html")), ["Three?"]);
    assert_eq!(shown(built.page("questions/heat/index.html")), ["One?", "Two?"]);
    assert!(built.page("questions/index.html").contains("href=\"/questions/~open/\""));
}

#[test]
fn new_and_corrected_answers_have_a_feed() {
    let built = asked().build();
    let feed = built.page("questions/atom.xml");
    assert_eq!(feed.matches("<entry").count(), 1, "{feed}");
    for part in [
        "<id>https://example.org/b/#q:three</id>",
        "<published>2026-03-04T00:00:00Z</published>",
        "<updated>2026-04-05T00:00:00Z</updated>",
        "Correction&lt;/strong&gt; It was Q.",
    ] {
        assert!(feed.contains(part), "{part} is not in {feed}");
    }
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\"";
    let list = built.page("questions/index.html");
    assert!(list.contains("href=\"/questions/atom.xml\"") && list.contains(link), "{list}");
    assert_eq!(built.page("questions/~open/atom.xml").matches("<entry").count(), 1);
    assert!(!built.outputs.keys().any(|path| path.as_str() == "questions/heat/atom.xml"));
}

#[test]
fn a_site_without_days_has_no_feed_of_answers() {
    let built = site()
        .article("a", "---\ntitle: A\ninsights:\n  - {question: One?, answer: X}\n---\nText.\n")
        .build();
    assert!(!built.outputs.keys().any(|path| path.as_str().ends_with("questions/atom.xml")));
    assert!(built.page("questions/newest/index.html").contains("No question has been asked yet"));
    let none = site().article("a", "---\ntitle: A\n---\nText.\n").build();
    assert!(none.page("questions/index.html").contains("No question"));
    assert!(!none.outputs.keys().any(|path| path.as_str().starts_with("questions/o")));
}

#[test]
fn long_lists_have_pages() {
    let mut site = site().config("[lists]\nper_page = 2\n");
    for n in 0..5 {
        let mut questions = String::new();
        writeln!(questions, "  - {{question: Q{n}?, answer: X}}").unwrap();
        let text = format!("---\ntitle: T{n}\ninsights:\n{questions}---\nText.\n");
        site = site.article(&format!("a{n}"), &text);
    }
    let built = site.build();
    built.clean();
    assert!(built.page("questions/page/3/index.html").contains("Q4?"));
    assert!(built.page("questions/answered/page/3/index.html").contains("Q4?"));
    assert!(!built.outputs.keys().any(|path| path.as_str().contains("questions/open/page")));
}

#[test]
fn the_page_of_each_topic_leads_to_its_questions_as_data() {
    let built = site()
        .article("a", "---\ntitle: A\ntopics: [One, Two]\ninsights: [\"Why?\"]\n---\nText.\n")
        .article("b", "---\ntitle: B\ntopics: [Three]\n---\nText.\n")
        .build();
    for topic in ["one", "two"] {
        let page = built.page(&format!("topics/{topic}/index.html"));
        assert!(page.contains(&format!("href=\"/topics/{topic}/questions.json\"")), "{page}");
    }
    assert!(!built.page("topics/three/index.html").contains("questions.json"));
}
