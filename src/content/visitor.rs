//! [`Visitor`]: who wants to see the trees of a file while it is read. They live no longer, since most builds need no
//! more than what was lowered from them; a checker or an editor asks for them here.

use crate::content::document::Document;
use crate::node::{LazyMap, Node};
use crate::span::Span;

/// Sees what [`parse_visited`](crate::content::parse_visited) reads, in the order in which it is read.
pub trait Visitor {
    /// The front matter: every key and every value with its place. What could not be read is in it as
    /// [`NodeKind::Broken`](crate::node::NodeKind::Broken).
    fn front_matter(&mut self, root: &Node<'_>) {
        let _ = root;
    }

    /// A piece of Markdown: the body, a note of the front matter, an answer …
    fn markdown(&mut self, piece: &Piece<'_>) {
        let _ = piece;
    }
}

/// A piece of Markdown and where it stands.
pub struct Piece<'p> {
    /// Where in the file.
    pub origin: Origin,
    /// Its tree, with ranges in the piece.
    pub document: &'p Document<'p>,
    pub(crate) map: &'p LazyMap<'p>,
}

impl Piece<'_> {
    /// Where in the file a range of the piece stands. In a folded or escaped value only the whole of it is known.
    pub fn span(&self, range: Span) -> Span {
        let (start, end) = range.ends();
        self.map.span(start as usize, end as usize)
    }
}

/// Where a piece of Markdown stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is the body.
    Body,
    /// It is the value of the front matter at this place.
    Value(Span),
}
