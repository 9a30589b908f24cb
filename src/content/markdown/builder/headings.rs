//! Headings and their anchors.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel};

use crate::content::document::{Heading, Inline, Text};
use crate::content::lower;
use crate::content::markdown::builder::Builder;
use crate::content::markdown::builder::frame::{FrameKind, HeadingFrame};
use crate::diagnostic::Code;
use crate::span::Span;

/// A heading whose anchor is found when all ids that authors wrote are known.
pub(super) struct PendingHeading {
    id: Option<String>,
    text: String,
    span: Span,
}

impl<'m> Builder<'_, '_, '_, 'm> {
    pub(super) fn heading_frame(
        &mut self,
        level: HeadingLevel,
        id: Option<Text<'m>>,
        classes: Vec<Text<'m>>,
        attributes: Vec<(Text<'m>, Option<Text<'m>>)>,
        range: &Range<usize>,
    ) -> FrameKind<'m> {
        if attributes.iter().any(|(name, _)| !is_kept(name)) {
            self.decoder.report_with_hint(
                Code::HtmlDropped,
                self.map.span(range.start, range.end),
                "headings take only `#id`, `.class`, `lang` and `dir` in braces; the rest was dropped",
                "remove it",
            );
        }
        let id = id.filter(|_| self.body);
        if let Some(id) = &id {
            let span = self.map.span(range.start, range.end);
            self.reader.anchors.pin(self.decoder, id, span);
        }
        let attributes = attributes
            .into_iter()
            .filter(|(name, _)| is_kept(name))
            .map(|(name, value)| (name, value.unwrap_or(CowStr::Borrowed(""))))
            .collect();
        FrameKind::Heading(HeadingFrame { level: level as u8, id, classes, attributes })
    }

    pub(super) fn heading(
        &mut self,
        frame: HeadingFrame<'m>,
        content: Vec<Inline<'m>>,
        range: &Range<usize>,
    ) -> Heading<'m> {
        let text = lower::heading_text(&content);
        let HeadingFrame { level, id, classes, attributes } = frame;
        let id = id.map(String::from);
        self.headings.push(PendingHeading { id, text, span: self.span(range) });
        Heading { level, anchor: self.headings.len() - 1, classes, attributes, content }
    }

    /// The anchors of all headings. Ids that authors wrote are taken by now, wherever they stand, so that an anchor
    /// changes only when its own text, or an equal earlier one, does.
    pub(super) fn anchors(&mut self) -> Vec<String> {
        std::mem::take(&mut self.headings)
            .into_iter()
            .map(|PendingHeading { id, text, span }| {
                id.unwrap_or_else(|| self.reader.anchors.heading(&text, span))
            })
            .collect()
    }
}

/// Whether a heading may have this attribute.
fn is_kept(attribute: &str) -> bool {
    matches!(attribute, "lang" | "dir")
}
