//! Text that looks like a citation, a footnote, or a call to another tool's templates.

use std::ops::Range;

use crate::characters::find_byte;
use crate::content::citation::explain_leftover;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::diagnostic::Code;

impl TreeBuilder<'_, '_, '_, '_> {
    pub(super) fn report_leftovers(&mut self, range: &Range<usize>) {
        let text = self.markdown.get(range.clone()).unwrap_or("");
        if self.leftovers.possible.calls {
            for (found, _) in text.match_indices('{') {
                // The second of two begins nothing itself.
                if !text.get(..found).is_some_and(|before| before.ends_with('{')) {
                    self.brace(range.start + found);
                }
            }
        }
        if !self.leftovers.possible.marks {
            return;
        }
        if find_byte(text.as_bytes(), 0, |byte| byte == b'[').is_some() {
            for (found, _) in text.match_indices('[') {
                self.bracket(range.start + found);
            }
        }
        if self.leftovers.cited_in_block && text.starts_with(']') {
            self.lost_link(text, range);
        }
    }

    /// Reports what a `{` in text was meant to call.
    fn brace(&mut self, at: usize) {
        let source = self.markdown;
        let Some(call) = after(source, at).and_then(call) else { return };
        self.decoder.report_with_hint(
            Code::MarkdownShortcode,
            self.map.span(at, at + call.len()),
            format!("`{}` does nothing here, and readers would see it", shown(call)),
            "write what it produces in Markdown or HTML; to show it as it is, put it in code",
        );
    }

    /// Reports what a `[` in text was meant to begin.
    fn bracket(&mut self, at: usize) {
        let source = self.markdown;
        let Some(after) = after(source, at) else { return };
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

    /// Checks a `]` and what follows it: if a citation inside ended a link's text, the link is lost.
    fn lost_link(&mut self, text: &str, range: &Range<usize>) {
        let after = || self.markdown.get(range.end..).unwrap_or("");
        if text.starts_with("](") || (text == "]" && after().starts_with('(')) {
            self.decoder.report_with_hint(
                Code::CitationMisplaced,
                self.map.span(range.start, range.start + 1),
                "there is a citation inside a link, so the link is lost",
                "put the citation after the link: `[text](url) [@id]`",
            );
        }
    }
}

/// Returns the source from `at` on; `None` if a backslash says that it is text.
fn after(source: &str, at: usize) -> Option<&str> {
    let backslashes = source.get(..at)?.bytes().rev().take_while(|b| *b == b'\\').count();
    // No mark is longer: a page with nothing but `[@` must not take quadratic time.
    let limit =
        (at + 400..source.len()).find(|end| source.is_char_boundary(*end)).unwrap_or(source.len());
    source.get(at..limit).filter(|_| backslashes % 2 == 0)
}

/// Returns a shortcode or template tag at the beginning of `text`: `{{< name … >}}` and `{{% name … %}}` of Hugo, `{{
/// name … }}` of many tools, `{{ name(…) }}` of Zola, `{% name … %}` of Zola and Jekyll. One that ends another counts
/// with it.
fn call(text: &str) -> Option<&str> {
    let (tag, end) = match text.get(..2)? {
        "{{" => (false, "}}"),
        "{%" => (true, "%}"),
        _ => return None,
    };
    let (inner, _) = text.get(2..)?.split_once(end)?;
    let name = inner.trim_start_matches(['<', '%', '-']).trim_start();
    // TeX also groups with braces in braces.
    let calls = tag || name.len() < inner.len() || inner.contains('(');
    let ends = tag && name.starts_with("end");
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (calls && named && !ends && !inner.contains("\n\n")).then_some(text.get(..inner.len() + 4)?)
}

/// Returns a call as one line, cut if it is long.
fn shown(call: &str) -> String {
    let line = call.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or("").trim_end()),
        None => line,
    }
}
