//! [`Bibliography`]: the sources of one page, numbered in order of first citation, with the way back to every mark.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::{Article, Citation, CitedSource, Source};
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::digest::Unhashed;
use crate::path::SitePath;
use crate::span::Span;

/// The sources of a page: the cited ones by number, then those only listed.
#[derive(Debug, Default, Hash)]
pub struct Bibliography {
    /// The sources.
    pub entries: Vec<Entry>,
    /// How many of them are cited; these come first, and their numbers are their places.
    pub cited: usize,
    /// The marks of each citation of the article.
    pub marks: Vec<Vec<Mark>>,
}

/// A source of a page.
#[derive(Debug, Hash)]
pub struct Entry {
    /// Which.
    pub source: ListedSource,
    /// How many marks cite it.
    pub marks: usize,
    /// The sources that it draws on, as far as they are known by their ids.
    pub derives_from: Vec<ListedSource>,
}

/// A source, and where it is listed.
#[derive(Clone, Debug, Hash)]
pub struct ListedSource {
    /// The source.
    pub source: Arc<Source>,
    /// Where it is listed.
    pub at: Unhashed<SourceRef>,
}

/// Where a source is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceRef {
    /// In the article's own `sources`.
    Own(usize),
    /// In `content/sources.yaml`.
    Shared(usize),
}

/// One source in one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Which entry of the bibliography.
    pub entry: usize,
    /// Which of its marks, from 0.
    pub nth: usize,
}

/// Everything by its id that an article may cite.
struct Known<'a> {
    own: BTreeMap<&'a str, usize>,
    own_sources: &'a [Arc<Source>],
    shared: &'a Shared,
}

impl Known<'_> {
    fn get(&self, id: &str) -> Option<ListedSource> {
        if let Some(n) = self.own.get(id) {
            return own(self.own_sources, *n);
        }
        let n = *self.shared.ids.get(id)?;
        let source = Arc::clone(self.shared.sources.get(n)?);
        Some(ListedSource { source, at: Unhashed(SourceRef::Shared(n)) })
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.own.keys().copied().chain(self.shared.ids.keys().map(String::as_str))
    }
}

fn own(sources: &[Arc<Source>], n: usize) -> Option<ListedSource> {
    let source = Arc::clone(sources.get(n)?);
    Some(ListedSource { source, at: Unhashed(SourceRef::Own(n)) })
}

/// `content/sources.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Where it lies.
    pub path: SitePath,
    /// The sources that it lists.
    pub sources: Vec<Arc<Source>>,
    /// Where each id stands among them; of two with one id, the later.
    pub(crate) ids: BTreeMap<String, usize>,
}

impl Shared {
    /// The list at `path`.
    pub fn new(path: SitePath, sources: Vec<Arc<Source>>) -> Self {
        let ids = sources.iter().enumerate().map(|(n, source)| (source.id.clone(), n)).collect();
        Self { path, sources, ids }
    }
}

/// Numbers the sources of an article and checks its citations.
pub(crate) fn number(
    article: &Article,
    shared: &Shared,
    findings: &mut Vec<Diagnostic>,
) -> Bibliography {
    let known = Known {
        own: article
            .sources
            .iter()
            .enumerate()
            .rev()
            .map(|(n, source)| (source.id.as_str(), n))
            .collect(),
        own_sources: &article.sources,
        shared,
    };
    report_copies(article, shared, findings);
    let mut bibliography = Bibliography {
        entries: Vec::new(),
        cited: 0,
        marks: vec![Vec::new(); article.citations.len()],
    };
    let mut places: BTreeMap<SourceRef, usize> = BTreeMap::new();
    for n in article.fragments().flat_map(crate::content::Fragment::citations) {
        match article.citations.get(n) {
            Some(Citation::Needed { reason, span }) if !article.draft => {
                findings.push(needed(article, reason, *span));
            }
            Some(Citation::Sources(cited)) => {
                for item in cited {
                    match known.get(&item.id) {
                        Some(source) => bibliography.mark(n, source, &mut places),
                        None => findings.push(unknown(article, item, &known)),
                    }
                }
            }
            _ => {}
        }
    }
    bibliography.cited = bibliography.entries.len();
    for (n, source) in article.sources.iter().enumerate() {
        if places.contains_key(&SourceRef::Own(n)) {
            continue;
        }
        bibliography.entries.extend(own(&article.sources, n).map(Entry::unmarked));
        let drawn_on = article.sources.iter().any(|other| other.derives_from.contains(&source.id));
        let same_id_cited = known
            .own
            .get(source.id.as_str())
            .is_some_and(|same| places.contains_key(&SourceRef::Own(*same)));
        if !drawn_on && !same_id_cited {
            findings.push(unused(article, source));
        }
    }
    derive(article, &known, &mut bibliography, findings);
    bibliography
}

impl Entry {
    fn unmarked(source: ListedSource) -> Self {
        Self { source, marks: 0, derives_from: Vec::new() }
    }
}

impl Bibliography {
    /// Enters one source of the `n`th citation; `places` knows where each source stands.
    fn mark(&mut self, n: usize, source: ListedSource, places: &mut BTreeMap<SourceRef, usize>) {
        let entry = *places.entry(source.at.0).or_insert_with(|| {
            self.entries.push(Entry::unmarked(source));
            self.entries.len() - 1
        });
        if let (Some(found), Some(marks)) = (self.entries.get_mut(entry), self.marks.get_mut(n)) {
            marks.push(Mark { entry, nth: found.marks });
            found.marks += 1;
        }
    }
}

/// Reports sources of the article whose id is also that of a shared one.
fn report_copies(article: &Article, shared: &Shared, findings: &mut Vec<Diagnostic>) {
    for source in &article.sources {
        if let Some(other) = shared.ids.get(source.id.as_str()).and_then(|n| shared.sources.get(*n))
        {
            let finding = Diagnostic::new(
                Code::SourceDuplicateId,
                Place::new(&article.path, source.span),
                format!("the id `{}` is also that of a shared source", source.id),
            )
            .related(Place::new(&shared.path, other.span), "shared here")
            .hint("remove it here and cite the shared one, or give it another id");
            findings.push(finding);
        }
    }
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
        "cite it with `[@{}]`; until then it stands under \"Further reading\"",
        source.id
    ))
}

fn unknown(article: &Article, item: &CitedSource, known: &Known<'_>) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::CitationUnknownSource,
        Place::new(&article.path, item.span),
        format!("no source is called `{}`", item.id),
    );
    match did_you_mean(&item.id, known.ids()) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding.hint(format!(
            "list `{}` under `sources:` in the front matter, or in `content/sources.yaml`",
            item.id
        )),
    }
}

/// Resolves `derives_from`, and finds circles among the article's own sources.
fn derive(
    article: &Article,
    known: &Known<'_>,
    bibliography: &mut Bibliography,
    findings: &mut Vec<Diagnostic>,
) {
    for entry in &mut bibliography.entries {
        let ListedSource { source, at } = &entry.source;
        for id in &source.derives_from {
            match (known.get(id), at.0) {
                (Some(origin), _) => entry.derives_from.push(origin),
                // A shared source's ids are checked once, where it is listed.
                (None, SourceRef::Shared(_)) => {}
                (None, SourceRef::Own(_)) => {
                    let finding = Diagnostic::new(
                        Code::CitationUnknownSource,
                        Place::new(&article.path, source.span),
                        format!("`{}` derives from `{id}`, but no source is called so", source.id),
                    );
                    let near = did_you_mean(id, known.ids());
                    findings.push(finding.hint(near.map_or_else(
                        || format!("list `{id}` as a source too"),
                        |near| format!("did you mean `{near}`?"),
                    )));
                }
            }
        }
    }
    report_circles(&article.path, &article.sources, findings);
}

/// Finds sources that derive from each other in a circle. Walks without recursion: lists are as long as authors like.
pub(crate) fn report_circles(
    path: &SitePath,
    sources: &[Arc<Source>],
    findings: &mut Vec<Diagnostic>,
) {
    if sources.iter().all(|source| source.derives_from.is_empty()) {
        return;
    }
    let index: BTreeMap<&str, usize> =
        sources.iter().enumerate().map(|(n, source)| (source.id.as_str(), n)).collect();
    let next = |n: usize| {
        sources
            .get(n)
            .into_iter()
            .flat_map(|source| &source.derives_from)
            .filter_map(|id| index.get(id.as_str()).copied())
            .collect::<Vec<_>>()
    };
    let mut done = vec![false; sources.len()];
    for start in 0..sources.len() {
        let mut path_so_far: Vec<(usize, Vec<usize>)> = vec![(start, next(start))];
        while let Some((node, rest)) = path_so_far.last_mut() {
            let node = *node;
            if done.get(node).copied().unwrap_or(true) {
                path_so_far.pop();
                continue;
            }
            let Some(following) = rest.pop() else {
                if let Some(done) = done.get_mut(node) {
                    *done = true;
                }
                path_so_far.pop();
                continue;
            };
            if let Some(at) = path_so_far.iter().position(|(other, _)| *other == following) {
                let names: Vec<&str> = path_so_far
                    .iter()
                    .skip(at)
                    .map(|(n, _)| *n)
                    .chain([following])
                    .filter_map(|n| sources.get(n))
                    .map(|source| source.id.as_str())
                    .collect();
                let span =
                    sources.get(following).map_or_else(Default::default, |source| source.span);
                let finding = Diagnostic::new(
                    Code::SourceLoop,
                    Place::new(path, span),
                    format!("sources derive from each other in a circle: {}", names.join(" → ")),
                );
                findings.push(
                    finding
                        .hint("a source derives only from older ones: remove one `derives_from`"),
                );
                return;
            }
            if !done.get(following).copied().unwrap_or(true) {
                path_so_far.push((following, next(following)));
            }
        }
    }
}
