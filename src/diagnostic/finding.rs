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
    /// How grave it is here; starts as the code's own and may be changed by `[check]`.
    pub severity: Severity,
    /// What is wrong: lower case, no final stop, the author's words in backticks.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// Other places that belong to it, each with a word on what stands there.
    pub related: Vec<(Place, String)>,
    /// What the author can do about it.
    pub hint: Option<String>,
    /// What a program may write instead, each one way to correct it.
    pub fixes: Vec<Fix>,
    /// 0; or it stands for so many more findings of its code in its file, which are not told one by one.
    pub more: usize,
}

impl Diagnostic {
    /// A finding of the code's own severity.
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

    /// Says what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says what may be written instead, where that is known.
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }

    /// Names another place that belongs to it.
    pub fn related(mut self, place: Place, note: impl Into<String>) -> Self {
        self.related.push((place, note.into()));
        self
    }

    /// Whether it keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// How many findings it is: those that it stands for, else itself.
    pub fn count(&self) -> usize {
        self.more.max(1)
    }
}
