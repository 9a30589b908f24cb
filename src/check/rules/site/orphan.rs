//! `site/orphan`: a page to which no other page's text and no menu leads.

use std::collections::BTreeSet;

use crate::check::input::SiteInput;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::site::{PageId, Target};

/// With fewer explainers than this, the home page shows them all at a glance.
const FEW: usize = 5;

/// Reports each page that readers reach from no other page's text.
pub(in crate::check::rules) fn check(input: &SiteInput<'_>, findings: &mut Vec<Diagnostic>) {
    let site = input.site;
    if site.explainers < FEW {
        return;
    }
    let of_pages = site.pages.iter().enumerate().flat_map(|(n, page)| {
        let others = move |id: &PageId| *id != PageId(n);
        page.targets.iter().filter_map(page_of).filter(others)
    });
    let of_home = site.home.iter().flat_map(|home| home.targets.iter().filter_map(page_of));
    let of_menu = site.menu.iter().filter_map(page_of);
    let linked: BTreeSet<PageId> = of_pages.chain(of_home).chain(of_menu).collect();
    for (n, page) in site.pages.iter().enumerate().filter(|(n, _)| !linked.contains(&PageId(*n))) {
        let article = &page.article;
        let message = if site.is_explainer(PageId(n)) {
            "no other page's text leads here: only lists do"
        } else {
            "nothing leads to this page: neither the menu nor a text"
        };
        let place = Place::new(&article.path, article.title_span);
        let hint =
            "link to it from an article that its readers come from, with `related` or in the text";
        findings.push(Diagnostic::new(Code::SiteOrphan, place, message).hint(hint));
    }
}

fn page_of(target: &Target) -> Option<PageId> {
    match target {
        Target::Page { page, .. } => Some(page.0),
        _ => None,
    }
}
