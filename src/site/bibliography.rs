//! [`Bibliography`]: the sources of one page, numbered in order of first citation, with links back to every mark.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::{
    Article, Citation, CitationId, CitedSource, Reading, Source, UnmarkedCitation,
};
use crate::diagnostic::{Code, Diagnostic, Findings, Fix, Place, Safety, exactly};
use crate::digest::{Digested, Unhashed};
use crate::path::SitePath;
use crate::site::borrowed::Lent;
use crate::site::circles::report_circles;
use crate::site::listed::{KnownSources, ListedSource, SharedSources, SourceRef, own};
use crate::site::numbers::{EntryId, PageId};
use crate::site::unfound::{LinkFindings, Unfound, Wanted};
use crate::span::Span;

/// The sources of a page: the cited ones by number, then those that are only listed.
#[derive(Debug, Default, Hash)]
pub struct Bibliography {
    /// The sources.
    pub entries: Vec<Entry>,
    /// How many of them are cited; these come first, and their numbers are their positions.
    pub cited: usize,
    /// The marks of each citation of the article.
    pub marks: Vec<Vec<CitationMark>>,
}

/// A source of a page.
#[derive(Debug, Hash)]
pub struct Entry {
    /// Which source it is.
    pub source: ListedSource,
    /// How many marks cite it.
    pub marks: usize,
    /// The sources that it draws on, if their ids are known.
    pub derives_from: Vec<ListedSource>,
}

/// One source in one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CitationMark {
    /// Which entry of the bibliography.
    pub entry: EntryId,
    /// Which of its marks, from 0.
    pub nth: usize,
}

/// Numbers the sources of a page's article and checks its citations.
pub(crate) fn number(
    (page, article): (PageId, &Article),
    lent: &[Lent<'_>],
    shared: &SharedSources,
    found: &mut LinkFindings,
) -> Bibliography {
    let known = KnownSources::of(article, shared);
    report_copies(article, shared, &mut found.findings);
    let mut bibliography = Bibliography {
        entries: Vec::new(),
        cited: 0,
        marks: vec![Vec::new(); article.citations.len()],
    };
    let mut places: BTreeMap<SourceRef, EntryId> = BTreeMap::new();
    for reading in article.readings() {
        let fragment = match reading {
            Reading::Own(fragment) => fragment,
            Reading::Pointer(see) => {
                if let Some(lent) = lent.iter().find(|lent| lent.see == see) {
                    bibliography.adopt(lent, &known, &mut places);
                }
                continue;
            }
        };
        for n in fragment.citations() {
            match article.citations.get(n.0) {
                Some(Citation::Needed { reason, span }) if !article.draft => {
                    found.findings.push(needed(article, reason, *span));
                }
                Some(Citation::Sources(cited)) => {
                    for item in cited {
                        match known.get(&item.id) {
                            Some(source) => bibliography.mark(n, source, &mut places),
                            None if known.may_be(article, &item.id) => {}
                            None => found.unfound(unknown((page, article), item)),
                        }
                    }
                }
                _ => {}
            }
        }
    }
    let unmarked = article.unmarked.iter().filter_map(|it| Some((it, known.get(&it.id)?.source)));
    found.findings.extend(unmarked.map(|(it, source)| forgotten(article, it, &source)));
    bibliography.cited = bibliography.entries.len();
    let uncited = |n: &usize| !places.contains_key(&SourceRef::Own(*n));
    let uncited: Vec<usize> = (0..article.sources.len()).filter(uncited).collect();
    bibliography
        .entries
        .extend(uncited.iter().filter_map(|n| own(&article.sources, *n)).map(Entry::unmarked));
    // A source with a fault may be the one that draws on it.
    if article.gaps.sources.is_none() {
        let cited = |id: &str| {
            known.own.get(id).is_some_and(|same| places.contains_key(&SourceRef::Own(*same)))
        };
        let cited = |id: &str| cited(id) || article.unmarked.iter().any(|it| it.id == id);
        report_unused(article, &uncited, cited, &mut found.findings);
    }
    derive((page, article), &known, &mut bibliography, found);
    bibliography
}

/// Reports sources of the article that nothing cites, unless a citation that could not be read may mean them.
fn report_unused(
    article: &Article,
    uncited: &[usize],
    cited: impl Fn(&str) -> bool,
    findings: &mut Findings,
) {
    let drawn_on: BTreeSet<&str> = article
        .sources
        .iter()
        .flat_map(|source| &source.derives_from)
        .map(String::as_str)
        .collect();
    for source in uncited.iter().filter_map(|n| article.sources.get(*n)) {
        let id = source.id.as_str();
        // Nobody cites by an id that nobody wrote: what to do is told already.
        let meant = || source.unnamed || article.gaps.cited.may_be(id);
        if !drawn_on.contains(id) && !cited(id) && findings.has_room(Code::SourceUnused) && !meant()
        {
            findings.push(unused(article, source));
        }
    }
}

impl Entry {
    fn unmarked(source: ListedSource) -> Self {
        Self { source, marks: 0, derives_from: Vec::new() }
    }
}

impl Bibliography {
    /// Returns the entry at a number.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.0)
    }

    /// Returns the numbers of the cited sources.
    pub fn cited(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.cited).map(EntryId)
    }

    /// Enters one source of the `n`th citation; `places` has the position of each source.
    fn mark(
        &mut self,
        n: CitationId,
        source: ListedSource,
        places: &mut BTreeMap<SourceRef, EntryId>,
    ) {
        let entry = *places.entry(source.at.0).or_insert_with(|| {
            self.entries.push(Entry::unmarked(source));
            EntryId(self.entries.len() - 1)
        });
        if let (Some(found), Some(marks)) = (self.entries.get_mut(entry.0), self.marks.get_mut(n.0))
        {
            marks.push(CitationMark { entry, nth: found.marks });
            found.marks += 1;
        }
    }
}

impl Bibliography {
    /// Numbers the citations of a borrowed answer, after all citations before it. `own` are the sources that the page's own
    /// article may cite.
    fn adopt(
        &mut self,
        lent: &Lent<'_>,
        own: &KnownSources<'_>,
        places: &mut BTreeMap<SourceRef, EntryId>,
    ) {
        let known = KnownSources::of(lent.article, own.shared);
        for n in lent.answer.citations() {
            let Some(citation) = lent.article.citations.get(n.0) else { continue };
            let id = CitationId(self.marks.len());
            self.marks.push(Vec::new());
            for item in citation.sources() {
                let Some(source) = known.get(&item.id) else { continue };
                let origins = source.source.derives_from.iter().filter_map(|id| known.get(id));
                let origins: Vec<_> =
                    origins.map(|origin| self.adopted(origin, lent, own)).collect();
                let source = self.adopted(source, lent, own);
                let is_new = !places.contains_key(&source.at.0);
                self.mark(id, source, places);
                if let Some(entry) = self.entries.last_mut().filter(|_| is_new) {
                    entry.derives_from = origins;
                }
            }
        }
    }

    /// Returns a source of a borrowed answer as this page lists it: once, if the page cites the same address itself, and
    /// with an id that no other source of the page has.
    fn adopted(
        &self,
        listed: ListedSource,
        lent: &Lent<'_>,
        known: &KnownSources<'_>,
    ) -> ListedSource {
        let SourceRef::Own(n) = listed.at.0 else { return listed };
        let source = listed.source;
        let at = SourceRef::Of(lent.page, n);
        let is_same =
            |other: &Source| source.normal_url.is_some() && other.normal_url == source.normal_url;
        if let Some(n) = known.own_sources.iter().position(|other| is_same(other)) {
            return own(known.own_sources, n).expect("the position is that of a source");
        }
        let mut there = self.entries.iter().map(|entry| &entry.source);
        if let Some(same) = there.find(|other| other.at.0 == at || is_same(&other.source)) {
            return same.clone();
        }
        let is_taken = |id: &str| {
            known.get(id).is_some() || self.entries.iter().any(|entry| entry.source.source.id == id)
        };
        if !is_taken(&source.id) {
            return ListedSource { source, at: Unhashed(at) };
        }
        let ids = (1..).map(|n| format!("{}~{n}", source.id));
        let id = ids.into_iter().find(|id| !is_taken(id)).expect("there are enough numbers");
        let renamed = Source { id, ..(**source).clone() };
        ListedSource { source: Arc::new(Digested::new(renamed)), at: Unhashed(at) }
    }
}

/// What lists a source.
#[derive(Hash)]
pub(super) enum ListedBy<'a> {
    Article,
    Shared,
    Other(Option<&'a SitePath>),
}

/// Returns what lists each of a page's sources, and of those that they draw on.
pub(super) fn listed_by<'a>(
    bibliography: &Bibliography,
    articles: &[&'a Arc<Digested<Article>>],
) -> Vec<ListedBy<'a>> {
    let entries = bibliography.entries.iter();
    let sources = entries.flat_map(|entry| [&entry.source].into_iter().chain(&entry.derives_from));
    let by = |at| match at {
        SourceRef::Own(_) => ListedBy::Article,
        SourceRef::Shared(_) => ListedBy::Shared,
        SourceRef::Of(page, _) => {
            ListedBy::Other(articles.get(page.0).map(|article| &article.path))
        }
    };
    sources.map(|listed| by(listed.at.0)).collect()
}

/// Reports sources of the article whose id is also that of a shared one.
fn report_copies(article: &Article, shared: &SharedSources, findings: &mut Findings) {
    for source in &article.sources {
        if let Some(other) = shared.ids.get(source.id.as_str()).and_then(|n| shared.sources.get(*n))
        {
            let finding = Diagnostic::new(
                Code::SourceDuplicateId,
                Place::new(&article.path, source.span),
                format!("the id `{}` is also used by a shared source", source.id),
            )
            .related(Place::new(&shared.path, other.span), "shared here")
            .hint("remove it here and cite the shared one, or give it another id");
            findings.push(finding);
        }
    }
}

/// Returns the finding about what names a source and is no citation.
fn forgotten(
    article: &Article,
    UnmarkedCitation { id, span, meant, is_author }: &UnmarkedCitation,
    source: &Source,
) -> Diagnostic {
    let place = Place::new(&article.path, *span);
    if meant.is_empty() {
        let message =
            format!("`[@{id}]:` defines a link, and hides the citations of the source `{id}`");
        let hint = "remove this line, or give the source another id";
        return Diagnostic::new(Code::CitationMalformed, place, message).hint(hint);
    }
    let message = format!("this names the source `{id}`, but is not a citation");
    let (meant, hint) = if *is_author {
        let author = source.authors.first().map_or_else(|| source.short_name(), String::as_str);
        let meant = format!("{author} {meant}");
        let hint = format!("write the name for the sentence, and then the mark: `{meant}`");
        (meant, hint)
    } else {
        (meant.clone(), format!("write `{meant}`"))
    };
    let fix = Fix::replace(&article.path, *span, &meant, Safety::Unsafe);
    Diagnostic::new(Code::CitationUnmarked, place, message).hint(hint).fix(Some(fix))
}

fn needed(article: &Article, reason: &str, span: Span) -> Diagnostic {
    let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
    Diagnostic::new(
        Code::CitationNeeded,
        Place::new(&article.path, span),
        format!("this claim still needs a source{reason}"),
    )
    .hint("cite a source with `[@id]`, rewrite the sentence, or make the article a draft")
}

fn unused(article: &Article, source: &Source) -> Diagnostic {
    Diagnostic::new(
        Code::SourceUnused,
        Place::new(&article.path, source.span),
        format!("the source `{}` is never cited", source.id),
    )
    .hint(format!(
        "cite it with `[@{}]`; until then it is listed under \"Further reading\"",
        source.id
    ))
}

fn unknown((page, article): (PageId, &Article), item: &CitedSource) -> Unfound {
    let id = &item.id;
    let message = format!("there is no source with the id `{id}`");
    let place = Place::new(&article.path, item.span);
    let otherwise = if article.sources.iter().any(|source| source.unnamed) {
        format!(
            "if it is one of the addresses under `sources:`, give that the id `{id}`; else list `{id}` there"
        )
    } else {
        format!("list `{id}` under `sources:` in the front matter, or in `content/sources.yaml`")
    };
    Unfound {
        finding: Diagnostic::new(Code::CitationUnknownSource, place, message),
        wanted: Wanted::Source { page, id: id.clone() },
        // The id comes after its `@`.
        written: exactly(item.span, &format!("@{id}"))
            .map(|span| Span { start: span.start + 1, ..span }),
        otherwise: otherwise.into(),
    }
}

/// Resolves `derives_from`, and finds circles among the article's own sources.
fn derive(
    (page, article): (PageId, &Article),
    known: &KnownSources<'_>,
    bibliography: &mut Bibliography,
    found: &mut LinkFindings,
) {
    for entry in &mut bibliography.entries {
        let ListedSource { source, at } = &entry.source;
        // What these draw on is known by the list that they are in.
        if matches!(at.0, SourceRef::Of(..)) {
            continue;
        }
        for id in &source.derives_from {
            match (known.get(id), at.0) {
                (Some(origin), _) => entry.derives_from.push(origin),
                // A shared source's ids are checked once, where it is listed.
                (None, SourceRef::Shared(_) | SourceRef::Of(..)) => {}
                (None, SourceRef::Own(_)) if known.may_be(article, id) => {}
                (None, SourceRef::Own(_)) => {
                    let message = format!(
                        "`{}` derives from `{id}`, but there is no source with that id",
                        source.id
                    );
                    let place = Place::new(&article.path, source.span);
                    found.unfound(Unfound {
                        finding: Diagnostic::new(Code::CitationUnknownSource, place, message),
                        wanted: Wanted::Source { page, id: id.clone() },
                        written: None,
                        otherwise: format!("list `{id}` as a source too").into(),
                    });
                }
            }
        }
    }
    report_circles(&article.path, &article.sources, &mut found.findings);
}
