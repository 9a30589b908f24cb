//! [`Repeated`]: findings that an article often has many times, such as the marks of another tool: only the first of
//! each name is reported, with the number of all.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;

/// Findings by name.
#[derive(Default)]
pub(super) struct Repeated {
    found: BTreeMap<String, (usize, usize)>,
    first: Vec<Diagnostic>,
}

impl Repeated {
    /// Adds a finding. What corrects it also corrects the first one of its name, which may be added later: some marks are
    /// known only by what follows them.
    pub(super) fn add(&mut self, name: String, mut finding: Diagnostic) {
        let (number, count) = self.found.entry(name).or_insert((self.first.len(), 0));
        *count += 1;
        if *count == 1 {
            self.first.push(finding);
        } else if let Some(first) = self.first.get_mut(*number) {
            let start = |finding: &Diagnostic| finding.place.span.map(|span| span.start);
            if start(&finding) < start(first) {
                std::mem::swap(first, &mut finding);
            }
            if let Some(fix) = first.fixes.first_mut() {
                fix.edits.extend(finding.fixes.into_iter().flat_map(|fix| fix.edits));
            }
        }
    }

    /// Returns the first finding of each name, which says how many there are.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for (number, count) in self.found.into_values().filter(|(_, count)| *count > 1) {
            if let Some(finding) = self.first.get_mut(number) {
                let _ = write!(finding.message, " ({count} times in this file; this is the first)");
            }
        }
        self.first
    }
}
