//! [`Gatherer`]: collects from a site what each output is made from.

use std::sync::{Arc, OnceLock};

use crate::config::Config;
use crate::content::{Article, QuestionForm};
use crate::path::Route;
use crate::render::parts::{
    ArticleParts, BibParts, Elsewhere, FeedParts, LinkParts, ListParts, ListedPage, MoreParts,
    Parts, Reason, SitemapEntry, SourceParts, TopicFiles, TopicName, UpdateParts,
};
use crate::render::plan::{Job, Plan, Recipe};
use crate::render::view::{CardView, FeedView, HealthView, LetterView, LetteredView, TopicView};
use crate::search::{SCRIPT, SearchIndex};
use crate::site::{
    Alphabet, EntryId, FeedFormat, Generated, Health, Lettered, Page, PageId, PageNumber,
    RelatedReason, SearchFile, Site, Target, Topic, TopicId, alphabet_per_page, page_count,
    page_of,
};
use crate::theme::{Theme, Words};

/// At most this many pages that also cite a source are named where it is listed.
const NAMED_ELSEWHERE: usize = 3;

/// Collects the parts of outputs from a site.
pub struct Gatherer<'s> {
    pub(super) site: &'s Site,
    plan: &'s Plan,
    pub(super) config: &'s Config,
    health: &'s [Health],
    search: Option<&'s SearchIndex>,
    alphabet: Option<&'s Alphabet>,
    pub(super) written: &'s [OnceLock<String>],
    /// The words of lists, in the site's language.
    pub(super) words: Arc<Words>,
}

impl<'s> Gatherer<'s> {
    /// Collects from `site`, whose outputs are those of `plan`.
    pub fn new(site: &'s Site, plan: &'s Plan, theme: &Theme, config: &'s Config) -> Self {
        let words = theme.words(&config.language);
        Self { site, plan, config, health: &[], search: None, alphabet: None, written: &[], words }
    }

    /// Knows also how the explainers stand.
    #[must_use]
    pub fn with_health(self, health: &'s [Health]) -> Self {
        Self { health, ..self }
    }

    /// Knows also the index of the search.
    #[must_use]
    pub fn with_search(self, search: Option<&'s SearchIndex>) -> Self {
        Self { search, ..self }
    }

    /// Knows also the order of everything by letter.
    #[must_use]
    pub fn with_alphabet(self, alphabet: Option<&'s Alphabet>) -> Self {
        Self { alphabet, ..self }
    }

    /// Returns the parts that a job's output is made from.
    pub fn parts(&self, job: &Job) -> Parts<'s> {
        let site = self.site;
        match job.recipe {
            Recipe::Article(id) => Parts::Article(Box::new(self.article(id))),
            Recipe::Bib(id) => Parts::Bib(bib(site.page(id))),
            Recipe::QuestionData(id) => Parts::QuestionData(self.questions_of_page(id)),
            Recipe::Generated(page) => self.generated(page),
            Recipe::Redirect(n) => {
                let alias = site.alias(n);
                let page = site.page(alias.page);
                let to = LinkParts::to_question(page, alias.anchor.as_deref());
                Parts::Redirect(to, page.article.lang.as_deref())
            }
            Recipe::Copy(n) => Parts::Copy(site.file(n)),
        }
    }

    fn generated(&self, page: Generated<TopicId>) -> Parts<'s> {
        let site = self.site;
        let at = page.map(|topic| site.topic(topic).slug.as_str());
        match page {
            Generated::Home(number) => self.home(at, number),
            Generated::NotFound => Parts::NotFound,
            Generated::Topics => Parts::Topics(self.topics()),
            Generated::Topic(id, number) => {
                let pages = site.topic(id).pages.iter().copied();
                let files =
                    TopicFiles { feeds: self.feeds(id), questions_json: self.topic_data_at(id) };
                Parts::Topic(self.topic(id), files, self.cards((at, number), pages))
            }
            Generated::QuestionList(filter, number) => self.question_list(filter, (at, number)),
            Generated::Questions(topic, number) => self.questions(topic, (at, number)),
            Generated::Sources(number) => {
                let list = self.list((at, number), site.sources().iter(), |source| {
                    let cited_by = source.cited_by.iter();
                    SourceParts {
                        source: &source.source,
                        anchor: source.anchor(),
                        cited_by: cited_by.map(|id| LinkParts::of(site.page(*id))).collect(),
                    }
                });
                Parts::Sources(list)
            }
            Generated::Updates(number) => {
                let list = self.list((at, number), site.updates.iter(), |entry| UpdateParts {
                    shown: self.shown(site.page(entry.page)),
                    update: entry.update,
                });
                Parts::Updates(list)
            }
            Generated::Health(number) => {
                let row = |health: &Health| {
                    let page = site.page(health.page);
                    HealthView::new(page, health, (self.config, &self.words))
                };
                Parts::Health(self.list((at, number), self.health.iter(), row))
            }
            Generated::Feed(format) => {
                let entries = self.entries(site.explainers().map(|(id, _)| id));
                Parts::Feed(FeedParts { format, topic: None, entries })
            }
            Generated::TopicFeed(id, format) => {
                let topic = site.topic(id);
                let entries = self.entries(topic.pages.iter().copied());
                let topic = Some((topic_name(topic), topic.description.as_deref()));
                Parts::Feed(FeedParts { format, topic, entries })
            }
            Generated::AnswerFeed(topic) => self.answer_feed(topic),
            Generated::Sitemap => match self.plan.sitemap_parts() {
                0 => self.sitemap(PageNumber::FIRST),
                parts => Parts::SitemapIndex(parts),
            },
            Generated::SitemapPart(part) => self.sitemap(part),
            Generated::Robots => Parts::Robots,
            Generated::QuestionData(topic) => Parts::QuestionData(self.questions_of(topic)),
            Generated::AToZ(number) => self.a_to_z(at, number),
            Generated::Search(file) => self.search(file),
        }
    }

    fn search(&self, file: SearchFile) -> Parts<'s> {
        let index = || self.search.expect("who wants a file of the search has its index");
        Parts::SearchFile(match file {
            SearchFile::Page => return Parts::Search,
            SearchFile::Description => return Parts::SearchDescription,
            SearchFile::Script => SCRIPT,
            SearchFile::Contents => &index().contents,
            SearchFile::Terms(key) => index().shard(key).map_or("", |shard| &shard.json),
            SearchFile::Cards(number) => {
                index().cards.get(number.before()).map_or("", String::as_str)
            }
        })
    }

    fn a_to_z(&self, at: Generated<&'s str>, number: PageNumber) -> Parts<'s> {
        let alphabet = self.alphabet.expect("who wants the list by letter has its order");
        let per_page = alphabet_per_page(self.config);
        let letter_of = |n: usize| alphabet.letters.partition_point(|(_, first)| *first <= n) - 1;
        let entry = |(n, entry): (usize, &Lettered)| {
            let letter = alphabet.letters.get(letter_of(n)).map_or("", |(letter, _)| letter);
            LetteredView::new(letter, self.site.page(entry.page), entry.question, self.config)
        };
        let letters = alphabet.letters.iter().map(|(letter, first)| {
            let on = PageNumber::after(first / per_page);
            LetterView::new(letter, (on == number, &at.on_page(on).route()), self.config)
        });
        let entries = alphabet.entries.iter().enumerate();
        Parts::AToZ(list_by(per_page, (at, number), entries, entry), letters.collect())
    }

    fn home(&self, at: Generated<&'s str>, number: PageNumber) -> Parts<'s> {
        let intro = self.site.home.as_ref().filter(|_| number == PageNumber::FIRST);
        let intro = intro.map(|page| Box::new(self.alone(page)));
        let list = self.cards((at, number), (0..self.site.explainers).map(PageId));
        Parts::Home(intro, list, self.topics())
    }

    fn article(&self, id: PageId) -> ArticleParts<'s> {
        let site = self.site;
        let elsewhere = self.elsewhere(id);
        let parts = ArticleParts { elsewhere, ..self.alone(site.page(id)) };
        if !site.is_explainer(id) {
            return parts;
        }
        let link = |id: PageId| LinkParts::of(site.page(id));
        let related = site.related(id).into_iter().map(|related| {
            let reason = match related.reason {
                RelatedReason::Chosen => Reason::Chosen,
                RelatedReason::Sources(n) => Reason::Sources(n),
                RelatedReason::Topic(n) => Reason::Topic(&self.site.topic(n).name),
            };
            (link(related.page), reason)
        });
        ArticleParts {
            related: related.collect(),
            previous: id.0.checked_sub(1).map(PageId).map(link),
            next: Some(PageId(id.0 + 1)).filter(|id| site.is_explainer(*id)).map(link),
            ..parts
        }
    }

    /// Returns which other pages cite the sources that a page cites.
    fn elsewhere(&self, id: PageId) -> Vec<Elsewhere<'s>> {
        let site = self.site;
        let of = |entry: EntryId| {
            let n = site.site_source(id, entry)?;
            let source = site.source(n)?;
            // In list order, which is the order of their numbers. A source may be cited by every page of the site.
            let own = usize::from(source.cited_by.binary_search(&id).is_ok());
            let count = (source.cited_by.len() - own).saturating_sub(NAMED_ELSEWHERE);
            let more = (count > 0).then(|| MoreParts {
                count,
                number: page_of(n.0, self.config),
                anchor: source.anchor(),
            });
            let others = source.cited_by.iter().filter(|other| **other != id);
            let first =
                others.take(NAMED_ELSEWHERE).map(|id| LinkParts::of(site.page(*id))).collect();
            Some(Elsewhere { first, more })
        };
        let cited = site.page(id).bibliography.cited();
        cited.map(|entry| of(entry).expect("the site knows the sources of its pages")).collect()
    }

    /// Returns a page without its neighbours in a list.
    fn alone(&self, page: &'s Page) -> ArticleParts<'s> {
        let newer = match page.article.superseded_by.and_then(|link| page.target(link)) {
            Some(Target::Page { page, .. }) => Some(LinkParts::of(self.site.page(page.0))),
            _ => None,
        };
        let sections = page.article.questions.iter().filter_map(|question| match question.form {
            QuestionForm::See(link) => match page.target(link)? {
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

    pub(super) fn shown(&self, page: &'s Page) -> ListedPage<'s> {
        ListedPage { page, topics: self.topic_names(page) }
    }

    fn topic_names(&self, page: &'s Page) -> Vec<TopicName<'s>> {
        page.topics.iter().map(|n| topic_name(self.site.topic(*n))).collect()
    }

    fn topic(&self, id: TopicId) -> TopicView {
        TopicView::new(self.site.topic(id), self.config)
    }

    fn topics(&self) -> Vec<TopicView> {
        self.site.topics.iter().map(|topic| TopicView::new(topic, self.config)).collect()
    }

    /// Returns the feeds of a topic.
    fn feeds(&self, id: TopicId) -> Vec<FeedView> {
        let name = format!("{} · {}", self.site.topic(id).name, self.config.title);
        let feed = |(format, route): (FeedFormat, Route)| {
            FeedView::new(name.clone(), format, &route, (self.config, &self.words))
        };
        self.site.topic_feeds(id, self.config).map(feed).collect()
    }

    fn cards(
        &self,
        at: (Generated<&'s str>, PageNumber),
        ids: impl ExactSizeIterator<Item = PageId>,
    ) -> ListParts<'s, CardView> {
        self.list(at, ids, |id| {
            let page = self.site.page(id);
            let topics = page.topics.iter().map(|id| self.site.topic(*id));
            CardView::new(page, topics, (self.config, &self.words))
        })
    }

    pub(super) fn list<E, T>(
        &self,
        at: (Generated<&'s str>, PageNumber),
        entries: impl ExactSizeIterator<Item = E>,
        part: impl FnMut(E) -> T,
    ) -> ListParts<'s, T> {
        list_by(self.config.per_page, at, entries, part)
    }

    /// Returns the dated explainers of a feed, newest first.
    fn entries(&self, ids: impl IntoIterator<Item = PageId>) -> Vec<ListedPage<'s>> {
        ids.into_iter()
            .map(|id| self.site.page(id))
            .filter(|page| page.article.date.is_some())
            .take(self.config.feed.limit)
            .map(|page| self.shown(page))
            .collect()
    }

    /// Returns the addresses of one sitemap.
    fn sitemap(&self, part: PageNumber) -> Parts<'s> {
        let entry = |job: &'s Job| SitemapEntry {
            path: &job.path,
            changed: match job.recipe {
                Recipe::Article(id) => self.site.page(id).article.updated.as_ref(),
                _ => None,
            },
        };
        Parts::Sitemap(self.plan.indexed(part).map(entry).collect())
    }
}

/// Returns a page of a list that has so many entries on each.
fn list_by<E, T>(
    per_page: usize,
    (at, number): (Generated<&str>, PageNumber),
    entries: impl ExactSizeIterator<Item = E>,
    part: impl FnMut(E) -> T,
) -> ListParts<'_, T> {
    let total = entries.len();
    let items = entries.skip(number.before() * per_page).take(per_page).map(part).collect();
    ListParts { at, items, total, number, pages: page_count(total, per_page) }
}

pub(super) fn topic_name(topic: &Topic) -> TopicName<'_> {
    TopicName { slug: &topic.slug, name: &topic.name }
}

fn bib(page: &Page) -> BibParts<'_> {
    let article = &page.article;
    BibParts {
        title: &article.title,
        route: &page.route,
        authors: &article.authors,
        date: article.date.as_ref().or(article.updated.as_ref()),
        lang: article.lang.as_deref(),
    }
}

/// Returns what to call a place of another article.
fn section_name(article: &Article, anchor: Option<&str>) -> String {
    anchor
        .and_then(|anchor| article.name_of(anchor))
        .map_or_else(|| article.title.clone(), |name| format!("{} · {name}", article.title))
}
