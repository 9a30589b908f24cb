//! [`Checked`]: which outputs are known to be made without a fault.

use std::collections::BTreeMap;

use crate::bug::Bug;
use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::Digest;
use crate::path::SitePath;

/// What is known about outputs.
#[derive(Default)]
pub(super) struct Checked {
    /// The key with which each was last made without a fault.
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
    /// nutgraf has a bug.
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

    pub(super) fn is_known(&self, path: &SitePath, key: Digest) -> bool {
        self.good.get(path) == Some(&key) || self.is_bad(path, key)
    }

    /// Returns whether it is known that an output cannot be made from this.
    pub(super) fn is_bad(&self, path: &SitePath, key: Digest) -> bool {
        self.bad.get(path).is_some_and(|bad| bad.key == key)
    }

    /// Returns the bug that kept an output from being made.
    pub(super) fn bug(&self, path: &SitePath) -> Option<&Bug> {
        match &self.bad.get(path)?.why {
            Why::Bug(bug) => Some(bug),
            Why::Faults(_) => None,
        }
    }

    /// Returns the bugs, each once.
    pub(super) fn bugs(&self) -> Vec<Bug> {
        let mut bugs: Vec<Bug> =
            self.bad.keys().filter_map(|path| self.bug(path)).cloned().collect();
        bugs.dedup();
        bugs
    }

    /// Returns the outputs that could not be made.
    pub(super) fn faulty(&self) -> Vec<SitePath> {
        self.bad.keys().cloned().collect()
    }

    /// Forgets the outputs that could not be made.
    pub(super) fn forget_faults(&mut self) {
        self.bad.clear();
    }

    /// Forgets outputs that no longer exist.
    pub(super) fn retain(&mut self, is_there: impl Fn(&SitePath) -> bool) {
        self.good.retain(|path, _| is_there(path));
        self.bad.retain(|path, _| is_there(path));
    }

    /// Returns the faults, one for each place however many pages show it.
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
