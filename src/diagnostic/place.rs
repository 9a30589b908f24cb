//! [`Place`]: where in which file.

use serde::{Deserialize, Serialize};

use crate::path::SitePath;
use crate::span::Span;

/// A span in a file; the whole file where the span is `None`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, from the site's root.
    pub path: SitePath,
    /// The bytes in its text.
    pub span: Option<Span>,
}

impl Place {
    /// A span in `path`.
    pub fn new(path: &SitePath, span: Span) -> Self {
        Self { path: path.clone(), span: Some(span) }
    }

    /// The whole of `path`.
    pub fn file(path: &SitePath) -> Self {
        Self { path: path.clone(), span: None }
    }
}
