//! [`Generated`]: the pages and files that nutgraf makes besides those of the articles. They are listed only here:
//! addresses, claims, the plan and links are all made from this list. To add one, write it here and follow the
//! compiler.

use std::borrow::Cow;

use crate::path::{Route, SitePath};
use crate::site::numbers::PageNumber;
use crate::site::question_filter::QuestionFilter;
use crate::site::search_file::SearchFile;

/// The segment below which the questions without a topic are listed.
pub(super) const NO_TOPIC: &str = "other";

/// The name of a file with questions as data.
pub(super) const QUESTION_DATA: &str = "questions.json";

/// nutgraf's own file in the output folder, which is not a page and which `build` writes by itself.
const MANIFEST: (&str, &str) = (".nutgraf-manifest.json", "nutgraf's own manifest");

/// A page or file that nutgraf makes. `T` names a topic: by its number in the plan, by its slug where an address is
/// made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Generated<T> {
    /// A page of the home list.
    Home(PageNumber),
    /// `404.html`.
    NotFound,
    /// The list of topics.
    Topics,
    /// A page of a list of questions.
    QuestionList(QuestionFilter, PageNumber),
    /// A page of the list of sources.
    Sources(PageNumber),
    /// A page of the list of updates.
    Updates(PageNumber),
    /// A page of the overview of how the explainers stand.
    Health(PageNumber),
    /// A page of the list of everything by letter.
    AToZ(PageNumber),
    /// The search page, or what its script reads.
    Search(SearchFile),
    /// `robots.txt`.
    Robots,
    /// The sitemap, or the index of its parts if there are too many addresses for one.
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
    /// The feed of new and corrected answers, all or those of a topic.
    AnswerFeed(Option<T>),
    /// The questions of a topic, or of the whole site, as data.
    QuestionData(Option<T>),
}

macro_rules! families {
    ($($family:ident)*) => {
        /// The kinds of [`Generated`], without what distinguishes pages of one kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Family { $($family,)* }

        impl Family {
            /// All of them, in the order in which they claim their addresses.
            pub(super) const ALL: &[Self] = &[$(Self::$family),*];
        }
    };
}

families! {
    Home NotFound Topics QuestionList Sources Updates Health AToZ Search Robots Sitemap SitemapPart Feed Topic Questions TopicFeed AnswerFeed QuestionData
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
    /// Returns the name of its file.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// Returns the media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

impl Family {
    /// Returns what every site has of this kind, whatever its content says.
    fn always(self) -> Option<Generated<&'static str>> {
        match self {
            Self::Home => Some(Generated::Home(PageNumber::FIRST)),
            Self::NotFound => Some(Generated::NotFound),
            Self::Topics => Some(Generated::Topics),
            Self::QuestionList => {
                Some(Generated::QuestionList(QuestionFilter::All, PageNumber::FIRST))
            }
            Self::Sources => Some(Generated::Sources(PageNumber::FIRST)),
            Self::Updates => Some(Generated::Updates(PageNumber::FIRST)),
            Self::Robots => Some(Generated::Robots),
            Self::Health
            | Self::AToZ
            | Self::Search
            | Self::Sitemap
            | Self::SitemapPart
            | Self::Feed
            | Self::Topic
            | Self::Questions
            | Self::TopicFeed
            | Self::AnswerFeed
            | Self::QuestionData => None,
        }
    }

    /// Returns where its pages are, if their number is not known before everything is linked.
    fn reserved(self) -> &'static [&'static str] {
        match self {
            Self::AToZ => &["a-z/page/"],
            Self::Search => &["search/terms-", "search/pages-"],
            Self::Sources => &["sources/page/"],
            Self::Updates => &["updates/page/"],
            Self::SitemapPart => &["sitemap-"],
            Self::Home
            | Self::NotFound
            | Self::Topics
            | Self::QuestionList
            | Self::Health
            | Self::Robots
            | Self::Sitemap
            | Self::Feed
            | Self::Topic
            | Self::Questions
            | Self::TopicFeed
            | Self::AnswerFeed
            | Self::QuestionData => &[],
        }
    }

    /// Whether its pages are listed in the sitemap.
    pub(super) fn is_indexed(self) -> bool {
        match self {
            Self::Home
            | Self::Topics
            | Self::QuestionList
            | Self::Sources
            | Self::Updates
            | Self::AToZ
            | Self::Topic
            | Self::Questions => true,
            Self::NotFound
            | Self::Health
            | Self::Search
            | Self::Robots
            | Self::Sitemap
            | Self::SitemapPart
            | Self::Feed
            | Self::TopicFeed
            | Self::AnswerFeed
            | Self::QuestionData => false,
        }
    }
}

impl<T> Generated<T> {
    fn family(&self) -> Family {
        match self {
            Self::Home(_) => Family::Home,
            Self::NotFound => Family::NotFound,
            Self::Topics => Family::Topics,
            Self::QuestionList(..) => Family::QuestionList,
            Self::Sources(_) => Family::Sources,
            Self::Updates(_) => Family::Updates,
            Self::Health(_) => Family::Health,
            Self::AToZ(_) => Family::AToZ,
            Self::Search(_) => Family::Search,
            Self::Robots => Family::Robots,
            Self::Sitemap => Family::Sitemap,
            Self::SitemapPart(_) => Family::SitemapPart,
            Self::Feed(_) => Family::Feed,
            Self::Topic(..) => Family::Topic,
            Self::Questions(..) => Family::Questions,
            Self::TopicFeed(..) => Family::TopicFeed,
            Self::AnswerFeed(_) => Family::AnswerFeed,
            Self::QuestionData(_) => Family::QuestionData,
        }
    }

    /// Whether it is listed in the sitemap.
    pub(crate) fn is_indexed(&self) -> bool {
        self.family().is_indexed()
    }

    /// Returns what it is, for messages.
    pub(crate) fn what(&self) -> &'static str {
        match self {
            Self::Home(PageNumber::FIRST) => "the home page",
            Self::Home(_) => "a page of the home list",
            Self::NotFound => "the page for what is not found",
            Self::Topics => "the list of topics",
            Self::QuestionList(QuestionFilter::All, _) => "the list of questions",
            Self::QuestionList(..) => "a list of questions",
            Self::Sources(_) => "the list of sources",
            Self::Updates(_) => "the list of updates",
            Self::Health(_) => "the overview of `[lists] health`",
            Self::AToZ(_) => "the list of everything by letter",
            Self::Search(SearchFile::Page) => "the search page",
            Self::Search(_) => "a file of the search",
            Self::Robots => "`robots.txt`",
            Self::Sitemap => "the sitemap",
            Self::SitemapPart(_) => "a part of the sitemap",
            Self::Feed(_) => "the feed",
            Self::Topic(..) => "the page of a topic",
            Self::Questions(..) => "a page of questions",
            Self::TopicFeed(..) => "the feed of a topic",
            Self::AnswerFeed(_) => "a feed of answers",
            Self::QuestionData(None) => "the site's questions as data",
            Self::QuestionData(Some(_)) => "the questions of a topic as data",
        }
    }

    /// Returns the same, with its topic named in another way.
    pub(crate) fn map<U>(self, name: impl FnOnce(T) -> U) -> Generated<U> {
        match self {
            Self::Home(number) => Generated::Home(number),
            Self::NotFound => Generated::NotFound,
            Self::Topics => Generated::Topics,
            Self::QuestionList(filter, number) => Generated::QuestionList(filter, number),
            Self::Sources(number) => Generated::Sources(number),
            Self::Updates(number) => Generated::Updates(number),
            Self::Health(number) => Generated::Health(number),
            Self::AToZ(number) => Generated::AToZ(number),
            Self::Search(file) => Generated::Search(file),
            Self::Robots => Generated::Robots,
            Self::Sitemap => Generated::Sitemap,
            Self::SitemapPart(number) => Generated::SitemapPart(number),
            Self::Feed(format) => Generated::Feed(format),
            Self::Topic(topic, number) => Generated::Topic(name(topic), number),
            Self::Questions(topic, number) => Generated::Questions(topic.map(name), number),
            Self::TopicFeed(topic, format) => Generated::TopicFeed(name(topic), format),
            Self::AnswerFeed(topic) => Generated::AnswerFeed(topic.map(name)),
            Self::QuestionData(topic) => Generated::QuestionData(topic.map(name)),
        }
    }

    /// Returns another page of the same list; anything without pages is returned unchanged.
    pub(crate) fn on_page(self, number: PageNumber) -> Self {
        match self {
            Self::Home(_) => Self::Home(number),
            Self::Sources(_) => Self::Sources(number),
            Self::Updates(_) => Self::Updates(number),
            Self::Health(_) => Self::Health(number),
            Self::AToZ(_) => Self::AToZ(number),
            Self::SitemapPart(_) => Self::SitemapPart(number),
            Self::Topic(topic, _) => Self::Topic(topic, number),
            Self::Questions(topic, _) => Self::Questions(topic, number),
            Self::QuestionList(filter, _) => Self::QuestionList(filter, number),
            Self::NotFound
            | Self::Topics
            | Self::Search(_)
            | Self::Robots
            | Self::Sitemap
            | Self::Feed(_)
            | Self::TopicFeed(..)
            | Self::AnswerFeed(_)
            | Self::QuestionData(_) => self,
        }
    }
}

impl Generated<&str> {
    /// Returns its address.
    pub(crate) fn route(self) -> Route {
        match self {
            Self::Home(number) => list_route(&[], number),
            Self::NotFound => file_route("404.html"),
            Self::Topics => list_route(&["topics"], PageNumber::FIRST),
            Self::QuestionList(filter, number) => {
                let segments: Vec<&str> =
                    ["questions"].into_iter().chain(filter.segment()).collect();
                list_route(&segments, number)
            }
            Self::Sources(number) => list_route(&["sources"], number),
            Self::Updates(number) => list_route(&["updates"], number),
            Self::Health(number) => list_route(&["health"], number),
            Self::AToZ(number) => list_route(&["a-z"], number),
            Self::Search(SearchFile::Page) => list_route(&["search"], PageNumber::FIRST),
            Self::Search(file) => file_route(&format!("search/{}", file.name())),
            Self::Robots => file_route("robots.txt"),
            Self::Sitemap => file_route("sitemap.xml"),
            Self::SitemapPart(number) => file_route(&format!("sitemap-{}.xml", number.get())),
            Self::Feed(format) => file_route(format.file_name()),
            Self::Topic(topic, number) => list_route(&["topics", topic], number),
            Self::Questions(topic, number) => {
                list_route(&["questions", &topic_segment(topic)], number)
            }
            Self::TopicFeed(topic, format) => {
                file_route(&format!("topics/{topic}/{}", format.file_name()))
            }
            Self::AnswerFeed(None) => file_route("questions/atom.xml"),
            Self::AnswerFeed(topic) => {
                file_route(&format!("questions/{}/atom.xml", topic_segment(topic)))
            }
            Self::QuestionData(Some(topic)) => {
                file_route(&format!("topics/{topic}/{QUESTION_DATA}"))
            }
            Self::QuestionData(None) => file_route(QUESTION_DATA),
        }
    }
}

/// Returns the segment of the questions of a topic. A topic that is called like a list of questions makes way for it: no slug
/// begins with `~`.
fn topic_segment(topic: Option<&str>) -> Cow<'_, str> {
    let topic = topic.unwrap_or(NO_TOPIC);
    let is_taken = QuestionFilter::ALL.iter().any(|filter| filter.segment() == Some(topic));
    if is_taken { format!("~{topic}").into() } else { topic.into() }
}

/// Returns what every site publishes at a path, whatever its content says: no article can be there.
pub fn always_at(output: &SitePath) -> Option<&'static str> {
    let pages = Family::ALL.iter().filter_map(|family| family.always());
    pages
        .map(|page| (page.route().output(), page.what()))
        .chain([manifest()])
        .find_map(|(path, what)| (path == *output).then_some(what))
}

/// Returns where nutgraf's own file is in the output folder, and what it is.
pub(crate) fn manifest() -> (SitePath, &'static str) {
    let (path, what) = MANIFEST;
    (SitePath::new(path).expect("a path in a program is a path"), what)
}

/// Whether a path is reserved for pages of lists whose length is not known before everything is linked.
pub(crate) fn is_reserved(path: &str) -> bool {
    let mut prefixes = Family::ALL.iter().flat_map(|family| family.reserved());
    prefixes.any(|prefix| path.starts_with(*prefix))
}

/// Returns the route of a page of a list; the first has no number.
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
