//! Everything that an author writes has a place: keys and values, headings, links, citations, questions, images and
//! notes, in the file as it is on disk; and the trees are shown to a visitor.

use nutgraf::config::{MarkdownOptions, RawHtml};
use nutgraf::content::document::{Block, BlockKind, Document, Inline, InlineKind};
use nutgraf::content::{
    Article, Citation, InputFile, LinkPurpose, Origin, Piece, Visitor, parse, parse_visited,
};
use nutgraf::node::{Node, NodeKind};
use nutgraf::path::SitePath;
use nutgraf::span::Span;

const TEXT: &str = r#"---
title: Tides
standfirst: "What *moves* the sea"
summary:
  - The [moon](moon.md), mostly [@noaa].
insights:
  - question: Why twice a day?
    answer: |
      Because of [the far side](#far) [@noaa, p. 3].

      ![The sea](sea.png)
sources:
  - id: noaa
    title: Tides and water levels
    url: https://example.org/tides
---
## The near side

The moon pulls[^1] on [the water](https://example.org/water) [@noaa; @iho].

## The far side {#far}

![A chart](chart.svg "Tides")

[^1]: As [Newton](newton.md#law) saw.
"#;

fn options() -> MarkdownOptions {
    MarkdownOptions {
        html: RawHtml::Sanitize,
        math: true,
        smart_punctuation: false,
        embed_hosts: Vec::new(),
        language: String::new(),
        words: true,
    }
}

fn file() -> InputFile {
    let path = SitePath::new("content/tides.md").unwrap();
    InputFile::new(&path, TEXT.as_bytes().to_vec()).value.unwrap()
}

fn article() -> Article {
    let parsed = parse(&file(), &options());
    (**parsed.value.whole().unwrap().clone()).clone()
}

#[test]
fn what_an_article_refers_to_is_found_where_it_stands() {
    let article = article();
    let links: Vec<&str> = article.links.iter().map(|link| link.span.slice(TEXT)).collect();
    assert_eq!(
        links,
        [
            "[moon](moon.md)",
            "[the far side](#far)",
            "![The sea](sea.png)",
            "[the water](https://example.org/water)",
            "![A chart](chart.svg \"Tides\")",
            "[Newton](newton.md#law)",
        ]
    );
    let images = article.links.iter().filter(|link| link.purpose == LinkPurpose::Embed);
    assert_eq!(images.count(), 2);
    let cited: Vec<&str> = article
        .citations
        .iter()
        .filter_map(|citation| match citation {
            Citation::Sources(sources) => Some(sources),
            Citation::Needed { .. } => None,
        })
        .flatten()
        .map(|source| source.span.slice(TEXT))
        .collect();
    assert_eq!(cited, ["@noaa", "@noaa", "@noaa", "@iho"]);
    let headings: Vec<&str> =
        article.body.headings.iter().map(|heading| heading.span.slice(TEXT).trim()).collect();
    assert_eq!(headings, ["## The near side", "## The far side {#far}"]);
    assert_eq!(article.questions[0].span.slice(TEXT), "Why twice a day?");
    assert!(article.notes[0].span.slice(TEXT).starts_with("[^1]: As"));
    assert_eq!(article.title_span.slice(TEXT), "Tides");
    assert_eq!(article.sources[0].span.slice(TEXT), "noaa");
}

/// Records what it sees.
#[derive(Default)]
struct Witness {
    keys: Vec<(String, String)>,
    texts: Vec<(Option<String>, Vec<String>)>,
}

impl Visitor for Witness {
    fn front_matter(&mut self, root: &Node<'_>) {
        fn walk(node: &Node<'_>, seen: &mut Vec<(String, String)>) {
            match &node.kind {
                NodeKind::Mapping(entries) => {
                    for (key, value) in entries {
                        let text = value.text().map_or("", |_| value.span.slice(TEXT));
                        seen.push((key.span.slice(TEXT).to_owned(), text.to_owned()));
                        walk(value, seen);
                    }
                }
                NodeKind::Sequence(items) => items.iter().for_each(|item| walk(item, seen)),
                NodeKind::Scalar(_) | NodeKind::Broken(_) => {}
            }
        }
        walk(root, &mut self.keys);
    }

    fn markdown(&mut self, piece: &Piece<'_>) {
        let origin = match piece.origin {
            Origin::Body | Origin::Answer(_) => None,
            Origin::Value(span) => Some(span.slice(TEXT).to_owned()),
        };
        let words = words(piece.document).into_iter();
        let words = words.map(|range| piece.span(range).slice(TEXT).to_owned());
        self.texts.push((origin, words.collect()));
    }
}

/// Returns where the words of a document are.
fn words(document: &Document<'_>) -> Vec<Span> {
    fn inlines(all: &[Inline<'_>], found: &mut Vec<Span>) {
        for inline in all {
            match &inline.kind {
                InlineKind::Text(_) | InlineKind::Citation(_) | InlineKind::Image(_) => {
                    found.push(inline.range);
                }
                other => inlines(other.inner(), found),
            }
        }
    }
    fn blocks(all: &[Block<'_>], found: &mut Vec<Span>) {
        for block in all {
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                    inlines(content, found);
                }
                BlockKind::Heading(heading) => inlines(&heading.content, found),
                BlockKind::Figure(_) => found.push(block.range),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    blocks(&document.blocks, &mut found);
    document.notes.iter().for_each(|(_, note)| blocks(note, &mut found));
    found
}

#[test]
fn who_asks_sees_every_key_and_every_word_in_its_place() {
    let mut witness = Witness::default();
    let visited = parse_visited(&file(), &options(), &mut witness);
    assert_eq!(**visited.value.whole().unwrap().clone(), article(), "looking changes nothing");
    let keys: Vec<(&str, &str)> =
        witness.keys.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(keys[0], ("title", "Tides"));
    assert_eq!(keys[1], ("standfirst", "\"What *moves* the sea\""));
    assert!(keys.contains(&("url", "https://example.org/tides")), "{keys:?}");
    assert_eq!(keys.len(), 10, "{keys:?}");
    let texts: Vec<Vec<&str>> = witness
        .texts
        .iter()
        .map(|(_, words)| words.iter().map(|word| word.trim()).collect())
        .collect();
    assert_eq!(texts[0], ["What", "moves", "the sea"]);
    assert_eq!(texts[1], ["The", "moon", ", mostly", "[@noaa]", "."]);
    assert_eq!(
        texts[2],
        ["Because of", "the far side", "", "[@noaa, p. 3]", ".", "![The sea](sea.png)"]
    );
    let body = &texts[3];
    for word in ["The near side", "The moon pulls", "[@noaa; @iho]", "As", "Newton", "saw."] {
        assert!(body.contains(&word), "{word} in {body:?}");
    }
    let origins: Vec<bool> = witness.texts.iter().map(|(origin, _)| origin.is_none()).collect();
    assert_eq!(origins, [false, false, false, true]);
}
