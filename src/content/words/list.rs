//! [`WordList`]: the words of an article, and the places in which each occurs.

use std::iter;

use serde::{Deserialize, Serialize};

/// The words of an article, each with the places in which it occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WordList {
    /// The words, as [`each_word`](crate::content::each_word) gives them, one after the other.
    pub(super) words: String,
    /// For each word its length in bytes and the number of its places, then each place and how often the word occurs there.
    pub(super) places: Vec<u16>,
}

/// A place in an article, as far as the search knows places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordPlace {
    /// The body before its first heading, or a footnote.
    Text,
    /// The title.
    Title,
    /// The standfirst or a key point.
    Summary,
    /// The question of this number.
    Question(usize),
    /// The answer to it, or the reason why it is open.
    Answer(usize),
    /// The heading of this number.
    Heading(usize),
    /// The text below it.
    Section(usize),
}

/// What is numbered is known up to this number; whatever comes after it counts as the text of the article.
const MOST_NUMBERED: usize = 4000;

impl WordPlace {
    pub(super) fn to_number(self) -> u16 {
        let numbered = |kind: usize, n: usize| {
            if n < MOST_NUMBERED { u16::try_from(4 * n + 4 + kind).unwrap_or(0) } else { 0 }
        };
        match self {
            Self::Text => 0,
            Self::Title => 1,
            Self::Summary => 2,
            Self::Question(n) => numbered(0, n),
            Self::Answer(n) => numbered(1, n),
            Self::Heading(n) => numbered(2, n),
            Self::Section(n) => numbered(3, n),
        }
    }

    fn from_number(number: u16) -> Self {
        let n = usize::from(number / 4).saturating_sub(1);
        match number {
            1 => Self::Title,
            2 => Self::Summary,
            0 | 3 => Self::Text,
            _ => match number % 4 {
                0 => Self::Question(n),
                1 => Self::Answer(n),
                2 => Self::Heading(n),
                _ => Self::Section(n),
            },
        }
    }
}

impl WordList {
    /// Returns the words, in the order in which they first occur.
    pub fn words(&self) -> impl Iterator<Item = (&str, WordPlaces<'_>)> {
        let (mut words, mut rest) = (self.words.as_str(), self.places.as_slice());
        iter::from_fn(move || {
            let ([length, count], after) = rest.split_first_chunk()?;
            let (places, after) = after.split_at_checked(2 * usize::from(*count))?;
            let (word, others) = words.split_at_checked(usize::from(*length))?;
            (words, rest) = (others, after);
            Some((word, WordPlaces(places)))
        })
    }
}

/// The places in which a word occurs.
#[derive(Clone, Copy, Debug)]
pub struct WordPlaces<'w>(&'w [u16]);

impl WordPlaces<'_> {
    /// Returns each place, and how often the word occurs there.
    pub fn iter(&self) -> impl Iterator<Item = (WordPlace, usize)> {
        let pairs = self.0.as_chunks::<2>().0.iter();
        pairs.map(|[place, count]| (WordPlace::from_number(*place), usize::from(*count)))
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_NUMBERED, WordPlace};

    #[test]
    fn a_place_is_known_by_its_number() {
        use WordPlace::{Answer, Heading, Question, Section, Summary, Text, Title};
        for n in [0, 1, 7, MOST_NUMBERED - 1] {
            for place in [Text, Title, Summary, Question(n), Answer(n), Heading(n), Section(n)] {
                assert_eq!(WordPlace::from_number(place.to_number()), place);
            }
        }
        assert_eq!(WordPlace::from_number(Section(MOST_NUMBERED).to_number()), Text);
    }
}
