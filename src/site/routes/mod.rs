//! [`Routes`]: what is at which URL. Every published path is entered here once, so that two at the same place, or at
//! places that some file systems cannot tell apart, are found before anything is rendered.

mod addresses;
mod claims;

pub(crate) use addresses::{bib_output, has_question_data, question_data_output};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{
    Article, Hold, LinkTarget, SHARED_SOURCES, Withheld, addressed, is_in_drafts, is_index,
};
use crate::diagnostic::Diagnostic;
use crate::digest::Digested;
use crate::path::{Route, SitePath};
use crate::site::extent::Extent;
use crate::site::numbers::PageId;
use crate::site::order::ArticleOrder;
use crate::site::page::Page;
use crate::site::routes::addresses::{Address, address_of};
use crate::site::target::Target;

/// A file that is copied into the output.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileRoute {
    /// Where it is read.
    pub from: SitePath,
    /// Where it is published.
    pub to: SitePath,
}

/// An old path that leads to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The file that redirects.
    pub output: SitePath,
    /// Where it leads.
    pub page: PageId,
    /// The anchor of the question there, if it is an old address of one.
    pub anchor: Option<String>,
}

/// Everything that gets an address.
pub(crate) struct Routable<'a> {
    pub(crate) order: &'a ArticleOrder,
    /// Drafts that are not published.
    pub(crate) hidden: &'a [Arc<Digested<Article>>],
    /// Whether drafts are published.
    pub(crate) drafts: bool,
    pub(crate) files: &'a BTreeSet<SitePath>,
    pub(crate) withheld: &'a BTreeMap<SitePath, Withheld>,
    pub(crate) statics: &'a BTreeMap<SitePath, SitePath>,
    pub(crate) generated: &'a Extent<'a>,
}

/// Looked up once per link, never walked. A hash map, because a profile of ten thousand articles showed the need.
#[expect(clippy::disallowed_types, reason = "only looked up; its order reaches nothing")]
type PageBy<K> = std::collections::HashMap<K, PageId>;

/// Likewise: looked up once per link to a path of the site.
#[expect(
    clippy::disallowed_types,
    reason = "only looked up, but for suggestions, whose order reaches nothing"
)]
type OutputPaths = std::collections::HashSet<String>;

/// The routes of a site.
pub(crate) struct Routes {
    pages: Vec<Route>,
    by_path: PageBy<SitePath>,
    /// The pages by their routes; a hash map, too.
    by_route: PageBy<String>,
    /// The same paths in page order.
    paths: Vec<SitePath>,
    drafts: BTreeMap<SitePath, Option<Hold>>,
    homeless: BTreeSet<PageId>,
    /// Folders whose `index.md` is an article: the folder, and the page that its files travel with; `None` if it is a
    /// draft.
    bundles: BTreeMap<String, Option<PageId>>,
    files: BTreeSet<SitePath>,
    withheld: BTreeMap<SitePath, Withheld>,
    /// Whether what is in a folder of drafts is published.
    with_drafts: bool,
    statics: BTreeMap<SitePath, SitePath>,
    /// The files that travel with an `index.md`: where each is published, and where it comes from.
    bundled: BTreeMap<SitePath, SitePath>,
    /// Every published path.
    outputs: OutputPaths,
    pub(crate) aliases: Vec<Alias>,
}

impl Routes {
    pub(crate) fn new(routable: &Routable<'_>, findings: &mut Vec<Diagnostic>) -> Self {
        let Routable { order, hidden, drafts, files, withheld, statics, .. } = *routable;
        let mut routes = Self {
            pages: Vec::new(),
            by_path: PageBy::new(),
            by_route: PageBy::new(),
            paths: Vec::new(),
            drafts: hidden.iter().map(|article| (article.path.clone(), article.hold)).collect(),
            homeless: BTreeSet::new(),
            bundles: BTreeMap::new(),
            files: files.clone(),
            withheld: withheld.clone(),
            with_drafts: drafts,
            statics: statics.clone(),
            bundled: BTreeMap::new(),
            outputs: OutputPaths::new(),
            aliases: Vec::new(),
        };
        let articles: Vec<&Arc<Digested<Article>>> =
            order.explainers.iter().chain(&order.plain).chain(&order.home).collect();
        let found: Vec<Address> = articles.par_iter().map(|article| address_of(article)).collect();
        let mut told = BTreeSet::new();
        for (n, (article, address)) in articles.into_iter().zip(found).enumerate() {
            let id = PageId(n);
            let Address { route, faults } = address;
            if article.gaps.slug || !faults.is_empty() {
                routes.homeless.insert(id);
            } else {
                routes.by_route.insert(route.as_str().to_owned(), id);
            }
            // A folder's name is reported once, however many articles are in it.
            findings.extend(
                faults.into_iter().filter_map(|(name, fault)| told.insert(name).then_some(fault)),
            );
            if is_index(&article.path) {
                routes
                    .bundles
                    .insert(article.path.parent().unwrap_or_default().to_owned(), Some(id));
            }
            routes.pages.push(route);
            routes.by_path.insert(article.path.clone(), id);
            routes.paths.push(article.path.clone());
        }
        for article in hidden.iter().filter(|article| is_index(&article.path)) {
            routes.bundles.insert(article.path.parent().unwrap_or_default().to_owned(), None);
        }
        routes.bundled = files
            .iter()
            .filter(|file| routes.is_bundled(file) && !routes.is_homeless(file))
            .filter(|file| !routes.withheld.contains_key(file))
            .filter_map(|file| Some((routes.file_output(file)?, file.clone())))
            .collect();
        routes.claim_all(routable, findings);
        routes
    }

    /// Returns the pages without an address, because what makes it could not be read. They claim none, and links to
    /// them are not at fault.
    pub(crate) fn homeless(&self) -> impl Iterator<Item = PageId> {
        self.homeless.iter().copied()
    }

    /// Whether a file travels with a page that has no address.
    fn is_homeless(&self, file: &SitePath) -> bool {
        let page = self.bundle_of(file).and_then(|(_, page)| page);
        page.is_some_and(|page| self.homeless.contains(&page))
    }

    /// Returns the route of a page.
    pub(crate) fn page(&self, id: PageId) -> &Route {
        self.pages.get(id.0).expect("every page has a route")
    }

    /// Returns the page made from a content file.
    pub(crate) fn page_of(&self, path: &SitePath) -> Option<PageId> {
        self.by_path.get(path).copied()
    }

    /// Returns the drafts that are not published, each with the reason if that is the day.
    pub(crate) fn drafts(&self) -> &BTreeMap<SitePath, Option<Hold>> {
        &self.drafts
    }

    /// Returns all content files, for suggestions.
    pub(crate) fn article_paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(SitePath::as_str)
    }

    /// Returns whether `content/` has this file, and whether it travels with a draft.
    pub(crate) fn file(&self, path: &SitePath) -> Option<FileState> {
        if !self.files.contains(path) || path.as_str() == SHARED_SOURCES {
            return None;
        }
        if self.withheld.get(path).is_some_and(Withheld::always) {
            return Some(FileState::Withheld);
        }
        Some(match self.file_output(path) {
            Some(output) => FileState::Published(Route::file(&output)),
            None => FileState::OfDraft,
        })
    }

    /// Returns the names of all files of `content/`, for suggestions.
    pub(crate) fn file_paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(SitePath::as_str)
    }

    /// Returns why a file is not published, if it is not meant for readers.
    pub(crate) fn withheld(&self, path: &SitePath) -> Option<&Withheld> {
        self.withheld.get(path)
    }

    /// Returns the files of `content/` that are not published on their own, besides those of drafts.
    pub(crate) fn unbundled(&self) -> impl Iterator<Item = &SitePath> {
        self.files.iter().filter(|file| {
            let kept = self.withheld.contains_key(file) || !self.is_bundled(file);
            kept && file.as_str() != SHARED_SOURCES && self.file_output(file).is_some()
        })
    }

    /// Returns the published path at a decoded URL path below the base, as it should be written in a link.
    pub(crate) fn at(&self, path: &str) -> Option<String> {
        let trimmed = path.trim_start_matches('/');
        let exists = |output: &str| self.outputs.contains(output);
        if trimmed.is_empty() || trimmed.ends_with('/') {
            return exists(&format!("{trimmed}index.html")).then(|| format!("/{trimmed}"));
        }
        if exists(trimmed) {
            return Some(format!("/{trimmed}"));
        }
        exists(&format!("{trimmed}/index.html")).then(|| format!("/{trimmed}/"))
    }

    /// Returns the page whose route this is.
    pub(crate) fn page_at(&self, path: &str) -> Option<PageId> {
        self.by_route.get(path).copied()
    }

    /// Returns the published paths as routes, in no order, for suggestions: only the nearest is shown.
    pub(crate) fn known_paths(&self) -> impl Iterator<Item = String> + '_ {
        self.outputs
            .iter()
            .map(|output| format!("/{}", output.strip_suffix("index.html").unwrap_or(output)))
    }

    /// Returns the folder that a file travels with: that of the nearest `index.md` above it. The content folder's own
    /// `index.md` takes only the files directly beside it; otherwise it would take everything.
    fn bundle_of(&self, file: &SitePath) -> Option<(&str, Option<PageId>)> {
        let mut folder = file.parent()?;
        if let Some(bundle) = self.bundles.get_key_value(folder) {
            return Some((bundle.0, *bundle.1));
        }
        while let Some((parent, _)) = folder.rsplit_once('/') {
            folder = parent;
            if folder == "content" {
                return None;
            }
            if let Some(bundle) = self.bundles.get_key_value(folder) {
                return Some((bundle.0, *bundle.1));
            }
        }
        None
    }

    fn is_bundled(&self, file: &SitePath) -> bool {
        file.as_str() != SHARED_SOURCES && self.bundle_of(file).is_some()
    }

    /// Returns where a file of `content/` is published; `None` if it travels with a draft.
    fn file_output(&self, file: &SitePath) -> Option<SitePath> {
        let loose = || {
            let below = file.below("content").unwrap_or(file.as_str());
            SitePath::new(addressed(below)).ok()
        };
        if !self.with_drafts && is_in_drafts(file) {
            return None;
        }
        match self.bundle_of(file) {
            None => loose(),
            Some((_, None)) => None,
            Some((folder, Some(page))) => SitePath::new(format!(
                "{}{}",
                self.page(page).as_str().trim_start_matches('/'),
                file.below(folder)?
            ))
            .ok(),
        }
    }

    /// Returns the copied files: those beside an `index.md`, those that a page refers to, the theme's and the site's.
    pub(crate) fn files(&self, pages: &[Arc<Page>]) -> Vec<FileRoute> {
        let mut outputs = self.bundled.clone();
        for page in pages {
            for (link, target) in page.article.links.iter().zip(&page.targets) {
                if let (LinkTarget::File { path, .. }, Target::File { route, .. }) =
                    (&link.target, target)
                {
                    outputs.insert(route.output(), path.clone());
                }
            }
        }
        outputs.extend(self.statics.iter().map(|(to, from)| (to.clone(), from.clone())));
        outputs.into_iter().map(|(to, from)| FileRoute { from, to }).collect()
    }
}

/// The result of looking up a file of `content/`.
pub(crate) enum FileState {
    /// It is published here.
    Published(Route),
    /// It travels with a draft.
    OfDraft,
    /// It is not meant for readers.
    Withheld,
}
