//! [`next_word`]: the one place that says what a word is when texts are compared, and what is folded.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::digest::Digest;

/// A word as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Folded {
    /// Stands for the word, with its case.
    pub(super) exact: Digest,
    /// Stands for the word, whatever the case of its first letter.
    pub(super) free: Digest,
}

impl Folded {
    /// Folds the letters of a word, from which what does not count is gone already.
    pub(super) fn of(word: &str) -> Self {
        let composed: String;
        let word = if word.is_ascii() {
            word
        } else {
            composed = word.nfkc().collect();
            &composed
        };
        let exact = Digest::of(word.as_bytes());
        let mut chars = word.chars();
        let free = match chars.next() {
            Some(first) if first.is_uppercase() => {
                let lower: String = first.to_lowercase().chain(chars).collect();
                Digest::of(lower.as_bytes())
            }
            _ => exact,
        };
        Self { exact, free }
    }
}

/// A word of a text.
pub(super) struct Scanned {
    /// Its letters.
    pub(super) letters: String,
    /// The byte after it.
    pub(super) end: usize,
}

/// Reads the word that begins at byte `start`, if one does.
pub(super) fn next_word(text: &str, start: usize) -> Option<Scanned> {
    let rest = text.get(start..)?;
    let first = rest.chars().next()?;
    if stands_alone(first) {
        return Some(Scanned { letters: first.to_string(), end: start + first.len_utf8() });
    }
    if !is_letter(first) {
        return None;
    }
    let mut letters = String::new();
    let mut end = start;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_letter(c) {
            if stands_alone(c) {
                break;
            }
            letters.push(c);
            end = start + at + c.len_utf8();
        } else if is_invisible(c) {
            // At the end of a line it is a hyphen, and not part of the word.
        } else if let Some(inner) = inner_sign(&letters, c, chars.peek().map(|(_, next)| *next)) {
            letters.push(inner);
        } else {
            break;
        }
    }
    Some(Scanned { letters, end })
}

/// Returns what a sign between two letters or digits is folded to, if it is part of the word.
fn inner_sign(before: &str, c: char, next: Option<char>) -> Option<char> {
    let next = next?;
    match c {
        '\'' | '’' | 'ʼ' | '‘' | '＇' if next.is_alphabetic() && !stands_alone(next) => {
            Some('\'')
        }
        '.' | ',' if next.is_ascii_digit() && before.ends_with(|c: char| c.is_ascii_digit()) => {
            Some(c)
        }
        _ => None,
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether nothing is seen of a character.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether a character is a word by itself: signs that are read aloud, and the letters of scripts that put no space
/// between words.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '%' | '‰' | '$' | '£' | '¥' | '¢' | '\u{20a0}'..='\u{20cf}' | '°' | '&' | '＄' | '％'
        | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a sign ends a clause.
pub(super) fn ends_clause(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '(' | ')' | '—' | '–' | '。' | '、')
}

/// Whether a sign divides a word at the end of a line.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '¬')
}
