//! [`Wake`]: what wakes a listener.

use std::collections::BTreeSet;

use crate::path::SitePath;

/// What woke the listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wake {
    /// These files may have changed, appeared or vanished.
    Paths(BTreeSet<SitePath>),
    /// Anything may have changed: look at everything.
    Everything,
}

impl Wake {
    /// Combines both wakes.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Paths(mut paths), Self::Paths(more)) => {
                paths.extend(more);
                Self::Paths(paths)
            }
            _ => Self::Everything,
        }
    }
}
