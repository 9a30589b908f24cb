//! [`Prose`]: an article as a reader meets it. The tree of its Markdown is turned into passages of plain text, in which
//! marks and links are places, and every byte leads back to the file.

mod collect;
mod marked;
mod model;
mod numbers;
mod passage;
mod quotations;
mod sentences;

pub use collect::Collector;
pub(in crate::check) use marked::Marked;
pub use model::Prose;
pub use passage::{BlockRole, ImageUse, Mark, MarkKind, Part, Passage, Section};
