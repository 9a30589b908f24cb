//! [`words`]: cuts a text into words, numbers and signs.

use std::ops::Range;

/// A word, a number or a sign.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    /// As it stands there.
    pub(super) text: &'a str,
    /// In lower case.
    pub(super) lower: String,
    /// Its place.
    pub(super) range: Range<usize>,
}

/// Returns the words of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let digits = c.is_ascii_digit();
        let letters = c.is_alphabetic();
        while let Some((at, next)) = chars.peek().copied() {
            let after = text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next());
            let goes_on = if digits {
                next.is_ascii_digit()
                    || matches!(next, '.' | ',' | '\u{a0}' | '\u{202f}' | '\u{2009}')
                        && after.is_some_and(|c| c.is_ascii_digit())
            } else {
                letters
                    && (next.is_alphabetic()
                        || matches!(next, '\'' | '’') && after.is_some_and(char::is_alphabetic))
            };
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let word = text.get(start..end).unwrap_or_default();
        found.push(Word { text: word, lower: word.to_lowercase(), range: start..end });
    }
    found
}
