//! [`Writer`]: the parser's events into the HTML of one fragment. Here stand what it remembers and which event goes
//! where; its files, one a kind of thing, write them.

mod blocks;
mod formulas;
mod headings;
mod images;
mod leftovers;
mod links;
mod notes;
mod tables;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::config::MarkdownOptions;
use crate::content::article::{Heading, Lead};
use crate::content::fragment::Fragment;
use crate::content::markdown::writer::headings::HeadingTag;
use crate::content::markdown::writer::leftovers::Leftovers;
use crate::content::markdown::writer::tables::TableState;
use crate::content::markdown::{CITATION, Located, MarkdownReader, raw};
use crate::content::raw_html::OpenElements;
use crate::escape;
use crate::node::decode::Decoder;
use crate::node::{LazyMap, TextMap};
use crate::span::Span;

/// Writes one fragment.
pub(crate) struct Writer<'w, 'a, 'd> {
    pub(super) reader: &'w mut MarkdownReader<'a>,
    pub(super) decoder: &'w mut Decoder<'d>,
    markdown: &'w str,
    map: &'w LazyMap<'w>,
    fragment: Fragment,
    /// Footnotes being written: what was being written before, and which note this is.
    outer: Vec<(Fragment, usize)>,
    pub(super) raw: RawState,
    /// On which level the engine's paragraph is open.
    pub(super) paragraph: Option<usize>,
    pub(super) in_heading: bool,
    body: bool,
    text: String,
    capture: Capture,
    pub(super) headings: Vec<Heading>,
    leads: Vec<Lead>,
    /// The heading whose first paragraph is wanted next, and where that paragraph began.
    lead: Option<(String, Option<(usize, usize)>)>,
    table: TableState,
    depth: usize,
    pub(super) around: Around,
    leftovers: Leftovers,
}

/// What is known about the raw HTML so far.
#[derive(Default)]
pub(super) struct RawState {
    /// The elements that are open.
    pub(super) open: OpenElements,
    /// An element that goes with its content, while it is open.
    pub(super) hidden: Option<raw::Hidden>,
    /// Whether it was said that too many are open.
    pub(super) told_too_deep: bool,
}

/// What the words that are being written stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// Text of any kind.
    Text,
    /// A link, in which nothing may take the focus for itself.
    Link,
}

/// Whether plain text is being collected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capture {
    /// No.
    Off,
    /// Of everything.
    All,
    /// Of the first paragraph, which has not come yet.
    Waiting,
    /// Of the first paragraph, which this is.
    Paragraph,
}

/// What a writer made.
pub(super) struct Written {
    pub(super) fragment: Fragment,
    pub(super) text: String,
    pub(super) headings: Vec<Heading>,
    pub(super) leads: Vec<Lead>,
}

impl<'w, 'a, 'd> Writer<'w, 'a, 'd> {
    pub(super) fn new(
        reader: &'w mut MarkdownReader<'a>,
        decoder: &'w mut Decoder<'d>,
        markdown: &'w str,
        map: &'w LazyMap<'w>,
    ) -> Self {
        Self {
            reader,
            decoder,
            markdown,
            map,
            fragment: Fragment {
                html: String::with_capacity(markdown.len() + markdown.len() / 4),
                holes: Vec::new(),
            },
            outer: Vec::new(),
            raw: RawState::default(),
            paragraph: None,
            in_heading: false,
            body: false,
            text: String::new(),
            capture: Capture::Off,
            headings: Vec::new(),
            leads: Vec::new(),
            lead: None,
            table: TableState::default(),
            depth: 0,
            around: Around::Text,
            leftovers: Leftovers::of(markdown),
        }
    }

    /// Collects the text of everything.
    pub(super) fn capture_text(&mut self) {
        self.capture = Capture::All;
    }

    /// This is an article's body: headings count, and the first paragraph's text is collected.
    pub(super) fn is_body(&mut self) {
        self.body = true;
        self.capture = Capture::Waiting;
    }

    pub(super) fn run(&mut self) {
        let events = self.reader.parse(self.decoder, self.markdown, self.map);
        self.run_events(&events);
    }

    pub(super) fn run_events(&mut self, events: &[Located<'_>]) {
        let mut at = 0;
        while at < events.len() {
            at = self.event(events, at);
        }
    }

    pub(super) fn finish(mut self) -> Written {
        self.leave();
        Written {
            fragment: self.fragment,
            text: self.text,
            headings: self.headings,
            leads: self.leads,
        }
    }

    /// Writes the start tag of an element of the engine's own.
    pub(super) fn enter(&mut self, open: &str) {
        self.push(open);
        self.raw.open.enter();
    }

    /// Writes the end tag of an element of the engine's own, in which all raw HTML is closed first.
    pub(super) fn exit(&mut self, close: &str) {
        self.leave();
        self.push(close);
    }

    fn leave(&mut self) {
        self.leave_hidden();
        let closed = self.raw.open.leave();
        self.close_forgotten(closed);
    }

    /// Writes the event at `at`, or what begins there, and gives the next to be written.
    fn event(&mut self, events: &[Located<'_>], at: usize) -> usize {
        let Some((event, range)) = events.get(at) else { return events.len() };
        match event {
            Event::Start(tag) => return self.start(events, at, tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => {
                self.report_leftovers(range);
                self.collect(text);
                self.push_content(text);
            }
            Event::Code(code) => {
                self.collect(code);
                self.push("<code>");
                self.push_content(code);
                self.push("</code>");
            }
            Event::InlineMath(tex) => self.inline_math(tex, range),
            Event::DisplayMath(tex) => self.math(tex, true, range),
            Event::InlineHtml(html) | Event::Html(html) => {
                let map = TextMap::Verbatim(range.start);
                self.raw_html(html, &map);
            }
            Event::FootnoteReference(label) => self.note_reference(label),
            Event::SoftBreak => {
                self.collect(" ");
                self.push("\n");
            }
            Event::HardBreak => {
                self.collect(" ");
                self.push("<br>\n");
            }
            Event::Rule => {
                self.begin_own_block();
                self.push("<hr>\n");
            }
            Event::TaskListMarker(done) => self.task(*done),
        }
        at + 1
    }

    /// Writes what a tag begins, and gives the next event to be written.
    fn start(
        &mut self,
        events: &[Located<'_>],
        at: usize,
        tag: &Tag<'_>,
        range: &Range<usize>,
    ) -> usize {
        match tag {
            Tag::Paragraph => {
                self.leftovers.cited_in_block = false;
                if let Some(next) = self.figure(events, at) {
                    return next;
                }
                self.begin_paragraph();
            }
            Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } => {
                return self.whole(events, at, tag, range);
            }
            Tag::Link { link_type: LinkType::ShortcutUnknown, dest_url, .. }
                if dest_url.as_ref() == CITATION =>
            {
                return self.whole(events, at, tag, range);
            }
            Tag::BlockQuote(kind) => self.begin_quote(*kind),
            Tag::List(None) => self.begin_block("<ul>\n"),
            Tag::List(Some(1)) => self.begin_block("<ol>\n"),
            Tag::List(Some(first)) => {
                let open = format!("<ol start=\"{first}\">\n");
                self.begin_block(&open);
            }
            Tag::Item => self.enter("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.begin_note(label, self.map.span(range.start, range.end));
            }
            Tag::DefinitionList => self.begin_block("<dl>\n"),
            Tag::DefinitionListTitle => self.enter("<dt>"),
            Tag::DefinitionListDefinition => self.enter("<dd>"),
            Tag::Table(alignments) => self.begin_table(alignments),
            Tag::TableHead => self.begin_head(),
            Tag::TableRow => self.begin_row(),
            Tag::TableCell => {
                let next = events.get(at + 1);
                self.begin_cell(matches!(next, Some((Event::End(TagEnd::TableCell), _))));
            }
            Tag::Emphasis => self.enter("<em>"),
            Tag::Strong => self.enter("<strong>"),
            Tag::Strikethrough => self.enter("<del>"),
            Tag::Superscript => self.enter("<sup>"),
            Tag::Subscript => self.enter("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.begin_link(*link_type, dest_url, title, range);
            }
            Tag::MetadataBlock(_) => {}
        }
        at + 1
    }

    /// Writes what takes its inner events with it, and gives the event after its end.
    fn whole(
        &mut self,
        events: &[Located<'_>],
        at: usize,
        tag: &Tag<'_>,
        range: &Range<usize>,
    ) -> usize {
        let end = matching_end(events, at);
        let inner = events.get(at + 1..end).unwrap_or(&[]);
        match tag {
            Tag::Heading { level, id, classes, attrs } => self.heading(
                inner,
                &HeadingTag { level: *level, id: id.as_deref(), classes, attrs, range },
            ),
            Tag::CodeBlock(kind) => self.code_block(kind, inner),
            Tag::HtmlBlock => self.html_block(inner),
            Tag::Image { dest_url, title, .. } => self.image(inner, dest_url, title, range),
            _ => self.citation(range),
        }
        end + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::BlockQuote(kind) => {
                self.end_block(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::List(true) => self.end_block("</ol>\n"),
            TagEnd::List(false) => self.end_block("</ul>\n"),
            TagEnd::Item => self.exit("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::DefinitionList => self.end_block("</dl>\n"),
            TagEnd::DefinitionListTitle => self.exit("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.exit("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_head(),
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.exit("</em>"),
            TagEnd::Strong => self.exit("</strong>"),
            TagEnd::Strikethrough => self.exit("</del>"),
            TagEnd::Superscript => self.exit("</sup>"),
            TagEnd::Subscript => self.exit("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::CodeBlock
            | TagEnd::Heading(_)
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    pub(super) fn options(&self) -> &MarkdownOptions {
        self.reader.options
    }

    /// What is being written: the fragment, or the note inside it.
    pub(super) fn out(&mut self) -> &mut Fragment {
        &mut self.fragment
    }

    fn push(&mut self, html: &str) {
        self.fragment.html.push_str(html);
    }

    fn push_escaped(&mut self, text: &str) {
        escape::html_into(text, &mut self.fragment.html);
    }

    fn push_content(&mut self, text: &str) {
        escape::content_into(text, &mut self.fragment.html);
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.map.span(range.start, range.end)
    }

    /// The file's span of a range of raw HTML, through its own map and the Markdown's.
    pub(super) fn span_through(&self, inner: &TextMap, start: usize, end: usize) -> Span {
        let in_markdown = inner.span(start, end);
        self.map.span(in_markdown.start as usize, in_markdown.end as usize)
    }

    fn collect(&mut self, text: &str) {
        if matches!(self.capture, Capture::All | Capture::Paragraph) && self.raw.hidden.is_none() {
            self.text.push_str(text);
        }
    }
}

/// The event that ends what begins at `at`.
fn matching_end(events: &[Located<'_>], at: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    return offset;
                }
            }
            _ => {}
        }
    }
    events.len()
}
