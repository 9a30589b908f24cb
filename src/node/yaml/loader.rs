//! [`Loader`]: turns the parser's events into nodes, up to the first fault.

use std::collections::BTreeMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::node::yaml::faults::{explain, tab_at_fault};
use crate::node::yaml::twice::{duplicate, outside, undashed};
use crate::node::{Key, Node, NodeKind, Scalar, Style, published};
use crate::path::SitePath;
use crate::span::Span;

/// How deep values may nest.
const MAX_DEPTH: usize = 64;

/// Which YAML is read: how large it may be, and what to do if it is larger.
#[derive(Debug)]
pub struct Profile {
    /// The maximum number of values.
    pub values: usize,
    /// Its name in messages.
    pub name: &'static str,
    /// What to do about too many values.
    pub less: &'static str,
    /// The words that are keys in any of its maps: a line that begins with one of them is meant to have that key.
    pub keys: &'static [&'static str],
}

/// Some YAML in a file.
#[derive(Clone, Copy)]
pub(super) struct Yaml<'p, 't> {
    pub(super) path: &'p SitePath,
    pub(super) text: &'t str,
    /// The byte of the file where it begins.
    pub(super) base: usize,
    pub(super) kind: &'p Profile,
}

impl<'p> Yaml<'p, '_> {
    /// Returns the file, the text, and the byte of the file where it begins.
    fn parts(&self) -> (&'p SitePath, &str, usize) {
        (self.path, self.text, self.base)
    }
}

/// Why loading cannot go on.
pub(super) enum LoadStop {
    /// There is a fault in the text.
    Fault(Box<SyntaxFault>),
    /// Nothing more may be read; if that is a fault, the finding is recorded.
    End,
}

/// A fault, and the byte where it shows first.
pub(super) struct SyntaxFault {
    pub(super) at: usize,
    pub(super) finding: Diagnostic,
}

pub(super) struct Loader<'a, 't> {
    yaml: &'a Yaml<'a, 't>,
    parser: Parser<'t, granit_parser::StrInput<'t>>,
    depth: usize,
    /// The items of a list that were read with the one before them, because they lack their dash.
    undashed: Vec<Node<'t>>,
    /// The number of values read so far.
    pub(super) values: usize,
    pub(super) findings: Findings,
}

impl<'a, 't> Loader<'a, 't> {
    pub(super) fn new(yaml: &'a Yaml<'a, 't>) -> Self {
        let options =
            granit_parser::options! { disallow_directives: true, emit_unresolved_aliases: true };
        let parser = Parser::new_from_str_with_options(yaml.text, options);
        Self {
            yaml,
            parser,
            depth: 0,
            undashed: Vec::new(),
            values: 0,
            findings: Findings::default(),
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), LoadStop> {
        match self.parser.next() {
            Some(Ok((event, span))) => {
                let start = span.start.byte_offset().unwrap_or(0);
                let end = span.end.byte_offset().unwrap_or(start);
                Ok((event, Span::new(start, end).shifted(self.yaml.base)))
            }
            Some(Err(error)) => Err(self.syntax_error(&error)),
            None => Err(LoadStop::End),
        }
    }

    pub(super) fn document(&mut self) -> Result<Option<Node<'t>>, LoadStop> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root),
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(self.unsupported(
                        span,
                        "a second YAML document begins here",
                        "keep everything in one document; do not use `---` or `...` inside it",
                    ));
                }
                Event::DocumentStart(..) => {}
                event => root = Some(self.node(event, span)?),
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span) -> Result<Node<'t>, LoadStop> {
        self.count(span)?;
        self.check(&event, span)?;
        match event {
            Event::Scalar(text, style, ..) => {
                let span = trim(span, self.yaml.text, self.yaml.base);
                // A file is clean when it is read; only an escape can bring in what no text may hold.
                let (text, finding) = match style {
                    ScalarStyle::DoubleQuoted => published(self.yaml.path, text, span),
                    _ => (text, None),
                };
                self.findings.extend(finding);
                Ok(Node { span, kind: NodeKind::Scalar(Scalar { text, style: style_of(style) }) })
            }
            Event::SequenceStart(..) => {
                self.depth += 1;
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, end) => {
                            self.depth -= 1;
                            return Ok(Node {
                                span: flow_span(span, end),
                                kind: NodeKind::Sequence(items),
                            });
                        }
                        (Event::MappingStart(..), span) if !self.is_flow(span) => {
                            self.count(span)?;
                            items.push(self.mapping(span, true)?);
                            items.append(&mut self.undashed);
                        }
                        (event, span) => items.push(self.node(event, span)?),
                    }
                }
            }
            Event::MappingStart(..) => self.mapping(span, false),
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(self.unsupported(
                span,
                "YAML aliases (`*name`) are not supported here",
                "write the value out, or put it in quotes if the `*` belongs to the text",
            )),
            _ => Err(self.unsupported(
                span,
                "this YAML is not supported here",
                "write plain keys, lists and text",
            )),
        }
    }

    /// Counts a value.
    fn count(&mut self, span: Span) -> Result<(), LoadStop> {
        self.values += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        if self.values > self.yaml.kind.values {
            return Err(self.too_many(span));
        }
        Ok(())
    }

    /// Whether a map that begins here stands in brackets.
    fn is_flow(&self, span: Span) -> bool {
        let at = (span.start as usize).saturating_sub(self.yaml.base);
        self.yaml.text.get(at..).is_some_and(|rest| rest.starts_with('{'))
    }

    /// Refuses what we do not support, although every kind of value may have it.
    fn check(&mut self, event: &Event<'t>, span: Span) -> Result<(), LoadStop> {
        let (anchor, tag) = match event {
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(_, anchor, tag)
            | Event::MappingStart(_, anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        if tag {
            return Err(self.unsupported(
                span,
                "YAML tags (`!name`) are not supported here",
                "remove the tag; the key determines the type of its value",
            ));
        }
        if anchor != 0 {
            return Err(self.unsupported(
                span,
                "YAML anchors (`&name`) are not supported here",
                "remove the anchor and write the value out, or put `&` in quotes if it is text",
            ));
        }
        Ok(())
    }

    /// Reads a map; `is_item` says that it is an item of a list and stands in no brackets.
    fn mapping(&mut self, mut start: Span, is_item: bool) -> Result<Node<'t>, LoadStop> {
        self.depth += 1;
        let mut done = Vec::new();
        let mut entries: Vec<(Key<'t>, Node<'t>)> = Vec::new();
        let mut large: BTreeMap<String, Span> = BTreeMap::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                self.depth -= 1;
                let last = Node { span: flow_span(start, span), kind: NodeKind::Mapping(entries) };
                if done.is_empty() {
                    return Ok(last);
                }
                done.push(last);
                let first = done.remove(0);
                self.undashed = done;
                return Ok(first);
            }
            let key = self.node(event, span)?;
            let NodeKind::Scalar(Scalar { text, .. }) = key.kind else {
                return Err(self.unsupported(
                    key.shown_span(),
                    "a key must be text",
                    "did a `{` or `[` slip in? put it in quotes if it is text",
                ));
            };
            let key = Key { text, span: key.span };
            let (event, span) = self.next()?;
            let value = self.node(event, span)?;
            let first = first_of(&entries, &mut large, &key);
            let begins_item = |(first, _): &(Key<'_>, Node<'_>)| {
                is_item && first.text == key.text && self.yaml.kind.keys.contains(&&*key.text)
            };
            if first.is_some() && entries.len() > 1 && entries.first().is_some_and(begins_item) {
                self.findings.push(undashed(self.yaml.parts(), &key));
                let kind = NodeKind::Mapping(std::mem::take(&mut entries));
                done.push(Node { span: start, kind });
                (start, large) = (key.span, BTreeMap::new());
                entries.push((key, value));
                continue;
            }
            if let Some(first) = first {
                match self.item_above(&mut entries, &key.text) {
                    Some(item) => {
                        let finding = outside(self.yaml.parts(), &key, item.0);
                        self.findings.push(finding);
                        item.1.push((key, value));
                    }
                    None => self.findings.push(duplicate(self.yaml.path, &key, first)),
                }
                continue;
            }
            if !large.is_empty() {
                large.insert(key.text.to_string(), key.span);
            }
            entries.push((key, value));
        }
    }

    /// Returns the item of a list to which a second key of this name belongs, if the list stands right above it: where
    /// the item begins, and its entries.
    fn item_above<'e>(
        &self,
        entries: &'e mut [(Key<'t>, Node<'t>)],
        key: &str,
    ) -> Option<(Span, &'e mut Vec<(Key<'t>, Node<'t>)>)> {
        let (_, Node { kind: NodeKind::Sequence(items), .. }) = entries.last_mut()? else {
            return None;
        };
        let item = items.last_mut()?;
        let NodeKind::Mapping(inner) = &mut item.kind else { return None };
        let is_missed =
            self.yaml.kind.keys.contains(&key) && inner.iter().all(|(other, _)| other.text != key);
        // Where brackets are, nothing is left out by its indentation.
        let at = (item.span.start as usize).checked_sub(self.yaml.base)?;
        let is_block = !self.yaml.text.get(at..)?.starts_with('{');
        (is_missed && is_block).then_some((item.span, inner))
    }

    fn unsupported(&self, span: Span, message: &str, hint: &str) -> LoadStop {
        self.fault(Code::YamlUnsupported, span, message, hint)
    }

    fn fault(
        &self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> LoadStop {
        let finding = Diagnostic::new(code, Place::new(self.yaml.path, span), message).hint(hint);
        LoadStop::Fault(Box::new(SyntaxFault { at: span.start as usize - self.yaml.base, finding }))
    }

    fn too_deep(&mut self, span: Span) -> LoadStop {
        let message = format!("this YAML is nested more than {MAX_DEPTH} levels deep");
        self.findings.push(
            Diagnostic::new(Code::YamlTooDeep, Place::new(self.yaml.path, span), message).hint(
                "close the brackets before it, or put text that begins with `[` or `{` in quotes",
            ),
        );
        LoadStop::End
    }

    fn too_many(&mut self, span: Span) -> LoadStop {
        let Profile { values, name, less, .. } = self.yaml.kind;
        let message = format!("{name} has more than {values} values");
        self.findings.push(
            Diagnostic::new(Code::YamlTooMany, Place::new(self.yaml.path, span), message)
                .hint(*less),
        );
        LoadStop::End
    }

    fn syntax_error(&mut self, error: &ScanError) -> LoadStop {
        let marker = error.marker();
        let byte = marker.byte_offset().unwrap_or(0).min(self.yaml.text.len());
        let tab = tab_at_fault(self.yaml.text, byte, error.kind());
        let byte = tab.unwrap_or(byte);
        let span = Span::new(byte, byte).shifted(self.yaml.base);
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            return self.too_deep(span);
        }
        if matches!(error.kind(), ErrorKind::DirectiveDisallowed) {
            return self.unsupported(
                span,
                "YAML directives (`%NAME`) are not supported here",
                "remove the line, or put it in quotes if it is text",
            );
        }
        let (message, hint) = if tab.is_some() {
            (
                "there is a tab in the indentation".into(),
                "indent with spaces, two for each tab: YAML does not allow tabs there".into(),
            )
        } else {
            explain(error.kind(), (self.yaml.text, byte), self.yaml.kind.keys)
        };
        self.fault(Code::YamlSyntax, span, message, hint)
    }
}

/// Returns the place of the entry with the same key, if there is one. Short maps are searched, long ones indexed: a map
/// of 50,000 keys must not take quadratic time.
fn first_of(
    entries: &[(Key<'_>, Node<'_>)],
    large: &mut BTreeMap<String, Span>,
    key: &Key<'_>,
) -> Option<Span> {
    if entries.len() < 32 {
        let same = |(other, _): &&(Key<'_>, Node<'_>)| other.text == key.text;
        return entries.iter().find(same).map(|(other, _)| other.span);
    }
    if large.is_empty() {
        *large = entries.iter().map(|(key, _)| (key.text.to_string(), key.span)).collect();
    }
    large.get(key.text.as_ref()).copied()
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

/// Trims a span: the parser ends some spans after trailing white space; what is shown ends with the text.
fn trim(span: Span, yaml: &str, base: usize) -> Span {
    let local = yaml
        .get((span.start as usize).saturating_sub(base)..(span.end as usize).saturating_sub(base))
        .unwrap_or("");
    Span::new(span.start as usize, span.start as usize + local.trim_end().len())
}

/// The span of a flow collection runs from its opening to its closing bracket; that of a block is where it begins.
fn flow_span(start: Span, end: Span) -> Span {
    if start.start < start.end { Span { start: start.start, end: end.end } } else { start }
}
