//! [`Diagnostic`]: one finding.

use serde::{Deserialize, Serialize};

use crate::diagnostic::code::Code;
use crate::diagnostic::fix::Fix;
use crate::diagnostic::place::Place;
use crate::diagnostic::severity::Severity;

/// One finding about the author's content.
#[must_use = "a finding that is dropped is never shown"]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Which finding this is.
    pub code: Code,
    /// How severe it is here: the code's own severity, unless `[check]` changes it.
    pub severity: Severity,
    /// What is wrong: lower case, no final full stop, the author's words in backticks.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// Other places that belong to it, each with a remark.
    pub related: Vec<(Place, String)>,
    /// What the author can do about it.
    pub hint: Option<String>,
    /// The ways to correct it, each of which a program can apply.
    pub fixes: Vec<Fix>,
    /// 0; otherwise this finding represents that many more findings of its code in its file, which are not reported one
    /// by one.
    pub more: usize,
}

impl Diagnostic {
    /// Creates a finding with the code's own severity.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place,
            related: Vec::new(),
            hint: None,
            fixes: Vec::new(),
            more: 0,
        }
    }

    /// Adds what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds how to correct it, if that is known.
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }

    /// Adds another place that belongs to it.
    pub fn related(mut self, place: Place, note: impl Into<String>) -> Self {
        self.related.push((place, note.into()));
        self
    }

    /// Whether it keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it keeps the site from being published where warnings do, too (`--strict`). A remark never does.
    pub fn prevents(&self, strict: bool) -> bool {
        self.is_error() || (strict && self.severity == Severity::Warning)
    }

    /// Returns how many findings it is: the number that it represents, or 1.
    pub fn count(&self) -> usize {
        self.more.max(1)
    }
}
