//! [`SiteState`]: a site as it was at one moment; immutable.

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Levels, finish};
use crate::engine::Assembled;
use crate::path::SitePath;

/// The number of file changes that are remembered. A page that missed more of them is loaded again.
const MOST: usize = 4096;

/// Returns findings as they are shown with these settings, if there are any.
pub(super) fn finished(config: Option<&Arc<Config>>, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    match config {
        Some(config) => finish(&config.levels, findings),
        None => finish(&Levels::new(), findings),
    }
}

/// One state.
pub(super) struct SiteState {
    /// Its number, from 1.
    pub(super) number: u64,
    /// The settings, the last good ones if they cannot be read now.
    pub(super) config: Option<Arc<Config>>,
    /// The site; `None` if its settings could never be read.
    pub(super) assembled: Option<Arc<Assembled>>,
    /// The findings, in the order in which they are shown.
    pub(super) findings: Vec<Diagnostic>,
    /// The outputs of copied files that changed, each with the number of the state that it changed with.
    pub(super) copies: Arc<Vec<(u64, SitePath)>>,
}

impl SiteState {
    /// Returns the first state, if nothing could be read because of a bug.
    pub(super) fn empty() -> Self {
        Self {
            number: 1,
            config: None,
            assembled: None,
            findings: Vec::new(),
            copies: Arc::default(),
        }
    }

    /// Returns the outputs of copied files that changed after a state; all of them after state 0.
    pub(super) fn changed_files(&self, since: u64) -> Vec<SitePath> {
        let forgotten = self.copies.first().is_some_and(|(number, _)| *number > since);
        if since == 0 || (forgotten && self.copies.len() >= MOST) {
            let files = self.assembled.iter().flat_map(|assembled| &assembled.site.files);
            return files.map(|file| file.to.clone()).collect();
        }
        let later = self.copies.iter().filter(|(number, _)| *number > since);
        let mut paths: Vec<SitePath> = later.map(|(_, path)| path.clone()).collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// Returns the file changes up to this state, and `new` ones with the next.
    pub(super) fn and_copies(&self, new: Vec<SitePath>) -> Arc<Vec<(u64, SitePath)>> {
        if new.is_empty() {
            return Arc::clone(&self.copies);
        }
        let mut copies = Vec::clone(&self.copies);
        copies.extend(new.into_iter().map(|path| (self.number + 1, path)));
        let surplus = copies.len().saturating_sub(MOST);
        copies.drain(..surplus);
        Arc::new(copies)
    }
}
