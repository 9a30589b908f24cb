//! [`Report`]: collects the findings about one file.

use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::path::SitePath;
use crate::span::Span;

/// The findings about one file, as they are made.
pub struct Report {
    path: SitePath,
    findings: Findings,
}

impl Report {
    /// Creates a report without findings.
    pub fn new(path: &SitePath) -> Self {
        Self { path: path.clone(), findings: Findings::default() }
    }

    /// Adds a finding with a hint.
    pub fn add(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let finding = self.finding(code, span, message);
        self.push(finding.hint(hint));
    }

    /// Returns a finding at a place in the file, to be completed and pushed.
    pub fn finding(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.place(span), message)
    }

    /// Returns a place in the file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.path, span)
    }

    /// The file.
    pub fn path(&self) -> &SitePath {
        &self.path
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Returns all findings.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.findings.into_vec()
    }
}
