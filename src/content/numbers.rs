//! Indexes of the parts of an article. Each is a type of its own, so that they cannot be confused.

use serde::{Deserialize, Serialize};

/// The index of a reference in [`Article::links`](crate::content::Article::links).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LinkId(pub usize);

/// The index of a mark in [`Article::citations`](crate::content::Article::citations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CitationId(pub usize);

/// The index of a footnote in [`Article::notes`](crate::content::Article::notes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NoteId(pub usize);
