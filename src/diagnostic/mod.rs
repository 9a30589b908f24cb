//! What is wrong with the author's content, as data: a [`Diagnostic`] says what, where and what next; [`Code`] names
//! it for ever; [`Outcome`] lets findings travel beside the value they are about. Printing is [`human`]'s and
//! [`json`]'s business; nothing here reads a file or ends a program.

mod code;
mod explanations;
mod findings;
pub mod human;
pub mod json;
mod near;

pub use code::{Code, Severity};
pub use findings::{Findings, MOST, limited};
pub use near::{did_you_mean, nearest};

use serde::{Deserialize, Serialize};

use crate::path::SitePath;
use crate::span::Span;

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
    /// 0; or it stands for so many more findings of its code in its file, which are not told one by one.
    pub more: usize,
}

/// A span in a file; the whole file where the span is `None`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, from the site's root.
    pub path: SitePath,
    /// The bytes in its text.
    pub span: Option<Span>,
}

impl Place {
    /// A span in `path`.
    pub fn new(path: &SitePath, span: Span) -> Self {
        Self { path: path.clone(), span: Some(span) }
    }

    /// The whole of `path`.
    pub fn file(path: &SitePath) -> Self {
        Self { path: path.clone(), span: None }
    }
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
            more: 0,
        }
    }

    /// Says what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
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

/// Puts findings in the order in which they are shown: by file, place and code, those that stand for more last; equal
/// ones once.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    fn key(finding: &Diagnostic) -> impl Ord + '_ {
        let Diagnostic { place, code, message, hint, more, .. } = finding;
        (&place.path, *more > 0, place.span, code, message, hint)
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
    findings.dedup();
}

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

/// `a`, `b` or `c`: how a message lists what would be right.
pub fn list_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.pop() {
        None => String::new(),
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
    }
}
