//! [`Wording`]: the words of a sentence that are the author's own.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::lower::lower;
use crate::check::prose::Passage;

/// A word or a sign of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    /// As it is written.
    pub(super) text: &'a str,
    /// In lower case.
    pub(super) lower: Cow<'a, str>,
    /// Its bytes in the passage.
    pub(super) range: Range<usize>,
}

/// A sentence, in which each quotation counts as one sign.
pub(super) struct Wording<'a> {
    words: Vec<Word<'a>>,
}

/// The sign that stands for a quotation.
pub(super) const QUOTATION: &str = "“”";

impl<'a> Wording<'a> {
    /// Reads a sentence of a passage.
    pub(super) fn of(passage: &'a Passage, sentence: &Range<usize>) -> Self {
        let mut words: Vec<Word<'a>> = Vec::new();
        let mut after = sentence.start;
        let text = passage.slice(sentence);
        // The first that may reach into the sentence: quotations are in order.
        let first = passage.quotations.partition_point(|it| it.end < sentence.start);
        let mut quotations = passage.quotations.iter().skip(first).peekable();
        for (at, c) in text.char_indices() {
            let at = sentence.start + at;
            if at < after {
                continue;
            }
            while quotations.peek().is_some_and(|it| it.end <= at) {
                quotations.next();
            }
            if let Some(quotation) = quotations.peek().filter(|it| it.start <= at) {
                words.push(Word {
                    text: QUOTATION,
                    lower: Cow::Borrowed(QUOTATION),
                    range: at..quotation.end,
                });
                after = quotation.end;
                continue;
            }
            if c.is_whitespace() || "“”„\"«»‘".contains(c) {
                continue;
            }
            let rest = passage.slice(&(at..sentence.end));
            let len = length(rest).max(c.len_utf8());
            after = at + len;
            let written = rest.get(..len).unwrap_or_default();
            words.push(Word { text: written, lower: lower(written), range: at..after });
        }
        Self { words }
    }

    /// Returns a word.
    pub(super) fn get(&self, n: usize) -> Option<&Word<'a>> {
        self.words.get(n)
    }

    /// Returns a word in lower case; nothing beyond the end.
    pub(super) fn lower(&self, n: usize) -> &str {
        self.get(n).map_or("", |word| &word.lower)
    }

    /// Returns a word before another one in lower case.
    pub(super) fn before(&self, n: usize, back: usize) -> &str {
        n.checked_sub(back).map_or("", |n| self.lower(n))
    }

    /// How many words and signs there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether a word begins with a capital letter.
    pub(super) fn is_capital(&self, n: usize) -> bool {
        self.get(n).is_some_and(|word| {
            // "iTnews" is one, too.
            let mut letters = word.text.chars();
            letters.next().is_some_and(char::is_uppercase)
                || letters.next().is_some_and(char::is_uppercase)
        })
    }

    /// Whether it is a word, and no sign.
    pub(super) fn is_word(&self, n: usize) -> bool {
        self.get(n).is_some_and(|word| word.text.starts_with(char::is_alphanumeric))
    }

    /// Returns the bytes from one word to another.
    pub(super) fn range(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.get(first).map_or(0, |word| word.range.start);
        let end = self.get(last).map_or(start, |word| word.range.end);
        start..end.max(start)
    }
}

/// Returns the length of the word at the beginning of a text: letters, digits, and what may be between them.
fn length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let joins = at > 0 && next && matches!(c, '’' | '\'' | '-' | '‑' | '.' | ',' | '&');
        if !c.is_alphanumeric() && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}
