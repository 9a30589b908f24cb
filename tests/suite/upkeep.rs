//! An answer has a life of its own: days, an owner, old addresses, corrections.

use serde_json::Value;

use crate::support::{Built, site};

const SOURCES: &str = "sources:\n  - {id: s, title: S}\n";

fn article(rest: &str) -> Built {
    site().file("content/a.md", format!("---\ntitle: Heat\n{SOURCES}{rest}")).build()
}

/// An article whose one question has these keys.
fn kept(keys: &str) -> Built {
    article(&format!("insights:\n  - {{question: Is it loud?, {keys}}}\n---\nText [@s].\n"))
}

const KEYS: &str =
    "answered: 2026-01-02, checked: 2026-03-04, review_by: 2999-05-06, owner: The energy desk";

#[test]
fn readers_see_who_keeps_an_answer_and_when_it_was_checked() {
    let built = kept(&format!("answer: It hums., {KEYS}"));
    built.clean();
    let page = built.page("a/index.html");
    for shown in ["2 January 2026", "4 March 2026", "6 May 2999", "The energy desk"] {
        assert!(page.contains(shown), "{shown} is not in {page}");
    }
    let open = kept("open: Nobody measured., checked: 2026-03-04");
    open.clean();
    assert!(open.page("a/index.html").contains("Last looked into"));
    assert!(!kept("answer: It hums.").page("a/index.html").contains("upkeep"));
}

#[test]
fn both_forms_say_the_same_of_an_answer() {
    let listed = kept(&format!("answer: It hums., {KEYS}, aliases: [/loud/, /noise.html]"));
    let written = article(
        "---\nText [@s].\n\n## Questions {.questions}\n\n### Is it loud? {answered=2026-01-02 checked=2026-03-04 review_by=2999-05-06 owner=\"The energy desk\" aliases=\"/loud/ /noise.html\"}\n\nIt hums.\n",
    );
    listed.clean();
    written.clean();
    assert!(listed.outputs == written.outputs);
}

#[test]
fn machines_read_when_an_answer_was_changed_and_reviewed() {
    let graph = |built: &Built| -> Value {
        let page = built.page("a/index.html");
        let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
        serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
    };
    let of = |value: &Value| -> (Value, Value) {
        let faq = value["@graph"].as_array().unwrap().iter().find(|it| it["@type"] == "FAQPage");
        let faq = faq.unwrap();
        let answer = &faq["mainEntity"][0]["acceptedAnswer"];
        (answer["dateModified"].clone(), faq["lastReviewed"].clone())
    };
    let one = graph(&kept(&format!("answer: It hums., {KEYS}")));
    assert_eq!(of(&one), ("2026-01-02".into(), "2026-03-04".into()));
    // Of a page whose answers were not all reviewed, nobody can say when that was.
    let two = article(
        "insights:\n  - {question: Is it loud?, answer: It hums., checked: 2026-03-04}\n  - {question: Is it big?, answer: No.}\n---\nText [@s].\n",
    );
    assert_eq!(of(&graph(&two)), (Value::Null, Value::Null));
}

#[test]
fn an_old_address_leads_to_the_answer() {
    let built = kept("answer: It hums., id: noise, aliases: [/faq/loud, /old.html]");
    built.clean();
    for old in ["faq/loud/index.html", "old.html"] {
        let page = built.page(old);
        assert!(
            page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/a/#q:noise\">"),
            "{page}"
        );
        assert!(page.contains("<a href=\"/a/#q:noise\">Is it loud?</a>"), "{page}");
    }
}

#[test]
fn a_correction_names_the_answer_that_it_corrects() {
    let built = article(
        "insights:\n  - {question: Is it loud?, answer: It hums., answered: 2026-01-02, id: noise}\nupdates:\n  - {date: 2026-02-03, kind: correction, note: It was wrong., was: Silent., now: It hums., question: noise}\n---\nText [@s].\n",
    );
    built.clean();
    let page = built.page("a/index.html");
    assert!(page.contains("Corrected <a href=\"#update:1\">3 February 2026</a>"), "{page}");
    assert!(page.contains("Answer to: <a href=\"#q:noise\">Is it loud?</a>"), "{page}");
    assert!(page.contains("\"dateModified\":\"2026-02-03\""), "{page}");
}

#[test]
fn what_cannot_be_is_told() {
    for (keys, line, code, words) in [
        ("open: X, answered: 2026-01-02", "6:17", "question/form", "was answered on 2026-01-02"),
        (
            "answer: X, answered: 2026-03-02, checked: 2026-01-02",
            "6:17",
            "date/order",
            "`checked` (2026-01-02)",
        ),
        (
            "answer: X, checked: 2026-03-02, review_by: 2026-01-02",
            "6:17",
            "date/order",
            "`review_by` (2026-01-02)",
        ),
        ("answer: X, owner: TBD", "6:48", "field/invalid", "`TBD` names nobody"),
        ("answer: X, owner: \"\"", "6:48", "field/invalid", "empty"),
        ("answer: X, checked: soon", "6:50", "date/invalid", "`soon` is not a date"),
        (
            "answer: X, aliases: [\"/faq/#q3\"]",
            "6:51",
            "slug/invalid",
            "a browser asks for `/faq/` alone",
        ),
        (
            "answer: X, aliases: [/a/]",
            "6:51",
            "route/alias",
            "is the address of the article itself",
        ),
        ("answer: X, aliases: [/]", "6:51", "slug/invalid", ""),
    ] {
        let built = kept(keys);
        let found: Vec<String> =
            built.findings.iter().map(|it| format!("{} {}", it.code.name(), it.message)).collect();
        assert!(
            built.findings.iter().any(|it| it.code.name() == code && it.message.contains(words)),
            "{keys}: {found:?}, not {code} at {line}"
        );
    }
}

#[test]
fn two_questions_cannot_have_one_old_address() {
    let built = article(
        "aliases: [/old/]\ninsights:\n  - {question: Is it loud?, answer: X., aliases: [/faq/, /old/]}\n  - {question: Is it big?, answer: Y., aliases: [/faq/]}\n---\nText [@s].\n",
    );
    let told: Vec<&str> = built
        .findings
        .iter()
        .filter(|it| it.code.name() == "route/alias")
        .map(|it| it.message.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "the alias `/old/` leads to two places of this article",
            "the alias `/faq/` leads to two places of this article",
        ]
    );
}

#[test]
fn an_update_cannot_name_a_question_that_is_not_there() {
    for (question, hint) in [("nois", "write `noise`"), ("price", "write one of its ids: `noise`")]
    {
        let built = article(&format!(
            "insights:\n  - {{question: Is it loud?, answer: X., id: noise}}\nupdates:\n  - {{date: 2026-02-03, note: N, question: {question}}}\n---\nText [@s].\n"
        ));
        let finding = built.findings.iter().find(|it| it.code.name() == "field/invalid").unwrap();
        assert_eq!(finding.hint.as_deref(), Some(hint));
    }
}

#[test]
fn a_day_to_come_is_told_for_what_it_is() {
    let built = kept("answer: X, answered: 2999-01-02");
    let finding = built.findings.iter().find(|it| it.code.name() == "date/future").unwrap();
    assert!(finding.hint.as_deref().unwrap().starts_with("write the day on which it was done"));
}

#[test]
fn a_link_to_the_questions_leads_to_their_part() {
    let built =
        article("insights: [\"Why?\"]\n---\nSee [these](#open) and [those](#questions) [@s].\n");
    built.check_findings(&[
        ("link/anchor", "content/a.md:7:5", "`#part:open`"),
        ("link/anchor", "content/a.md:7:24", ""),
    ]);
}
