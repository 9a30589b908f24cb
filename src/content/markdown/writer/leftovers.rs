//! What looks like a citation or a footnote in text, but was not taken for one.

use std::ops::Range;

use crate::content::citation::explain_leftover;
use crate::content::markdown::writer::Writer;
use crate::diagnostic::Code;

/// What is known about marks that were not taken for marks.
pub(super) struct Leftovers {
    /// Whether there can be any.
    possible: bool,
    pub(super) cited_in_block: bool,
}

impl Leftovers {
    pub(super) fn of(markdown: &str) -> Self {
        Self { possible: markdown.contains("[@") || markdown.contains("[^"), cited_in_block: false }
    }
}

impl Writer<'_, '_, '_> {
    pub(super) fn report_leftovers(&mut self, range: &Range<usize>) {
        if !self.leftovers.possible {
            return;
        }
        let text = self.markdown.get(range.clone()).unwrap_or("");
        for (found, _) in text.match_indices('[') {
            self.bracket(range.start + found);
        }
        if self.leftovers.cited_in_block && text.starts_with(']') {
            self.lost_link(text, range);
        }
    }

    /// Reports what a `[` in text was meant to begin.
    fn bracket(&mut self, at: usize) {
        let source = self.markdown;
        let backslashes =
            source.get(..at).unwrap_or("").bytes().rev().take_while(|b| *b == b'\\').count();
        if backslashes % 2 == 1 {
            return;
        }
        // No mark is longer: a page of nothing but `[@` must not take quadratic time.
        let limit = (at + 400..source.len())
            .find(|end| source.is_char_boundary(*end))
            .unwrap_or(source.len());
        let after = source.get(at..limit).unwrap_or("");
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
            && !label.is_empty()
            && !label.contains(['\n', '[', ' '])
        {
            self.decoder.report_with_hint(
                Code::NoteUndefined,
                self.map.span(at, at + label.len() + 3),
                format!("the footnote `[^{label}]` does not exist"),
                format!("write `[^{label}]: …` on a line of its own, cite a source with `[@{label}]`, or show the bracket with `\\[^`"),
            );
        }
    }

    /// A `]` and what follows it: where a citation inside made a link's text end, the link is lost.
    fn lost_link(&mut self, text: &str, range: &Range<usize>) {
        let after = || self.markdown.get(range.end..).unwrap_or("");
        if text.starts_with("](") || (text == "]" && after().starts_with('(')) {
            self.decoder.report_with_hint(
                Code::CitationMisplaced,
                self.map.span(range.start, range.start + 1),
                "a citation stands inside a link, so the link is lost",
                "put the citation after the link: `[text](url) [@id]`",
            );
        }
    }
}
