//! Where the sources of a page are listed, and which ones it may cite.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::{Article, Mentions, Source, SourceList};
use crate::digest::{Digested, Unhashed};
use crate::path::SitePath;
use crate::site::numbers::PageId;

/// A source, and where it is listed.
#[derive(Clone, Debug, Hash)]
pub struct ListedSource {
    /// The source.
    pub source: Arc<Digested<Source>>,
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
    /// In the `sources` of another page's article, whose answer this page prints.
    Of(PageId, usize),
}

/// Everything that an article may cite, by id.
pub(super) struct KnownSources<'a> {
    pub(super) own: BTreeMap<&'a str, usize>,
    pub(super) own_sources: &'a [Arc<Digested<Source>>],
    pub(super) shared: &'a SharedSources,
}

impl<'a> KnownSources<'a> {
    pub(super) fn of(article: &'a Article, shared: &'a SharedSources) -> Self {
        let ids = article.sources.iter().enumerate().rev();
        let own = ids.map(|(n, source)| (source.id.as_str(), n)).collect();
        Self { own, own_sources: &article.sources, shared }
    }

    pub(super) fn get(&self, id: &str) -> Option<ListedSource> {
        if let Some(n) = self.own.get(id) {
            return own(self.own_sources, *n);
        }
        let n = *self.shared.ids.get(id)?;
        let source = Arc::clone(self.shared.sources.get(n)?);
        Some(ListedSource { source, at: Unhashed(SourceRef::Shared(n)) })
    }

    /// Whether a source whose id could not be read may have this id.
    pub(super) fn may_be(&self, article: &Article, id: &str) -> bool {
        article.gaps.may_list(id) || self.shared.unread.may_be(id)
    }
}

pub(super) fn own(sources: &[Arc<Digested<Source>>], n: usize) -> Option<ListedSource> {
    let source = Arc::clone(sources.get(n)?);
    Some(ListedSource { source, at: Unhashed(SourceRef::Own(n)) })
}

/// `content/sources.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedSources {
    /// Where it is.
    pub path: SitePath,
    /// The sources that it lists.
    pub sources: Vec<Arc<Digested<Source>>>,
    /// The ids of other sources that it may list.
    pub unread: Mentions,
    /// Whether any of them has a fault.
    pub faulty: bool,
    /// The position of each id among them; of two with the same id, the later one.
    pub(crate) ids: BTreeMap<String, usize>,
}

impl SharedSources {
    /// Returns the list at `path`.
    pub fn new(path: SitePath, list: SourceList) -> Self {
        let SourceList { sources, unread, faulty } = list;
        let ids = sources.iter().enumerate().map(|(n, source)| (source.id.clone(), n)).collect();
        Self { path, sources, unread, faulty, ids }
    }
}
