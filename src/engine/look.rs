//! [`Look`]: at what to look on disk.

use std::collections::BTreeSet;

use crate::path::SitePath;

/// At what to look on disk.
#[derive(Clone, Copy, Debug)]
pub enum Look<'a> {
    /// At everything.
    Everything,
    /// At these files alone; everything else is taken to be as it was.
    At(&'a BTreeSet<SitePath>),
}
