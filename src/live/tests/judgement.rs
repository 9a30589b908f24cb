//! What is found on pages is looked for only when somebody asks, and only in what has changed.

use crate::live::lock::lock;
use crate::live::tests::{Site, says};
use crate::path::SitePath;
use crate::serve::Preview as _;

const A: &str = "a/index.html";
const B: &str = "b/index.html";

/// An article of which a question is judged.
fn asks(question: &str) -> String {
    says("Text.").replace("date:", &format!("insights:\n  - \"{question}\"\ndate:"))
}

/// The settings, without some rules that concern every article here.
const SETTINGS: &str = "title = \"S\"\nbase_url = \"https://example.org/\"\n[check]\n\"question/no-answer\" = \"off\"\nsite = \"off\"\narticle = \"off\"\n";

/// A site whose article `a` has a question without a question mark, and in whose `b` nothing is found.
fn site() -> Site {
    let mut site = Site::new();
    site.files.write("site.toml", SETTINGS);
    site.files.write("content/a.md", &asks("Cost of it"));
    site.updater.look();
    site
}

impl Site {
    fn found(&self, page: &str) -> Option<String> {
        self.live.judgement(Some(&SitePath::new(page).unwrap()))
    }

    #[track_caller]
    fn finds(&self, page: &str, text: &str) -> String {
        let found = self.found(page).unwrap_or_default();
        assert!(found.contains(text), "{text} in {found}");
        found
    }

    /// Saves an article, and looks at it.
    #[track_caller]
    fn save(&mut self, path: &str, text: &str) {
        self.files.write(path, text);
        assert!(self.updater.look().is_some());
    }
}

#[test]
fn an_article_is_judged_when_somebody_asks_and_only_if_it_changed() {
    let mut site = site();
    site.shows(A, "Cost of it");
    site.save("content/a.md", &asks("Costs of it"));
    site.shows(A, "Costs of it");
    assert_eq!(site.live.judged(), 0, "nobody has asked");
    for _ in 0..2 {
        let found = site.finds(A, "warning[question/mark]");
        assert!(found.contains("content/a.md:4:") && found.contains("`Costs of it`"), "{found}");
        assert_eq!(site.live.judged(), 1);
    }
    assert_eq!(site.found(B), None);
    assert_eq!(site.live.judged(), 2);
    site.save("content/a.md", &asks("Price of it"));
    assert_eq!(site.live.judged(), 2, "a save waits for no judgement");
    site.finds(A, "`Price of it`");
    assert_eq!(site.found(B), None);
    assert_eq!(site.live.judged(), 3);
    let all = site.live.judgement(None).unwrap();
    assert!(all.contains(" in the whole site</h1>") && all.contains("`Price of it`"), "{all}");
    assert_eq!(site.live.judged(), 3);
    site.save("content/a.md", &asks("What does it cost?"));
    assert_eq!(site.found(A), None);
    for page in ["index.html", "questions/index.html", "nowhere/index.html", "a/cite.bib"] {
        assert_eq!(site.found(page), None, "{page}");
    }
    assert_eq!(site.live.judged(), 4);
}

#[test]
fn the_settings_decide_what_is_found() {
    let mut site = site();
    site.finds(A, "1 finding<");
    site.save("site.toml", &format!("{SETTINGS}\"question/mark\" = \"off\"\n"));
    assert_eq!(site.found(A), None);
    site.save("site.toml", &format!("{SETTINGS}\"question/mark\" = \"error\"\n"));
    site.finds(A, "error[question/mark]");
    site.finds(A, "1 finding<");
}

#[test]
fn a_file_with_an_error_is_not_judged_for_what_it_no_longer_says() {
    let mut site = site();
    site.finds(A, "question/mark");
    site.save("content/a.md", "---\ntitle: [\n---\nBroken.\n");
    site.shows(A, "Cost of it");
    let found = site.finds(A, "error[yaml/syntax]");
    assert!(!found.contains("question/mark"), "{found}");
    site.save("content/a.md", &asks("Cost of it"));
    site.finds(A, "question/mark");
}

#[test]
fn a_file_that_is_saved_meanwhile_is_judged_again() {
    let mut site = site();
    // Nothing has looked at it yet.
    site.files.write("content/a.md", &format!("{}\n\n", asks("Price of it")));
    site.found(A);
    assert!(site.updater.look().is_some());
    let found = site.finds(A, "`Price of it`");
    assert!(!found.contains("Cost of it"), "{found}");
}

#[test]
fn a_bug_in_a_rule_ends_nothing() {
    let mut site = site();
    for round in 0..2 {
        site.files.panic_at("content/a.md");
        site.finds(A, "A bug in nutgraf");
        assert_eq!(site.found(B), None);
        site.shows(A, "it");
        site.files.calm();
        site.finds(A, "question/mark");
        site.save("content/a.md", &asks(&format!("Price {round} of it")));
    }
    let lines = site.lines();
    assert_eq!(lines.len(), 2, "told once each: {lines:#?}");
    assert!(lines[0].contains("the pages are shown as usual"), "{lines:#?}");
}

#[test]
fn neither_a_look_nor_a_page_waits_for_a_judgement() {
    let mut site = site();
    let live = std::sync::Arc::clone(&site.live);
    let _judging = lock(&live.judge);
    site.save("content/a.md", &asks("Price of it"));
    site.shows(A, "Price of it");
    assert_eq!(site.live.faults(), None);
}
