//! [`SiteSource`]: every source of the site once, with the explainers that cite it. Sources of different articles count
//! as one if they are the same shared source, or have the same address.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{Anchor, Mentions, Source};
use crate::diagnostic::{Code, Diagnostic, Findings, Place, did_you_mean};
use crate::digest::{Digest, Digested};
use crate::path::SitePath;
use crate::site::basis::Basis;
use crate::site::bibliography::Entry;
use crate::site::circles::report_circles;
use crate::site::listed::{ListedSource, SharedSources, SourceRef};
use crate::site::numbers::{EntryId, PageId, SourceId};
use crate::site::page::{Environment, Page};

/// A source of the site.
#[derive(Debug)]
pub struct SiteSource {
    /// The source as the shared list, or the first article by path, describes it.
    pub source: Arc<Digested<Source>>,
    /// The explainers and pages that cite it, in list order.
    pub cited_by: Vec<PageId>,
    /// How many sources before it in the list have the same id: ids are local to their articles.
    pub namesakes: usize,
}

/// What makes two sources the same.
#[derive(Hash)]
enum SourceKey<'a> {
    Url(&'a str),
    Shared(usize),
    Own(PageId, usize),
}

/// Looked up once per source, never walked: the result is in order of first use, and sorted afterwards.
#[expect(clippy::disallowed_types, reason = "its order reaches nothing")]
type SourceIndex = std::collections::HashMap<Digest, usize>;

/// Every source of the site.
#[derive(Debug)]
pub(crate) struct Sources {
    pub(crate) basis: Basis,
    /// The sources, by publisher, title and id.
    pub(crate) list: Vec<SiteSource>,
    /// For each entry of each page's bibliography, its number among them.
    pub(crate) index: Vec<Vec<SourceId>>,
    conflicts: Vec<Conflict>,
}

/// One address, described in two ways. The finding about it names places, which move while the sources stay the same;
/// so it is made again each time.
#[derive(Debug)]
struct Conflict {
    here: EntryAt,
    there: EntryAt,
    /// The fields that differ.
    fields: String,
}

/// An entry of a page's bibliography.
type EntryAt = (PageId, EntryId);

impl SiteSource {
    /// Returns its id in the list of all sources.
    pub fn anchor(&self) -> String {
        let id = &self.source.id;
        // No id contains a tilde, so nothing else has this anchor.
        match self.namesakes {
            0 => Anchor::Source(id).id(),
            namesakes => Anchor::Namesake(id, namesakes).id(),
        }
    }
}

impl Sources {
    /// Returns the sources of all pages, of which the first `listed` may be named as citing them: those `before` if
    /// they were made from the same input, or else new ones.
    pub(crate) fn of(
        pages: &[Arc<Page>],
        listed: usize,
        surroundings: &Environment,
        before: Option<&Arc<Self>>,
    ) -> Arc<Self> {
        let shared = &surroundings.shared;
        let all_readable = surroundings.unreadable.is_empty();
        let keys: Vec<Digest> = pages.iter().map(|page| page.sources).collect();
        let miscited: Vec<&Mentions> = pages.iter().map(|page| &page.article.gaps.cited).collect();
        let gaps = (&shared.unread, shared.faulty, all_readable, miscited);
        let content = Digest::of_value(&(keys, &shared.sources, listed, gaps));
        let spans: Vec<_> = shared.sources.iter().map(|source| source.span.ends()).collect();
        let places = Digest::of_value(&spans);
        if let Some(before) = before.filter(|before| before.basis.fits(content, places)) {
            return Arc::clone(before);
        }
        let mut findings = Findings::default();
        // An article that could not be read may cite the source; a source or citation with a fault may refer to it.
        let whole = all_readable && !shared.faulty;
        check_shared(shared, whole.then_some(pages), &mut findings);
        let findings = findings.into_vec();
        let found = merged(pages, shared);
        let conflicts = found.iter().flat_map(conflicts).collect();
        let (mut list, index) = sorted(found, pages);
        // What the introduction of the home page cites is a source of the site, but the home page is not an explainer.
        for source in &mut list {
            source.cited_by.retain(|id| id.0 < listed);
        }
        Arc::new(Self { basis: Basis { content, places, findings }, list, index, conflicts })
    }

    /// Returns the findings of the merge, at their current places.
    pub(crate) fn findings(&self, pages: &[Arc<Page>], shared: &SharedSources) -> Vec<Diagnostic> {
        let place = |(page, entry): EntryAt| {
            let page = pages.get(page.0)?;
            let listed = &page.bibliography.entry(entry)?.source;
            Some(Place::new(path_of((page, pages), listed, shared), listed.source.span))
        };
        let conflicts = self.conflicts.iter().filter_map(|Conflict { here, there, fields }| {
            let message = format!("this address is described in two ways ({fields})");
            let finding = Diagnostic::new(Code::SourceConflict, place(*here)?, message)
                .related(place(*there)?, "there")
                .hint("make them agree, or list the source once in `content/sources.yaml`");
            Some(finding)
        });
        self.basis.findings.iter().cloned().chain(conflicts).collect()
    }
}

/// Returns the file that lists a source of a page.
fn path_of<'a>(
    (page, pages): (&'a Page, &'a [Arc<Page>]),
    listed: &ListedSource,
    shared: &'a SharedSources,
) -> &'a SitePath {
    match listed.at.0 {
        SourceRef::Own(_) => &page.article.path,
        SourceRef::Shared(_) => &shared.path,
        SourceRef::Of(other, _) => &pages.get(other.0).map_or(page, |other| &**other).article.path,
    }
}

/// Returns a source as its own list has it: another page may have given it another id.
fn as_listed<'a>(pages: &'a [Arc<Page>], listed: &'a ListedSource) -> &'a Arc<Digested<Source>> {
    let SourceRef::Of(page, n) = listed.at.0 else { return &listed.source };
    let source = pages.get(page.0).and_then(|page| page.article.sources.get(n));
    source.unwrap_or(&listed.source)
}

/// Merges the sources of all pages, in order of first use.
fn merged<'a>(pages: &'a [Arc<Page>], shared: &'a SharedSources) -> Vec<Merged<'a>> {
    let shared_path = &shared.path;
    let entries = pages.iter().map(|page| page.bibliography.entries.len()).sum();
    // In parallel, because tens of thousands of addresses are scattered in memory.
    let keys: Vec<Vec<Digest>> =
        pages.par_iter().enumerate().map(|(n, page)| keys(PageId(n), page)).collect();
    let mut places = SourceIndex::with_capacity(entries);
    let mut found: Vec<Merged<'_>> = Vec::with_capacity(entries);
    for (n, (page, keys)) in pages.iter().zip(keys).enumerate() {
        let page_id = PageId(n);
        for (n, (entry, key)) in page.bibliography.entries.iter().zip(keys).enumerate() {
            let entry_id = EntryId(n);
            let source = as_listed(pages, &entry.source);
            let path = path_of((page, pages), &entry.source, shared);
            let place = *places.entry(key).or_insert_with(|| {
                let from = (page_id, entry_id);
                found.push(Merged { source, path, from, uses: Vec::with_capacity(1) });
                found.len() - 1
            });
            let Some(merged) = found.get_mut(place) else { continue };
            // Described by the shared list if it has the source, or else by the first file in path order; an address alone
            // describes nothing.
            let before = (merged.source.untitled, merged.path != shared_path, merged.path);
            if (source.untitled, path != shared_path, path) < before {
                (merged.source, merged.path, merged.from) = (source, path, (page_id, entry_id));
            }
            let cited = entry.marks > 0;
            merged.uses.push(Use { page: page_id, entry: entry_id, source, cited });
        }
    }
    found
}

/// Returns what identifies each source of a page with others.
fn keys(id: PageId, page: &Page) -> Vec<Digest> {
    let key = |entry: &Entry| {
        let own = match entry.source.at.0 {
            SourceRef::Own(n) => SourceKey::Own(id, n),
            SourceRef::Shared(n) => SourceKey::Shared(n),
            SourceRef::Of(page, n) => SourceKey::Own(page, n),
        };
        Digest::of_value(&entry.source.source.normal_url.as_deref().map_or(own, SourceKey::Url))
    };
    page.bibliography.entries.iter().map(key).collect()
}

/// Sorts the merged sources, and notes for each entry of each page which source it became.
fn sorted(found: Vec<Merged<'_>>, pages: &[Arc<Page>]) -> (Vec<SiteSource>, Vec<Vec<SourceId>>) {
    let publishers: BTreeSet<&str> =
        found.iter().filter_map(|merged| merged.source.publisher.as_deref()).collect();
    let publishers: BTreeSet<String> = publishers.into_iter().map(str::to_lowercase).collect();
    let publishers: Vec<String> = publishers.into_iter().collect();
    let mut found: Vec<_> = found
        .into_par_iter()
        .map(|merged| (SortKey::of(merged.source, &publishers), merged))
        .collect();
    found.par_sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.cmp_further(other)));
    let mut index: Vec<Vec<SourceId>> =
        pages.iter().map(|page| vec![SourceId(0); page.bibliography.entries.len()]).collect();
    for (n, (_, merged)) in found.iter().enumerate() {
        for usage in &merged.uses {
            let page = index.get_mut(usage.page.0);
            if let Some(entry) = page.and_then(|page| page.get_mut(usage.entry.0)) {
                *entry = SourceId(n);
            }
        }
    }
    let sources = found.into_par_iter().map(|(_, merged)| {
        let cited = merged.uses.iter().filter(|usage| usage.cited);
        let mut cited_by: Vec<PageId> = cited.map(|usage| usage.page).collect();
        cited_by.dedup();
        SiteSource { source: Arc::clone(merged.source), cited_by, namesakes: 0 }
    });
    let mut sources: Vec<SiteSource> = sources.collect();
    count_namesakes(&mut sources);
    (sources, index)
}

/// Counts for each source the earlier ones with the same id.
fn count_namesakes(sources: &mut [SiteSource]) {
    let mut seen: SourceIndex = SourceIndex::with_capacity(sources.len());
    for SiteSource { source, namesakes, .. } in sources {
        let count = seen.entry(Digest::of(source.id.as_bytes())).or_default();
        *namesakes = *count;
        *count += 1;
    }
}

/// Sorts by publisher, those without one last, then by title.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct SortKey {
    /// The publisher's position among all.
    publisher: usize,
    /// The first bytes of the title: they decide most comparisons without the whole title.
    start: [u8; 16],
    /// In lower case.
    title: String,
}

impl SortKey {
    fn of(source: &Source, publishers: &[String]) -> Self {
        let publisher = source.publisher.as_deref().map(str::to_lowercase);
        let rank = publisher.and_then(|publisher| publishers.binary_search(&publisher).ok());
        let title = source.title.to_lowercase();
        let mut start = [0; 16];
        for (to, from) in start.iter_mut().zip(title.bytes()) {
            *to = from;
        }
        Self { publisher: rank.unwrap_or(usize::MAX), start, title }
    }
}

struct Merged<'a> {
    source: &'a Arc<Digested<Source>>,
    path: &'a SitePath,
    from: EntryAt,
    uses: Vec<Use<'a>>,
}

impl Merged<'_> {
    /// The order of those with the same publisher and title: by id, and by where they are listed.
    fn cmp_further(&self, other: &Self) -> Ordering {
        let key = |merged: &Self| (&merged.source.id, merged.path, merged.source.span);
        key(self).cmp(&key(other))
    }
}

struct Use<'a> {
    page: PageId,
    entry: EntryId,
    source: &'a Arc<Digested<Source>>,
    cited: bool,
}

/// One address, described in two ways: one of them must be wrong.
fn conflicts(merged: &Merged<'_>) -> Vec<Conflict> {
    let others = merged.uses.iter().filter(|usage| !std::ptr::eq(usage.source, merged.source));
    let conflict = |usage: &Use<'_>| {
        let (a, b) = (merged.source, usage.source);
        // An address alone describes nothing.
        if a.untitled || b.untitled {
            return None;
        }
        let differs = [
            ("title", a.title != b.title),
            ("publisher", a.publisher != b.publisher),
            ("author", a.authors != b.authors),
            ("published", a.published != b.published),
        ];
        let names: Vec<&str> =
            differs.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
        let here = (usage.page, usage.entry);
        (!names.is_empty()).then(|| Conflict { here, there: merged.from, fields: names.join(", ") })
    };
    others.filter_map(conflict).collect()
}

/// Checks the shared list by itself: what derives from what and, if all pages are known, what is never cited.
fn check_shared(shared: &SharedSources, pages: Option<&[Arc<Page>]>, findings: &mut Findings) {
    let SharedSources { path, sources, ids, unread, .. } = shared;
    let mut used = vec![false; sources.len()];
    let mut mark = |n: usize| {
        if let Some(used) = used.get_mut(n) {
            *used = true;
        }
    };
    for source in sources {
        for id in &source.derives_from {
            if let Some(n) = ids.get(id) {
                mark(*n);
            } else if !unread.may_be(id) {
                report_stranger(source, id, shared, findings);
            }
        }
    }
    report_circles(path, sources, findings);
    let Some(pages) = pages else { return };
    for entry in pages.iter().flat_map(|page| &page.bibliography.entries) {
        for source in entry.derives_from.iter().chain([&entry.source]) {
            if let SourceRef::Shared(n) = source.at.0 {
                mark(n);
            }
        }
    }
    let miscited: Vec<&Mentions> = pages
        .iter()
        .map(|page| &page.article.gaps.cited)
        .filter(|cited| **cited != Mentions::Nothing)
        .collect();
    // Of two with the same id, only the one that the id refers to could be cited.
    let cited_by_id = |n: usize, source: &Source| ids.get(&source.id) == Some(&n);
    for (n, (source, used)) in sources.iter().zip(used).enumerate() {
        // Nobody cites by an id that nobody wrote: what to do is told already.
        if used || source.unnamed || !cited_by_id(n, source) {
            continue;
        }
        let finding = Diagnostic::new(
            Code::SourceUnused,
            Place::new(path, source.span),
            format!("no article cites the shared source `{}`", source.id),
        )
        .hint(format!("cite it with `[@{}]`, or remove it", source.id));
        if !findings.has_room(finding.code) {
            findings.leave_out(&finding);
        } else if !miscited.iter().any(|cited| cited.may_be(&source.id)) {
            findings.push(finding);
        }
    }
}

/// Reports that a shared source derives from one that does not exist.
fn report_stranger(source: &Source, id: &str, shared: &SharedSources, findings: &mut Findings) {
    let finding = Diagnostic::new(
        Code::CitationUnknownSource,
        Place::new(&shared.path, source.span),
        format!("`{}` derives from `{id}`, but there is no shared source with that id", source.id),
    );
    if !findings.has_room(finding.code) {
        findings.leave_out(&finding);
        return;
    }
    let near = did_you_mean(id, shared.ids.keys().map(String::as_str));
    findings.push(finding.hint(near.map_or_else(
        || format!("list `{id}` here too"),
        |near| format!("did you mean `{near}`?"),
    )));
}
