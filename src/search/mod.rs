//! The index of the search, which needs no server: a script on the search page reads the few files of it that a query
//! needs. [`SearchIndex`] makes them out of a [`Site`](crate::site::Site), and nothing else of the program reads them.
//!
//! # Format
//!
//! * **`search/index.json`** says what there is: the number of pages, the borders between the shards, the fingerprint of
//!   each file, topics, and the endings that words lose ([`stem`]).
//! * **`search/terms-KEY.json`**, the shards: terms in order, each with the pages in which it occurs. A shard begins
//!   where the hash of a term says so, so an edit changes only the shards of its words. `KEY` is the hash of the first
//!   term.
//! * **`search/pages-N.json`**: what a result shows of each page, in blocks of the same number of pages.
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
pub use shards::{Shard, ShardKey};
pub use stem::stem;

use std::fmt::Write as _;

use crate::digest::Digest;

/// How many pages a block of cards holds.
pub const PAGES_IN_BLOCK: usize = 32;

/// The script of the search page.
pub const SCRIPT: &str = include_str!("search.js");

/// Returns a short fingerprint of a file: browsers keep what they have for as long as it is the same.
fn fingerprint(text: &str) -> String {
    let bytes = Digest::of(text.as_bytes()).to_bytes();
    bytes.iter().take(4).fold(String::with_capacity(8), |mut out, byte| {
        // Writing to a text cannot fail.
        write!(out, "{byte:02x}").ok();
        out
    })
}
