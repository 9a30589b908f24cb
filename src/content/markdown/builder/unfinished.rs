//! Code, emphasis and HTML that begin and never end.

use std::ops::Range;

use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::signs::after;
use crate::content::raw_html::element;
use crate::diagnostic::Code;

impl TreeBuilder<'_, '_, '_, '_> {
    /// Looks at the end of a block of code: one that is never closed takes in the rest of the text (`CommonMark` 0.31.2,
    /// §4.5).
    pub(super) fn report_open_fence(&mut self, range: &Range<usize>) {
        let source = self.markdown.get(range.clone()).unwrap_or_default();
        let Some(sign) = source.chars().next().filter(|c| matches!(c, '`' | '~')) else { return };
        let fence = source.len() - source.trim_start_matches(sign).len();
        let mut lines = source.trim_end().lines();
        let first = lines.next().unwrap_or_default();
        let last = lines.next_back().unwrap_or_default();
        let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
        if last.len() >= fence && last.chars().all(|c| c == sign) {
            return;
        }
        let span = self.map.span(range.start, range.start + first.len());
        let fence: String = std::iter::repeat_n(sign, fence).collect();
        let message = "this block of code is never closed, so what follows is code too";
        let hint =
            format!("write `{fence}` alone on the line after the code, indented like this line");
        self.decoder.report_with_hint(Code::MarkdownUnread, span, message, hint);
    }

    /// Looks at a `**` that neither begins nor ends anything.
    pub(super) fn report_stars(&mut self, range: &Range<usize>) {
        let source = self.markdown;
        // The parser may give each star alone.
        let rest = source.get(range.start..).unwrap_or_default();
        let stars = rest.bytes().take(4).take_while(|byte| *byte == b'*').count();
        let text = rest.get(..stars).unwrap_or_default();
        let around = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let before = source.get(..range.start).and_then(|text| text.chars().next_back());
        let end = range.start + text.len();
        let after = source.get(end..).and_then(|text| text.chars().next());
        let is_inside = matches!(before, Some('\\' | '*'));
        if !matches!(text, "**" | "***") || is_inside || (around(before) && around(after)) {
            return;
        }
        let span = self.map.span(range.start, end);
        let message = format!("`{text}` begins or ends no emphasis, so readers would see it");
        let hint = "write `**words**`, without a space inside; where a letter stands before or behind, put the punctuation outside: `**words**.`, or write `<strong>…</strong>`";
        self.report_repeated("unread emphasis", (Code::MarkdownUnread, span), message, hint);
    }

    /// Looks at a `<` that begins no HTML.
    pub(super) fn report_open_tag(&mut self, at: usize) {
        let Some(rest) = after(self.markdown, at) else { return };
        let line = rest.split('\n').next().unwrap_or_default();
        let (what, length, hint) = if rest.starts_with("<!--") {
            (
                "comment",
                4,
                "end it with `-->` in the same paragraph, or write it on lines of its own that begin with `<!--`",
            )
        } else {
            let name = rest.get(1..).unwrap_or_default();
            let name = name.trim_start_matches('/');
            let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            let is_known =
                element(&name.get(..length).unwrap_or_default().to_ascii_lowercase()).is_some();
            let has_value = line.contains("=\"") || line.contains("='");
            if !(is_known && has_value) {
                return;
            }
            ("tag", length + 1, "write the missing quotation mark or `>`")
        };
        self.decoder.report_with_hint(
            Code::HtmlUnfinished,
            self.map.span(at, at + length),
            format!("this {what} never ends in its paragraph, so readers would see it as text"),
            hint,
        );
    }
}
