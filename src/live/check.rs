//! [`Checked`]: which outputs are known to be made without a fault. Pages that nobody opens are made once in the
//! background, so that the faults of their templates are found.

use std::collections::BTreeMap;

use crate::bug::Bug;
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
    key: Digest,
    why: Why,
}

/// Why an output could not be made.
pub(super) enum Why {
    /// Templates have faults.
    Faults(Vec<Diagnostic>),
    /// We have one.
    Bug(Bug),
}

impl Checked {
    pub(super) fn good(&mut self, path: &SitePath, key: Digest) {
        self.bad.remove(path);
        self.good.insert(path.clone(), key);
    }

    pub(super) fn bad(&mut self, path: &SitePath, key: Digest, why: Why) {
        self.good.remove(path);
        self.bad.insert(path.clone(), Bad { key, why });
    }

    fn is_known(&self, path: &SitePath, key: Digest) -> bool {
        self.good.get(path) == Some(&key) || self.is_bad(path, key)
    }

    /// Whether it is known that an output cannot be made from this.
    pub(super) fn is_bad(&self, path: &SitePath, key: Digest) -> bool {
        self.bad.get(path).is_some_and(|bad| bad.key == key)
    }

    /// The fault of ours that kept an output from being made.
    pub(super) fn bug(&self, path: &SitePath) -> Option<&Bug> {
        match &self.bad.get(path)?.why {
            Why::Bug(bug) => Some(bug),
            Why::Faults(_) => None,
        }
    }

    /// The faults of ours, each once.
    pub(super) fn bugs(&self) -> Vec<Bug> {
        let mut bugs: Vec<Bug> =
            self.bad.keys().filter_map(|path| self.bug(path)).cloned().collect();
        bugs.dedup();
        bugs
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
        for bad in self.bad.values() {
            let Why::Faults(found) = &bad.why else { continue };
            for fault in found {
                faults.entry((&fault.place, &fault.message)).or_insert(fault);
            }
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
        let checked = || lock(&self.records.checked);
        let known = || {
            let checked = checked();
            (checked.faults(), checked.bugs())
        };
        let before = known();
        checked().retain(|path| assembled.plan.at(path).is_some());
        let faulty = checked().faulty();
        let faulty = faulty.iter().filter_map(|path| assembled.plan.at(path));
        for job in faulty.chain(assembled.plan.jobs()) {
            if matches!(job.recipe, Recipe::Copy(_)) {
                continue;
            }
            if !self.is_newest(&state) {
                break;
            }
            let Some(key) = self.key(assembled, job) else { continue };
            if checked().is_known(&job.path, key) {
                continue;
            }
            // One after the other, also where the first of them takes for ever: more of its kind may follow.
            let order = self.order(&state, &job.path, key, false);
            self.await_patiently(&state, &order);
        }
        known() != before
    }
}
