//! [`Basis`]: what a part of a site was made from, so that it can be taken again when that is the same.

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;

/// What something was made from, and what was found while it was made.
#[derive(Debug)]
pub(crate) struct Basis {
    /// The digest of all that it depends on.
    pub(crate) content: Digest,
    /// The digest of where that stands in its files: only findings depend on it.
    pub(crate) places: Digest,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Basis {
    /// Whether what was made from this can be taken for what would be made from that.
    pub(crate) fn fits(&self, content: Digest, places: Digest) -> bool {
        self.content == content && (self.findings.is_empty() || self.places == places)
    }
}
