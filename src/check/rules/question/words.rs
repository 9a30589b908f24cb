//! What a question is about: the stems of its words in English, without those that any question has.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::lookup::WordSet;
use crate::check::lower::lower;

/// Words that say nothing about the subject. The words that ask are not among them: "how" and "why" ask for different
/// answers.
static SAYING_NOTHING: WordSet = WordSet::new(&[
    "a", "an", "the", "this", "that", "these", "those", "there", "here", "it", "its", "they",
    "them", "their", "he", "she", "him", "her", "his", "we", "us", "our", "you", "your", "i", "me",
    "my", "one", "ones", "some", "any", "all", "each", "every", "both", "either", "neither", "no",
    "not", "nor", "and", "or", "but", "if", "then", "than", "so", "as", "of", "in", "on", "at",
    "by", "for", "from", "to", "into", "onto", "with", "without", "about", "over", "under",
    "between", "through", "during", "before", "after", "up", "down", "out", "off", "is", "are",
    "was", "were", "be", "been", "being", "am", "do", "does", "did", "done", "doing", "has",
    "have", "had", "having", "can", "could", "may", "might", "must", "shall", "should", "will",
    "would", "also", "just", "only", "very", "more", "most", "much", "many", "such", "own", "same",
    "other", "another", "too", "ever", "even", "still", "yet", "get", "gets", "got", "isn't",
    "aren't", "doesn't", "don't", "didn't", "won't", "can't", "it's", "s", "t",
]);

/// The words that ask.
static ASKING: WordSet = WordSet::new(&[
    "who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether",
]);

/// Whether a word asks.
pub(super) fn asks(word: &str) -> bool {
    ASKING.contains(word)
}

/// Returns the stems of what a text is about, with the words that ask.
pub(super) fn stems(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let words = text.unicode_words().map(lower).filter(|word| !SAYING_NOTHING.contains(word));
    words.map(|word| match word {
        Cow::Borrowed(word) => stem(word),
        Cow::Owned(word) => Cow::Owned(stem(&word).into_owned()),
    })
}

/// Returns the stems of what a text is about.
pub(super) fn subject(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    stems(text).filter(|stem| !asks(stem))
}

/// Whether a text has a word of another, or one that begins like it: "archive" and "archival".
pub(super) fn share<'s>(
    text: impl IntoIterator<Item = impl AsRef<str>>,
    other: impl IntoIterator<Item = &'s Cow<'s, str>>,
) -> bool {
    let beginnings: Vec<(&str, bool)> = other.into_iter().map(|stem| beginning(stem)).collect();
    let is_akin = |stem: &str| {
        let mut beginnings = beginnings.iter();
        beginnings.any(|(it, whole)| if *whole { stem == *it } else { stem.starts_with(it) })
    };
    text.into_iter().any(|stem| is_akin(stem.as_ref()))
}

/// Returns the letters by which a word is akin to others, and whether they are all of it: what is as short as a beginning
/// must be the same.
fn beginning(stem: &str) -> (&str, bool) {
    let end = stem.char_indices().nth(BEGINNING - 1).map(|(at, c)| at + c.len_utf8());
    (end.and_then(|end| stem.get(..end)).unwrap_or(stem), end.is_none())
}

/// As many letters of two words decide whether they are akin.
const BEGINNING: usize = 5;

/// Returns an English word without the usual endings.
fn stem(word: &str) -> Cow<'_, str> {
    let short = |rest: &&str| rest.chars().count() >= 3;
    let mut stem = word;
    if word.ends_with('s') {
        stem = word.strip_suffix("'s").unwrap_or(word);
        if let Some(rest) = stem.strip_suffix("ies").filter(short) {
            return Cow::Owned(format!("{rest}y"));
        }
        if !stem.ends_with("ss") && !stem.ends_with("us") && !stem.ends_with("is") {
            stem = stem.strip_suffix('s').filter(short).unwrap_or(stem);
        }
    }
    let ending = match stem.as_bytes().last() {
        Some(b'g') => "ing",
        Some(b'd') => "ed",
        Some(b'y') => "ly",
        Some(b't') => "ment",
        Some(b'r') => "er",
        _ => "",
    };
    stem = stem.strip_suffix(ending).filter(short).unwrap_or(stem);
    Cow::Borrowed(stem.strip_suffix('e').filter(short).unwrap_or(stem))
}

#[cfg(test)]
mod tests {
    use super::{share, stems, subject};

    #[test]
    fn words_are_compared_without_their_endings() {
        for (one, other) in [
            ("archived copies", "an archive’s copy"),
            ("Costs", "cost"),
            ("publishers", "publishing"),
            ("class", "classes"),
        ] {
            let other_subject: Vec<_> = subject(other).collect();
            assert!(share(subject(one), &other_subject), "{one} {other}");
        }
        assert!(stems("How much does it cost?").eq(stems("How much did they cost?")));
        assert!(stems("How is it?").ne(stems("Why is it?")));
    }
}
