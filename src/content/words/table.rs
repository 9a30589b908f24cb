//! [`WordTable`]: numbers for words. Looking up every word of every article is what a search costs a build, so the words
//! are stored one after the other, without allocations of their own.

/// The different words that were met, numbered in the order in which they were first met.
#[derive(Debug, Default)]
pub struct WordTable {
    /// The words, one after the other.
    words: String,
    known: Vec<KnownWord>,
    /// The numbers of words plus one, by the hash of their prints; 0 is an empty slot. There is a power of two of them.
    slots: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct KnownWord {
    print: Print,
    /// Where it begins.
    start: u32,
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
        self.known.get(number).map_or("", |known| self.text(known))
    }

    fn text(&self, known: &KnownWord) -> &str {
        let start = known.start as usize;
        self.words.get(start..start + known.print.length as usize).unwrap_or_default()
    }

    /// Returns the lengths of the words, in bytes.
    pub(crate) fn lengths(&self) -> impl Iterator<Item = u16> {
        // A word has at most `LONGEST_WORD` characters; the terms of the search are not asked.
        self.known.iter().map(|known| u16::try_from(known.print.length).unwrap_or(u16::MAX))
    }

    /// Returns all words, one after the other.
    pub(crate) fn into_words(self) -> String {
        self.words
    }

    /// Returns the number of a word: a new one if it is new.
    #[inline]
    pub fn number_of(&mut self, word: &str) -> usize {
        let print = Print::of(word.as_bytes());
        let mut slot = print.slot(self.slots.len());
        while let Some(number) = self.slots.get(slot).and_then(|entry| entry.checked_sub(1)) {
            let number = number as usize;
            if let Some(known) = self.known.get(number)
                && known.print == print
                && (print.is_whole() || self.text(known) == word)
            {
                return number;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.add(word, print)
    }

    /// Adds a word that is new.
    fn add(&mut self, word: &str, print: Print) -> usize {
        let number = self.known.len();
        if number * 2 >= self.slots.len() {
            self.slots = vec![0; (self.slots.len() * 2).max(1024)];
            for number in 0..number {
                self.fill_slot(number);
            }
        }
        self.known.push(KnownWord { print, start: offset(self.words.len()) });
        self.words.push_str(word);
        self.fill_slot(number);
        number
    }

    /// Notes a word in the first empty slot that is looked at for it.
    fn fill_slot(&mut self, number: usize) {
        let Some(known) = self.known.get(number) else { return };
        let mut slot = known.print.slot(self.slots.len());
        while self.slots.get(slot).is_some_and(|entry| *entry != 0) {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        if let Some(entry) = self.slots.get_mut(slot) {
            *entry = offset(number) + 1;
        }
    }
}

/// An offset among the words of a site, which are far from 4 GB.
fn offset(n: usize) -> u32 {
    u32::try_from(n).expect("the different words of a site have less than 4 GB")
}

/// The two ends of a word, which may overlap, and its length: all that there is of most words, so that they need not be
/// compared byte by byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Print {
    first: u64,
    last: u64,
    length: u32,
}

impl Print {
    #[inline]
    fn of(word: &[u8]) -> Self {
        let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        let (first, last) = match (word.first_chunk(), word.last_chunk()) {
            (Some(first), Some(last)) => (eight(first), eight(last)),
            _ => match (word.first_chunk(), word.last_chunk()) {
                (Some(first), Some(last)) => (four(first), four(last)),
                _ => (word.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
            },
        };
        Self { first, last, length: offset(word.len()) }
    }

    /// Whether it is the whole word.
    fn is_whole(self) -> bool {
        self.length <= 16
    }

    /// Returns the first slot to look at, among a power of two of them.
    fn slot(self, slots: usize) -> usize {
        // A multiplier of splitmix64: an odd number that mixes well upwards, so the highest bits are the best mixed ones.
        let ends = (self.first ^ self.last.rotate_left(29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        usize::try_from(ends >> 40).unwrap_or(0) & slots.wrapping_sub(1)
    }
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
