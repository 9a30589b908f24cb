//! What a question is about: the stems of its words in English, without those that any question has.

use std::collections::BTreeSet;
use std::ops::Bound;

use unicode_segmentation::UnicodeSegmentation as _;

/// Words that say nothing about the subject. The words that ask are not among them: "how" and "why" ask for different
/// answers.
const STOP: &[&str] = &[
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
];

/// The words that ask.
const ASKING: &[&str] =
    &["who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether"];

/// Whether a word asks.
pub(super) fn asks(word: &str) -> bool {
    ASKING.contains(&word)
}

/// Returns the stems of what a text is about, with the words that ask.
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    let words = text.unicode_words().map(|word| word.to_lowercase().replace('’', "'"));
    words.filter(|word| !STOP.contains(&word.as_str())).map(|word| stem(&word)).collect()
}

/// Returns the stems of what a text is about.
pub(super) fn subject(text: &str) -> BTreeSet<String> {
    let mut stems = stems(text);
    stems.retain(|stem| !asks(stem));
    stems
}

/// Whether two texts have a word in common, or words that begin alike: "archive" and "archival". The first may be long.
pub(super) fn share(long: &BTreeSet<String>, short: &BTreeSet<String>) -> bool {
    short.iter().any(|stem| {
        let beginning: String = stem.chars().take(BEGINNING).collect();
        let whole = beginning.chars().count() < BEGINNING;
        // What is as short as a beginning must be the same.
        let mut after =
            long.range::<str, _>((Bound::Included(beginning.as_str()), Bound::Unbounded));
        after
            .next()
            .is_some_and(|it| if whole { *it == beginning } else { it.starts_with(&beginning) })
    })
}

/// As many letters of two words decide whether they are akin.
const BEGINNING: usize = 5;

/// Returns an English word without the usual endings.
fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let short = |rest: &&str| rest.chars().count() >= 3;
    if let Some(rest) = word.strip_suffix("ies").filter(short) {
        return format!("{rest}y");
    }
    let mut stem = word;
    if !stem.ends_with("ss") && !stem.ends_with("us") && !stem.ends_with("is") {
        stem = stem.strip_suffix('s').filter(short).unwrap_or(stem);
    }
    for ending in ["ing", "ed", "ly", "ment", "er"] {
        if let Some(rest) = stem.strip_suffix(ending).filter(short) {
            stem = rest;
            break;
        }
    }
    stem.strip_suffix('e').filter(short).unwrap_or(stem).to_owned()
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
            assert!(share(&subject(one), &subject(other)), "{one} {other}");
        }
        assert_eq!(stems("How much does it cost?"), stems("How much did they cost?"));
        assert_ne!(stems("How is it?"), stems("Why is it?"));
    }
}
