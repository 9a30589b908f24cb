//! What is open in HTML that is published as it is.

use std::ops::Range;

use crate::content::markdown::builder::TreeBuilder;
use crate::content::markdown::raw::piece::RawPiece;
use crate::content::raw_html::{Ended, Tag};
use crate::diagnostic::Code;
use crate::span::Span;

impl TreeBuilder<'_, '_, '_, '_> {
    /// Remembers which elements are open.
    pub(super) fn follow(&mut self, piece: &RawPiece<'_>, tag: &Tag<'_>) {
        let span = self.raw_span(piece, &tag.range);
        if !tag.closing {
            self.raw.loose.start(tag, piece.html, span);
            return;
        }
        match self.raw.loose.end(tag.name) {
            Ended::Element(unclosed) => self.report_loose(unclosed),
            Ended::Nothing
                if ["p", "br"].iter().any(|name| tag.name.eq_ignore_ascii_case(name)) => {}
            Ended::Nothing => {
                let name = tag.name.to_ascii_lowercase();
                self.decoder.report_with_hint(
                    Code::HtmlUnclosed,
                    span,
                    format!("`</{name}>` closes nothing here"),
                    format!("remove it, or open `<{name}>` before it"),
                );
            }
        }
    }

    /// Reports what is still open at the end of the text.
    pub(in crate::content::markdown) fn leave_loose(&mut self) {
        let unclosed = self.raw.loose.finish();
        self.report_loose(unclosed);
    }

    fn report_loose(&mut self, unclosed: Vec<(String, Span)>) {
        for (name, span) in unclosed {
            self.decoder.report_with_hint(
                Code::HtmlUnclosed,
                span,
                format!("`<{name}>` is not closed, so it goes on to the end of what is around it"),
                format!("write `</{name}>` where it ends"),
            );
        }
    }

    /// Reports a comment that everybody can read in the source of the page.
    pub(super) fn report_comment(&mut self, piece: &RawPiece<'_>, range: &Range<usize>) {
        let text = piece.html.get(range.clone()).unwrap_or_default();
        let end = range.start + text.find('\n').unwrap_or(text.len());
        let span = self.raw_span(piece, &(range.start..end));
        self.report_repeated(
            "comment",
            (Code::HtmlComment, span),
            "with `html = \"allow\"`, this comment is published: readers find it in the source of the page",
            "remove it, or keep notes outside the article",
        );
    }

    /// Reports an attribute that lets kramdown and `MkDocs` read Markdown inside HTML.
    pub(super) fn report_markdown_attribute(&mut self, span: Span, element: &str) {
        let message = format!(
            "the attribute `markdown` of `<{element}>` means something only in kramdown and MkDocs"
        );
        self.report_repeated(
            "markdown attribute",
            (Code::MarkdownDialect, span),
            message,
            "remove it, and leave an empty line after the start tag and before the end tag: then the text between them is Markdown",
        );
    }
}
