//! What the builder has begun but not ended yet, apart from its frames.

use std::ops::Range;

use crate::characters::find_byte;
use crate::content::document::Text;
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
}

/// What is known about marks that were not recognised as marks.
pub(super) struct Leftovers {
    pub(super) possible: Possible,
    pub(super) cited_in_block: bool,
}

/// Which marks are possible at all: most Markdown has none.
pub(super) struct Possible {
    pub(super) marks: bool,
    pub(super) calls: bool,
}

impl Leftovers {
    pub(super) fn of(markdown: &str) -> Self {
        let has = |sign: u8| find_byte(markdown.as_bytes(), 0, |byte| byte == sign).is_some();
        let possible = Possible {
            marks: has(b'[') && (markdown.contains("[@") || markdown.contains("[^")),
            calls: has(b'{') && (markdown.contains("{{") || markdown.contains("{%")),
        };
        Self { possible, cited_in_block: false }
    }
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
