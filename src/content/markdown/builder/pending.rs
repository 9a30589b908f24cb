//! What the builder has begun but not ended yet, apart from its frames.

use std::ops::Range;

use crate::content::document::Text;
use crate::content::markdown::builder::braces::Braces;
use crate::span::Span;

/// Text whose pieces arrive one after the other, to be read as one.
pub(super) enum Piled<'m> {
    /// A block of code.
    Code { language: String, title: Option<String>, text: Text<'m>, range: Range<usize> },
    /// Raw HTML, and where its pieces begin: in it, and in the Markdown.
    Html { html: String, lines: Vec<(usize, usize)> },
}

/// An image whose description is being read.
pub(super) struct Alt<'m> {
    pub(super) text: String,
    pub(super) url: String,
    pub(super) title: Text<'m>,
    pub(super) range: Range<usize>,
    /// The number of ends that must come before its own.
    pub(super) depth: usize,
}

/// A heading whose anchor is chosen when all ids that authors wrote are known.
pub(super) struct PendingHeading {
    pub(super) id: Option<String>,
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) level: u8,
    /// The words in its braces, in a section of questions.
    pub(super) words: Option<Braces>,
}

/// What is known of the text before the next event.
#[derive(Default)]
pub(super) struct Seen {
    /// Whether the block that is being read has a citation.
    pub(super) cited_in_block: bool,
    /// Up to here, the text was read already.
    pub(super) read_until: usize,
    /// Up to here, what is written was reported as a whole.
    pub(super) told_until: usize,
    /// The level of the section of questions that is being read.
    pub(super) questions: Option<u8>,
    /// Whether there is such a section.
    pub(super) has_questions: bool,
}

/// An element that is removed with its content, and what was read when it began.
#[derive(Debug)]
pub(in crate::content::markdown) struct Hidden {
    pub(in crate::content::markdown) name: String,
    pub(in crate::content::markdown) level: usize,
    /// Elements of the same name inside it.
    pub(in crate::content::markdown) nested: usize,
    pub(in crate::content::markdown) blocks: usize,
    pub(in crate::content::markdown) inlines: usize,
    pub(in crate::content::markdown) counted: [usize; 3],
}
