//! [`Judged`]: what the rules of `nutgraf check` found in an article, remembered from one check to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::path::SitePath;

/// What was found in one article.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Judged {
    /// The digest of everything that it depends on.
    pub(super) key: Digest,
    /// The findings, at their own levels.
    pub(super) findings: Vec<Diagnostic>,
}

/// What was found in each article.
pub(super) type Judgements = BTreeMap<SitePath, Judged>;
