//! [`Visitor`]: sees the trees of a file while it is read. They are dropped afterwards, because most builds need only
//! what was lowered from them; a checker or an editor gets them here.

use crate::content::document::{Document, QuestionSection, TextQuestion};
use crate::node::{LazyMap, Node};
use crate::span::Span;

/// Sees what [`parse_visited`](crate::content::parse_visited) reads, in the order in which it is read.
pub trait Visitor {
    /// Sees the front matter: every key and value with its place. What could not be read is in it as
    /// [`NodeKind::Broken`](crate::node::NodeKind::Broken).
    fn front_matter(&mut self, root: &Node<'_>) {
        let _ = root;
    }

    /// Sees the questions in the text and their sections, before the pieces of Markdown that answer them.
    fn questions(&mut self, asked: &[TextQuestion<'_>], sections: &[QuestionSection]) {
        let _ = (asked, sections);
    }

    /// Sees a piece of Markdown: the body, a note of the front matter, an answer …
    fn markdown(&mut self, piece: &Piece<'_>) {
        let _ = piece;
    }
}

/// A piece of Markdown and its place.
pub struct Piece<'p> {
    /// Its place in the file.
    pub origin: Origin,
    /// Its tree, with ranges in the piece.
    pub document: &'p Document<'p>,
    pub(crate) map: &'p LazyMap<'p>,
}

impl Piece<'_> {
    /// Returns the place in the file of a range of the piece. In a folded or escaped value, only the place of the whole
    /// is known.
    pub fn span(&self, range: Span) -> Span {
        let (start, end) = range.ends();
        self.map.span(start as usize, end as usize)
    }
}

/// The place of a piece of Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The body.
    Body,
    /// What stands below a question in the text, by the question's number in the article.
    Answer(usize),
    /// The value of the front matter at this place.
    Value(Span),
}
