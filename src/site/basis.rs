//! [`Basis`]: what a part of a site was made from, so that it can be reused while that is the same.

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;

/// What something was made from, and the findings while it was made.
#[derive(Debug)]
pub(crate) struct Basis {
    /// The digest of everything that it depends on.
    pub(crate) content: Digest,
    /// The digest of its places in the files: only findings depend on it.
    pub(crate) places: Digest,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Basis {
    /// Whether what was made from this equals what would be made from the other.
    pub(crate) fn fits(&self, content: Digest, places: Digest) -> bool {
        self.content == content && (self.findings.is_empty() || self.places == places)
    }
}
