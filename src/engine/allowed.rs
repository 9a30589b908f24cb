//! Findings that authors allow: they are left out, and it is known which allowances were used.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::Article;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::digest::Digested;
use crate::path::SitePath;

/// The allowances that accepted a finding: the file, and the number in [`Article::allowed`].
pub(super) type UsedAllowances = BTreeSet<(SitePath, usize)>;

/// Removes the findings that are allowed where they are, and records by which allowances.
pub(super) fn without_allowed(
    articles: &[Arc<Digested<Article>>],
    findings: &mut Vec<Diagnostic>,
    used: &mut UsedAllowances,
) {
    let allowing: Vec<&Arc<Digested<Article>>> =
        articles.iter().filter(|article| !article.allowed.is_empty()).collect();
    if allowing.is_empty() {
        return;
    }
    findings.retain(|finding| {
        let path = &finding.place.path;
        let Ok(n) = allowing.binary_search_by(|article| article.path.cmp(path)) else {
            return true;
        };
        let allowed = allowing.get(n).map(|article| article.allowed.as_slice()).unwrap_or_default();
        let covering: Vec<usize> = (0..allowed.len())
            .filter(|n| allowed.get(*n).is_some_and(|it| it.covers(finding)))
            .collect();
        used.extend(covering.iter().map(|n| (path.clone(), *n)));
        covering.is_empty()
    });
}

/// Returns a finding for each allowance of an article that accepted nothing.
pub(super) fn unused<'a>(
    article: &'a Article,
    used: &'a UsedAllowances,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let allowed = article.allowed.iter().enumerate();
    // What changed is known only where there is something to compare with.
    let may_be_told = |code: Code| code.group() != Code::HistorySilentEdit.group();
    let unused = allowed
        .filter(move |(n, it)| may_be_told(it.code) && !used.contains(&(article.path.clone(), *n)));
    unused.map(|(_, allowance)| {
        let place = Place::new(&article.path, allowance.span);
        let message = match allowance.block {
            Some(_) => format!(
                "`{}` is allowed here, but the next block has no such finding",
                allowance.code
            ),
            None => {
                format!("`{}` is allowed, but this article has no such finding", allowance.code)
            }
        };
        let hint = "remove it, or move it before the block that it is about";
        Diagnostic::new(Code::AllowUnused, place, message).hint(hint)
    })
}
