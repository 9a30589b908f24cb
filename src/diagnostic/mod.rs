//! What is wrong with the author's content, as data: a [`Diagnostic`] says what, where and what next; [`Code`] names
//! it for ever; [`Outcome`] lets findings travel beside the value they are about. Printing is [`human`]'s and
//! [`json`]'s business; nothing here reads a file or ends a program.

mod code;
mod explanations;
pub mod human;
pub mod json;

pub use code::{Code, Severity};

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
}

/// Puts findings in the order in which they are shown: by file, place and code; equal ones once.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| {
        (&a.place, a.code, &a.message, &a.hint).cmp(&(&b.place, b.code, &b.message, &b.hint))
    });
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
    pub fn collect_into(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.findings);
        self.value
    }
}

/// The word of `words` nearest to `word`, if it is near enough to have been meant.
pub fn did_you_mean<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).clamp(1, 4);
    let letters = letters(&word);
    words
        .into_iter()
        .filter(|candidate| may_be_near(word.len(), &letters, candidate, allowed))
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How often each byte stands in a word, letters without their case.
fn letters(word: &str) -> [i16; 256] {
    let mut counts = [0; 256];
    for byte in word.bytes() {
        counts[usize::from(byte.to_ascii_lowercase())] += 1;
    }
    counts
}

/// Whether the edit distance can be small at all, told cheaply: thousands of broken links may each ask for the nearest
/// of thousands of files. An edit changes at most four bytes away and four bytes in; letters outside ASCII may change
/// their bytes with their case, so such words are never refused.
fn may_be_near(length: usize, letters: &[i16; 256], candidate: &str, allowed: usize) -> bool {
    if candidate.len().abs_diff(length) > 4 * allowed {
        return false;
    }
    if !candidate.is_ascii() || letters.iter().skip(128).any(|count| *count > 0) {
        return true;
    }
    let mut counts = *letters;
    let mut missing = 0_usize;
    for byte in candidate.bytes() {
        let count = &mut counts[usize::from(byte.to_ascii_lowercase())];
        *count -= 1;
        missing += usize::from(*count < 0);
    }
    missing <= allowed
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

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    proptest::proptest! {
        #[test]
        fn the_cheap_test_never_loses_a_near_word(word in "[a-cA-Cé]{1,9}", words in proptest::collection::vec("[a-cA-Cé]{1,9}", 0..6)) {
            let allowed = (word.chars().count() / 3).clamp(1, 4);
            let distance = |other: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &other.to_lowercase());
            let nearest = words.iter().map(|other| (distance(other), other.as_str())).filter(|(d, _)| *d <= allowed).min();
            proptest::prop_assert_eq!(did_you_mean(&word, words.iter().map(String::as_str)), nearest.map(|(_, other)| other));
        }
    }
}
