//! [`Checked`]: which outputs are known to be made without a fault. Pages that nobody opens are made once in the
//! background, so that the faults of their templates are found.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::Digest;
use crate::live::{Live, lock};
use crate::path::SitePath;
use crate::render::Recipe;

/// What is known of outputs.
#[derive(Default)]
pub(super) struct Checked {
    /// By which key each was last made without a fault.
    good: BTreeMap<SitePath, Digest>,
    /// The faults of those that could not be made.
    bad: BTreeMap<SitePath, Bad>,
}

struct Bad {
    key: Option<Digest>,
    faults: Vec<Diagnostic>,
}

impl Checked {
    pub(super) fn good(&mut self, path: &SitePath, key: Digest) {
        self.bad.remove(path);
        self.good.insert(path.clone(), key);
    }

    pub(super) fn bad(&mut self, path: &SitePath, key: Option<Digest>, faults: Vec<Diagnostic>) {
        self.good.remove(path);
        self.bad.insert(path.clone(), Bad { key, faults });
    }

    fn is_known(&self, path: &SitePath, key: Digest) -> bool {
        self.good.get(path) == Some(&key)
            || self.bad.get(path).is_some_and(|bad| bad.key == Some(key))
    }

    /// Outputs that could not be made.
    fn faulty(&self) -> Vec<SitePath> {
        self.bad.keys().cloned().collect()
    }

    /// Forgets what could not be made.
    pub(super) fn forget_faults(&mut self) {
        self.bad.clear();
    }

    /// Forgets outputs that there are no longer.
    fn retain(&mut self, is_there: impl Fn(&SitePath) -> bool) {
        self.good.retain(|path, _| is_there(path));
        self.bad.retain(|path, _| is_there(path));
    }

    /// The faults, one for each place however many pages show it.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        let mut faults: BTreeMap<_, &Diagnostic> = BTreeMap::new();
        for fault in self.bad.values().flat_map(|bad| &bad.faults) {
            faults.entry((&fault.place, &fault.message)).or_insert(fault);
        }
        faults.into_values().filter(|fault| fault.severity != Severity::Off).cloned().collect()
    }
}

impl Live {
    /// Makes, one after the other, every page that is not known to come out well, until a newer state arrives; first
    /// those that did not. Tells whether other faults are known now.
    pub fn check_all(&self) -> bool {
        let Some(state) = self.newest() else { return false };
        let Some(assembled) = &state.assembled else { return false };
        let before = lock(&self.checked).faults();
        lock(&self.checked).retain(|path| assembled.plan.at(path).is_some());
        let faulty = lock(&self.checked).faulty();
        let faulty = faulty.iter().filter_map(|path| assembled.plan.at(path));
        for job in faulty.chain(assembled.plan.jobs()) {
            if matches!(job.recipe, Recipe::Copy(_)) {
                continue;
            }
            if self.newest().is_some_and(|newest| newest.number != state.number) {
                break;
            }
            let prepared = assembled.prepare(job);
            let Some(key) = prepared.key() else { continue };
            if lock(&self.checked).is_known(&job.path, key) {
                continue;
            }
            match prepared.make() {
                Ok(_) => lock(&self.checked).good(&job.path, key),
                Err(faults) => lock(&self.checked).bad(&job.path, Some(key), faults),
            }
        }
        lock(&self.checked).faults() != before
    }
}
