//! What the parser reports about YAML, in words for people who do not know its grammar.

use crate::span::line_start;
use granit_parser::ErrorKind;

/// Returns the tab in the indentation that causes an error at `byte`. Text without quotes continues on the next line,
/// so the parser blames the beginning of the text for a tab there.
pub(super) fn tab_at_fault(yaml: &str, byte: usize, kind: &ErrorKind) -> Option<usize> {
    let line_start = yaml.get(..byte)?.rfind('\n').map_or(0, |at| at + 1);
    tab_in_indentation(yaml, line_start)
        .or_else(|| {
            let next = byte + yaml.get(byte..)?.find('\n')? + 1;
            tab_in_indentation(yaml, next).filter(|_| matches!(kind, ErrorKind::TabInPlainScalar))
        })
        .or_else(|| {
            // A tab before the first key makes the next line the one that is blamed.
            let first = yaml.find(|c| !matches!(c, ' ' | '\t' | '\n'))?;
            let start = yaml.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
            let blamed = yaml.get(first..byte)?.matches('\n').count() <= 1;
            tab_in_indentation(yaml, start).filter(|_| blamed)
        })
}

fn tab_in_indentation(yaml: &str, line_start: usize) -> Option<usize> {
    let line = yaml.get(line_start..)?.lines().next()?;
    let indentation = line.get(..line.len() - line.trim_start().len())?;
    indentation.find('\t').map(|tab| line_start + tab)
}

/// Says what is wrong and what to do.
pub(super) fn explain(
    kind: &ErrorKind,
    (yaml, byte): (&str, usize),
    keys: &[&str],
) -> (String, String) {
    let start = line_start(yaml, byte);
    let line = yaml.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    if let Some(said) = of_value(line, byte - start, keys) {
        return said;
    }
    if line.get(byte - start..).is_some_and(|rest| rest.trim_end() == ",") {
        let hint = "remove it: each key has a line of its own, and no comma follows";
        return ("there is a comma behind this value".into(), hint.into());
    }
    match kind {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation | ErrorKind::TabInPlainScalar | ErrorKind::TabAtBlockScalarStart => {
            ("there is a tab where YAML does not allow one".into(), "use spaces instead of the tab".into())
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
            ("a quotation mark is never closed".into(), "close it at the end of the text; inside \"…\", write a quotation mark as \\\"".into())
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar if quoted_anew(line, keys).is_some() => {
            let hint = quoted_anew(line, keys).unwrap_or_default();
            ("a quotation mark inside the text ends it here".into(), hint)
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("there is text after the closing quotation mark".into(), in_quotes(line, keys))
        }
        ErrorKind::UnclosedFlowCollection { open } => (format!("`{open}` is never closed"), "close it, or put the text in quotes if the bracket belongs to it".into()),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidSimpleKey | ErrorKind::InvalidColonPlacement if line.matches(": ").count() > 1 || line.trim_end().ends_with(':') => {
            ("a colon and a space inside text look like a key".into(), in_quotes(line, keys))
        }
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
            ("a backslash in \"…\" begins an escape that does not exist".into(), "write `\\\\` for a backslash, or use '…'".into())
        }
        ErrorKind::UnexpectedCharacter { character } => {
            (format!("text must not begin with `{character}`"), in_quotes(line, keys))
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::SimpleKeyExpected | ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidSimpleKey | ErrorKind::BlockSequenceEntryNotAllowed => {
            let is_text = !line.contains(": ") && !line.trim_end().ends_with(':') && !line.trim_start().starts_with('-');
            if is_text {
                return ("this line has no key, and is no part of the text above".into(), "if it belongs to that text, indent it more than the key of the text; otherwise begin a list item with `- `, or end a key with `: `".into());
            }
            ("this line does not fit the lines before it".into(), "indent the keys that belong together equally, begin list items with `- `, and end each key with `: `".into())
        }
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            ("what stands in these brackets is not well formed".into(), "separate its parts with commas and close every bracket, or put the text in quotes if the bracket belongs to it".into())
        }
        other => (format!("this is not valid YAML: {other}"), "when in doubt, put the text in quotes".into()),
    }
}

/// Says what is wrong with a value that begins with a character that means something else, if the fault at byte `at` of
/// its line is there or after it.
fn of_value(line: &str, at: usize, keys: &[&str]) -> Option<(String, String)> {
    let (key, value) = divided(line, keys);
    let begins = line.len() - line.trim_end().len() + value.len();
    let begins = line.len() - begins;
    let before = line.get(begins..at).unwrap_or_default().trim_end();
    let in_quotes = in_quotes(line, keys);
    let closed = [('[', ']'), ('{', '}')];
    let closed =
        closed.iter().find(|(open, close)| before.starts_with(*open) && before.ends_with(*close));
    let after = line.get(at..).unwrap_or_default();
    if let Some((open, close)) = closed.filter(|_| !after.starts_with([']', '}', ','])) {
        return Some((
            format!(
                "`{open}` begins something in brackets, which ends at `{close}`; then more text follows"
            ),
            in_quotes,
        ));
    }
    if at != begins {
        return None;
    }
    let first = value.chars().next()?;
    match first {
        '*' | '&' | '!' => Some((format!("text must not begin with `{first}`"), in_quotes)),
        '-' if !key.is_empty() => Some((
            "a list cannot begin on the line of its key".into(),
            format!("{in_quotes}; or, if it is an item of a list, move it to the next line"),
        )),
        '|' | '>' if value.len() > 2 => {
            Some((format!("text must not begin with `{first} `"), in_quotes))
        }
        '?' | ':' => Some((format!("text must not begin with `{first} `"), in_quotes)),
        _ => None,
    }
}

/// Divides a line into its key, if it has one, and its value. In a list, what stands before a colon is part of a
/// sentence, unless it is one of the words that are keys.
fn divided<'l>(line: &'l str, keys: &[&str]) -> (&'l str, &'l str) {
    let mut content = line.trim();
    while let Some(item) = content.strip_prefix("- ") {
        content = item.trim_start();
    }
    let is_key = |key: &&str| !key.contains(['"', '\'', '[', '{', ' ']);
    let key = content.split_once(": ").map_or("", |(key, _)| key);
    let in_list = content.len() < line.trim().len();
    let key =
        Some(key).filter(is_key).filter(|key| !in_list || keys.contains(key)).unwrap_or_default();
    let value = content.get(key.len()..).unwrap_or_default().trim_start_matches(':');
    (key, value.trim_start())
}

/// Says how to put the value of a line in quotes.
fn in_quotes(line: &str, keys: &[&str]) -> String {
    let (key, value) = divided(line, keys);
    let sign = if key.is_empty() { "" } else { ": " };
    if value.contains(['"', '\\']) {
        format!("put the text in quotes: `{key}{sign}'{}'`", value.replace('\'', "''"))
    } else {
        format!("put the text in quotes: `{key}{sign}\"{value}\"`")
    }
}

/// Says how to write a text that has its own quotation marks in it: `"The "fast" bus"`, `'it's'`.
fn quoted_anew(line: &str, keys: &[&str]) -> Option<String> {
    let (key, value) = divided(line.trim_end(), keys);
    let sign = if key.is_empty() { "" } else { ": " };
    let inside = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    let right = match (inside('"'), inside('\'')) {
        (Some(inner), _) if !inner.contains('\\') => format!("'{}'", inner.replace('\'', "''")),
        (_, Some(inner)) if !inner.contains(['"', '\\']) => {
            return Some(format!(
                "write `{key}{sign}\"{}\"`; inside '…', write an apostrophe twice",
                inner.replace("''", "'")
            ));
        }
        (_, Some(inner)) => format!("'{}'", inner.replace("''", "'").replace('\'', "''")),
        _ => return None,
    };
    let twice = if right.contains("''") { ", with each apostrophe twice" } else { "" };
    Some(format!("write `{key}{sign}{right}`{twice}"))
}
