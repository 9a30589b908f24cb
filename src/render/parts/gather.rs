//! [`Gatherer`]: takes from a site what each output is made from.

use crate::config::Config;
use crate::content::{Article, QuestionForm};
use crate::render::parts::{
    ArticleParts, BibParts, Card, Elsewhere, LinkParts, ListParts, MoreParts, Parts, QuestionCard,
    QuestionTopic, Reason, Shown, SitemapEntry, SourceParts, TopicName, TopicParts, UpdateParts,
    changed_later,
};
use crate::render::plan::{Job, Plan, Recipe, page_count, page_of, question_slug, topic_has_feed};
use crate::render::view::CountsView;
use crate::site::{Page, PageId, RelatedReason, Site, Target, Topic};

/// So many pages that also cite a source are named where it is listed.
const NAMED_ELSEWHERE: usize = 3;

/// Takes the parts of outputs from a site.
#[derive(Clone, Copy)]
pub struct Gatherer<'s> {
    site: &'s Site,
    plan: &'s Plan,
    config: &'s Config,
}

impl<'s> Gatherer<'s> {
    /// From `site`, whose outputs are those of `plan`.
    pub fn new(site: &'s Site, plan: &'s Plan, config: &'s Config) -> Self {
        Self { site, plan, config }
    }

    /// The parts of what a job makes.
    pub fn parts(&self, job: &Job) -> Parts<'s> {
        let site = self.site;
        match job.recipe {
            Recipe::Article(id) => Parts::Article(Box::new(self.article(id))),
            Recipe::Bib(id) => Parts::Bib(bib(site.page(id))),
            Recipe::Home(number) => self.home(number),
            Recipe::Topics => Parts::Topics(self.topics()),
            Recipe::Topic(n, number) => {
                let topic = self.topic(n);
                let segments = vec!["topics", topic.name.slug];
                Parts::Topic(
                    topic,
                    self.cards(segments, number, self.topic_of(n).pages.iter().copied()),
                )
            }
            Recipe::QuestionIndex => Parts::QuestionIndex(
                site.questions().iter().map(|(topic, pages)| self.asked(*topic, pages)).collect(),
            ),
            Recipe::Questions(n, number) => self.questions(n, number),
            Recipe::Sources(number) => Parts::Sources(self.list(
                vec!["sources"],
                number,
                site.sources().iter(),
                |source| {
                    let cited_by =
                        source.cited_by.iter().map(|id| LinkParts::of(site.page(*id))).collect();
                    SourceParts { source: &source.source, anchor: source.anchor(), cited_by }
                },
            )),
            Recipe::Updates(number) => {
                Parts::Updates(self.list(vec!["updates"], number, site.updates.iter(), |entry| {
                    UpdateParts { shown: self.shown(site.page(entry.page)), update: entry.update }
                }))
            }
            Recipe::NotFound => Parts::NotFound,
            Recipe::Redirect(n) => {
                let alias = site.aliases().get(n).expect("a plan numbers aliases that exist");
                let page = site.page(alias.page);
                Parts::Redirect(LinkParts::of(page), page.article.lang.as_deref())
            }
            Recipe::Atom => Parts::Atom(None, self.entries(0..site.explainers)),
            Recipe::TopicAtom(n) => Parts::Atom(
                Some(self.topic(n)),
                self.entries(self.topic_of(n).pages.iter().copied()),
            ),
            Recipe::JsonFeed => Parts::JsonFeed(self.entries(0..site.explainers)),
            Recipe::Sitemap(part) => self.sitemap(part),
            Recipe::Robots => Parts::Robots,
            Recipe::Copy(n) => {
                Parts::Copy(site.files.get(n).expect("a plan numbers files that exist"))
            }
        }
    }

    fn home(&self, number: usize) -> Parts<'s> {
        let intro = self.site.home.as_ref().filter(|_| number == 1);
        let intro = intro.map(|page| Box::new(self.alone(page)));
        let list = self.cards(Vec::new(), number, 0..self.site.explainers);
        Parts::Home(intro, list, self.topics())
    }

    fn questions(&self, n: usize, number: usize) -> Parts<'s> {
        let (topic, pages) = self.site.questions().get(n).expect("a plan numbers lists that exist");
        let topic = self.asked(*topic, pages);
        let segments = vec!["questions", topic.slug];
        let card = |id: &PageId| question_card(self.site.page(*id));
        Parts::Questions(topic, self.list(segments, number, pages.iter(), card))
    }

    fn article(&self, id: PageId) -> ArticleParts<'s> {
        let site = self.site;
        let elsewhere = self.elsewhere(id);
        let parts = ArticleParts { elsewhere, ..self.alone(site.page(id)) };
        if id >= site.explainers {
            return parts;
        }
        let link = |id: PageId| LinkParts::of(site.page(id));
        let related = site.related(id).into_iter().map(|related| {
            let reason = match related.reason {
                RelatedReason::Chosen => Reason::Chosen,
                RelatedReason::Sources(n) => Reason::Sources(n),
                RelatedReason::Topic(n) => Reason::Topic(&self.topic_of(n).name),
            };
            (link(related.page), reason)
        });
        ArticleParts {
            related: related.collect(),
            previous: id.checked_sub(1).map(link),
            next: Some(id + 1).filter(|id| *id < site.explainers).map(link),
            ..parts
        }
    }

    /// Who else cites the sources that a page cites.
    fn elsewhere(&self, id: PageId) -> Vec<Elsewhere<'s>> {
        let site = self.site;
        let of = |entry: usize| {
            let n = site.site_source(id, entry)?;
            let source = site.sources().get(n)?;
            // In list order, so in that of their numbers. A source may have as many pages as the site.
            let own = usize::from(source.cited_by.binary_search(&id).is_ok());
            let count = (source.cited_by.len() - own).saturating_sub(NAMED_ELSEWHERE);
            let more = (count > 0).then(|| MoreParts {
                count,
                number: page_of(n, self.config),
                anchor: source.anchor(),
            });
            let others = source.cited_by.iter().filter(|other| **other != id);
            let first =
                others.take(NAMED_ELSEWHERE).map(|id| LinkParts::of(site.page(*id))).collect();
            Some(Elsewhere { first, more })
        };
        let cited = 0..site.page(id).bibliography.cited;
        cited.map(|entry| of(entry).expect("the site knows the sources of its pages")).collect()
    }

    /// A page without what stands around it in a list.
    fn alone(&self, page: &'s Page) -> ArticleParts<'s> {
        let newer = match page.article.superseded_by.and_then(|link| page.targets.get(link)) {
            Some(Target::Page { page, .. }) => Some(LinkParts::of(self.site.page(page.0))),
            _ => None,
        };
        let sections = page.article.questions.iter().filter_map(|question| match question.form {
            QuestionForm::See(link) => match page.targets.get(link)? {
                Target::Page { page, anchor, .. } => {
                    Some((link, section_name(&self.site.page(page.0).article, anchor.as_deref())))
                }
                _ => None,
            },
            _ => None,
        });
        ArticleParts {
            shown: self.shown(page),
            sections: sections.collect(),
            newer,
            related: Vec::new(),
            previous: None,
            next: None,
            elsewhere: Vec::new(),
        }
    }

    fn shown(&self, page: &'s Page) -> Shown<'s> {
        Shown { page, topics: self.topic_names(page) }
    }

    fn topic_names(&self, page: &'s Page) -> Vec<TopicName<'s>> {
        page.topics.iter().map(|n| topic_name(self.topic_of(*n))).collect()
    }

    fn topic_of(&self, n: usize) -> &'s Topic {
        self.site.topics.get(n).expect("the numbers of topics are those of the site")
    }

    fn topic(&self, n: usize) -> TopicParts<'s> {
        let topic = self.topic_of(n);
        TopicParts {
            name: topic_name(topic),
            description: topic.description.as_deref(),
            count: topic.pages.len(),
            has_feed: topic_has_feed(self.site, self.config, n),
        }
    }

    fn topics(&self) -> Vec<TopicParts<'s>> {
        (0..self.site.topics.len()).map(|n| self.topic(n)).collect()
    }

    fn asked(&self, topic: Option<usize>, pages: &[PageId]) -> QuestionTopic<'s> {
        let mut sum = CountsView { questions: 0, answered: 0, open: 0, sources: 0 };
        for counts in pages.iter().map(|id| counts(self.site.page(*id))) {
            sum.questions += counts.questions;
            sum.answered += counts.answered;
            sum.open += counts.open;
            sum.sources += counts.sources;
        }
        QuestionTopic {
            name: topic.map(|n| self.topic_of(n).name.as_str()),
            slug: question_slug(self.site, topic),
            counts: sum,
        }
    }

    fn cards(
        &self,
        segments: Vec<&'s str>,
        number: usize,
        ids: impl ExactSizeIterator<Item = PageId>,
    ) -> ListParts<'s, Card<'s>> {
        self.list(segments, number, ids, |id| {
            let page = self.site.page(id);
            let article = &page.article;
            Card {
                link: LinkParts::of(page),
                description: article.description(),
                published: article.date.as_ref(),
                updated: changed_later(article),
                topics: self.topic_names(page),
                counts: counts(page),
                lang: article.lang.as_deref(),
            }
        })
    }

    fn list<E, T>(
        &self,
        segments: Vec<&'s str>,
        number: usize,
        entries: impl ExactSizeIterator<Item = E>,
        part: impl FnMut(E) -> T,
    ) -> ListParts<'s, T> {
        let total = entries.len();
        let from = (number - 1) * self.config.per_page;
        ListParts {
            segments,
            items: entries.skip(from).take(self.config.per_page).map(part).collect(),
            total,
            number,
            pages: page_count(total, self.config),
        }
    }

    /// The dated explainers of a feed, newest first.
    fn entries(&self, ids: impl IntoIterator<Item = PageId>) -> Vec<Shown<'s>> {
        ids.into_iter()
            .map(|id| self.site.page(id))
            .filter(|page| page.article.date.is_some())
            .take(self.config.feed_limit)
            .map(|page| self.shown(page))
            .collect()
    }

    /// Part 0 is the sitemap, or the index of its parts where there are too many addresses for one.
    fn sitemap(&self, part: usize) -> Parts<'s> {
        let parts = self.plan.sitemap_parts();
        if part == 0 && parts > 1 {
            return Parts::SitemapIndex(parts);
        }
        let entry = |job: &'s Job| SitemapEntry {
            path: &job.path,
            changed: match job.recipe {
                Recipe::Article(id) => self.site.page(id).article.updated.as_ref(),
                _ => None,
            },
        };
        Parts::Sitemap(self.plan.indexed(part.max(1)).map(entry).collect())
    }
}

fn topic_name(topic: &Topic) -> TopicName<'_> {
    TopicName { slug: &topic.slug, name: &topic.name }
}

fn bib(page: &Page) -> BibParts<'_> {
    let article = &page.article;
    BibParts {
        title: &article.title,
        route: &page.route,
        authors: &article.authors,
        date: article.updated.as_ref().or(article.date.as_ref()),
        lang: article.lang.as_deref(),
    }
}

fn question_card(page: &Page) -> QuestionCard<'_> {
    let questions = page.article.questions.iter();
    let questions = questions
        .map(|question| (question.text.as_str(), question.anchor.as_str(), question.is_answered()));
    QuestionCard { link: LinkParts::of(page), questions: questions.collect() }
}

/// How many questions and sources a page has.
pub(in crate::render) fn counts(page: &Page) -> CountsView {
    let questions = page.article.questions.len();
    let answered = page.article.questions.iter().filter(|question| question.is_answered()).count();
    CountsView { questions, answered, open: questions - answered, sources: page.bibliography.cited }
}

/// What a section of another article is called.
fn section_name(article: &Article, anchor: Option<&str>) -> String {
    let heading =
        anchor.and_then(|anchor| article.body.headings.iter().find(|heading| heading.id == anchor));
    heading.map_or_else(
        || article.title.clone(),
        |heading| format!("{} · {}", article.title, heading.text),
    )
}
