//! [`AnchorRegistry`]: the ids of one page, each used once. Headings get theirs from their text by GitHub's rule, equal
//! ones with `-1`, `-2`; ids that authors set come first, so an anchor changes only when its own text, or an equal
//! earlier one, does.

use std::collections::BTreeMap;

use crate::content::anchor::{Anchor, reserved};
use crate::diagnostic::{Code, Diagnostic};
use crate::node::decode::Decoder;
use crate::path::slugify;
use crate::span::Span;

/// The ids of one page.
#[derive(Debug, Default)]
pub(crate) struct AnchorRegistry {
    taken: BTreeMap<String, Span>,
    repeats: BTreeMap<String, usize>,
}

impl AnchorRegistry {
    /// Registers an id that the author wrote. A second one with the same name, or one in the form of the page's own
    /// ids, is a finding.
    pub(crate) fn pin(&mut self, d: &mut Decoder<'_>, id: &str, span: Span) {
        if let Some(word) = reserved(id) {
            let message =
                format!("anchors that begin with `{word}` are reserved for the page's own parts");
            d.report_with_hint(Code::AnchorReserved, span, message, "choose another id");
        }
        if id.is_empty() || id.chars().any(|c| c.is_whitespace() || c.is_control()) {
            d.report_with_hint(
                Code::FieldInvalid,
                span,
                format!("`{id}` is not an anchor"),
                "write letters, digits and `-`",
            );
            return;
        }
        self.take(d, id, span);
    }

    /// Registers an id, and reports if it is in use.
    fn take(&mut self, d: &mut Decoder<'_>, id: &str, span: Span) {
        if let Some(first) = self.taken.insert(id.to_owned(), span) {
            let finding = Diagnostic::new(
                Code::AnchorDuplicate,
                d.place(span),
                format!("the anchor `{id}` is used twice on this page"),
            )
            .related(d.place(first), "first here");
            d.findings.push(finding.hint("give one of them another id"));
        }
    }

    /// Returns the id of a heading with this text.
    pub(crate) fn heading(&mut self, text: &str, span: Span) -> String {
        let slug = slugify(text);
        let base = if slug.is_empty() { "section".to_owned() } else { slug };
        self.free(base, span)
    }

    /// Returns the id of a question: from its text, or the one that the author set.
    pub(crate) fn question(
        &mut self,
        d: &mut Decoder<'_>,
        text: &str,
        pinned: Option<&str>,
        span: Span,
    ) -> String {
        if let Some(id) = pinned {
            let id = Anchor::Question(Anchor::question_id(id)).id();
            self.take(d, &id, span);
            id
        } else {
            let slug = slugify(text);
            let slug = if slug.is_empty() { "question" } else { &slug };
            self.free(Anchor::Question(slug).id(), span)
        }
    }

    fn free(&mut self, base: String, span: Span) -> String {
        if !self.taken.contains_key(&base) {
            self.taken.insert(base.clone(), span);
            return base;
        }
        let repeats = self.repeats.entry(base.clone()).or_insert(0);
        loop {
            *repeats += 1;
            let id = format!("{base}-{repeats}");
            if !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), span);
                return id;
            }
        }
    }

    /// Returns the ids, sorted.
    pub(crate) fn into_names(self) -> Vec<String> {
        self.taken.into_keys().collect()
    }
}
