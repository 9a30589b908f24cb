//! Links of the built pages and styles that would break on Pages, or lead to somebody else's site.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::{BaseUrl, Config};
use crate::deploy::addresses::{AddressTarget, SiteBase, of_page, of_styles};
use crate::deploy::listing::FileList;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::fold;

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum AddressFault {
    Outside(String),
    /// The address as written, and the file that it means.
    Case(String, String),
}

/// Finds them. `place` says where an output comes from.
pub(super) fn links(
    config: &Config,
    listing: &FileList,
    place: &impl Fn(&str) -> Place,
) -> Vec<Diagnostic> {
    let base = SiteBase {
        origin: config.base_url.as_ref().map(BaseUrl::origin),
        path: config.base_path(),
    };
    let paths: BTreeMap<String, &str> =
        listing.files().map(|(path, _)| (fold(path), path)).collect();
    let exact = |path: &str| {
        listing.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).is_ok()
    };
    let files: Vec<&str> = listing.files().map(|(path, _)| path).collect();
    let found: Vec<(AddressFault, &str)> = files
        .into_par_iter()
        .flat_map_iter(|file| {
            let faults = addresses(listing, file).into_iter().filter_map(|address| {
                match base.target(file, &address) {
                    AddressTarget::Elsewhere => None,
                    AddressTarget::Outside => Some(AddressFault::Outside(address)),
                    AddressTarget::Inside(path) => {
                        let meant = misspelt(&path, &paths, &exact)?;
                        Some(AddressFault::Case(address, meant.to_owned()))
                    }
                }
            });
            faults.map(|fault| (fault, file)).collect::<Vec<_>>()
        })
        .collect();
    let mut by_fault: BTreeMap<AddressFault, Vec<&str>> = BTreeMap::new();
    for (fault, file) in found {
        by_fault.entry(fault).or_default().push(file);
    }
    by_fault.into_iter().map(|(fault, files)| finding(&fault, files, base.path, place)).collect()
}

fn finding(
    fault: &AddressFault,
    mut files: Vec<&str>,
    base: &str,
    place: &impl Fn(&str) -> Place,
) -> Diagnostic {
    files.sort_unstable();
    files.dedup();
    let first = files.first().copied().unwrap_or_default();
    let on = match files.len() {
        1 => format!("`{first}`"),
        n => format!("`{first}` and {} more", n - 1),
    };
    match fault {
        AddressFault::Outside(address) => Diagnostic::new(
            Code::DeployOutsideBase,
            place(first),
            format!("{on} links to `{address}`, but the site is below `{base}`"),
        )
        .hint("in `static/`, link relatively; in a template, use the `url` filter; for a page of another site, write its full address"),
        AddressFault::Case(address, meant) => Diagnostic::new(
            Code::DeployCase,
            place(first),
            format!("{on} links to `{address}`, but the file is named `{meant}`"),
        )
        .hint("write the link exactly as the file is named"),
    }
}

fn addresses(listing: &FileList, file: &str) -> Vec<String> {
    let ends = |end: &str| {
        file.len() >= end.len()
            && file
                .get(file.len() - end.len()..)
                .is_some_and(|found| found.eq_ignore_ascii_case(end))
    };
    if [".html", ".htm", ".svg"].into_iter().any(ends) {
        listing.text(file).map(|html| of_page(&html)).unwrap_or_default()
    } else if ends(".css") {
        listing.text(file).map(|css| of_styles(&css)).unwrap_or_default()
    } else {
        Vec::new()
    }
}

/// Returns the file meant by a path that matches none, but would match one if case were ignored.
fn misspelt<'a>(
    path: &str,
    folded: &BTreeMap<String, &'a str>,
    exact: &impl Fn(&str) -> bool,
) -> Option<&'a str> {
    let inside = path.trim_end_matches('/');
    let index =
        if inside.is_empty() { "index.html".to_owned() } else { format!("{inside}/index.html") };
    let candidates = if inside.len() == path.len() && !inside.is_empty() {
        vec![inside.to_owned(), format!("{inside}.html"), index]
    } else {
        vec![index]
    };
    if candidates.iter().any(|candidate| exact(candidate)) {
        return None;
    }
    candidates.iter().find_map(|candidate| folded.get(&fold(candidate)).copied())
}
