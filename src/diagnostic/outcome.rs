//! [`Outcome`]: a value, with the findings about it.

use serde::{Deserialize, Serialize};

use crate::diagnostic::finding::Diagnostic;

/// A value and what was found while making it.
#[must_use = "its findings must be shown"]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome<T> {
    /// The value.
    pub value: T,
    /// The findings.
    pub findings: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// Creates a value without findings.
    pub fn clean(value: T) -> Self {
        Self { value, findings: Vec::new() }
    }

    /// Creates a value with its findings.
    pub fn new(value: T, findings: Vec<Diagnostic>) -> Self {
        Self { value, findings }
    }

    /// Returns the value and adds the findings to `all`.
    pub fn collect_into(self, all: &mut impl Extend<Diagnostic>) -> T {
        all.extend(self.findings);
        self.value
    }
}
