//! [`Builder`]: the only part that remembers. It looks at a site's files, parses those whose bytes it does not know,
//! links all of them again, and keeps what it learnt for the next time. Its result is always what a fresh builder would
//! give.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::config::Config;
use crate::content::{Article, ArticleKind, Parsed, PartialArticle, SHARED_SOURCES, SourceList};
use crate::diagnostic::{Diagnostic, Found, finish};
use crate::digest::{Digest, Digested};
use crate::engine::allowed::{UsedAllowances, without_allowed};
use crate::engine::assembled::{Assembled, BuildOptions, Spent};
use crate::engine::assets::Assets;
use crate::engine::cache::{Cache, Input};
use crate::engine::grounds::{Grounds, Judging, Wanted};
use crate::engine::heads::heads;
use crate::engine::held::HeldArticles;
use crate::engine::images::image_sizes;
use crate::engine::judged::Judgements;
use crate::engine::known::{known_inputs, with_head, withheld};
use crate::engine::languages::untranslated;
use crate::engine::listing::Inventory;
use crate::engine::loaded_theme::{LoadedTheme, is_theme_file};
use crate::engine::look::Look;
use crate::engine::memory::{self, Head, Memory, Read};
use crate::engine::told::{future_dates, second_home};
use crate::files::{FileError, Files, Seen};
use crate::path::SitePath;
use crate::render::{SiteContext, plan};
use crate::site::{Environment, LinkInput, SharedSources, link};
use crate::theme::Theme;

/// Reads and links a site, again and again.
#[derive(Default)]
pub struct Builder {
    pub(super) listing: Inventory,
    pub(super) memory: Memory,
    theme: Option<LoadedTheme>,
    before: Option<Arc<Assembled>>,
    /// The files of `content/` that are not articles, for a builder that watches.
    pub(super) assets: Option<Assets>,
    /// The articles that are drafts today because of a day that they name.
    held: HeldArticles,
    /// The settings that the articles were read with.
    pub(super) settings: Option<Digest>,
    /// What was found in articles while they were read, for the check that asked for it.
    pub(super) judged: Judgements,
    /// What changed since the last site was returned: kept when a look fails halfway.
    pub(super) changed: Vec<SitePath>,
    pub(super) watching: bool,
}

/// How much was done on the way.
#[derive(Default)]
struct AssemblyProgress {
    parsed: usize,
    findings: Vec<Diagnostic>,
    /// The findings in drafts that were not asked for.
    in_drafts: Vec<Diagnostic>,
    changed: Vec<SitePath>,
    reading: Duration,
}

/// Reads and links a site once.
pub fn assemble(
    files: &dyn Files,
    config: Config,
    options: &BuildOptions,
) -> Result<Arc<Assembled>, FileError> {
    Builder::new().assemble(files, &Arc::new(config), options, Look::Everything)
}

/// Returns the settings of a site without a search, if its theme has no page for one.
fn with_search_of(theme: Option<&Theme>, config: &Arc<Config>) -> Arc<Config> {
    if !config.search || theme.is_none_or(Theme::has_search) {
        return Arc::clone(config);
    }
    let digest = Digest::of_value(&(config.digest, "no search"));
    Arc::new(Config { search: false, digest, ..Config::clone(config) })
}

/// The content files, by what could be read of them.
#[derive(Default)]
struct Articles {
    whole: Vec<Arc<Digested<Article>>>,
    partial: Vec<PartialArticle>,
    /// Those that do not make an article.
    unreadable: BTreeSet<SitePath>,
}

impl Builder {
    /// Returns a builder that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns a builder for an author who is watching. If a file becomes unreadable, it uses its last readable state,
    /// so that the last good page stays beside the findings; and it notices changes of copied files.
    pub fn watching() -> Self {
        Self { watching: true, ..Self::default() }
    }

    /// Takes what earlier builders learnt from the cache.
    pub fn remember(&mut self, cache: &Cache) {
        self.memory = cache.memory();
    }

    /// Stores what it learnt for later builders.
    pub fn keep(&self, cache: &Cache) {
        cache.keep(&self.memory);
    }

    /// Whether one of the files is a link to another place in the site: the system does not report changes of such a
    /// file.
    pub fn follows_links(&self) -> bool {
        self.listing.links || self.theme.as_ref().is_some_and(|theme| theme.links)
    }

    /// Returns every input file that it knows, to find out later whether anything changed. `None` if something could
    /// not be read, so that only another look can tell.
    pub(crate) fn inputs(
        &self,
        copied: &BTreeMap<&SitePath, Seen>,
    ) -> Option<BTreeMap<SitePath, Input>> {
        known_inputs(&self.listing, &self.memory, self.theme.as_ref(), copied)
    }

    /// Reads what changed, and links everything.
    pub fn assemble(
        &mut self,
        files: &dyn Files,
        config: &Arc<Config>,
        options: &BuildOptions,
        look: Look<'_>,
    ) -> Result<Arc<Assembled>, FileError> {
        let wanted: Option<Wanted<'_>> = config.needs_check().then_some(&|_| true);
        self.assemble_judged(files, config, options, (look, wanted))
    }

    /// Does the same for a [`check`](Self::check) that follows: those of the articles that are `wanted` and have to be
    /// parsed are judged at once, so that they need not be parsed again.
    pub fn assemble_for_check(
        &mut self,
        files: &dyn Files,
        config: &Arc<Config>,
        options: &BuildOptions,
        wanted: Wanted<'_>,
    ) -> Result<Arc<Assembled>, FileError> {
        self.assemble_judged(files, config, options, (Look::Everything, Some(wanted)))
    }

    fn assemble_judged(
        &mut self,
        files: &dyn Files,
        config: &Arc<Config>,
        options: &BuildOptions,
        (look, wanted): (Look<'_>, Option<Wanted<'_>>),
    ) -> Result<Arc<Assembled>, FileError> {
        let mut progress = AssemblyProgress::default();
        let begun = Instant::now();
        // A builder that has seen nothing yet must look at everything.
        let same = self.before.is_some() && self.listing.is_of(&config.ignore);
        let look = if same { look } else { Look::Everything };
        match look {
            Look::Everything => self.listing = Inventory::walk(files, &config.ignore)?,
            Look::At(paths) => self.listing.look(files, paths)?,
        }
        progress.findings.extend(self.listing.findings.iter().cloned());
        self.look_at_assets(files, look)?;
        let shared = self.read_shared(files, look, &mut progress);
        let judging = |wanted| {
            let today = options.clock.today(config);
            let grounds = Grounds::read(files, config, &shared.sources, today)?;
            Ok(Judging { grounds, wanted })
        };
        let judging = wanted.map(judging).transpose()?;
        progress.parsed = self.read_articles(files, config, look, judging.as_ref());
        let theme = self.load_theme(files, config, look, &mut progress)?;
        let config = &with_search_of(theme.as_deref(), config);
        let Articles { whole, partial, unreadable } =
            self.articles((options, options.clock.today(config)), &mut progress);
        let statics = theme.as_ref().map(|theme| Arc::clone(&theme.statics)).unwrap_or_default();
        self.memory.sizes = image_sizes(files, &whole, &self.memory.sizes, look)?;
        let others = self.listing.others.iter().chain(statics.values());
        self.memory.heads = heads(files, others, &self.memory.heads, look);
        let sizes = self.memory.sizes.iter().map(|(path, known)| (path.clone(), known.picture));
        let surroundings = Environment {
            home: config.base_url.as_ref().map(|base| base.as_str().to_owned()),
            shared,
            unreadable,
            pictures: sizes.collect(),
            pointers: with_head(&self.memory, Head::LfsPointer).cloned().collect(),
            left_out: self.listing.left_out.clone(),
        };
        let material = LinkInput {
            articles: whole,
            partial,
            drafts: options.drafts,
            surroundings: Arc::new(surroundings),
            files: Arc::clone(&self.listing.others),
            withheld: Arc::new(withheld(&self.listing, &self.memory)),
            statics,
        };
        progress.reading = begun.elapsed();
        progress.changed.clone_from(&self.changed);
        let mut assembled = self.link(material, config, theme, (options, progress));
        self.add_judgements(files, options, &mut assembled)?;
        let assembled = Arc::new(assembled);
        // Only now: if linking panics, the next site must report these changes.
        self.changed.clear();
        self.before = Some(Arc::clone(&assembled));
        Ok(assembled)
    }

    fn read_shared(
        &mut self,
        files: &dyn Files,
        look: Look<'_>,
        progress: &mut AssemblyProgress,
    ) -> SharedSources {
        let path = SitePath::new(SHARED_SOURCES).expect("a path in a program is a path");
        let wanted = match look {
            Look::Everything => true,
            Look::At(paths) => paths.contains(&path) || self.memory.shared.is_none(),
        };
        if wanted {
            let known = self.memory.shared.take();
            let settings = Digest::default();
            let was = known.as_ref().map(|known| known.digest);
            self.memory.shared = match memory::read(
                files,
                &path,
                (known.as_ref(), settings),
                memory::shared_sources,
            ) {
                Read::Same(known) | Read::New(known) => Some(known),
                Read::Gone => None,
            };
            if was != self.memory.shared.as_ref().map(|known| known.digest) {
                self.changed.push(path.clone());
            }
        }
        let mut list = SourceList::default();
        if let Some(known) = &self.memory.shared {
            progress.findings.extend(known.outcome.findings.iter().cloned());
            list = known.outcome.value.clone();
            if let Some(good) = known.last_good().filter(|_| self.watching) {
                list.sources = good.sources;
            }
        }
        SharedSources::new(path, list)
    }

    fn load_theme(
        &mut self,
        files: &dyn Files,
        config: &Config,
        look: Look<'_>,
        progress: &mut AssemblyProgress,
    ) -> Result<Option<Arc<Theme>>, FileError> {
        let is_known = |theme: &LoadedTheme| theme.settings == config.digest;
        let may_stay = match look {
            Look::At(paths) => !paths.iter().any(is_theme_file),
            Look::Everything => false,
        };
        if !(may_stay && self.theme.as_ref().is_some_and(is_known)) {
            let known = self.theme.as_ref();
            let loaded = LoadedTheme::load(files, config, known, &mut self.changed)?;
            self.theme = loaded.or(self.theme.take());
        }
        let known = self.theme.as_ref().expect("it was loaded, or is known");
        progress.findings.extend(known.loaded.findings.iter().cloned());
        let good = known.good.as_ref().filter(|_| self.watching);
        Ok(known.loaded.value.as_ref().or(good).cloned())
    }

    /// Returns all articles.
    fn articles(
        &mut self,
        (options, today): (&BuildOptions, Date),
        progress: &mut AssemblyProgress,
    ) -> Articles {
        let mut articles = Articles::default();
        let mut held = HeldArticles::default();
        // The file that introduces the home page.
        let mut home: Option<SitePath> = None;
        for (path, known) in &self.memory.articles {
            let outcome = &known.outcome;
            let draft = outcome.value.as_ref().is_some_and(|parsed| {
                let article = parsed.readable();
                article.draft || article.hold_on(today).is_some()
            });
            let hidden = draft && !options.drafts;
            let all = if hidden { &mut progress.in_drafts } else { &mut progress.findings };
            all.extend(outcome.findings.iter().cloned());
            let good = known.good.as_ref().filter(|_| self.watching).and_then(Option::as_ref);
            let whole = outcome.value.as_ref().and_then(Parsed::whole);
            if let Some(article) = whole.or(good.and_then(Parsed::whole)) {
                if article.kind == ArticleKind::Home
                    && let Some(first) = home.replace(path.clone())
                {
                    progress.findings.push(second_home(path, &first));
                    articles.unreadable.insert(path.clone());
                    continue;
                }
                articles.whole.push(held.of(article, today, &self.held));
                continue;
            }
            articles.unreadable.insert(path.clone());
            if let Some(Parsed::Partial(partial)) = &outcome.value {
                articles.partial.push(partial.clone());
            }
        }
        self.held = held;
        articles
    }

    fn link(
        &self,
        material: LinkInput,
        config: &Arc<Config>,
        theme: Option<Arc<Theme>>,
        (options, progress): (&BuildOptions, AssemblyProgress),
    ) -> Assembled {
        let AssemblyProgress { parsed, mut findings, mut in_drafts, mut changed, reading } =
            progress;
        let begun = Instant::now();
        changed.sort();
        changed.dedup();
        let before = self.before.as_deref();
        if let Some(theme) = &theme {
            let templates =
                material.articles.iter().filter_map(|article| article.template.as_ref());
            let named = templates.map(|template| template.value.as_str()).collect();
            findings.extend(theme.unused_overrides(&named));
            let unspoken = untranslated(theme, config, &material.articles, &findings);
            findings.extend(unspoken);
        }
        let site =
            link(&material, config, before.map(|before| &before.site)).collect_into(&mut findings);
        future_dates(&site, options, config, &mut findings);
        let mut used = UsedAllowances::default();
        without_allowed(&material.articles, &mut findings, &mut used);
        without_allowed(&material.articles, &mut in_drafts, &mut used);
        let findings = finish(&config.levels, Found { in_drafts, elsewhere: findings });
        let same = before.filter(|before| site.has_addresses_of(&before.site));
        let plan =
            same.map_or_else(|| Arc::new(plan(&site, config)), |same| Arc::clone(&same.plan));
        Assembled {
            config: Arc::clone(config),
            setting: theme.as_ref().map(|theme| SiteContext::new(&site, theme, config)),
            written: vec![OnceLock::new(); site.pages.len()],
            search: OnceLock::new(),
            alphabet: OnceLock::new(),
            site,
            plan,
            theme,
            articles: material.articles,
            findings,
            health: Vec::new(),
            used,
            parsed,
            changed,
            spent: Spent { reading, linking: begun.elapsed() },
        }
    }
}
