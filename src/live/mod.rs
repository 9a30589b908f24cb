//! A site while somebody writes it: [`Updater`] looks at the files and makes a new state, [`Live`] shows the newest one
//! to the server, making a page when it is asked for. What is shown is what a clean build would write, as long as
//! nothing is wrong; where something is, the last good page stays.

mod check;
mod shown;
mod state;
mod update;

pub use update::{Update, Updater};

use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::build::{Clock, Made, Options, copied_bytes, excerpt_text};
use crate::config::Overrides;
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::live::check::Checked;
use crate::live::shown::Shown;
use crate::live::state::State;
use crate::path::SitePath;
use crate::serve::{Bytes, EditorLink, Preview, Reply, fault_page, overlay};

/// How a site is shown while it is written.
pub struct Settings {
    /// Where its files lie.
    pub files: Box<dyn Files + Send>,
    /// Its settings, from its root.
    pub config: SitePath,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// What the command line says instead of `site.toml`.
    pub overrides: Overrides,
    /// What time it is: asked again and again, because a site is often shown for days.
    pub clock: Box<dyn Fn() -> Clock + Send + Sync>,
    /// How a place in a file is opened, where the author has said so.
    pub editor: Option<EditorLink>,
}

impl Settings {
    /// What a build is asked to do now.
    fn options(&self) -> Options {
        Options { drafts: self.drafts, overrides: self.overrides.clone(), clock: (self.clock)() }
    }
}

/// The newest state of a site.
pub struct Live {
    settings: Settings,
    state: Mutex<Option<Arc<State>>>,
    arrived: Condvar,
    shown: Mutex<Shown>,
    checked: Mutex<Checked>,
    /// How many pages were made.
    rendered: AtomicUsize,
}

impl Live {
    /// A site of which nothing is known yet: who asks waits until an [`Updater`] has looked.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            state: Mutex::default(),
            arrived: Condvar::new(),
            shown: Mutex::default(),
            checked: Mutex::default(),
            rendered: AtomicUsize::new(0),
        }
    }

    /// The newest state; waits for the first.
    fn state(&self) -> Arc<State> {
        let mut state = lock(&self.state);
        loop {
            if let Some(state) = &*state {
                return Arc::clone(state);
            }
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn newest(&self) -> Option<Arc<State>> {
        lock(&self.state).clone()
    }

    fn set(&self, state: State) {
        *lock(&self.state) = Some(Arc::new(state));
        self.arrived.notify_all();
    }

    /// How many pages were made so far.
    pub fn rendered(&self) -> usize {
        self.rendered.load(Ordering::Relaxed)
    }

    /// Everything that is wrong now: what was found while reading and linking, and the faults of templates on the pages
    /// that were made.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut findings = self.state().findings.clone();
        findings.extend(lock(&self.checked).faults());
        crate::diagnostic::sort(&mut findings);
        findings
    }

    /// Makes a page, or takes it as it was made when it was made from the same.
    fn page(&self, state: &State, path: &SitePath) -> Option<Reply> {
        let assembled = state.assembled.as_ref()?;
        let job = assembled.plan.at(path)?;
        let prepared = assembled.prepare(job);
        let key = prepared.key();
        if let Some(bytes) = key.and_then(|key| lock(&self.shown).made(path, key)) {
            return Some(Reply::Bytes(bytes));
        }
        let made = prepared.make();
        if !matches!(made, Ok(Made::Copy(_))) {
            self.rendered.fetch_add(1, Ordering::Relaxed);
        }
        match made {
            Ok(Made::Copy(from)) => {
                let bytes = copied_bytes(&*self.settings.files, from).ok().flatten()?;
                Some(Reply::Bytes(bytes.into()))
            }
            Ok(Made::Bytes(bytes)) => {
                let bytes = Bytes::from(bytes);
                if let Some(key) = key {
                    lock(&self.shown).make(path, key, bytes.clone());
                    lock(&self.checked).good(path, key);
                }
                Some(Reply::Bytes(bytes))
            }
            Err(faults) => {
                // Whoever asked of an old state must not tell of what is mended in the newest.
                if self.newest().is_some_and(|newest| newest.number == state.number) {
                    lock(&self.checked).bad(path, key, faults);
                }
                let last_good = lock(&self.shown).last(path);
                Some(last_good.map_or_else(|| self.fault(), Reply::Bytes))
            }
        }
    }

    fn fault(&self) -> Reply {
        let overlay = self.overlay(&self.findings());
        Reply::Fault(fault_page("This page cannot be shown yet.", overlay.as_deref()))
    }

    fn overlay(&self, findings: &[Diagnostic]) -> Option<String> {
        let text_of = |path: &SitePath| excerpt_text(&*self.settings.files, path).map(Rc::new);
        overlay(findings, &text_of, self.settings.editor.as_ref())
    }
}

impl Preview for Live {
    fn base_path(&self) -> String {
        self.state().config.as_ref().map_or_else(|| "/".to_owned(), |c| c.base_path().to_owned())
    }

    fn has(&self, path: &SitePath) -> bool {
        match &self.state().assembled {
            Some(assembled) => assembled.plan.at(path).is_some(),
            // Nothing can be shown yet: whoever asks for the home page is told why.
            None => path.as_str() == "index.html",
        }
    }

    fn get(&self, path: &SitePath) -> Option<Reply> {
        let state = self.state();
        if state.assembled.is_none() {
            return (path.as_str() == "index.html").then(|| self.fault());
        }
        self.page(&state, path)
    }

    fn generation(&self) -> u64 {
        self.state().number
    }

    fn changed_files(&self, since: u64) -> Vec<SitePath> {
        self.state().changed_files(since)
    }

    fn faults(&self) -> Option<String> {
        self.overlay(&self.findings())
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

/// Locks for a moment. Whoever panicked while holding it left nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
