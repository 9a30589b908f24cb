//! Tests of the comparison that every moved article must pass.

use crate::config::{MarkdownOptions, RawHtml};
use crate::content::{Article, InputFile, parse};
use crate::path::SitePath;
use crate::recast::same::difference;

/// Options with which most signs mean something.
pub(super) fn options() -> MarkdownOptions {
    MarkdownOptions {
        html: RawHtml::Sanitize,
        math: true,
        smart_punctuation: true,
        embed_hosts: Vec::new(),
        language: "en".to_owned(),
        words: true,
    }
}

fn article(text: &str) -> Article {
    let path = SitePath::new("content/a.md").unwrap();
    let front = "title: T\nsources:\n  - {id: a, title: A}\n  - {id: b, title: B}\nupdates:\n  - {date: 2026-11-01, note: New. [@b]}\n";
    let file = InputFile::new(&path, format!("---\n{front}{text}").into_bytes()).value.unwrap();
    Article::clone(parse(&file, &options()).value.whole().unwrap())
}

#[test]
fn only_places_and_numbers_may_differ() {
    let old =
        article("insights:\n  - {question: Why?, answer: \"[x](b.md) [@a]\"}\n---\nText [@b].\n");
    let same = article("---\nText [@b].\n\n## Q {.questions}\n\n### Why?\n\n[x](b.md) [@a]\n");
    assert_eq!(difference(&old, &same), None);
    for other in [
        "---\nText [@b].\n\n## Q {.questions}\n\n### Why?\n\n[x](c.md) [@a]\n",
        "---\nText [@b].\n\n## Q {.questions}\n\n### Why?\n\n[x](b.md) [@b]\n",
        "---\nText [@b].\n\n## Q {.questions}\n\n### Why? {.open}\n\n[x](b.md) [@a]\n",
        "---\nText [@b].\n\n## Q {.questions}\n\n### Why? {group=G}\n\n[x](b.md) [@a]\n",
        "---\nText [@b].\n\n## Q {.questions}\n\n### Why? {#x}\n\n[x](b.md) [@a]\n",
        "---\nText [@b, p. 1].\n\n## Q {.questions}\n\n### Why?\n\n[x](b.md) [@a]\n",
        "---\nText [@b].\n\n## More\n\n## Q {.questions}\n\n### Why?\n\n[x](b.md) [@a]\n",
        "lang: de\n---\nText [@b].\n\n## Q {.questions}\n\n### Why?\n\n[x](b.md) [@a]\n",
        "---\nText [@b].\n",
    ] {
        assert!(difference(&old, &article(other)).is_some(), "{other}");
    }
}
