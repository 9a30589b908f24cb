//! `history/page-gone`: a published page is gone, and nothing leads on from its address.

use std::collections::BTreeSet;

use crate::check::history::input::HistoryInput;
use crate::content::Article;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::SitePath;

/// Reports each page whose address is gone.
pub(super) fn gone(input: &HistoryInput<'_>) -> Vec<Diagnostic> {
    let HistoryInput { before, now, .. } = input;
    let pages = now.pages.iter().map(|page| page.route.output());
    let aliases = now.aliases().iter().map(|alias| alias.output.clone());
    let files = now.files.iter().map(|file| file.to.clone());
    let there: BTreeSet<SitePath> = pages.chain(aliases).chain(files).collect();
    let lost = before.pages.iter().filter(|page| !there.contains(&page.route.output()));
    lost.map(|page| {
        let old = &page.article;
        let address = page.route.as_str();
        let heir = heir(old, input);
        let place = match heir {
            Some(heir) => Place::new(&heir.path, heir.title_span),
            None => Place::file(&old.path),
        };
        let message = format!("`{address}` was published, and is gone: links to it are broken");
        let hint = match heir {
            Some(_) => format!("write `aliases: [{address}]` in this article, or keep its address"),
            None => format!("write `aliases: [{address}]` in the article that takes its place; or keep it, and say in it why it no longer holds"),
        };
        Diagnostic::new(Code::HistoryPageGone, place, message).hint(hint)
    })
    .collect()
}

/// Returns the article that took the place of another: it has its file, or else its title.
fn heir<'a>(old: &Article, input: &HistoryInput<'a>) -> Option<&'a Article> {
    let articles = || input.now.pages.iter().map(|page| &**page.article);
    let same_file = articles().find(|article| article.path == old.path);
    same_file.or_else(|| articles().find(|article| article.title == old.title))
}
