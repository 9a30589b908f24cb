//! The numbers by which parts of an article are named. Each is a type of its own, so that none is taken for another.

use serde::{Deserialize, Serialize};

/// The number of a reference in [`Article::links`](crate::content::Article::links).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LinkId(pub usize);

/// The number of a mark in [`Article::citations`](crate::content::Article::citations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CitationId(pub usize);

/// The number of a footnote in [`Article::notes`](crate::content::Article::notes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NoteId(pub usize);
