//! Moves an entry of a YAML map that is written over lines of its own: below another key ([`Entry::below`]), or to
//! another text ([`Entry::replaced`]). Everything that is moved goes to the same place, so two such fixes are never made
//! at once, and a second one sees what the first has made.

use std::ops::Range;

use crate::diagnostic::{Edit, Fix, Safety};
use crate::node::decode::decoder::Decoder;
use crate::node::{Key, Node, NodeKind};
use crate::span::Span;

/// An entry of the outermost map.
pub(super) struct Entry<'a> {
    decoder: &'a Decoder<'a>,
    key: &'a str,
    /// Its lines.
    lines: Range<usize>,
}

/// The place to which an entry is moved.
struct Target {
    at: usize,
    indent: String,
    /// What is written before it.
    before: String,
}

impl<'a> Entry<'a> {
    /// Finds the lines of an entry; `None` if it shares one with another.
    pub(super) fn find(
        decoder: &'a Decoder<'a>,
        entries: &[(Key<'_>, Node<'_>)],
        key: &'a Key<'_>,
    ) -> Option<Self> {
        let lines = lines_of(decoder.text, entries, key.span)?;
        Some(Self { decoder, key: &key.text, lines })
    }

    fn edit(&self, range: Range<usize>, text: String) -> Edit {
        Edit { path: self.decoder.path.clone(), span: range.into(), text }
    }

    /// Returns a fix that writes another entry in its place; nothing, if that is empty.
    pub(super) fn replaced(&self, entry: &str, safety: Safety) -> Fix {
        let line = if entry.is_empty() { String::new() } else { format!("{entry}\n") };
        let title = if entry.is_empty() {
            format!("remove `{}`", self.key)
        } else {
            format!("write `{entry}`")
        };
        Fix { title, edits: vec![self.edit(self.lines.clone(), line)], safety }
    }

    /// Returns a fix that moves it below the key `rest`, which need not exist.
    pub(super) fn below(&self, rest: &str, entries: &[(Key<'_>, Node<'_>)]) -> Option<Fix> {
        let text = self.decoder.text;
        let target = match entries.iter().find(|(key, _)| key.text == rest) {
            Some((_, value)) if value.span.slice(text).starts_with('{') => {
                return self.inside(rest, value);
            }
            Some((key, value)) => self.target(entries, key, value)?,
            None => Target {
                at: end_of(text, self.lines.start),
                indent: "  ".to_owned(),
                before: format!("{rest}:\n"),
            },
        };
        let Target { at, indent, before } = target;
        // What looks like the end of the front matter stands in the entry itself.
        if self.lines.start < at && at < self.lines.end {
            return None;
        }
        let mut moved = before;
        for line in text.get(self.lines.clone())?.split_inclusive('\n') {
            if !line.trim().is_empty() {
                moved.push_str(&indent);
            }
            moved.push_str(line);
        }
        if !moved.ends_with('\n') {
            moved.push('\n');
        }
        let title = format!("move `{}` to `{rest}`", self.key);
        let edits = if at == self.lines.end {
            // It is the last entry already.
            vec![self.edit(self.lines.clone(), moved)]
        } else {
            vec![self.edit(self.lines.clone(), String::new()), self.edit(at..at, moved)]
        };
        Some(Fix { title, edits, safety: Safety::Unsafe })
    }

    /// Returns a fix that moves it into a map in brackets, if it can be written on one line.
    fn inside(&self, rest: &str, value: &Node<'_>) -> Option<Fix> {
        let NodeKind::Mapping(inner) = &value.kind else { return None };
        let line = self.decoder.text.get(self.lines.clone())?.trim_end();
        let (_, own) = line.split_once(": ")?;
        let is_plain = !own.contains([',', '[', ']', '{', '}', '#', '"', '\'', '|', '>', '\n']);
        if !is_plain || inner.iter().any(|(key, _)| key.text == self.key) {
            return None;
        }
        let end = (value.span.ends().1 as usize).checked_sub(1)?;
        let sign = if inner.is_empty() { "" } else { ", " };
        let edits = vec![
            self.edit(self.lines.clone(), String::new()),
            self.edit(end..end, format!("{sign}{line}")),
        ];
        let title = format!("move `{}` to `{rest}`", self.key);
        Some(Fix { title, edits, safety: Safety::Unsafe })
    }

    /// Returns the end of an existing map, and how deep its keys stand.
    fn target(
        &self,
        entries: &[(Key<'_>, Node<'_>)],
        key: &Key<'_>,
        value: &Node<'_>,
    ) -> Option<Target> {
        let text = self.decoder.text;
        let lines = lines_of(text, entries, key.span)?;
        let (at, before) = (lines.end, String::new());
        match &value.kind {
            NodeKind::Mapping(inner) => {
                let (first, _) = inner.first()?;
                if inner.iter().any(|(key, _)| key.text == self.key) {
                    return None;
                }
                let start = text.get(..first.span.start as usize)?.rfind('\n')? + 1;
                let indent = text.get(start..first.span.start as usize)?;
                // A map in brackets is on one line with its key, or has a bracket before its own.
                let is_block = indent.trim().is_empty() && start > key.span.start as usize;
                let in_brackets = text.get(value.span.start as usize..)?.starts_with('{');
                (is_block && !in_brackets && !indent.is_empty()).then(|| Target {
                    at,
                    indent: indent.to_owned(),
                    before,
                })
            }
            _ if value.is_null() && text.get(lines.clone())?.trim_end().ends_with(':') => {
                Some(Target { at, indent: "  ".to_owned(), before })
            }
            _ => None,
        }
    }
}

/// Returns the lines of the entry with this key, without blank lines and comments at their end.
fn lines_of(text: &str, entries: &[(Key<'_>, Node<'_>)], key: Span) -> Option<Range<usize>> {
    let start = key.start as usize;
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    if line != start {
        return None;
    }
    let next = entries.iter().map(|(other, _)| other.span.start as usize).filter(|at| *at > start);
    let limit = next.min().unwrap_or_else(|| end_of(text, start));
    let limit = text.get(..limit)?.rfind('\n').map_or(limit, |at| at + 1);
    let mut end = start;
    let mut at = start;
    for line in text.get(start..limit)?.split_inclusive('\n') {
        at += line.len();
        if !line.trim().is_empty() && !line.starts_with('#') {
            end = at;
        }
    }
    (end > start).then_some(start..end)
}

/// Returns the end of the front matter: its closing fence.
fn end_of(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.find("\n---").map_or(text.len(), |at| from + at + 1)
}
