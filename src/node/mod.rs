//! What an author wrote in YAML or TOML, as a tree that knows where everything is: [`Node`]. [`yaml`] and [`toml`]
//! build it, [`decode`] reads it into types and reports every fault in one pass. Scalars stay text until a reader says
//! which type it expects, so nothing is converted behind the author's back.

pub mod decode;
mod quoted;
pub mod toml;
pub mod yaml;

pub(crate) use quoted::double_quoted;

use std::borrow::Cow;

use crate::characters;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::SitePath;
use crate::span::Span;

/// A value and its place. Spans are bytes of the whole file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'t> {
    /// Its place. A block mapping or sequence has only the place where it begins.
    pub span: Span,
    /// The value itself.
    pub kind: NodeKind<'t>,
}

/// The kinds of value.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind<'t> {
    /// One piece of text, not yet of a type.
    Scalar(Scalar<'t>),
    /// A list.
    Sequence(Vec<Node<'t>>),
    /// A map, in the author's order, each key once.
    Mapping(Vec<(Key<'t>, Node<'t>)>),
    /// Something that could not be read, as it is in the file; a finding says why. Readers ignore it, and report
    /// nothing more about it.
    Broken(Cow<'t, str>),
}

/// A key of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Key<'t> {
    /// The key's text.
    pub text: Cow<'t, str>,
    /// Its place.
    pub span: Span,
}

/// Whether an entry of a map is a line of which nothing could be read, not even the key: it could be any key, and was
/// reported.
pub(crate) fn is_lost_line(key: &Key<'_>, node: &Node<'_>) -> bool {
    key.text.is_empty() && matches!(node.kind, NodeKind::Broken(_))
}

/// A scalar's text and how it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar<'t> {
    /// The text, with escapes resolved and indentation taken off.
    pub text: Cow<'t, str>,
    /// How it was written.
    pub style: Style,
}

/// How a scalar was written, which decides its type and how exactly places in it are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: may be a number, a truth value or null.
    Plain,
    /// In quotes: always text.
    Quoted,
    /// A YAML `|` block: always text.
    Literal,
    /// A YAML `>` block: always text.
    Folded,
}

/// The type that a scalar has by itself, by YAML 1.2's core schema (spec 1.2.2, §10.3.2) and its TOML equivalent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarType {
    /// Null: empty, `~`, `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// Text.
    Text,
}

/// Returns a text as it may be published, and a finding about the first character that no text may hold, if it had one,
/// escaped or not.
fn published<'t>(
    path: &SitePath,
    text: Cow<'t, str>,
    span: Span,
) -> (Cow<'t, str>, Option<Diagnostic>) {
    let Some((_, c)) = characters::forbidden(&text).next() else { return (text, None) };
    let clean = Cow::Owned(characters::clean(&text).into_owned());
    (clean, Some(control_finding(Place::new(path, span), c)))
}

/// Returns the finding about a character that no text may hold.
pub(crate) fn control_finding(place: Place, c: char) -> Diagnostic {
    let message = format!("U+{:04X} is not a text character: readers see `�` here", u32::from(c));
    Diagnostic::new(Code::TextControl, place, message)
        .hint("remove it, or write the character that is meant")
}

impl Scalar<'_> {
    /// Returns the type it has by itself.
    pub fn own_type(&self) -> ScalarType {
        if self.style != Style::Plain {
            return ScalarType::Text;
        }
        match self.text.as_ref() {
            "" | "~" | "null" | "Null" | "NULL" => ScalarType::Null,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => ScalarType::Bool,
            text if is_number(text) => ScalarType::Number,
            _ => ScalarType::Text,
        }
    }
}

/// Whether it is an integer (decimal, `0o`, `0x`) or a float of the core schema.
fn is_number(text: &str) -> bool {
    let Some(first) = text.bytes().next() else { return false };
    if !(first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.')) {
        return false;
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|b| (b'0'..=b'7').contains(&b));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (mantissa, exponent) =
        unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|e| {
        let e = e.strip_prefix(['+', '-']).unwrap_or(e);
        !e.is_empty() && digits(e)
    });
    // `007` is a name or a code: as a number it would lose its zeros, and its meaning.
    let leading_zero = unsigned == whole && whole.len() > 1 && whole.starts_with('0');
    !leading_zero
        && digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent_fits
}

impl<'t> Node<'t> {
    /// Names its kind, for a message: "a number".
    pub fn described(&self) -> &'static str {
        match &self.kind {
            NodeKind::Mapping(_) => "a table",
            NodeKind::Sequence(_) => "a list",
            NodeKind::Broken(_) => "something that cannot be read",
            NodeKind::Scalar(scalar) => match scalar.own_type() {
                ScalarType::Null => "nothing",
                ScalarType::Bool => "a truth value",
                ScalarType::Number => "a number",
                ScalarType::Text => "text",
            },
        }
    }

    /// Whether it is empty.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar(scalar) if scalar.own_type() == ScalarType::Null)
    }

    /// Whether something in it could not be read.
    pub fn has_broken(&self) -> bool {
        match &self.kind {
            NodeKind::Broken(_) => true,
            NodeKind::Scalar(_) => false,
            NodeKind::Sequence(items) => items.iter().any(Node::has_broken),
            NodeKind::Mapping(entries) => entries.iter().any(|(_, value)| value.has_broken()),
        }
    }

    /// Returns the span that an excerpt shows: for a map, that of its first key.
    pub fn shown_span(&self) -> Span {
        match &self.kind {
            NodeKind::Mapping(entries) => entries.first().map_or(self.span, |(key, _)| key.span),
            NodeKind::Sequence(items) if self.span.start == self.span.end => {
                items.first().map_or(self.span, Node::shown_span)
            }
            _ => self.span,
        }
    }

    /// Returns the value as JSON, for places that accept anything (`extra`, theme options); types follow the core
    /// schema.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.kind {
            NodeKind::Sequence(items) => items.iter().map(Node::to_json).collect(),
            NodeKind::Mapping(entries) => entries
                .iter()
                .map(|(key, value)| (key.text.to_string(), value.to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            NodeKind::Broken(_) => serde_json::Value::Null,
            NodeKind::Scalar(scalar) => match scalar.own_type() {
                ScalarType::Null => serde_json::Value::Null,
                ScalarType::Bool => scalar.text.eq_ignore_ascii_case("true").into(),
                ScalarType::Number => number_to_json(&scalar.text),
                ScalarType::Text => scalar.text.as_ref().into(),
            },
        }
    }

    /// Returns the scalar's text and how its places map to the file.
    pub fn text(&self) -> Option<ScalarText<'_, 't>> {
        match &self.kind {
            NodeKind::Scalar(scalar) => Some(ScalarText { scalar, span: self.span }),
            _ => None,
        }
    }
}

fn number_to_json(text: &str) -> serde_json::Value {
    let radix = |digits: &str, radix| i64::from_str_radix(digits, radix).ok();
    let integer = match (text.strip_prefix("0o"), text.strip_prefix("0x")) {
        (Some(digits), _) => radix(digits, 8),
        (_, Some(digits)) => radix(digits, 16),
        _ => text.strip_prefix('+').unwrap_or(text).parse().ok(),
    };
    if let Some(integer) = integer {
        return integer.into();
    }
    // JSON has no infinities; a number too large for it stays the text that the author wrote.
    let float = text.parse::<f64>().ok().and_then(serde_json::Number::from_f64);
    float.map_or_else(|| text.into(), serde_json::Value::Number)
}

/// A scalar's text, with a map back to the file.
#[derive(Clone, Copy)]
pub struct ScalarText<'n, 't> {
    scalar: &'n Scalar<'t>,
    span: Span,
}

/// A [`TextMap`] that is computed only when somebody asks for a place: most values have nothing to point at.
pub struct LazyMap<'a> {
    make: Box<dyn Fn() -> TextMap + 'a>,
    made: std::cell::OnceCell<TextMap>,
}

impl<'a> LazyMap<'a> {
    /// Defers the map that `make` creates.
    pub fn new(make: impl Fn() -> TextMap + 'a) -> Self {
        Self { make: Box::new(make), made: std::cell::OnceCell::new() }
    }

    /// See [`TextMap::span`].
    pub fn span(&self, start: usize, end: usize) -> Span {
        self.made.get_or_init(|| (self.make)()).span(start, end)
    }
}

/// Maps bytes of a scalar's text to bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextMap {
    /// The text is in the file as it is, from this byte on.
    Verbatim(usize),
    /// Its lines are: pairs of (byte in the text, byte in the file).
    Lines(Vec<(usize, usize)>),
    /// Escaped or folded: only the place of the whole text is known.
    Whole(Span),
}

impl<'n> ScalarText<'n, '_> {
    /// The text.
    pub fn as_str(&self) -> &'n str {
        &self.scalar.text
    }

    /// The place of the scalar.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Maps the text's places to the file with this text.
    pub fn map(&self, file: &str) -> TextMap {
        let text = self.as_str();
        let whole = TextMap::Whole(Span::new(self.span.start as usize, self.span.start as usize));
        let start = self.span.start as usize;
        match self.scalar.style {
            Style::Plain if self.span.slice(file) == text => TextMap::Verbatim(start),
            Style::Quoted if file.get(start + 1..start + 1 + text.len()) == Some(text) => {
                TextMap::Verbatim(start + 1)
            }
            Style::Literal => literal_lines(text, file, start).map_or(whole, TextMap::Lines),
            _ => whole,
        }
    }
}

/// Finds each line of a literal block's text in the file: it is the end of the file's line, after the indentation.
fn literal_lines(text: &str, file: &str, start: usize) -> Option<Vec<(usize, usize)>> {
    let line_start = file.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let header_end = line_start + file.get(line_start..)?.find('\n')? + 1;
    // The span may begin at the header (`|`) or at the first line of the content.
    let mut at = if file.get(start..)?.starts_with('|') { header_end } else { line_start };
    let mut lines = Vec::new();
    let mut in_text = 0;
    for line in text.split_inclusive('\n') {
        let content = line.strip_suffix('\n').unwrap_or(line);
        let rest = file.get(at..)?;
        let file_line = rest.split('\n').next()?;
        if !content.is_empty() {
            let indent = file_line.strip_suffix(content)?.len();
            lines.push((in_text, at + indent));
        }
        in_text += line.len();
        at += file_line.len() + 1;
        if at > file.len() {
            break;
        }
    }
    Some(lines)
}

impl TextMap {
    /// Returns the span in the file of `start..end` of the text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        match self {
            Self::Verbatim(base) => Span::new(base + start, base + end),
            Self::Whole(span) => *span,
            Self::Lines(lines) => {
                let locate = |byte: usize| {
                    let line = lines.partition_point(|(text, _)| *text <= byte).saturating_sub(1);
                    lines.get(line).map_or(0, |(text, file)| file + byte.saturating_sub(*text))
                };
                Span::new(locate(start), locate(end))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scalar, ScalarType, Style, is_number};

    #[test]
    fn plain_scalars_have_the_types_of_the_core_schema() {
        let own_type =
            |text: &'static str| Scalar { text: text.into(), style: Style::Plain }.own_type();
        for number in ["0", "-12", "3.5", "1e3", "0x1F", "0o17", ".5", "-.inf", ".nan", "+1."] {
            assert_eq!(own_type(number), ScalarType::Number, "{number}");
        }
        for text in [
            "007",
            "00",
            "no",
            "yes",
            "2026-01-01",
            "1.2.3",
            "1_000",
            "e3",
            ".",
            "-",
            "0x",
            "12:30",
        ] {
            assert_eq!(own_type(text), ScalarType::Text, "{text}");
        }
        assert_eq!(own_type("True"), ScalarType::Bool);
        assert_eq!(own_type("~"), ScalarType::Null);
        assert!(!is_number("1e"));
    }
}
