//! [`Citation`]: a mark in the text, `[@id, p. 4; @other]`, and its grammar. The parser finds the brackets (as shortcut
//! references without a definition); the text between them is read here.

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

/// One source in a mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CitedSource {
    /// The source's id.
    pub id: String,
    /// The place in the source: `p. 4`.
    pub locator: Option<String>,
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
}

/// Reads the text between the brackets. `span_of` returns the file's span of a range of `inside`.
pub(crate) fn parse(
    inside: &str,
    span_of: impl Fn(usize, usize) -> Span,
) -> Result<Citation, CitationFault> {
    if let Some(rest) = inside.trim_start().strip_prefix("@?") {
        let reason = rest.trim_start().strip_prefix(':').unwrap_or(rest).trim().to_owned();
        return Ok(Citation::Needed { reason, span: span_of(0, inside.len()) });
    }
    let mut sources = Vec::new();
    let mut at = 0;
    for item in inside.split(';') {
        let begin = at + (item.len() - item.trim_start().len());
        at += item.len() + 1;
        let Some(cited) = item.trim().strip_prefix('@') else {
            let message = format!("`{}` in a citation does not begin with `@`", item.trim());
            return Err(CitationFault {
                message,
                hint: "write `[@first; @second]`, or `[@id, p. 4]` with a comma before the page"
                    .into(),
            });
        };
        let (id, locator) =
            cited.split_once(',').map_or((cited, None), |(id, locator)| (id, Some(locator.trim())));
        let id = id.trim_end();
        check_id(id).map_err(|fault| CitationFault {
            message: format!("`@{id}` is not a citation: {fault}"),
            hint: id_hint(id),
        })?;
        let locator = locator
            .filter(|locator| !locator.is_empty())
            .map(|locator| locator.split_whitespace().collect::<Vec<_>>().join(" "));
        sources.push(CitedSource {
            id: id.to_owned(),
            locator,
            span: span_of(begin, begin + 1 + id.len()),
        });
    }
    Ok(Citation::Sources(sources))
}

fn id_hint(id: &str) -> String {
    match id.split_once(char::is_whitespace) {
        Some((first, rest)) if check_id(first).is_ok() => {
            format!("write `[@{first}, {}]`, with a comma after the id", rest.trim())
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
    fn what_is_no_mark_says_why() {
        assert!(cited("@a; b").unwrap_err().contains("does not begin with `@`"));
        assert!(cited("@a p. 4").unwrap_err().contains("can have only letters"));
        assert!(cited("@").unwrap_err().contains("missing"));
        assert!(cited("@a..b").unwrap_err().contains("must not have `..`"));
        assert_eq!(cited("@?: who says so?").unwrap_err(), "who says so?");
    }
}
