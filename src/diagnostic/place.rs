//! [`Place`]: a file and a span in it.

use serde::{Deserialize, Serialize};

use crate::path::SitePath;
use crate::span::Span;

/// A span in a file, or the whole file if the span is `None`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, relative to the site's root.
    pub path: SitePath,
    /// The bytes in its text.
    pub span: Option<Span>,
}

impl Place {
    /// Creates the place of a span in `path`.
    pub fn new(path: &SitePath, span: Span) -> Self {
        Self { path: path.clone(), span: Some(span) }
    }

    /// Creates the place of the whole of `path`.
    pub fn file(path: &SitePath) -> Self {
        Self { path: path.clone(), span: None }
    }
}
