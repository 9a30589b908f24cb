//! [`Live`]: the newest state of a site, as it is shown.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};

use crate::bug::{self, Bug};
use crate::config::Overrides;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::human::TextOf;
use crate::engine::{BuildOptions, Clock, Judge, excerpt_text};
use crate::files::Files;
use crate::live::checked::Checked;
use crate::live::lock::lock;
use crate::live::makers::Makers;
use crate::live::observer::Observer;
use crate::live::shown::ShownPages;
use crate::live::state::{SiteState, finished};
use crate::path::SitePath;
use crate::serve::{ChangedFiles, EditorLink, Preview, Reply, fault_page, notice, overlay};

/// How a site is shown while it is being written.
pub struct LiveSettings {
    /// Where its files are.
    pub files: Box<dyn Files + Send>,
    /// Its settings, from its root.
    pub config: SitePath,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// What the command line overrides in `site.toml`.
    pub overrides: Overrides,
    /// The time: asked repeatedly, because a site is often shown for days.
    pub clock: Box<dyn Fn() -> Clock + Send + Sync>,
    /// How a place in a file is opened, if the author has set it.
    pub editor: Option<EditorLink>,
}

impl LiveSettings {
    /// Returns what a build should do now.
    pub(super) fn options(&self) -> BuildOptions {
        BuildOptions {
            drafts: self.drafts,
            overrides: self.overrides.clone(),
            clock: (self.clock)(),
        }
    }
}

/// The newest state of a site.
pub struct Live {
    pub(super) settings: LiveSettings,
    state: Mutex<Option<Arc<SiteState>>>,
    arrived: Condvar,
    pub(super) makers: Arc<Makers>,
    pub(super) records: Arc<Records>,
    pub(super) judge: Mutex<Judge>,
    /// How many requests are waiting for a page.
    pub(super) waiting: AtomicUsize,
}

/// What is known about pages of any state.
#[derive(Default)]
pub(super) struct Records {
    pub(super) shown: Mutex<ShownPages>,
    pub(super) checked: Mutex<Checked>,
    /// How many pages were made for somebody to see.
    pub(super) rendered: AtomicUsize,
    /// How many articles were judged.
    pub(super) judged: AtomicUsize,
    /// The bug that keeps the newest files from being read.
    pub(super) stumble: Mutex<Option<Bug>>,
    pub(super) observer: OnceLock<Arc<dyn Observer>>,
    /// What the observer was told since the last update, so that repeated requests report it only once.
    pub(super) said: Mutex<BTreeSet<String>>,
}

impl Records {
    pub(super) fn ring(&self) {
        if let Some(observer) = self.observer.get() {
            // A panic in the observer is the observer's own.
            bug::catch(|| observer.ring()).ok();
        }
    }

    /// Reports a line, once for each update.
    pub(super) fn say(&self, line: &str) {
        let Some(observer) = self.observer.get() else { return };
        if lock(&self.said).insert(line.to_owned()) {
            bug::catch(|| observer.say(line)).ok();
        }
    }
}

impl Live {
    /// Returns a site about which nothing is known yet: requests wait until an [`Updater`](crate::live::Updater) has
    /// looked.
    pub fn new(settings: LiveSettings) -> Self {
        Self {
            settings,
            state: Mutex::default(),
            arrived: Condvar::new(),
            makers: Arc::default(),
            records: Arc::default(),
            judge: Mutex::default(),
            waiting: AtomicUsize::new(0),
        }
    }

    /// Returns the newest state; waits for the first one.
    pub(super) fn state(&self) -> Arc<SiteState> {
        let mut state = lock(&self.state);
        loop {
            if let Some(state) = &*state {
                return Arc::clone(state);
            }
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(super) fn newest(&self) -> Option<Arc<SiteState>> {
        lock(&self.state).clone()
    }

    pub(super) fn is_newest(&self, state: &SiteState) -> bool {
        lock(&self.state).as_ref().is_some_and(|newest| newest.number == state.number)
    }

    pub(super) fn set(&self, state: SiteState) {
        *lock(&self.state) = Some(Arc::new(state));
        self.arrived.notify_all();
        self.give_up_old();
    }

    /// Returns how many pages were made so far for somebody to see.
    pub fn rendered(&self) -> usize {
        self.records.rendered.load(Ordering::Relaxed)
    }

    /// Returns how many articles were judged so far because somebody asked what is found in them.
    pub fn judged(&self) -> usize {
        self.records.judged.load(Ordering::Relaxed)
    }

    /// Returns everything that is wrong now: the findings of reading and linking, and the faults of templates on the
    /// pages that were made.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let state = self.state();
        let mut findings = state.findings.clone();
        findings.extend(lock(&self.records.checked).faults());
        finished(state.config.as_ref(), findings)
    }

    /// Returns the page shown in place of one that cannot be shown.
    pub(super) fn fault(&self, path: Option<&SitePath>) -> Reply {
        let bug = path.and_then(|path| lock(&self.records.checked).bug(path).cloned());
        let why = match bug {
            Some(bug) => format!("This page cannot be rendered: {}.", advice(&bug)),
            None => "This page cannot be shown yet.".to_owned(),
        };
        Reply::Fault(fault_page(&why, self.faults().as_deref()))
    }

    /// Calls `show` with the texts of files, for excerpts, and the editor that opens them.
    pub(super) fn with_texts(
        &self,
        show: impl FnOnce(TextOf<'_>, Option<&EditorLink>) -> Option<String>,
    ) -> Option<String> {
        let text_of = |path: &SitePath| excerpt_text(&*self.settings.files, path).map(Rc::new);
        show(&text_of, self.settings.editor.as_ref())
    }

    /// Returns the bugs that keep something from being shown.
    pub(super) fn bugs(&self) -> Vec<Bug> {
        let stumble = lock(&self.records.stumble).clone();
        stumble.into_iter().chain(lock(&self.records.checked).bugs()).collect()
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.makers.close();
    }
}

/// Describes a bug for a browser, so that an author without a terminal in view sees the message too.
pub(super) fn advice(bug: &Bug) -> String {
    format!("{bug} and with this message: {}", bug.message)
}

impl Preview for Live {
    fn base_path(&self) -> String {
        self.state().config.as_ref().map_or_else(|| "/".to_owned(), |c| c.base_path().to_owned())
    }

    fn has(&self, path: &SitePath) -> bool {
        match &self.state().assembled {
            Some(assembled) => assembled.job_at(path).is_some(),
            // Nothing can be shown yet: a request for the home page is told why.
            None => path.as_str() == "index.html",
        }
    }

    fn get(&self, path: &SitePath) -> Option<Reply> {
        self.page(path)
    }

    fn generation(&self) -> u64 {
        self.state().number
    }

    fn changed_files(&self, since: u64) -> ChangedFiles {
        let state = self.state();
        ChangedFiles { generation: state.number, paths: state.changed_files(since) }
    }

    fn faults(&self) -> Option<String> {
        let bugs: Vec<String> = self.bugs().iter().map(advice).collect();
        let notice = (!bugs.is_empty()).then(|| notice("A bug in nutgraf", &bugs));
        let findings = self.findings();
        let overlay = self.with_texts(|text_of, editor| overlay(&findings, text_of, editor));
        match (notice, overlay) {
            (Some(notice), Some(overlay)) => Some(notice + &overlay),
            (notice, overlay) => notice.or(overlay),
        }
    }

    fn is_judged(&self, path: &SitePath) -> bool {
        let state = self.state();
        state.assembled.as_ref().is_some_and(|assembled| assembled.article_at(path).is_some())
    }

    fn judgement(&self, page: Option<&SitePath>) -> Option<String> {
        self.judgement_of(page)
    }

    fn remark(&self, path: &SitePath) -> Option<String> {
        let state = self.state();
        let assembled = state.assembled.as_ref()?;
        let article = assembled.article_at(path)?;
        let review = article.review_by?;
        let today = (self.settings.clock)().today(&assembled.config);
        (review < today).then(|| format!("The review of this page was due on {review}."))
    }
}
