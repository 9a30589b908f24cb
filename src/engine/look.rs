//! [`Look`]: what to look at on disk.

use std::collections::BTreeSet;

use crate::path::SitePath;

/// What to look at on disk.
#[derive(Clone, Copy, Debug)]
pub enum Look<'a> {
    /// Everything.
    Everything,
    /// Only these files; everything else is assumed to be unchanged.
    At(&'a BTreeSet<SitePath>),
}

impl Look<'_> {
    /// Whether a file is assumed to be unchanged.
    pub(super) fn passes_over(self, path: &SitePath) -> bool {
        matches!(self, Self::At(paths) if !paths.contains(path))
    }
}
