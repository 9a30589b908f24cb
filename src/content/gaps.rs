//! [`Gaps`]: the parts of an article that could not be read, so that nothing else is blamed for lacking them: a
//! citation is not wrong because the list with its source is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::content::citation::MAX_ID;
use crate::node::{Node, NodeKind};
use crate::path::slugify;

/// The parts of an article that could not be read. A finding reports each of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gaps {
    /// Ids of sources that it may list even so; `None` if its list has no fault.
    pub sources: Option<Mentions>,
    /// Ids of sources that its malformed citations may mean.
    pub cited: Mentions,
    /// Whether it may have more questions than those that were read.
    pub questions: bool,
    /// Whether it has a `slug` that could not be read: then it has no address.
    pub slug: bool,
    /// The names of files in links and images of its text that could not be read as such.
    pub named: BTreeSet<String>,
    /// The last parts of the addresses that could not be read.
    pub addresses: BTreeSet<String>,
}

impl Gaps {
    /// Whether it may list a source with this id even so.
    pub fn may_list(&self, id: &str) -> bool {
        self.sources.as_ref().is_some_and(|ids| ids.may_be(id))
    }

    /// Records an address that could not be read.
    pub(crate) fn address(&mut self, text: &str) {
        let last = text.trim_matches('/').rsplit('/').next().unwrap_or_default().trim();
        self.addresses
            .extend([last.to_owned(), slugify(last)].into_iter().filter(|a| !a.is_empty()));
    }

    /// Records the addresses in a node: it is one, or a list of them.
    pub(crate) fn addresses_in(&mut self, node: &Node<'_>) {
        match &node.kind {
            NodeKind::Scalar(scalar) => self.address(&scalar.text),
            NodeKind::Sequence(items) => items.iter().for_each(|item| self.addresses_in(item)),
            NodeKind::Mapping(_) | NodeKind::Broken(_) => {}
        }
    }
}

/// The ids of sources that something unreadable may name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mentions {
    /// None: all of it was read.
    #[default]
    Nothing,
    /// Any of the words in it.
    Words(BTreeSet<String>),
    /// Any at all.
    Anything,
}

impl Mentions {
    /// Whether it may name this id.
    pub fn may_be(&self, id: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Words(words) => words.contains(id),
            Self::Anything => true,
        }
    }

    /// Adds what is in a text.
    pub(crate) fn add(&mut self, text: &str) {
        let words = match self {
            Self::Anything => return,
            Self::Words(words) => words,
            Self::Nothing => {
                *self = Self::Words(BTreeSet::new());
                return self.add(text);
            }
        };
        let edge = |c: char| !c.is_ascii_alphanumeric();
        let inside = |c: char| c.is_ascii_alphanumeric() || "_-.:/+".contains(c);
        for word in text.split(|c| !inside(c)).map(|word| word.trim_matches(edge)) {
            // `id:who` lacks a space: any part after a colon may be the id.
            let parts = word.match_indices(':').filter_map(|(at, _)| word.get(at + 1..));
            for part in parts.chain([word]).filter(|part| part.len() <= MAX_ID) {
                let id = part.trim_start_matches(edge);
                if !id.is_empty() && !words.contains(id) {
                    words.insert(id.to_owned());
                }
            }
        }
    }

    /// Adds every text in a node, keys included.
    pub(crate) fn add_node(&mut self, node: &Node<'_>) {
        match &node.kind {
            NodeKind::Scalar(scalar) => self.add(&scalar.text),
            NodeKind::Broken(text) => self.add(text),
            NodeKind::Sequence(items) => items.iter().for_each(|item| self.add_node(item)),
            NodeKind::Mapping(entries) => entries.iter().for_each(|(key, value)| {
                self.add(&key.text);
                self.add_node(value);
            }),
        }
    }

    /// Adds all that another may name.
    pub(crate) fn merge(&mut self, other: Self) {
        match (&mut *self, other) {
            (_, Self::Nothing) | (Self::Anything, _) => {}
            (Self::Words(words), Self::Words(others)) => words.extend(others),
            (_, other) => *self = other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mentions;

    #[test]
    fn a_text_may_name_the_ids_that_stand_in_it_and_no_others() {
        let mut mentions = Mentions::default();
        assert!(!mentions.may_be("who"));
        mentions.add("- id: who\n  title: A: b\n- {id: \"doi:10.1/x\", key:nasa-2}\n- id:iea.\n");
        for id in ["who", "doi:10.1/x", "nasa-2", "iea", "10.1/x"] {
            assert!(mentions.may_be(id), "{id}");
        }
        for id in ["wh", "nasa", "who-2", "10"] {
            assert!(!mentions.may_be(id), "{id}");
        }
        mentions.merge(Mentions::Anything);
        assert!(mentions.may_be("whatever"));
    }

    #[test]
    fn a_text_of_colons_is_read_once() {
        let mut mentions = Mentions::default();
        mentions.add(&format!("a{}b", ":".repeat(1 << 20)));
        mentions.add(&"a:".repeat(1 << 20));
        let Mentions::Words(words) = mentions else { panic!("words") };
        assert!(words.len() < 40, "{}", words.len());
    }
}
