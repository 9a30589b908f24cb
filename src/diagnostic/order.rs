//! The order in which findings are shown.

use crate::diagnostic::finding::Diagnostic;

/// Sorts findings into the order in which they are shown: by file, place and code, those that represent more at the
/// end; drops duplicates.
pub(super) fn sort(findings: &mut Vec<Diagnostic>) {
    fn key(finding: &Diagnostic) -> impl Ord + '_ {
        let Diagnostic { place, code, message, hint, more, .. } = finding;
        (&place.path, *more > 0, place.span, code, message, hint)
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
    findings.dedup();
}
