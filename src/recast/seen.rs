//! [`Seen`]: what is known of an article when it was read once: the questions in the text, and where headings are in
//! all its answers.

use std::collections::BTreeMap;

use crate::content::document::{Block, BlockKind, Document, Item, QuestionSection, TextQuestion};
use crate::content::{Origin, Piece, Visitor};
use crate::node::{Key, Node, NodeKind};
use crate::span::Span;

/// What was seen of an article.
#[derive(Default)]
pub(super) struct Seen {
    /// The entries of the front matter, with the places of all that stands in `insights`.
    pub(super) front: FrontMatter,
    /// The questions in the text.
    pub(super) asked: Vec<InText>,
    /// The sections in which they stand.
    pub(super) sections: Vec<QuestionSection>,
    /// The headings in each value of the front matter, by its first byte; their places are those in the value.
    pub(super) headings: BTreeMap<u32, Vec<HeadingMark>>,
}

/// What the front matter looks like.
#[derive(Default)]
pub(super) struct FrontMatter {
    /// The first byte of each key.
    pub(super) keys: Vec<Span>,
    /// `insights`: its key and its value.
    pub(super) insights: Option<(Span, Value)>,
}

/// A value, on its own.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) span: Span,
    pub(super) kind: ValueKind,
}

/// The kinds of value.
#[derive(Clone, Debug)]
pub(super) enum ValueKind {
    Text(String),
    List(Vec<Value>),
    Map(Vec<((String, Span), Value)>),
    Broken,
}

/// A question in the text.
pub(super) struct InText {
    pub(super) text: String,
    pub(super) level: u8,
    /// Its heading in the file.
    pub(super) heading: Span,
    pub(super) id: Option<String>,
    pub(super) group: Option<String>,
    pub(super) is_open: bool,
    pub(super) classes: Vec<String>,
    pub(super) attributes: Vec<(String, String)>,
    /// The headings in its answer, with their places in the text of the article.
    pub(super) headings: Vec<HeadingMark>,
    /// Where its last block ends in the text of the article.
    pub(super) end: Option<u32>,
}

/// A heading in some Markdown.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeadingMark {
    pub(super) range: Span,
    pub(super) level: u8,
}

impl Visitor for Seen {
    fn front_matter(&mut self, root: &Node<'_>) {
        let NodeKind::Mapping(entries) = &root.kind else { return };
        self.front.keys = entries.iter().map(|(key, _)| key.span).collect();
        let insights = entries.iter().find(|(key, _)| key.text == "insights");
        self.front.insights = insights.map(|(key, node)| (key.span, value(node)));
    }

    fn questions(&mut self, asked: &[TextQuestion<'_>], sections: &[QuestionSection]) {
        self.asked = asked.iter().map(in_text).collect();
        self.sections = sections.to_vec();
    }

    fn markdown(&mut self, piece: &Piece<'_>) {
        if let Origin::Value(span) = piece.origin {
            let marks = marks(piece.document);
            if !marks.is_empty() {
                self.headings.insert(span.start, marks);
            }
        }
    }
}

fn in_text(asked: &TextQuestion<'_>) -> InText {
    let pairs = asked.attributes.iter();
    InText {
        text: asked.text.clone(),
        level: asked.level,
        heading: asked.heading,
        id: asked.id.clone(),
        group: asked.group.clone(),
        is_open: asked.open,
        classes: asked.classes.clone(),
        attributes: pairs.map(|pair| (pair.name.clone(), pair.value.clone())).collect(),
        headings: marks(&asked.answer),
        end: asked.answer.blocks.iter().map(|block| block.range.end).max(),
    }
}

fn value(node: &Node<'_>) -> Value {
    let owned = |(key, node): &(Key<'_>, Node<'_>)| ((key.text.to_string(), key.span), value(node));
    let kind = match &node.kind {
        NodeKind::Scalar(scalar) => ValueKind::Text(scalar.text.to_string()),
        NodeKind::Sequence(items) => ValueKind::List(items.iter().map(value).collect()),
        NodeKind::Mapping(entries) => ValueKind::Map(entries.iter().map(owned).collect()),
        NodeKind::Broken(_) => ValueKind::Broken,
    };
    Value { span: node.span, kind }
}

fn marks(document: &Document<'_>) -> Vec<HeadingMark> {
    let mut found = Vec::new();
    collect(&document.blocks, &mut found);
    for (_, blocks) in &document.notes {
        collect(blocks, &mut found);
    }
    found.sort_by_key(|mark| mark.range.start);
    found
}

fn collect(blocks: &[Block<'_>], found: &mut Vec<HeadingMark>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let range = block.range;
                found.push(HeadingMark { range, level: heading.level });
            }
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => {
                collect(blocks, found);
            }
            BlockKind::List(_, items) | BlockKind::Definitions(items) => {
                for item in items {
                    if let Item::Blocks(blocks) = item {
                        collect(blocks, found);
                    }
                }
            }
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Code(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Html(_)
            | BlockKind::Rule => {}
        }
    }
}
