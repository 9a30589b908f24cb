//! [`Decoder`]: collects findings while a file is read into types.

use crate::diagnostic::{Code, Diagnostic, Findings, Fix, Place, Safety, did_you_mean, written};
use crate::node::{Node, NodeKind, Scalar};
use crate::path::SitePath;
use crate::span::Span;

/// Collects findings while a file is read.
pub struct Decoder<'a> {
    /// The file.
    pub path: &'a SitePath,
    /// Its text.
    pub text: &'a str,
    /// The findings so far.
    pub findings: Findings,
}

impl<'a> Decoder<'a> {
    /// Starts without findings.
    pub fn new(path: &'a SitePath, text: &'a str) -> Self {
        Self { path, text, findings: Findings::default() }
    }

    /// Whether the file is TOML: what TOML writes differently needs other hints.
    pub(super) fn is_toml(&self) -> bool {
        self.path.extension() == Some("toml")
    }

    /// Returns the place of a span in this file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    /// Records a finding without a hint.
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, self.place(span), message));
    }

    /// Records a finding with its hint.
    pub fn report_with_hint(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.findings.push(Diagnostic::new(code, self.place(span), message).hint(hint));
    }

    /// Reports a word that should be one of `names`, those of findings, and is not; `otherwise` is the hint where none of
    /// them is near.
    pub fn report_no_finding(
        &mut self,
        code: Code,
        (word, span): (&str, Span),
        names: impl Iterator<Item = &'static str>,
        otherwise: &str,
    ) {
        let near = did_you_mean(word, names);
        let hint =
            near.map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"));
        let fix = near.and_then(|near| self.fix(span, word, near, Safety::of_guess(word, near)));
        let message = format!("there is no finding named `{word}`");
        let finding = Diagnostic::new(code, self.place(span), message);
        self.findings.push(finding.hint(hint).fix(fix));
    }

    /// Returns a fix that writes `right` in place of `wrong`; `None` if it is not known which bytes those are.
    pub fn fix(&self, span: Span, wrong: &str, right: &str, safety: Safety) -> Option<Fix> {
        let place = written(self.text, span, wrong)?;
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let is_plain = right.chars().all(is_word) && !right.is_empty();
        // Text between quotes can stay as it is; text without quotes may need them now.
        let quoted = place != span;
        if is_plain || quoted && !right.contains(['"', '\'', '\\']) {
            return Some(Fix::replace(self.path, place, right, safety));
        }
        let fits = !right.contains(['"', '\\']) && !right.is_empty();
        fits.then(|| Fix::replace(self.path, place, &format!("\"{right}\""), safety))
    }

    /// Reports that `node` is not `wanted`, unless it could not be read and was reported already.
    pub fn wrong_type(&mut self, node: &Node<'_>, wanted: &str, hint: Option<String>) {
        let finding = self.of_wrong_type(node, wanted);
        self.findings.extend(finding.map(|finding| Diagnostic { hint, ..finding }));
    }

    /// The same, with what to do about it.
    pub fn wrong_type_with(
        &mut self,
        node: &Node<'_>,
        wanted: &str,
        hint: String,
        fix: Option<Fix>,
    ) {
        let finding = self.of_wrong_type(node, wanted);
        self.findings.extend(finding.map(|finding| finding.hint(hint).fix(fix)));
    }

    fn of_wrong_type(&self, node: &Node<'_>, wanted: &str) -> Option<Diagnostic> {
        if matches!(node.kind, NodeKind::Broken(_)) {
            return None;
        }
        let shown = match &node.kind {
            NodeKind::Scalar(Scalar { text, .. })
                if !text.is_empty() && text.len() <= 40 && !text.contains('\n') =>
            {
                format!("`{text}` is {}", node.described())
            }
            NodeKind::Mapping(_) if !self.is_toml() => "these are `key: value` lines".to_owned(),
            _ => format!("this is {}", node.described()),
        };
        let place = self.place(node.shown_span());
        Some(Diagnostic::new(Code::FieldWrongType, place, format!("{shown}, not {wanted}")))
    }
}
