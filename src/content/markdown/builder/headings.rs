//! Headings and their anchors.

use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::content::document::{Heading, HeadingFacts, Inline, Text};
use crate::content::lower;
use crate::content::markdown::builder::frame::HeadingFrame;
use crate::content::markdown::builder::pending::PendingHeading;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::diagnostic::Code;

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
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
        content: Vec<Inline<'m>>,
        range: &Range<usize>,
    ) -> Heading<'m> {
        let text = lower::heading_text(&content);
        let HeadingFrame { level, id, classes, attributes } = frame;
        let id = id.map(String::from);
        self.headings.push(PendingHeading { id, text, span: self.span(range) });
        Heading { level, number: self.headings.len() - 1, classes, attributes, content }
    }

    /// Returns all headings, with their anchors. All ids that authors wrote are registered by now, wherever they are,
    /// so an anchor changes only when its own text, or an equal earlier one, does.
    pub(super) fn headings(&mut self) -> Vec<HeadingFacts> {
        std::mem::take(&mut self.headings)
            .into_iter()
            .map(|PendingHeading { id, text, span }| {
                let id = id.unwrap_or_else(|| self.reader.anchors.heading(&text, span));
                HeadingFacts { id, text, span }
            })
            .collect()
    }
}

/// Whether a heading may have this attribute.
fn is_kept(attribute: &str) -> bool {
    matches!(attribute, "lang" | "dir")
}
