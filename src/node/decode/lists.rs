//! What to say where a list is expected and something else stands: [`no_list`].

use crate::characters::{is_bullet, named, resembled};
use crate::diagnostic::{Edit, Fix, Safety, written};
use crate::node::decode::decoder::Decoder;
use crate::node::{Node, NodeKind, Scalar, Style, double_quoted};
use crate::span::{Span, line_start};

/// Reports that a node is not a list, and says how it may become one without a change of its meaning.
pub(super) fn no_list(decoder: &mut Decoder<'_>, node: &Node<'_>) {
    let (hint, fix) = match &node.kind {
        NodeKind::Scalar(Scalar { text, .. }) if decoder.is_toml() => {
            let one = format!("[{}]", double_quoted(text));
            let fix = Fix::replace(decoder.path, node.span, &one, Safety::Safe);
            (format!("write it as a list of one: `{one}`"), Some(fix))
        }
        _ if decoder.is_toml() => ("write `[[NAME]]` above each of its tables".to_owned(), None),
        NodeKind::Scalar(Scalar { text, style }) => block(decoder, node.span, text, *style)
            .or_else(|| marked(decoder, node, *style))
            .unwrap_or_else(|| listed(decoder, node.span, text)),
        NodeKind::Mapping(entries) => {
            let first = entries.first().and_then(|(key, _)| key.text.chars().next());
            match (first.filter(|c| is_bullet(*c)), entries.first()) {
                (None, Some((key, _))) => (
                    format!(
                        "begin each item with `- `, as in `- {}: …`, and indent its other lines by two more spaces",
                        key.text
                    ),
                    None,
                ),
                (bullet, _) => (begun_with(bullet), None),
            }
        }
        _ => (begun_with(None), None),
    };
    decoder.wrong_type_with(node, "a list", hint, fix);
}

/// Says how the items of a list begin: not with this character.
fn begun_with(bullet: Option<char>) -> String {
    match bullet {
        None => "begin each item with `- `".to_owned(),
        Some(c) => {
            format!("begin each item with `- `, a hyphen and a space, not with {}", named(c))
        }
    }
}

/// Says what to write for a block of text, `|`, in place of the list: it is one already, or lacks its hyphens.
fn block(
    decoder: &Decoder<'_>,
    span: Span,
    text: &str,
    style: Style,
) -> Option<(String, Option<Fix>)> {
    if !matches!(style, Style::Literal | Style::Folded) {
        return None;
    }
    let header = block_header(decoder.text, span)?;
    let sign = header.slice(decoder.text).to_owned();
    if !text.trim_start().starts_with("- ") {
        let hint = format!("remove the `{sign}`, and begin each item with `- `");
        return Some((hint, None));
    }
    let fix = Fix::replace(decoder.path, header, "", Safety::Safe);
    let fix = Fix { title: format!("remove the `{sign}`"), ..fix };
    Some((format!("remove the `{sign}`: the lines below it are a list"), Some(fix)))
}

/// Returns the place of the sign of a block of text, `|` or `>`, with what follows it. The span of a block begins there or
/// with its text.
pub fn block_header(file: &str, span: Span) -> Option<Span> {
    let is_sign = |c: char| matches!(c, '|' | '>');
    let start = span.start as usize;
    let at = if file.get(start..)?.starts_with(is_sign) {
        start
    } else {
        let before = file.get(..start)?.trim_end();
        let line = line_start(before, before.len());
        let line_text = before.get(line..)?;
        line + line_text.rfind(": |").or_else(|| line_text.rfind(": >"))? + 2
    };
    let rest = file.get(at..)?;
    let length = rest.find(|c: char| !is_sign(c) && !matches!(c, '+' | '-' | '0'..='9'))?;
    (length > 0).then(|| Span::new(at, at + length))
}

/// Says what to write for a text whose lines begin as items of a list do in a word processor: `– one`, `• two`, `-three`.
fn marked(decoder: &Decoder<'_>, node: &Node<'_>, style: Style) -> Option<(String, Option<Fix>)> {
    if style != Style::Plain {
        return None;
    }
    let raw = node.span.slice(decoder.text);
    let before = decoder.text.get(..node.span.start as usize)?;
    let indent = before.rsplit('\n').next().unwrap_or_default();
    let indent = indent.trim().is_empty().then_some(indent.len())?;
    let mut at = node.span.start as usize;
    let mut edits = Vec::new();
    let mut first = None;
    for (number, line) in raw.split_inclusive('\n').enumerate() {
        let content = line.trim_start();
        let start = at + line.len() - content.len();
        let depth = if number == 0 { indent } else { line.len() - content.len() };
        at += line.len();
        let Some(length) = item_mark(content) else {
            // The text of an item may go on, indented more.
            if content.is_empty() || depth > indent {
                continue;
            }
            return None;
        };
        first = first.or(content.chars().next());
        let span = Span::new(start, start + length);
        edits.push(Edit { path: decoder.path.clone(), span, text: "- ".to_owned() });
    }
    let hint = match first? {
        '-' => "begin each item with `- `, a hyphen and a plain space".to_owned(),
        c if c.is_ascii_digit() => "begin each item with `- `, in place of its number".to_owned(),
        c => begun_with(Some(c)),
    };
    let title = "begin the items with hyphens".to_owned();
    Some((hint, Some(Fix { title, edits, safety: Safety::Safe })))
}

/// Returns the length of the mark with which an item of a list begins in a word processor (`– one`, `2. two`, `-three`),
/// with the space after it.
pub fn item_mark(line: &str) -> Option<usize> {
    let is_space = |c: char| c.is_whitespace() || matches!(resembled(c), Some((' ' | '\0', _)));
    let first = line.chars().next()?;
    let length = if first == '-' {
        1
    } else if is_bullet(first) {
        first.len_utf8()
    } else {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let sign = line.get(digits..)?.chars().next().filter(|c| matches!(c, '.' | ')'))?;
        (1..=3).contains(&digits).then_some(digits + sign.len_utf8())?
    };
    let rest = line.get(length..)?;
    let text = rest.trim_start_matches(|c| c != '\n' && is_space(c));
    // `1.5 million` is no item, and `-5` no list.
    let spaced = text.len() < rest.len() || first == '-' && text.starts_with(char::is_alphabetic);
    (spaced && !text.is_empty()).then_some(line.len() - text.len())
}

/// Says how a text of one line becomes a list: of one item, as it stands. Its commas may be those of a sentence or of a
/// name, so it is not taken apart for the author.
fn listed(decoder: &Decoder<'_>, span: Span, text: &str) -> (String, Option<Fix>) {
    if text.contains('\n') || span.slice(decoder.text).contains('\n') {
        let hint = "begin each line that is an item of its own with `- `";
        return (hint.to_owned(), None);
    }
    let one = format!("[{}]", quoted(text));
    let (names, by) = match text.split_once(' ') {
        Some((by, names)) if matches!(by.to_lowercase().as_str(), "by" | "von" | "par" | "por") => {
            (names.trim(), true)
        }
        _ => (text, false),
    };
    let one = if by { format!("[{}]", quoted(names)) } else { one };
    let parts: Vec<&str> = [" and ", " und ", " et ", " y ", " & ", ";"]
        .iter()
        .fold(vec![names], |parts, word| {
            parts.into_iter().flat_map(|part| part.split(word)).collect()
        })
        .into_iter()
        .flat_map(apart)
        .map(str::trim)
        .collect();
    let names = parts.iter().all(|part| !part.is_empty() && part.split_whitespace().count() < 4);
    let (hint, safety) = if parts.len() > 1 && names {
        let several: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
        let several = several.join(", ");
        let hint = format!("write it as a list: `{one}` if it is one item, else `[{several}]`");
        (hint, Safety::Unsafe)
    } else {
        (format!("write it as a list of one: `{one}`"), Safety::Safe)
    };
    let is_written = written(decoder.text, span, text).is_some();
    let fix = is_written.then(|| Fix::replace(decoder.path, span, &one, safety));
    (hint, fix.filter(|_| parts.len() == 1 || !names))
}

/// Divides a text at its commas, except those in numbers.
fn apart(text: &str) -> Vec<&str> {
    let in_number = |at: usize| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let (before, after) = (text.get(..at), text.get(at + 1..));
        digit(before.and_then(|before| before.chars().next_back()))
            && digit(after.and_then(|after| after.chars().next()))
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(',').filter(|(at, _)| !in_number(*at)) {
        parts.extend(text.get(start..at));
        start = at + 1;
    }
    parts.extend(text.get(start..));
    parts
}

/// Returns a text as an item of a list in brackets: in quotes, unless it has only letters and hyphens.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-');
    let is_word = text.starts_with(char::is_alphabetic) && text.chars().all(is_plain);
    if is_word && !matches!(&*text.to_ascii_lowercase(), "true" | "false" | "null") {
        return text.to_owned();
    }
    double_quoted(text)
}
