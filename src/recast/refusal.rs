//! [`Refusal`]: why an article stays as it is.

use std::fmt;

/// Why the questions of an article cannot be moved. Lower case, no final full stop, the author's words in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is in the way.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The line where it is, counted from 1, if it is on one.
    pub line: Option<usize>,
}

impl Refusal {
    /// Creates one that is about the whole article.
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into(), line: None }
    }

    /// Says at which byte of the file it is.
    pub(super) fn at(self, text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        Self { line: Some(before.matches('\n').count() + 1), ..self }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{}; {}", self.message, self.hint)
    }
}

impl std::error::Error for Refusal {}
