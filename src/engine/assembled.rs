//! [`Assembled`]: a site that has been read and linked, from which any of its outputs can be made.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::bug;
use crate::config::{Config, Overrides};
use crate::content::{Article, ArticleKind, Hold};
use crate::diagnostic::{Diagnostic, Place, finish};
use crate::digest::{Digest, Digested};
use crate::engine::allowed::UsedAllowances;
use crate::path::SitePath;
use crate::render::{Gatherer, Job, Parts, Plan, Recipe, Renderer, SiteContext};
use crate::search::SearchIndex;
use crate::site::{Alphabet, Generated, Health, SearchFile, Site, TopicId};
use crate::theme::Theme;

/// What a build is asked to do.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Whether drafts are published.
    pub drafts: bool,
    /// What the command line overrides in `site.toml`.
    pub overrides: Overrides,
    /// The time of the build; only findings depend on it, never a page.
    pub clock: Clock,
}

/// The time of a build.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// A moment; the site's time zone decides which day it is.
    At(Timestamp),
    /// A day, in any time zone.
    Day(Date),
}

impl Clock {
    /// Returns today, in the site's time zone.
    pub fn today(self, config: &Config) -> Date {
        match self {
            Self::At(now) => config.time_zone.to_datetime(now).date(),
            Self::Day(day) => day,
        }
    }

    /// Returns the latest day that an author may call today: that in the site's time zone, or else the latest that it
    /// is anywhere.
    pub(super) fn latest_day(self, config: &Config) -> Date {
        match self {
            Self::At(now) if !config.has_time_zone => {
                jiff::tz::Offset::constant(FIRST_OFFSET).to_datetime(now).date()
            }
            Self::At(_) | Self::Day(_) => self.today(config),
        }
    }
}

/// The offset at which a day begins first, in hours.
const FIRST_OFFSET: i8 = 14;

/// How much was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Content files that were parsed.
    pub parsed: usize,
    /// Pages and feeds that were rendered.
    pub rendered: usize,
}

/// How long each step up to a linked site took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// Looking for files, reading and parsing them.
    pub reading: Duration,
    /// Linking and planning.
    pub linking: Duration,
}

/// A site that could be read and linked.
pub struct Assembled {
    /// Its settings.
    pub config: Arc<Config>,
    /// Its pages.
    pub site: Arc<Site>,
    /// Everything that it publishes.
    pub plan: Arc<Plan>,
    /// Its theme; `None` if templates are broken.
    pub theme: Option<Arc<Theme>>,
    /// Every article, drafts included, by path.
    pub articles: Vec<Arc<Digested<Article>>>,
    /// The findings, in the order in which they are shown, at the levels that the site has set.
    pub findings: Vec<Diagnostic>,
    /// How its explainers stand, if `[lists] health` publishes that.
    pub health: Vec<Health>,
    /// Which allowances accepted one of the findings.
    pub(super) used: UsedAllowances,
    /// How many content files were parsed for this.
    pub parsed: usize,
    /// The input files whose content has changed.
    pub changed: Vec<SitePath>,
    /// How long it took.
    pub spent: Spent,
    pub(super) setting: Option<SiteContext>,
    /// Made when something of it is wanted: while somebody writes, that is seldom.
    pub(super) search: OnceLock<SearchIndex>,
    /// Likewise.
    pub(super) alphabet: OnceLock<Alphabet>,
    /// The questions of each page as data, likewise.
    pub(super) written: Vec<OnceLock<String>>,
}

/// A summary of the content folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// How many articles and plain pages are published.
    pub published: usize,
    /// The articles that are not, because they are drafts; by path.
    pub drafts: Vec<SitePath>,
    /// How many are not, because their day has not come.
    pub waiting: usize,
    /// How many are not any more, because their last day is past.
    pub expired: usize,
    /// How many that are published have no date, and so are in no feed.
    pub undated: usize,
}

/// Something that was made.
#[derive(Clone, Debug)]
pub enum BuiltOutput<'a> {
    /// A page, feed or other text.
    Bytes(Vec<u8>),
    /// A file of the site or of the built-in theme, to be copied.
    Copy(&'a SitePath),
}

impl Assembled {
    /// Gathers what a job is made from.
    pub fn prepare<'a>(&'a self, job: &'a Job) -> Prepared<'a> {
        let gather = |theme: &Theme| {
            let gatherer = Gatherer::new(&self.site, &self.plan, theme, &self.config);
            let (search, alphabet) = match job.recipe {
                recipe if recipe.is_of_search_index() => (Some(self.search_index()), None),
                Recipe::Generated(Generated::AToZ(_)) => (None, Some(self.alphabet())),
                _ => (None, None),
            };
            let gatherer = gatherer.with_health(&self.health).with_search(search);
            gatherer.with_alphabet(alphabet).with_written(&self.written).parts(job)
        };
        let parts = self.theme.as_deref().map(gather);
        Prepared { assembled: self, job, parts }
    }

    /// Returns the index of the search.
    fn search_index(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::new(&self.site, &self.config))
    }

    /// Returns the order of everything by letter.
    fn alphabet(&self) -> &Alphabet {
        self.alphabet.get_or_init(|| Alphabet::new(&self.site, &self.config.language))
    }

    /// Returns the jobs that are not in the plan, because only the text of all pages says which they are: the parts of
    /// the terms of the search.
    fn search_jobs(&self) -> Vec<Job> {
        if !self.config.search || self.theme.is_none() {
            return Vec::new();
        }
        let files = self.search_index().shards.iter().map(|shard| SearchFile::Terms(shard.key));
        files.map(search_job).collect()
    }

    /// Returns the job that makes the output at a path.
    pub fn job_at(&self, path: &SitePath) -> Option<Cow<'_, Job>> {
        if let Some(job) = self.plan.at(path) {
            return Some(Cow::Borrowed(job));
        }
        let file = SearchFile::terms_at(path.as_str()).filter(|_| self.config.search)?;
        let SearchFile::Terms(key) = file else { return None };
        self.search_index().shard(key)?;
        Some(Cow::Owned(search_job(file)))
    }

    /// Returns a summary of the content folder, with or without drafts.
    pub fn contents(&self, drafts: bool) -> Contents {
        let mut contents = Contents::default();
        for article in &self.articles {
            let shown = !article.draft || drafts;
            let is_undated = article.kind == ArticleKind::Explainer && article.date.is_none();
            contents.undated += usize::from(shown && is_undated);
            match (article.draft && !drafts, article.hold) {
                (false, _) => contents.published += 1,
                (true, None) => contents.drafts.push(article.path.clone()),
                (true, Some(Hold::Waiting)) => contents.waiting += 1,
                (true, Some(Hold::Expired)) => contents.expired += 1,
            }
        }
        contents
    }

    /// Returns the article whose page is published at a path.
    pub fn article_at(&self, path: &SitePath) -> Option<&Arc<Digested<Article>>> {
        match self.plan.at(path)?.recipe {
            Recipe::Article(id) => Some(&self.site.page(id).article),
            _ => None,
        }
    }

    /// Makes every output and hands each to `accept`, in no fixed order. `skip` is given an output's key and says
    /// whether it is known to be unchanged. Returns the number of pages rendered, and the faults of templates; stops at
    /// the first error of `skip` or `accept`.
    pub fn make_all<E: Send>(
        &self,
        skip: impl Fn(&Prepared<'_>, Digest) -> Result<bool, E> + Sync,
        accept: impl Fn(&Job, BuiltOutput<'_>) -> Result<(), E> + Sync,
    ) -> Result<(usize, Vec<Diagnostic>), E> {
        let make = |job: &Job| {
            let prepared = self.prepare(job);
            // Without a theme nothing can be made, and the theme's faults have been reported.
            let Some(key) = prepared.key() else { return Ok((0, Vec::new())) };
            if skip(&prepared, key)? {
                return Ok((0, Vec::new()));
            }
            let rendered = usize::from(!matches!(job.recipe, Recipe::Copy(_)));
            match prepared.make() {
                Ok(made) => accept(job, made).map(|()| (rendered, Vec::new())),
                Err(faults) => Ok((rendered, faults)),
            }
        };
        let make_each = |jobs: &[Job]| jobs.par_iter().map(&make).collect::<Result<Vec<_>, E>>();
        // Making the index of the search is one long step: pages are rendered meanwhile.
        let (pages, search) =
            rayon::join(|| make_each(self.plan.jobs()), || make_each(&self.search_jobs()));
        let made = pages.and_then(|pages| Ok(pages.into_iter().chain(search?)));
        let (rendered, faults): (Vec<usize>, Vec<_>) = made?.unzip();
        let faults = finish(&self.config.levels, once_each(faults.into_iter().flatten()));
        Ok((rendered.into_iter().sum(), faults))
    }

    fn renderer(&self) -> Option<Renderer<'_>> {
        Some(Renderer::new(self.setting.as_ref()?, self.theme.as_ref()?, &self.config))
    }
}

fn search_job(file: SearchFile) -> Job {
    let page = Generated::Search(file);
    Job { path: page.route().output(), recipe: Recipe::Generated(page.map(|_: &str| TopicId(0))) }
}

/// An output that can be made.
pub struct Prepared<'a> {
    assembled: &'a Assembled,
    /// Which output it is.
    pub job: &'a Job,
    /// `None` if there is no theme to make it with.
    parts: Option<Parts<'a>>,
}

impl<'a> Prepared<'a> {
    /// Its key: equal keys mean equal outputs. `None` if there is no theme to make it with.
    pub fn key(&self) -> Option<Digest> {
        Some(self.assembled.renderer()?.key(self.parts.as_ref()?))
    }

    /// Makes it, or returns the faults of templates that prevent it.
    pub fn make(&self) -> Result<BuiltOutput<'a>, Vec<Diagnostic>> {
        let article = self.assembled.article_at(&self.job.path);
        bug::naming(article.map_or(&self.job.path, |article| &article.path), || self.make_it())
    }

    fn make_it(&self) -> Result<BuiltOutput<'a>, Vec<Diagnostic>> {
        let Assembled { site, config, .. } = self.assembled;
        if let Recipe::Copy(n) = self.job.recipe {
            return Ok(BuiltOutput::Copy(&site.file(n).from));
        }
        let (Some(renderer), Some(parts)) = (self.assembled.renderer(), &self.parts) else {
            return Err(Vec::new());
        };
        let bytes = renderer.render(parts).map_err(|faults| finish(&config.levels, faults))?;
        Ok(BuiltOutput::Bytes(bytes))
    }
}

/// A fault in a template appears on every page made with it: it is reported once, with the number of pages.
fn once_each(faults: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut counted: BTreeMap<(Place, String), (Diagnostic, usize)> = BTreeMap::new();
    for fault in faults {
        counted
            .entry((fault.place.clone(), fault.message.clone()))
            .and_modify(|(_, more)| *more += 1)
            .or_insert((fault, 0));
    }
    counted
        .into_values()
        .map(|(mut fault, more)| {
            if let (Some((_, note)), true) = (fault.related.last_mut(), more > 0) {
                *note = format!("{note} and {more} more");
            }
            fault
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use crate::config::{Config, Overrides};
    use crate::path::SitePath;

    #[test]
    fn without_a_time_zone_it_is_today_wherever_a_day_has_begun() {
        let config = |more: &str| {
            let path = SitePath::new("site.toml").unwrap();
            Config::read(&path, &format!("title = \"T\"\n{more}"), Overrides::default())
                .value
                .unwrap()
        };
        let clock = Clock::At("2026-11-27T12:00:00Z".parse().unwrap());
        let day = |more: &str| clock.latest_day(&config(more)).to_string();
        assert_eq!(day(""), "2026-11-28");
        assert_eq!(day("time_zone = \"UTC\"\n"), "2026-11-27");
        assert_eq!(clock.today(&config("")).to_string(), "2026-11-27");
    }
}
