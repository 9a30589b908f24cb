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
    pub(super) fn faulty(&self) -> Vec<SitePath> {
        self.bad.keys().cloned().collect()
    }

    /// Forgets an output that there is no longer.
    pub(super) fn forget(&mut self, path: &SitePath) {
        self.good.remove(path);
        self.bad.remove(path);
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
    /// Makes, one after the other, every page that is not known to come out well, until a newer state arrives. Tells
    /// whether it came to the end, and whether other faults are known now.
    pub fn check_all(&self) -> Option<bool> {
        let state = self.newest()?;
        let assembled = state.assembled.as_ref()?;
        let before = lock(&self.checked).faults();
        for job in assembled.plan.jobs() {
            if matches!(job.recipe, Recipe::Copy(_)) {
                continue;
            }
            if self.newest().is_some_and(|newest| newest.number != state.number) {
                return None;
            }
            let Some(key) = assembled.key(job) else { continue };
            if lock(&self.checked).is_known(&job.path, key) {
                continue;
            }
            match assembled.make(job) {
                Ok(_) => lock(&self.checked).good(&job.path, key),
                Err(faults) => lock(&self.checked).bad(&job.path, Some(key), faults),
            }
        }
        let gone: Vec<SitePath> = lock(&self.checked).faulty();
        for path in gone.iter().filter(|path| assembled.plan.at(path).is_none()) {
            lock(&self.checked).forget(path);
        }
        Some(lock(&self.checked).faults() != before)
    }

    /// Makes again what could not be made, so that nobody is shown a fault that is mended.
    pub(super) fn check_faulty(&self) {
        let Some(state) = self.newest() else { return };
        let Some(assembled) = &state.assembled else { return };
        let faulty = lock(&self.checked).faulty();
        for path in faulty {
            match assembled.plan.at(&path).map(|job| (assembled.key(job), assembled.make(job))) {
                None => lock(&self.checked).forget(&path),
                Some((Some(key), Ok(_))) => lock(&self.checked).good(&path, key),
                Some((key, Err(faults))) => lock(&self.checked).bad(&path, key, faults),
                Some((None, Ok(_))) => {}
            }
        }
    }
}
