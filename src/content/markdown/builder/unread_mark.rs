//! [`Unread`]: a mark that is none, for what looks for them.

use std::borrow::Cow;
use std::ops::Range;

/// A mark that is none: a text, and what it was probably meant to be.
pub(super) struct Unread {
    /// Its name, of which only the first is reported.
    pub(super) name: &'static str,
    pub(super) message: String,
    pub(super) hint: Cow<'static, str>,
    /// The part of the text to show.
    pub(super) shown: Range<usize>,
    /// What to write in its place.
    pub(super) edits: Vec<(Range<usize>, String)>,
}
