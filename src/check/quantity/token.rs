//! [`tokens`]: a text as numbers, words and signs.

use std::borrow::Cow;

use crate::check::language::Language;
use crate::check::lower::lower;
use crate::check::signs::{Sign, Signs};

/// A number, a word or a sign.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// As it is written.
    pub(super) text: &'a str,
    /// In lower case.
    pub(super) lower: Cow<'a, str>,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether nothing is between it and the token before it.
    pub(super) glued: bool,
    /// What the sentence may hold because of it.
    pub(super) signs: Signs,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits, with points and commas between them.
    Number,
    /// Letters.
    Word,
    /// Any other character.
    Sign,
}

/// Returns the tokens of a text.
pub(super) fn tokens(text: &str, language: Language) -> Vec<Token<'_>> {
    // Few words with the space after them are shorter.
    let mut found: Vec<Token<'_>> = Vec::with_capacity(text.len() / 4 + 1);
    let mut after = 0;
    while let Some((start, rest, c)) = next(text, after) {
        let is_decimal = c == '.'
            && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
            && found.last().is_none_or(|last| last.end < start);
        let (kind, len) = if c.is_ascii_digit() || is_decimal {
            (Kind::Number, number(rest, language))
        } else if is_letter(c) {
            (Kind::Word, word(rest))
        } else {
            (Kind::Sign, c.len_utf8())
        };
        after = start + len;
        let written = rest.get(..len).unwrap_or_default();
        let lower = lower(written);
        let signs = match kind {
            Kind::Number => Signs::from(Sign::Digits),
            Kind::Word => Signs::of(&lower, language),
            Kind::Sign => Signs::default(),
        };
        found.push(Token {
            text: written,
            lower,
            start,
            end: after,
            kind,
            glued: found.last().is_some_and(|last| last.end == start),
            signs,
        });
    }
    found
}

/// Returns where the next token begins, what is from there on, and its first character.
fn next(text: &str, after: usize) -> Option<(usize, &str, char)> {
    let rest = text.get(after..)?.trim_start();
    Some((text.len() - rest.len(), rest, rest.chars().next()?))
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '°'
}

/// Returns the length of the word at the beginning of a text: letters, and apostrophes between them.
fn word(text: &str) -> usize {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    // Most words end here.
    if text.as_bytes().get(letters).is_none_or(|byte| byte.is_ascii() && *byte != b'\'') {
        return letters;
    }
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = is_letter(c)
            || matches!(c, '²' | '³')
            || ('\u{300}'..='\u{36f}').contains(&c)
            || (matches!(c, '’' | '\'') && chars.peek().is_some_and(|(_, next)| is_letter(*next)));
        if !goes_on {
            return at;
        }
    }
    text.len()
}

/// Returns the length of the number at the beginning of a text.
fn number(text: &str, language: Language) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    let mut group = 0;
    loop {
        if is_digit(end) {
            end += 1;
            group += 1;
            continue;
        }
        let rest = text.get(end..).unwrap_or_default();
        let Some(c) = rest.chars().next() else { return end };
        let next = end + c.len_utf8();
        let three = (0..3).all(|n| is_digit(next + n)) && !is_digit(next + 3);
        let goes_on = match c {
            '.' | ',' => is_digit(next),
            // 1 200, with a space of any width that is not a word's.
            '\u{a0}' | '\u{202f}' | '\u{2009}' => three && group <= 3,
            '’' | '\'' => three && group <= 3 && language != Language::English,
            ' ' => three && group <= 3 && language != Language::English,
            _ => false,
        };
        if !goes_on {
            return end;
        }
        end = next;
        group = 0;
    }
}
