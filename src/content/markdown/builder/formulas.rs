//! Formulas, and prices that look like formulas.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::content::document::{InlineKind, Text};
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::events::parse_quietly;
use crate::content::markdown::math::{self, Formula};
use crate::diagnostic::Code;

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    /// When math is on, prices must stay text: a `$` before a digit does not close a formula.
    pub(super) fn inline_math(&mut self, tex: Text<'m>, range: Range<usize>) {
        let after = self.markdown.as_bytes().get(range.end);
        if after.is_some_and(u8::is_ascii_digit) {
            self.text(CowStr::Borrowed("$"), &(range.start..range.start + 1));
            self.nested(range.start + 1..range.end - 1);
            self.text(CowStr::Borrowed("$"), &(range.end - 1..range.end));
        } else {
            self.math(tex, false, &range);
        }
    }

    /// Reads a part of this Markdown again as a separate line.
    fn nested(&mut self, range: Range<usize>) {
        let source = self.markdown.get(range.clone()).unwrap_or("");
        let events: Vec<_> = parse_quietly(self.reader.options, source)
            .filter(|(event, _)| {
                !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph))
            })
            .map(|(event, inner)| {
                (event.into_static(), inner.start + range.start..inner.end + range.start)
            })
            .collect();
        // The parser removes white space from the ends of a paragraph.
        let space = |text: &str| CowStr::from(text.to_owned());
        let (before, after) = (
            source.len() - source.trim_start().len(),
            source.trim_end().len().max(source.len() - source.trim_start().len()),
        );
        let (start, end) = (source.get(..before).unwrap_or(""), source.get(after..).unwrap_or(""));
        if !start.is_empty() {
            self.text(space(start), &(range.start..range.start + before));
        }
        self.events(events.into_iter());
        if !end.is_empty() {
            self.text(space(end), &(range.start + after..range.end));
        }
    }

    pub(super) fn math(&mut self, tex: Text<'m>, display: bool, range: &Range<usize>) {
        match math::formula(&tex, display) {
            Ok(Formula { mathml, signs }) => {
                self.inline(InlineKind::Math { tex, mathml, signs, display }, range);
            }
            Err(fault) => {
                let span = self.span(range);
                self.decoder.report_with_hint(
                    Code::MathInvalid,
                    span,
                    format!("this formula cannot be read: {fault}"),
                    "fix the TeX; `\\$` is a dollar sign",
                );
            }
        }
    }
}
