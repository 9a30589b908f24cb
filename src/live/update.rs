//! [`Updater`]: looks at the files, and makes [`Live`] show what changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use crate::bug::{self, Bug};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::engine::{Assembled, Builder, Look, read_config};
use crate::files::FileError;
use crate::live::lock::lock;
use crate::live::makers::SLOW;
use crate::live::observer::Refresh;
use crate::live::site::Live;
use crate::live::state::{SiteState, finished};
use crate::path::SitePath;
use crate::site::FileRoute;

/// Makes new states of a site.
pub struct Updater {
    live: Arc<Live>,
    builder: Builder,
    /// What changed since the last state.
    changed: BTreeSet<SitePath>,
    /// How many files were parsed since the last state.
    parsed: usize,
    /// Whether there is something that is not shown yet, because it could be half of a change.
    holds_back: bool,
    /// How many looks in a row ended in a panic.
    stumbles: usize,
}

/// How often a builder may panic in a row before its memory is no longer trusted.
const TRUSTED: usize = 2;

/// The current settings, and what is wrong with them.
type ReadSettings = (Option<Arc<Config>>, Vec<Diagnostic>);

impl Updater {
    /// Returns an updater for a site about which only `builder` remembers something; the builder should be one that
    /// watches.
    pub fn new(live: Arc<Live>, builder: Builder) -> Self {
        Self { live, builder, changed: BTreeSet::new(), parsed: 0, holds_back: false, stumbles: 0 }
    }

    /// Returns what it learnt.
    pub fn builder(&self) -> &Builder {
        &self.builder
    }

    /// Looks at everything, and shows what changed. `None` if nothing did, or if looking met a bug: then what was shown
    /// stays, the observer is told, and the next look is not affected.
    pub fn look(&mut self) -> Option<Refresh> {
        self.attempt(Look::Everything, false)
    }

    /// Looks at some files, or at everything, and shows what changed unless it could be half of a change: if something
    /// has become wrong, or a page is gone, that is held back until [`Self::look`] finds it unchanged.
    pub fn glance(&mut self, look: Look<'_>) -> Option<Refresh> {
        self.attempt(look, true)
    }

    /// Whether something is held back.
    pub fn holds_back(&self) -> bool {
        self.holds_back
    }

    fn attempt(&mut self, look: Look<'_>, careful: bool) -> Option<Refresh> {
        // A builder that panicked may have missed what it was told.
        let look = if self.stumbles == 0 { look } else { Look::Everything };
        if self.stumbles >= TRUSTED {
            self.builder = Builder::watching();
        }
        match bug::catch(|| self.update(look, careful)) {
            Ok(None) if self.holds_back => None,
            Ok(update) => {
                self.stumbles = 0;
                if update.is_some() {
                    lock(&self.live.records.said).clear();
                }
                if lock(&self.live.records.stumble).take().is_some() {
                    self.live.records.ring();
                }
                update
            }
            Err(bug) => {
                self.stumble(bug);
                None
            }
        }
    }

    /// Recovers from a bug.
    fn stumble(&mut self, bug: Bug) {
        self.stumbles += 1;
        let said = format!(
            "{bug}; the last good pages are still shown, and the next change is handled as usual"
        );
        *lock(&self.live.records.stumble) = Some(bug);
        if self.live.newest().is_none() {
            // Browsers are waiting.
            self.live.set(SiteState::empty());
        }
        self.live.records.say(&said);
        self.live.records.ring();
    }

    fn update(&mut self, look: Look<'_>, careful: bool) -> Option<Refresh> {
        let before = self.live.newest();
        let (config, mut findings) = self.settings(before.as_deref());
        let mut assembled = None;
        let mut update = Refresh::default();
        if let Some(config) = &config {
            let Live { settings, .. } = &*self.live;
            match self.builder.assemble(&*settings.files, config, &settings.options(), look) {
                Ok(new) => {
                    findings.extend(new.findings.iter().cloned());
                    update.spent = new.spent;
                    self.parsed += new.parsed;
                    self.changed.extend(new.changed.iter().cloned());
                    assembled = Some(new);
                }
                Err(error) => {
                    findings.push(unreadable(&error, &settings.config));
                    assembled = before.as_ref().and_then(|state| state.assembled.clone());
                }
            }
        }
        let findings = finished(config.as_ref(), findings);
        let settings = config.as_ref().map(|config| config.digest);
        if let Some(before) = &before {
            if before.config.as_ref().map(|config| config.digest) != settings {
                self.changed.insert(self.live.settings.config.clone());
            }
            let same = self.changed.is_empty() && before.findings == findings && self.stumbles == 0;
            self.holds_back =
                !same && careful && is_doubtful(before, assembled.as_deref(), &findings);
            if same || self.holds_back {
                return None;
            }
        }
        update.changed = std::mem::take(&mut self.changed);
        update.parsed = std::mem::take(&mut self.parsed);
        let site_before = before.as_ref().and_then(|state| state.assembled.as_deref());
        let copies = if self.stumbles >= TRUSTED {
            // A fresh builder cannot know which have changed.
            assembled.iter().flat_map(|now| &now.site.files).map(|file| file.to.clone()).collect()
        } else {
            changed_copies(&update.changed, site_before, assembled.as_deref())
        };
        let theme =
            |assembled: Option<&Assembled>| assembled?.theme.as_ref().map(|theme| theme.digest);
        if theme(site_before) != theme(assembled.as_deref()) {
            // The faults of pages with another theme say nothing about these.
            lock(&self.live.records.checked).forget_faults();
        }
        let (number, copies) = match &before {
            Some(before) => (before.number + 1, before.and_copies(copies)),
            None => (1, Arc::default()),
        };
        self.live.set(SiteState { number, config, assembled, findings, copies });
        Some(update)
    }

    /// Returns the settings; the last good ones if they cannot be read.
    fn settings(&self, before: Option<&SiteState>) -> ReadSettings {
        let Live { settings, .. } = &*self.live;
        let mut findings = Vec::new();
        let read = read_config(&*settings.files, &settings.config, &settings.overrides);
        let config = match read {
            Ok(outcome) => outcome.collect_into(&mut findings),
            Err(error) => {
                findings.push(unreadable(&error, &settings.config));
                None
            }
        };
        let before = before.and_then(|state| state.config.clone());
        match (config, before) {
            (Some(config), Some(before)) if config.digest == before.digest => {
                (Some(before), findings)
            }
            (Some(config), _) => (Some(Arc::new(config)), findings),
            (None, before) => (before, findings),
        }
    }
}

impl Live {
    /// Makes the recently opened pages again, so that waiting requests get them at once, until a newer state arrives.
    /// If one takes long, the others are made when they are requested.
    pub fn refresh(&self, update: &mut Refresh) {
        let begun = Instant::now();
        let before = self.rendered();
        let state = self.state();
        let open = lock(&self.records.shown).paths();
        for path in open {
            let Some(assembled) = &state.assembled else { break };
            let Some(job) = assembled.plan.at(&path) else { continue };
            if job.recipe.is_data() {
                continue;
            }
            let Some(key) = self.key(assembled, job) else { continue };
            if lock(&self.records.shown).made(&path, key).is_some()
                || lock(&self.records.checked).is_bad(&path, key)
            {
                continue;
            }
            let order = self.order(&state, &path, key, true);
            let end = Some(Instant::now() + SLOW);
            if self.makers.wait(&order, end, || !self.is_newest(&state)).is_none() {
                break;
            }
        }
        update.rendered = self.rendered() - before;
        update.rendering = begun.elapsed();
    }
}

impl Refresh {
    /// Combines this update with the next.
    #[must_use]
    pub fn and(mut self, next: Self) -> Self {
        self.changed.extend(next.changed);
        self.parsed += next.parsed;
        self.spent.reading += next.spent.reading;
        self.spent.linking += next.spent.linking;
        self
    }
}

/// Returns where the copied files among these are published, and the outputs that are now copied from another file.
fn changed_copies(
    changed: &BTreeSet<SitePath>,
    before: Option<&Assembled>,
    now: Option<&Assembled>,
) -> Vec<SitePath> {
    let Some(now) = now else { return Vec::new() };
    let moved = before.filter(|before| before.site.files != now.site.files);
    let origins: BTreeMap<&SitePath, &SitePath> = moved
        .iter()
        .flat_map(|before| &before.site.files)
        .map(|file| (&file.to, &file.from))
        .collect();
    let files = now.site.files.iter();
    let differs = |file: &&FileRoute| {
        changed.contains(&file.from)
            || origins.get(&file.to).is_some_and(|from| **from != file.from)
    };
    files.filter(differs).map(|file| file.to.clone()).collect()
}

/// Whether a change could be half of one: something is newly wrong, or a page is gone.
fn is_doubtful(before: &SiteState, now: Option<&Assembled>, findings: &[Diagnostic]) -> bool {
    let errors = |findings: &[Diagnostic]| {
        findings.iter().filter(|finding| finding.is_error()).cloned().collect::<Vec<_>>()
    };
    let new_errors = errors(findings);
    if !new_errors.is_empty() && new_errors != errors(&before.findings) {
        return true;
    }
    let (Some(then), Some(now)) = (&before.assembled, now) else { return false };
    !Arc::ptr_eq(&then.plan, &now.plan)
        && then.plan.jobs().iter().any(|job| now.plan.at(&job.path).is_none())
}

/// Returns the finding about a file that the system refused to read.
fn unreadable(error: &FileError, config: &SitePath) -> Diagnostic {
    let path = SitePath::new(&error.path).unwrap_or_else(|_| config.clone());
    Diagnostic::new(Code::FileUnreadable, Place::file(&path), error.to_string())
        .hint("check who is allowed to read it; it is read again at the next change")
}
