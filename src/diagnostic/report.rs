//! [`finish`]: how severe each finding is, in which order they are shown, and how many. It is decided here for every
//! command, and nowhere else.

use std::collections::BTreeMap;

use crate::diagnostic::code::Code;
use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::findings::limited;
use crate::diagnostic::order::sort;
use crate::diagnostic::severity::Severity;

/// `[check]`: the severities that differ from a code's own.
pub type Levels = BTreeMap<Code, Severity>;

/// The findings, as they are collected.
#[derive(Debug, Default)]
pub struct Found {
    /// Those in drafts that nobody asked to see.
    pub in_drafts: Vec<Diagnostic>,
    /// Everywhere else.
    pub elsewhere: Vec<Diagnostic>,
}

impl From<Vec<Diagnostic>> for Found {
    fn from(elsewhere: Vec<Diagnostic>) -> Self {
        Self { in_drafts: Vec::new(), elsewhere }
    }
}

/// Returns findings as they are shown: with the severity that `[check]` sets, without those that it switches off,
/// sorted by file and place, with only as many of each code per file as anybody reads. Finishing them again changes
/// nothing.
///
/// A draft is unfinished by nature: it must not keep other articles from being published.
pub fn finish(levels: &Levels, found: impl Into<Found>) -> Vec<Diagnostic> {
    let Found { in_drafts, elsewhere } = found.into();
    let of_drafts = in_drafts.into_iter().map(|finding| {
        let severity = finding.severity.max(Severity::Warning);
        Diagnostic { severity, ..finding }
    });
    let mut findings = elsewhere;
    findings.extend(of_drafts);
    for finding in &mut findings {
        if let Some(severity) = levels.get(&finding.code) {
            finding.severity = *severity;
        }
    }
    findings.retain(|finding| finding.severity != Severity::Off);
    sort(&mut findings);
    limited(findings)
}

#[cfg(test)]
mod tests {
    use super::{Found, Levels, finish};
    use crate::diagnostic::{Code, Diagnostic, MOST, Place, Severity};
    use crate::path::SitePath;
    use crate::span::Span;

    fn finding(path: &str, code: Code, at: usize) -> Diagnostic {
        let path = SitePath::new(path).unwrap();
        Diagnostic::new(code, Place::new(&path, Span::new(at, at)), "found")
    }

    #[test]
    fn levels_drafts_and_order_are_decided_together() {
        let levels = Levels::from([
            (Code::NoteUnused, Severity::Off),
            (Code::SourceUnused, Severity::Error),
        ]);
        let found = Found {
            in_drafts: vec![
                finding("c.md", Code::LinkBroken, 0),
                finding("c.md", Code::SourceUnused, 1),
            ],
            elsewhere: vec![
                finding("b.md", Code::LinkBroken, 9),
                finding("b.md", Code::NoteUnused, 8),
                finding("b.md", Code::ImageUnreadable, 7),
                finding("a.md", Code::LinkBroken, 0),
                finding("a.md", Code::LinkBroken, 0),
            ],
        };
        let finished = finish(&levels, found);
        let shown: Vec<(&str, Code, Severity)> =
            finished.iter().map(|it| (it.place.path.as_str(), it.code, it.severity)).collect();
        assert_eq!(
            shown,
            [
                ("a.md", Code::LinkBroken, Severity::Error),
                ("b.md", Code::ImageUnreadable, Severity::Warning),
                ("b.md", Code::LinkBroken, Severity::Error),
                ("c.md", Code::LinkBroken, Severity::Warning),
                ("c.md", Code::SourceUnused, Severity::Error),
            ]
        );
        assert_eq!(finish(&levels, finished.clone()), finished);
    }

    #[test]
    fn to_finish_twice_counts_nothing_twice() {
        let all: Vec<Diagnostic> =
            (0..2 * MOST).map(|at| finding("a.md", Code::LinkBroken, at)).collect();
        let once = finish(&Levels::new(), all);
        assert_eq!(once.len(), MOST + 1);
        assert_eq!(finish(&Levels::new(), once.clone()), once);
    }
}
