//! [`Findings`]: what is found in one file while it is read, with only as many findings of each code as anybody reads;
//! and [`limited`], which does the same for a whole site.

use std::collections::BTreeMap;
use std::ops::Deref;

use crate::diagnostic::code::Code;
use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::place::Place;
use crate::diagnostic::severity::Severity;
use crate::path::SitePath;

/// At most this many findings of one code are reported in one file. Nobody corrects more before the next run, and a
/// file of 4 MB can have a million.
pub const MOST: usize = 50;

/// Findings in one file: at most [`MOST`] of each code; the rest are only counted.
#[derive(Debug, Default)]
pub struct Findings {
    told: Vec<Diagnostic>,
    counts: BTreeMap<Code, Count>,
}

/// How many findings of one code there are.
#[derive(Debug)]
struct Count {
    told: usize,
    left_out: usize,
    /// The most severe of those that are left out.
    severity: Severity,
    path: SitePath,
}

impl Findings {
    /// Whether another finding with this code would be reported.
    pub fn has_room(&self, code: Code) -> bool {
        self.counts.get(&code).is_none_or(|count| count.told < MOST)
    }

    fn count(&mut self, finding: &Diagnostic) -> &mut Count {
        self.counts.entry(finding.code).or_insert_with(|| Count {
            told: 0,
            left_out: 0,
            severity: finding.severity,
            path: finding.place.path.clone(),
        })
    }

    /// Counts a finding without reporting it.
    pub fn leave_out(&mut self, finding: &Diagnostic) {
        self.count(finding).leave_out(finding);
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        let count = self.count(&finding);
        if count.told < MOST && finding.more == 0 {
            count.told += 1;
            self.told.push(finding);
        } else {
            count.leave_out(&finding);
        }
    }

    /// Returns all of them, and for each code a finding that says how many more there are.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        let mut all = self.told;
        all.extend(self.counts.into_iter().filter_map(|(code, count)| count.closing(code)));
        all
    }
}

impl Count {
    fn leave_out(&mut self, finding: &Diagnostic) {
        self.severity =
            if self.left_out == 0 { finding.severity } else { self.severity.min(finding.severity) };
        self.left_out += finding.count();
    }

    /// Returns the finding that represents those that are left out, if there are any.
    fn closing(&self, code: Code) -> Option<Diagnostic> {
        let (are, they) = match self.left_out {
            0 => return None,
            1 => ("finding of this kind in this file is", "it is"),
            _ => ("findings of this kind in this file are", "they are"),
        };
        let message = format!("{} more {are} not shown", self.left_out);
        let hint = format!("correct those that are shown and run the command again; then {they}");
        let finding = Diagnostic::new(code, Place::file(&self.path), message).hint(hint);
        Some(Diagnostic { severity: self.severity, more: self.left_out, ..finding })
    }
}

/// For reading only: a finding that is added must be counted.
impl Deref for Findings {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.told
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, findings: I) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}

impl From<Vec<Diagnostic>> for Findings {
    fn from(findings: Vec<Diagnostic>) -> Self {
        let mut all = Self::default();
        all.extend(findings);
        all
    }
}

impl From<Findings> for Vec<Diagnostic> {
    fn from(findings: Findings) -> Self {
        findings.into_vec()
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

/// Of sorted findings, keeps the first [`MOST`] of each code in each file, and says at the end of each file how many
/// more there are.
pub(super) fn limited(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut all = Vec::with_capacity(findings.len());
    let mut of_file = Findings::default();
    let mut path: Option<SitePath> = None;
    for finding in findings {
        if path.as_ref() != Some(&finding.place.path) {
            all.extend(std::mem::take(&mut of_file));
            path = Some(finding.place.path.clone());
        }
        of_file.push(finding);
    }
    all.extend(of_file);
    all
}

#[cfg(test)]
mod tests {
    use super::{Findings, MOST, limited};
    use crate::diagnostic::order::sort;
    use crate::diagnostic::{Code, Diagnostic, Place, Severity};
    use crate::path::SitePath;
    use crate::span::Span;

    fn finding(path: &str, code: Code, at: usize) -> Diagnostic {
        let path = SitePath::new(path).unwrap();
        Diagnostic::new(code, Place::new(&path, Span::new(at, at)), format!("number {at}"))
    }

    #[test]
    fn of_each_code_a_file_has_no_more_than_are_read_and_the_rest_are_counted() {
        let mut findings = Findings::default();
        for at in 0..1000 {
            findings.push(finding("a.md", Code::LinkBroken, at));
            assert_eq!(findings.has_room(Code::LinkBroken), at + 1 < MOST);
        }
        findings.push(finding("a.md", Code::LinkAnchor, 0));
        assert_eq!(findings.len(), MOST + 1, "what is not told takes no room");
        let all = findings.into_vec();
        let closing = all.last().unwrap();
        assert_eq!(closing.message, "950 more findings of this kind in this file are not shown");
        assert_eq!((closing.code, closing.place.span), (Code::LinkBroken, None));
        assert_eq!(all.iter().map(Diagnostic::count).sum::<usize>(), 1001);
    }

    #[test]
    fn one_line_closes_a_code_of_a_file_however_often_findings_are_limited() {
        let mut of_parts = Vec::new();
        for path in ["b.md", "a.md"] {
            let links = (0..=2 * MOST).map(|at| finding(path, Code::LinkBroken, at));
            of_parts.extend(Findings::from(links.clone().collect::<Vec<_>>()).into_vec());
            of_parts.extend(
                links
                    .skip(MOST)
                    .map(|finding| Diagnostic { severity: Severity::Warning, ..finding }),
            );
        }
        sort(&mut of_parts);
        let once = limited(of_parts);
        let mut twice = once.clone();
        sort(&mut twice);
        assert_eq!(limited(twice), once);
        assert_eq!(once.len(), 2 * (MOST + 1));
        let (of_a, of_b) = (&once[MOST], &once[2 * MOST + 1]);
        assert_eq!((of_a.more, of_b.more), (2 * MOST + 2, 2 * MOST + 2));
        assert_eq!((of_a.place.path.as_str(), of_b.place.path.as_str()), ("a.md", "b.md"));
        assert!(of_a.is_error(), "one of those that are left out is an error");
    }

    #[test]
    fn a_single_finding_that_is_left_out_is_told_of_in_the_singular() {
        let links = (0..=MOST).map(|at| finding("a.md", Code::LinkBroken, at));
        let all = Findings::from(links.collect::<Vec<_>>()).into_vec();
        assert_eq!(all[MOST].message, "1 more finding of this kind in this file is not shown");
    }
}
