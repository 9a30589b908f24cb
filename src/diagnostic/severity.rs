//! [`Severity`]: how severe a finding is.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How severe a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// The site is published anyway.
    Warning,
    /// The site is published anyway, whatever was asked for: a remark that may not hold. Only `nutgraf check` shows it.
    Info,
    /// Not shown: switched off in `[check]`.
    Off,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Off => "off",
        })
    }
}
