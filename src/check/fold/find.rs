//! [`find()`]: where the words of a quotation stand in a source.

use std::cell::Cell;
use std::ops::Range;

use crate::check::fold::quotation::{Part, QuotedWord};
use crate::check::fold::text::{SourceWord, Text};

/// How many words may still be compared. Hostile texts, which say the same word a million times, use it up; after that
/// nothing is found, and [`is_used_up`](Self::is_used_up) says so.
#[derive(Debug)]
pub(in crate::check) struct Budget(Cell<usize>);

impl Budget {
    /// Creates a budget of this many comparisons.
    pub(in crate::check) fn new(comparisons: usize) -> Self {
        Self(Cell::new(comparisons))
    }

    /// Takes from the budget; returns whether it sufficed.
    pub(super) fn take(&self, comparisons: usize) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(comparisons));
        left > comparisons
    }

    /// Whether nothing is left.
    pub(in crate::check) fn is_used_up(&self) -> bool {
        self.0.get() == 0
    }
}

/// Returns the first place at or after the word number `from` where all words of a part follow each other.
pub(in crate::check) fn find(
    text: &Text,
    part: &Part,
    from: usize,
    budget: &Budget,
) -> Option<Range<usize>> {
    let words = part.words.as_slice();
    let run = words.iter().skip(1).take_while(|word| word.replaced.is_none()).count() + 1;
    let first_run = words.get(..run.min(words.len()))?;
    let places = first_run.iter().map(|word| text.all(&word.folded));
    let (offset, rarest) = places.enumerate().min_by_key(|(_, places)| places.len())?;
    if !budget.take(1) {
        return None;
    }
    let after = rarest.partition_point(|(_, n)| *n < from + offset);
    for (_, n) in rarest.get(after..)? {
        if !budget.take(1) {
            return None;
        }
        let start = n - offset;
        if let Some(end) = matches_at(text, words, start, budget) {
            return Some(start..end);
        }
    }
    None
}

/// Returns the number after the last word, if the words follow each other from `start`.
fn matches_at(text: &Text, words: &[QuotedWord], start: usize, budget: &Budget) -> Option<usize> {
    let mut at = start;
    for (n, word) in words.iter().enumerate() {
        if !budget.take(1) {
            return None;
        }
        if n > 0
            && let Some(most) = word.replaced
        {
            let next = words.get(n + 1).filter(|next| next.replaced.is_none());
            at += (0..=most).find(|skipped| {
                is_at(text, word, at + skipped)
                    && next.is_none_or(|next| is_at(text, next, at + skipped + 1))
            })?;
        } else if !is_at(text, word, at) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

fn is_at(text: &Text, word: &QuotedWord, n: usize) -> bool {
    text.words.get(n).is_some_and(|other| is_same(word, other))
}

/// Whether a quoted word is a word of the source.
pub(super) fn is_same(word: &QuotedWord, other: &SourceWord) -> bool {
    word.folded.exact == other.folded.exact || word.free && word.folded.free == other.folded.free
}
