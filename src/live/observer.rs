//! [`Observer`]: is told what happens to a site while it is being written.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::engine::Spent;
use crate::path::SitePath;

/// The result of an update.
#[derive(Clone, Debug, Default)]
pub struct Refresh {
    /// The files whose content has changed.
    pub changed: BTreeSet<SitePath>,
    /// How many were parsed.
    pub parsed: usize,
    /// How many of the recently opened pages were made again.
    pub rendered: usize,
    /// How long reading and linking took.
    pub spent: Spent,
    /// How long making the open pages took.
    pub rendering: Duration,
}

/// Is told what happens. All methods may be called from several threads; none must block.
pub trait Observer: Send + Sync + 'static {
    /// What is shown, or what is wrong, may have changed: a viewer should ask again.
    fn ring(&self);

    /// There is an update, and the open pages have been made from it.
    fn updated(&self, update: &Refresh);

    /// The findings may have changed.
    fn findings(&self);

    /// Something that the author should know, in one line.
    fn say(&self, line: &str);
}
