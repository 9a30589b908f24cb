//! `fmt --questions`: questions move from one form to the other and back, and the site stays the same, byte for byte. What
//! cannot be moved without a loss is refused, with the reason.

use std::fmt::Write as _;

use nutgraf::config::{MarkdownOptions, RawHtml};
use nutgraf::path::SitePath;
use nutgraf::recast::{QuestionsForm, recast};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};

use crate::questions::{FRONT, as_text, as_yaml, asked};
use crate::support::{Built, DiskSite, site};

fn options(smart_punctuation: bool) -> MarkdownOptions {
    MarkdownOptions {
        html: RawHtml::Sanitize,
        math: false,
        smart_punctuation,
        embed_hosts: Vec::new(),
        language: "en".to_owned(),
        words: false,
    }
}

fn moved(text: &str, form: QuestionsForm) -> Result<Option<String>, String> {
    let path = SitePath::new("content/a.md").unwrap();
    recast(&path, text, form, &options(true)).map_err(|refusal| refusal.to_string())
}

fn built(text: &str) -> Built {
    site().file("content/a.md", text).build()
}

/// A question with everything that may be written in it.
fn odd() -> impl Strategy<Value = String> {
    let words = "[A-Z][a-z]{1,4}( ([a-z]{1,5}|\\*[a-z]{1,3}\\*|_x_|x_y|`c`|\\[z\\]|<b>|&amp;|R&D|#|C#|\\{x\\}|\"so\"|it's|--|1\\.|\\$5|a\\|b|\\\\|\\\\\\*|~~n~~)){0,4}\\??";
    let answers = prop_oneof![
        Just("So [@iea].".to_owned()),
        Just("# One\n\nA.\n\n## Two\n\nB.".to_owned()),
        Just("Head\n====\n\nA.".to_owned()),
        Just("Text.[^n]\n\n[^n]: Note [@un].".to_owned()),
        Just("A [link][l].\n\n[l]: https://example.org/".to_owned()),
        Just("    code\n\nText.  \nMore.".to_owned()),
        Just("```yaml\n# a comment\nkey: |\n  value\n```".to_owned()),
        Just("- a\n\n      code\n- b".to_owned()),
        Just("It's \"so\": `a # b`.".to_owned()),
        Just("> ## Quoted\n>\n> X.".to_owned()),
    ];
    let keys = option::of(prop_oneof![
        Just("id: pinned-X"),
        Just("checked: 2026-11-02"),
        Just("group: \"A 'b' c\""),
        Just("group: R&D *x*"),
    ]);
    (words, option::of(answers), keys, any::<bool>()).prop_map(|(words, answer, key, open)| {
        let mut yaml = format!("  - question: '{}'\n", words.replace('\'', "''"));
        if let Some(key) = key {
            let unique = words.len().to_string();
            writeln!(yaml, "    {}", key.replace('X', &unique)).unwrap();
        }
        if let Some(answer) = answer {
            yaml.push_str(if open { "    open: |2\n" } else { "    answer: |2\n" });
            for line in answer.lines() {
                writeln!(yaml, "      {line}").unwrap();
            }
        }
        yaml
    })
}

/// Moves the questions of an article there and back, and holds the site to what it was.
fn there_and_back(text: &str, first: QuestionsForm) {
    let second = match first {
        QuestionsForm::Text => QuestionsForm::Yaml,
        QuestionsForm::Yaml => QuestionsForm::Text,
    };
    let there = moved(text, first).unwrap().expect("there are questions to move");
    let back = moved(&there, second).unwrap().expect("there are questions to move back");
    let (old, new, again) = (built(text), built(&there), built(&back));
    assert_eq!(old.page("a/index.html"), new.page("a/index.html"), "{text}\n=>\n{there}");
    assert!(old.outputs == new.outputs, "{text}\n=>\n{there}");
    assert!(old.outputs == again.outputs, "{text}\n=>\n{there}\n=>\n{back}");
    assert_eq!(moved(&there, first), Ok(None), "all of them are there:\n{there}");
    // Once they were moved, they can be moved as often as anybody likes.
    let forth = moved(&back, first).unwrap().unwrap();
    assert_eq!(forth, there, "{back}");
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn any_questions_move_there_and_back(asked in vec(asked(), 1..7)) {
        let body = "It is a pump [@iea; @un].\n\n## How {#how}\n\nIt moves heat.\n\n## Deeper\n\nX.\n";
        there_and_back(&format!("---\n{FRONT}insights:\n{}---\n{body}", as_yaml(&asked)), QuestionsForm::Text);
        there_and_back(&format!("---\n{FRONT}---\n{body}\n{}", as_text(&asked)), QuestionsForm::Yaml);
    }
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]

    #[test]
    fn odd_questions_move_or_are_refused(items in vec(odd(), 1..4)) {
        let text = format!("---\n{FRONT}insights:\n{}---\nIt is a pump [@iea; @un].\n", items.concat());
        let Ok(there) = moved(&text, QuestionsForm::Text) else { return Ok(()) };
        let there = there.unwrap();
        // The search finds a footnote of an answer in the text in the text: the pages alone are the same.
        let page = |text: &str| built(text).page("a/index.html").to_owned();
        let old = page(&text);
        prop_assert_eq!(&old, &page(&there), "{}\n=>\n{}", text, there);
        if let Ok(back) = moved(&there, QuestionsForm::Yaml) {
            let back = back.unwrap();
            prop_assert_eq!(&old, &page(&back), "{}\n=>\n{}\n=>\n{}", text, there, back);
            prop_assert_eq!(moved(&back, QuestionsForm::Text).unwrap().unwrap(), there);
        }
    }
}

// ---- what stays as it is ----

const BODY: &str = "Text [@iea; @un].\n";

/// Returns an article with this front matter and text.
fn article(front: &str, body: &str) -> String {
    format!("---\n{FRONT}{front}---\n{BODY}{body}")
}

#[track_caller]
fn refuses(text: &str, form: QuestionsForm, said: &str) {
    let refusal = moved(text, form).unwrap_err();
    assert!(refusal.contains(said), "{refusal}\n{text}");
}

#[test]
fn what_would_be_lost_or_read_differently_is_refused() {
    use QuestionsForm::{Text, Yaml};
    let yaml = |insights: &str, body: &str, said: &str| {
        refuses(&article(&format!("insights:\n{insights}"), body), Text, said);
    };
    let text = |body: &str, said: &str| {
        refuses(&article("", &format!("\n## Q {{.questions}}\n\n{body}")), Yaml, said);
    };
    yaml("  - Why?\n  # Ask Ada.\n  - How?\n", "", "line 9: the comment `# Ask Ada.`");
    yaml("  - Why? # soon\n", "", "the comment `# soon`");
    yaml("  - question: Why?\n    answer: | # so\n      So.\n", "", "the comment `# so`");
    yaml("  - &a Why?\n  - *a\n", "", "it has an error, `yaml/unsupported`");
    yaml("  - question: Why?\n    answer: \"```\\nSo.\"\n  - How?\n", "", "that is not closed");
    yaml(
        "  - question: Why\n    answer: |\n      #### How?\n\n      So.\n",
        "",
        "its words would change",
    );
    yaml(
        "  - question: Why?\n    answer: A [link][l].\n",
        "\n[l]: https://example.org/\n",
        "its answer",
    );
    yaml("  - Why?\n", "\n```text\nopen\n", "questions there");
    yaml("  - |-\n    Why\n    not?\n", "", "has several lines");
    yaml(
        "  - question: Why?\n    group: \"a 'b' \\\"c\\\"\"\n",
        "",
        "both kinds of quotation marks",
    );
    yaml("  - question: Why?\n    answer: So\n    open: No\n", "", "it has an error");
    text("<!-- First. -->\n\n### Why?\n\nSo.\n", "it has an error, `question/place`");
    text("### Why?\n\n<!-- Ask Ada. -->\n", "is no answer, and would be lost");
    text("### Why? {lang=de}\n\nSo.\n", "`lang` in the braces");
    text("### Why? {.loud}\n\nSo.\n", "the class `loud`");
    text("### Why?\n\n#### Part {#other}\n\nSo.\n", "a heading with `{#id}`");
    text("Stray.\n\n### Why?\n", "it has an error, `question/place`");
    refuses(
        "---\n{title: T, insights: [Why?]}\n---\nText.\n",
        Text,
        "the front matter is written in braces",
    );
    refuses("insights: [Why?]\n", Text, "it has an error");
}

#[test]
fn what_has_nothing_to_move_stays() {
    for text in [
        article("", ""),
        article("insights: []\n", ""),
        article("", "\n## Q {.questions}\n\n### Why?\n"),
    ] {
        assert_eq!(moved(&text, QuestionsForm::Text), Ok(None), "{text}");
    }
    assert_eq!(moved(&article("insights: [Why?]\n", ""), QuestionsForm::Yaml), Ok(None));
}

#[test]
fn only_the_questions_move() {
    let yaml = "---\n# The file of heat.\ntitle:   'Heat'  # a title\ninsights:\n- Why?\n- question: \"How *loud*?\"\n  answer: >-\n    It\n    hums.\n\n# The sources.\nsources: []\nextra: {a:  1}\n---\nText.   \n\n[l]: https://example.org/\n";
    let text = "---\n# The file of heat.\ntitle:   'Heat'  # a title\n\n# The sources.\nsources: []\nextra: {a:  1}\n---\nText.   \n\n[l]: https://example.org/\n\n## Questions {.questions}\n\n### Why?\n\n### How \\*loud\\*?\n\nIt hums.\n";
    assert_eq!(moved(yaml, QuestionsForm::Text).unwrap().unwrap(), text);
    let back = "---\n# The file of heat.\ntitle:   'Heat'  # a title\n\n# The sources.\nsources: []\nextra: {a:  1}\ninsights:\n  - Why?\n  - question: How *loud*?\n    answer: It hums.\n---\nText.   \n\n[l]: https://example.org/\n";
    assert_eq!(moved(text, QuestionsForm::Yaml).unwrap().unwrap(), back);
}

#[test]
fn an_article_with_both_keeps_the_order() {
    let both = article(
        "insights: [First?, \"2: second?\"]\n",
        "\n## FAQ {.questions}\n\n### Money\n\n#### Third?\n\n##### Part\n\nYes.\n\n---\n\n### Fourth?\n\n## After\n\nEnd.\n",
    );
    let there = moved(&both, QuestionsForm::Text).unwrap().unwrap();
    assert!(
        there.contains("## FAQ {.questions}\n\n### First?\n\n### 2: second?\n\n### Money\n"),
        "{there}"
    );
    let back = moved(&both, QuestionsForm::Yaml).unwrap().unwrap();
    let insights = "insights:\n  - First?\n  - \"2: second?\"\n  - question: Third?\n    group: Money\n    answer: |\n      #### Part\n\n      Yes.\n  - Fourth?\n---\n";
    assert!(back.contains(insights) && back.ends_with("].\n\n## After\n\nEnd.\n"), "{back}");
    for text in [there, back] {
        assert_eq!(built(&both).page("a/index.html"), built(&text).page("a/index.html"));
    }
}

#[test]
fn definitions_at_the_end_stay_with_what_uses_them() {
    let text = article(
        "",
        "\nA [link][a] and [both][].\n\n## Q {.questions}\n\n### Why?\n\nSee [this][b] and [both][].[^n]\n\n[a]: https://example.org/a\n[b]: https://example.org/b\n[both]: https://example.org/both\n[^n]: A note.\n",
    );
    let yaml = moved(&text, QuestionsForm::Yaml).unwrap().unwrap();
    assert!(yaml.contains("      [b]: https://example.org/b\n"), "{yaml}");
    assert!(
        yaml.ends_with("\n[a]: https://example.org/a\n[both]: https://example.org/both\n"),
        "{yaml}"
    );
    assert_eq!(built(&text).page("a/index.html"), built(&yaml).page("a/index.html"));
}

// ---- the command ----

#[test]
fn articles_are_changed_in_place_and_named() {
    let disk = site().on_disk();
    let yaml = article("insights: [Why?]\n", "");
    let windows = format!("\u{feff}{}", yaml.replace('\n', "\r\n"));
    disk.write("content/a.md", &yaml);
    disk.write("content/b/index.md", &windows);
    disk.write("content/none.md", "---\ntitle: None\n---\nText.\n");
    disk.write("content/odd.md", yaml.replace("[Why?]", "[Why?] # soon"));
    let fmt = |more: &[&str]| disk.run(&[&["fmt", "--questions", "text"], more].concat());
    let checked = fmt(&["--check", "content"]).exits(1);
    assert_eq!(checked.stdout, "content/a.md\ncontent/b/index.md\n");
    assert_eq!(disk.read("content/a.md"), yaml, "nothing is changed");
    let done = fmt(&["content"]).exits(1);
    assert_eq!(done.stdout, "content/a.md\ncontent/b/index.md\n");
    assert!(
        done.stderr.contains("content/odd.md: not changed: line 7: the comment `# soon`"),
        "{done:#?}"
    );
    assert!(done.stderr.ends_with("2 articles changed, 1 cannot be\n"), "{done:#?}");
    let new = disk.read("content/a.md");
    assert!(new.ends_with("\n\n## Questions {.questions}\n\n### Why?\n"), "{new}");
    assert_eq!(disk.read("content/b/index.md"), format!("\u{feff}{}", new.replace('\n', "\r\n")));
    let again = fmt(&["content/a.md", "content/b"]).exits(0);
    assert_eq!((&*again.stdout, &*again.stderr), ("", "0 articles changed\n"));
    assert!(!disk.exists("content/a.md.nutgraf-new"));
}

#[test]
fn what_is_typed_wrongly_is_told() {
    let disk: DiskSite = site().file("content/p.png", "x").on_disk();
    for (args, said) in [
        (&["fmt"][..], "nutgraf fmt --questions text PATH"),
        (&["fmt", "content"], "nutgraf fmt --questions text PATH"),
        (&["fmt", "--questions", "text"], "name articles or folders, or `content` for all"),
        (&["fmt", "--questions", "text", "nowhere.md"], "there is no file or folder `nowhere.md`"),
        (&["fmt", "--questions", "text", "site.toml"], "`site.toml` is no article"),
        (&["fmt", "--questions", "text", "content/p.png"], "`content/p.png` is no article"),
        (&["fmt", "--questions", "html", "content"], "possible values: text, yaml"),
    ] {
        let run = disk.run(args).exits(2);
        assert!(run.stderr.contains(said), "{run:#?}");
    }
}

#[test]
fn many_questions_are_moved_at_once() {
    let mut text = article("", "\n## Q {.questions}\n");
    for n in 0..400 {
        writeln!(text, "\n### Is it {n}?\n\nSee [it][l{n}].\n\n[l{n}]: https://example.org/{n}\n")
            .unwrap();
    }
    let yaml = moved(&text, QuestionsForm::Yaml);
    let back = moved(&yaml.unwrap_or_else(|why| panic!("{why}")).unwrap(), QuestionsForm::Text);
    assert_eq!(back.unwrap().unwrap().matches("\n### Is it ").count(), 400);
    let large = text.replace("See [it]", &format!("{} [it]", "So it is, as is known. ".repeat(9)));
    refuses(&large, QuestionsForm::Yaml, "front matter");
}
