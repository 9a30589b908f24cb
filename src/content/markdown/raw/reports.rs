//! Findings about raw HTML that is not published as it was written.

use std::ops::Range;

use crate::content::markdown::builder::TreeBuilder;
use crate::content::markdown::raw::piece::RawPiece;
use crate::diagnostic::Code;
use crate::span::Span;

const HINT_DROPPED: &str = "remove it; to show it as text, write `\\<`; or set `[markdown] html = \"allow\"` in site.toml if you trust every author";

impl TreeBuilder<'_, '_, '_, '_> {
    pub(super) fn report_dropped(&mut self, span: Span, what: &str) {
        self.decoder.report_with_hint(
            Code::HtmlDropped,
            span,
            format!("{what} is not on the allow-list and was dropped"),
            HINT_DROPPED,
        );
    }

    pub(super) fn report_too_deep(&mut self, span: Span) {
        if !std::mem::replace(&mut self.raw.told_too_deep, true) {
            self.decoder.report_with_hint(
                Code::HtmlDropped,
                span,
                "more than 100 elements of raw HTML are open here; this one and those after it were dropped",
                "close the elements that have ended",
            );
        }
    }

    pub(super) fn report_unfinished(&mut self, piece: &RawPiece<'_>, range: &Range<usize>) {
        let text = piece.html.get(range.clone()).unwrap_or("");
        let (what, close) = if text.starts_with("<!--") {
            ("comment", "write `-->` where it ends")
        } else {
            (
                "tag",
                "write the missing quotation mark or `>`; a tag ends before the next empty line",
            )
        };
        let end = range.start + text.find('\n').unwrap_or(text.len());
        let span = self.raw_span(piece, &(range.start..end));
        self.decoder.report_with_hint(
            Code::HtmlUnfinished,
            span,
            format!("this {what} never ends, so nothing after it would be shown"),
            close,
        );
    }
}
