//! [`WordCollector`]: the words of one article, while it is being read.

use crate::content::words::{WordList, WordPlace, WordTable, each_word};

/// Collects words.
#[derive(Default)]
pub(crate) struct WordCollector {
    table: WordTable,
    /// For each word, its newest use and the number of its uses.
    newest: Vec<(usize, u16)>,
    uses: Vec<Use>,
}

/// A word in a place.
struct Use {
    word: usize,
    place: u16,
    count: u16,
}

impl WordCollector {
    /// Adds the words of a text.
    pub(crate) fn add(&mut self, text: &str, place: WordPlace) {
        let place = place.to_number();
        each_word(text, |word| self.add_word(word, place));
    }

    fn add_word(&mut self, word: &str, place: u16) {
        let number = self.table.number_of(word);
        let next = self.uses.len();
        if number == self.newest.len() {
            self.newest.push((next, 1));
        } else if let Some((newest, uses)) = self.newest.get_mut(number) {
            let last = self.uses.get_mut(*newest).filter(|last| last.place == place);
            if let Some(last) = last {
                last.count = last.count.saturating_add(1);
                return;
            }
            // There are fewer places than this.
            *uses = uses.saturating_add(1);
            *newest = next;
        }
        self.uses.push(Use { word: number, place, count: 1 });
    }

    /// Returns the list of all words.
    pub(crate) fn finish(self) -> WordList {
        let mut places = vec![0; 2 * (self.newest.len() + self.uses.len())];
        // Where the next use of each word goes.
        let mut next = Vec::with_capacity(self.newest.len());
        let mut at = 0;
        for (length, (_, uses)) in self.table.lengths().zip(&self.newest) {
            if let Some(of_word) = places.get_mut(at..at + 2) {
                of_word.copy_from_slice(&[length, *uses]);
            }
            next.push(at + 2);
            at += 2 + 2 * usize::from(*uses);
        }
        for Use { word, place, count } in self.uses {
            let Some(at) = next.get_mut(word) else { continue };
            if let Some(of_use) = places.get_mut(*at..*at + 2) {
                of_use.copy_from_slice(&[place, count]);
            }
            *at += 2;
        }
        WordList { words: self.table.into_words(), places }
    }
}

#[cfg(test)]
mod tests {
    use super::WordCollector;
    use crate::content::words::WordPlace::{Question, Text};

    #[test]
    fn each_word_has_its_places_and_how_often_it_occurs_there() {
        let mut collector = WordCollector::default();
        collector.add("Rain and more rain", Text);
        collector.add("Why rain?", Question(0));
        collector.add("and rain", Text);
        let list = collector.finish();
        let found: Vec<_> =
            list.words().map(|(word, places)| (word, places.iter().collect::<Vec<_>>())).collect();
        assert_eq!(
            found,
            [
                ("rain", vec![(Text, 2), (Question(0), 1), (Text, 1)]),
                ("and", vec![(Text, 2)]),
                ("more", vec![(Text, 1)]),
                ("why", vec![(Question(0), 1)]),
            ]
        );
    }
}
