//! The index of the search, which needs no server: a script on the search page reads the few files of it that a query
//! needs. [`SearchIndex`] makes them out of a [`Site`](crate::site::Site), and nothing else of the program reads them.
//!
//! # Format
//!
//! * **`search/index.json`** says what there is: the number of pages, the borders between the shards, the fingerprint of
//!   each file, topics, and the endings that words lose ([`stem()`]).
//! * **`search/terms-KEY.json`**, the shards: terms in order, each with the pages in which it occurs. A shard begins
//!   where the hash of a term is the lowest around, so an edit changes only the shards of its words. `KEY` is the hash of the
//!   first term.
//! * **`search/pages-N.json`**: what a result shows of each page, in blocks of the same number of pages. The text around the
//!   words is not in the index: the script reads it from the page itself.
//!
//! Pages are numbered by date, then path: a new article is the last, and moves no other. A result leads to the question
//! or section whose words fit best, so postings say in which of these *units* of a page a term occurs; a page's questions
//! are its first units, its headings the others.

mod builder;
mod cards;
mod contents;
mod postings;
mod shards;
mod stem;

pub use builder::SearchIndex;
pub use shards::Shard;
pub use stem::stem;

/// The script of the search page.
pub const SCRIPT: &str = include_str!("search.js");
