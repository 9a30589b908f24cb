//! [`Frame`]: something that has begun but not ended yet, with what was read in it so far.

use std::ops::Range;

use crate::content::document::{
    Alert, Alignment, Block, BlockKind, Cell, Inline, InlineKind, Item, RawPart, Text,
};
use crate::content::markdown::builder::braces::Braces;
use crate::content::numbers::{LinkId, NoteId};
use crate::span::Span;

/// Something that has begun.
pub(in crate::content::markdown) struct Frame<'m> {
    pub(super) range: Range<usize>,
    pub(super) kind: FrameKind<'m>,
    pub(in crate::content::markdown) blocks: Vec<Block<'m>>,
    pub(in crate::content::markdown) inlines: Vec<Inline<'m>>,
}

/// What has begun.
pub(super) enum FrameKind<'m> {
    /// The text itself.
    Root,
    Paragraph,
    /// A paragraph that a block of raw HTML has ended.
    EndedParagraph,
    Heading(HeadingFrame<'m>),
    Quote(Option<Alert>),
    List(Option<u64>, Vec<Item<'m>>),
    Definitions(Vec<Item<'m>>),
    Item,
    Term,
    /// A footnote; `None` for one whose name is in use.
    Note(Option<NoteId>),
    Table(TableFrame<'m>),
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Link(LinkId, Text<'m>),
    /// A line that is everything there is to read.
    Line,
}

/// A heading that has begun.
pub(super) struct HeadingFrame<'m> {
    pub(super) level: u8,
    pub(super) id: Option<Text<'m>>,
    pub(super) classes: Vec<Text<'m>>,
    pub(super) attributes: Vec<(Text<'m>, Text<'m>)>,
    /// Braces at its end that are text.
    pub(super) braces: Option<Range<usize>>,
    /// The words in its braces, in a section of questions.
    pub(super) words: Option<Braces>,
}

/// A table that has begun.
#[derive(Default)]
pub(super) struct TableFrame<'m> {
    pub(super) alignments: Vec<Alignment>,
    pub(super) head: Option<Vec<Cell<'m>>>,
    pub(super) rows: Vec<Vec<Cell<'m>>>,
    pub(super) row: Vec<Cell<'m>>,
    /// Where the last cell of the row that is being read ends.
    pub(super) row_end: usize,
    /// The text below it, if the parser took that for a row.
    pub(super) caption: Option<Vec<Inline<'m>>>,
}

impl FrameKind<'_> {
    /// Whether it is marked text.
    pub(super) fn is_words(&self) -> bool {
        matches!(
            self,
            Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Superscript
                | Self::Subscript
        )
    }
}

impl<'m> Frame<'m> {
    pub(super) fn new(kind: FrameKind<'m>, range: Range<usize>) -> Self {
        Self { range, kind, blocks: Vec::new(), inlines: Vec::new() }
    }

    /// Whether it can contain only inlines.
    pub(super) fn is_line(&self) -> bool {
        !matches!(
            self.kind,
            FrameKind::Root
                | FrameKind::Quote(_)
                | FrameKind::List(..)
                | FrameKind::Definitions(_)
                | FrameKind::Item
                | FrameKind::Note(_)
                | FrameKind::Table(_)
        )
    }

    /// Ends the paragraph here, for a block of raw HTML.
    pub(in crate::content::markdown) fn end_paragraph(&mut self) {
        self.kind = FrameKind::EndedParagraph;
    }

    /// How far it was read.
    pub(in crate::content::markdown) fn end(&self) -> usize {
        self.range.end
    }

    /// Makes a block of the inlines that are beside blocks in it.
    pub(super) fn flush(&mut self) {
        let Some((first, last)) = self.inlines.first().zip(self.inlines.last()) else { return };
        let range = Span { start: first.range.start, end: last.range.end };
        let inlines = std::mem::take(&mut self.inlines);
        self.blocks.push(Block { range, kind: BlockKind::Plain(inlines) });
    }

    /// Adds raw HTML. `joins` says that it may be merged with raw HTML just before it.
    pub(in crate::content::markdown) fn push_raw(
        &mut self,
        part: RawPart,
        range: Span,
        joins: bool,
    ) {
        let in_line = self.is_line() || !self.inlines.is_empty();
        let last = if in_line {
            self.inlines.last_mut().and_then(|last| match &mut last.kind {
                InlineKind::Html(parts) => Some((&mut last.range, parts)),
                _ => None,
            })
        } else {
            self.blocks.last_mut().and_then(|last| match &mut last.kind {
                BlockKind::Html(parts) => Some((&mut last.range, parts)),
                _ => None,
            })
        };
        match last.filter(|_| joins) {
            Some((whole, parts)) => {
                whole.end = range.end.max(whole.end);
                match (part, parts.last_mut()) {
                    (RawPart::Markup(more), Some(RawPart::Markup(markup))) => {
                        markup.push_str(&more);
                    }
                    (part, _) => parts.push(part),
                }
            }
            None if in_line => {
                self.inlines.push(Inline { range, kind: InlineKind::Html(vec![part]) });
            }
            None => self.blocks.push(Block { range, kind: BlockKind::Html(vec![part]) }),
        }
    }
}
