//! [`Writer`]: the parser's events into the HTML of one fragment.

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd,
};

use crate::config::{MarkdownOptions, RawHtml};
use crate::content::article::{Heading, Lead, Note};
use crate::content::citation::{self, explain_leftover};
use crate::content::fragment::{Fragment, HoleKind, NoteRef, Word};
use crate::content::link::{Link, LinkPurpose, LinkTarget, classify};
use crate::content::markdown::{CITATION, Located, MarkdownReader, math, raw, report_link_fault};
use crate::diagnostic::Code;
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
    pub(super) has_raw: bool,
    body: bool,
    text: String,
    capture: Capture,
    headings: Vec<Heading>,
    leads: Vec<Lead>,
    /// The heading whose first paragraph is wanted next, and where that paragraph began.
    lead: Option<(String, Option<(usize, usize)>)>,
    alignments: Vec<Alignment>,
    in_head: bool,
    cell: usize,
    depth: usize,
    has_leftovers: bool,
    cited_in_block: bool,
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
            has_raw: false,
            body: false,
            text: String::new(),
            capture: Capture::Off,
            headings: Vec::new(),
            leads: Vec::new(),
            lead: None,
            alignments: Vec::new(),
            in_head: false,
            cell: 0,
            depth: 0,
            has_leftovers: markdown.contains("[@") || markdown.contains("[^"),
            cited_in_block: false,
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
        self.run_events(events);
    }

    pub(super) fn run_events(&mut self, events: Vec<Located<'_>>) {
        let mut at = 0;
        while at < events.len() {
            at = self.event(&events, at);
        }
    }

    pub(super) fn finish(self) -> Written {
        let clean = |fragment| {
            if self.has_raw && self.reader.options.html == RawHtml::Sanitize {
                raw::sanitised(fragment)
            } else {
                fragment
            }
        };
        let leads = self
            .leads
            .into_iter()
            .map(|lead| Lead { fragment: clean(lead.fragment), ..lead })
            .collect();
        if self.has_raw {
            for note in &mut self.reader.notes {
                if !note.sanitised {
                    note.fragment = clean(std::mem::take(&mut note.fragment));
                    note.sanitised = true;
                }
            }
        }
        Written { fragment: clean(self.fragment), text: self.text, headings: self.headings, leads }
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

    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        self.map.span(range.start, range.end)
    }

    /// The file's span of a range of raw HTML, through its own map and the Markdown's.
    pub(super) fn span_through(&self, inner: &TextMap, start: usize, end: usize) -> Span {
        let in_markdown = inner.span(start, end);
        self.map.span(in_markdown.start as usize, in_markdown.end as usize)
    }

    fn collect(&mut self, text: &str) {
        if matches!(self.capture, Capture::All | Capture::Paragraph) {
            self.text.push_str(text);
        }
    }

    /// Writes the event at `at`, or what begins there, and gives the next to be written.
    fn event(&mut self, events: &[Located<'_>], at: usize) -> usize {
        let Some((event, range)) = events.get(at) else { return events.len() };
        match event {
            Event::Start(tag) => return self.start(events, at, tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => {
                self.leftovers(range);
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
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => self.task(*done),
        }
        at + 1
    }

    fn start(
        &mut self,
        events: &[Located<'_>],
        at: usize,
        tag: &Tag<'_>,
        range: &std::ops::Range<usize>,
    ) -> usize {
        match tag {
            Tag::Paragraph => {
                self.cited_in_block = false;
                if let Some(next) = self.figure(events, at) {
                    return next;
                }
                self.begin_paragraph();
            }
            Tag::Heading { level, id, classes, attrs } => {
                let end = matching_end(events, at);
                let dropped =
                    attrs.iter().any(|(name, _)| !matches!(name.as_ref(), "lang" | "dir"));
                if dropped {
                    self.decoder.report_with_hint(Code::HtmlDropped, self.map.span(range.start, range.end), "headings take only `#id`, `.class`, `lang` and `dir` in braces; the rest was dropped", "remove it");
                }
                self.heading(
                    events.get(at + 1..end).unwrap_or(&[]),
                    HeadingTag { level: *level, id: id.as_deref(), classes, attrs, range },
                );
                return end + 1;
            }
            Tag::BlockQuote(kind) => self.begin_quote(*kind),
            Tag::CodeBlock(kind) => {
                let end = matching_end(events, at);
                self.begin_code(kind);
                // Code is shown as it is: nothing in it can be meant as a citation.
                for (event, _) in events.get(at + 1..end).unwrap_or(&[]) {
                    if let Event::Text(code) = event {
                        self.collect(code);
                        self.push_content(code);
                    }
                }
                self.push("</code></pre>\n");
                return end + 1;
            }
            Tag::HtmlBlock => {
                let end = matching_end(events, at);
                self.html_block(events.get(at + 1..end).unwrap_or(&[]));
                return end + 1;
            }
            Tag::List(None) => self.begin_block("<ul>\n"),
            Tag::List(Some(1)) => self.begin_block("<ol>\n"),
            Tag::List(Some(first)) => {
                let open = format!("<ol start=\"{first}\">\n");
                self.begin_block(&open);
            }
            Tag::Item => self.push("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.begin_note(label, self.map.span(range.start, range.end))
            }
            Tag::DefinitionList => self.begin_block("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => self.begin_table(alignments),
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.push("<tr>");
            }
            Tag::TableCell => self
                .begin_cell(matches!(events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)))),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link { link_type, dest_url, title, .. }
                if dest_url.as_ref() == CITATION && *link_type == LinkType::ShortcutUnknown =>
            {
                let _: &str = title;
                let end = matching_end(events, at);
                self.citation(range);
                return end + 1;
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                self.begin_link(*link_type, dest_url, title, range)
            }
            Tag::Image { dest_url, title, .. } => {
                let end = matching_end(events, at);
                self.image(events.get(at + 1..end).unwrap_or(&[]), dest_url, title, range);
                return end + 1;
            }
            Tag::MetadataBlock(_) => {}
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::BlockQuote(kind) => {
                self.end_block(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" })
            }
            TagEnd::List(true) => self.end_block("</ol>\n"),
            TagEnd::List(false) => self.end_block("</ul>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::DefinitionList => self.end_block("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => {
                self.in_head = false;
                self.end_block("</tbody>\n</table>\n</div>\n");
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                let plain_cell = self.fragment.html.ends_with("<td>") && self.in_head;
                self.push(if self.in_head && !plain_cell { "</th>" } else { "</td>" });
                self.cell += 1;
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => self.push("</a>"),
            TagEnd::CodeBlock
            | TagEnd::Heading(_)
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn begin_block(&mut self, open: &str) {
        self.depth += 1;
        self.push(open);
    }

    fn end_block(&mut self, close: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.push(close);
    }

    fn begin_paragraph(&mut self) {
        if self.depth == 0 && self.outer.is_empty() {
            if self.capture == Capture::Waiting {
                self.capture = Capture::Paragraph;
            }
            let position = (self.fragment.html.len(), self.fragment.holes.len());
            if let Some((_, began @ None)) = &mut self.lead {
                *began = Some(position);
            }
        }
        self.push("<p>");
    }

    fn end_paragraph(&mut self) {
        self.push("</p>\n");
        if self.depth != 0 || !self.outer.is_empty() {
            return;
        }
        if self.capture == Capture::Paragraph {
            // A paragraph of nothing but an image or a mark says nothing: the next one may.
            self.capture =
                if self.text.trim().is_empty() { Capture::Waiting } else { Capture::Off };
        }
        if let Some((anchor, Some((at, holes)))) = self.lead.take() {
            let html = self.fragment.html.get(at..).unwrap_or("").to_owned();
            let mut fragment =
                Fragment { html, holes: self.fragment.holes.get(holes..).unwrap_or(&[]).to_vec() };
            for hole in &mut fragment.holes {
                hole.at -= at;
            }
            self.leads.push(Lead { anchor, fragment });
        }
    }

    fn begin_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            self.begin_block("<blockquote>\n");
            return;
        };
        let (name, word) = match kind {
            BlockQuoteKind::Note => ("note", Word::Note),
            BlockQuoteKind::Tip => ("tip", Word::Tip),
            BlockQuoteKind::Important => ("important", Word::Important),
            BlockQuoteKind::Warning => ("warning", Word::Warning),
            BlockQuoteKind::Caution => ("caution", Word::Caution),
        };
        let open =
            format!("<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">");
        self.begin_block(&open);
        self.fragment.hole(HoleKind::Word(word));
        self.push("</p>\n");
    }

    fn begin_code(&mut self, kind: &CodeBlockKind<'_>) {
        // A block that scrolls must be reachable by keyboard (WCAG 2.1.1).
        self.push("<pre tabindex=\"0\"><code");
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        if !language.is_empty() {
            self.push(" class=\"language-");
            self.push_escaped(language);
            self.push("\"");
        }
        self.push(">");
    }

    fn begin_table(&mut self, alignments: &[Alignment]) {
        self.alignments = alignments.to_vec();
        self.begin_block("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        self.fragment.hole(HoleKind::Word(Word::Table));
        self.push("\">\n<table>\n");
    }

    fn begin_cell(&mut self, empty: bool) {
        let align = match self.alignments.get(self.cell) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        // An empty header cell is no header: screen readers would announce nothing.
        match (self.in_head, empty) {
            (true, true) => self.push("<td>"),
            (true, false) => {
                self.push("<th scope=\"col\"");
                self.push(align);
                self.push(">");
            }
            (false, _) => {
                self.push("<td");
                self.push(align);
                self.push(">");
            }
        }
    }

    fn task(&mut self, done: bool) {
        let (class, sign, word) = if done {
            ("task done", "☑", Word::TaskDone)
        } else {
            ("task", "☐", Word::TaskOpen)
        };
        self.push(&format!("<span class=\"{class}\" role=\"img\" aria-label=\""));
        self.fragment.hole(HoleKind::Word(word));
        self.push(&format!("\">{sign}</span> "));
    }

    fn html_block(&mut self, events: &[Located<'_>]) {
        let mut html = String::new();
        let mut lines = Vec::new();
        for (event, range) in events {
            if let Event::Html(text) | Event::Text(text) = event {
                lines.push((html.len(), range.start));
                html.push_str(text);
            }
        }
        if self.options().html == RawHtml::Escape {
            self.push("<p>");
            self.push_escaped(html.trim_end());
            self.push("</p>\n");
            return;
        }
        if let Some(at) = html.find("[@") {
            let span = self.span_through(&TextMap::Lines(lines.clone()), at, at + 2);
            self.decoder.report_with_hint(Code::CitationMalformed, span, "this is raw HTML, so `[@…]` is not read as a citation", "leave an empty line before and after the text inside the tags, so that it is Markdown again");
        }
        self.raw_html(&html, &TextMap::Lines(lines));
    }

    fn begin_link(
        &mut self,
        kind: LinkType,
        url: &str,
        title: &str,
        range: &std::ops::Range<usize>,
    ) {
        let span = self.span(range);
        if self.markdown.get(range.clone()).is_some_and(|source| source.starts_with("[@"))
            && !matches!(kind, LinkType::Autolink | LinkType::Email)
        {
            self.decoder.report_with_hint(
                Code::CitationMalformed,
                span,
                "this is a link, not a citation",
                "write `[@id]` alone, and the address under the source in the front matter",
            );
        }
        let target = if kind == LinkType::Email {
            LinkTarget::External(format!("mailto:{url}"))
        } else {
            classify(self.decoder.path, url).unwrap_or_else(|fault| {
                report_link_fault(self.decoder, url, span, &fault);
                LinkTarget::Nowhere
            })
        };
        self.push("<a href=\"");
        match &target {
            LinkTarget::External(url) => self.push_escaped(url),
            _ => {
                self.reader.links.push(Link { target, span, purpose: LinkPurpose::Follow });
                self.fragment.hole(HoleKind::Url(self.reader.links.len() - 1));
            }
        }
        self.push("\"");
        self.title(title);
        self.push(">");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            self.push_escaped(title);
            self.push("\"");
        }
    }

    /// A paragraph of nothing but an image with a title becomes a figure; gives the event after it.
    fn figure(&mut self, events: &[Located<'_>], at: usize) -> Option<usize> {
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = events.get(at + 1)? else {
            return None;
        };
        let end = matching_end(events, at + 1);
        if title.is_empty()
            || !matches!(events.get(end + 1), Some((Event::End(TagEnd::Paragraph), _)))
        {
            return None;
        }
        self.push("<figure>\n");
        self.image(events.get(at + 2..end).unwrap_or(&[]), dest_url, "", range);
        self.push("\n<figcaption>");
        self.caption(title, range);
        self.push("</figcaption>\n</figure>\n");
        Some(end + 2)
    }

    /// A caption is inline Markdown; its places are known only as the image's.
    fn caption(&mut self, title: &str, range: &std::ops::Range<usize>) {
        let whole = self.span(range);
        let map = LazyMap::new(|| TextMap::Whole(whole));
        let events = self.reader.parse(self.decoder, title, &map);
        let inner: Vec<_> = events
            .into_iter()
            .filter(|(event, _)| {
                !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph))
            })
            .collect();
        let mut writer = Writer::new(self.reader, self.decoder, title, &map);
        writer.run_events(inner);
        let (caption, has_raw) = (writer.fragment, writer.has_raw);
        self.has_raw |= has_raw;
        let base = self.fragment.html.len();
        self.fragment.html.push_str(&caption.html);
        self.fragment.holes.extend(caption.holes.into_iter().map(|mut hole| {
            hole.at += base;
            hole
        }));
    }

    fn image(
        &mut self,
        inner: &[Located<'_>],
        url: &str,
        title: &str,
        range: &std::ops::Range<usize>,
    ) {
        let span = self.span(range);
        if self.markdown.get(range.clone()).is_some_and(|source| source.starts_with("![@"))
            || url == CITATION
        {
            self.decoder.report_with_hint(
                Code::CitationMisplaced,
                span,
                "`![@…]` is an image, not a citation",
                "write `[@id]` without the `!`",
            );
            return;
        }
        let mut alt = String::new();
        for (event, _) in inner {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        let link = self.reader.link(self.decoder, url, span, LinkPurpose::Embed);
        self.push("<img src=\"");
        self.fragment.hole(HoleKind::Url(link));
        self.push("\" alt=\"");
        self.push_escaped(&alt);
        self.push("\"");
        self.title(title);
        self.fragment.hole(HoleKind::Size(link));
        // The first image is likely to be on the first screen; the others can wait until they are near it.
        self.push(if self.reader.images == 0 { ">" } else { " loading=\"lazy\">" });
        self.reader.images += 1;
    }

    fn citation(&mut self, range: &std::ops::Range<usize>) {
        self.cited_in_block = true;
        let inside_at = range.start + 1;
        let inside = self.markdown.get(inside_at..range.end.saturating_sub(1)).unwrap_or("");
        let map = self.map;
        match citation::parse(inside, |start, end| map.span(inside_at + start, inside_at + end)) {
            Ok(citation) => {
                self.reader.citations.push(citation);
                self.fragment.hole(HoleKind::Citation(self.reader.citations.len() - 1));
            }
            Err(fault) => self.decoder.report_with_hint(
                Code::CitationMalformed,
                self.map.span(range.start, range.end),
                fault.message,
                fault.hint,
            ),
        }
    }

    /// Finds what looks like a citation or a footnote in text, but was not taken for one.
    fn leftovers(&mut self, range: &std::ops::Range<usize>) {
        if !self.has_leftovers {
            return;
        }
        let source = self.markdown;
        let text = source.get(range.clone()).unwrap_or("");
        for (found, _) in text.match_indices('[') {
            let at = range.start + found;
            let backslashes =
                source.get(..at).unwrap_or("").bytes().rev().take_while(|b| *b == b'\\').count();
            // No mark is longer: a page of nothing but `[@` must not take quadratic time.
            let limit = (at + 400..source.len())
                .find(|end| source.is_char_boundary(*end))
                .unwrap_or(source.len());
            let after = source.get(at..limit).unwrap_or("");
            if backslashes % 2 == 1 {
                continue;
            }
            if after.starts_with("[@") {
                let end = after.find([']', '\n']).map_or(at + 2, |end| at + end + 1);
                let (code, message, hint) = explain_leftover(
                    after.get(..after.find("\n\n").unwrap_or(after.len())).unwrap_or(after),
                );
                self.decoder.report_with_hint(
                    code,
                    self.map.span(at, end.min(source.len())),
                    message,
                    hint,
                );
            } else if let Some((label, _)) =
                after.strip_prefix("[^").and_then(|rest| rest.split_once(']'))
            {
                if !label.is_empty() && !label.contains(['\n', '[', ' ']) {
                    let message = format!("the footnote `[^{label}]` does not exist");
                    self.decoder.report_with_hint(Code::NoteUndefined, self.map.span(at, at + label.len() + 3), message, format!("write `[^{label}]: …` on a line of its own, cite a source with `[@{label}]`, or show the bracket with `\\[^`"));
                }
            }
        }
        if self.cited_in_block
            && text.starts_with(']')
            && (text.starts_with("](")
                || source
                    .get(range.end..)
                    .is_some_and(|after| text == "]" && after.starts_with('(')))
        {
            self.decoder.report_with_hint(
                Code::CitationMisplaced,
                self.map.span(range.start, range.start + 1),
                "a citation stands inside a link, so the link is lost",
                "put the citation after the link: `[text](url) [@id]`",
            );
        }
    }

    fn note(&mut self, label: &str, span: Span) -> usize {
        let notes = &mut self.reader.notes;
        *self.reader.note_index.entry(label.to_lowercase()).or_insert_with(|| {
            notes.push(Note {
                label: label.to_owned(),
                fragment: Fragment::default(),
                references: 0,
                span,
                sanitised: false,
            });
            notes.len() - 1
        })
    }

    fn note_reference(&mut self, label: &str) {
        let note = self.note(label, Span::default());
        let Some(entry) = self.reader.notes.get_mut(note) else { return };
        let nth = entry.references;
        entry.references += 1;
        self.fragment.hole(HoleKind::NoteRef(NoteRef { note, nth }));
    }

    fn begin_note(&mut self, label: &str, span: Span) {
        let note = self.note(label, span);
        if let Some(entry) = self.reader.notes.get_mut(note) {
            entry.span = span;
        }
        self.outer.push((std::mem::take(&mut self.fragment), note));
    }

    fn end_note(&mut self) {
        if let Some((outer, note)) = self.outer.pop() {
            let written = std::mem::replace(&mut self.fragment, outer);
            if let Some(entry) = self.reader.notes.get_mut(note) {
                entry.fragment = written;
            }
        }
    }

    /// When math is on, prices must stay prose: a `$` before a digit does not close a formula.
    fn inline_math(&mut self, tex: &str, range: &std::ops::Range<usize>) {
        let after = self.markdown.as_bytes().get(range.end);
        if after.is_some_and(u8::is_ascii_digit) {
            self.collect("$");
            self.collect(tex);
            self.collect("$");
            self.push("$");
            self.nested(range.start + 1..range.end - 1);
            self.push("$");
        } else {
            self.math(tex, false, range);
        }
    }

    /// Reads a part of this Markdown again as a line of its own.
    fn nested(&mut self, range: std::ops::Range<usize>) {
        let source = self.markdown.get(range.clone()).unwrap_or("");
        let events: Vec<_> = self.reader.parse_quietly(source);
        let inner = events
            .into_iter()
            .filter(|(event, _)| {
                !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph))
            })
            .map(|(event, inner)| (event, inner.start + range.start..inner.end + range.start))
            .collect();
        // The parser takes white space off the ends of a paragraph.
        self.push(source.get(..source.len() - source.trim_start().len()).unwrap_or(""));
        let capture = std::mem::replace(&mut self.capture, Capture::Off);
        self.run_events(inner);
        self.capture = capture;
        self.push(source.get(source.trim_end().len()..).unwrap_or(""));
    }

    fn math(&mut self, tex: &str, display: bool, range: &std::ops::Range<usize>) {
        self.collect(tex);
        match math::mathml(tex, display) {
            Ok(mathml) => self.fragment.hole(HoleKind::Held(mathml.into())),
            Err(fault) => {
                let span = self.span(range);
                self.decoder.report_with_hint(
                    Code::MathInvalid,
                    span,
                    format!("this formula cannot be read: {fault}"),
                    "mend the TeX; `\\$` is a dollar sign",
                );
            }
        }
    }

    fn heading(&mut self, inner: &[Located<'_>], tag: HeadingTag<'_, '_>) {
        let mut text = String::new();
        let mut links = false;
        for (event, range) in inner {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(part),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::InlineMath(_) | Event::DisplayMath(_) => {
                    text.push_str(self.markdown.get(range.clone()).unwrap_or(""))
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    links = true;
                    if dest_url.as_ref() == CITATION {
                        let span = self.span(range);
                        self.decoder.report_with_hint(
                            Code::CitationMisplaced,
                            span,
                            "a citation cannot stand in a heading",
                            "cite in the sentence that makes the claim",
                        );
                    }
                }
                Event::InlineHtml(_) | Event::FootnoteReference(_) => links = true,
                _ => {}
            }
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let span = self.span(tag.range);
        let id = match tag.id {
            Some(id) if self.body => id.to_owned(),
            _ => self.reader.anchors.heading(&text, span),
        };
        // The page's title is its only first-level heading.
        let level = if self.body { (tag.level as u8).max(2) } else { (tag.level as u8).max(4) };
        self.push(&format!("<h{level} id=\""));
        self.push_escaped(&id);
        self.push("\"");
        if !tag.classes.is_empty() {
            self.push(" class=\"");
            self.push_escaped(
                &tag.classes.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(" "),
            );
            self.push("\"");
        }
        for (name, value) in
            tag.attrs.iter().filter(|(name, _)| matches!(name.as_ref(), "lang" | "dir"))
        {
            self.push(&format!(" {name}=\""));
            self.push_escaped(value.as_deref().unwrap_or(""));
            self.push("\"");
        }
        self.push(">");
        if !links {
            self.push("<a href=\"#");
            let encoded = crate::path::encode_path(&id);
            self.push_escaped(&encoded);
            self.push("\">");
        }
        self.run_events(inner.to_vec());
        self.push(if links { "" } else { "</a>" });
        self.push(&format!("</h{level}>\n"));
        if self.body {
            self.lead = self.reader.wanted_leads.contains(&id).then(|| (id.clone(), None));
            self.headings.push(Heading { level, id, text });
        }
    }
}

/// A heading's tag.
struct HeadingTag<'t, 'm> {
    level: HeadingLevel,
    id: Option<&'t str>,
    classes: &'t [pulldown_cmark::CowStr<'m>],
    attrs: &'t [(pulldown_cmark::CowStr<'m>, Option<pulldown_cmark::CowStr<'m>>)],
    range: &'t std::ops::Range<usize>,
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
