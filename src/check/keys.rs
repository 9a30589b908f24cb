//! [`Keys`]: the places of all keys and values of some YAML.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::node::{Node, NodeKind};
use crate::span::Span;

/// The places of keys and values, by their paths: `as_of`, `sources[2].url`, `insights[0]`. Lists count from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keys {
    entries: BTreeMap<String, Entry>,
}

/// Where a value is.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The place of its key; that of the value itself if it is an item of a list.
    pub key: Span,
    /// The place of the value.
    pub value: Span,
    /// Its text, if it is text.
    pub text: Option<String>,
}

impl Keys {
    /// Collects the places below a root.
    pub fn of(root: &Node<'_>) -> Self {
        let mut keys = Self::default();
        keys.collect(root, &mut String::new());
        keys
    }

    /// Returns a value's place.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// Returns the place of a value, or of the nearest thing around it that there is; at last the file's beginning.
    pub fn nearest(&self, path: &str) -> Span {
        let mut path = path;
        loop {
            if let Some(entry) = self.get(path) {
                return entry.key;
            }
            let Some(end) = path.rfind(['.', '[']) else { return Span::new(0, 0) };
            path = path.get(..end).unwrap_or_default();
        }
    }

    /// Returns the items of a list, with their numbers, until one is missing.
    pub fn items(&self, list: &str) -> impl Iterator<Item = (usize, &Entry)> {
        (0..).map_while(move |n| Some((n, self.get(&format!("{list}[{n}]"))?)))
    }

    /// Returns the number of the item of a list whose `key` has this text.
    pub fn item_with(&self, list: &str, key: &str, text: &str) -> Option<usize> {
        let has = |n: usize| {
            self.get(&format!("{list}[{n}].{key}"))
                .is_some_and(|it| it.text.as_deref() == Some(text))
        };
        self.items(list).map(|(n, _)| n).find(|n| has(*n))
    }

    /// Adds what is below a node, whose path this is: it is as it was again afterwards.
    fn collect(&mut self, node: &Node<'_>, path: &mut String) {
        let length = path.len();
        match &node.kind {
            NodeKind::Mapping(entries) => {
                for (key, value) in entries {
                    if length > 0 {
                        path.push('.');
                    }
                    path.push_str(&key.text);
                    self.add(path, key.span, value);
                    path.truncate(length);
                }
            }
            NodeKind::Sequence(items) => {
                for (n, item) in items.iter().enumerate() {
                    write!(path, "[{n}]").expect("a string can be written to");
                    self.add(path, item.shown_span(), item);
                    path.truncate(length);
                }
            }
            NodeKind::Scalar(_) | NodeKind::Broken(_) => {}
        }
    }

    fn add(&mut self, path: &mut String, key: Span, value: &Node<'_>) {
        let text = value.text().map(|text| text.as_str().to_owned());
        self.entries.insert(path.clone(), Entry { key, value: value.span, text });
        self.collect(value, path);
    }
}
