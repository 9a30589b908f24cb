//! Inlines: words, marks and other things inside a line.

use crate::content::document::{RawPart, Text};
use crate::content::numbers::{CitationId, LinkId};
use crate::span::Span;

/// An inline.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline<'m> {
    /// Its range in the Markdown.
    pub range: Span,
    /// What it is.
    pub kind: InlineKind<'m>,
}

/// The kinds of inlines.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind<'m> {
    /// Words.
    Text(Text<'m>),
    /// Code.
    Code(Text<'m>),
    /// Emphasis.
    Emphasis(Vec<Inline<'m>>),
    /// Strong emphasis.
    Strong(Vec<Inline<'m>>),
    /// Text that no longer holds.
    Strikethrough(Vec<Inline<'m>>),
    /// Superscript text.
    Superscript(Vec<Inline<'m>>),
    /// Subscript text.
    Subscript(Vec<Inline<'m>>),
    /// A link: its index in the article's links, its title, its text.
    Link(LinkId, Text<'m>, Vec<Inline<'m>>),
    /// An image.
    Image(Box<Image>),
    /// A citation, by its index in the article.
    Citation(CitationId),
    /// A mark of a footnote.
    NoteRef(crate::content::NoteRef),
    /// A formula: the TeX, and the `MathML` made from it.
    Math {
        /// The TeX.
        tex: Text<'m>,
        /// The `MathML`.
        mathml: Box<str>,
        /// The number of characters it shows.
        signs: usize,
        /// Whether it is on a line of its own.
        display: bool,
    },
    /// Raw HTML.
    Html(Vec<RawPart>),
    /// The end of a line that can be broken elsewhere.
    SoftBreak,
    /// A line break that is kept.
    HardBreak,
    /// The box of a task, and whether it is ticked.
    Task(bool),
}

impl<'m> InlineKind<'m> {
    /// Returns the inlines in it.
    pub fn inner(&self) -> &[Inline<'m>] {
        match self {
            Self::Emphasis(inner)
            | Self::Strong(inner)
            | Self::Strikethrough(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::Link(_, _, inner) => inner,
            Self::Text(_)
            | Self::Code(_)
            | Self::Image(_)
            | Self::Citation(_)
            | Self::NoteRef(_)
            | Self::Math { .. }
            | Self::Html(_)
            | Self::SoftBreak
            | Self::HardBreak
            | Self::Task(_) => &[],
        }
    }
}

/// An image.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// The file, as an index into the article's links.
    pub link: LinkId,
    /// What it shows.
    pub alt: String,
    /// Its title.
    pub title: String,
}
