//! Citations.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::content::citation::{self, Citation, CitationFault};
use crate::content::document::InlineKind;
use crate::content::markdown::builder::state::{Around, TreeBuilder};
use crate::content::markdown::events::parse_quietly;
use crate::content::numbers::CitationId;
use crate::diagnostic::{Code, Diagnostic, Fix, Safety};

impl TreeBuilder<'_, '_, '_, '_> {
    pub(super) fn citation(&mut self, range: &Range<usize>) {
        if self.raw.is_in_code() {
            let text = self.markdown.get(range.clone()).unwrap_or_default().to_owned();
            return self.text(text.into(), range);
        }
        self.seen.cited_in_block = true;
        if self.around() == Around::Heading {
            let span = self.span(range);
            self.decoder.report_with_hint(
                Code::CitationMisplaced,
                span,
                "a citation cannot be used in a heading",
                "put the citation in the sentence that makes the claim",
            );
        }
        let inside_at = range.start + 1;
        let inside = self.markdown.get(inside_at..range.end.saturating_sub(1)).unwrap_or("");
        let map = self.map;
        let lines = one_line(inside);
        let inside = lines.as_deref().unwrap_or(inside);
        match citation::parse(inside, |start, end| map.span(inside_at + start, inside_at + end)) {
            Ok(mut citation) => {
                if let Citation::Sources(sources) = &mut citation {
                    for cited in sources {
                        cited.prefix = cited.prefix.take().map(|text| self.unmarked(text));
                        cited.locator = cited.locator.take().map(|text| self.unmarked(text));
                    }
                }
                self.reader.citations.push(citation);
                let number = CitationId(self.reader.citations.len() - 1);
                self.inline(InlineKind::Citation(number), range);
            }
            Err(CitationFault { message, hint, edit }) => {
                let place = self.decoder.place(self.map.span(range.start, range.end));
                let fix = edit.map(|(part, text)| {
                    let span = self.map.span(inside_at + part.start, inside_at + part.end);
                    Fix::replace(self.decoder.path, span, &text, Safety::Safe)
                });
                let finding = Diagnostic::new(Code::CitationMalformed, place, message);
                self.decoder.findings.push(finding.hint(hint).fix(fix));
            }
        }
    }

    /// Returns what stands beside an id, without the signs of Markdown.
    fn unmarked(&self, text: String) -> String {
        if !text.contains(['\\', '&', '*', '_', '`', '[']) {
            return text;
        }
        let mut words = String::new();
        for (event, _) in parse_quietly(self.reader.options, &text) {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        words
    }
}

/// Returns a text of several lines as one of the same length, without the signs of the quotation around it.
fn one_line(text: &str) -> Option<String> {
    if !text.contains('\n') {
        return None;
    }
    let mut begins = false;
    let blank = |c: char| {
        begins = c == '\n' || (begins && matches!(c, ' ' | '\t' | '>'));
        if begins { ' ' } else { c }
    };
    Some(text.chars().map(blank).collect())
}
