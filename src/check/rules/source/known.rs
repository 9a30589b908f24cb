//! [`ById`]: the sources that an article may cite, by their ids.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::input::ArticleInput;
use crate::content::Source;
use crate::digest::Digested;

/// The sources that an article may cite, for rules that look up many.
pub(super) struct ById<'a> {
    own: BTreeMap<&'a str, &'a Source>,
    shared: &'a BTreeMap<String, Arc<Digested<Source>>>,
}

impl<'a> ById<'a> {
    /// Collects them.
    pub(super) fn of(input: &ArticleInput<'a>) -> Self {
        let own = input.sources.own.iter().map(|source| (source.id.as_str(), &***source));
        Self { own: own.collect(), shared: input.sources.shared }
    }

    /// Returns the source with this id.
    pub(super) fn get(&self, id: &str) -> Option<&'a Source> {
        let shared = || self.shared.get(id).map(|source| &***source);
        self.own.get(id).copied().or_else(shared)
    }
}
