//! Citations.

use std::ops::Range;

use crate::content::citation;
use crate::content::document::InlineKind;
use crate::content::markdown::builder::state::{Around, TreeBuilder};
use crate::content::numbers::CitationId;
use crate::diagnostic::Code;

impl TreeBuilder<'_, '_, '_, '_> {
    pub(super) fn citation(&mut self, range: &Range<usize>) {
        self.leftovers.cited_in_block = true;
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
        match citation::parse(inside, |start, end| map.span(inside_at + start, inside_at + end)) {
            Ok(citation) => {
                self.reader.citations.push(citation);
                let number = CitationId(self.reader.citations.len() - 1);
                self.inline(InlineKind::Citation(number), range);
            }
            Err(fault) => self.decoder.report_with_hint(
                Code::CitationMalformed,
                self.map.span(range.start, range.end),
                fault.message,
                fault.hint,
            ),
        }
    }
}
