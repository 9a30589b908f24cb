//! [`Foreign`]: what a map's reader knows of the keys that other tools have there.

use crate::node::Node;

/// The keys of other tools in one kind of map, and what is done about them.
#[derive(Debug)]
pub struct Foreign {
    /// Says what an entry becomes here, if its value changes with its key.
    pub translate: fn(&str, &Node<'_>) -> Option<Translation>,
    /// Keys with no counterpart. They are no misspelling of one of ours.
    pub without_counterpart: &'static [&'static str],
    /// The key below which anything may stand; empty if there is none.
    pub rest: &'static str,
}

/// What an entry of another tool becomes here.
#[derive(Debug)]
pub struct Translation {
    /// What to do about it.
    pub hint: String,
    /// The entry to write in its place; empty if none is needed, `None` if it is not known.
    pub entry: Option<String>,
}
