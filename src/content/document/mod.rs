//! [`Document`]: Markdown as a typed tree of blocks and inlines, each with its range in the text. It is made by
//! `content::markdown` and lives while its file is read; HTML and plain text are lowered from it by `content::lower`.
//! What only the whole article can hold (links, citations, notes) stands in the article and is named by number.

mod block;
mod inline;
mod raw;
mod text;

pub use block::{
    Alert, Alignment, Block, BlockKind, Cell, CodeBlock, Figure, Heading, Item, Table,
};
pub use inline::{Image, Inline, InlineKind};
pub use raw::RawPart;
pub use text::Text;

use crate::content::numbers::NoteId;
use crate::span::Span;

/// Some Markdown, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document<'m> {
    /// What it says, in order.
    pub blocks: Vec<Block<'m>>,
    /// The footnotes that are written in it, by their number in the article.
    pub notes: Vec<(NoteId, Vec<Block<'m>>)>,
    /// What is known of its headings, by the number that each has.
    pub headings: Vec<HeadingFacts>,
}

/// What is known of a heading when all of them are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingFacts {
    /// Its anchor.
    pub id: String,
    /// Its text, without markup.
    pub text: String,
    /// The heading in its file.
    pub span: Span,
}
