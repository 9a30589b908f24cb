//! What list pages show.

use jiff::civil::Date;
use serde::Serialize;

use crate::config::Config;
use crate::path::encode_path;
use crate::render::address::{href, joined};
use crate::render::view::article::{ArticleView, CountsView, SourceView, changed_later};
use crate::render::view::describe::views;
use crate::render::view::page::{DateView, LinkView};
use crate::site::{CheckedBy, Health, Page, QuestionFilter, Topic};
use crate::theme::Words;

views! {
    /// An explainer in a list.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct CardView {
        /// Its title.
        pub title: String,
        /// Its address.
        pub href: String,
        /// Its standfirst or first paragraph, plain text.
        pub description: String,
        /// When it was published.
        pub published: Option<DateView>,
        /// When it was last changed, if not on the day when it was published.
        pub updated: Option<DateView>,
        /// Its topics.
        pub topics: Vec<LinkView>,
        /// How many questions and sources it has.
        pub counts: CountsView,
        /// Its language, if it is not that of the list.
        pub lang: Option<String>,
    }

    /// One page of a list, such as that of explainers, publishers or updates.
    #[derive(Debug, Serialize)]
    pub struct ListView<T> {
        /// The entries of this page of the list.
        pub items: Vec<T>,
        /// How many entries the list has.
        pub total: usize,
        /// Which page of the list this is, from 1.
        pub number: usize,
        /// How many pages the list has, at least 1.
        pub pages: usize,
        /// The previous page.
        pub previous: Option<String>,
        /// The next page.
        pub next: Option<String>,
        /// The first page.
        pub first: String,
        /// The last page.
        pub last: String,
    }

    /// The home page.
    #[derive(Debug, Serialize)]
    pub struct HomeView {
        /// The introduction to the site, from `content/index.md`; only on the first page.
        pub intro: Option<ArticleView>,
        /// The explainers, newest first.
        pub list: ListView<CardView>,
        /// The topics.
        pub topics: Vec<TopicView>,
    }

    /// A topic.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct TopicView {
        /// Its name.
        pub name: String,
        /// Its page.
        pub href: String,
        /// What it is about.
        pub description: Option<String>,
        /// How many explainers it has.
        pub count: usize,
    }

    /// The questions: a list of them, or those of a topic.
    #[derive(Debug, Serialize)]
    pub struct QuestionsView {
        /// The lists that readers can choose from; not on the pages of a topic.
        pub filters: Vec<FilterView>,
        /// The topics that have questions; only on the first page of all questions.
        pub topics: Vec<QuestionTopicView>,
        /// The topic; only on its pages.
        pub topic: Option<String>,
        /// The explainers with their questions; not on the list of the newest answers.
        pub list: Option<ListView<QuestionListView>>,
        /// The newest answers; only on their list.
        pub newest: Vec<AnswerLinkView>,
    }

    /// A list that readers can choose.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct FilterView {
        /// What it is called.
        pub name: String,
        /// Its first page.
        pub href: String,
        /// How many questions it has; nothing for the newest answers.
        pub count: Option<usize>,
        /// Whether it is the one that is shown.
        pub current: bool,
    }

    /// An answer in the list of the newest.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct AnswerLinkView {
        /// The question.
        pub text: String,
        /// The address of its answer.
        pub href: String,
        /// The day on which it was given or corrected, or else that of its page.
        pub date: DateView,
        /// Whether it was corrected on that day.
        pub corrected: bool,
        /// Its page.
        pub article: LinkView,
    }

    /// A topic with the numbers of its questions.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct QuestionTopicView {
        /// Its name.
        pub name: String,
        /// The page with its questions.
        pub href: String,
        /// How many questions it has, and how many of them are answered and open.
        pub counts: CountsView,
    }

    /// An explainer with its questions, in a list.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct QuestionListView {
        /// Its title.
        pub title: String,
        /// Its address.
        pub href: String,
        /// Its questions; `href` is the whole address.
        pub questions: Vec<QuestionLinkView>,
    }

    /// A question in a list.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct QuestionLinkView {
        /// The question.
        pub text: String,
        /// Where it is answered.
        pub href: String,
        /// Whether it is answered.
        pub answered: bool,
    }

    /// Sources of one publisher, in the list of sources.
    #[derive(Debug, Serialize)]
    pub struct PublisherView {
        /// The publisher; none for sources without one.
        pub name: Option<String>,
        /// Its sources on this page of the list.
        pub sources: Vec<CitedSourceView>,
    }

    /// A source with the explainers that cite it.
    #[derive(Debug, Serialize)]
    pub struct CitedSourceView {
        /// The source; its id is its id in this list, and its number and marks are empty.
        pub source: SourceView,
        /// The explainers that cite it.
        pub cited_by: Vec<LinkView>,
    }

    /// How an explainer stands, in the overview of all.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct HealthView {
        /// Its title.
        pub title: String,
        /// Its address.
        pub href: String,
        /// How many questions it has, and how many of them are open.
        pub counts: CountsView,
        /// How many of its figures have no source.
        pub unsourced: usize,
        /// The date of the oldest source that it cites and that has one.
        pub oldest: Option<DateView>,
        /// Up to when its facts were checked; if it does not say so, when it was last changed, or else published.
        pub checked: Option<DateView>,
        /// What that date is, if it is not that of a check.
        pub checked_label: Option<String>,
    }
}

impl<T> ListView<T> {
    /// Returns the same page of the list, with its entries put together in another way.
    pub(in crate::render) fn regrouped<G>(
        self,
        group: impl FnOnce(Vec<T>) -> Vec<G>,
    ) -> ListView<G> {
        let Self { items, total, number, pages, previous, next, first, last } = self;
        ListView { items: group(items), total, number, pages, previous, next, first, last }
    }
}

impl HealthView {
    /// Returns how an explainer stands, in the words of the list.
    pub(in crate::render) fn new(
        page: &Page,
        health: &Health,
        (config, words): (&Config, &Words),
    ) -> Self {
        let day = |(day, _): (Date, CheckedBy)| DateView::of_day(day, words);
        let label = match health.checked {
            Some((_, CheckedBy::Updated)) => Some("updated"),
            Some((_, CheckedBy::Date)) => Some("published"),
            Some((_, CheckedBy::AsOf)) | None => None,
        };
        let LinkView { name, href } = LinkView::to_page(page, config);
        Self {
            title: name,
            href,
            counts: CountsView::of(page),
            unsourced: health.unsourced,
            oldest: health.oldest.map(|date| DateView::of(date, words)),
            checked: health.checked.map(day),
            checked_label: label.map(|label| words.word(label).to_owned()),
        }
    }
}

impl CardView {
    /// Returns an explainer with these topics, in the words of the list.
    pub(in crate::render) fn new<'t>(
        page: &Page,
        topics: impl Iterator<Item = &'t Topic>,
        (config, words): (&Config, &Words),
    ) -> Self {
        let article = &page.article;
        Self {
            title: article.title.clone(),
            href: href(config, &page.route),
            description: article.description(),
            published: article.date.as_ref().map(|date| DateView::new(date, words)),
            updated: changed_later(article).map(|date| DateView::new(date, words)),
            topics: topics
                .map(|topic| LinkView::to_topic(&topic.name, &topic.slug, config))
                .collect(),
            counts: CountsView::of(page),
            lang: article.lang.clone().filter(|lang| *lang != config.language),
        }
    }
}

impl TopicView {
    /// Returns a topic as lists show it.
    pub(in crate::render) fn new(topic: &Topic, config: &Config) -> Self {
        let LinkView { name, href } = LinkView::to_topic(&topic.name, &topic.slug, config);
        let description = topic.description.clone();
        Self { name, href, description, count: topic.pages.len() }
    }
}

impl QuestionListView {
    /// Returns the questions of an explainer that a list has.
    pub(in crate::render) fn new(page: &Page, filter: QuestionFilter, config: &Config) -> Self {
        let LinkView { name, href } = LinkView::to_page(page, config);
        let questions = page.article.questions.iter().filter(|question| filter.has(question));
        let questions = questions
            .map(|question| QuestionLinkView {
                text: question.text.clone(),
                href: joined([&href, "#", &encode_path(&question.anchor)]),
                answered: question.is_answered(),
            })
            .collect();
        Self { title: name, href, questions }
    }
}
