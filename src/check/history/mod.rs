//! What changed since an earlier state of the site that was published, and does not say so: a text without an entry in
//! `updates`, an entry that was rewritten, an anchor or a page to which others link and that is gone.

mod anchors;
mod input;
mod pages;
mod updates;

pub use input::HistoryInput;

use std::collections::BTreeMap;

use crate::content::Article;
use crate::diagnostic::Diagnostic;
use crate::path::Route;

/// Returns what changed without a word.
pub fn check_history(input: &HistoryInput<'_>) -> Vec<Diagnostic> {
    let mut findings = pages::gone(input);
    let now: BTreeMap<&Route, &Article> =
        input.now.pages.iter().map(|page| (&page.route, &**page.article)).collect();
    for page in &input.before.pages {
        let Some(article) = now.get(&page.route) else { continue };
        findings.extend(updates::check(&page.article, article));
        findings.extend(anchors::gone(&page.article, article, input));
    }
    findings
}
