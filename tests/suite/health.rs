//! How the explainers stand: `nutgraf list health`, and the page that `[lists] health` publishes.

use serde_json::{Value, json};

use crate::support::{Built, Element, TestSite, site};

const TODAY: &str = "2026-11-23";

/// The findings that are counted.
const UNSOURCED: [&str; 2] = ["citation/figure", "citation/key-point"];

/// A site whose explainers stand differently.
fn four() -> TestSite {
    site()
        .config("[check]\n\"source/unused\" = \"off\"\n")
        .article("old", "---\ntitle: Old\ndate: 2024-01-05\nas_of: 2024-05-01\ninsights: [Why?, {question: How?, answer: So.}]\nsources:\n  - {id: s, title: S, published: 2021}\n  - {id: t, title: T, published: 2019-03}\n  - {id: u, title: Never cited, published: 1890}\n---\nSo it is. [@s] [@t]\n")
        .article("new", "---\ntitle: New\ndate: 2026-01-05\nupdates: [{date: 2026-03-01, note: N.}]\ninsights: [Why?, When?]\n---\nText.\n")
        .article("just", "---\ntitle: Just\ndate: 2026-11-22\n---\nText.\n")
        .article("bare", "---\ntitle: Bare\n---\nText.\n")
        .article("draft", "---\ntitle: Draft\ndraft: true\ninsights: [Why?]\n---\n")
        .article("_pages/about", "Who writes this.")
}

fn published(site: TestSite) -> Built {
    let built = site.config("[lists]\nhealth = true\n").build();
    built.clean();
    built
}

/// The texts of the cells of a table's rows.
fn rows(built: &Built, page: &str) -> Vec<Vec<String>> {
    let dom = built.dom(page);
    let cells = |row: Element<'_>| {
        let cells = row.below().into_iter().filter(|it| ["th", "td"].contains(&it.name()));
        cells.map(Element::text).collect()
    };
    dom.all("tr").into_iter().map(cells).collect()
}

// ---- the list ----

#[test]
fn the_list_has_a_line_for_each_published_explainer() {
    let run = four().on_disk().run(&["list", "health", "--now", TODAY]).exits(0).silent();
    assert_eq!(
        run.stdout,
        "content/new.md:2\t2 of 2 questions open, 0 unsourced figures, no dated source, 267 days since `updated`  New\n\
         content/old.md:2\t1 of 2 questions open, 0 unsourced figures, oldest source 2019-03, 936 days since `as_of`  Old\n\
         content/bare.md:2\tno questions, 0 unsourced figures, no dated source, no date  Bare\n\
         content/just.md:2\tno questions, 0 unsourced figures, no dated source, 1 day since `date`  Just\n"
    );
}

#[test]
fn the_list_has_its_numbers_as_numbers() {
    let disk = four().on_disk();
    let run = disk.run(&["list", "health", "--format", "json", "--now", TODAY]).exits(0).silent();
    let all: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(all.len(), 4);
    assert_eq!(
        all[1],
        json!({
            "file": "content/old.md",
            "line": 2,
            "text": "1 of 2 questions open, 0 unsourced figures, oldest source 2019-03, 936 days since `as_of`",
            "title": "Old",
            "questions": 2,
            "open_questions": 1,
            "unsourced_figures": 0,
            "oldest_source": "2019-03",
            "checked": "2024-05-01",
            "checked_by": "as_of",
            "days": 936,
        })
    );
    for key in ["oldest_source", "checked", "checked_by", "days"] {
        assert!(all[2][key].is_null(), "{key}");
    }
    let none = site().on_disk().run(&["list", "health", "--format", "json"]).exits(0).silent();
    assert_eq!(none.stdout, "[]\n");
}

#[test]
fn the_list_of_a_broken_site_says_that_it_may_be_incomplete() {
    let disk = four().article("broken", "---\ntitle: \"x\n---\n").on_disk();
    let run = disk.run(&["list", "health"]).exits(1);
    assert!(run.stdout.contains("content/old.md:2\t"), "{run:#?}");
    assert!(run.stderr.contains("may be incomplete"), "{run:#?}");
    let disk = four().file("site.toml", "titel = \"x\"\n").on_disk();
    assert_eq!(disk.run(&["list", "health"]).exits(2).stdout, "");
}

#[test]
fn figures_without_a_source_are_those_that_check_finds() {
    let site = site().article(
        "a",
        "---\ntitle: A\ndate: 2026-01-05\nsummary: [\"It costs 300 euros a year.\"]\n---\nEach year 4,500 people buy one, and 17 percent of them pay 300 euros.\n",
    );
    let found = site.check();
    let found = found.iter().filter(|finding| UNSOURCED.contains(&finding.code.name())).count();
    let disk = site.on_disk();
    let run = disk.run(&["list", "health", "--format", "json", "--now", TODAY]).exits(0).silent();
    let all: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(all[0]["unsourced_figures"], json!(found));
    assert_eq!(rows(&published(site), "health/index.html")[1][2], found.to_string());
}

// ---- the page ----

#[test]
fn the_page_is_a_table_with_the_longest_unchecked_first() {
    for theme in ["", "theme = \"plain\"\n"] {
        let settings = format!("title = \"Site\"\nbase_url = \"https://example.org/\"\n{theme}");
        let more = "[check]\n\"source/unused\" = \"off\"\n";
        let built = published(four().file("site.toml", format!("{settings}{more}")));
        let head = [
            "Explainer",
            "Open questions",
            "Figures without a source",
            "Oldest source cited",
            "Facts checked to",
        ];
        assert_eq!(
            rows(&built, "health/index.html"),
            [
                head,
                ["Bare", "0 of 0", "0", "none with a date", "no date"],
                ["Old", "1 of 2", "0", "March 2019", "1 May 2024"],
                ["New", "2 of 2", "0", "none with a date", "Updated 1 March 2026"],
                ["Just", "0 of 0", "0", "none with a date", "Published 22 November 2026"],
            ]
        );
        let dom = built.dom("health/index.html");
        assert_eq!(dom.errors, Vec::<String>::new());
        let scopes: Vec<_> = dom.all("th").into_iter().filter_map(|th| th.attr("scope")).collect();
        assert_eq!(scopes, [&["col"; 5][..], &["row"; 4]].concat());
        assert_eq!(dom.all("caption").len(), 1);
        assert_eq!(dom.all("table")[0].all("a")[1].attr("href"), Some("/old/"));
    }
}

#[test]
fn nothing_leads_to_the_page() {
    let built = published(four());
    assert_eq!(built.dom("health/index.html").meta("robots"), ["noindex"]);
    for (path, bytes) in built.outputs.iter().filter(|(path, _)| !path.starts_with("health/")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("/health/"), "{path} leads there");
    }
    assert!(built.dom("index.html").meta("robots").is_empty());
    let linked =
        four().config("[lists]\nhealth = true\n[[menu]]\nname = \"State\"\nurl = \"/health/\"\n");
    let built = linked.build();
    built.clean();
    assert!(built.page("index.html").contains("href=\"/health/\""));
}

#[test]
fn the_page_is_made_only_if_it_is_asked_for() {
    let taken = "---\ntitle: Health\n---\nText.\n";
    let built = four().article("health", taken).build();
    built.clean();
    assert_eq!(built.dom("health/index.html").all("h1")[0].text(), "Health");
    let (_, assembled, _) = four().assemble();
    assert!(assembled.unwrap().health.is_empty());
    let built = four().article("health", taken).config("[lists]\nhealth = true\n").build();
    assert!(built.findings.iter().any(|finding| {
        finding.is_error() && built.told(finding).contains("the overview of `[lists] health`")
    }));
}

#[test]
fn a_long_table_has_pages() {
    let built = four().config("[lists]\nper_page = 3\nhealth = true\n").build();
    built.clean();
    assert_eq!(rows(&built, "health/page/2/index.html").len(), 2);
}

#[test]
fn a_site_without_explainers_has_no_table() {
    let built = published(site());
    let dom = built.dom("health/index.html");
    assert!(dom.all("table").is_empty());
    assert!(dom.all("main")[0].text().contains("No explainer has been published yet."));
}

#[test]
fn the_page_speaks_the_language_of_the_site() {
    let settings = "title = \"Site\"\nbase_url = \"https://example.org/\"\nlanguage = \"de\"\n[check]\n\"source/unused\" = \"off\"\n";
    let built = published(four().file("site.toml", settings));
    assert_eq!(
        rows(&built, "health/index.html")[2],
        ["Old", "1 von 2", "0", "März 2019", "1. Mai 2024"]
    );
}

#[test]
fn a_theme_needs_the_template_only_for_a_site_with_the_page() {
    let with = |more: &str| {
        let site = site().config("theme = \"x\"\n").config(more).article("a", "Text.");
        let names = nutgraf::theme::TEMPLATES.iter();
        names.fold(site, |site, name| {
            site.file(&format!("themes/x/templates/{name}"), "{{ page.title }}")
        })
    };
    with("").build().clean();
    let built = with("[lists]\nhealth = true\n").build();
    assert_eq!(built.findings[0].code.name(), "theme/missing-template");
    let own = with("[lists]\nhealth = true\n").template("health.html", "{{ list.total }}").build();
    own.clean();
    assert_eq!(own.page("health/index.html"), "1");
}

#[test]
fn the_page_follows_the_articles_and_not_the_clock() {
    let disk = four().config("[lists]\nhealth = true\n").on_disk();
    let page = |more: &[&str]| {
        let args = [&["build", "--strict"], more].concat();
        disk.run(&args).exits(0);
        disk.read("public/health/index.html")
    };
    let first = page(&["--now", TODAY]);
    assert_eq!(page(&["--now", "2031-01-01"]), first);
    let text = disk.read("content/old.md");
    disk.write("content/old.md", text.replace("2024-05-01", "2026-11-01"));
    let warm = page(&["--now", TODAY]);
    assert_ne!(warm, first);
    assert_eq!(page(&["--now", TODAY, "--no-cache"]), warm);
    let text = disk.read("content/old.md");
    disk.write("content/old.md", text.replace("published: 2019-03", "published: 2018"));
    let warm = page(&["--now", TODAY]);
    assert!(warm.contains("2018"));
    assert_eq!(page(&["--now", TODAY, "--no-cache"]), warm);
}
