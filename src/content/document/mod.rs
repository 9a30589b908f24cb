//! [`Document`]: Markdown as a typed tree of blocks and inlines, each with its range in the text. It is built by
//! `content::markdown` and exists while its file is read; `content::lower` turns it into HTML and plain text. What
//! belongs to the whole article (links, citations, notes) is stored in the article and referred to by index.

mod block;
mod inline;
mod raw;
mod text;

pub use block::{
    Alert, Alignment, Block, BlockKind, Cell, CodeBlock, Figure, Heading, Item, Table,
};
pub use inline::{Image, Inline, InlineKind};
pub use raw::RawPart;
pub(crate) use raw::{RawPiece, each_piece, leaves_link_open};
pub use text::Text;

use crate::content::numbers::NoteId;
use crate::span::Span;

/// Some Markdown, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document<'m> {
    /// Its blocks, in order.
    pub blocks: Vec<Block<'m>>,
    /// The footnotes that are defined in it, by their index in the article.
    pub notes: Vec<(NoteId, Vec<Block<'m>>)>,
    /// What is known about its headings, by their index.
    pub headings: Vec<HeadingFacts>,
    /// The questions in it, which are no blocks of it.
    pub questions: Vec<TextQuestion<'m>>,
    /// The sections in which they stand.
    pub question_sections: Vec<QuestionSection>,
}

/// What is known about a heading when all headings are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingFacts {
    /// Its anchor.
    pub id: String,
    /// Its text, without markup.
    pub text: String,
    /// The heading in its file.
    pub span: Span,
    /// Its level as written, 1 to 6.
    pub level: u8,
}

/// A question in the text: a heading of a section `## Questions {.questions}`, and what stands below it.
#[derive(Clone, Debug, PartialEq)]
pub struct TextQuestion<'m> {
    /// The question, without markup.
    pub text: String,
    /// The level of its heading.
    pub level: u8,
    /// Its heading in the file.
    pub heading: Span,
    /// The id in the braces of its heading.
    pub id: Option<String>,
    /// Its anchor.
    pub anchor: String,
    /// The heading above it that groups it with others.
    pub group: Option<String>,
    /// Whether its heading has the class `open`.
    pub open: bool,
    /// The other classes of its heading, none of which means anything.
    pub classes: Vec<String>,
    /// Its attributes, each with its place in the file.
    pub attributes: Vec<HeadingAttribute>,
    /// The place of its words in the file.
    pub span: Span,
    /// What stands below it. Its headings have the levels that they would have in the front matter.
    pub answer: Document<'m>,
}

/// A section of questions: `## Questions {.questions}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionSection {
    /// Its place in the file, from its heading to what follows it.
    pub span: Span,
    /// Its heading in the file.
    pub heading: Span,
    /// The level of its questions.
    pub level: u8,
    /// The headings of groups in it, in the file.
    pub groups: Vec<Span>,
}

/// A pair in the braces at the end of a heading: `see="#anchor"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingAttribute {
    /// Its name.
    pub name: String,
    /// Its value, without quotation marks.
    pub value: String,
    /// Its place in the file.
    pub span: Span,
}
