//! [`Generated`]: the pages and files that nutgraf makes beside those of the articles. They are listed here and nowhere
//! else: addresses, claims, the plan and links are all made from this list. To add one, write it here and follow the
//! compiler.

use crate::config::Config;
use crate::path::{Route, SitePath};
use crate::site::collections::Topic;
use crate::site::numbers::{PageNumber, TopicId};
use crate::site::page::PageId;

/// The segment below which the questions without a topic are listed.
const NO_TOPIC: &str = "other";

/// nutgraf's own file in the output folder, which is no page and which `build` writes by itself.
const MANIFEST: (&str, &str) = (".nutgraf-manifest.json", "nutgraf's own manifest");

/// How many addresses a sitemap may hold (sitemaps.org, "Sitemap file requirements").
pub(crate) const SITEMAP_LIMIT: usize = 50_000;

/// A page or file that nutgraf makes. `T` names a topic: [`TopicId`] in the plan, a slug where an address is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Generated<T> {
    /// A page of the home list.
    Home(PageNumber),
    /// `404.html`.
    NotFound,
    /// The list of topics.
    Topics,
    /// The index of questions.
    QuestionIndex,
    /// A page of the list of sources.
    Sources(PageNumber),
    /// A page of the list of updates.
    Updates(PageNumber),
    /// `robots.txt`.
    Robots,
    /// The sitemap, or the index of its parts where there are too many addresses for one.
    Sitemap,
    /// A part of the sitemap.
    SitemapPart(PageNumber),
    /// The feed of the site.
    Feed(FeedFormat),
    /// A page of a topic's list.
    Topic(T, PageNumber),
    /// A page of the questions of a topic, or of those without one.
    Questions(Option<T>, PageNumber),
    /// The feed of a topic.
    TopicFeed(T, FeedFormat),
}

macro_rules! families {
    ($($family:ident)*) => {
        /// The kinds of [`Generated`], without what tells one page of a kind from another.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Family { $($family,)* }

        impl Family {
            /// All of them, in the order in which they claim their addresses.
            const ALL: &[Self] = &[$(Self::$family),*];
        }
    };
}

families! {
    Home NotFound Topics QuestionIndex Sources Updates Robots Sitemap SitemapPart Feed Topic Questions TopicFeed
}

/// The formats of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedFormat {
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

impl FeedFormat {
    /// The name of its file.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// The media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// The formats of the site's feeds.
const SITE_FEEDS: &[FeedFormat] = &[FeedFormat::Atom, FeedFormat::Json];

/// The formats of a topic's feeds.
const TOPIC_FEEDS: &[FeedFormat] = &[FeedFormat::Atom];

/// What decides which of them a site has.
pub(crate) struct Extent<'a> {
    pub(crate) config: &'a Config,
    /// How many explainers there are.
    pub(crate) explainers: usize,
    /// Whether one of them has a date.
    pub(crate) dated: bool,
    pub(crate) topics: &'a [Topic],
    /// See [`Site::questions`](crate::site::Site::questions).
    pub(crate) questions: &'a [(Option<TopicId>, Vec<PageId>)],
    /// What only the linked site knows; without it, only the first page of each of these lists is named.
    pub(crate) linked: Option<Linked>,
}

/// What only the linked site knows.
#[derive(Clone, Copy)]
pub(crate) struct Linked {
    /// How many sources it has.
    pub(crate) sources: usize,
    /// How many updates.
    pub(crate) updates: usize,
    /// How many pages are made of content files.
    pub(crate) pages: usize,
}

impl Extent<'_> {
    /// Everything that is made.
    pub(crate) fn all(&self) -> Vec<Generated<TopicId>> {
        Family::ALL.iter().flat_map(|family| self.of(*family)).collect()
    }

    /// Those of a family.
    fn of(&self, family: Family) -> Vec<Generated<TopicId>> {
        let has_address = self.config.base_url.is_some();
        match family {
            Family::Home => self.list(self.explainers, Generated::Home),
            Family::NotFound => vec![Generated::NotFound],
            Family::Topics => vec![Generated::Topics],
            Family::QuestionIndex => vec![Generated::QuestionIndex],
            Family::Sources => {
                self.list(self.linked.map_or(0, |linked| linked.sources), Generated::Sources)
            }
            Family::Updates => {
                self.list(self.linked.map_or(0, |linked| linked.updates), Generated::Updates)
            }
            Family::Robots => vec![Generated::Robots],
            Family::Sitemap => has_address.then_some(Generated::Sitemap).into_iter().collect(),
            Family::SitemapPart => self.sitemap_parts(),
            Family::Feed if has_address && self.dated => {
                SITE_FEEDS.iter().map(|format| Generated::Feed(*format)).collect()
            }
            Family::Feed => Vec::new(),
            Family::TopicFeed => {
                let feeds = self.topics().flat_map(|(id, topic)| {
                    let formats = self.topic_feeds(topic).iter();
                    formats.map(move |format| Generated::TopicFeed(id, *format))
                });
                feeds.collect()
            }
            Family::Topic => {
                let lists = self.topics().flat_map(|(id, topic)| {
                    self.list(topic.pages.len(), move |number| Generated::Topic(id, number))
                });
                lists.collect()
            }
            Family::Questions => {
                let lists = self.questions.iter().flat_map(|(topic, pages)| {
                    self.list(pages.len(), |number| Generated::Questions(*topic, number))
                });
                lists.collect()
            }
        }
    }

    /// The formats of a topic's feeds.
    pub(crate) fn topic_feeds(&self, topic: &Topic) -> &'static [FeedFormat] {
        if self.config.base_url.is_some() && topic.dated { TOPIC_FEEDS } else { &[] }
    }

    fn topics(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.topics.iter().enumerate().map(|(n, topic)| (TopicId(n), topic))
    }

    /// The pages of a list of so many entries.
    fn list(
        &self,
        entries: usize,
        page: impl Fn(PageNumber) -> Generated<TopicId>,
    ) -> Vec<Generated<TopicId>> {
        (0..page_count(entries, self.config)).map(|n| page(PageNumber::after(n))).collect()
    }

    /// The parts of the sitemap, where there are too many addresses for one.
    fn sitemap_parts(&self) -> Vec<Generated<TopicId>> {
        let Some(linked) = self.linked.filter(|_| self.config.base_url.is_some()) else {
            return Vec::new();
        };
        let indexed = Family::ALL.iter().filter(|family| family.is_indexed());
        let addresses = linked.pages + indexed.map(|family| self.of(*family).len()).sum::<usize>();
        if addresses <= SITEMAP_LIMIT {
            return Vec::new();
        }
        let parts = 0..addresses.div_ceil(SITEMAP_LIMIT);
        parts.map(|n| Generated::SitemapPart(PageNumber::after(n))).collect()
    }
}

impl Family {
    /// What every site has of it, whatever its content says.
    fn always(self) -> Option<Generated<&'static str>> {
        match self {
            Self::Home => Some(Generated::Home(PageNumber::FIRST)),
            Self::NotFound => Some(Generated::NotFound),
            Self::Topics => Some(Generated::Topics),
            Self::QuestionIndex => Some(Generated::QuestionIndex),
            Self::Sources => Some(Generated::Sources(PageNumber::FIRST)),
            Self::Updates => Some(Generated::Updates(PageNumber::FIRST)),
            Self::Robots => Some(Generated::Robots),
            Self::Sitemap
            | Self::SitemapPart
            | Self::Feed
            | Self::Topic
            | Self::Questions
            | Self::TopicFeed => None,
        }
    }

    /// Where its pages are of which nobody knows how many there will be before everything is linked.
    fn reserved(self) -> Option<&'static str> {
        match self {
            Self::Sources => Some("sources/page/"),
            Self::Updates => Some("updates/page/"),
            Self::SitemapPart => Some("sitemap-"),
            Self::Home
            | Self::NotFound
            | Self::Topics
            | Self::QuestionIndex
            | Self::Robots
            | Self::Sitemap
            | Self::Feed
            | Self::Topic
            | Self::Questions
            | Self::TopicFeed => None,
        }
    }

    /// Whether its pages are listed in the sitemap.
    fn is_indexed(self) -> bool {
        match self {
            Self::Home
            | Self::Topics
            | Self::QuestionIndex
            | Self::Sources
            | Self::Updates
            | Self::Topic
            | Self::Questions => true,
            Self::NotFound
            | Self::Robots
            | Self::Sitemap
            | Self::SitemapPart
            | Self::Feed
            | Self::TopicFeed => false,
        }
    }
}

impl<T> Generated<T> {
    fn family(&self) -> Family {
        match self {
            Self::Home(_) => Family::Home,
            Self::NotFound => Family::NotFound,
            Self::Topics => Family::Topics,
            Self::QuestionIndex => Family::QuestionIndex,
            Self::Sources(_) => Family::Sources,
            Self::Updates(_) => Family::Updates,
            Self::Robots => Family::Robots,
            Self::Sitemap => Family::Sitemap,
            Self::SitemapPart(_) => Family::SitemapPart,
            Self::Feed(_) => Family::Feed,
            Self::Topic(..) => Family::Topic,
            Self::Questions(..) => Family::Questions,
            Self::TopicFeed(..) => Family::TopicFeed,
        }
    }

    /// Whether it is listed in the sitemap.
    pub(crate) fn is_indexed(&self) -> bool {
        self.family().is_indexed()
    }

    /// What it is, for messages.
    pub(crate) fn what(&self) -> &'static str {
        match self {
            Self::Home(PageNumber::FIRST) => "the home page",
            Self::Home(_) => "a page of the home list",
            Self::NotFound => "the page for what is not found",
            Self::Topics => "the list of topics",
            Self::QuestionIndex => "the list of questions",
            Self::Sources(_) => "the list of sources",
            Self::Updates(_) => "the list of updates",
            Self::Robots => "`robots.txt`",
            Self::Sitemap => "the sitemap",
            Self::SitemapPart(_) => "a part of the sitemap",
            Self::Feed(_) => "the feed",
            Self::Topic(..) => "the page of a topic",
            Self::Questions(..) => "a page of questions",
            Self::TopicFeed(..) => "the feed of a topic",
        }
    }

    /// The same with its topic named in another way.
    pub(crate) fn map<U>(self, name: impl FnOnce(T) -> U) -> Generated<U> {
        match self {
            Self::Home(number) => Generated::Home(number),
            Self::NotFound => Generated::NotFound,
            Self::Topics => Generated::Topics,
            Self::QuestionIndex => Generated::QuestionIndex,
            Self::Sources(number) => Generated::Sources(number),
            Self::Updates(number) => Generated::Updates(number),
            Self::Robots => Generated::Robots,
            Self::Sitemap => Generated::Sitemap,
            Self::SitemapPart(number) => Generated::SitemapPart(number),
            Self::Feed(format) => Generated::Feed(format),
            Self::Topic(topic, number) => Generated::Topic(name(topic), number),
            Self::Questions(topic, number) => Generated::Questions(topic.map(name), number),
            Self::TopicFeed(topic, format) => Generated::TopicFeed(name(topic), format),
        }
    }

    /// The same list on another page; what has no pages stays what it is.
    pub(crate) fn on_page(self, number: PageNumber) -> Self {
        match self {
            Self::Home(_) => Self::Home(number),
            Self::Sources(_) => Self::Sources(number),
            Self::Updates(_) => Self::Updates(number),
            Self::SitemapPart(_) => Self::SitemapPart(number),
            Self::Topic(topic, _) => Self::Topic(topic, number),
            Self::Questions(topic, _) => Self::Questions(topic, number),
            Self::NotFound
            | Self::Topics
            | Self::QuestionIndex
            | Self::Robots
            | Self::Sitemap
            | Self::Feed(_)
            | Self::TopicFeed(..) => self,
        }
    }
}

impl Generated<&str> {
    /// Its address.
    pub(crate) fn route(self) -> Route {
        match self {
            Self::Home(number) => list_route(&[], number),
            Self::NotFound => file_route("404.html"),
            Self::Topics => list_route(&["topics"], PageNumber::FIRST),
            Self::QuestionIndex => list_route(&["questions"], PageNumber::FIRST),
            Self::Sources(number) => list_route(&["sources"], number),
            Self::Updates(number) => list_route(&["updates"], number),
            Self::Robots => file_route("robots.txt"),
            Self::Sitemap => file_route("sitemap.xml"),
            Self::SitemapPart(number) => file_route(&format!("sitemap-{}.xml", number.get())),
            Self::Feed(format) => file_route(format.file_name()),
            Self::Topic(topic, number) => list_route(&["topics", topic], number),
            Self::Questions(topic, number) => {
                list_route(&["questions", topic.unwrap_or(NO_TOPIC)], number)
            }
            Self::TopicFeed(topic, format) => {
                file_route(&format!("topics/{topic}/{}", format.file_name()))
            }
        }
    }
}

/// The topic that is listed with the questions that have none: the one that is really called so, if there is one.
pub(crate) fn topic_of_no_topic(topics: &[Topic]) -> Option<TopicId> {
    topics.iter().position(|topic| topic.slug == NO_TOPIC).map(TopicId)
}

/// What every site publishes at a path, whatever its content says: no article can be there.
pub fn always_at(output: &SitePath) -> Option<&'static str> {
    let pages = Family::ALL.iter().filter_map(|family| family.always());
    pages
        .map(|page| (page.route().output(), page.what()))
        .chain([manifest()])
        .find_map(|(path, what)| (path == *output).then_some(what))
}

/// Where nutgraf's own file is in the output folder, and what it is.
pub(crate) fn manifest() -> (SitePath, &'static str) {
    let (path, what) = MANIFEST;
    (SitePath::new(path).expect("a path in a program is a path"), what)
}

/// Whether a path is kept for pages of lists whose length is not known before everything is linked.
pub(crate) fn is_reserved(path: &str) -> bool {
    let mut prefixes = Family::ALL.iter().filter_map(|family| family.reserved());
    prefixes.any(|prefix| path.starts_with(prefix))
}

/// On which page of a list its `n`th entry is; `n` counts from 0.
pub(crate) fn page_of(n: usize, config: &Config) -> PageNumber {
    PageNumber::after(n / config.per_page)
}

/// How many pages a list of so many entries has; an empty one has one.
pub(crate) fn page_count(entries: usize, config: &Config) -> usize {
    entries.div_ceil(config.per_page).max(1)
}

/// The route of a page of a list; the first has no number.
fn list_route(segments: &[&str], number: PageNumber) -> Route {
    let segments = segments.iter().copied();
    if number == PageNumber::FIRST {
        return Route::page(segments);
    }
    Route::page(segments.chain(["page", &number.get().to_string()]))
}

fn file_route(path: &str) -> Route {
    Route::file(&SitePath::new(path).expect("the paths of generated files are paths"))
}
