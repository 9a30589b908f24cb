//! The rules that judge one source by itself, for an article's own sources and for the shared ones.

use crate::check::input::{ArticleInput, SiteInput};
use crate::check::report::Report;
use crate::check::rules::source::listed::{Listed, of_article, of_site, shared_keys};
use crate::check::rules::source::{archive, facts, tracking};
use crate::diagnostic::Diagnostic;

/// A rule about one source.
type Judge = fn(&Listed<'_>) -> Option<Diagnostic>;

const JUDGES: &[Judge] = &[
    facts::no_date,
    facts::no_publisher,
    facts::no_accessed,
    archive::missing,
    archive::mismatch,
    archive::refused,
    tracking::judge,
];

/// Judges each source that an article lists.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    for listed in of_article(input) {
        JUDGES.iter().filter_map(|judge| judge(&listed)).for_each(|found| report.push(found));
    }
}

/// Judges each shared source.
pub(in crate::check::rules) fn check_shared(input: &SiteInput<'_>, findings: &mut Vec<Diagnostic>) {
    let Some((path, text)) = input.shared else { return };
    let keys = shared_keys(path, text);
    for listed in of_site(input, (path, text), &keys) {
        findings.extend(JUDGES.iter().filter_map(|judge| judge(&listed)));
    }
}
