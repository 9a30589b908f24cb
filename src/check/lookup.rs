//! [`Lookup`]: words of which something is known, and [`WordSet`]: words of a list. Most words of a site are looked up in
//! many of them and are in none: their first and last letters and their length say so, without comparing them with any.

use std::sync::OnceLock;

/// Words of which something is known.
pub(in crate::check) struct Lookup<V>(Vec<Vec<(&'static str, V)>>);

/// The words of a list.
pub(in crate::check) struct WordSet {
    list: &'static [&'static str],
    table: OnceLock<Lookup<()>>,
}

/// The words are divided into so many parts, of which each has one or two.
const PARTS: usize = 256;

impl<V: Copy> Lookup<V> {
    /// Creates a table of words. Of a word that is there twice, the first counts.
    pub(in crate::check) fn new(words: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let mut parts = vec![Vec::new(); PARTS];
        for (word, known) in words {
            if let Some(part) = parts.get_mut(part_of(word)) {
                part.push((word, known));
            }
        }
        Self(parts)
    }

    /// Returns what is known of a word.
    pub(in crate::check) fn get(&self, word: &str) -> Option<V> {
        let alike = self.0.get(part_of(word))?;
        alike.iter().find(|(known, _)| *known == word).map(|(_, known)| *known)
    }
}

impl WordSet {
    /// Creates the set of these words.
    pub(in crate::check) const fn new(list: &'static [&'static str]) -> Self {
        Self { list, table: OnceLock::new() }
    }

    /// Whether a word is one of them.
    pub(in crate::check) fn contains(&self, word: &str) -> bool {
        let table = || Lookup::new(self.list.iter().map(|word| (*word, ())));
        self.table.get_or_init(table).get(word).is_some()
    }
}

/// Returns the part that a word is in.
fn part_of(word: &str) -> usize {
    let bytes = word.as_bytes();
    let end = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(*byte));
    (end(bytes.first()) + 7 * end(bytes.last()) + 31 * bytes.len()) % PARTS
}

#[cfg(test)]
mod tests {
    use super::{Lookup, WordSet};

    #[test]
    fn a_word_is_found_if_it_is_there() {
        let known = Lookup::new([("one", 1), ("two", 2), ("oxe", 3), ("", 4), ("one", 5)]);
        for (word, value) in [("one", Some(1)), ("oxe", Some(3)), ("", Some(4)), ("on", None)] {
            assert_eq!(known.get(word), value, "{word}");
        }
        let set = WordSet::new(&["für", "fur"]);
        assert!(set.contains("für") && set.contains("fur") && !set.contains("fr"));
    }
}
