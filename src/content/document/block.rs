//! Blocks: paragraphs, headings, lists and other things that take whole lines.

use crate::content::document::{Image, Inline, RawPart, Text};
use crate::span::Span;

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'m> {
    /// Its range in the Markdown.
    pub range: Span,
    /// What it is.
    pub kind: BlockKind<'m>,
}

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind<'m> {
    /// A paragraph.
    Paragraph(Vec<Inline<'m>>),
    /// Text that is not a separate paragraph, as in the items of a tight list (Pandoc's `Plain`).
    Plain(Vec<Inline<'m>>),
    /// A heading.
    Heading(Box<Heading<'m>>),
    /// A quotation.
    Quote(Vec<Block<'m>>),
    /// `> [!NOTE]` and similar.
    Alert(Alert, Vec<Block<'m>>),
    /// A list; its first number, if its items are numbered.
    List(Option<u64>, Vec<Item<'m>>),
    /// Terms and their meanings.
    Definitions(Vec<Item<'m>>),
    /// Code.
    Code(Box<CodeBlock<'m>>),
    /// A table.
    Table(Box<Table<'m>>),
    /// An image with a caption.
    Figure(Box<Figure<'m>>),
    /// Raw HTML.
    Html(Vec<RawPart>),
    /// A thematic break.
    Rule,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading<'m> {
    /// Its level as written, 1 to 6.
    pub level: u8,
    /// Its number in [`Document::headings`](crate::content::document::Document::headings).
    pub number: usize,
    /// Its classes.
    pub classes: Vec<Text<'m>>,
    /// `lang` and `dir`, if it has them.
    pub attributes: Vec<(Text<'m>, Text<'m>)>,
    /// Its text.
    pub content: Vec<Inline<'m>>,
}

/// The kinds of alerts, as on GitHub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`.
    Note,
    /// `[!TIP]`.
    Tip,
    /// `[!IMPORTANT]`.
    Important,
    /// `[!WARNING]`.
    Warning,
    /// `[!CAUTION]`.
    Caution,
}

/// An item of a list; a term or its meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'m> {
    /// An item of a list, or the meaning of a term.
    Blocks(Vec<Block<'m>>),
    /// A term.
    Term(Vec<Inline<'m>>),
}

/// A block of code.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeBlock<'m> {
    /// Its language; may be empty.
    pub language: String,
    /// Its caption.
    pub title: Option<String>,
    /// The code.
    pub text: Text<'m>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// As in the theme.
    #[default]
    Unset,
    /// To the left.
    Left,
    /// To the centre.
    Center,
    /// To the right.
    Right,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<'m> {
    /// The alignment of its columns.
    pub alignments: Vec<Alignment>,
    /// Its first row.
    pub head: Vec<Cell<'m>>,
    /// The other rows.
    pub rows: Vec<Vec<Cell<'m>>>,
    /// Its caption; may be empty.
    pub caption: Vec<Inline<'m>>,
}

/// A cell of a table.
pub type Cell<'m> = Vec<Inline<'m>>;

/// An image with a caption.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'m> {
    /// The image.
    pub image: Image,
    /// The text below it.
    pub caption: Vec<Inline<'m>>,
}
