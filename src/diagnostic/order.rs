//! The order in which findings are shown.

use crate::diagnostic::finding::Diagnostic;

/// Sorts findings into the order in which they are shown: by file, place and code, those that represent more at the
/// end; drops duplicates.
pub(super) fn sort(findings: &mut Vec<Diagnostic>) {
    put_in_order(findings);
    findings.dedup();
}

/// Puts findings into the order in which they are shown. What is so already takes next to no time, so it helps to do this
/// file by file with what will be shown again and again.
pub fn put_in_order(findings: &mut [Diagnostic]) {
    fn key(finding: &Diagnostic) -> impl Ord + '_ {
        let Diagnostic { place, code, message, hint, more, .. } = finding;
        (&place.path, *more > 0, place.span, code, message, hint)
    }
    findings.sort_by(|a, b| key(a).cmp(&key(b)));
}
