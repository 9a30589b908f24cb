//! Lists that are written as a text: `topics: Heat, Water`, `authors: Ada Lovelace`.

use crate::content::short::nodes::{list_of_one, nothing, text_at};
use crate::diagnostic::{Code, Diagnostic, Safety};
use crate::node::decode::{Decoder, string};
use crate::node::{Node, NodeKind, Scalar, ScalarType};

/// The signs between names that may be those of one person or of several.
const BETWEEN_NAMES: &[&str] = &[",", ";", " and ", " & ", " und ", " et ", " y ", " with "];

/// Writes out who wrote it: one name, or the keys of one person. `Lovelace, Ada` may be one or two, and only the author
/// knows: it stays a text, which is reported with both lists.
pub(super) fn person(node: Node<'_>) -> Node<'_> {
    match &node.kind {
        NodeKind::Scalar(Scalar { text, .. }) => {
            let is_one = !text.contains('\n') && !BETWEEN_NAMES.iter().any(|it| text.contains(it));
            if is_one { list_of_one(node) } else { node }
        }
        NodeKind::Mapping(entries) => {
            let is_person = entries.iter().any(|(key, _)| matches!(&*key.text, "name" | "role"));
            if is_person { list_of_one(node) } else { node }
        }
        _ => node,
    }
}

/// Writes out a text with commas between its items. A name that has a comma in it needs the brackets of a list.
pub(super) fn divided<'t>(d: &mut Decoder<'_>, key: &str, node: Node<'t>) -> Node<'t> {
    let NodeKind::Scalar(scalar) = &node.kind else { return node };
    if scalar.own_type() != ScalarType::Text || scalar.text.trim().is_empty() {
        return list_of_one(node);
    }
    let mut lines = scalar.text.trim().lines().rev();
    let is_one_text = lines.next().is_some() && lines.all(|line| line.trim_end().ends_with(','));
    let is_one_line = !node.span.slice(d.text).trim().contains('\n');
    // Lines without commas between them lack their hyphens.
    if !is_one_text || !is_one_line && !scalar.text.contains(',') {
        return node;
    }
    let text = scalar.text.as_ref();
    let parts: Vec<(usize, &str)> =
        parts(text, key == "topics").filter(|(_, part)| !part.is_empty()).collect();
    if let [(_, part)] = parts.as_slice()
        && *part == text
    {
        let is_told = report_other_sign(d, key, &node, part);
        // A topic can have any name; there is no such address or file.
        return list_of_one(if is_told && key != "topics" { nothing() } else { node });
    }
    // Says what is lost if YAML takes the end of the line for a comment.
    string(d, &node);
    let map = node.text().map(|text| text.map(d.text));
    let item = |(at, part): (usize, &str)| {
        let span = map.as_ref().map_or(node.span, |map| map.span(at, at + part.len()));
        text_at(span, part.to_owned())
    };
    let items = parts.into_iter().map(item).collect();
    Node { span: node.span, kind: NodeKind::Sequence(items) }
}

/// Returns the parts of a text between its commas, with their places. In an address or a path, only a comma with a space
/// behind it divides; in names, one between digits does not.
fn parts(text: &str, names: bool) -> impl Iterator<Item = (usize, &str)> {
    let divides = move |at: usize| {
        let after = text.get(at + 1..).and_then(|rest| rest.chars().next());
        let before = text.get(..at).and_then(|rest| rest.chars().next_back());
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if names {
            !(is_digit(before) && is_digit(after))
        } else {
            after.is_none_or(char::is_whitespace)
        }
    };
    let ends = text.match_indices(',').map(|(at, _)| at).filter(move |at| divides(*at));
    let mut start = 0;
    ends.chain([text.len()]).map(move |end| {
        let whole = text.get(start..end).unwrap_or_default();
        let part = whole.trim();
        let at = start + whole.len() - whole.trim_start().len();
        start = end + 1;
        let inner = part.strip_prefix('"').and_then(|part| part.strip_suffix('"'));
        inner.filter(|inner| !inner.is_empty()).map_or((at, part), |inner| (at + 1, inner))
    })
}

/// Reports a text with another sign than a comma between what may be its items, and returns whether it has one.
fn report_other_sign(d: &mut Decoder<'_>, key: &str, node: &Node<'_>, text: &str) -> bool {
    let other = match key {
        "topics" => [" / ", " | "].into_iter().find(|sign| text.contains(sign)),
        "aliases" => [" /", ";"].into_iter().find(|sign| text.contains(sign)),
        _ => [".md ", ".md;"].into_iter().find(|sign| text.contains(sign)),
    };
    let Some(sign) = other else { return false };
    let sign = if sign.contains(';') { ";" } else { sign };
    let (divider, kept) = match sign {
        " /" if key == "aliases" => (", /", "one address"),
        ".md " => (".md, ", "one file"),
        _ if key == "topics" => (", ", "one topic"),
        _ => (", ", "one of them"),
    };
    let several = text.replace(sign, divider).replace(",  ", ", ");
    let message = format!("`{text}` is read as {kept}");
    let hint = format!(
        "write commas if it is more than one, `{key}: {several}`; else put it in brackets: `[\"{text}\"]`"
    );
    let code = if key == "topics" { Code::TopicSpelling } else { Code::FieldInvalid };
    let fix = d.fix(node.span, text, &several, Safety::Unsafe);
    let finding = Diagnostic::new(code, d.place(node.span), message);
    d.findings.push(finding.hint(hint).fix(fix));
    true
}
