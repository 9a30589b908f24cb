//! [`Features`]: what a run looked like from outside. Stable Rust cannot say which code an input reached; but an input
//! with a new finding, message or shape of output has reached something new.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use nutgraf::diagnostic::Diagnostic;

/// Everything that was noted about one run, or many.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features(BTreeSet<u64>);

impl Features {
    /// Notes one thing.
    pub(crate) fn note(&mut self, what: impl Hash) {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        self.0.insert(hasher.finish());
    }

    /// Notes findings: each code, each wording, which follows which, and roughly how many there are.
    pub(crate) fn note_findings(&mut self, findings: &[Diagnostic]) {
        for finding in findings {
            self.note(("code", finding.code));
            self.note(("message", wording(&finding.message)));
            self.note(("hint", finding.hint.as_deref().map(wording)));
            self.note(("related", finding.code, finding.related.len().min(3)));
        }
        for pair in findings.windows(2) {
            if let [one, other] = pair {
                self.note(("pair", one.code, other.code));
            }
        }
        self.note(("findings", findings.len().checked_ilog2()));
    }

    /// Notes which tags are in HTML, and which follows which.
    pub(crate) fn note_html(&mut self, place: &str, html: &str) {
        let mut before = "";
        for tag in html.split('<').skip(1) {
            let end = tag.find(|c: char| !(c.is_ascii_alphanumeric() || c == '/'));
            let name = tag.get(..end.unwrap_or(tag.len())).unwrap_or("");
            self.note((place, before, name));
            before = name;
        }
    }

    /// Adds what is in `others`; returns whether there was anything new.
    pub(crate) fn learn(&mut self, others: &Self) -> bool {
        let before = self.0.len();
        self.0.extend(&others.0);
        self.0.len() > before
    }

    /// Returns how many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

/// Returns a message without the author's words: the text before the first quotation and after the last, without
/// numbers.
pub(crate) fn wording(message: &str) -> String {
    let quotes = ['`', '"', '\''];
    let first = message.find(quotes).unwrap_or(message.len());
    let rest = message.get(first..).unwrap_or("");
    let last = rest.rfind(quotes).map_or(0, |at| at + 1);
    let outside = message.get(..first).into_iter().chain(rest.get(last..));
    outside.flat_map(str::chars).filter(|c| !c.is_ascii_digit()).collect()
}
