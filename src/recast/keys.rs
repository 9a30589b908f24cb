//! [`KEYS`]: the keys of a question in the front matter, and what each of them is in the text. This is the one table of
//! them: a key that is missing here is refused, never lost.

/// What a key of the front matter is in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InText {
    /// The words of the heading.
    Heading,
    /// `#id` in the braces of the heading.
    Id,
    /// A pair in the braces, with this key as its name.
    Pair,
    /// A pair in the braces, with all items of a list, divided by spaces. No item has a space in it.
    Items,
    /// What stands below the heading.
    Below,
    /// What stands below the heading, which has the class `open`.
    BelowOpen,
}

/// The keys, in the order in which they are written.
pub(super) const KEYS: &[(&str, InText)] = &[
    ("question", InText::Heading),
    ("id", InText::Id),
    ("group", InText::Pair),
    ("see", InText::Pair),
    ("answered", InText::Pair),
    ("checked", InText::Pair),
    ("review_by", InText::Pair),
    ("owner", InText::Pair),
    ("aliases", InText::Items),
    ("answer", InText::Below),
    ("open", InText::BelowOpen),
];

/// Returns what a key is in the text.
pub(super) fn in_text(key: &str) -> Option<InText> {
    KEYS.iter().find(|(known, _)| *known == key).map(|(_, in_text)| *in_text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::KEYS;
    use crate::content::QUESTION_KEYS;

    #[test]
    fn every_key_of_a_question_can_be_moved() {
        let known: BTreeSet<&str> = KEYS.iter().map(|(key, _)| *key).collect();
        assert_eq!(known, QUESTION_KEYS.iter().copied().collect(), "a row for each key");
    }
}
