//! A question that two articles ask: the fix lets one of them point to the other's answer, in whatever form it is written,
//! and loses no words; where there is none, the hint says what to write.

use nutgraf::diagnostic::{Code, Diagnostic, Safety, apply};

use crate::support::{TestSite, site};

const LENDER: &str = "---
title: Noise
insights:
  - question: Is it loud?
    answer: About as loud as a fridge.
---

It hums.
";

const OPEN: &str = "---\ntitle: B\n";

/// A site in which `content/in/a.md` answers the question, and `content/z.md` is this article.
fn with(text: &str) -> TestSite {
    pair(LENDER, text)
}

fn pair(first: &str, second: &str) -> TestSite {
    site().file("content/in/a.md", first).file("content/z.md", second)
}

fn told(site: &TestSite) -> Vec<Diagnostic> {
    site.check().into_iter().filter(|finding| finding.code == Code::QuestionTwice).collect()
}

#[track_caller]
fn only(site: &TestSite) -> Diagnostic {
    let mut found = told(site);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

/// Checks that the fix makes this of an article, and that nothing is wrong afterwards.
#[track_caller]
fn mends(text: &str, expected: &str) {
    let finding = only(&with(text));
    let [fix] = &finding.fixes[..] else { panic!("one fix: {text}\n{finding:#?}") };
    assert_eq!(fix.title, "let it point to the answer in `in/a.md`");
    assert_eq!(fix.safety, Safety::Unsafe);
    assert_eq!(finding.place.path.as_str(), "content/z.md");
    let new = apply(text, &fix.edits).unwrap();
    assert_eq!(new, expected);
    let after = with(&new);
    assert_eq!(told(&after), []);
    let built = after.build();
    built.clean();
    let page = built.page("z/index.html");
    assert!(page.contains("About as loud as a fridge."), "{page}");
    assert!(page.contains("From: <a href=\"/in/a/#q:is-it-loud\""), "{page}");
}

/// Checks that there is no fix, and returns the hint.
#[track_caller]
fn hint(site: &TestSite) -> String {
    let finding = only(site);
    assert_eq!(finding.fixes, [], "{finding:#?}");
    finding.hint.unwrap()
}

#[test]
fn in_the_front_matter() {
    let see = "see: \"in/a.md#q:is-it-loud\"";
    for (before, after) in [
        ("  - Is it loud?", "  - question: Is it loud?\n    SEE"),
        ("- Is it loud?", "- question: Is it loud?\n  SEE"),
        ("  - \"Is it loud?\"", "  - question: \"Is it loud?\"\n    SEE"),
        ("  -   'Is it loud?'  # Ada", "  -   question: 'Is it loud?'  # Ada\n      SEE"),
        ("  - Is it\n      loud?", "  - question: Is it\n      loud?\n    SEE"),
        (
            "  - Is it new?\n  - Is it loud?\n  - Is it old?",
            "  - Is it new?\n  - question: Is it loud?\n    SEE\n  - Is it old?",
        ),
        ("  - question: Is it loud?", "  - question: Is it loud?\n    SEE"),
        ("  - question: Is it loud? # Ada", "  - question: Is it loud? # Ada\n    SEE"),
        (
            "  - id: is-it-loud\n    question: \"Is it loud?\"\n    group: At home",
            "  - id: is-it-loud\n    question: \"Is it loud?\"\n    SEE\n    group: At home",
        ),
        ("  - {question: Is it loud?}", "  - {question: Is it loud?, SEE}"),
        (
            "  - {group: At home, \"question\": \"Is it loud?\", checked: 2026-01-02}",
            "  - {group: At home, \"question\": \"Is it loud?\", SEE, checked: 2026-01-02}",
        ),
        ("  [Is it new?, Is it loud?]", "  [Is it new?, {question: Is it loud?, SEE}]"),
        ("  [\n    \"Is it loud?\"\n  ]", "  [\n    {question: \"Is it loud?\", SEE}\n  ]"),
    ] {
        let of = |insights: &str| format!("{OPEN}insights:\n{insights}\n---\nText.\n");
        mends(&of(before), &of(&after.replace("SEE", see)));
    }
}

#[test]
fn in_the_text() {
    for (before, after) in [
        ("### Is it loud?\n", "### Is it loud? {SEE}\n"),
        ("### Is it loud?", "### Is it loud? {SEE}"),
        ("### Is it loud?  \n\n### Is it new?\n", "### Is it loud? {SEE}  \n\n### Is it new?\n"),
        ("### Is it loud? ###\n", "### Is it loud? ### {SEE}\n"),
        ("### Is it loud? {.open}\n", "### Is it loud? {SEE}\n"),
        (
            "### Is it loud? {#x .open checked=2026-01-02}\n",
            "### Is it loud? {#x SEE checked=2026-01-02}\n",
        ),
        (
            "### Is it loud? { group=\"an .open end\" }\n",
            "### Is it loud? { group=\"an .open end\" SEE}\n",
        ),
        (
            "### Is it *loud*?\n\n<!-- Ada asks -->\n",
            "### Is it *loud*? {SEE}\n\n<!-- Ada asks -->\n",
        ),
        ("### At home\n\n#### Is it loud?\n", "### At home\n\n#### Is it loud? {SEE}\n"),
    ] {
        let of =
            |asked: &str| format!("{OPEN}---\nText.\n\n## Questions {{.questions}}\n\n{asked}");
        mends(&of(before), &of(&after.replace("SEE", "see=\"in/a.md#q:is-it-loud\"")));
    }
}

#[test]
fn the_same_answer_is_written_once() {
    let see = "see: \"in/a.md#q:is-it-loud\"";
    for (before, after) in [
        (
            "  - {question: Is it loud?, answer: About as loud as a fridge.}",
            "  - {question: Is it loud?, SEE}",
        ),
        (
            "  - answer: About as loud\n      as a fridge.\n    question: Is it loud?",
            "  - SEE\n    question: Is it loud?",
        ),
        (
            "  - question: Is it loud?\n    answer: |\n      About as loud\n      as a fridge.\n    id: noise\n  - Is it new?",
            "  - question: Is it loud?\n    SEE\n    id: noise\n  - Is it new?",
        ),
        (
            "  - question: Is it loud?\n    answer: >-\n\n      About as loud as a fridge.\n\n  - Is it new?",
            "  - question: Is it loud?\n    SEE\n\n  - Is it new?",
        ),
    ] {
        let of = |insights: &str| format!("{OPEN}insights:\n{insights}\n---\nText.\n");
        mends(&of(before), &of(&after.replace("SEE", see)));
    }
    let of = |asked: &str| format!("{OPEN}---\nText.\n\n## Questions {{.questions}}\n\n{asked}");
    let see = "see=\"in/a.md#q:is-it-loud\"";
    for (before, after) in [
        ("### Is it loud?\n\nAbout as loud\nas a fridge.\n", "### Is it loud? {SEE}\n"),
        (
            "### Is it loud? {#x}\nAbout as loud as a fridge.\n\n### Is it new?\n",
            "### Is it loud? {#x SEE}\n\n### Is it new?\n",
        ),
        (
            "### Is it loud? ##\n\nAbout as loud as a fridge.\n\n---\n\n## More\n",
            "### Is it loud? ## {SEE}\n\n---\n\n## More\n",
        ),
    ] {
        mends(&of(before), &of(&after.replace("SEE", see)));
    }
}

#[test]
fn the_earlier_page_points_to_the_later_one_if_only_that_one_has_an_answer() {
    let open = "---\ntitle: A\n---\nText.\n\n## Questions {.questions}\n\n### Is it loud?\n";
    let finding = only(&pair(open, LENDER));
    assert_eq!(finding.place.path.as_str(), "content/z.md");
    assert_eq!(
        finding.hint.as_deref(),
        Some(
            "let the other one point to the answer here: in `content/in/a.md`, write `{see=\"../z.md#q:is-it-loud\"}` at the end of its heading"
        )
    );
    let [fix] = &finding.fixes[..] else { panic!("one fix: {finding:#?}") };
    assert_eq!(fix.title, "let the question in `in/a.md` point to the answer here");
    assert_eq!(fix.edits[0].path.as_str(), "content/in/a.md");
    let new = apply(open, &fix.edits).unwrap();
    let after = pair(&new, LENDER);
    assert_eq!(told(&after), []);
    let built = after.build();
    built.clean();
    assert!(built.page("in/a/index.html").contains("From: <a href=\"/z/#q:is-it-loud\""));
}

#[test]
fn a_section_that_answers_it_is_pointed_to() {
    let section = "---\ntitle: A\ninsights:\n  - {question: Is it loud?, see: \"#noise\"}\n---\n\n## Noise\n\nIt hums.\n";
    let open = format!("{OPEN}insights:\n  - Is it loud?\n---\nText.\n");
    let finding = only(&pair(section, &open));
    let new = apply(&open, &finding.fixes[0].edits).unwrap();
    assert!(new.contains("see: \"in/a.md#noise\""), "{new}");
    pair(section, &new).build().clean();
}

#[test]
fn words_are_never_lost_and_the_hint_says_what_to_write() {
    let front = |insights: &str| format!("{OPEN}insights:\n{insights}\n---\nText.\n");
    let text =
        |asked: &str| format!("{OPEN}---\nText.\n\n## Questions {{.questions}}\n\n{asked}\n");
    let see = "`see: \"in/a.md#q:is-it-loud\"`";
    let braces = "`{see=\"in/a.md#q:is-it-loud\"}`";
    for (article, place) in [
        (
            front("  - {question: Is it loud?, open: Nobody knows.}"),
            format!("let this one point to the answer there: write {see} in place of its `open`"),
        ),
        (
            text("### Is it loud? {.open}\n\nNobody knows."),
            format!(
                "let this one point to the answer there: write {braces} at the end of its heading, in place of `.open` and what is below"
            ),
        ),
        (
            front("  - {question: Is it loud?, answer: It hums.}"),
            format!(
                "keep one answer, and let the other question point to it: write {see} in place of its `answer`; or, in `content/in/a.md`, write `see: \"../z.md#q:is-it-loud\"` in place of its `answer`"
            ),
        ),
        (
            text("### Is it loud?\n\nIt hums."),
            format!(
                "keep one answer, and let the other question point to it: write {braces} at the end of its heading, in place of the answer; or, in `content/in/a.md`, write `see: \"../z.md#q:is-it-loud\"` in place of its `answer`"
            ),
        ),
        // A note to other authors would go.
        (
            text("### Is it loud?\n\nAbout as loud <!-- ask Ada --> as a fridge."),
            format!(
                "keep one answer, and let the other question point to it: write {braces} at the end of its heading, in place of the answer; or, in `content/in/a.md`, write `see: \"../z.md#q:is-it-loud\"` in place of its `answer`"
            ),
        ),
    ] {
        assert_eq!(hint(&with(&article)), place, "{article}");
    }
    let open = front("  - Is it loud?");
    assert_eq!(
        hint(&pair(&open, &open)),
        "answer it in one article, and let the other point there: write `see: \"in/a.md#q:is-it-loud\"` below it; or, in `content/in/a.md`, write `see: \"../z.md#q:is-it-loud\"` below it"
    );
}

#[test]
fn what_is_almost_the_same_is_for_the_author_to_decide() {
    let of = |title: &str, words: &str| {
        format!("---\ntitle: {title}\ninsights:\n  - {words}\n---\nText.\n")
    };
    let near = pair(
        &of("A", "{question: How does a heat pump save energy?, answer: It moves heat.}"),
        &of("B", "How do heat pumps save the energy?"),
    );
    let found = near.check().into_iter().find(|it| it.code == Code::QuestionNear).unwrap();
    assert_eq!(found.fixes, []);
    assert_eq!(
        found.hint.as_deref(),
        Some(
            "let this one point to the answer there: write `see: \"in/a.md#q:how-does-a-heat-pump-save-energy\"` below it"
        )
    );
}

#[test]
fn what_cannot_be_written_for_certain_is_left_to_the_author() {
    for text in [
        // The heading has a line below it.
        "---\ntitle: B\n---\nText.\n\n# Questions {.questions}\n\nIs it loud?\n---\n".to_owned(),
        format!("{OPEN}insights:\n  -\n    question: Is it loud?\n---\nText.\n"),
        // Below a key, the second line would be too far left.
        format!("{OPEN}insights:\n  - Is it\n    loud?\n---\nText.\n"),
        format!("{OPEN}insights:\n  - >-\n    Is it loud?\n---\nText.\n"),
        // Readers of one language.
        format!("{OPEN}lang: de\ninsights:\n  - Is it loud?\n---\nText.\n"),
    ] {
        assert!(hint(&with(&text)).contains("in/a.md#q:is-it-loud"), "{text}");
    }
}

#[test]
fn the_same_words_about_other_things_are_another_answer() {
    let of = |source: &str, answer: &str, text: &str| {
        format!(
            "---\ntitle: A\nsources:\n  - {{id: a, title: {source}}}\ninsights:\n  - {{question: Is it loud?, answer: \"{answer}\"}}\n---\nText.{text}\n\n## More\n"
        )
    };
    let fixes = |one: &str, other: &str| only(&pair(one, other)).fixes.len();
    let cited = of("S", "It hums. [@a]", " [@a]");
    assert_eq!(fixes(&cited, &cited), 1);
    // Another source, and one that nothing else cites.
    assert_eq!(fixes(&cited, &of("T", "It hums. [@a]", " [@a]")), 0);
    assert_eq!(fixes(&cited, &of("S", "It hums. [@a]", "")), 0);
    let link = |to: &str| of("S", &format!("See [it]({to})."), " [@a]");
    assert_eq!(fixes(&link("#more"), &link("#more")), 0);
    assert_eq!(fixes(&link("../z.md"), &link("z.md")), 1);
    assert_eq!(fixes(&link("../z.md#more"), &link("z.md")), 0);
    // A heading of the answer has an address.
    let heading = of("S", "It hums.\\n\\n#### Why {#why}\\n\\nSo.", " [@a]");
    assert_eq!(fixes(&heading, &heading), 0);
}

#[test]
fn all_fixes_of_a_site_are_made_until_none_is_left() {
    let disk = site()
        .file("content/a.md", "---\ntitle: A\n---\nText.\n\n## Questions {.questions}\n\n### Is it loud?\n\n### Is it new?\n\nIt is.\n")
        .file("content/b.md", "---\ntitle: B\ninsights:\n  - Is it new?\n  - Is it loud?\n---\nText.\n")
        .file("content/c.md", LENDER)
        .on_disk();
    let run = disk.run(&["check", "--fix"]);
    assert!(run.stderr.contains("0 findings corrected"), "{}", run.stderr);
    for _ in 0..2 {
        disk.run(&["check", "--fix", "--unsafe"]);
    }
    assert_eq!(
        disk.read("content/a.md"),
        "---\ntitle: A\n---\nText.\n\n## Questions {.questions}\n\n### Is it loud? {see=\"c.md#q:is-it-loud\"}\n\n### Is it new?\n\nIt is.\n"
    );
    let both = "---\ntitle: B\ninsights:\n  - question: Is it new?\n    see: \"a.md#q:is-it-new\"\n  - question: Is it loud?\n    see: \"c.md#q:is-it-loud\"\n---\nText.\n";
    assert_eq!(disk.read("content/b.md"), both);
    assert_eq!(disk.read("content/c.md"), LENDER);
    let run = disk.run(&["check", "--fix", "--unsafe"]);
    assert!(run.stderr.contains("0 findings corrected"), "{}", run.stderr);
    assert!(!run.stderr.contains("question/twice"), "{}", run.stderr);
    assert_eq!(disk.read("content/b.md"), both);
}
