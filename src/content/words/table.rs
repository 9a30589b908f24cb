//! [`WordTable`]: numbers for words. Looking up every word of every article is what a search costs a build, so the words
//! are stored one after the other, without allocations of their own.

/// The different words that were met, numbered in the order in which they were first met.
#[derive(Debug, Default)]
pub struct WordTable {
    /// The words, each followed by a space.
    words: String,
    known: Vec<KnownWord>,
    /// The numbers of words plus one, by their hash; 0 is an empty slot. Its length is a power of two.
    slots: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct KnownWord {
    hash: u32,
    /// The range of the word.
    start: u32,
    end: u32,
}

impl WordTable {
    /// Returns how many words there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Returns a word by its number.
    pub fn word(&self, number: usize) -> &str {
        let known = self.known.get(number);
        let range = known.map(|known| known.start as usize..known.end as usize);
        range.and_then(|range| self.words.get(range)).unwrap_or_default()
    }

    /// Returns all words, each followed by a space.
    pub(crate) fn into_words(self) -> String {
        self.words
    }

    /// Returns the number of a word: a new one if it is new.
    pub fn number_of(&mut self, word: &str) -> usize {
        if self.known.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash_of(word);
        let mut slot = self.first_slot(hash);
        while let Some(number) = self.slots.get(slot).and_then(|entry| entry.checked_sub(1)) {
            let number = number as usize;
            let is_alike = self.known.get(number).is_some_and(|known| known.hash == hash);
            if is_alike && self.word(number) == word {
                return number;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        let start = offset(self.words.len());
        self.words.push_str(word);
        let end = offset(self.words.len());
        self.words.push(' ');
        let number = self.known.len();
        self.known.push(KnownWord { hash, start, end });
        if let Some(entry) = self.slots.get_mut(slot) {
            *entry = offset(number) + 1;
        }
        number
    }

    fn first_slot(&self, hash: u32) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(1024)];
        for number in 0..self.known.len() {
            let mut slot = self.first_slot(self.known.get(number).map_or(0, |known| known.hash));
            while self.slots.get(slot).is_some_and(|entry| *entry != 0) {
                slot = (slot + 1) & (self.slots.len() - 1);
            }
            if let Some(entry) = self.slots.get_mut(slot) {
                *entry = offset(number) + 1;
            }
        }
    }
}

/// An offset among the words of a site, which are far from 4 GB.
fn offset(n: usize) -> u32 {
    u32::try_from(n).expect("the different words of a site have less than 4 GB")
}

/// A hash of a word; nothing but the order of the slots depends on it.
fn hash_of(word: &str) -> u32 {
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    for (to, byte) in last.iter_mut().zip(rest) {
        *to = *byte;
    }
    let hash = eights.iter().chain([&last]).fold(word.len() as u64, |hash, eight| {
        // A multiplier of splitmix64: an odd number that mixes well upwards.
        (hash.rotate_left(23) ^ u64::from_le_bytes(*eight)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
    });
    // So the upper half is the better mixed one.
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::WordTable;

    #[test]
    fn any_number_of_words_is_known_apart() {
        let mut table = WordTable::default();
        for round in 0..2 {
            for n in 0..20_000 {
                assert_eq!(table.number_of(&format!("word{n}")), n, "{round}");
            }
        }
        assert_eq!(table.len(), 20_000);
        assert_eq!(table.word(19_999), "word19999");
        assert_eq!(table.word(20_000), "");
    }
}
