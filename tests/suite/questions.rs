//! Questions in the text are those of the front matter in another form: the site is the same, byte for byte. What is in the
//! wrong place is told.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::support::{Built, site};

pub(crate) const FRONT: &str = "title: Heat\ndate: 2026-11-01\nsources:\n  - {id: iea, title: Pumps}\n  - {id: un, title: Heat, publisher: UN}\n";

fn in_text(body: &str) -> Built {
    site().file("content/a.md", format!("---\n{FRONT}---\n{body}")).build()
}

/// Checks that an article, whose text begins on line 8, has these findings.
#[track_caller]
fn told(body: &str, findings: &[(&str, &str, &str)]) {
    let built = in_text(&format!("Text [@iea; @un].\n\n{body}"));
    let placed: Vec<(&str, String, &str)> = findings
        .iter()
        .map(|(code, place, words)| (*code, format!("content/a.md:{place}"), *words))
        .collect();
    let placed: Vec<(&str, &str, &str)> =
        placed.iter().map(|(code, place, words)| (*code, place.as_str(), *words)).collect();
    built.check_findings(&placed);
}

#[track_caller]
fn same(insights: &str, body: &str, text: &str) {
    let listed = format!("---\n{FRONT}insights:\n{insights}---\n{body}");
    let listed = site().file("content/a.md", listed).build();
    let written = in_text(text);
    listed.clean();
    written.clean();
    let page = "a/index.html";
    assert_eq!(listed.page(page), written.page(page));
    assert!(
        listed.outputs == written.outputs,
        "the pages are the same, but not what else is published"
    );
}

#[test]
fn both_forms_make_the_same_site() {
    same(
        r##"  - question: Is it loud?
    answer: It hums [@iea, p. 3].
  - question: What does it cost?
    id: cost
    group: At home
    answer: |
      It depends:

      - a house [@un];
      - a flat, `x`.

      #### In numbers

      | a | b |
      | --- | --- |
      | 1 | 2 |
  - question: How does it work?
    see: "#how"
    group: At home
  - question: Who will pay?
    open: Nobody has **said**.
    checked: 2026-11-02
  - question: And then?
"##,
        "It is a pump [@iea].\n\n## How {#how}\n\nIt moves heat.\n\n## Numbers\n\n### Few\n\nThree.\n",
        r##"It is a pump [@iea].

## How {#how}

It moves heat.

## Questions {.questions}

### Is it loud?

It hums [@iea, p. 3].

### At home

#### What does it cost? {#cost}

It depends:

- a house [@un];
- a flat, `x`.

##### In numbers

| a | b |
| --- | --- |
| 1 | 2 |

#### How does it work? {see="#how"}

### Who will pay? {.open checked=2026-11-02}

Nobody has **said**.

### And then?

## Numbers

### Few

Three.
"##,
    );
}

#[test]
fn a_group_may_be_an_attribute_and_a_section_may_have_any_level() {
    same(
        "  - question: Is it loud?\n    group: At home\n    answer: It hums.\n  - question: Who pays?\n    answer: We do.\n",
        "Text [@iea; @un].\n",
        "Text [@iea; @un].\n\n### Your questions {.questions}\n\n#### Is it loud? {group=\"At home\"}\n\nIt hums.\n\n---\n\n#### Who pays?\n\nWe do.\n",
    );
    same(
        "  - question: Is it loud?\n    answer: It hums.\n",
        "Text [@iea; @un].\n",
        "Text [@iea; @un].\n\n# Questions {.questions}\n\n## Is it loud?\n\nIt hums.\n",
    );
}

#[test]
fn an_answer_may_begin_with_a_heading() {
    same(
        "  - question: What it costs\n    answer: |\n      #### In winter\n\n      Much.\n",
        "Text [@iea; @un].\n",
        "Text [@iea; @un].\n\n## Q {.questions}\n\n### What it costs\n\n#### In winter\n\nMuch.\n",
    );
}

#[test]
fn those_in_the_front_matter_come_first() {
    let front = format!("{FRONT}insights: [First?]\n");
    let body = "Text [@iea; @un].\n\n## FAQ {.questions}\n\n### Second?\n\nYes.\n";
    let built = site().file("content/a.md", format!("---\n{front}---\n{body}")).build();
    built.clean();
    let page = built.page("a/index.html");
    assert!(page.contains("id=\"q:first\"") && page.contains("id=\"q:second\""), "{page}");
    assert!(!page.contains(">FAQ<"), "the section's own heading is not shown twice: {page}");
}

#[test]
fn equal_questions_and_headings_keep_their_anchors_apart() {
    let built = in_text(
        "Text [@iea; @un].\n\n## Why? {#x}\n\nSo.\n\n## Q {.questions}\n\n### Why? {#x}\n\nSo.\n\n### Why?\n\n#### Why?\n\nSo.\n",
    );
    built.clean();
    let page = built.page("a/index.html");
    for id in ["id=\"x\"", "id=\"q:x\"", "id=\"q:why\"", "id=\"why\""] {
        assert_eq!(page.matches(id).count(), 1, "{id}: {page}");
    }
}

#[test]
fn a_comment_answers_nothing() {
    same(
        "  - Why?\n",
        "Text [@iea; @un].\n",
        "Text [@iea; @un].\n\n## Q {.questions}\n\n### Why?\n\n<!-- Ask Ada. -->\n",
    );
}

#[test]
fn headings_of_sections_and_groups_take_no_anchor() {
    same(
        "  - question: Why?\n    group: Money\n    answer: So.\n",
        "Text [@iea; @un].\n\n## Questions\n\nFew.\n\n## Money\n\nLittle.\n",
        "Text [@iea; @un].\n\n## Questions {.questions}\n\n### Money\n\n#### Why?\n\nSo.\n\n## Questions\n\nFew.\n\n## Money\n\nLittle.\n",
    );
}

#[test]
fn what_is_out_of_place_is_told() {
    let place = "question/place";
    told(
        "## Q {.questions}\n\nFirst this.\n\n### Why?\n\nSo.\n",
        &[(place, "12:1", "belongs to no question")],
    );
    told("## Q {.questions}\n\n", &[(place, "10:1", "has no question")]);
    told("> ## Q {.questions}\n>\n> ### Why?\n", &[(place, "10:3", "inside of something else")]);
    told("- ## Q {.questions}\n", &[(place, "10:3", "inside of something else")]);
    told(
        "## Q {.questions}\n\n### Why?\n\nSo.\n\n- ### Q {.questions}\n",
        &[(place, "16:3", "inside of something else")],
    );
    told(
        "## Q {.questions}\n\n### Why? {see=\"#q\"}\n\nSo.\n\n## Q\n",
        &[("question/form", "12:11", "`see` and a text below it")],
    );
    told(
        "## Q {.questions}\n\n### Why? {see=how}\n",
        &[("field/invalid", "12:11", "`how` does not name a section")],
    );
    told("## Q {.questions}\n\n### Why? {checked=2026-13-01}\n", &[("date/invalid", "12:11", "")]);
    told(
        "## Q {.questions}\n\n### Why? {colour=red}\n\nSo.\n",
        &[("html/dropped", "12:11", "no `colour`")],
    );
    told(
        "## Q {.questions}\n\n### Why [this](a.md)?\n\nSo.\n",
        &[("markdown/unread", "12:9", "a question is plain text")],
    );
    let page = "---\ntitle: About\n---\n## Q {.questions}\n\n### Why?\n\nSo.\n";
    site().article("a", "Text.").file("content/_pages/about.md", page).build().check_findings(&[(
        "field/invalid",
        "content/_pages/about.md:6:5",
        "a plain page has no",
    )]);
}

#[test]
fn html_of_one_answer_ends_with_it() {
    let body = "Text [@iea; @un].\n\n## Q {.questions}\n\n### Why?\n\n<div>\n\nSo.\n\n### How?\n\n</div>\n\nWell.\n\n## After\n\nEnd.\n";
    let built = in_text(body);
    built.check_findings(&[
        ("html/unclosed", "content/a.md:14:1", "`<div>` is not closed"),
        ("html/unclosed", "content/a.md:20:1", "`</div>` closes nothing"),
    ]);
}

#[test]
fn a_section_that_lacks_its_class_is_told_in_every_language() {
    let unmarked = "question/unmarked";
    for name in
        ["Questions", "FAQ", "Häufige Fragen", "Foire aux questions", "Preguntas frecuentes:"]
    {
        let built = in_text(&format!(
            "Text [@iea; @un].\n\n## {name}\n\n### Why?\n\nSo.\n\n### How is it done\n\nX.\n"
        ));
        built.check_findings(&[(unmarked, "content/a.md:10:1", "in no list of questions")]);
        assert_eq!(built.findings[0].fixes[0].edits[0].text, " {.questions}", "{name}");
    }
    told("## Questions\n\nNone yet.\n", &[]);
    told("## Questions\n\n### The one of cost\n\n### The one of noise?\n\n### Others\n", &[]);
    told("## Open questions in law\n\n### Why?\n\nSo.\n", &[]);
    told("## FAQ {.question}\n\n### Why?\n\nSo.\n", &[(unmarked, "10:1", "")]);
    told("## FAQ ##\n\n### Why?\n\nSo.\n", &[(unmarked, "10:1", "")]);
}

#[test]
fn a_section_may_have_many_questions() {
    let mut body = "Text [@iea; @un].\n\n## Q {.questions}\n\n".to_owned();
    for n in 0..500 {
        writeln!(body, "### Is it {n}?\n\nIt is {n}.[^n{n}]\n\n[^n{n}]: A note.\n").unwrap();
    }
    let built = in_text(&body);
    built.clean();
    let page = built.page("a/index.html");
    assert_eq!(page.matches("class=\"answer\"").count(), 500);
}

/// A question, in both forms.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    words: String,
    group: Option<u8>,
    form: Form,
}

#[derive(Clone, Debug)]
pub(crate) enum Form {
    Answer(Vec<&'static str>),
    Open(Vec<&'static str>),
    See,
    Bare,
}

const BLOCKS: &[&str] = &[
    "It is so [@iea, p. 3].",
    "- one\n- two [@un]",
    "1. one\n\n   more",
    "> It *is* “so”.",
    "```rust\nfn main() {}\n```",
    "| a | b |\n| --- | --- |\n| 1 | 2 |\n\nTable: Two [@un]",
    "Term\n: Meaning",
    "A <kbd>key</kbd>, a [link](#how), $5 and $6.",
    "#### Deeper\n\nStill.",
    "> [!NOTE]\n> Take care.",
];

pub(crate) fn asked() -> impl Strategy<Value = Asked> {
    let blocks = || vec(proptest::sample::select(BLOCKS), 1..4);
    let form = prop_oneof![
        4 => blocks().prop_map(Form::Answer),
        2 => blocks().prop_map(Form::Open),
        1 => Just(Form::See),
        1 => Just(Form::Bare),
    ];
    ("[A-Z][a-z]{1,6}( [a-zäß]{1,7}){0,4}\\?", option::of(0_u8..3), form)
        .prop_map(|(words, group, form)| Asked { words, group, form })
}

pub(crate) fn as_yaml(asked: &[Asked]) -> String {
    let mut yaml = String::new();
    for Asked { words, group, form } in asked {
        writeln!(yaml, "  - question: {words}").unwrap();
        if let Some(group) = group {
            writeln!(yaml, "    group: Group {group}").unwrap();
        }
        let mut block = |key: &str, blocks: &[&str]| {
            writeln!(yaml, "    {key}: |").unwrap();
            for line in blocks.join("\n\n").lines() {
                writeln!(yaml, "      {line}").unwrap();
            }
        };
        match form {
            Form::Answer(blocks) => block("answer", blocks),
            Form::Open(blocks) => block("open", blocks),
            Form::See => yaml.push_str("    see: \"#how\"\n"),
            Form::Bare => {}
        }
    }
    yaml
}

pub(crate) fn as_text(asked: &[Asked]) -> String {
    let mut text = "## Questions {.questions}\n\n".to_owned();
    for Asked { words, group, form } in asked {
        let mut braces = Vec::new();
        if let Some(group) = group {
            braces.push(format!("group=\"Group {group}\""));
        }
        let blocks: &[&str] = match form {
            Form::Answer(blocks) => blocks,
            Form::Open(blocks) => {
                braces.push(".open".to_owned());
                blocks
            }
            Form::See => {
                braces.push("see=\"#how\"".to_owned());
                &[]
            }
            Form::Bare => &[],
        };
        let braces =
            if braces.is_empty() { String::new() } else { format!(" {{{}}}", braces.join(" ")) };
        writeln!(text, "### {words}{braces}\n\n{}\n", blocks.join("\n\n")).unwrap();
    }
    text
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn any_questions_make_the_same_site_in_both_forms(asked in vec(asked(), 1..7)) {
        let body = "It is a pump [@iea; @un].\n\n## How {#how}\n\nIt moves heat.\n\n## Deeper\n\nX.\n";
        let listed = format!("---\n{FRONT}insights:\n{}---\n{body}", as_yaml(&asked));
        let listed = site().file("content/a.md", listed).build();
        let written = in_text(&format!("{body}\n{}", as_text(&asked)));
        let messages = |built: &Built| -> Vec<String> {
            built.findings.iter().map(|finding| finding.message.clone()).collect()
        };
        let (mut one, mut other) = (messages(&listed), messages(&written));
        one.sort();
        other.sort();
        prop_assert_eq!(one, other);
        prop_assert_eq!(listed.page("a/index.html"), written.page("a/index.html"));
        prop_assert!(listed.outputs == written.outputs);
    }
}
