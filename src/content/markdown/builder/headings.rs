//! Headings and their anchors.

use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::content::document::{Heading, HeadingFacts, Inline, InlineKind, Text};
use crate::content::lower;
use crate::content::markdown::builder::frame::HeadingFrame;
use crate::content::markdown::builder::pending::PendingHeading;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::diagnostic::Code;
use crate::span::Span;

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    /// Reports a heading that was probably not meant as one, and one that has no text.
    fn judge_heading(&mut self, text: &str, content: &[Inline<'m>], range: &Range<usize>) {
        let source = self.markdown.get(range.clone()).unwrap_or_default().trim_end();
        let (message, hint) = if content.is_empty() {
            ("this heading has no text", "write its text, or remove the line")
        } else if source.ends_with("--")
            && !source.starts_with('#')
            && (text.ends_with(['.', '?', '!', ':']) || is_entry(text))
        {
            (
                "the line of dashes below makes a heading of this text",
                "leave an empty line before the dashes; front matter stands only at the beginning of a file",
            )
        } else {
            return;
        };
        let end = range.start + source.find('\n').unwrap_or(source.len());
        let span = self.map.span(range.start, end);
        self.report_repeated(message, (Code::MarkdownUnread, span), message, hint);
    }

    /// Returns the place of the braces at the end of a heading that hold no attributes, and so are text: the parser drops
    /// them.
    pub(super) fn text_in_braces(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let line = self.markdown.get(range.clone())?.trim_end();
        // A line of `=` or `-` below, or `#` behind, is no part of the text.
        let line = line.trim_end_matches(['=', '-', '#']).trim_end();
        let inner = line.strip_suffix('}')?;
        let open = inner.rfind('{')?;
        let is_attribute = |word: &str| match word.strip_prefix(['#', '.']) {
            Some(name) => !name.is_empty(),
            None => word.split_once('=').is_some_and(|(name, _)| !name.is_empty()),
        };
        let mut words = inner.get(open + 1..)?.split_whitespace().peekable();
        let holds_attributes = words.peek().is_some() && words.all(is_attribute);
        let escaped = line.get(..open)?.ends_with('\\');
        (!holds_attributes || escaped).then(|| range.start + open..range.start + line.len())
    }

    /// Returns the allowed ones of the attributes in a heading's braces.
    pub(super) fn heading_attributes(
        &mut self,
        attributes: Vec<(Text<'m>, Option<Text<'m>>)>,
        range: &Range<usize>,
    ) -> Vec<(Text<'m>, Text<'m>)> {
        if attributes.iter().any(|(name, _)| !is_kept(name)) {
            self.decoder.report_with_hint(
                Code::HtmlDropped,
                self.map.span(range.start, range.end),
                "headings accept only `#id`, `.class`, `lang` and `dir` in braces; the rest was dropped",
                "remove it",
            );
        }
        attributes
            .into_iter()
            .filter(|(name, _)| is_kept(name))
            .map(|(name, value)| (name, value.unwrap_or(CowStr::Borrowed(""))))
            .collect()
    }

    /// Returns the id in a heading's braces, which is allowed only in the body.
    pub(super) fn heading_id(
        &mut self,
        id: Option<Text<'m>>,
        range: &Range<usize>,
    ) -> Option<Text<'m>> {
        let id = id.filter(|_| self.is_body)?;
        let span = self.map.span(range.start, range.end);
        self.reader.anchors.pin(self.decoder, &id, span);
        Some(id)
    }

    pub(super) fn heading(
        &mut self,
        frame: HeadingFrame<'m>,
        mut content: Vec<Inline<'m>>,
        range: &Range<usize>,
    ) -> Heading<'m> {
        if let Some(braces) = &frame.braces {
            self.restore_braces(&mut content, braces, range);
        }
        let text = lower::heading_text(&content);
        self.judge_heading(&text, &content, range);
        let HeadingFrame { level, id, classes, attributes, words, .. } = frame;
        let id = id.map(String::from);
        self.headings.push(PendingHeading { id, text, span: self.span(range), level, words });
        Heading { level, number: self.headings.len() - 1, classes, attributes, content }
    }

    /// Adds the braces at the end of a heading, which the parser has dropped, as the text that they are.
    fn restore_braces(
        &self,
        content: &mut Vec<Inline<'m>>,
        braces: &Range<usize>,
        range: &Range<usize>,
    ) {
        let end = content.last().map_or(range.start, |last| last.range.end as usize);
        let Some(text) = self.markdown.get(end..braces.end).filter(|_| end <= braces.start) else {
            return;
        };
        // Without any other text, this is the whole line, with its sign.
        let text = if content.is_empty() { text.trim_start_matches(['#', ' ']) } else { text };
        // The backslash that makes a brace text was read as text.
        if let Some(Inline { kind: InlineKind::Text(before), .. }) = content.last_mut()
            && let Some(rest) = before.strip_suffix('\\')
        {
            *before = rest.to_owned().into();
        }
        let kind = InlineKind::Text(text.to_owned().into());
        content.push(Inline { range: Span::new(end, braces.end), kind });
    }

    /// Returns all headings, with their anchors. All ids that authors wrote are registered by now, wherever they are,
    /// so an anchor changes only when its own text, or an equal earlier one, does.
    pub(super) fn headings(&mut self) -> Vec<HeadingFacts> {
        std::mem::take(&mut self.headings)
            .into_iter()
            .map(|PendingHeading { id, text, span, level, .. }| {
                let id = id.unwrap_or_else(|| self.reader.anchors.heading(&text, span));
                HeadingFacts { id, text, span, level }
            })
            .collect()
    }
}

/// Whether a text is an entry of front matter: `title: B`.
fn is_entry(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(key, _)| {
        key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    })
}

/// Whether a heading may have this attribute.
fn is_kept(attribute: &str) -> bool {
    matches!(attribute, "lang" | "dir")
}
