//! [`plan`]: every page that will exist, as small jobs in a fixed order.

use crate::config::Config;
use crate::path::SitePath;
use crate::site::{
    AliasId, FeedFormat, FileId, Generated, PageId, PageNumber, SITEMAP_LIMIT, Site, TopicId,
    bib_output, has_question_data, question_data_output,
};

/// A page to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Where it is published.
    pub path: SitePath,
    /// What it makes.
    pub recipe: Recipe,
}

/// What a job makes. Numbers index the site's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// The page of an article or plain page.
    Article(PageId),
    /// Its BibTeX entry.
    Bib(PageId),
    /// Its questions as data.
    QuestionData(PageId),
    /// What is made besides the pages of articles.
    Generated(Generated<TopicId>),
    /// A redirect.
    Redirect(AliasId),
    /// A file that is copied.
    Copy(FileId),
}

impl Recipe {
    /// Whether it makes a file of the index of the search: nobody needs it before somebody searches.
    pub fn is_of_search_index(self) -> bool {
        matches!(self, Self::Generated(Generated::Search(file)) if file.is_of_index())
    }

    /// Whether it makes data for programs, without a template: nothing in it can fail, and while somebody writes, few ask
    /// for it.
    pub fn is_data(self) -> bool {
        let is_questions =
            matches!(self, Self::QuestionData(_) | Self::Generated(Generated::QuestionData(_)));
        is_questions || self.is_of_search_index()
    }
}

/// Every page that will exist, but for the parts of the terms of the search.
#[derive(Debug, Default)]
pub struct Plan {
    jobs: Vec<Job>,
}

impl Plan {
    /// Returns the jobs, by path.
    pub fn jobs(&self) -> &[Job] {
        &self.jobs
    }

    /// Returns the job that makes the output at a path.
    pub fn at(&self, path: &SitePath) -> Option<&Job> {
        self.jobs.get(self.jobs.binary_search_by(|job| job.path.cmp(path)).ok()?)
    }

    /// Returns the number of parts of the sitemap; none if one file holds all addresses.
    pub(crate) fn sitemap_parts(&self) -> usize {
        let is_part =
            |job: &&Job| matches!(job.recipe, Recipe::Generated(Generated::SitemapPart(_)));
        self.jobs.iter().filter(is_part).count()
    }

    /// Returns the jobs whose addresses are listed in a part of the sitemap.
    pub(crate) fn indexed(&self, part: PageNumber) -> impl Iterator<Item = &Job> {
        let indexed = self.jobs.iter().filter(|job| match job.recipe {
            Recipe::Article(_) => true,
            Recipe::Generated(page) => page.is_indexed(),
            Recipe::Bib(_) | Recipe::QuestionData(_) | Recipe::Redirect(_) | Recipe::Copy(_) => {
                false
            }
        });
        indexed.skip(part.before() * SITEMAP_LIMIT).take(SITEMAP_LIMIT)
    }
}

/// Names every page of the site.
pub fn plan(site: &Site, config: &Config) -> Plan {
    let generated = site.generated(config);
    let mut jobs = Vec::with_capacity(site.pages.len() * 2 + generated.len() + site.files.len());
    for (n, page) in site.pages.iter().enumerate() {
        jobs.push(Job { path: page.route.output(), recipe: Recipe::Article(PageId(n)) });
        jobs.push(Job { path: bib_output(&page.route), recipe: Recipe::Bib(PageId(n)) });
        if has_question_data(&page.article, config) {
            let path = question_data_output(&page.route);
            jobs.push(Job { path, recipe: Recipe::QuestionData(PageId(n)) });
        }
    }
    jobs.extend(
        generated.into_iter().map(|page| Job {
            path: site.route_of(page).output(),
            recipe: Recipe::Generated(page),
        }),
    );
    let feeds = jobs.iter().map(|job| job.recipe);
    let feeds: Vec<Recipe> =
        feeds.filter(|it| matches!(it, Recipe::Generated(Generated::Feed(_)))).collect();
    for alias in &config.feed.aliases {
        let is_same = |recipe: &&Recipe| matches!(recipe, Recipe::Generated(Generated::Feed(format)) if (*format == FeedFormat::Json) == alias.json);
        let recipe = feeds.iter().find(is_same);
        jobs.extend(recipe.map(|recipe| Job { path: alias.output.clone(), recipe: *recipe }));
    }
    for (n, alias) in site.aliases().iter().enumerate() {
        jobs.push(Job { path: alias.output.clone(), recipe: Recipe::Redirect(AliasId(n)) });
    }
    for (n, copied) in site.files.iter().enumerate() {
        jobs.push(Job { path: copied.to.clone(), recipe: Recipe::Copy(FileId(n)) });
    }
    jobs.sort_by(|a, b| a.path.cmp(&b.path));
    // If two pages claim one address, that is an error; what is shown meanwhile must not depend on chance.
    jobs.dedup_by(|later, first| later.path == first.path);
    Plan { jobs }
}
