//! Texts in a tree.

use pulldown_cmark::CowStr;

/// Text in a tree: borrowed from the Markdown if it is there as it is.
pub type Text<'m> = CowStr<'m>;
