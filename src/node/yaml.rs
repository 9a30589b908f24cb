//! YAML into [`Node`]s: our own small loader over `granit-parser`'s events. Every key and value keeps its span,
//! duplicate keys are reported with both places, and what front matter has no use for (aliases, anchors, tags,
//! directives, further documents) is refused, and with it every bomb that is made of them.

use std::collections::BTreeMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::node::{Key, Node, NodeKind, Scalar, Style};
use crate::path::SitePath;
use crate::span::Span;

/// How deep values may nest.
const MAX_DEPTH: usize = 64;
/// How many values one document may have.
const MAX_NODES: usize = 50_000;

/// Loads the YAML of `yaml`, which begins at byte `base` of the file `path`; all spans are the file's.
/// `None` where the YAML cannot be read at all, or is empty.
pub fn load<'t>(path: &SitePath, yaml: &'t str, base: usize) -> Outcome<Option<Node<'t>>> {
    let options =
        granit_parser::options! { disallow_directives: true, emit_unresolved_aliases: true };
    let parser = Parser::new_from_str_with_options(yaml, options);
    let mut loader = Loader { path, yaml, base, parser, depth: 0, nodes: 0, findings: Vec::new() };
    let value = loader.document().unwrap_or_default();
    Outcome::new(value, loader.findings)
}

/// Loading cannot go on; the finding is already recorded.
struct Stop;

struct Loader<'a, 't> {
    path: &'a SitePath,
    yaml: &'t str,
    base: usize,
    parser: Parser<'t, granit_parser::StrInput<'t>>,
    depth: usize,
    nodes: usize,
    findings: Vec<Diagnostic>,
}

impl<'t> Loader<'_, 't> {
    fn next(&mut self) -> Result<(Event<'t>, Span), Stop> {
        match self.parser.next() {
            Some(Ok((event, span))) => {
                let start = span.start.byte_offset().unwrap_or(0);
                let end = span.end.byte_offset().unwrap_or(start);
                Ok((event, Span::new(start, end).shifted(self.base)))
            }
            Some(Err(error)) => Err(self.syntax_error(&error)),
            None => Err(Stop),
        }
    }

    fn document(&mut self) -> Result<Option<Node<'t>>, Stop> {
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
                        "keep everything in one document; `---` and `...` may not stand inside",
                    ));
                }
                Event::DocumentStart(..) => {}
                event => root = Some(self.node(event, span)?),
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span) -> Result<Node<'t>, Stop> {
        self.nodes += 1;
        if self.nodes > MAX_NODES || self.depth > MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        let (anchor, tag) = match &event {
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(_, anchor, tag)
            | Event::MappingStart(_, anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        if tag {
            return Err(self.unsupported(
                span,
                "YAML tags (`!name`) are not used here",
                "remove the tag; the key decides which type its value has",
            ));
        }
        if anchor != 0 {
            return Err(self.unsupported(
                span,
                "YAML anchors (`&name`) are not used here",
                "remove the anchor and write the value out, or put `&` in quotes if it is text",
            ));
        }
        match event {
            Event::Scalar(text, style, ..) => Ok(Node {
                span: trim(span, self.yaml, self.base),
                kind: NodeKind::Scalar(Scalar { text, style: style_of(style) }),
            }),
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
                        (event, span) => items.push(self.node(event, span)?),
                    }
                }
            }
            Event::MappingStart(..) => self.mapping(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(self.unsupported(
                span,
                "YAML aliases (`*name`) are not used here",
                "write the value out, or put it in quotes if it begins with `*` as text does",
            )),
            _ => Err(self.unsupported(
                span,
                "this YAML is not used here",
                "write plain keys, lists and text",
            )),
        }
    }

    fn mapping(&mut self, start: Span) -> Result<Node<'t>, Stop> {
        self.depth += 1;
        let mut entries: Vec<(Key<'t>, Node<'t>)> = Vec::new();
        let mut large: BTreeMap<String, Span> = BTreeMap::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                self.depth -= 1;
                return Ok(Node { span: flow_span(start, span), kind: NodeKind::Mapping(entries) });
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
            // Short maps are searched, long ones indexed: a map of 50,000 keys must not take quadratic time.
            let first = if entries.len() < 32 {
                entries
                    .iter()
                    .find(|(other, _)| other.text == key.text)
                    .map(|(other, _)| other.span)
            } else {
                if large.is_empty() {
                    large =
                        entries.iter().map(|(key, _)| (key.text.to_string(), key.span)).collect();
                }
                large.get(key.text.as_ref()).copied()
            };
            if let Some(first) = first {
                let finding = Diagnostic::new(
                    Code::YamlDuplicateKey,
                    Place::new(self.path, key.span),
                    format!("`{}` stands twice in one map", key.text),
                )
                .related(Place::new(self.path, first), "first here")
                .hint("keep one of them, or make them one list");
                self.findings.push(finding);
                continue;
            }
            if !large.is_empty() {
                large.insert(key.text.to_string(), key.span);
            }
            entries.push((key, value));
        }
    }

    fn unsupported(&mut self, span: Span, message: &str, hint: &str) -> Stop {
        self.findings.push(
            Diagnostic::new(Code::YamlUnsupported, Place::new(self.path, span), message).hint(hint),
        );
        Stop
    }

    fn too_deep(&mut self, span: Span) -> Stop {
        let message = format!(
            "this YAML is nested more than {MAX_DEPTH} levels deep or has more than {MAX_NODES} values"
        );
        self.findings.push(
            Diagnostic::new(Code::YamlTooDeep, Place::new(self.path, span), message)
                .hint("front matter is flat: lists of maps are as deep as it gets"),
        );
        Stop
    }

    fn syntax_error(&mut self, error: &ScanError) -> Stop {
        let marker = error.marker();
        let byte = marker.byte_offset().unwrap_or(0).min(self.yaml.len());
        let tab = tab_at_fault(self.yaml, byte, error.kind());
        let byte = tab.unwrap_or(byte);
        let span = Span::new(byte, byte).shifted(self.base);
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            return self.too_deep(span);
        }
        if matches!(error.kind(), ErrorKind::DirectiveDisallowed) {
            return self.unsupported(
                span,
                "YAML directives (`%NAME`) are not used here",
                "remove the line, or put it in quotes if it is text",
            );
        }
        let (message, hint) = if tab.is_some() {
            (
                "a tab stands in the indentation".into(),
                "indent with spaces: YAML does not allow tabs there".into(),
            )
        } else {
            explain(error.kind(), self.yaml, byte)
        };
        self.findings.push(
            Diagnostic::new(Code::YamlSyntax, Place::new(self.path, span), message).hint(hint),
        );
        Stop
    }
}

/// The tab in the indentation that is the cause of an error at `byte`. A text without quotes goes on in the next line,
/// so the parser blames its beginning for a tab there.
fn tab_at_fault(yaml: &str, byte: usize, kind: &ErrorKind) -> Option<usize> {
    let line_start = yaml.get(..byte)?.rfind('\n').map_or(0, |at| at + 1);
    tab_in_indentation(yaml, line_start).or_else(|| {
        let next = byte + yaml.get(byte..)?.find('\n')? + 1;
        tab_in_indentation(yaml, next).filter(|_| matches!(kind, ErrorKind::TabInPlainScalar))
    })
}

fn tab_in_indentation(yaml: &str, line_start: usize) -> Option<usize> {
    let line = yaml.get(line_start..)?.lines().next()?;
    let indentation = line.get(..line.len() - line.trim_start().len())?;
    indentation.find('\t').map(|tab| line_start + tab)
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

/// The parser ends some spans after trailing white space; what is shown ends with the text.
fn trim(span: Span, yaml: &str, base: usize) -> Span {
    let local = yaml
        .get((span.start as usize).saturating_sub(base)..(span.end as usize).saturating_sub(base))
        .unwrap_or("");
    Span::new(span.start as usize, span.start as usize + local.trim_end().len())
}

/// The span of a flow collection runs from its opening to its closing bracket; a block's is where it begins.
fn flow_span(start: Span, end: Span) -> Span {
    if start.start < start.end { Span { start: start.start, end: end.end } } else { start }
}

/// What is wrong and what to do, in words for people who do not know YAML's grammar.
fn explain(kind: &ErrorKind, yaml: &str, byte: usize) -> (String, String) {
    let line_start = yaml.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = yaml.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    match kind {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation | ErrorKind::TabInPlainScalar | ErrorKind::TabAtBlockScalarStart => {
            ("a tab stands where YAML does not allow one".into(), "use spaces instead of the tab".into())
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
            ("a quotation mark is never closed".into(), "close it at the end of the text; inside \"…\", write a quotation mark as \\\"".into())
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("there is text after the closing quotation mark".into(), "put all of the text inside the quotation marks; inside '…', write an apostrophe twice".into())
        }
        ErrorKind::UnclosedFlowCollection { open } => (format!("`{open}` is never closed"), "close it, or put the text in quotes if the bracket belongs to it".into()),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidSimpleKey | ErrorKind::InvalidColonPlacement if line.matches(": ").count() > 1 || line.trim_end().ends_with(':') => {
            ("a colon and a space inside text look like a key".into(), "put the text in quotes: `title: \"Heat pumps: how they work\"`".into())
        }
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
            ("a backslash in \"…\" begins an escape that does not exist".into(), "write `\\\\` for a backslash, or use '…'".into())
        }
        ErrorKind::UnexpectedCharacter { character } => {
            (format!("text may not begin with `{character}`"), "put the text in quotes".into())
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::SimpleKeyExpected | ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidSimpleKey | ErrorKind::BlockSequenceEntryNotAllowed => {
            ("this line does not fit the lines before it".into(), "indent the keys of one map equally, begin list items with `- `, and end each key with `: `".into())
        }
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            ("a list or map in brackets is not well formed".into(), "separate its parts by commas and close every bracket, or put the text in quotes if the bracket belongs to it".into())
        }
        other => (format!("this is not valid YAML: {other}"), "when in doubt, put the text in quotes".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::load;
    use crate::node::{Node, NodeKind, TextMap};
    use crate::path::SitePath;

    fn codes(yaml: &str) -> Vec<(String, String)> {
        load(&SitePath::new("a.md").unwrap(), yaml, 0)
            .findings
            .into_iter()
            .map(|f| (f.code.name().to_owned(), f.message))
            .collect()
    }

    fn entry<'n, 't>(node: &'n Node<'t>, key: &str) -> &'n Node<'t> {
        let NodeKind::Mapping(entries) = &node.kind else { panic!("a map") };
        &entries.iter().find(|(k, _)| k.text == key).unwrap().1
    }

    #[test]
    fn places_in_text_are_exact_where_they_can_be() {
        let yaml = "a: plain [@x]\nb: 'quoted [@x]'\nc: |\n  one\n\n  two [@x]\nd: \"es\\\"caped [@x]\"\ne: |-\n    deeper\n      more [@x]\n";
        let node = load(&SitePath::new("a.md").unwrap(), yaml, 0).value.unwrap();
        for key in ["a", "b", "c", "e"] {
            let text = entry(&node, key).text().unwrap();
            let at = text.as_str().find("[@x]").unwrap();
            let span = text.map(yaml).span(at, at + 4);
            assert_eq!(span.slice(yaml), "[@x]", "{key}");
        }
        assert!(matches!(entry(&node, "d").text().unwrap().map(yaml), TextMap::Whole(_)));
    }

    #[test]
    fn bombs_are_refused_at_once() {
        let started = std::time::Instant::now();
        assert_eq!(codes(&"[".repeat(60_000))[0].0, "yaml/too-deep");
        assert_eq!(codes(&"{a: ".repeat(15_000))[0].0, "yaml/too-deep");
        assert_eq!(codes("a: &a [x,x]\nb: [*a,*a]\n")[0].0, "yaml/unsupported");
        assert_eq!(codes(&format!("a: [{}]", "x,".repeat(60_000)))[0].0, "yaml/too-deep");
        assert!(started.elapsed().as_secs() < 5, "even a debug build answers at once");
    }

    #[test]
    fn faults_are_named_in_plain_words() {
        assert_eq!(codes("title: \"never closed\n")[0].1, "a quotation mark is never closed");
        assert_eq!(codes("a:\n\t- b\n")[0].1, "a tab stands in the indentation");
        assert_eq!(
            codes("title: Heat pumps: how\n")[0].1,
            "a colon and a space inside text look like a key"
        );
        assert_eq!(codes("a: 1\na: 2\n")[0].0, "yaml/duplicate-key");
        assert_eq!(codes("a: !t x\n")[0].0, "yaml/unsupported");
        assert_eq!(codes("a: [1, 2\n")[0].1, "`[` is never closed");
        assert_eq!(codes("a: 1\n  b: 2\n")[0].0, "yaml/syntax");
    }

    proptest::proptest! {
        #[test]
        fn the_loader_never_panics_and_spans_lie_in_the_text(yaml in "(\\PC|[ \n:\\-\\[\\]{}\"'|>#&*!]){0,200}") {
            fn check(node: &Node<'_>, yaml: &str) {
                assert!(yaml.get(node.span.start as usize..node.span.end as usize).is_some(), "{:?}", node.span);
                match &node.kind {
                    NodeKind::Scalar(_) => { let _map = node.text().unwrap().map(yaml); }
                    NodeKind::Sequence(items) => items.iter().for_each(|item| check(item, yaml)),
                    NodeKind::Mapping(entries) => entries.iter().for_each(|(_, value)| check(value, yaml)),
                }
            }
            if let Some(node) = load(&SitePath::new("a.md").unwrap(), &yaml, 0).value {
                check(&node, &yaml);
            }
        }

        #[test]
        fn it_reads_what_the_reference_reader_reads(yaml in "([a-c]: ([a-z0-9. ]{1,8}|\"[a-z \\\\n]{0,6}\"|\\[[a-z, ]{1,6}\\])\n){1,3}") {
            let ours = load(&SitePath::new("a.md").unwrap(), &yaml, 0);
            let reference = serde_yaml::from_str::<serde_json::Value>(&yaml);
            if let (Some(node), Ok(reference), true) = (&ours.value, reference, ours.findings.is_empty()) {
                proptest::prop_assert_eq!(node.to_json(), reference);
            }
        }
    }
}
