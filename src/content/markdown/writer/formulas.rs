//! Formulas, and prices that look like them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::content::markdown::math;
use crate::content::markdown::writer::{Around, Capture, Writer};
use crate::diagnostic::Code;

/// How many signs a formula in a line may have and surely fit a narrow screen.
const SHORT: usize = 16;

impl Writer<'_, '_, '_> {
    /// When math is on, prices must stay prose: a `$` before a digit does not close a formula.
    pub(super) fn inline_math(&mut self, tex: &str, range: &Range<usize>) {
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
    fn nested(&mut self, range: Range<usize>) {
        let source = self.markdown.get(range.clone()).unwrap_or("");
        let events = self.reader.parse_quietly(source);
        let inner: Vec<_> = events
            .into_iter()
            .filter(|(event, _)| {
                !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph))
            })
            .map(|(event, inner)| (event, inner.start + range.start..inner.end + range.start))
            .collect();
        // The parser takes white space off the ends of a paragraph.
        self.push(source.get(..source.len() - source.trim_start().len()).unwrap_or(""));
        let capture = std::mem::replace(&mut self.capture, Capture::Off);
        self.run_events(&inner);
        self.capture = capture;
        self.push(source.get(source.trim_end().len()..).unwrap_or(""));
    }

    pub(super) fn math(&mut self, tex: &str, display: bool, range: &Range<usize>) {
        self.collect(tex);
        match math::mathml(tex, display) {
            Ok(mathml) => {
                // What scrolls must take the focus, or no key could scroll it; validators do not let
                // `math` itself do so.
                let scrolls = self.around == Around::Text && (display || signs(&mathml) > SHORT);
                let mathml = if scrolls { scroller(&mathml, display) } else { mathml };
                self.push(&mathml);
            }
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
}

/// A formula in a box that scrolls.
fn scroller(mathml: &str, display: bool) -> String {
    let class = if display { "formula" } else { "formula-inline" };
    format!("<span class=\"{class}\" tabindex=\"0\">{mathml}</span>")
}

/// The number of characters of some markup outside its tags.
fn signs(markup: &str) -> usize {
    markup
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text.chars().count())
        .sum()
}
