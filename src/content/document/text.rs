//! Texts of a tree.

use pulldown_cmark::CowStr;

/// Text of a tree: borrowed from the Markdown where it stands there as it is.
pub type Text<'m> = CowStr<'m>;
