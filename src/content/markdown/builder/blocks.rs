//! Blocks: what each becomes when it ends; code, raw HTML blocks, and text.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, TagEnd};

use crate::config::RawHtml;
use crate::content::document::{
    Alert, Alignment, BlockKind, CodeBlock, Inline, InlineKind, Item, Text,
};
use crate::content::markdown::builder::frame::{Frame, FrameKind};
use crate::content::markdown::builder::pending::Piled;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::builder::tables;
use crate::content::markdown::signs::Sign;
use crate::content::raw_html::{CODE, Token, tokens};
use crate::diagnostic::Code;
use crate::node::TextMap;

/// Whether a frame is a block that raw HTML between table cells, or a paragraph in it, cannot contain.
pub(super) fn is_block(kind: &FrameKind<'_>) -> bool {
    matches!(
        kind,
        FrameKind::Paragraph
            | FrameKind::Heading(_)
            | FrameKind::Quote(_)
            | FrameKind::List(..)
            | FrameKind::Definitions(_)
            | FrameKind::Table(_)
    )
}

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    /// Before one of the engine's own blocks, closes the raw HTML that cannot contain it.
    pub(super) fn begin_own_block(&mut self) {
        let closed = self.raw.open.block();
        self.close_forgotten(closed);
    }

    /// Turns a frame into a block or inline, and puts it into the frame around it.
    pub(super) fn finish(&mut self, mut frame: Frame<'m>) {
        let range = frame.range.clone();
        let inlines = std::mem::take(&mut frame.inlines);
        let may_link = self.signs.has(Sign::Address) && !matches!(frame.kind, FrameKind::Link(..));
        let inlines = if may_link { self.autolinked(inlines) } else { inlines };
        let kind = match frame.kind {
            FrameKind::Paragraph | FrameKind::EndedParagraph => {
                if self.is_caption(&inlines) {
                    return self.caption_table(inlines);
                }
                self.report_picture_link(&inlines);
                let block = self.paragraph(inlines);
                return self.block(block, &range);
            }
            FrameKind::Heading(heading) => {
                let heading = self.heading(heading, inlines, &range);
                return self.block(BlockKind::Heading(Box::new(heading)), &range);
            }
            FrameKind::Table(table) => {
                let table = tables::table(table);
                return self.block(BlockKind::Table(Box::new(table)), &range);
            }
            FrameKind::Term => return self.item(Item::Term(inlines)),
            FrameKind::Cell => {
                if let FrameKind::Table(table) = &mut self.frame().kind {
                    table.row.push(inlines);
                    table.row_end = range.end;
                }
                return;
            }
            FrameKind::List(first, items) => {
                if let Some(first) = first.filter(|first| *first > 999 && items.len() == 1) {
                    self.report_year(first, &range);
                }
                return self.block(BlockKind::List(first, items), &range);
            }
            FrameKind::Definitions(items) => {
                return self.block(BlockKind::Definitions(items), &range);
            }
            FrameKind::Emphasis => InlineKind::Emphasis(inlines),
            FrameKind::Strong => InlineKind::Strong(inlines),
            FrameKind::Strikethrough => InlineKind::Strikethrough(inlines),
            FrameKind::Superscript => InlineKind::Superscript(inlines),
            FrameKind::Subscript => InlineKind::Subscript(inlines),
            FrameKind::Link(link, title) => InlineKind::Link(link, title, inlines),
            FrameKind::Quote(_)
            | FrameKind::Item
            | FrameKind::Note(_)
            | FrameKind::Root
            | FrameKind::Line => {
                frame.inlines = inlines;
                return self.finish_container(frame);
            }
        };
        self.inline(kind, &range);
    }

    fn finish_container(&mut self, mut frame: Frame<'m>) {
        frame.flush();
        let (blocks, range) = (frame.blocks, frame.range);
        match frame.kind {
            FrameKind::Quote(None) => self.block(BlockKind::Quote(blocks), &range),
            FrameKind::Quote(Some(alert)) => self.block(BlockKind::Alert(alert, blocks), &range),
            FrameKind::Item => self.item(Item::Blocks(blocks)),
            FrameKind::Note(Some(note)) => self.document.notes.push((note, blocks)),
            _ => {}
        }
    }

    fn item(&mut self, item: Item<'m>) {
        if let FrameKind::List(_, items) | FrameKind::Definitions(items) = &mut self.frame().kind {
            items.push(item);
        }
    }

    /// Adds text; pieces that are adjacent in the Markdown become one.
    pub(in crate::content::markdown) fn text(&mut self, text: Text<'m>, range: &Range<usize>) {
        let source = self.source;
        // The same bytes, not just as many: a character reference may be as long as its character (`&ngE;`).
        let is_source = |text: &str, at: usize| {
            let there = source.and_then(|source| source.get(at..at + text.len()));
            there.is_some_and(|there| std::ptr::eq(there.as_ptr(), text.as_ptr()))
        };
        if let Some(Inline { range: before, kind: InlineKind::Text(CowStr::Borrowed(words)) }) =
            self.frame().inlines.last_mut()
            && before.end as usize == range.start
            && is_source(words, before.start as usize)
            && matches!(text, CowStr::Borrowed(more) if is_source(more, range.start))
            && let Some(joined) =
                source.and_then(|source| source.get(before.start as usize..range.end))
        {
            *words = joined;
            *before = (before.start as usize..range.end).into();
            return;
        }
        self.inline(InlineKind::Text(text), range);
    }

    /// Adds code. Nothing in it is meant as a citation. With a title it is a figure, like an image with a title.
    pub(super) fn begin_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.begin_own_block();
        let info = match kind {
            CodeBlockKind::Fenced(info) => {
                if info.starts_with('{') {
                    self.report_code_cell(info, range.start);
                }
                Info::of(info)
            }
            CodeBlockKind::Indented => Info::default(),
        };
        self.piled = Some(Piled::Code {
            language: info.language.to_owned(),
            title: info.title.map(str::to_owned),
            text: CowStr::Borrowed(""),
            range,
        });
    }

    /// Handles an event inside code or raw HTML.
    pub(super) fn pile(&mut self, event: Event<'m>, range: &Range<usize>) {
        match (event, &mut self.piled) {
            (Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock), _) => self.end_pile(),
            (Event::Text(more), Some(Piled::Code { text, .. })) => {
                if text.is_empty() {
                    *text = more;
                } else {
                    let mut whole = String::from(std::mem::replace(text, CowStr::Borrowed("")));
                    whole.push_str(&more);
                    *text = whole.into();
                }
            }
            (Event::Html(more) | Event::Text(more), Some(Piled::Html { html, lines })) => {
                lines.push((html.len(), range.start));
                html.push_str(&more);
            }
            _ => {}
        }
    }

    fn end_pile(&mut self) {
        match self.piled.take() {
            Some(Piled::Code { language, title, text, range }) => {
                self.report_open_fence(&range);
                // As on GitHub ("Writing mathematical expressions").
                if language == "math" && self.options().math {
                    self.open(FrameKind::Paragraph, range.clone());
                    self.math(text, true, &range);
                    return self.close();
                }
                let code = CodeBlock { language, title, text };
                self.block(BlockKind::Code(Box::new(code)), &range);
            }
            Some(Piled::Html { html, lines }) => self.html_block(&html, lines),
            None => {}
        }
    }

    fn html_block(&mut self, html: &str, lines: Vec<(usize, usize)>) {
        let map = TextMap::Lines(lines);
        if html.starts_with("<!-- wp:") {
            self.report_wordpress_comment(html, &map);
        }
        if self.is_read_as_allowance(html, &map) {
            return;
        }
        if self.options().html == RawHtml::Escape {
            let range = map.span(0, html.len());
            let text = InlineKind::Text(html.trim_end().to_owned().into());
            let escaped = Inline { range, kind: text };
            let range = range.start as usize..range.end as usize;
            return self.block(BlockKind::Paragraph(vec![escaped]), &range);
        }
        if let Some(at) = seen_in(html, "](").or_else(|| seen_in(html, "**")) {
            let span = self.span_through(&map, at, at + 2);
            self.report_repeated(
                "unread in HTML",
                (Code::MarkdownUnread, span),
                "this is raw HTML, so the Markdown in it is not read, and readers would see it",
                "leave an empty line before and after the text inside the tags",
            );
        }
        if let Some(at) = seen_in(html, "[@") {
            let span = self.span_through(&map, at, at + 2);
            self.decoder.report_with_hint(
                Code::CitationMalformed,
                span,
                "this is raw HTML, so `[@…]` is not read as a citation",
                "leave an empty line before and after the text inside the tags to make it Markdown again",
            );
        }
        self.raw_html(html, &map);
    }
}

/// Returns the byte of a mark that readers would see in some HTML: not in a comment, and not as code.
fn seen_in(html: &str, mark: &str) -> Option<usize> {
    html.find(mark)?;
    let mut in_code = 0_usize;
    for token in tokens(html) {
        match token {
            Token::Tag(tag) if CODE.iter().any(|name| tag.name.eq_ignore_ascii_case(name)) => {
                in_code = if tag.closing { in_code.saturating_sub(1) } else { in_code + 1 };
            }
            Token::Text(range) if in_code == 0 => {
                let found = html.get(range.clone()).and_then(|text| text.find(mark));
                if let Some(found) = found {
                    return Some(range.start + found);
                }
            }
            _ => {}
        }
    }
    None
}

pub(super) fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

pub(super) fn alignment(column: pulldown_cmark::Alignment) -> Alignment {
    match column {
        pulldown_cmark::Alignment::None => Alignment::Unset,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// The information in the first line of a fenced block. Anything else in it is for other programs.
#[derive(Default)]
struct Info<'i> {
    /// The language; may be empty.
    language: &'i str,
    /// `title="…"`: the block's caption.
    title: Option<&'i str>,
}

impl<'i> Info<'i> {
    fn of(info: &'i str) -> Self {
        let first = info.split(ends_word).next().unwrap_or("");
        let language = if first.contains('=') { "" } else { first };
        Self { language, title: title(info) }
    }
}

/// The characters between the words of an info string.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '{')
}

/// Returns the text between the quotes of `title="…"`, which must be a separate word.
fn title(info: &str) -> Option<&str> {
    const KEY: &str = "title=";
    info.match_indices(KEY).find_map(|(at, _)| {
        let own_word = info.get(..at)?.chars().next_back().is_none_or(ends_word);
        let value = info.get(at + KEY.len()..)?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (title, _) = value.get(1..)?.split_once(quote)?;
        (own_word && !title.trim().is_empty()).then_some(title.trim())
    })
}
