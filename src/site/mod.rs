//! All articles in, one [`Site`] out: who lives at which URL, where links lead, which number a source has, what
//! belongs together. Enter by [`link`]. It sees everything and remembers nothing: it is simply run again.

mod bibliography;
mod collections;
mod links;
mod routes;
mod sources;

pub use bibliography::{Bibliography, Entry, Mark, SourceRef};
pub use collections::{Related, RelatedReason, Topic, UpdateEntry};
pub use links::Target;
pub use routes::{Alias, FileRoute};
pub(crate) use routes::{NO_TOPIC, bib_output};
pub use sources::SiteSource;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::content::{Article, ArticleKind, Source};
use crate::diagnostic::Outcome;
use crate::path::{Route, SitePath};
use crate::site::collections::Collections;
use crate::site::routes::{Routable, Routes};

/// The number of a page in [`Site::pages`].
pub type PageId = usize;

/// What `link` is given.
#[derive(Debug)]
pub struct Material {
    /// Every article that was read, drafts included.
    pub articles: Vec<Arc<Article>>,
    /// Content files that are there but could not be read: what links to them is not broken.
    pub unreadable: BTreeSet<SitePath>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// The content of `content/sources.yaml`, and its path.
    pub shared: (SitePath, Vec<Source>),
    /// The files of `content/` that are no articles.
    pub files: BTreeSet<SitePath>,
    /// Width and height of those that are images and are referred to; `None` where they could not be read.
    pub image_sizes: BTreeMap<SitePath, Option<(u32, u32)>>,
    /// Files that the theme and the site's `static/` folder give: where each is published, and where it comes from.
    pub statics: BTreeMap<SitePath, SitePath>,
}

/// Everything that is published, linked.
#[derive(Debug)]
pub struct Site {
    /// The pages made from content files: explainers in list order, then plain pages by path.
    pub pages: Vec<Page>,
    /// How many of the pages are explainers.
    pub explainers: usize,
    /// What introduces the home page.
    pub home: Option<Page>,
    /// The shared sources.
    pub shared: Vec<Source>,
    /// The topics, by name.
    pub topics: Vec<Topic>,
    /// Every source of the site, by publisher, title and id.
    pub sources: Vec<SiteSource>,
    /// Every update, newest first.
    pub updates: Vec<UpdateEntry>,
    /// Files that are copied.
    pub files: Vec<FileRoute>,
    /// Redirects.
    pub aliases: Vec<Alias>,
    /// Where each entry of `[[menu]]` leads.
    pub menu: Vec<Target>,
    /// The explainers whose questions are listed under each topic, by the topic's number; the last are those without.
    pub questions: Vec<(Option<usize>, Vec<PageId>)>,
    source_index: Vec<Vec<usize>>,
}

/// One page made from a content file.
#[derive(Debug)]
pub struct Page {
    /// What it says.
    pub article: Arc<Article>,
    /// Where it lives.
    pub route: Route,
    /// Where its links lead, in the order of the article's `links`.
    pub targets: Vec<Target>,
    /// Its sources, numbered.
    pub bibliography: Bibliography,
    /// Its topics, as numbers of [`Site::topics`].
    pub topics: Vec<usize>,
}

/// Links all articles to a site.
pub fn link(material: Material, config: &Config) -> Outcome<Site> {
    let mut findings = Vec::new();
    let Material { articles, unreadable, drafts, shared, files, image_sizes, statics } = material;
    let (shared_path, shared) = shared;
    let (order, hidden) = list_order(articles, drafts, config);
    let collections = Collections::new(&order.explainers, config, &mut findings);
    let routable = Routable {
        order: &order,
        hidden: &hidden,
        files: &files,
        statics: &statics,
        collections: &collections,
        config,
    };
    let routes = Routes::new(&routable, &mut findings);
    let everything: Vec<&Arc<Article>> = order.all().collect();
    let shared_ids: BTreeMap<&str, usize> =
        shared.iter().enumerate().map(|(n, source)| (source.id.as_str(), n)).collect();
    let resolver = links::Resolver {
        routes: &routes,
        image_sizes: &image_sizes,
        shared: &shared,
        shared_path: &shared_path,
        shared_ids: &shared_ids,
        articles: &everything,
        unreadable: &unreadable,
    };
    let linked: Vec<Outcome<(Vec<Target>, Bibliography)>> =
        everything.par_iter().map(|article| resolver.article(article)).collect();
    let page = |(id, (article, outcome)): (PageId, (&&Arc<Article>, Outcome<_>))| {
        let (targets, bibliography) = outcome.collect_into(&mut findings);
        let topics = collections.topics_of.get(id).cloned().unwrap_or_default();
        let (article, route) = (Arc::clone(article), routes.page(id).clone());
        Page { article, route, targets, bibliography, topics }
    };
    let mut pages: Vec<Page> = everything.iter().zip(linked).enumerate().map(page).collect();
    // An article that could not be read may be the one that cites a source.
    let all_pages = unreadable.is_empty().then_some(pages.as_slice());
    sources::check_shared(&shared, &shared_path, all_pages, &mut findings);
    let (mut sources, source_index) = sources::merge(&pages, &shared, &shared_path, &mut findings);
    let home = if order.home.is_some() { pages.pop() } else { None };
    // What the introduction of the home page cites is a source of the site, but the home page is no explainer.
    for source in &mut sources {
        source.cited_by.retain(|id| *id < pages.len());
    }
    let menu =
        config.menu.iter().map(|item| resolver.menu(item, &config.path, &mut findings)).collect();
    let explainers = order.explainers.len();
    let site = Site {
        explainers,
        files: routes.files(&pages, home.as_ref()),
        home,
        shared,
        updates: collections::updates(&pages),
        questions: collections::questions(&pages, explainers, &collections.topics),
        topics: collections.topics,
        sources,
        aliases: routes.aliases,
        menu,
        source_index,
        pages,
    };
    Outcome::new(site, findings)
}

impl Site {
    /// A source of a page.
    pub fn source<'s>(&'s self, page: &'s Page, source: SourceRef) -> &'s Source {
        match source {
            SourceRef::Own(n) => page.article.sources.get(n),
            SourceRef::Shared(n) => self.shared.get(n),
        }
        .expect("a bibliography names sources that exist")
    }

    /// The page at this number.
    pub fn page(&self, id: PageId) -> &Page {
        self.pages.get(id).expect("page numbers are those of the site")
    }

    /// The explainers, in list order.
    pub fn explainers(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages.iter().enumerate().take(self.explainers)
    }

    /// Which of the site's sources an entry of a page's bibliography is.
    pub fn site_source(&self, page: PageId, entry: usize) -> Option<usize> {
        self.source_index.get(page)?.get(entry).copied()
    }

    /// Where a target leads, as a route below the base, with its anchor; `None` for what lies outside.
    pub fn target_route<'s>(&'s self, target: &'s Target) -> Option<(&'s Route, Option<&'s str>)> {
        match target {
            Target::Page { page, anchor } => Some((&self.page(*page).route, anchor.as_deref())),
            _ => None,
        }
    }
}

/// The published articles in the order in which they are listed.
pub(crate) struct Order {
    pub(crate) explainers: Vec<Arc<Article>>,
    pub(crate) plain: Vec<Arc<Article>>,
    pub(crate) home: Option<Arc<Article>>,
}

/// Sorts what is published, and tells what is not.
fn list_order(
    articles: Vec<Arc<Article>>,
    drafts: bool,
    config: &Config,
) -> (Order, Vec<Arc<Article>>) {
    let mut order = Order { explainers: Vec::new(), plain: Vec::new(), home: None };
    let mut hidden = Vec::new();
    for article in articles {
        match article.kind {
            _ if article.draft && !drafts => hidden.push(article),
            ArticleKind::Explainer => order.explainers.push(article),
            ArticleKind::Page => order.plain.push(article),
            ArticleKind::Home => order.home = Some(article),
        }
    }
    // Newest first, undated last, ties by path.
    order.explainers.sort_by_cached_key(|article| {
        let date =
            article.date.as_ref().map(|date| std::cmp::Reverse(date.instant(&config.time_zone)));
        (date.is_none(), date, article.path.clone())
    });
    order.plain.sort_by(|a, b| a.path.cmp(&b.path));
    (order, hidden)
}

impl Order {
    /// All of them, in the order of their page numbers; the introduction of the home page last.
    fn all(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.explainers.iter().chain(&self.plain).chain(&self.home)
    }
}
