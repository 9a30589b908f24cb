//! Reading [`Node`]s into types, all faults in one pass: a [`Table`] hands out its keys one by one, each reader pushes
//! a finding at its value's span and goes on, and what nobody asked for at the end is an unknown key.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean, list_of};
use crate::node::{Key, Node, NodeKind, Scalar, ScalarType, Style};
use crate::path::SitePath;
use crate::span::Span;

/// Collects what is found while one file is read.
pub struct Decoder<'a> {
    /// The file.
    pub path: &'a SitePath,
    /// Its text.
    pub text: &'a str,
    /// What was found so far.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Decoder<'a> {
    /// Begins with no findings.
    pub fn new(path: &'a SitePath, text: &'a str) -> Self {
        Self { path, text, findings: Vec::new() }
    }

    /// Whether the file is TOML: what is written otherwise there has other remedies.
    fn is_toml(&self) -> bool {
        self.path.extension() == Some("toml")
    }

    /// The place of a span in this file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    /// Records a finding without a hint.
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, self.place(span), message));
    }

    /// Records a finding with its hint.
    pub fn report_with_hint(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.findings.push(Diagnostic::new(code, self.place(span), message).hint(hint));
    }

    /// Reports that `node` is not `wanted`.
    pub fn wrong_type(&mut self, node: &Node<'_>, wanted: &str, hint: Option<String>) {
        let shown = match &node.kind {
            NodeKind::Scalar(Scalar { text, .. })
                if !text.is_empty() && text.len() <= 40 && !text.contains('\n') =>
            {
                format!("`{text}` is {}", node.described())
            }
            _ => format!("this is {}", node.described()),
        };
        let mut finding = Diagnostic::new(
            Code::FieldWrongType,
            self.place(node.shown_span()),
            format!("{shown}, not {wanted}"),
        );
        finding.hint = hint;
        self.findings.push(finding);
    }
}

/// A map that is being read.
pub struct Table<'n, 't> {
    span: Span,
    entries: &'n [(Key<'t>, Node<'t>)],
    known: Vec<&'static str>,
    aliases: &'static [(&'static str, &'static str)],
    elsewhere: &'static [(&'static str, &'static str)],
}

impl<'n, 't> Table<'n, 't> {
    /// Begins to read `node` as a map.
    pub fn new(decoder: &mut Decoder<'_>, node: &'n Node<'t>, wanted: &str) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            decoder.wrong_type(
                node,
                wanted,
                Some("write its keys below it, each with its value".into()),
            );
            return None;
        };
        Some(Self {
            span: node.shown_span(),
            entries,
            known: Vec::with_capacity(24),
            aliases: &[],
            elsewhere: &[],
        })
    }

    /// Keys of other tools and what they are called here, for the hint of an unknown key.
    #[must_use]
    pub fn with_aliases(mut self, aliases: &'static [(&'static str, &'static str)]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Keys of this file's other tables, each with its table (no name is that of the file's top), for the hint where one
    /// stands in this one.
    #[must_use]
    pub fn with_elsewhere(mut self, keys: &'static [(&'static str, &'static str)]) -> Self {
        self.elsewhere = keys;
        self
    }

    /// Where the map is shown.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The node of a key, if there is one and it is not empty.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node<'t>> {
        self.known.push(key);
        self.entries
            .iter()
            .find(|(entry, _)| entry.text == key)
            .map(|(_, node)| node)
            .filter(|node| !node.is_null())
    }

    /// Where a key stands that has no value; YAML takes what follows a `#` for a comment.
    pub fn empty(&self, key: &str) -> Option<Span> {
        let entry = self.entries.iter().find(|(entry, _)| entry.text == key);
        entry.filter(|(_, node)| node.is_null()).map(|(entry, _)| entry.span)
    }

    /// Whether this key is there, be it known here or not.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(entry, _)| entry.text == key)
    }

    /// Reads a key that may be missing.
    pub fn optional<T>(
        &mut self,
        decoder: &mut Decoder<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Decoder<'_>, &'n Node<'t>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        read(decoder, node)
    }

    /// Reads a key that must be there.
    pub fn required<T>(
        &mut self,
        decoder: &mut Decoder<'_>,
        key: &'static str,
        example: &str,
        read: impl FnOnce(&mut Decoder<'_>, &'n Node<'t>) -> Option<T>,
    ) -> Option<T> {
        if let Some(node) = self.node(key) {
            return read(decoder, node);
        }
        let empty = self.empty(key);
        let span = empty.unwrap_or(self.span);
        let message = if empty.is_some() {
            format!("`{key}` is empty")
        } else {
            format!("`{key}` is missing")
        };
        let sign = if decoder.is_toml() { " =" } else { ":" };
        decoder.report_with_hint(
            Code::FieldMissing,
            span,
            message,
            format!("write `{key}{sign} {example}`"),
        );
        None
    }

    /// The keys that were asked for, each once: some are asked for their value and for their place.
    fn known_keys(&self) -> Vec<&'static str> {
        let mut seen = std::collections::BTreeSet::new();
        self.known.iter().copied().filter(|key| seen.insert(*key)).collect()
    }

    /// What to do about a key that is unknown here.
    fn hint(&self, key: &str) -> String {
        let find = |pairs: &[(&str, &'static str)]| {
            pairs.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
        };
        match find(self.elsewhere) {
            Some("") => {
                return format!("`{key}` belongs to the whole file: move it above the first `[`");
            }
            Some(table) => return format!("`{key}` belongs under `[{table}]`"),
            None => {}
        }
        find(self.aliases).or_else(|| did_you_mean(key, self.known.iter().copied())).map_or_else(
            || format!("known here: {}", list_of(self.known_keys())),
            |near| format!("did you mean `{near}`?"),
        )
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, decoder: &mut Decoder<'_>) {
        for (key, _) in self.entries {
            if self.known.iter().any(|known| *known == key.text) {
                continue;
            }
            let hint = self.hint(&key.text);
            decoder.report_with_hint(
                Code::FieldUnknown,
                key.span,
                format!("unknown key `{}`", key.text),
                hint,
            );
        }
    }
}

/// What to do about a list or a table of TOML where text is wanted.
const IN_QUOTES: &str = "write one text in quotes";

/// Text. A number, truth value or map in its place is refused: the author must say that text is meant.
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
                "a `: ` inside text makes it a map: put the text in quotes"
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
    }
}

/// Reports what follows a text that ends at `end`, if YAML takes it for a comment and it does not look like one.
fn report_lost(decoder: &mut Decoder<'_>, end: usize) {
    let line = decoder.text.get(end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let lost = line.trim();
    let is_text = |rest: &str| rest.starts_with(|c: char| !c.is_whitespace() && c != '#');
    if line.starts_with([' ', '\t']) && lost.strip_prefix('#').is_some_and(is_text) {
        let start = end + line.len() - line.trim_start().len();
        let span = Span::new(start, start + lost.len());
        let message = format!("`{lost}` is taken for a comment, and is no part of the text");
        let hint = "put the whole text in quotes; a comment has a space after its `#`";
        decoder.report_with_hint(Code::YamlComment, span, message, hint);
    }
}

/// Whether text is meant where a map may stand as well. A colon may have made a map of it, which is told when it is read:
/// its one key has a space then, as none of ours has.
pub fn is_text(node: &Node<'_>) -> bool {
    let NodeKind::Mapping(entries) = &node.kind else {
        return matches!(node.kind, NodeKind::Scalar(_));
    };
    matches!(entries.as_slice(), [(key, _)] if key.text.contains(char::is_whitespace))
}

/// Text that says something: not only white space.
pub fn nonempty<'n>(decoder: &mut Decoder<'_>, node: &'n Node<'_>) -> Option<&'n str> {
    let text = string(decoder, node)?;
    if text.trim().is_empty() {
        decoder.report_with_hint(
            Code::FieldInvalid,
            node.span,
            "this is empty",
            "write something here, or leave the key out",
        );
        return None;
    }
    Some(text)
}

/// An owned text that says something.
pub fn owned(decoder: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    nonempty(decoder, node).map(|text| text.trim().to_owned())
}

/// `true` or `false`; a text that looks like one is refused.
pub fn boolean(decoder: &mut Decoder<'_>, node: &Node<'_>) -> Option<bool> {
    if let NodeKind::Scalar(scalar) = &node.kind
        && scalar.own_type() == ScalarType::Bool
    {
        return Some(scalar.text.eq_ignore_ascii_case("true"));
    }
    decoder.wrong_type(
        node,
        "`true` or `false`",
        Some("write `true` or `false`, without quotes".into()),
    );
    None
}

/// A whole number in a range.
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
            "this number does not fit here",
            hint,
        );
    }
    number
}

/// A list, each item read by `read`; items with faults are left out.
pub fn list<'n, 't, T>(
    decoder: &mut Decoder<'_>,
    node: &'n Node<'t>,
    mut read: impl FnMut(&mut Decoder<'_>, &'n Node<'t>) -> Option<T>,
) -> Option<Vec<T>> {
    let NodeKind::Sequence(items) = &node.kind else {
        let hint = match &node.kind {
            _ if decoder.is_toml() => {
                Some("write a list, `[…, …]`, or `[[NAME]]` above each table of one".into())
            }
            NodeKind::Scalar(Scalar { text, .. }) if text.contains(',') && !text.contains('\n') => {
                Some(format!("write it as a list: `[{text}]`"))
            }
            NodeKind::Scalar(Scalar { text, .. }) if !text.contains('\n') => {
                Some(format!("write it as a list of one: `[{text}]`"))
            }
            _ => Some("begin each item with `- `".into()),
        };
        decoder.wrong_type(node, "a list", hint);
        return None;
    };
    Some(items.iter().filter_map(|item| read(decoder, item)).collect())
}

/// One of some words.
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
    let hint = did_you_mean(text, names()).map_or_else(
        || format!("write {}", list_of(names())),
        |near| format!("did you mean `{near}`? allowed are {}", list_of(names())),
    );
    decoder.report_with_hint(
        Code::FieldInvalid,
        node.span,
        format!("`{text}` is not allowed here"),
        hint,
    );
    None
}

/// A scalar's text whatever its type, for readers that do their own checking.
pub fn scalar_text<'n>(node: &'n Node<'_>) -> Option<&'n Cow<'n, str>> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}
