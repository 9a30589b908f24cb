//! [`Fix`]: what a program may write in place of what is wrong. [`apply`] writes it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::path::SitePath;
use crate::span::Span;

/// One way to correct a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, as an editor shows it: lower case, no final full stop, the author's words in backticks.
    pub title: String,
    /// The edits, to be made all together or not at all.
    pub edits: Vec<Edit>,
    /// Whether a program may apply it without asking.
    pub safety: Safety,
}

/// A piece of a file and its replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The file, relative to the site's root.
    pub path: SitePath,
    /// The bytes to replace, in the text as it was read.
    pub span: Span,
    /// The replacement.
    pub text: String,
}

/// Whether a fix is certainly what the author means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Nothing else can be meant: the word differs from the only right one just in upper and lower case, or is another
    /// tool's word for ours.
    Safe,
    /// It is a guess from the spelling or the name, or it decides where something is said: a person should look at it.
    Unsafe,
}

impl Safety {
    /// The safety of a guess by spelling: safe only if the two words differ just in upper and lower case.
    pub fn of_guess(wrong: &str, right: &str) -> Self {
        if wrong.to_lowercase() == right.to_lowercase() { Self::Safe } else { Self::Unsafe }
    }
}

impl Fix {
    /// Replaces `wrong` with `right`.
    pub fn replace(path: &SitePath, span: Span, right: &str, safety: Safety) -> Self {
        let edit = Edit { path: path.clone(), span, text: right.to_owned() };
        Self { title: format!("write `{right}`"), edits: vec![edit], safety }
    }
}

/// Finds a word in a file whose value covers `span`, either bare or between quotes. `None` if it is written in another
/// way, with escapes or over several lines: then it is not known what to replace.
pub fn written(file: &str, span: Span, word: &str) -> Option<Span> {
    let text = span.slice(file);
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    if word.is_empty() {
        None
    } else if text == word {
        Some(span)
    } else if inner('"').or_else(|| inner('\'')) == Some(word) {
        Some(Span { start: span.start + 1, end: span.end - 1 })
    } else {
        None
    }
}

/// Returns a value's own span, if it covers only the value, which is then written without quotes.
pub fn exactly(span: Span, value: &str) -> Option<Span> {
    (length(span) == value.len() && !value.is_empty()).then_some(span)
}

/// Returns what is between the quotes of a TOML value, if it is written without escapes: an escape would make it
/// longer.
pub fn in_quotes(span: Span, value: &str) -> Option<Span> {
    (length(span) == value.len() + 2 && !value.is_empty())
        .then(|| Span { start: span.start + 1, end: span.end - 1 })
}

fn length(span: Span) -> usize {
    let (start, end) = span.ends();
    (end - start) as usize
}

/// Finds the only occurrence of a word in a part of a file; `None` if it occurs there as a whole word more than once,
/// or not at all.
pub fn once(file: &str, part: Span, word: &str) -> Option<Span> {
    let text = part.slice(file);
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let mut places = text.match_indices(word).filter(|(at, _)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(is_inside) && !after.is_some_and(is_inside)
    });
    let (at, _) = places.next().filter(|_| !word.is_empty())?;
    places.next().is_none().then(|| Span::new(at, at + word.len()).shifted(part.start as usize))
}

/// Why edits cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Two of them replace the same place.
    Overlap,
    /// One is outside the text, or its end is before its start.
    Outside,
    /// One begins or ends inside a character.
    InsideCharacter,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Overlap => "two edits replace the same place",
            Self::Outside => "an edit is outside the text",
            Self::InsideCharacter => "an edit begins or ends inside a character",
        })
    }
}

impl std::error::Error for EditError {}

/// Applies edits of one file to its text, in any order.
pub fn apply<'e>(
    text: &str,
    edits: impl IntoIterator<Item = &'e Edit>,
) -> Result<String, EditError> {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut before: Option<Span> = None;
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if start > end || end > text.len() {
            return Err(EditError::Outside);
        }
        // If two insert at the same place, it is not known which comes first.
        if start < done || before.is_some_and(|before| before.start == edit.span.start) {
            return Err(EditError::Overlap);
        }
        if !text.is_char_boundary(end) {
            return Err(EditError::InsideCharacter);
        }
        out.push_str(text.get(done..start).ok_or(EditError::InsideCharacter)?);
        out.push_str(&edit.text);
        done = end;
        before = Some(edit.span);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{Edit, EditError, apply, exactly, in_quotes, once, written};
    use crate::path::SitePath;
    use crate::span::Span;

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        let path = SitePath::new("a.md").unwrap();
        Edit { path, span: Span { start, end }, text: text.to_owned() }
    }

    #[test]
    fn edits_are_made_in_whatever_order_they_come() {
        let edits = [edit(4, 7, "zwei"), edit(0, 3, "eins"), edit(7, 7, "!"), edit(3, 4, "")];
        assert_eq!(apply("one two", &edits).unwrap(), "einszwei!");
        assert_eq!(apply("é", &[edit(0, 2, "e")]).unwrap(), "e");
        assert_eq!(apply("as it was", &[]).unwrap(), "as it was");
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (edits, error) in [
            (vec![edit(0, 2, "a"), edit(1, 4, "b")], EditError::Overlap),
            (vec![edit(1, 1, "a"), edit(1, 1, "b")], EditError::Overlap),
            (vec![edit(1, 1, "a"), edit(1, 2, "b")], EditError::Overlap),
            (vec![edit(0, 5, "a")], EditError::Outside),
            (vec![edit(2, 1, "a")], EditError::Outside),
            (vec![edit(3, 3, "a")], EditError::InsideCharacter),
            (vec![edit(3, 4, "a")], EditError::InsideCharacter),
            (vec![edit(0, 3, "a")], EditError::InsideCharacter),
        ] {
            assert_eq!(apply("abé", &edits), Err(error), "{edits:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_no_edit_names_stays(text in "[aé\n]{0,12}", cuts in proptest::collection::vec(0_u32..20, 0..6)) {
            let edits: Vec<Edit> = cuts.chunks(2).filter_map(|cut| Some(edit(cut[0], *cut.get(1)?, "X"))).collect();
            if let Ok(edited) = apply(&text, &edits) {
                let replaced: usize = edits.iter().map(|edit| (edit.span.end - edit.span.start) as usize).sum();
                proptest::prop_assert_eq!(edited.len(), text.len() - replaced + edits.len());
                proptest::prop_assert_eq!(edited.matches('X').count(), edits.len());
            }
        }
    }

    #[test]
    fn a_word_is_found_as_it_is_or_between_quotes() {
        let at = |file: &str, word| written(file, Span::new(0, file.len()), word);
        assert_eq!(at("word", "word"), Some(Span::new(0, 4)));
        assert_eq!(at("\"word\"", "word"), Some(Span::new(1, 5)));
        assert_eq!(at("'word'", "word"), Some(Span::new(1, 5)));
        assert_eq!(at("\"w\\x6frd\"", "word"), None);
        assert_eq!(at("wo\n  rd", "wo rd"), None);
        assert_eq!(at("\"", "\""), Some(Span::new(0, 1)));
        assert_eq!(at("", ""), None);
    }

    #[test]
    fn a_span_tells_by_its_length_whether_it_has_quotes() {
        assert_eq!(exactly(Span::new(3, 7), "word"), Some(Span::new(3, 7)));
        assert_eq!(exactly(Span::new(3, 9), "word"), None);
        assert_eq!(in_quotes(Span::new(3, 9), "word"), Some(Span::new(4, 8)));
        assert_eq!(in_quotes(Span::new(3, 10), "word"), None);
        assert_eq!(in_quotes(Span::new(3, 5), ""), None);
    }

    #[test]
    fn a_word_that_stands_more_than_once_is_not_to_be_told_from_the_other() {
        let at = |part: Span, word| once("a b-a {{ ab.a }} a", part, word);
        assert_eq!(at(Span::new(6, 16), "a"), Some(Span::new(12, 13)));
        assert_eq!(at(Span::new(0, 18), "a"), None);
        assert_eq!(at(Span::new(0, 18), "ab"), Some(Span::new(9, 11)));
        assert_eq!(at(Span::new(0, 5), "ab"), None);
        assert_eq!(at(Span::new(0, 18), ""), None);
    }
}
