//! [`Citation`]: a mark in the text, `[@id, p. 4; @other]`, and its grammar. The parser finds the brackets (as shortcut
//! references without a definition); the text between them is read here.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Code;
use crate::span::Span;

/// A mark in the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Citation {
    /// It cites these sources.
    Sources(Vec<CitedSource>),
    /// `[@?: reason]`: the claim still needs a source.
    Needed {
        /// What is missing.
        reason: String,
        /// The mark.
        span: Span,
    },
}

impl Citation {
    /// Returns the sources that it cites; none where a source is still missing.
    pub fn sources(&self) -> &[CitedSource] {
        match self {
            Self::Sources(sources) => sources,
            Self::Needed { .. } => &[],
        }
    }
}

/// One source in a mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CitedSource {
    /// The source's id.
    pub id: String,
    /// What stands before it in the mark: `see`, `but cf.`
    pub prefix: Option<String>,
    /// The place in the source, or whatever follows it in the mark: `p. 4`.
    pub locator: Option<String>,
    /// `-@id`: the sentence itself names the author (Pandoc's manual, "Citation syntax"), so the mark need not.
    pub without_author: bool,
    /// The place of the id in the file.
    pub span: Span,
}

/// Why a mark is malformed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CitationFault {
    /// The message.
    pub(crate) message: String,
    /// The hint.
    pub(crate) hint: String,
    /// What to write in which part of the text between the brackets, if that is certain.
    pub(crate) edit: Option<(Range<usize>, String)>,
}

/// Whether the text between brackets is meant as a citation: an `@` begins a word in it.
pub(crate) fn may_be_citation(inside: &str) -> bool {
    inside.starts_with('@') || sign_of(inside).is_some()
}

/// Returns the byte of the `@` that begins an id.
fn sign_of(item: &str) -> Option<usize> {
    if !item.as_bytes().contains(&b'@') {
        return None;
    }
    item.match_indices('@').map(|(at, _)| at).find(|at| {
        let before = item.get(..*at).and_then(|before| before.chars().next_back());
        let after = item.get(at + 1..).and_then(|after| after.chars().next());
        before.is_none_or(|c| {
            c.is_whitespace() || matches!(c, '-' | '(' | '[' | '“' | '"' | '*' | '_')
        }) && after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '{')
    })
}

/// Reads the text between the brackets, in the syntax of Pandoc. `span_of` returns the file's span of a range of
/// `inside`.
pub(crate) fn parse(
    inside: &str,
    span_of: impl Fn(usize, usize) -> Span,
) -> Result<Citation, CitationFault> {
    if let Some(rest) = inside.trim_start().strip_prefix("@?") {
        let reason = rest.trim_start().strip_prefix(':').unwrap_or(rest).trim().to_owned();
        return Ok(Citation::Needed { reason, span: span_of(0, inside.len()) });
    }
    // Most marks have one source.
    if !inside.as_bytes().contains(&b';') {
        return cited(inside, 0, span_of).map(|source| Citation::Sources(vec![source]));
    }
    let sources = items(inside).map(|item| {
        let text = inside.get(item.clone()).unwrap_or_default();
        cited(text, item.start, &span_of)
    });
    sources.collect::<Result<_, _>>().map(Citation::Sources)
}

/// Returns the parts of a mark, which semicolons separate; the one at the end of `&nbsp;` does not.
fn items(inside: &str) -> impl Iterator<Item = Range<usize>> {
    let ends_reference = |at: usize| {
        let before = inside.get(..at).unwrap_or_default();
        before.rsplit_once('&').is_some_and(|(_, name)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
        })
    };
    let ends = inside.match_indices(';').map(|(at, _)| at).filter(move |at| !ends_reference(*at));
    let mut start = 0;
    ends.chain([inside.len()]).map(move |end| {
        let item = start..end;
        start = end + 1;
        item
    })
}

/// Reads one part of a mark, which is at `base` of it.
fn cited(
    item: &str,
    base: usize,
    span_of: impl Fn(usize, usize) -> Span,
) -> Result<CitedSource, CitationFault> {
    let fault = |message: String, hint: String| CitationFault { message, hint, edit: None };
    let sign = if item.trim_start().starts_with('@') { item.find('@') } else { sign_of(item) };
    let Some(sign) = sign else {
        let message = format!("`{}` in a citation names no source", item.trim());
        let hint = "write `[@first; @second]`, or `[@id, p. 4]` with a comma before the page";
        return Err(fault(message, hint.into()));
    };
    let before = item.get(..sign).unwrap_or_default();
    let (before, without_author) = match before.strip_suffix('-') {
        Some(before) if before.is_empty() || before.ends_with(char::is_whitespace) => {
            (before, true)
        }
        _ => (before, false),
    };
    let (id, start, after) = id_and_rest(item, sign);
    check_id(id).map_err(|why| fault(format!("`@{id}` is not a citation: {why}"), id_hint(id)))?;
    let locator = after.strip_prefix(',').unwrap_or(after);
    if let Some(next) = sign_of(locator) {
        return Err(not_separate(item, (id, after), (locator, next), base));
    }
    Ok(CitedSource {
        id: id.to_owned(),
        prefix: words(before),
        locator: words(locator),
        without_author,
        span: span_of(base + start - 1, base + start + id.len()),
    })
}

/// Returns what is wrong with a second `@` in one part of a mark, which is at byte `next` of its locator.
fn not_separate(
    item: &str,
    (id, after): (&str, &str),
    (locator, next): (&str, usize),
    base: usize,
) -> CitationFault {
    let other = trimmed(leading_id(locator.get(next + 1..).unwrap_or_default()));
    let between = locator.get(..next).unwrap_or_default().trim_end_matches('-').trim();
    // The space before `and` goes with it.
    let written = item.get(..item.len() - after.len()).unwrap_or_default();
    let start = base + written.trim_end().len();
    let end = base + item.len() - locator.len() + next;
    let edit = matches!(between, "" | "and" | "&" | "," | "und" | "et")
        .then(|| (start..end, "; ".to_owned()));
    CitationFault {
        message: format!("only a semicolon separates two sources, so `@{other}` is not cited"),
        hint: format!("write `[@{id}; @{other}]`, with a semicolon"),
        edit,
    }
}

/// Returns the id after an `@`, where it begins, and what follows it. `@{…}` may have braces, as in Pandoc.
fn id_and_rest(item: &str, sign: usize) -> (&str, usize, &str) {
    let rest = item.get(sign + 1..).unwrap_or_default();
    if let Some((id, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        return (id, sign + 2, after);
    }
    let end = rest.find(|c: char| c == ',' || c.is_whitespace()).unwrap_or(rest.len());
    let (id, after) = rest.split_at(end);
    (id, sign + 1, after.trim_start())
}

/// Returns the part of a text, from its beginning, that can be of an id.
pub(super) fn leading_id(text: &str) -> &str {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || "_-.:/+".contains(c);
    text.get(..text.find(|c| !is_of_id(c)).unwrap_or(text.len())).unwrap_or_default()
}

/// Returns an id without the punctuation of the sentence around it.
pub(super) fn trimmed(id: &str) -> &str {
    id.trim_end_matches(|c: char| c.is_ascii_punctuation())
}

/// Returns a text on one line, if it has words. A no-break space stays one.
fn words(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let words = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

fn id_hint(id: &str) -> String {
    match trimmed(id) {
        trimmed if trimmed != id && check_id(trimmed).is_ok() => {
            format!("write `[@{trimmed}]`, and what follows the id after the bracket")
        }
        _ => "write `[@id]` with the id of a source; `\\[@` shows the bracket as text".into(),
    }
}

/// The maximum length of an id in bytes.
pub(crate) const MAX_ID: usize = 64;

/// Checks a source's id: ASCII letters and digits, with `_ - . : / +` allowed between them, no `..` or `//`.
pub(crate) fn check_id(id: &str) -> Result<(), &'static str> {
    let bytes = id.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return Err("the id is missing");
    };
    if bytes.len() > MAX_ID {
        return Err("an id has at most 64 characters");
    }
    if !first.is_ascii_alphanumeric() || !last.is_ascii_alphanumeric() {
        return Err("an id begins and ends with a letter or digit (a to z, 0 to 9)");
    }
    if !bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"_-.:/+".contains(b)) {
        return Err("an id can have only letters (a to z), digits and `_ - . : / +`");
    }
    if id.contains("..") || id.contains("//") {
        return Err("an id must not have `..` or `//`");
    }
    Ok(())
}

/// Says what is wrong with a mark that the parser did not read as a citation, judging by the text around it.
pub(crate) fn explain_leftover(after: &str) -> (Code, String, String) {
    let message = "this looks like a citation, but is not one".to_owned();
    let close = after.find(']');
    let inner_bracket = after.get(1..).and_then(|rest| rest.find('['));
    let next = close.and_then(|close| after.get(close + 1..)).unwrap_or("");
    let hint = match (close, inner_bracket) {
        _ if next.starts_with("[@") => "write both in one mark: `[@first; @second]`",
        _ if after.get(..close.unwrap_or(0)).is_some_and(|mark| mark.ends_with('\\')) => {
            "remove the `\\` before `]`: `[@id]`"
        }
        _ if next.starts_with("[]") => "remove the empty brackets: `[@id]` is enough",
        (None, _) => "close the bracket: `[@id]`",
        (Some(close), Some(inner)) if inner + 1 < close => {
            "a citation must not contain other brackets: write `[@id, p. 4]`"
        }
        _ => "write `[@id]` in running text; `\\[@` shows the bracket as text",
    };
    (Code::CitationMalformed, message, hint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Citation, parse};
    use crate::span::Span;

    fn cited(inside: &str) -> Result<Vec<(String, Option<String>, Span)>, String> {
        match parse(inside, Span::new) {
            Ok(Citation::Sources(sources)) => {
                Ok(sources.into_iter().map(|s| (s.id, s.locator, s.span)).collect())
            }
            Ok(Citation::Needed { reason, .. }) => Err(reason),
            Err(fault) => Err(fault.message),
        }
    }

    #[test]
    fn a_mark_names_sources_and_places_in_them() {
        let marks = cited("@a; @doi:10.1000/x_1, pp. 3-5").unwrap();
        assert_eq!(marks[0], ("a".into(), None, Span::new(0, 2)));
        assert_eq!(marks[1], ("doi:10.1000/x_1".into(), Some("pp. 3-5".into()), Span::new(4, 20)));
    }

    #[test]
    fn a_mark_may_have_words_around_its_sources() {
        let Ok(Citation::Sources(sources)) =
            parse("see @a, p. 3; but  cf. -@b and more; @{c}, p.&nbsp;4", Span::new)
        else {
            panic!("it names three sources");
        };
        let shown: Vec<_> = sources
            .iter()
            .map(|s| (s.prefix.as_deref(), &*s.id, s.locator.as_deref(), s.without_author))
            .collect();
        assert_eq!(
            shown,
            [
                (Some("see"), "a", Some("p. 3"), false),
                (Some("but cf."), "b", Some("and more"), true),
                (None, "c", Some("p.&nbsp;4"), false),
            ]
        );
        assert_eq!(sources[1].span, Span::new(24, 26));
        assert!(!super::may_be_citation("write to a@example.org"));
        assert!(super::may_be_citation("-@a") && super::may_be_citation("see @a"));
    }

    #[test]
    fn what_is_no_mark_says_why() {
        assert!(cited("@a; b").unwrap_err().contains("names no source"));
        for text in ["@a, @b", "@a and @b", "@a, p. 3, @b", "@a & @b"] {
            assert!(cited(text).unwrap_err().contains("`@b` is not cited"), "{text}");
        }
        assert!(cited("@ä").unwrap_err().contains("letter or digit"));
        assert!(cited("@").unwrap_err().contains("missing"));
        assert!(cited("@a..b").unwrap_err().contains("must not have `..`"));
        assert_eq!(cited("@?: who says so?").unwrap_err(), "who says so?");
    }
}
