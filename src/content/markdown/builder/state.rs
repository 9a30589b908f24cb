//! [`TreeBuilder`] itself: what it knows while it reads, and the basic operations that every part of it uses.

use std::ops::Range;

use crate::config::MarkdownOptions;
use crate::content::allowance::Allowance;
use crate::content::document::{Block, BlockKind, Document, Inline, InlineKind};
use crate::content::markdown::builder::frame::{Frame, FrameKind};
use crate::content::markdown::builder::pending::{Alt, Hidden, PendingHeading, Piled, Seen};
use crate::content::markdown::gathered::Gathered;
use crate::content::markdown::signs::{Sign, Signs};
use crate::content::raw_html::{CODE, LooseElements, OpenElements};
use crate::diagnostic::{Code, Diagnostic};
use crate::node::decode::Decoder;
use crate::node::{LazyMap, TextMap};
use crate::span::Span;

/// Builds the tree of one text.
pub(crate) struct TreeBuilder<'b, 'a, 'd, 'm> {
    pub(in crate::content::markdown) reader: &'b mut Gathered<'a>,
    pub(in crate::content::markdown) decoder: &'b mut Decoder<'d>,
    /// The Markdown that the events come from.
    pub(super) markdown: &'b str,
    /// The same text, from which texts of the tree borrow.
    pub(super) source: Option<&'m str>,
    pub(super) map: &'b LazyMap<'b>,
    pub(super) frames: Vec<Frame<'m>>,
    pub(super) document: Document<'m>,
    pub(super) headings: Vec<PendingHeading>,
    /// Whether this is an article's body, whose headings may have ids of their own.
    pub(super) is_body: bool,
    pub(in crate::content::markdown) raw: RawState,
    /// What the text may hold besides plain `CommonMark`.
    pub(super) signs: &'b Signs,
    pub(super) seen: Seen,
    /// The description of the image that is being read.
    pub(super) alt: Option<Alt<'m>>,
    /// Code or a raw HTML block that is being read.
    pub(super) piled: Option<Piled<'m>>,
    /// The number of ends that must come before what is being skipped has ended.
    pub(super) passing: usize,
    pub(super) told_too_deep: bool,
    /// The comments that allow findings: each with its range in the Markdown.
    pub(super) allowances: Vec<(Allowance, Span)>,
}

/// What raw HTML is in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::content::markdown) enum Around {
    /// A link, or something in one.
    Link,
    /// A heading, or something in one.
    Heading,
    /// A paragraph itself.
    Paragraph,
    /// Emphasis and similar.
    Words,
    /// Anything else.
    Other,
}

/// What is known about the raw HTML so far.
#[derive(Default)]
pub(in crate::content::markdown) struct RawState {
    /// The elements that are open.
    pub(in crate::content::markdown) open: OpenElements,
    /// An element that is removed with its content, while it is open.
    pub(in crate::content::markdown) hidden: Option<Hidden>,
    /// Whether it was reported that too many are open.
    pub(in crate::content::markdown) told_too_deep: bool,
    /// Whether the next part must not be merged with the previous one.
    pub(in crate::content::markdown) apart: bool,
    /// The elements that are open, if HTML is allowed as it is.
    pub(in crate::content::markdown) loose: LooseElements,
}

impl RawState {
    /// Whether one of these elements is open.
    fn is_in(&self, names: &[&str]) -> bool {
        self.open.is_in(names) || self.loose.is_in(names)
    }

    /// Whether an element is open whose text is code.
    pub(in crate::content::markdown) fn is_in_code(&self) -> bool {
        self.is_in(CODE)
    }

    /// Whether a link is open.
    pub(in crate::content::markdown) fn is_in_link(&self) -> bool {
        self.is_in(&["a"])
    }
}

impl<'b, 'a, 'd, 'm> TreeBuilder<'b, 'a, 'd, 'm> {
    pub(in crate::content::markdown) fn new(
        reader: &'b mut Gathered<'a>,
        decoder: &'b mut Decoder<'d>,
        (markdown, signs): (&'b str, &'b Signs),
        map: &'b LazyMap<'b>,
    ) -> Self {
        Self {
            reader,
            decoder,
            markdown,
            source: None,
            map,
            frames: vec![Frame::new(FrameKind::Root, 0..markdown.len())],
            document: Document::default(),
            headings: Vec::new(),
            is_body: false,
            raw: RawState::default(),
            signs,
            seen: Seen::default(),
            alt: None,
            piled: None,
            passing: 0,
            told_too_deep: false,
            allowances: Vec::new(),
        }
    }

    /// The events borrow from this, which is the Markdown itself.
    pub(in crate::content::markdown) fn borrows(mut self, source: &'m str) -> Self {
        self.source = Some(source);
        self
    }

    /// Marks this as an article's body.
    pub(in crate::content::markdown) fn body(mut self) -> Self {
        self.is_body = true;
        self
    }

    pub(in crate::content::markdown) fn options(&self) -> &MarkdownOptions {
        self.reader.options
    }

    /// Returns the innermost frame.
    pub(in crate::content::markdown) fn frame(&mut self) -> &mut Frame<'m> {
        self.frames.last_mut().expect("the root is never closed")
    }

    /// Adds an inline.
    pub(super) fn inline(&mut self, kind: InlineKind<'m>, range: &Range<usize>) {
        let range = Span::from(range.clone());
        self.frame().inlines.push(Inline { range, kind });
    }

    /// Adds a block.
    pub(super) fn block(&mut self, kind: BlockKind<'m>, range: &Range<usize>) {
        let range = Span::from(range.clone());
        if self.signs.has(Sign::Address) && !self.frame().inlines.is_empty() {
            let inlines = std::mem::take(&mut self.frame().inlines);
            self.frame().inlines = self.autolinked(inlines);
        }
        let frame = self.frame();
        frame.flush();
        frame.blocks.push(Block { range, kind });
    }

    /// Returns what the innermost frame is for raw HTML in it.
    pub(in crate::content::markdown) fn around(&self) -> Around {
        let within =
            |is: fn(&FrameKind<'_>) -> bool| self.frames.iter().any(|frame| is(&frame.kind));
        if within(|kind| matches!(kind, FrameKind::Link(..))) {
            Around::Link
        } else if within(|kind| matches!(kind, FrameKind::Heading(_))) {
            Around::Heading
        } else {
            match self.frames.last().map(|frame| &frame.kind) {
                Some(FrameKind::Paragraph) => Around::Paragraph,
                Some(kind) if kind.is_words() => Around::Words,
                _ => Around::Other,
            }
        }
    }

    /// Reports something of which only the first with this name is shown, with the number of all.
    pub(in crate::content::markdown) fn report_repeated(
        &mut self,
        name: impl Into<String>,
        (code, span): (Code, Span),
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let finding = Diagnostic::new(code, self.decoder.place(span), message).hint(hint);
        self.reader.repeated.add(name.into(), finding);
    }

    /// Whether a paragraph is open.
    pub(in crate::content::markdown) fn is_in_paragraph(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame.kind, FrameKind::Paragraph))
    }

    /// Returns the number of things that the page counts or links to.
    pub(in crate::content::markdown) fn counted(&self) -> [usize; 3] {
        [self.reader.citations.len(), self.reader.note_marks, self.headings.len()]
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.map.span(range.start, range.end)
    }

    /// Returns the file's span of a range of raw HTML, through its own map and the Markdown's.
    pub(in crate::content::markdown) fn span_through(
        &self,
        inner: &TextMap,
        start: usize,
        end: usize,
    ) -> Span {
        let in_markdown = inner.span(start, end);
        self.map.span(in_markdown.start as usize, in_markdown.end as usize)
    }
}
