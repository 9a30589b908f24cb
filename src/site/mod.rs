//! All articles in, one [`Site`] out: who lives at which URL, where links lead, which number a source has, what
//! belongs together. Enter by [`link`]. It sees everything; what an edit left as it was is taken from the site before.

mod anchors;
mod basis;
mod bibliography;
mod circles;
mod collections;
mod directory;
mod extent;
mod generated;
mod links;
mod numbers;
mod page;
mod routes;
mod sources;
mod unfound;

pub use bibliography::{Bibliography, Entry, ListedSource, Mark, Shared, SourceRef};
pub use collections::{Related, RelatedReason, Topic, UpdateEntry};
pub(crate) use extent::{SITEMAP_LIMIT, page_count, page_of};
pub use generated::{FeedFormat, Generated, always_at};
pub use links::Target;
pub use numbers::{AliasId, EntryId, FileId, PageId, PageNumber, SourceId, TopicId, UpdateId};
pub use page::{Page, Surroundings};
pub(crate) use routes::bib_output;
pub use routes::{Alias, FileRoute};
pub use sources::SiteSource;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::content::Article;
use crate::diagnostic::{Diagnostic, Findings, Outcome};
use crate::digest::Digest;
use crate::path::{Route, SitePath, slugify};
use crate::site::anchors::{AllAnchors, ExpectedAnchor};
use crate::site::directory::Directory;
use crate::site::extent::{Extent, Linked};
use crate::site::links::Resolver;
use crate::site::sources::Sources;
use crate::site::unfound::{Found, Guesses, Unfound};

/// What `link` is given.
#[derive(Clone, Debug)]
pub struct Material {
    /// Every article that was read, drafts included, by path.
    pub articles: Vec<Arc<Article>>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// What any of them may refer to.
    pub surroundings: Arc<Surroundings>,
    /// The files of `content/` that are no articles.
    pub files: Arc<BTreeSet<SitePath>>,
    /// Files that the theme and the site's `static/` folder give: where each is published, and where it comes from.
    pub statics: Arc<BTreeMap<SitePath, SitePath>>,
}

/// Everything that is published, linked.
pub struct Site {
    /// The pages made from content files: explainers in list order, then plain pages by path.
    pub pages: Vec<Arc<Page>>,
    /// How many of the pages are explainers.
    pub explainers: usize,
    /// What introduces the home page.
    pub home: Option<Arc<Page>>,
    /// The topics, by name.
    pub topics: Arc<Vec<Topic>>,
    /// Every update, newest first.
    pub updates: Vec<UpdateEntry>,
    /// Files that are copied.
    pub files: Vec<FileRoute>,
    /// Where each entry of `[[menu]]` leads.
    pub menu: Vec<Target>,
    directory: Arc<Directory>,
    sources: Arc<Sources>,
    /// What it was made from, and what was found.
    material: Material,
    settings: Digest,
    findings: Vec<Diagnostic>,
}

/// Links all articles to a site. What is the same as in the site `before` is shared with it, all of it if nothing
/// changed but the look; the result is the same without.
pub fn link(
    material: &Material,
    config: &Config,
    before: Option<&Arc<Site>>,
) -> Outcome<Arc<Site>> {
    if let Some(site) = before.filter(|site| site.is_made_from(material, config)) {
        return Outcome::new(Arc::clone(site), site.findings.clone());
    }
    link_anew(material, config, before.map(|site| &**site))
}

fn link_anew(material: &Material, config: &Config, before: Option<&Site>) -> Outcome<Arc<Site>> {
    let mut findings = Vec::new();
    let directory = Directory::of(material, config, before.map(|site| &site.directory));
    findings.extend(directory.basis.findings.iter().cloned());
    let articles: Vec<&Arc<Article>> = directory
        .pages
        .iter()
        .map(|n| material.articles.get(*n).expect("the directory numbers these articles"))
        .collect();
    let uncertain = uncertain(material, &directory, &articles);
    let resolver = Resolver {
        routes: &directory.routes,
        surroundings: &material.surroundings,
        uncertain: &uncertain,
    };
    let before = before.filter(|site| Arc::ptr_eq(&site.directory, &directory));
    let linked = before.filter(|site| site.material.surroundings == material.surroundings);
    let mut pages: Vec<Arc<Page>> = articles
        .par_iter()
        .enumerate()
        .map(|(n, article)| {
            let id = PageId(n);
            let same = |page: &&Arc<Page>| Arc::ptr_eq(&page.article, article);
            linked.and_then(|site| site.page_or_home(id)).filter(same).cloned().unwrap_or_else(
                || {
                    let topics = directory.topics_of.get(n).cloned().unwrap_or_default();
                    Arc::new(resolver.page(id, article, topics))
                },
            )
        })
        .collect();
    let mut teller = Teller {
        guesses: Guesses::new(&directory.routes, &material.surroundings.shared, &articles),
        anchors: AllAnchors::new(&articles),
    };
    for page in &pages {
        findings.extend(teller.findings(&page.findings, &page.unfound, &page.expected));
    }
    let menu = linked_menu(&resolver, config, &mut teller, &mut findings);
    let listed = pages.len() - usize::from(directory.has_home);
    let merged = before.map(|site| &site.sources);
    let sources = Sources::of(&pages, listed, &material.surroundings, merged);
    findings.extend(sources.findings(&pages, &material.surroundings.shared));
    let files = directory.routes.files(&pages);
    let home = if directory.has_home { pages.pop() } else { None };
    let site = Site {
        explainers: directory.explainers,
        home,
        topics: Arc::clone(&directory.topics),
        updates: collections::updates(&pages),
        files,
        menu,
        pages,
        directory,
        sources,
        material: material.clone(),
        settings: config.digest,
        findings: findings.clone(),
    };
    Outcome::new(Arc::new(site), findings)
}

/// Where each entry of the menu leads.
fn linked_menu(
    resolver: &Resolver<'_>,
    config: &Config,
    teller: &mut Teller<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Target> {
    let mut found = Found::default();
    let targets =
        config.menu.iter().map(|item| resolver.menu(item, &config.path, &mut found)).collect();
    let Found { findings: own, unfound, expected, .. } = found;
    findings.extend(teller.findings(&own.into_vec(), &unfound, &expected));
    targets
}

/// Tells what was found on one page after the other.
struct Teller<'a> {
    guesses: Guesses<'a>,
    anchors: AllAnchors<'a>,
}

impl Teller<'_> {
    /// All findings of a page.
    fn findings(
        &mut self,
        own: &[Diagnostic],
        unfound: &[Unfound],
        expected: &[ExpectedAnchor],
    ) -> Findings {
        let mut findings = Findings::default();
        findings.extend(own.iter().cloned());
        for unfound in unfound {
            self.guesses.tell(unfound, &mut findings);
        }
        for expected in expected {
            if let Some(unfound) = self.anchors.check(expected) {
                self.guesses.tell(&unfound, &mut findings);
            }
        }
        findings
    }
}

/// The last parts of the addresses that articles may have which could not be read, or whose address could not.
fn uncertain(
    material: &Material,
    directory: &Directory,
    articles: &[&Arc<Article>],
) -> BTreeSet<String> {
    let gaps = material.articles.iter().flat_map(|article| article.gaps.addresses.iter().cloned());
    let homeless = directory.routes.homeless().filter_map(|id| articles.get(id.0));
    let paths = material.surroundings.unreadable.iter();
    let names = paths.chain(homeless.map(|article| &article.path)).filter_map(|path| {
        let stem = path.as_str().strip_suffix(".md").unwrap_or(path.as_str());
        let name = stem.strip_suffix("/index").unwrap_or(stem).rsplit('/').next();
        name.map(slugify)
    });
    gaps.chain(names).collect()
}

impl Site {
    /// The page at this number.
    pub fn page(&self, id: PageId) -> &Page {
        self.pages.get(id.0).expect("page numbers are those of the site")
    }

    /// Whether it would be the same if it were made from this.
    fn is_made_from(&self, material: &Material, config: &Config) -> bool {
        let Material { articles, drafts, surroundings, files, statics } = material;
        let before = &self.material;
        self.settings == config.digest
            && before.drafts == *drafts
            && before.articles.len() == articles.len()
            && before.articles.iter().zip(articles).all(|(a, b)| Arc::ptr_eq(a, b))
            && before.surroundings == *surroundings
            && before.files == *files
            && before.statics == *statics
    }

    fn page_or_home(&self, id: PageId) -> Option<&Arc<Page>> {
        self.pages.get(id.0).or(self.home.as_ref().filter(|_| id.0 == self.pages.len()))
    }

    /// Whether a page is an explainer.
    pub fn is_explainer(&self, id: PageId) -> bool {
        id.0 < self.explainers
    }

    /// The source at this number.
    pub fn source(&self, id: SourceId) -> Option<&SiteSource> {
        self.sources().get(id.0)
    }

    /// The file that is copied at this number.
    pub fn file(&self, id: FileId) -> &FileRoute {
        self.files.get(id.0).expect("the numbers of files are those of the site")
    }

    /// The redirect at this number.
    pub fn alias(&self, id: AliasId) -> &Alias {
        self.aliases().get(id.0).expect("the numbers of redirects are those of the site")
    }

    /// The explainers, in list order.
    pub fn explainers(&self) -> impl Iterator<Item = (PageId, &Arc<Page>)> {
        let pages = self.pages.iter().take(self.explainers).enumerate();
        pages.map(|(n, page)| (PageId(n), page))
    }

    /// The shared sources.
    pub fn shared(&self) -> &Shared {
        &self.material.surroundings.shared
    }

    /// Every source of the site, by publisher, title and id.
    pub fn sources(&self) -> &[SiteSource] {
        &self.sources.list
    }

    /// Which of the site's sources an entry of a page's bibliography is.
    pub fn site_source(&self, page: PageId, entry: EntryId) -> Option<SourceId> {
        self.sources.index.get(page.0)?.get(entry.0).copied()
    }

    /// Redirects.
    pub fn aliases(&self) -> &[Alias] {
        &self.directory.routes.aliases
    }

    /// A topic.
    pub fn topic(&self, id: TopicId) -> &Topic {
        self.topics.get(id.0).expect("the numbers of topics are those of the site")
    }

    /// The pages and files that nutgraf makes beside those of the articles.
    pub fn generated(&self, config: &Config) -> Vec<Generated<TopicId>> {
        self.extent(config).all()
    }

    fn extent<'s>(&'s self, config: &'s Config) -> Extent<'s> {
        Extent {
            config,
            explainers: self.explainers,
            dated: self.explainers().any(|(_, page)| page.article.date.is_some()),
            topics: &self.topics,
            questions: self.questions(),
            linked: Some(Linked {
                sources: self.sources().len(),
                updates: self.updates.len(),
                pages: self.pages.len(),
            }),
        }
    }

    /// The feeds of a topic, and where each is.
    pub(crate) fn topic_feeds(
        &self,
        topic: TopicId,
        config: &Config,
    ) -> impl Iterator<Item = (FeedFormat, Route)> {
        let formats = self.extent(config).topic_feeds(self.topic(topic));
        formats
            .iter()
            .map(move |format| (*format, self.route_of(Generated::TopicFeed(topic, *format))))
    }

    /// The address of one of them.
    pub fn route_of(&self, page: Generated<TopicId>) -> Route {
        page.map(|topic| self.topic(topic).slug.as_str()).route()
    }

    /// The explainers whose questions are listed under each topic, by the topic's number; the last are those without.
    pub fn questions(&self) -> &[(Option<TopicId>, Vec<PageId>)] {
        &self.directory.questions
    }

    /// Whether exactly the same addresses are published as in `other`, made in the same way.
    pub fn has_addresses_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.directory, &other.directory)
            && self.sources().len() == other.sources().len()
            && self.updates.len() == other.updates.len()
            && self.files == other.files
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("pages", &self.pages).finish_non_exhaustive()
    }
}
