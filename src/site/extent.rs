//! [`Extent`]: which of the pages and files that nutgraf can make a site has.

use crate::config::Config;
use crate::site::asked::QuestionLists;
use crate::site::collections::Topic;
use crate::site::generated::{Family, FeedFormat, Generated};
use crate::site::numbers::{PageNumber, TopicId};
use crate::site::question_filter::QuestionFilter;
use crate::site::search_file::SearchFile;

/// How many addresses a sitemap may hold (sitemaps.org, "Sitemap file requirements").
pub(crate) const SITEMAP_LIMIT: usize = 50_000;

/// How many pages a block of what the search shows of them holds.
pub(crate) const PAGES_IN_BLOCK: usize = 36;

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
    pub(crate) questions: &'a QuestionLists,
    /// What only the linked site knows; without it, only the first page of each of these lists is included.
    pub(crate) linked: Option<Linked>,
}

/// What only the linked site knows.
#[derive(Clone, Copy)]
pub(crate) struct Linked {
    /// How many sources it has.
    pub(crate) sources: usize,
    /// How many updates it has.
    pub(crate) updates: usize,
    /// How many pages are made from content files.
    pub(crate) pages: usize,
    /// How many entries the list of everything by letter has.
    pub(crate) lettered: usize,
}

impl Extent<'_> {
    /// Returns everything that is made.
    pub(crate) fn all(&self) -> Vec<Generated<TopicId>> {
        Family::ALL.iter().flat_map(|family| self.of(*family)).collect()
    }

    /// Returns those of a family.
    fn of(&self, family: Family) -> Vec<Generated<TopicId>> {
        let has_address = self.config.base_url.is_some();
        match family {
            Family::Home => self.list(self.explainers, Generated::Home),
            Family::NotFound => vec![Generated::NotFound],
            Family::Topics => vec![Generated::Topics],
            Family::QuestionList => {
                // A site without questions has only the list that says so.
                let is_asked = !self.questions.pages(QuestionFilter::All).is_empty();
                let filters = QuestionFilter::ALL.iter();
                let filters = filters.filter(|it| is_asked || **it == QuestionFilter::All);
                let lists = filters.flat_map(|filter| {
                    let pages = self.questions.pages(*filter).len();
                    self.list(pages, |number| Generated::QuestionList(*filter, number))
                });
                lists.collect()
            }
            Family::Sources => {
                self.list(self.linked.map_or(0, |linked| linked.sources), Generated::Sources)
            }
            Family::Updates => {
                self.list(self.linked.map_or(0, |linked| linked.updates), Generated::Updates)
            }
            Family::Health if self.config.health => self.list(self.explainers, Generated::Health),
            Family::Health => Vec::new(),
            Family::AToZ if self.config.search => {
                let entries = self.linked.map_or(0, |linked| linked.lettered);
                let pages = 0..page_count(entries, alphabet_per_page(self.config));
                pages.map(|n| Generated::AToZ(PageNumber::after(n))).collect()
            }
            Family::Search if self.config.search => self.search(),
            Family::AToZ | Family::Search => Vec::new(),
            Family::Robots => vec![Generated::Robots],
            Family::Sitemap => has_address.then_some(Generated::Sitemap).into_iter().collect(),
            Family::SitemapPart => self.sitemap_parts(),
            Family::Feed if has_address && self.dated => {
                SITE_FEEDS.iter().map(|format| Generated::Feed(*format)).collect()
            }
            Family::Feed => Vec::new(),
            Family::TopicFeed => {
                let feeds = self.topics().flat_map(|(id, topic)| {
                    let formats = topic_feeds(topic, self.config).iter();
                    formats.map(move |format| Generated::TopicFeed(id, *format))
                });
                feeds.collect()
            }
            Family::AnswerFeed => self.answer_feeds(),
            Family::Topic => {
                let lists = self.topics().flat_map(|(id, topic)| {
                    self.list(topic.pages.len(), move |number| Generated::Topic(id, number))
                });
                lists.collect()
            }
            Family::Questions => {
                let lists = self.questions.by_topic.iter().flat_map(|(topic, pages)| {
                    self.list(pages.len(), |number| Generated::Questions(*topic, number))
                });
                lists.collect()
            }
            Family::QuestionData if self.config.questions_json => self.question_data(),
            Family::QuestionData => Vec::new(),
        }
    }

    /// Returns the feeds of answers, of the site and of its topics.
    fn answer_feeds(&self) -> Vec<Generated<TopicId>> {
        let topics = self.questions.by_topic.iter().filter_map(|(topic, _)| *topic);
        let all = topics.map(Some).chain([None]).filter(|_| self.config.base_url.is_some());
        all.filter(|topic| self.questions.has_feed(*topic)).map(Generated::AnswerFeed).collect()
    }

    /// Returns the questions as data: those of the site, even if there are none yet, since programs go on asking for an
    /// address that they know; those of each topic that has any.
    fn question_data(&self) -> Vec<Generated<TopicId>> {
        // They are in page order.
        let asked = self.questions.pages(QuestionFilter::All);
        let topics = self
            .topics()
            .filter(|(_, topic)| topic.pages.iter().any(|id| asked.binary_search(id).is_ok()));
        let topics = topics.map(|(id, _)| Generated::QuestionData(Some(id)));
        std::iter::once(Generated::QuestionData(None)).chain(topics).collect()
    }

    /// Returns the search page and what its script reads, but for the terms: dividing them takes the text of all pages.
    fn search(&self) -> Vec<Generated<TopicId>> {
        let blocks = self.linked.map_or(0, |linked| linked.pages.div_ceil(PAGES_IN_BLOCK));
        let files = [SearchFile::Page, SearchFile::Script, SearchFile::Contents].into_iter();
        files
            .chain(self.config.base_url.is_some().then_some(SearchFile::Description))
            .chain((0..blocks).map(|n| SearchFile::Cards(PageNumber::after(n))))
            .map(Generated::Search)
            .collect()
    }

    fn topics(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.topics.iter().enumerate().map(|(n, topic)| (TopicId(n), topic))
    }

    /// Returns the pages of a list with this many entries.
    fn list(
        &self,
        entries: usize,
        page: impl Fn(PageNumber) -> Generated<TopicId>,
    ) -> Vec<Generated<TopicId>> {
        (0..page_count(entries, self.config.per_page)).map(|n| page(PageNumber::after(n))).collect()
    }

    /// Returns the parts of the sitemap, if there are too many addresses for one.
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

/// How many times as many entries a page of the list by letter has as other lists: they are a line each.
const SHORTER: usize = 10;

/// Returns the number of entries on a page of the list by letter.
pub(crate) fn alphabet_per_page(config: &Config) -> usize {
    config.per_page * SHORTER
}

/// Returns the formats of a topic's feeds.
pub(crate) fn topic_feeds(topic: &Topic, config: &Config) -> &'static [FeedFormat] {
    if config.base_url.is_some() && topic.dated { TOPIC_FEEDS } else { &[] }
}

/// Returns the page of a list that has its `n`th entry; `n` counts from 0.
pub(crate) fn page_of(n: usize, config: &Config) -> PageNumber {
    PageNumber::after(n / config.per_page)
}

/// Returns the number of pages of a list with this many entries; an empty list has one page.
pub(crate) fn page_count(entries: usize, per_page: usize) -> usize {
    entries.div_ceil(per_page).max(1)
}
