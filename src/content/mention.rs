//! [`UnmarkedCitation`]: what names a source in the text and is no mark: `@id`, `[id]`, `(@id, p. 3)`.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::content::citation::{Citation, check_id, leading_id, parse, trimmed};
use crate::span::Span;

/// What is a forgotten citation if there is a source with this id: `@id` or `[id]`; or what hides one, `[@id]: …`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UnmarkedCitation {
    /// The id.
    pub id: String,
    /// The place of all that is written.
    pub span: Span,
    /// The citation that may be meant; empty where something hides it.
    pub meant: String,
    /// Whether the sentence needs the author's name in this place: `as @id argues`.
    pub is_author: bool,
}

/// Returns the range of the round brackets around a mention, and the citation that they are meant to be: `(@id, p. 3)`,
/// `(see @first; @second)`. The mention begins where `before` ends.
pub(crate) fn bracketed(before: &str, from: &str) -> Option<(Range<usize>, String)> {
    /// What may stand before the first source, in lower case and without a full stop.
    const SIGNALS: &[&str] =
        &["", "see", "see also", "cf", "e.g", "from", "source:", "vgl", "siehe", "voir", "véase"];
    // No signal is longer.
    let mut near = before.char_indices().rev().take(12);
    let (open, _) = near.find(|(_, c)| matches!(c, '(' | ')' | '[' | ']' | '\n'))?;
    let prefix = before.get(open..)?.strip_prefix('(')?;
    let signal = prefix.trim().trim_end_matches(['.', ',', '-']).to_lowercase();
    let end = from.find(['(', ')', '[', ']', '\n']).filter(|end| *end < 200)?;
    let is_closed = from.get(end..)?.starts_with(')');
    if !is_closed || !SIGNALS.contains(&&*signal) {
        return None;
    }
    let mut inside = format!("{prefix}{}", from.get(..end)?);
    // As many commas as there may be sources.
    for _ in 0..16 {
        match parse(&inside, Span::new) {
            Ok(Citation::Sources(_)) => {
                return Some((open..before.len() + end + 1, format!("[{inside}]")));
            }
            Ok(Citation::Needed { .. }) => return None,
            Err(fault) => {
                let (range, text) = fault.edit?;
                inside.replace_range(range, &text);
            }
        }
    }
    None
}

/// Whether what stands between `before` and `after` is what its sentence speaks of, so that it needs a name: `as @id
/// argues`, `@id found that`.
pub(crate) fn is_author(before: &str, after: &str) -> bool {
    const PREPOSITIONS: &[&str] = &[
        "according to",
        "as",
        "by",
        "from",
        "in",
        "of",
        "to",
        "see",
        "than",
        "with",
        "gemäß",
        "laut",
        "nach",
        "wie",
        "bei",
        "von",
        "selon",
        "d’après",
        "d'après",
        "par",
        "comme",
        "según",
        "como",
        "por",
    ];
    let begins_sentence = before.trim_end().is_empty()
        || before.ends_with('\n')
        || before.trim_end().ends_with(['.', '!', '?', ':']);
    let goes_on = after.starts_with(' ') && after.trim_start().starts_with(char::is_alphabetic);
    let words = before.strip_suffix(' ').unwrap_or_default();
    let is_led = || {
        PREPOSITIONS.iter().any(|word| {
            let cut = words.len().checked_sub(word.len());
            cut.and_then(|cut| words.split_at_checked(cut)).is_some_and(|(rest, last)| {
                last.to_lowercase() == *word && !rest.ends_with(char::is_alphanumeric)
            })
        })
    };
    (begins_sentence && goes_on) || is_led()
}

/// Reads what may be a forgotten citation at the beginning of `text`, whose first character is `@` or `[`. Returns it
/// with its length.
pub(crate) fn mention(text: &str) -> Option<(&str, usize, String)> {
    if let Some(rest) = text.strip_prefix('@') {
        let id = trimmed(leading_id(rest));
        let after = rest.get(id.len()..)?;
        // `@id [p. 3]`
        let place = after.strip_prefix(" [").and_then(|after| after.split_once(']'));
        let place =
            place.filter(|(place, _)| place.len() < 40 && !place.contains(['@', '[', '\n']));
        check_id(id).ok()?;
        return Some(match place {
            Some((place, _)) => (id, id.len() + place.len() + 4, format!("[@{id}, {place}]")),
            None => (id, id.len() + 1, format!("[@{id}]")),
        });
    }
    let rest = text.strip_prefix('[')?;
    let id = leading_id(rest);
    let (place, after) = rest.get(id.len()..)?.split_once(']')?;
    let is_whole = place.is_empty()
        || (place.starts_with(", ") && place.len() < 40 && !place.contains(['[', '\n']));
    (is_whole && check_id(id).is_ok() && !after.starts_with(['(', '[', ':']))
        .then(|| (id, id.len() + place.len() + 2, format!("[@{id}{place}]")))
}

#[cfg(test)]
mod tests {
    use super::mention;

    #[test]
    fn a_forgotten_citation_is_recognised_with_its_place() {
        let meant = |text| mention(text).map(|(id, length, meant)| (id.to_owned(), length, meant));
        assert_eq!(meant("@iea. So"), Some(("iea".into(), 4, "[@iea]".into())));
        assert_eq!(meant("@iea [p. 3] says"), Some(("iea".into(), 11, "[@iea, p. 3]".into())));
        assert_eq!(meant("[iea, p. 3]."), Some(("iea".into(), 11, "[@iea, p. 3]".into())));
        for text in ["@", "[]", "[iea](x)", "[iea][x]", "[iea]: x", "[so it is]", "[iea"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn round_brackets_are_read_as_square_ones() {
        let meant = |text: &str| {
            let (before, from) = text.split_at(text.find('@').unwrap());
            let (range, meant) = super::bracketed(before, from)?;
            Some((text.get(range).unwrap().to_owned(), meant))
        };
        for (text, brackets, right) in [
            ("so (@a).", "(@a)", "[@a]"),
            ("so (@a, p. 3).", "(@a, p. 3)", "[@a, p. 3]"),
            ("so (see @a; @b, p. 4)", "(see @a; @b, p. 4)", "[see @a; @b, p. 4]"),
            ("so (@a, @b and @c)", "(@a, @b and @c)", "[@a; @b; @c]"),
        ] {
            assert_eq!(meant(text), Some((brackets.into(), right.into())), "{text}");
        }
        for text in ["(as @a says)", "so @a)", "(@a [p. 3])", "(so) @a (b)", "(@a\n)", "(@a; b)"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn a_sentence_that_speaks_of_a_source_needs_its_name() {
        for (before, after) in [
            ("As ", " argued"),
            ("So it was, according to ", "."),
            ("", " found it"),
            ("It rose. ", " says so"),
            ("laut ", ""),
        ] {
            assert!(super::is_author(before, after), "{before}@{after}");
        }
        for (before, after) in
            [("It rose ", "."), ("It rose ", " and fell"), ("It rose. ", "\n"), ("", "")]
        {
            assert!(!super::is_author(before, after), "{before}@{after}");
        }
    }
}
