//! [`SiteIndex`]: the order of the articles, their topics, and what is at which URL. It depends on little of what
//! articles say, so that most edits leave it unchanged.

use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::config::Config;
use crate::content::{Article, ArticleKind, Hold};
use crate::digest::{Digest, Digested};
use crate::path::SitePath;
use crate::site::asked::{QuestionFacts, QuestionLists};
use crate::site::basis::Basis;
use crate::site::collections::{Collections, Topic};
use crate::site::extent::Extent;
use crate::site::material::LinkInput;
use crate::site::numbers::TopicId;
use crate::site::order::ArticleOrder;
use crate::site::routes::{Routable, Routes};
use crate::span::Span;

/// The index of a site.
pub(crate) struct SiteIndex {
    pub(crate) basis: Basis,
    /// The published articles in page order, as indices into the articles by path; the home page's introduction comes
    /// last.
    pub(crate) pages: Vec<usize>,
    /// How many of them are explainers; these come first.
    pub(crate) explainers: usize,
    /// Whether the last of them introduces the home page.
    pub(crate) has_home: bool,
    pub(crate) topics: Arc<Vec<Topic>>,
    pub(crate) topics_of: Vec<Vec<TopicId>>,
    /// See [`Site::questions`](crate::site::Site::questions).
    pub(crate) questions: QuestionLists,
    pub(crate) routes: Routes,
}

/// What the index takes from one article.
#[derive(Hash)]
struct Facts<'a> {
    path: &'a SitePath,
    kind: ArticleKind,
    draft: bool,
    hold: Option<Hold>,
    date: Option<Timestamp>,
    /// Its slug, and whether it has one that could not be read.
    slug: (Option<&'a str>, bool),
    /// Its old addresses, each with the anchor to which it leads.
    aliases: Vec<(&'a str, Option<&'a str>)>,
    topics: Vec<(&'a str, &'a str)>,
    questions: QuestionFacts,
}

impl<'a> Facts<'a> {
    fn of(article: &'a Article, config: &Config) -> Self {
        Self {
            path: &article.path,
            kind: article.kind,
            draft: article.draft,
            hold: article.hold,
            date: article.date.as_ref().map(|date| date.instant(&config.time_zone)),
            slug: (article.slug.as_ref().map(|slug| slug.value.as_str()), article.gaps.slug),
            aliases: article
                .old_addresses()
                .map(|(alias, question)| (&*alias.value, question.map(|it| &*it.anchor)))
                .collect(),
            topics: article.topics.iter().map(|topic| (&*topic.slug, &*topic.name)).collect(),
            questions: QuestionFacts::of(article),
        }
    }
}

impl SiteIndex {
    /// Returns the index of these articles: the one `before` if it was made from the same input, or else a new one.
    pub(crate) fn of(
        material: &LinkInput,
        config: &Config,
        before: Option<&Arc<Self>>,
    ) -> Arc<Self> {
        // What else there is has no say in the order: named, so that the compiler asks about something new.
        let LinkInput { articles, drafts, files, withheld, statics, partial: _, surroundings: _ } =
            material;
        let facts: Vec<Facts<'_>> =
            articles.par_iter().map(|article| Facts::of(article, config)).collect();
        let contents: Vec<Digest> = facts.par_iter().map(Digest::of_value).collect();
        let content =
            Digest::of_value(&(contents, drafts, files, withheld, statics, &config.digest));
        let places: Vec<Digest> =
            articles.par_iter().map(|article| Digest::of_value(&places(article))).collect();
        let places = Digest::of_value(&places);
        if let Some(before) = before.filter(|before| before.basis.fits(content, places)) {
            return Arc::clone(before);
        }
        Arc::new(Self::new(material, config, (&facts, content, places)))
    }

    /// Orders the articles and gives each its address.
    fn new(
        material: &LinkInput,
        config: &Config,
        (facts, content, places): (&[Facts<'_>], Digest, Digest),
    ) -> Self {
        let LinkInput { articles, drafts, files, withheld, statics, .. } = material;
        let mut findings = Vec::new();
        let (pages, hidden) = list_order(facts, *drafts);
        let order = ArticleOrder::new(&pages, articles);
        let collections = Collections::new(&order.explainers, config, &mut findings);
        let hidden: Vec<Arc<Digested<Article>>> =
            hidden.into_iter().filter_map(|n| articles.get(n).cloned()).collect();
        // The explainers are the first of the pages.
        let explainers = pages.iter().take(order.explainers.len());
        let asked = explainers.filter_map(|n| facts.get(*n)).map(|facts| facts.questions);
        let questions = QuestionLists::of(asked, &collections);
        let generated = Extent {
            config,
            explainers: order.explainers.len(),
            dated: order.explainers.iter().any(|article| article.date.is_some()),
            topics: &collections.topics,
            questions: &questions,
            linked: None,
        };
        let routable = Routable {
            order: &order,
            hidden: &hidden,
            drafts: *drafts,
            files,
            withheld,
            statics,
            generated: &generated,
        };
        let routes = Routes::new(&routable, &mut findings);
        Self {
            basis: Basis { content, places, findings },
            pages,
            explainers: order.explainers.len(),
            has_home: order.home.is_some(),
            questions,
            topics: Arc::new(collections.topics),
            topics_of: collections.topics_of,
            routes,
        }
    }
}

/// Returns the places in its file of what the index takes from an article.
fn places(article: &Article) -> Vec<(u32, u32)> {
    let slug = article.slug.iter().map(|slug| slug.span);
    let aliases = article.old_addresses().map(|(alias, _)| alias.span);
    let topics = article.topics.iter().map(|topic| topic.span);
    [article.title_span]
        .into_iter()
        .chain(slug)
        .chain(aliases)
        .chain(topics)
        .map(Span::ends)
        .collect()
}

/// Returns the published articles in page order, then those that are not published.
fn list_order(facts: &[Facts<'_>], drafts: bool) -> (Vec<usize>, Vec<usize>) {
    let (mut shown, hidden): (Vec<usize>, Vec<usize>) =
        (0..facts.len()).partition(|n| facts.get(*n).is_some_and(|facts| drafts || !facts.draft));
    // Explainers newest first, undated ones last, ties by path; then plain pages by path; the home page last.
    shown.sort_by_cached_key(|n| {
        let facts = facts.get(*n).expect("the numbers are those of the facts");
        let date = match facts.kind {
            ArticleKind::Explainer => facts.date.map(std::cmp::Reverse),
            ArticleKind::Page | ArticleKind::Home => None,
        };
        (facts.kind, date.is_none(), date, *n)
    });
    (shown, hidden)
}
