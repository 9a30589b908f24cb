//! [`Parts`]: everything that one output is made from, and nothing else. The renderer sees no site, only these parts
//! and what is the same for all pages; so the digest of both is a key under which the output can be cached, and no
//! rules about dependencies are needed.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::content::{Author, LinkId, Moment, Source};
use crate::digest::Digest;
use crate::path::{Route, SitePath};
use crate::render::view::{
    AnswerLinkView, CardView, FeedView, FilterView, HealthView, LetterView, LetteredView,
    QuestionListView, QuestionTopicView, TopicView,
};
use crate::site::{FeedFormat, FileRoute, Generated, Page, PageNumber, QuestionFilter, UpdateId};

/// What an output is made from, unless it is copied.
#[derive(Hash)]
pub enum Parts<'s> {
    /// The page of an article or plain page.
    Article(Box<ArticleParts<'s>>),
    /// Its BibTeX entry.
    Bib(BibParts<'s>),
    /// A page of the home list, with what introduces it and the topics.
    Home(Option<Box<ArticleParts<'s>>>, ListParts<'s, CardView>, Vec<TopicView>),
    /// The list of topics.
    Topics(Vec<TopicView>),
    /// A page of a topic's list, with what else there is about the topic.
    Topic(TopicView, TopicFiles, ListParts<'s, CardView>),
    /// A page of a list of questions.
    QuestionList(QuestionListParts<'s>),
    /// A page of the questions of a topic, with the feeds of their answers.
    Questions(QuestionTopicView, Vec<FeedView>, ListParts<'s, QuestionListView>),
    /// A page of the list of sources.
    Sources(ListParts<'s, SourceParts<'s>>),
    /// A page of the list of updates.
    Updates(ListParts<'s, UpdateParts<'s>>),
    /// A page of the overview of how the explainers stand.
    Health(ListParts<'s, HealthView>),
    /// A page of the list of everything by letter, and all letters.
    AToZ(ListParts<'s, LetteredView>, Vec<LetterView>),
    /// The search page.
    Search,
    /// A file that the script of the search page reads, and the script itself.
    SearchFile(&'s str),
    /// The description by which browsers offer the search.
    SearchDescription,
    /// `404.html`.
    NotFound,
    /// A redirect, in the language of the page to which it leads.
    Redirect(LinkParts<'s>, Option<&'s str>),
    /// A feed.
    Feed(FeedParts<'s>),
    /// A feed of answers.
    AnswerFeed(AnswerFeedParts<'s>),
    /// Questions as data.
    QuestionData(QuestionDataParts<'s>),
    /// A sitemap.
    Sitemap(Vec<SitemapEntry<'s>>),
    /// An index of this many sitemaps.
    SitemapIndex(usize),
    /// `robots.txt`.
    Robots,
    /// A file that is copied.
    Copy(&'s FileRoute),
}

/// The files about a topic.
#[derive(Hash)]
pub struct TopicFiles {
    pub(in crate::render) feeds: Vec<FeedView>,
    /// The address of its questions as data.
    pub(in crate::render) questions_json: Option<String>,
}

/// A page with the names of its topics.
pub(in crate::render) struct ListedPage<'s> {
    pub(in crate::render) page: &'s Page,
    pub(in crate::render) topics: Vec<TopicName<'s>>,
}

impl Hash for ListedPage<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { page, topics } = self;
        (page.digest, topics).hash(state);
    }
}

/// A topic's slug and name.
#[derive(Clone, Copy, Hash)]
pub(in crate::render) struct TopicName<'s> {
    pub(in crate::render) slug: &'s str,
    pub(in crate::render) name: &'s str,
}

/// The page of an article, with what it shows of other pages.
#[derive(Hash)]
pub struct ArticleParts<'s> {
    pub(in crate::render) shown: ListedPage<'s>,
    /// The headings of the sections of other articles that questions point to, by the number of the link.
    pub(in crate::render) sections: BTreeMap<LinkId, String>,
    pub(in crate::render) newer: Option<LinkParts<'s>>,
    pub(in crate::render) related: Vec<(LinkParts<'s>, Reason<'s>)>,
    pub(in crate::render) previous: Option<LinkParts<'s>>,
    pub(in crate::render) next: Option<LinkParts<'s>>,
    /// The other pages that cite each source that the page cites, by its number.
    pub(in crate::render) elsewhere: Vec<Elsewhere<'s>>,
}

/// The other pages that cite a source.
#[derive(Hash)]
pub(in crate::render) struct Elsewhere<'s> {
    /// The first of them, in list order.
    pub(in crate::render) first: Vec<LinkParts<'s>>,
    /// The others, if there are any.
    pub(in crate::render) more: Option<MoreParts>,
}

/// Pages that are too many to be named.
#[derive(Hash)]
pub(in crate::render) struct MoreParts {
    /// How many.
    pub(in crate::render) count: usize,
    /// The page of the list of sources that has them.
    pub(in crate::render) number: PageNumber,
    /// The source there.
    pub(in crate::render) anchor: String,
}

/// Why an explainer is related.
#[derive(Hash)]
pub(in crate::render) enum Reason<'s> {
    /// The author says so.
    Chosen,
    /// This many sources in common.
    Sources(usize),
    /// A topic in common.
    Topic(&'s str),
}

/// A page as a link to it shows it.
#[derive(Hash)]
pub struct LinkParts<'s> {
    pub(in crate::render) title: &'s str,
    pub(in crate::render) route: &'s Route,
    /// The place on that page.
    pub(in crate::render) anchor: Option<&'s str>,
}

impl<'s> LinkParts<'s> {
    pub(in crate::render) fn of(page: &'s Page) -> Self {
        Self { title: &page.article.title, route: &page.route, anchor: None }
    }

    /// Returns the link to a page, or to a question on it.
    pub(in crate::render) fn to_question(page: &'s Page, anchor: Option<&str>) -> Self {
        let questions = page.article.questions.iter();
        let mut meant = questions.filter(|question| Some(&*question.anchor) == anchor);
        meant.next().map_or_else(
            || Self::of(page),
            |question| Self {
                title: &question.text,
                route: &page.route,
                anchor: Some(&question.anchor),
            },
        )
    }
}

/// A page as it is cited.
#[derive(Hash)]
pub struct BibParts<'s> {
    pub(in crate::render) title: &'s str,
    pub(in crate::render) route: &'s Route,
    pub(in crate::render) authors: &'s [Author],
    pub(in crate::render) date: Option<&'s Moment>,
    pub(in crate::render) lang: Option<&'s str>,
}

/// A feed of the site, or of a topic.
#[derive(Hash)]
pub struct FeedParts<'s> {
    pub(in crate::render) format: FeedFormat,
    /// The topic, and what it is about.
    pub(in crate::render) topic: Option<(TopicName<'s>, Option<&'s str>)>,
    pub(in crate::render) entries: Vec<ListedPage<'s>>,
}

/// A page of a list of questions.
#[derive(Hash)]
pub struct QuestionListParts<'s> {
    pub(in crate::render) filter: QuestionFilter,
    /// The lists that are offered.
    pub(in crate::render) filters: Vec<FilterView>,
    /// The topics that have questions, on the first page of all.
    pub(in crate::render) topics: Vec<QuestionTopicView>,
    pub(in crate::render) list: ListParts<'s, QuestionListView>,
    /// The newest answers, on their page.
    pub(in crate::render) newest: Vec<AnswerLinkView>,
    pub(in crate::render) feeds: Vec<FeedView>,
}

/// A feed of answers, of the site or of a topic.
#[derive(Hash)]
pub struct AnswerFeedParts<'s> {
    pub(in crate::render) topic: Option<TopicName<'s>>,
    pub(in crate::render) entries: Vec<AnswerParts<'s>>,
}

/// An answer, and the day on which it was given or corrected.
#[derive(Hash)]
pub(super) struct AnswerParts<'s> {
    pub(in crate::render) shown: ListedPage<'s>,
    /// Which question of its page it answers.
    pub(in crate::render) question: usize,
    pub(in crate::render) day: Date,
}

/// The questions of an article, of a topic or of the site, as data.
#[derive(Hash)]
pub struct QuestionDataParts<'s> {
    pub(in crate::render) of: Asked<'s>,
    /// The explainers that have them.
    pub(in crate::render) pages: Vec<AskedPage<'s>>,
}

/// Whose questions they are.
#[derive(Hash)]
pub(in crate::render) enum Asked<'s> {
    Site,
    Topic(TopicName<'s>),
    Article,
}

/// An explainer with questions.
pub(in crate::render) struct AskedPage<'s> {
    pub(in crate::render) shown: ListedPage<'s>,
    /// Where its questions are kept once they are written, because its own file, that of the site and that of each topic
    /// hold them. They are made from the page alone, so they are no part of any key.
    pub(in crate::render) written: Option<&'s OnceLock<String>>,
}

impl Hash for AskedPage<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { shown: ListedPage { page, topics }, written: _ } = self;
        (page.asked, topics).hash(state);
    }
}

/// A source with the pages that cite it.
#[derive(Hash)]
pub struct SourceParts<'s> {
    pub(in crate::render) source: &'s Source,
    pub(in crate::render) anchor: String,
    pub(in crate::render) cited_by: Vec<LinkParts<'s>>,
}

/// One of the updates of a page.
#[derive(Hash)]
pub struct UpdateParts<'s> {
    pub(in crate::render) shown: ListedPage<'s>,
    pub(in crate::render) update: UpdateId,
}

/// One address in a sitemap.
#[derive(Hash)]
pub struct SitemapEntry<'s> {
    pub(in crate::render) path: &'s SitePath,
    pub(in crate::render) changed: Option<&'s Moment>,
}

/// One page of a list: its entries, and its place among the others.
#[derive(Hash)]
pub struct ListParts<'s, T> {
    /// Which page of which list.
    pub(in crate::render) at: Generated<&'s str>,
    pub(in crate::render) number: PageNumber,
    pub(in crate::render) items: Vec<T>,
    pub(in crate::render) total: usize,
    pub(in crate::render) pages: usize,
}

impl Parts<'_> {
    /// Returns the digest of all of them.
    pub fn digest(&self) -> Digest {
        Digest::of_value(self)
    }
}
