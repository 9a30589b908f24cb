//! [`SiteSource`]: every source of the site once, with the explainers that cite it. Sources of different articles are
//! one if they are one shared source, or have one address.

use std::collections::BTreeMap;

use crate::content::Source;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::path::SitePath;
use crate::site::bibliography::{SourceRef, report_circles};
use crate::site::{Page, PageId};

/// A source of the site.
#[derive(Debug)]
pub struct SiteSource {
    /// What it is: as the shared list, or the first article by path, describes it.
    pub source: Source,
    /// The explainers and pages that cite it, in list order.
    pub cited_by: Vec<PageId>,
}

/// What makes two sources one.
#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    Url(&'a str),
    Shared(usize),
    Own(PageId, usize),
}

/// Looked up once a source, never walked: what comes out is in order of first use, and sorted afterwards.
#[expect(clippy::disallowed_types, reason = "its order reaches nothing")]
type Places<'a> = std::collections::HashMap<Key<'a>, usize>;

/// Merges the sources of all pages, sorted by publisher, title and id; and tells for each entry which one it became.
pub(crate) fn merge(
    pages: &[Page],
    shared: &[Source],
    shared_path: &SitePath,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<SiteSource>, Vec<Vec<usize>>) {
    let mut places = Places::new();
    let mut found: Vec<Merged<'_>> = Vec::new();
    for (page_id, page) in pages.iter().enumerate() {
        for (entry_id, entry) in page.bibliography.entries.iter().enumerate() {
            let (source, path, fallback) = match entry.source {
                SourceRef::Own(n) => {
                    (page.article.sources.get(n), &page.article.path, Key::Own(page_id, n))
                }
                SourceRef::Shared(n) => (shared.get(n), shared_path, Key::Shared(n)),
            };
            let Some(source) = source else { continue };
            let key = source.normal_url.as_deref().map_or(fallback, Key::Url);
            let place = *places.entry(key).or_insert_with(|| {
                found.push(Merged { source, path, uses: Vec::new() });
                found.len() - 1
            });
            let Some(merged) = found.get_mut(place) else { continue };
            // Described by the shared list if it is there, else by the first file in path order.
            let before = (merged.path != shared_path, merged.path);
            if (path != shared_path, path) < before {
                (merged.source, merged.path) = (source, path);
            }
            merged.uses.push(Use {
                page: page_id,
                entry: entry_id,
                source,
                path,
                cited: entry.marks > 0,
            });
        }
    }
    for merged in &found {
        report_conflicts(merged, findings);
    }
    sorted(found, pages)
}

/// Sorts what was merged, and notes for each entry of each page which source it became.
fn sorted(mut found: Vec<Merged<'_>>, pages: &[Page]) -> (Vec<SiteSource>, Vec<Vec<usize>>) {
    found.sort_by_cached_key(|merged| {
        let publisher = merged.source.publisher.as_ref().map(|name| name.to_lowercase());
        (
            publisher.is_none(),
            publisher,
            merged.source.title.to_lowercase(),
            merged.source.id.clone(),
            merged.path.clone(),
            merged.source.span,
        )
    });
    let mut index: Vec<Vec<usize>> =
        pages.iter().map(|page| vec![0; page.bibliography.entries.len()]).collect();
    let sources = found
        .into_iter()
        .enumerate()
        .map(|(n, merged)| {
            let mut cited_by: Vec<PageId> =
                merged.uses.iter().filter(|usage| usage.cited).map(|usage| usage.page).collect();
            cited_by.dedup();
            for usage in &merged.uses {
                if let Some(entry) =
                    index.get_mut(usage.page).and_then(|page| page.get_mut(usage.entry))
                {
                    *entry = n;
                }
            }
            SiteSource { source: merged.source.clone(), cited_by }
        })
        .collect();
    (sources, index)
}

struct Merged<'a> {
    source: &'a Source,
    path: &'a SitePath,
    uses: Vec<Use<'a>>,
}

struct Use<'a> {
    page: PageId,
    entry: usize,
    source: &'a Source,
    path: &'a SitePath,
    cited: bool,
}

/// One address, described in two ways: one of them must be wrong.
fn report_conflicts(merged: &Merged<'_>, findings: &mut Vec<Diagnostic>) {
    for usage in &merged.uses {
        if usage.path == merged.path || usage.source == merged.source {
            continue;
        }
        let (a, b) = (merged.source, usage.source);
        let differs = [
            ("title", a.title != b.title),
            ("publisher", a.publisher != b.publisher),
            ("author", a.authors != b.authors),
            ("published", a.published != b.published),
        ];
        let names: Vec<&str> =
            differs.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
        if !names.is_empty() {
            let finding = Diagnostic::new(
                Code::SourceConflict,
                Place::new(usage.path, usage.source.span),
                format!("another file describes this address differently ({})", names.join(", ")),
            )
            .related(Place::new(merged.path, merged.source.span), "there")
            .hint("make them agree, or list the source once in `content/sources.yaml`");
            findings.push(finding);
        }
    }
}

/// Checks the shared list by itself: who derives from whom, and, where all pages are known, what nobody cites.
pub(crate) fn check_shared(
    shared: &[Source],
    path: &SitePath,
    pages: Option<&[Page]>,
    findings: &mut Vec<Diagnostic>,
) {
    let ids: BTreeMap<&str, usize> =
        shared.iter().enumerate().map(|(n, source)| (source.id.as_str(), n)).collect();
    let mut used = vec![false; shared.len()];
    let mut mark = |n: usize| {
        if let Some(used) = used.get_mut(n) {
            *used = true;
        }
    };
    for source in shared {
        for id in &source.derives_from {
            if let Some(n) = ids.get(id.as_str()) {
                mark(*n);
            } else {
                let finding = Diagnostic::new(
                    Code::CitationUnknownSource,
                    Place::new(path, source.span),
                    format!(
                        "`{}` derives from `{id}`, but no shared source is called so",
                        source.id
                    ),
                );
                findings.push(finding.hint(did_you_mean(id, ids.keys().copied()).map_or_else(
                    || format!("list `{id}` here too"),
                    |near| format!("did you mean `{near}`?"),
                )));
            }
        }
    }
    report_circles(path, shared, findings);
    let Some(pages) = pages else { return };
    for entry in pages.iter().flat_map(|page| &page.bibliography.entries) {
        for source in entry.derives_from.iter().chain([&entry.source]) {
            if let SourceRef::Shared(n) = source {
                mark(*n);
            }
        }
    }
    // Of two with one id, only the one that the id means could be cited.
    let cited_by_id = |n: usize, source: &Source| ids.get(source.id.as_str()) == Some(&n);
    for (_, (source, _)) in shared
        .iter()
        .zip(used)
        .enumerate()
        .filter(|(n, (source, used))| !used && cited_by_id(*n, source))
    {
        let finding = Diagnostic::new(
            Code::SourceUnused,
            Place::new(path, source.span),
            format!("no article cites the shared source `{}`", source.id),
        );
        findings.push(finding.hint(format!("cite it with `[@{}]`, or remove it", source.id)));
    }
}
