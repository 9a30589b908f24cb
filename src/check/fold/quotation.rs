//! [`Quotation`]: the words of a quotation, with the cuts and insertions that its author marked.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::fold::scan::{Folded, is_invisible, next_word};
use crate::check::fold::text::is_empty;
use crate::digest::Digest;

/// The words of a quotation, in parts between ellipses.
#[derive(Clone, Debug, Default)]
pub(in crate::check) struct Quotation {
    /// Its parts, none of which is empty.
    pub(in crate::check) parts: Vec<Part>,
}

/// Words that follow each other in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::check) struct Part {
    /// In order.
    pub(in crate::check) words: Vec<QuotedWord>,
}

/// A word of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct QuotedWord {
    pub(super) folded: Folded,
    /// Whether the case of its first letter is the author's.
    pub(super) free: bool,
    /// How many words of the source the author may have replaced before it, if there is an insertion in brackets.
    pub(super) replaced: Option<usize>,
    /// Its place in the text.
    pub(in crate::check) range: Range<usize>,
}

impl QuotedWord {
    /// Whether it follows an insertion in brackets.
    pub(in crate::check) fn after_insertion(&self) -> bool {
        self.replaced.is_some()
    }
}

/// A longer part is compared in pieces, so that comparing takes linear time.
const LONGEST: usize = 200;

/// An insertion in brackets may replace this many words more than it has.
const SPARE: usize = 6;

/// Something that is in the text for code or a formula.
const OPAQUE_WORDS: usize = 12;

impl Quotation {
    /// Reads what is between two quotation marks, or a block quotation.
    pub(in crate::check) fn of(text: &str) -> Self {
        let mut reading = Reading { text, done: Self::default(), part: Part::default(), gap: None };
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            at = reading.step(at, c);
        }
        reading.end_part();
        reading.done
    }

    /// Returns the number of its words.
    pub(in crate::check) fn len(&self) -> usize {
        self.parts.iter().map(|part| part.words.len()).sum()
    }

    /// Adds the words to a vocabulary.
    pub(in crate::check) fn add_to(&self, vocabulary: &mut BTreeSet<Digest>) {
        let words = self.parts.iter().flat_map(|part| &part.words);
        vocabulary.extend(words.flat_map(|word| [word.folded.exact, word.folded.free]));
    }

    /// Returns what stands for its words, whatever the case of their first letters.
    pub(in crate::check) fn words(&self) -> Vec<Digest> {
        let words = self.parts.iter().flat_map(|part| &part.words);
        words.map(|word| word.folded.free).collect()
    }
}

/// A quotation that is being read.
struct Reading<'a> {
    text: &'a str,
    done: Quotation,
    part: Part,
    gap: Option<usize>,
}

impl Reading<'_> {
    /// Reads what begins at a byte; returns the byte after it.
    fn step(&mut self, at: usize, c: char) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let after = at + c.len_utf8();
        if c == '[' {
            return self.bracket(at).unwrap_or(after);
        }
        if let Some(dots) = ellipsis(rest) {
            self.end_part();
            return at + dots;
        }
        if c == '\u{fffc}' {
            self.gap = Some(OPAQUE_WORDS);
            return after;
        }
        match next_word(self.text, at) {
            Some(word) => self.word(&word.letters, at..word.end, false),
            None => after,
        }
    }

    fn word(&mut self, letters: &str, range: Range<usize>, free: bool) -> usize {
        let end = range.end;
        // "walk[ed]": what the source has there is not known.
        let glued = self.text.get(end..).is_some_and(|rest| {
            rest.starts_with('[')
                && rest.get(1..).is_some_and(|it| it.starts_with(char::is_lowercase))
        });
        if glued {
            self.gap = Some(self.gap.unwrap_or_default() + SPARE / 2);
            return end;
        }
        if self.part.words.len() >= LONGEST && self.gap.is_none() {
            self.end_part();
        }
        self.part.words.push(QuotedWord {
            folded: Folded::of(letters),
            free: free || self.part.words.is_empty(),
            replaced: self.gap.take(),
            range,
        });
        end
    }

    /// Reads what is in brackets: a first letter, an ellipsis, or what the author inserted.
    fn bracket(&mut self, at: usize) -> Option<usize> {
        let inner = self.text.get(at + 1..)?;
        let close = inner.char_indices().take(200).find(|(_, c)| *c == ']')?.0;
        let after = at + close + 2;
        let inner = inner.get(..close)?;
        if is_empty(inner) {
            if !inner.trim().is_empty() {
                self.end_part();
            }
            return Some(after);
        }
        let next = next_word(self.text, after).filter(|_| inner.chars().count() == 1);
        if let Some(word) = next {
            let letters = format!("{inner}{}", word.letters);
            return Some(self.word(&letters, at..word.end, true));
        }
        let words = inner.split_whitespace().count();
        self.gap = Some(self.gap.unwrap_or_default() + words + SPARE);
        // "[re]use": the rest of a word belongs to what was inserted.
        let glued = self.text.get(after..).is_some_and(|rest| rest.starts_with(char::is_lowercase));
        let rest = next_word(self.text, after).filter(|_| glued);
        Some(rest.map_or(after, |word| word.end))
    }

    fn end_part(&mut self) {
        self.gap = None;
        let part = std::mem::take(&mut self.part);
        if !part.words.is_empty() {
            self.done.parts.push(part);
        }
    }
}

/// Returns the length of the ellipsis with which a text begins: `…`, `...` or `. . .`.
fn ellipsis(text: &str) -> Option<usize> {
    if text.starts_with(['…', '⋯']) {
        return Some('…'.len_utf8());
    }
    let mut dots = 0;
    let mut end = 0;
    for (at, c) in text.char_indices().take(16) {
        match c {
            '.' => {
                dots += 1;
                end = at + 1;
            }
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' if dots > 0 => {}
            c if is_invisible(c) && dots > 0 => {}
            _ => break,
        }
    }
    (dots >= 3).then_some(end)
}
