//! [`Site`]: everything that is published, linked.

use std::fmt;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::path::Route;
use crate::site::asked::{Answers, QuestionLists};
use crate::site::collections::{Topic, UpdateEntry};
use crate::site::directory::SiteIndex;
use crate::site::extent::{Extent, Linked, topic_feeds};
use crate::site::generated::{FeedFormat, Generated};
use crate::site::listed::SharedSources;
use crate::site::material::LinkInput;
use crate::site::numbers::{AliasId, EntryId, FileId, PageId, SourceId, TopicId};
use crate::site::page::Page;
use crate::site::routes::{Alias, FileRoute};
use crate::site::sources::{SiteSource, Sources};
use crate::site::target::Target;

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
    /// How many questions there are, and the newest answers.
    pub answers: Answers,
    /// Files that are copied.
    pub files: Vec<FileRoute>,
    /// Where each entry of `[[menu]]` leads.
    pub menu: Vec<Target>,
    pub(super) directory: Arc<SiteIndex>,
    pub(super) sources: Arc<Sources>,
    /// What it was made from, and the findings.
    pub(super) material: LinkInput,
    pub(super) settings: Digest,
    pub(super) findings: Vec<Diagnostic>,
}

impl Site {
    /// Returns the page with this number.
    pub fn page(&self, id: PageId) -> &Page {
        self.pages.get(id.0).expect("page numbers are those of the site")
    }

    /// Whether it would be the same if it were made from this.
    pub(super) fn is_made_from(&self, material: &LinkInput, config: &Config) -> bool {
        let LinkInput { articles, partial, drafts, surroundings, files, withheld, statics } =
            material;
        let before = &self.material;
        self.settings == config.digest
            && before.drafts == *drafts
            && before.articles.len() == articles.len()
            && before.articles.iter().zip(articles).all(|(a, b)| Arc::ptr_eq(a, b))
            && before.partial == *partial
            && before.surroundings == *surroundings
            && before.files == *files
            && before.withheld == *withheld
            && before.statics == *statics
    }

    pub(super) fn page_or_home(&self, id: PageId) -> Option<&Arc<Page>> {
        self.pages.get(id.0).or(self.home.as_ref().filter(|_| id.0 == self.pages.len()))
    }

    /// Whether a page is an explainer.
    pub fn is_explainer(&self, id: PageId) -> bool {
        id.0 < self.explainers
    }

    /// Returns the source with this number.
    pub fn source(&self, id: SourceId) -> Option<&SiteSource> {
        self.sources().get(id.0)
    }

    /// Returns the copied file with this number.
    pub fn file(&self, id: FileId) -> &FileRoute {
        self.files.get(id.0).expect("the numbers of files are those of the site")
    }

    /// Returns the redirect with this number.
    pub fn alias(&self, id: AliasId) -> &Alias {
        self.aliases().get(id.0).expect("the numbers of redirects are those of the site")
    }

    /// Returns the explainers, in list order.
    pub fn explainers(&self) -> impl Iterator<Item = (PageId, &Arc<Page>)> {
        let pages = self.pages.iter().take(self.explainers).enumerate();
        pages.map(|(n, page)| (PageId(n), page))
    }

    /// Returns the shared sources.
    pub fn shared(&self) -> &SharedSources {
        &self.material.surroundings.shared
    }

    /// Returns every source of the site, by publisher, title and id.
    pub fn sources(&self) -> &[SiteSource] {
        &self.sources.list
    }

    /// Returns which of the site's sources an entry of a page's bibliography is.
    pub fn site_source(&self, page: PageId, entry: EntryId) -> Option<SourceId> {
        self.sources.index.get(page.0)?.get(entry.0).copied()
    }

    /// Returns the redirects.
    pub fn aliases(&self) -> &[Alias] {
        &self.directory.routes.aliases
    }

    /// Returns a topic.
    pub fn topic(&self, id: TopicId) -> &Topic {
        self.topics.get(id.0).expect("the numbers of topics are those of the site")
    }

    /// Returns the pages and files that nutgraf makes besides those of the articles.
    pub fn generated(&self, config: &Config) -> Vec<Generated<TopicId>> {
        let extent = Extent {
            config,
            explainers: self.explainers,
            dated: self.explainers().any(|(_, page)| page.article.date.is_some()),
            topics: &self.topics,
            questions: self.questions(),
            linked: Some(Linked {
                sources: self.sources().len(),
                updates: self.updates.len(),
                pages: self.pages.len(),
                lettered: self.lettered(),
            }),
        };
        extent.all()
    }

    /// Returns the feeds of a topic, and where each is.
    pub(crate) fn topic_feeds(
        &self,
        topic: TopicId,
        config: &Config,
    ) -> impl Iterator<Item = (FeedFormat, Route)> {
        topic_feeds(self.topic(topic), config)
            .iter()
            .map(move |format| (*format, self.route_of(Generated::TopicFeed(topic, *format))))
    }

    /// Returns the address of one of them.
    pub fn route_of(&self, page: Generated<TopicId>) -> Route {
        page.map(|topic| self.topic(topic).slug.as_str()).route()
    }

    /// Returns the lists of questions.
    pub fn questions(&self) -> &QuestionLists {
        &self.directory.questions
    }

    /// Returns how many entries the list of everything by letter has: explainers and their questions.
    pub(crate) fn lettered(&self) -> usize {
        self.explainers().map(|(_, page)| 1 + page.article.questions.len()).sum()
    }

    /// Whether exactly the same addresses are published as in `other`, made in the same way.
    pub fn has_addresses_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.directory, &other.directory)
            && self.sources().len() == other.sources().len()
            && self.updates.len() == other.updates.len()
            && self.lettered() == other.lettered()
            && self.files == other.files
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("pages", &self.pages).finish_non_exhaustive()
    }
}
