//! [`Observer`]: who is told what happens to a site while it is written.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::engine::Spent;
use crate::path::SitePath;

/// What an update came to.
#[derive(Clone, Debug, Default)]
pub struct Refresh {
    /// The files that hold something else than before.
    pub changed: BTreeSet<SitePath>,
    /// How many were parsed.
    pub parsed: usize,
    /// How many of the pages that were lately open were made again.
    pub rendered: usize,
    /// How long reading and linking took.
    pub spent: Spent,
    /// How long making the open pages took.
    pub rendering: Duration,
}

/// Who is told. All methods may be called from several threads; none may wait for anything.
pub trait Observer: Send + Sync + 'static {
    /// What is shown may have changed, or what is wrong: who shows it should ask again.
    fn ring(&self);

    /// An update is there, and the pages that are open are made of it.
    fn updated(&self, update: &Refresh);

    /// Other findings may hold now.
    fn findings(&self);

    /// Something that the author should know, in one line.
    fn say(&self, line: &str);
}
