//! [`Words`]: a sentence as words in lower case, each with its place in the passage.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::lower::lower;
use crate::check::prose::{BlockRole, Part, Passage};

/// The words of a sentence.
pub(super) struct Words<'a> {
    words: Vec<(Cow<'a, str>, Range<usize>)>,
}

impl<'a> Words<'a> {
    /// Splits a sentence of a passage.
    pub(super) fn of(passage: &'a Passage, sentence: &Range<usize>) -> Self {
        let words = passage.slice(sentence).unicode_word_indices().map(|(at, word)| {
            let at = sentence.start + at;
            (lower(word), at..at + word.len())
        });
        Self { words: words.collect() }
    }

    /// Returns a word; nothing outside the sentence.
    pub(super) fn get(&self, n: usize) -> &str {
        self.words.get(n).map_or("", |(word, _)| word)
    }

    /// Returns a word before another; nothing outside the sentence.
    pub(super) fn before(&self, n: usize, back: usize) -> &str {
        n.checked_sub(back).map_or("", |n| self.get(n))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns where some of them are in the passage.
    pub(super) fn range(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |(_, range)| range.start);
        let end = words.end.checked_sub(1).and_then(|n| self.words.get(n));
        start..end.map_or(start, |(_, range)| range.end).max(start)
    }

    /// Whether these words begin at a place.
    pub(super) fn have(&self, n: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(k, word)| self.get(n + k) == *word)
    }
}

/// Whether a passage is what an author says to readers of any day: neither a question, a title, nor an entry in the log,
/// which has its own date.
pub(super) fn speaks_to_readers(passage: &Passage) -> bool {
    let spoken = matches!(
        passage.part,
        Part::Standfirst
            | Part::KeyPoint(_)
            | Part::Answer(_)
            | Part::Open(_)
            | Part::Body
            | Part::Note
    );
    let role = matches!(
        passage.block,
        BlockRole::Paragraph | BlockRole::Item | BlockRole::Caption | BlockRole::Cell(_)
    );
    spoken && role && !passage.quoted
}

/// Whether a range is inside something emphasised. What is emphasised is listed in the order of its ends.
fn is_emphasised(passage: &Passage, range: &Range<usize>) -> bool {
    let first = passage.emphasised.partition_point(|it| it.end < range.end);
    let around = passage.emphasised.get(first..).unwrap_or_default().iter();
    around.take(DEEPEST).any(|it| it.start <= range.start && range.end <= it.end)
}

/// So many levels of emphasis are looked at.
const DEEPEST: usize = 4;

/// Whether a word is quoted, or emphasised because it is spoken of.
pub(super) fn is_mentioned(passage: &Passage, range: &Range<usize>) -> bool {
    passage.is_quoted(range.start) || is_emphasised(passage, range)
}
