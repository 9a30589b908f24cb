//! What changed since an earlier state of the site that was published, and does not say so: a text without an entry in
//! `updates`, an entry that was rewritten, an anchor or a page to which others link and that is gone.

mod anchors;
mod pages;
mod updates;

use std::collections::BTreeMap;

use crate::content::Article;
use crate::diagnostic::Diagnostic;
use crate::path::Route;
use crate::site::Site;

/// Two states of a site.
pub struct HistoryInput<'a> {
    /// What was published.
    pub before: &'a Site,
    /// What would be published now.
    pub now: &'a Site,
    /// Returns the text of a content file as it is now.
    pub text_of: &'a dyn Fn(&Article) -> String,
}

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
