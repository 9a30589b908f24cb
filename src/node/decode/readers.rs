//! Readers of single values: each returns a value, or reports why there is none.

use std::borrow::Cow;

use crate::characters::is_blank;
use crate::diagnostic::{Code, Diagnostic, Safety, did_you_mean, list_of};
use crate::node::decode::Decoder;
use crate::node::decode::lists::no_list;
use crate::node::{Node, NodeKind, ScalarType, Style};
use crate::span::Span;

/// What to do about a TOML list or table in place of text.
const IN_QUOTES: &str = "write one text in quotes";

/// Reads text. A number, truth value or map is refused: the author must make clear that text is meant.
pub fn string<'n>(decoder: &mut Decoder<'_>, node: &'n Node<'_>) -> Option<&'n str> {
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.own_type() == ScalarType::Text => {
            if scalar.style == Style::Plain && !decoder.is_toml() {
                report_lost(decoder, node.span.ends().1 as usize);
            }
            Some(&scalar.text)
        }
        NodeKind::Scalar(scalar) => {
            decoder.wrong_type(node, "text", Some(format!("quote it: `\"{}\"`", scalar.text)));
            None
        }
        NodeKind::Mapping(_) => {
            let hint = if decoder.is_toml() {
                IN_QUOTES
            } else {
                "a `: ` inside text makes a key of the words before it: put the text in quotes"
            };
            decoder.wrong_type(node, "text", Some(hint.into()));
            None
        }
        NodeKind::Sequence(_) => {
            let hint = if decoder.is_toml() {
                IN_QUOTES
            } else {
                "write one text; if it begins with `[` or `-`, put it in quotes"
            };
            decoder.wrong_type(node, "text", Some(hint.into()));
            None
        }
        NodeKind::Broken(_) => None,
    }
}

/// Returns the place of what follows a text that ends at `end`, if YAML reads it as a comment and it does not look like
/// one.
pub(super) fn lost_to_comment(text: &str, end: usize) -> Option<Span> {
    let rest = text.get(end..)?;
    // Checked first: to search for the end of the line after each text of a long line would take quadratic time.
    if !rest.trim_start_matches([' ', '\t']).starts_with('#') {
        return None;
    }
    let line = rest.lines().next()?;
    let lost = line.trim();
    let is_text = |rest: &str| rest.starts_with(|c: char| !c.is_whitespace() && c != '#');
    let start = end + line.len() - line.trim_start().len();
    (line.starts_with([' ', '\t']) && lost.strip_prefix('#').is_some_and(is_text))
        .then(|| Span::new(start, start + lost.len()))
}

/// Reports it.
pub(super) fn report_lost(decoder: &mut Decoder<'_>, end: usize) {
    if let Some(span) = lost_to_comment(decoder.text, end) {
        let lost = span.slice(decoder.text);
        let message = format!("`{lost}` is read as a comment, not as part of the text");
        let hint = "put the whole text in quotes; a comment has a space after its `#`";
        decoder.report_with_hint(Code::YamlComment, span, message, hint);
    }
}

/// Whether text is meant where a map is also allowed. A colon may have turned the text into a map, which is reported
/// when the text is read: then its one key has a space, as none of ours does.
pub fn is_text(node: &Node<'_>) -> bool {
    let NodeKind::Mapping(entries) = &node.kind else {
        return matches!(node.kind, NodeKind::Scalar(_));
    };
    matches!(entries.as_slice(), [(key, _)] if key.text.contains(char::is_whitespace))
}

/// Reports that required text has no visible character.
pub fn report_empty(decoder: &mut Decoder<'_>, span: Span, text: &str) {
    let message = if text.trim().is_empty() {
        "this is empty"
    } else {
        "this text has only invisible characters"
    };
    let hint = "write something here, or leave the key out";
    decoder.report_with_hint(Code::FieldInvalid, span, message, hint);
}

/// Reads text with at least one visible character.
pub fn nonempty<'n>(decoder: &mut Decoder<'_>, node: &'n Node<'_>) -> Option<&'n str> {
    let text = string(decoder, node)?;
    if is_blank(text) {
        report_empty(decoder, node.span, text);
        return None;
    }
    Some(text)
}

/// Reads owned text with at least one visible character.
pub fn owned(decoder: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    nonempty(decoder, node).map(|text| text.trim().to_owned())
}

/// Reads `true` or `false`; refuses text that looks like one.
pub fn boolean(decoder: &mut Decoder<'_>, node: &Node<'_>) -> Option<bool> {
    if let NodeKind::Scalar(scalar) = &node.kind
        && scalar.own_type() == ScalarType::Bool
    {
        return Some(scalar.text.eq_ignore_ascii_case("true"));
    }
    let text = scalar_text(node).map(|text| text.trim().to_ascii_lowercase());
    let hint = match text.as_deref() {
        Some("yes" | "on" | "y" | "true" | "1") => "write `true`, without quotes",
        Some("no" | "off" | "n" | "false" | "0") => "write `false`, without quotes",
        _ => "write `true` or `false`, without quotes",
    };
    decoder.wrong_type(node, "`true` or `false`", Some(hint.into()));
    None
}

/// Reads a whole number in a range.
pub fn integer(
    decoder: &mut Decoder<'_>,
    node: &Node<'_>,
    range: std::ops::RangeInclusive<usize>,
) -> Option<usize> {
    let hint = format!("write a whole number from {} to {}", range.start(), range.end());
    let number = match &node.kind {
        NodeKind::Scalar(scalar) if scalar.own_type() == ScalarType::Number => {
            scalar.text.parse::<usize>().ok().filter(|number| range.contains(number))
        }
        _ => {
            decoder.wrong_type(node, "a whole number", Some(hint));
            return None;
        }
    };
    if number.is_none() {
        decoder.report_with_hint(
            Code::FieldInvalid,
            node.span,
            "this number is out of range",
            hint,
        );
    }
    number
}

/// Reads a list, each item with `read`; faulty items are left out.
pub fn list<'n, 't, T>(
    decoder: &mut Decoder<'_>,
    node: &'n Node<'t>,
    mut read: impl FnMut(&mut Decoder<'_>, &'n Node<'t>) -> Option<T>,
) -> Option<Vec<T>> {
    let NodeKind::Sequence(items) = &node.kind else {
        no_list(decoder, node);
        return None;
    };
    Some(items.iter().filter_map(|item| read(decoder, item)).collect())
}

/// Reads one of several words.
pub fn one_of<T: Copy>(
    decoder: &mut Decoder<'_>,
    node: &Node<'_>,
    choices: &[(&str, T)],
) -> Option<T> {
    let text = string(decoder, node)?;
    if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text) {
        return Some(*value);
    }
    let names = || choices.iter().map(|(name, _)| *name);
    let near = did_you_mean(text, names());
    let hint = near.map_or_else(
        || format!("write {}", list_of(names())),
        |near| format!("did you mean `{near}`? the allowed values are {}", list_of(names())),
    );
    let message = format!("`{text}` is not allowed here");
    let finding = Diagnostic::new(Code::FieldInvalid, decoder.place(node.span), message);
    let fix =
        near.and_then(|near| decoder.fix(node.span, text, near, Safety::of_guess(text, near)));
    decoder.findings.push(finding.hint(hint).fix(fix));
    None
}

/// Returns a scalar's text, whatever its type, for readers that do their own checking.
pub fn scalar_text<'n>(node: &'n Node<'_>) -> Option<&'n Cow<'n, str>> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}
