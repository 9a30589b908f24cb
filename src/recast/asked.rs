//! [`Asked`]: a question between its two forms, as plain values.

/// A question, and what is written with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Its words, plain text.
    pub(super) words: String,
    /// The id that its author gave it.
    pub(super) id: Option<String>,
    /// The other keys with their values, in the order of the table. The items of a list are divided by spaces.
    pub(super) pairs: Vec<(&'static str, String)>,
    /// Whether what is known of its answer says why there is none.
    pub(super) is_open: bool,
    /// Its answer, or why it has none: Markdown. Empty if nothing is said.
    pub(super) below: String,
}

impl Asked {
    /// Whether it has nothing but its words.
    pub(super) fn is_bare(&self) -> bool {
        self.id.is_none() && self.pairs.is_empty() && self.below.is_empty()
    }
}
