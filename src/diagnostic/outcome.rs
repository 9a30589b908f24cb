//! [`Outcome`]: a value and the findings that travel beside it.

use serde::{Deserialize, Serialize};

use crate::diagnostic::finding::Diagnostic;

/// A value and what was found while making it.
#[must_use = "its findings must be shown"]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome<T> {
    /// What was made.
    pub value: T,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value about which nothing was found.
    pub fn clean(value: T) -> Self {
        Self { value, findings: Vec::new() }
    }

    /// A value with its findings.
    pub fn new(value: T, findings: Vec<Diagnostic>) -> Self {
        Self { value, findings }
    }

    /// Takes the value out and hands the findings to `all`.
    pub fn collect_into(self, all: &mut impl Extend<Diagnostic>) -> T {
        all.extend(self.findings);
        self.value
    }
}
