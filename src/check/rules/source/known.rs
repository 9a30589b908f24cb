//! [`ById`]: the sources that an article may cite, by their ids.

use std::collections::BTreeMap;

use crate::check::input::ArticleInput;
use crate::content::Source;

/// The sources that an article may cite, for rules that look up many.
pub(super) struct ById<'a> {
    own: BTreeMap<&'a str, &'a Source>,
    shared: &'a BTreeMap<&'a str, &'a Source>,
}

impl<'a> ById<'a> {
    /// Collects them.
    pub(super) fn of(input: &ArticleInput<'a>) -> Self {
        let own = input.sources.own.iter().map(|source| (source.id.as_str(), &***source));
        Self { own: own.collect(), shared: input.sources.shared }
    }

    /// Returns the source with this id.
    pub(super) fn get(&self, id: &str) -> Option<&'a Source> {
        self.own.get(id).or_else(|| self.shared.get(id)).copied()
    }
}
