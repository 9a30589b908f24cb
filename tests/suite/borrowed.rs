//! An answer lives once: a question of another page prints it, with its sources in that page's own list.

use crate::support::{Built, TestSite, site};

/// A page with an answer that has all that an answer can have.
const LENDER: &str = "---
title: What does it cost?
insights:
  - question: What does a year cost?
    id: year
    checked: 2026-03-04
    owner: The tariff desk
    answer: |
      Some 900 euros [@tariffs, p. 3; @un].

      #### In detail {#detail}

      See [below](#more), [the other](b.md) and the note[^n].
sources:
  - {id: tariffs, title: Tariffs of the town, url: \"https://example.org/tariffs\"}
  - {id: un, title: Heat}
---
Text [@tariffs; @un].[^n]

## More {#more}

[^n]: A note.
";

fn with(borrower: &str) -> TestSite {
    site()
        .article("a", borrower)
        .article("b", "---\ntitle: B\n---\nText.\n")
        .article("cost", LENDER)
}

fn borrowed(sources: &str, see: &str) -> Built {
    with(&format!(
        "---\ntitle: Heat\ninsights:\n  - {{question: Is it dear?, see: \"{see}\"}}\nsources:\n{sources}---\nText [@own].\n"
    ))
    .build()
}

const OWN: &str = "  - {id: own, title: Own}\n";

#[test]
fn a_pointer_to_a_question_prints_its_answer() {
    for see in ["cost.md#year", "cost.md#q:year"] {
        let built = borrowed(OWN, see);
        built.clean();
        let page = built.page("a/index.html");
        let (_, answer) = page.split_once("<div id=\"q:is-it-dear\"").unwrap();
        let (answer, sources) = answer.split_once("</details>").unwrap();
        for part in [
            "Some 900 euros",
            // Numbered after the page's own.
            "href=\"#src:tariffs\"",
            ">2<",
            ">3<",
            "<a href=\"/cost/#more\">below</a>",
            "<a href=\"/b/\">the other</a>",
            "<a href=\"/cost/#fn:n\">*</a>",
            "From: <a href=\"/cost/#q:year\" dir=\"auto\">What does it cost?</a>",
            "4 March 2026",
            "The tariff desk",
        ] {
            assert!(answer.contains(part), "{part} is not in {answer}");
        }
        assert!(!answer.contains("id=\"detail\""), "{answer}");
        assert!(sources.contains("Tariffs of the town") && sources.contains("id=\"src:un\""));
        // It is one page's for machines.
        assert!(!page.contains("FAQPage"), "{page}");
        assert!(built.page("cost/index.html").contains("FAQPage"));
    }
}

#[test]
fn a_source_that_both_pages_cite_is_listed_once() {
    let built = borrowed(
        "  - {id: own, title: Tariffs of the town, url: \"https://example.org/tariffs\"}\n",
        "cost.md#year",
    );
    built.clean();
    let page = built.page("a/index.html");
    assert!(page.contains("href=\"#src:own\"") && !page.contains("src:tariffs"), "{page}");
}

#[test]
fn a_source_with_a_taken_id_gets_another() {
    let built =
        borrowed("  - {id: own, title: Own}\n  - {id: un, title: Another}\n", "cost.md#year");
    let page = built.page("a/index.html");
    assert!(page.contains("id=\"src:un~1\"") && page.contains("href=\"#src:un~1\""), "{page}");
    let all = built.page("sources/index.html");
    // Once, and by both.
    let cited = "<cite dir=\"auto\">Heat</cite></p>\n<p class=\"cited\">Cited by: <a href=\"/a/\" dir=\"auto\">Heat</a>, <a href=\"/cost/\"";
    assert!(all.contains(cited), "{all}");
    assert_eq!(all.matches("<cite dir=\"auto\">Heat</cite>").count(), 1, "{all}");
}

#[test]
fn pointers_are_followed_to_the_answer() {
    let built = with(
        "---\ntitle: Heat\ninsights:\n  - {question: Is it dear?, see: \"c.md#again\"}\n---\nText.\n",
    )
    .article("c", "---\ntitle: C\ninsights:\n  - {question: Again?, see: \"cost.md#year\"}\n---\nText.\n")
    .build();
    built.clean();
    for page in ["a/index.html", "c/index.html"] {
        assert!(built.page(page).contains("Some 900 euros"));
    }
}

#[test]
fn a_pointer_to_a_section_is_a_link() {
    let built = borrowed(OWN, "cost.md#more");
    built.clean();
    let page = built.page("a/index.html");
    assert!(page.contains("<a href=\"/cost/#more\">What does it cost? · More</a>"), "{page}");
    // On its own page, a question is only linked.
    let own = site()
        .article("a", "---\ntitle: A\ninsights:\n  - {question: One?, id: one, answer: X.}\n  - {question: Two?, see: \"#one\"}\n---\nText.\n")
        .build();
    own.clean();
    assert!(own.page("a/index.html").contains("<a href=\"#q:one\">One?</a>"));
}

#[test]
fn pointers_that_lead_to_no_answer_are_told() {
    let open =
        with("---\ntitle: A\ninsights:\n  - {question: One?, see: \"c.md#two\"}\n---\nText.\n")
            .article(
                "c",
                "---\ntitle: C\ninsights:\n  - {question: Two?, open: Nobody knows.}\n---\nText.\n",
            )
            .build();
    open.check_findings(&[(
        "question/see-open",
        "content/a.md:4:16",
        "`Two?`, which has no answer",
    )]);
    let circle = site()
        .article("a", "---\ntitle: A\ninsights:\n  - {question: One?, see: \"b.md#two\"}\n  - {question: Self?, see: \"#self\"}\n---\nText.\n")
        .article("b", "---\ntitle: B\ninsights:\n  - {question: Two?, see: \"a.md#one\"}\n---\nText.\n")
        .build();
    circle.check_findings(&[
        ("question/circle", "content/a.md:4:16", "`One?` → `Two?` → `One?`"),
        ("question/circle", "content/a.md:5:16", "`Self?` → `Self?`"),
        ("question/circle", "content/b.md:4:16", "`Two?` → `One?` → `Two?`"),
    ]);
    let draft = site()
        .article(
            "a",
            "---\ntitle: A\ninsights:\n  - {question: One?, see: \"b.md#two\"}\n---\nText.\n",
        )
        .article(
            "b",
            "---\ntitle: B\ndraft: true\ninsights:\n  - {question: Two?, answer: X}\n---\nText.\n",
        )
        .build();
    draft.check_findings(&[("link/draft", "content/a.md:4:27", "is a draft")]);
    let none = borrowed(OWN, "cost.md#yeer");
    assert!(none.findings.iter().any(|it| it.code.name() == "link/anchor"), "{:?}", none.findings);
}
