//! [`TreeBuilder`]: turns the parser's events into the tree of one text. What has begun is a stack of [`Frame`]s; each
//! end turns a frame into a block or an inline and puts it into the frame around it. This file says which event goes
//! where; the other files, one per kind of thing, say what is made of it.

mod allowances;
mod autolinks;
mod blocks;
mod bold_headings;
mod braces;
mod calls;
mod citations;
mod copied_marks;
mod dialects;
mod foreign;
mod formulas;
mod frame;
mod heading_numbers;
mod headings;
mod images;
mod leftovers;
mod links;
mod notes;
mod pending;
mod picture_pages;
mod questions;
mod state;
mod strays;
mod tables;
mod unfinished;
mod unmarked_questions;
mod unread;
mod unread_headings;
mod unread_links;
mod unread_mark;
mod unread_rows;
mod wordpress;

pub(super) use leftovers::{first_stand_in, stands_for};
pub(super) use pending::Hidden;
pub(super) use state::{Around, TreeBuilder};

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::content::document::{BlockKind, Document, Inline, InlineKind, Text};
use crate::content::markdown::builder::frame::{Frame, FrameKind, TableFrame};
use crate::content::markdown::builder::pending::Piled;
use crate::content::markdown::events::CITATION;
use crate::content::markdown::masks::Located;
use crate::content::markdown::signs::Sign;
use crate::diagnostic::Code;
use crate::node::TextMap;

/// The maximum depth of nested blocks and inlines. People stop at about six; the tree is walked by recursion.
const DEEPEST: usize = 64;

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    /// Reads the whole text.
    pub(super) fn read(mut self, events: impl Iterator<Item = Located<'m>>) -> Document<'m> {
        self.events(events);
        self.leave();
        self.leave_loose();
        let mut root = self.frames.pop().expect("the root is never closed");
        root.flush();
        self.place_allowances(&root.blocks);
        if self.is_body {
            self.report_all_in_code(&root.blocks);
            self.report_bold_headings(&root.blocks);
            self.report_unmarked_questions(&root.blocks);
        }
        if self.seen.has_questions {
            return self.with_questions(root.blocks);
        }
        let headings = self.headings();
        Document { blocks: root.blocks, headings, ..self.document }
    }

    /// Reads a line.
    pub(super) fn read_line(
        mut self,
        events: impl Iterator<Item = Located<'m>>,
    ) -> Vec<Inline<'m>> {
        self.frames.push(Frame::new(FrameKind::Line, 0..self.markdown.len()));
        self.events(events);
        self.leave();
        let line = self.frames.pop().map(|line| line.inlines).unwrap_or_default();
        if self.signs.has(Sign::Address) { self.autolinked(line) } else { line }
    }

    fn events(&mut self, events: impl Iterator<Item = Located<'m>>) {
        for (event, range) in events {
            self.event(event, range);
        }
    }

    fn event(&mut self, event: Event<'m>, range: Range<usize>) {
        if self.passing > 0 {
            self.pass_over(&event);
            return;
        }
        if self.alt.is_some() {
            self.describe(event, range);
            return;
        }
        if self.piled.is_some() {
            self.pile(event, &range);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.words(text, range),
            Event::Code(code) => {
                if code.starts_with(['{', 'r']) {
                    self.report_expression(&code, &range);
                }
                self.inline(InlineKind::Code(code), &range);
            }
            Event::InlineMath(tex) => self.math(tex, false, &range),
            Event::DisplayMath(tex) => self.math(tex, true, &range),
            Event::InlineHtml(html) | Event::Html(html) => {
                let map = TextMap::Verbatim(range.start);
                self.raw_html(&html, &map);
            }
            Event::FootnoteReference(label) => self.note_reference(&label, &range),
            Event::SoftBreak => self.inline(InlineKind::SoftBreak, &range),
            Event::HardBreak => self.inline(InlineKind::HardBreak, &range),
            Event::Rule => {
                self.begin_own_block();
                self.block(BlockKind::Rule, &range);
            }
            Event::TaskListMarker(done) => self.inline(InlineKind::Task(done), &range),
        }
    }

    fn words(&mut self, text: Text<'m>, range: Range<usize>) {
        if range.start < self.seen.read_until {
            // The parser divides a mark that it does not know.
            let rest = self.seen.read_until.min(range.end)..range.end;
            if let Some(text) = text.get(rest.start - range.start..).filter(|text| !text.is_empty())
            {
                self.text(text.to_owned().into(), &rest);
            }
            return;
        }
        if self.signs.has(Sign::Mark)
            && text.starts_with('[')
            && let Some(label) = self.note_label(range.start)
        {
            self.seen.read_until = range.start + label.len() + 3;
            return self.note_elsewhere(&label, &(range.start..self.seen.read_until));
        }
        if self.raw.is_in_code() {
            return self.text(text, &range);
        }
        self.report_leftovers(&range);
        self.text(text, &range);
    }

    fn pass_over(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(_) => self.passing += 1,
            Event::End(_) => self.passing -= 1,
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'m>, range: Range<usize>) {
        let kind = match tag {
            Tag::Image { dest_url, title, .. } => return self.begin_image(&dest_url, title, range),
            Tag::Link { link_type: LinkType::ShortcutUnknown, dest_url, .. }
                if dest_url.as_ref() == CITATION =>
            {
                self.passing = 1;
                return self.citation(&range);
            }
            Tag::CodeBlock(kind) => return self.begin_code(&kind, range),
            Tag::HtmlBlock => {
                self.piled = Some(Piled::Html { html: String::new(), lines: Vec::new() });
                return;
            }
            Tag::Paragraph => {
                self.seen.cited_in_block = false;
                FrameKind::Paragraph
            }
            Tag::Heading { level, id, classes, attrs } => {
                self.begin_heading(level as u8, (id, classes, attrs), &range)
            }
            Tag::BlockQuote(kind) => FrameKind::Quote(kind.map(blocks::alert)),
            Tag::List(first) => FrameKind::List(first, Vec::new()),
            Tag::DefinitionList => FrameKind::Definitions(Vec::new()),
            Tag::Item | Tag::DefinitionListDefinition => FrameKind::Item,
            Tag::DefinitionListTitle => FrameKind::Term,
            Tag::FootnoteDefinition(label) => {
                let span = self.map.span(range.start, range.end);
                FrameKind::Note(self.begin_note(&label, span))
            }
            Tag::Table(alignments) => FrameKind::Table(TableFrame {
                alignments: alignments.into_iter().map(blocks::alignment).collect(),
                ..TableFrame::default()
            }),
            Tag::TableHead | Tag::TableRow => return,
            Tag::TableCell => FrameKind::Cell,
            Tag::Emphasis => FrameKind::Emphasis,
            Tag::Strong => FrameKind::Strong,
            Tag::Strikethrough => FrameKind::Strikethrough,
            Tag::Superscript => FrameKind::Superscript,
            Tag::Subscript => FrameKind::Subscript,
            Tag::Link { link_type, dest_url, title, .. } => {
                FrameKind::Link(self.link(link_type, &dest_url, &range), title)
            }
            Tag::MetadataBlock(_) => {
                self.passing = 1;
                return;
            }
        };
        self.open(kind, range);
    }

    /// Begins a frame.
    fn open(&mut self, kind: FrameKind<'m>, range: Range<usize>) {
        if self.frames.len() > DEEPEST {
            self.report_nesting(&range);
            self.passing = 1;
            return;
        }
        let frame = Frame::new(kind, range);
        if blocks::is_block(&frame.kind) {
            self.begin_own_block();
        }
        self.frames.push(frame);
        self.raw.open.enter();
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::TableHead => self.end_row(true, range),
            TagEnd::TableRow => self.end_row(false, range),
            _ => self.close(),
        }
    }

    /// Ends the innermost frame, after closing all raw HTML in it.
    fn close(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        self.leave();
        if let Some(frame) = self.frames.pop() {
            self.finish(frame);
        }
    }

    /// Closes all raw HTML in the innermost frame.
    fn leave(&mut self) {
        self.leave_hidden();
        let closed = self.raw.open.leave();
        self.close_forgotten(closed);
    }

    fn report_nesting(&mut self, range: &Range<usize>) {
        if std::mem::replace(&mut self.told_too_deep, true) {
            return;
        }
        self.decoder.report_with_hint(
            Code::MarkdownTooDeep,
            self.map.span(range.start, range.start + 1),
            format!("more than {DEEPEST} lists, quotations or other blocks are nested here"),
            "remove some of the marks at the beginning of the line",
        );
    }
}
