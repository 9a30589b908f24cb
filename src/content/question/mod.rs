//! [`Question`]: one insight question and what is known about its answer. It is read from an item of `insights`
//! ([`read`]) or from a section of the text ([`of_text`]).

mod asked;
mod item;
mod pointer;
mod text;
mod upkeep;

pub use asked::{Question, QuestionForm};
pub(crate) use item::KEYS;
pub(crate) use item::read;
pub(crate) use text::of_text;
pub use upkeep::Upkeep;
