//! A piece of raw HTML, and where it stands.

use crate::node::TextMap;

/// A piece of raw HTML that is being written.
pub(super) struct Piece<'h> {
    pub(super) html: &'h str,
    /// From its bytes to the Markdown's.
    pub(super) map: &'h TextMap,
    /// Up to where it is written, where it stays as it is.
    pub(super) written: usize,
}
