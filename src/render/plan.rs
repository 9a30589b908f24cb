//! [`plan`]: every page that will exist, as small jobs in a fixed order.

use crate::config::Config;
use crate::path::{Route, SitePath};
use crate::site::{PageId, Site};

/// A page to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Where it is published.
    pub path: SitePath,
    /// What it is.
    pub recipe: Recipe,
}

/// What a job makes. Numbers index the site's tables; list pages count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// The page of an article or plain page.
    Article(PageId),
    /// Its BibTeX entry.
    Bib(PageId),
    /// A page of the home list.
    Home(usize),
    /// The list of topics.
    Topics,
    /// A page of a topic's list.
    Topic(usize, usize),
    /// The index of questions.
    QuestionIndex,
    /// A page of the questions of `site.questions[n]`.
    Questions(usize, usize),
    /// A page of the list of sources.
    Sources(usize),
    /// A page of the list of updates.
    Updates(usize),
    /// `404.html`.
    NotFound,
    /// A redirect.
    Redirect(usize),
    /// The site's Atom feed.
    Atom,
    /// A topic's Atom feed.
    TopicAtom(usize),
    /// The site's JSON feed.
    JsonFeed,
    /// The sitemap: 0 the whole or the index, else a part.
    Sitemap(usize),
    /// `robots.txt`.
    Robots,
    /// A file that is copied.
    Copy(usize),
}

/// How many addresses a sitemap may hold (sitemaps.org, "Sitemap file requirements").
pub(crate) const SITEMAP_LIMIT: usize = 50_000;

/// Every page that will exist.
#[derive(Debug, Default)]
pub struct Plan {
    jobs: Vec<Job>,
}

impl Plan {
    /// The jobs, by path.
    pub fn jobs(&self) -> &[Job] {
        &self.jobs
    }

    /// The job that makes the output at a path.
    pub fn at(&self, path: &SitePath) -> Option<&Job> {
        self.jobs.get(self.jobs.binary_search_by(|job| job.path.cmp(path)).ok()?)
    }

    /// How many sitemaps the addresses need.
    pub(crate) fn sitemap_parts(&self) -> usize {
        self.jobs.iter().filter(|job| is_indexed(job.recipe)).count().div_ceil(SITEMAP_LIMIT)
    }

    /// The jobs whose addresses stand in one of the sitemaps, which are counted from 1.
    pub(crate) fn indexed(&self, part: usize) -> impl Iterator<Item = &Job> {
        let indexed = self.jobs.iter().filter(|job| is_indexed(job.recipe));
        indexed.skip((part - 1) * SITEMAP_LIMIT).take(SITEMAP_LIMIT)
    }
}

/// Names every page of the site.
pub fn plan(site: &Site, config: &Config) -> Plan {
    let mut jobs =
        Vec::with_capacity(site.pages.len() * 2 + site.sources().len() / config.per_page + 64);
    let file = |text: &str| SitePath::new(text).expect("a path in a program is a path");
    for (id, page) in site.pages.iter().enumerate() {
        jobs.push(Job { path: page.route.output(), recipe: Recipe::Article(id) });
        jobs.push(Job { path: crate::site::bib_output(&page.route), recipe: Recipe::Bib(id) });
    }
    let mut list = |segments: &[&str], entries: usize, recipe: &dyn Fn(usize) -> Recipe| {
        for number in 1..=page_count(entries, config) {
            jobs.push(Job { path: list_route(segments, number).output(), recipe: recipe(number) });
        }
    };
    list(&[], site.explainers, &Recipe::Home);
    for (n, topic) in site.topics.iter().enumerate() {
        list(&["topics", &topic.slug], topic.pages.len(), &|number| Recipe::Topic(n, number));
    }
    for (n, (topic, pages)) in site.questions().iter().enumerate() {
        list(&["questions", question_slug(site, *topic)], pages.len(), &|number| {
            Recipe::Questions(n, number)
        });
    }
    list(&["sources"], site.sources().len(), &Recipe::Sources);
    list(&["updates"], site.updates.len(), &Recipe::Updates);
    jobs.push(Job { path: file("topics/index.html"), recipe: Recipe::Topics });
    jobs.push(Job { path: file("questions/index.html"), recipe: Recipe::QuestionIndex });
    jobs.push(Job { path: file("404.html"), recipe: Recipe::NotFound });
    jobs.push(Job { path: file("robots.txt"), recipe: Recipe::Robots });
    if has_feed(site, config) {
        jobs.push(Job { path: file("atom.xml"), recipe: Recipe::Atom });
        jobs.push(Job { path: file("feed.json"), recipe: Recipe::JsonFeed });
        for (n, topic) in
            site.topics.iter().enumerate().filter(|(n, _)| topic_has_feed(site, config, *n))
        {
            jobs.push(Job {
                path: file(&format!("topics/{}/atom.xml", topic.slug)),
                recipe: Recipe::TopicAtom(n),
            });
        }
    }
    for (n, alias) in site.aliases().iter().enumerate() {
        jobs.push(Job { path: alias.output.clone(), recipe: Recipe::Redirect(n) });
    }
    for (n, copied) in site.files.iter().enumerate() {
        jobs.push(Job { path: copied.to.clone(), recipe: Recipe::Copy(n) });
    }
    if config.base_url.is_some() {
        jobs.push(Job { path: file("sitemap.xml"), recipe: Recipe::Sitemap(0) });
        let addresses = jobs.iter().filter(|job| is_indexed(job.recipe)).count();
        if addresses > SITEMAP_LIMIT {
            for part in 1..=addresses.div_ceil(SITEMAP_LIMIT) {
                jobs.push(Job {
                    path: file(&format!("sitemap-{part}.xml")),
                    recipe: Recipe::Sitemap(part),
                });
            }
        }
    }
    jobs.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Plan { jobs }
}

/// Whether a page belongs into the sitemap.
pub(crate) fn is_indexed(recipe: Recipe) -> bool {
    matches!(
        recipe,
        Recipe::Article(_)
            | Recipe::Home(_)
            | Recipe::Topics
            | Recipe::Topic(..)
            | Recipe::QuestionIndex
            | Recipe::Questions(..)
            | Recipe::Sources(_)
            | Recipe::Updates(_)
    )
}

/// On which page of a list its `n`th entry stands; `n` counts from 0, pages from 1.
pub(super) fn page_of(n: usize, config: &Config) -> usize {
    n / config.per_page + 1
}

/// How many pages a list of so many entries has; an empty one has one.
pub(crate) fn page_count(entries: usize, config: &Config) -> usize {
    entries.div_ceil(config.per_page).max(1)
}

/// The route of a page of a list; the first has no number.
pub(crate) fn list_route(segments: &[&str], number: usize) -> Route {
    if number <= 1 {
        return Route::page(segments.iter().copied());
    }
    Route::page(segments.iter().copied().chain(["page", &number.to_string()]))
}

/// The segment under which the questions of a topic stand; those without a topic stand under `other`.
pub(crate) fn question_slug(site: &Site, topic: Option<usize>) -> &str {
    topic
        .and_then(|topic| site.topics.get(topic))
        .map_or(crate::site::NO_TOPIC, |topic| topic.slug.as_str())
}

/// Whether there is a feed: with a `base_url` and a dated explainer.
pub(crate) fn has_feed(site: &Site, config: &Config) -> bool {
    config.base_url.is_some() && site.explainers().any(|(_, page)| page.article.date.is_some())
}

/// Whether a topic has a feed.
pub(crate) fn topic_has_feed(site: &Site, config: &Config, topic: usize) -> bool {
    config.base_url.is_some()
        && site
            .topics
            .get(topic)
            .is_some_and(|topic| topic.pages.iter().any(|id| site.page(*id).article.date.is_some()))
}
