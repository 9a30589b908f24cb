//! What is asked: the lists of questions, and the answers that are new.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::Article;
use crate::site::collections::Collections;
use crate::site::generated::NO_TOPIC;
use crate::site::numbers::{PageId, TopicId};
use crate::site::page::Page;
use crate::site::question_filter::QuestionFilter;

/// How many answers the list of the newest has.
const NEWEST: usize = 50;

/// What the lists need to know of an article's questions.
#[derive(Clone, Copy, Debug, Hash)]
pub(super) struct QuestionFacts {
    answers: AnswerFacts,
    /// Whether one of them is open.
    open: bool,
}

/// Which answers an article has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum AnswerFacts {
    None,
    /// Some, and it does not say when they were given.
    Undated,
    /// Some, and it says of one when it was given or corrected.
    Dated,
}

impl QuestionFacts {
    pub(super) fn of(article: &Article) -> Self {
        let mut answered = article.questions.iter().filter(|question| question.is_answered());
        let answers = answered.next().map_or(AnswerFacts::None, |first| {
            let is_dated = |it| article.answer_changed(it).is_some();
            if is_dated(first) || answered.any(is_dated) {
                AnswerFacts::Dated
            } else {
                AnswerFacts::Undated
            }
        });
        let open = article.questions.iter().any(|question| !question.is_answered());
        Self { answers, open }
    }
}

/// The explainers with questions, in list order.
#[derive(Debug, Default)]
pub struct QuestionLists {
    /// Under their primary topic, by the topic's number; the last are those without a topic.
    pub by_topic: Vec<(Option<TopicId>, Vec<PageId>)>,
    all: Vec<PageId>,
    answered: Vec<PageId>,
    open: Vec<PageId>,
    /// Those that say when an answer was given or corrected.
    dated: BTreeSet<PageId>,
}

impl QuestionLists {
    /// Returns the lists of these explainers, which are in list order.
    pub(super) fn of(
        explainers: impl Iterator<Item = QuestionFacts>,
        collections: &Collections,
    ) -> Self {
        // Those without a topic are listed together, along with the topic that really has this name, if there is one.
        let other = collections.topics.iter().position(|topic| topic.slug == NO_TOPIC);
        let mut lists = Self::default();
        let mut by_topic: BTreeMap<(bool, Option<TopicId>), Vec<PageId>> = BTreeMap::new();
        for (n, (facts, topics)) in explainers.zip(&collections.topics_of).enumerate() {
            let page = PageId(n);
            let QuestionFacts { answers, open } = facts;
            let answered = answers != AnswerFacts::None;
            if answered || open {
                let topic = topics.first().copied().or(other.map(TopicId));
                by_topic.entry((topic.is_none(), topic)).or_default().push(page);
                lists.all.push(page);
            }
            lists.answered.extend(answered.then_some(page));
            lists.open.extend(open.then_some(page));
            lists.dated.extend((answers == AnswerFacts::Dated).then_some(page));
        }
        lists.by_topic = by_topic.into_iter().map(|((_, topic), pages)| (topic, pages)).collect();
        lists
    }

    /// Returns the explainers of a list; of the newest answers, nothing is known before the site is linked.
    pub fn pages(&self, filter: QuestionFilter) -> &[PageId] {
        match filter {
            QuestionFilter::All => &self.all,
            QuestionFilter::Answered => &self.answered,
            QuestionFilter::Open => &self.open,
            QuestionFilter::Newest => &[],
        }
    }

    /// Whether the answers, those of a topic or all, have a feed: it needs their days.
    pub(crate) fn has_feed(&self, topic: Option<TopicId>) -> bool {
        let Some(_) = topic else { return !self.dated.is_empty() };
        let pages = self.by_topic.iter().find(|(of, _)| *of == topic).map(|(_, pages)| pages);
        pages.is_some_and(|pages| pages.iter().any(|page| self.dated.contains(page)))
    }
}

/// An answer in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerEntry {
    /// The day on which it was given or corrected.
    pub day: Reverse<Date>,
    /// Its page.
    pub page: PageId,
    /// Its place among the questions there.
    pub question: usize,
}

/// The questions of the site as a whole.
#[derive(Debug, Default)]
pub struct Answers {
    /// How many have an answer.
    pub answered: usize,
    /// How many have none.
    pub open: usize,
    /// The newest, at most fifty: an answer that says no day is as old as its page.
    pub newest: Vec<AnswerEntry>,
    /// All that say when they were given or corrected, newest first.
    pub dated: Vec<AnswerEntry>,
}

impl Answers {
    /// Returns the answers of these explainers. One that is borrowed belongs to another page.
    pub(super) fn of(explainers: &[Arc<Page>]) -> Self {
        let mut all = Self::default();
        let mut newest: BTreeSet<AnswerEntry> = BTreeSet::new();
        for (n, page) in explainers.iter().enumerate() {
            let article = &page.article;
            let published = article.date.as_ref().map(|date| date.day);
            for (question, asked) in article.questions.iter().enumerate() {
                if !asked.is_answered() {
                    all.open += 1;
                    continue;
                }
                all.answered += 1;
                if page.borrowed_by(asked).is_some() {
                    continue;
                }
                let changed = article.answer_changed(asked);
                let entry = |day| AnswerEntry { day: Reverse(day), page: PageId(n), question };
                all.dated.extend(changed.map(entry));
                let Some(entry) = changed.or(published).map(entry) else { continue };
                if newest.len() < NEWEST || newest.last().is_some_and(|last| entry < *last) {
                    newest.insert(entry);
                    if newest.len() > NEWEST {
                        newest.pop_last();
                    }
                }
            }
        }
        all.newest = newest.into_iter().collect();
        all.dated.sort_unstable();
        all
    }
}
