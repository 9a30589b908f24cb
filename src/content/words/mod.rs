//! The words of an article, for the search: [`WordList`], collected while its texts are read, because the trees are
//! dropped afterwards. What is a word is decided in `fold`, and in the same way by the script of the search page.

mod collector;
mod fold;
mod list;
mod table;
mod walk;

pub(crate) use collector::WordCollector;
pub use fold::{LONGEST_WORD, each_word};
pub use list::{WordList, WordPlace, WordPlaces};
pub use table::WordTable;
