//! [`Text`]: the words of a source, so that others can be looked up among them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::fold::scan::{Folded, ends_clause, is_hyphen, is_invisible, next_word};
use crate::digest::Digest;

/// A word of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct SourceWord {
    pub(super) folded: Folded,
    /// Its place in the text.
    pub(in crate::check) range: Range<usize>,
    /// Whether a clause ends between the word before and it.
    pub(in crate::check) new_clause: bool,
}

/// The words of a source.
#[derive(Clone, Debug, Default)]
pub(in crate::check) struct Text {
    /// In order.
    pub(in crate::check) words: Vec<SourceWord>,
    /// The numbers of the words, sorted by what stands for them.
    order: Vec<(Digest, usize)>,
}

impl Text {
    /// Reads the words of a text. A word that a hyphen divides at the end of a line is made whole only if `vocabulary`
    /// has it: otherwise the hyphen may be its own.
    pub(in crate::check) fn of(text: &str, vocabulary: &BTreeSet<Digest>) -> Self {
        let mut read = Self::default();
        let mut at = 0;
        let mut divided: Option<String> = None;
        let mut new_clause = true;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            if let Some(note) = (c == '[').then(|| note_mark(text, at)).flatten() {
                at = note;
                continue;
            }
            let Some(word) = next_word(text, at) else {
                new_clause |= ends_clause(c);
                at += c.len_utf8();
                continue;
            };
            let first = divided.take();
            let whole = first.map(|first| Folded::of(&format!("{first}{}", word.letters)));
            let known = |folded: &Folded| {
                vocabulary.contains(&folded.exact) || vocabulary.contains(&folded.free)
            };
            match (whole.filter(known), read.words.last_mut()) {
                (Some(folded), Some(last)) => {
                    last.folded = folded;
                    last.range.end = word.end;
                }
                _ => read.words.push(SourceWord {
                    folded: Folded::of(&word.letters),
                    range: at..word.end,
                    new_clause,
                }),
            }
            new_clause = false;
            at = word.end;
            if is_divided(text, at) {
                divided = Some(word.letters);
            }
        }
        read.order = read.words.iter().enumerate().map(|(n, it)| (it.folded.free, n)).collect();
        read.order.sort_unstable();
        read
    }

    /// Returns the numbers of the words that are this one, whatever the case of their first letter.
    pub(super) fn all(&self, word: &Folded) -> &[(Digest, usize)] {
        let from = self.order.partition_point(|(free, _)| *free < word.free);
        let rest = self.order.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|(free, _)| *free == word.free)).unwrap_or_default()
    }

    /// Returns the place of consecutive words.
    pub(in crate::check) fn range(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |word| word.range.start);
        let last = words.end.checked_sub(1).and_then(|last| self.words.get(last));
        start..last.map_or(start, |word| word.range.end).max(start)
    }
}

/// Whether what follows a word is a hyphen at the end of a line, after which a word goes on.
fn is_divided(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let Some(after) = rest.strip_prefix(is_hyphen) else { return false };
    let next = after.trim_start();
    let space = after.get(..after.len() - next.len()).unwrap_or_default();
    space.contains('\n') && next.starts_with(char::is_lowercase)
}

/// Returns the byte after the number of a note, such as `[12]`, that begins at byte `at`.
fn note_mark(text: &str, at: usize) -> Option<usize> {
    let inner = text.get(at + 1..)?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let closed = inner.get(digits..)?.starts_with(']');
    ((1..=3).contains(&digits) && closed).then_some(at + digits + 2)
}

/// Whether nothing but what does not count is in a text.
pub(super) fn is_empty(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c) || matches!(c, '.' | '…' | '⋯'))
}
