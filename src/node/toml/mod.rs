//! Reads TOML into [`Node`]s, so that `site.toml` is read like front matter: with spans, and all faults at once.

mod faults;

use std::borrow::Cow;

use ::toml::de::{DeTable, DeValue};

use crate::diagnostic::{Findings, Outcome};
use crate::node::{Key, Node, NodeKind, Scalar, Style, published};
use crate::path::SitePath;
use crate::span::{Span, line_start};

/// At most this many faults of one file are reported: a file with more is not TOML at all, and the rest only echo
/// these.
const MOST: usize = 20;

/// Loads the TOML of the file `path`. Syntax errors become findings; what could be read around them is kept.
pub fn load<'t>(path: &SitePath, text: &'t str) -> Outcome<Node<'t>> {
    let (table, mut errors) = DeTable::parse_recoverable(text);
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    // The second fault of a line follows from its first.
    let mut told = None;
    let is_first = |error: &&::toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = line_start(text, at);
        told.replace(line) != Some(line)
    };
    let mut findings: Findings = errors
        .iter()
        .filter(is_first)
        .take(MOST)
        .map(|error| {
            let span = error.span().map_or_else(Span::default, Span::from);
            faults::finding(path, text, span, error.message())
        })
        .collect::<Vec<_>>()
        .into();
    let span = Span::from(table.span());
    let mut reader = TomlReader { path, findings: &mut findings };
    let node = Node { span, kind: reader.table(table.into_inner()) };
    Outcome::new(node, findings.into_vec())
}

/// Builds nodes from what was parsed.
struct TomlReader<'a> {
    path: &'a SitePath,
    findings: &'a mut Findings,
}

impl TomlReader<'_> {
    fn table<'t>(&mut self, table: DeTable<'t>) -> NodeKind<'t> {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| {
                let span = Span::from(key.span());
                let text = self.text(key.into_inner(), span);
                (Key { text, span }, self.node(value.span(), value.into_inner()))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        NodeKind::Mapping(entries)
    }

    fn text<'t>(&mut self, text: Cow<'t, str>, span: Span) -> Cow<'t, str> {
        let (text, finding) = published(self.path, text, span);
        self.findings.extend(finding);
        text
    }

    fn node<'t>(&mut self, span: std::ops::Range<usize>, value: DeValue<'t>) -> Node<'t> {
        let plain =
            |text: String| NodeKind::Scalar(Scalar { text: text.into(), style: Style::Plain });
        let kind = match value {
            DeValue::String(text) => {
                let text = self.text(text, span.clone().into());
                NodeKind::Scalar(Scalar { text, style: Style::Quoted })
            }
            DeValue::Integer(number) => plain(integer_text(number.as_str(), number.radix())),
            DeValue::Float(number) => plain(float_text(number.as_str())),
            DeValue::Boolean(truth) => plain(truth.to_string()),
            DeValue::Datetime(time) => plain(time.to_string()),
            DeValue::Array(items) => NodeKind::Sequence(
                items.into_iter().map(|item| self.node(item.span(), item.into_inner())).collect(),
            ),
            DeValue::Table(table) => self.table(table),
        };
        Node { span: span.into(), kind }
    }
}

/// Returns TOML's digits without `_`, in the forms that the core schema reads.
fn integer_text(digits: &str, radix: u32) -> String {
    let digits = digits.replace('_', "");
    match radix {
        10 => digits,
        _ => i64::from_str_radix(&digits, radix).map_or(digits, |number| number.to_string()),
    }
}

/// Returns `inf` and `nan` with the dot that they have in the core schema.
fn float_text(text: &str) -> String {
    let text = text.replace('_', "");
    if text.ends_with("inf") || text.ends_with("nan") {
        text.replace("inf", ".inf").replace("nan", ".nan")
    } else {
        text
    }
}
