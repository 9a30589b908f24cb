//! Writes values of YAML, and finds where an entry of the front matter ends and what in it is a comment.

use std::ops::Range;

use crate::node::{Scalar, ScalarType, Style, double_quoted};
use crate::recast::refusal::Refusal;
use crate::recast::seen::{Value, ValueKind};
use crate::span::{Span, line_start};

/// Writes a text on one line: in quotes, unless it means the same without.
pub(super) fn line(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else if text.contains(['"', '\\']) && !text.contains('\'') {
        format!("'{text}'")
    } else {
        double_quoted(text)
    }
}

/// Writes Markdown, whose lines get this indentation if there are several: on one line if it means the same there.
pub(super) fn markdown(text: &str, indent: usize) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    // Otherwise the first line would tell how far all are indented.
    let indicator = if text.starts_with(' ') { "|2" } else { "|" };
    let mut out = indicator.to_owned();
    for line in text.lines() {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
    out
}

/// Whether a text means itself in a block of YAML, without quotes.
fn is_plain(text: &str) -> bool {
    let is_odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    let scalar = Scalar { text: text.into(), style: Style::Plain };
    text.starts_with(char::is_alphanumeric)
        && !text.ends_with([':', ' '])
        && ![": ", " #", "\n"].iter().any(|sign| text.contains(sign))
        && !text.contains(is_odd)
        && !matches!(&*text.to_lowercase(), "yes" | "no" | "on" | "off" | "y" | "n")
        && scalar.own_type() == ScalarType::Text
}

/// Returns the lines of the entry with this key and value.
pub(super) fn lines_of(text: &str, key: Span, value: &Value) -> Result<Range<usize>, Refusal> {
    let first = line_start(text, key.start as usize);
    let before = text.get(first..key.start as usize).unwrap_or_default();
    if !before.trim().is_empty() {
        let message = "the front matter is written in braces";
        let hint = "write each key on a line of its own, without braces";
        return Err(Refusal::new(message, hint).at(text, first));
    }
    let mut taken = vec![range_of(text, key)];
    ranges(text, value, &mut taken);
    taken.sort_by_key(|range| range.start);
    let last = taken.iter().map(|range| range.end).max().unwrap_or(first);
    // A bracket that closes a list stands behind its last value.
    let end = end_of_line(text, last.max(value.span.end as usize));
    report_comments(text, first..end, &taken)?;
    Ok(first..end)
}

/// Refuses comments between the values: nothing may be lost.
fn report_comments(text: &str, whole: Range<usize>, taken: &[Range<usize>]) -> Result<(), Refusal> {
    let mut at = whole.start;
    let mut gaps = Vec::new();
    for range in taken {
        gaps.push(at..range.start.max(at));
        at = range.end.max(at);
    }
    gaps.push(at..whole.end.max(at));
    for gap in gaps {
        let between = text.get(gap.clone()).unwrap_or_default();
        let Some(sign) = between.find('#') else { continue };
        let byte = gap.start + sign;
        let comment = text.get(byte..end_of_line(text, byte)).unwrap_or_default().trim_end();
        let message =
            format!("the comment `{comment}` among the questions has no place in the text");
        let hint = "move it above or below `insights`, or remove it";
        return Err(Refusal::new(message, hint).at(text, byte));
    }
    Ok(())
}

/// Collects where keys and texts are.
fn ranges(text: &str, value: &Value, found: &mut Vec<Range<usize>>) {
    match &value.kind {
        ValueKind::Text(_) | ValueKind::Broken => found.push(range_of(text, value.span)),
        ValueKind::List(items) => items.iter().for_each(|item| ranges(text, item, found)),
        ValueKind::Map(entries) => {
            for ((_, key), value) in entries {
                found.push(range_of(text, *key));
                ranges(text, value, found);
            }
        }
    }
}

/// Returns where a key or a text is. Of a block, that is from its header, without the comment behind it, to its last line.
pub(super) fn range_of(text: &str, span: Span) -> Range<usize> {
    let (start, end) = (span.start as usize, span.end as usize);
    let line = line_start(text, start);
    let begins = text.get(start..).unwrap_or_default();
    let before = text.get(line..start).unwrap_or_default().trim();
    let (header, first) = if before.ends_with([':', '-']) && begins.starts_with(['|', '>']) {
        (start, end_of_line(text, start))
    } else {
        // The place of a block may be that of its first line, and then its header is above.
        let above = text.get(..line).unwrap_or_default().trim_end_matches([' ', '\n']);
        let above_start = line_start(text, above.len());
        let above = text.get(above_start..above.len()).unwrap_or_default();
        match header_in(above).filter(|_| before.is_empty()) {
            Some(at) => (above_start + at, end_of_line(text, above_start)),
            None => return start..end,
        }
    };
    let header_line = text.get(line_start(text, header)..header).unwrap_or_default();
    let outer = header_line.len() - header_line.trim_start_matches([' ', '-']).len();
    let mut at = first;
    let mut last = header + 1;
    let mut least = None;
    for line in text.get(first..).unwrap_or_default().split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.len() - bare.len();
        if !bare.trim().is_empty() {
            if indent
                < *least.get_or_insert(if has_indicator(text, header) {
                    outer + 1
                } else {
                    indent.max(outer + 1)
                })
            {
                break;
            }
            last = at + line.trim_end_matches('\n').len();
        }
        at += line.len();
    }
    // The header itself may have a comment behind it: its line is no part of the text.
    if text.get(header..first).unwrap_or_default().contains('#') {
        return first..last.max(first);
    }
    header..last
}

/// Returns where the header of a block begins in a line: `answer: |`.
fn header_in(line: &str) -> Option<usize> {
    let code = line.split(" #").next().unwrap_or_default().trim_end();
    let (at, word) = match code.rfind(' ') {
        Some(space) => (space + 1, code.get(space + 1..)?),
        None => (0, code),
    };
    let rest = word.strip_prefix(['|', '>'])?;
    let before = code.get(..at)?.trim_end();
    let is_header = rest.chars().all(|c| matches!(c, '+' | '-' | '1'..='9')) && rest.len() < 3;
    (is_header && (before.ends_with([':', '-']) || before.is_empty())).then_some(at)
}

fn has_indicator(text: &str, header: usize) -> bool {
    let word = text.get(header..).and_then(|rest| rest.split_whitespace().next());
    word.is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()))
}

/// Returns where the line after that of a byte begins.
pub(super) fn end_of_line(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    text.get(byte..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| byte + at + 1)
}
