//! Reads on after mistakes in YAML: each is reported once, and everything around it is read as if it were not there. So
//! an author sees all faults of the front matter in one run, not one after each repair.
//!
//! The entries of the outermost map or list are read one by one, each as a separate text, so a quotation mark that is
//! never closed spoils only one of them. In an entry that cannot be read, the faulty line is changed as its author may
//! have meant it ([`mod@repairs`]); if nothing helps, the line, its block, or the whole entry becomes [`NodeKind::Broken`].

mod alignment;
mod layout;
mod lookalikes;
mod patched;
mod repair;
mod repairs;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use crate::characters::resembled;
use crate::diagnostic::{Code, Diagnostic, Edit, Findings, Fix, Outcome, Place, apply};
use crate::node::yaml::loader::{LoadStop, Loader, SyntaxFault, Yaml};
use crate::node::yaml::recovery::layout::{YamlLine, entries};
use crate::node::yaml::recovery::patched::{Patch, Patched};
use crate::node::yaml::recovery::repair::{Repair, Slip, Stand};
use crate::node::yaml::recovery::repairs::repairs;
use crate::node::yaml::twice::duplicate;
use crate::node::{Key, Node, NodeKind, Scalar, Style, is_lost_line};
use crate::span::Span;

/// At most this many mistakes are looked for in one entry.
const MOST: usize = 64;

/// At most this many bytes are parsed to find a repair, besides each entry once: each guess parses a text again.
const EFFORT: usize = 1 << 20;

/// Tells whether a whole text is a line that begins like one with a key.
pub(super) fn lacks_its_colon(root: &Node<'_>, keys: &[&str]) -> bool {
    let NodeKind::Scalar(Scalar { text, style: Style::Plain }) = &root.kind else { return false };
    let ends = |c: char| matches!(c, ' ' | '=' | ':') || resembled(c).is_some();
    text.split(ends).next().is_some_and(|word| keys.contains(&word))
}

/// Reads a text with a fault, entry by entry. `first` is the finding about the text as a whole: it is reported if no entry
/// has one of its own.
pub(super) fn read<'t>(
    yaml: &Yaml<'_, 't>,
    first: Option<Diagnostic>,
) -> Outcome<Option<Node<'t>>> {
    let mut reader = EntryReader {
        yaml,
        findings: Findings::default(),
        values: 0,
        effort: EFFORT,
        sign: free_sign(yaml.text),
    };
    let mut root = Root::default();
    for range in entries(yaml.text) {
        let Ok(entry) = reader.entry(&range) else {
            return Outcome::new(None, reader.findings.into_vec());
        };
        root.add(&mut reader, entry);
    }
    if reader.findings.is_empty() {
        reader.findings.extend(first);
    }
    Outcome::new(root.finish(yaml), reader.findings.into_vec())
}

/// Returns a character that is not in a text and means nothing in YAML: one for private use.
fn free_sign(text: &str) -> char {
    ('\u{e000}'..='\u{f8ff}').find(|sign| !text.contains(*sign)).unwrap_or('\u{e000}')
}

/// Puts the outermost map or list together from its entries.
#[derive(Default)]
struct Root<'t> {
    map: Vec<(Key<'t>, Node<'t>)>,
    list: Vec<Node<'t>>,
    keys: BTreeMap<String, Span>,
}

impl<'t> Root<'t> {
    fn add(&mut self, reader: &mut EntryReader<'_, '_, 't>, entry: Node<'t>) {
        match entry.kind {
            NodeKind::Mapping(entries) => {
                for (key, value) in entries {
                    if is_lost_line(&key, &value) {
                        self.map.push((key, value));
                        continue;
                    }
                    if let Some(first) = self.keys.get(key.text.as_ref()) {
                        let finding = duplicate(reader.yaml.path, &key, *first);
                        reader.findings.push(finding);
                        continue;
                    }
                    self.keys.insert(key.text.to_string(), key.span);
                    self.map.push((key, value));
                }
            }
            NodeKind::Sequence(items) => self.list.extend(items),
            // Nothing but comments.
            NodeKind::Scalar(_) | NodeKind::Broken(_) => {}
        }
    }

    fn finish(self, yaml: &Yaml<'_, 't>) -> Option<Node<'t>> {
        let kind = if self.list.is_empty() {
            NodeKind::Mapping(self.map)
        } else {
            NodeKind::Sequence(self.list)
        };
        let empty = matches!(&kind, NodeKind::Mapping(entries) if entries.is_empty());
        let start = YamlLine::at(yaml.text, 0).content + yaml.base;
        (!empty).then(|| Node { span: Span::new(start, start), kind })
    }
}

/// The result of one attempt at a text.
enum Attempt {
    Read(Node<'static>, Vec<Diagnostic>),
    /// It can be read only up to this fault, at a byte of the patched text.
    Stopped(SyntaxFault),
}

/// A text that can be read further than before.
struct Better {
    text: Patched,
    attempt: Attempt,
    /// What was done to it.
    repair: Repair,
}

struct EntryReader<'a, 'p, 't> {
    yaml: &'a Yaml<'p, 't>,
    findings: Findings,
    values: usize,
    effort: usize,
    sign: char,
}

impl<'t> EntryReader<'_, '_, 't> {
    /// Reads an entry and reports each of its mistakes. `Err` if nothing more may be read; a finding says why.
    fn entry(&mut self, range: &Range<usize>) -> Result<Node<'t>, ()> {
        let mut slips = BTreeMap::new();
        let read = self.repairing(range, &mut slips);
        self.findings.extend(slips.into_values());
        read
    }

    /// The same; each slip goes into `slips`, by the beginning of its line.
    fn repairing(
        &mut self,
        range: &Range<usize>,
        slips: &mut BTreeMap<usize, Diagnostic>,
    ) -> Result<Node<'t>, ()> {
        let original = self.yaml.text.get(range.clone()).unwrap_or_default();
        let mut text = Patched::new(original);
        let mut attempt = self.attempt(&text, range)?;
        for _ in 0..MOST {
            let fault = match attempt {
                Attempt::Read(node, findings) => {
                    self.findings.extend(findings);
                    return Ok(node);
                }
                Attempt::Stopped(fault) => fault,
            };
            let better = self.repaired(&text, &fault, range)?;
            let slip = better.as_ref().and_then(|better| better.repair.instead.as_ref());
            let at = text.before(slip.map_or(fault.at, |slip| slip.at));
            let line = YamlLine::told_at(original, at).range.start;
            match slips.entry(line) {
                Entry::Vacant(entry) => {
                    let fix = better.as_ref();
                    let fix = fix.and_then(|better| self.fix(&text, &better.repair, range));
                    let slip = slip.map(|slip| self.slip(slip, range.start + at));
                    entry.insert(slip.unwrap_or(fault.finding).fix(fix));
                }
                // What was to correct the line is not enough.
                Entry::Occupied(mut entry) => entry.get_mut().fixes.clear(),
            }
            let Some(better) = better else { break };
            (text, attempt) = (better.text, better.attempt);
        }
        Ok(broken(original, range.start + self.yaml.base))
    }

    fn slip(&self, slip: &Slip, at: usize) -> Diagnostic {
        let span = Span::new(at, at).shifted(self.yaml.base);
        Diagnostic::new(Code::YamlSyntax, Place::new(self.yaml.path, span), &*slip.message)
            .hint(&*slip.hint)
    }

    /// Returns what `repair` does to `text`, as edits of the file. `None` if that cannot be said of the file as it is:
    /// `text` may already differ from it in the same place.
    fn fix(&self, text: &Patched, repair: &Repair, range: &Range<usize>) -> Option<Fix> {
        let (title, safety) = repair.title?;
        let original = self.yaml.text.get(range.clone())?;
        let edit = |patch: &Patch| Edit {
            path: self.yaml.path.clone(),
            span: Span::new(text.before(patch.range.start), text.before(patch.range.end)),
            text: patch.text.clone(),
        };
        let mut edits: Vec<Edit> = repair.patches.iter().map(edit).collect();
        edits.retain(|edit| edit.span.slice(original) != edit.text);
        let fixed = apply(original, &edits).ok()?;
        for edit in &mut edits {
            edit.span = edit.span.shifted(range.start + self.yaml.base);
        }
        (fixed != original).then(|| Fix { title: title.to_owned(), edits, safety })
    }

    /// Returns the text with the first repair that lets it be read further than to `fault`.
    fn repaired(
        &mut self,
        text: &Patched,
        fault: &SyntaxFault,
        range: &Range<usize>,
    ) -> Result<Option<Better>, ()> {
        let stand = Stand { value: self.sign, keys: self.yaml.kind.keys };
        let reached = text.before(fault.at);
        for repair in repairs(&text.text, fault.at, &stand) {
            // Each patch moves what follows it, and then all of it is parsed.
            let cost = text.text.len() * (repair.patches.len() + 1);
            if self.effort < cost {
                self.effort = 0;
                return Ok(None);
            }
            self.effort -= cost;
            let repaired = text.with(&repair.patches);
            let attempt = self.attempt(&repaired, range)?;
            let better = match &attempt {
                Attempt::Read(..) => true,
                Attempt::Stopped(next) => repaired.before(next.at) > reached,
            };
            if better {
                return Ok(Some(Better { text: repaired, attempt, repair }));
            }
        }
        Ok(None)
    }

    fn attempt(&mut self, text: &Patched, range: &Range<usize>) -> Result<Attempt, ()> {
        let Yaml { path, kind, .. } = *self.yaml;
        let yaml = Yaml { path, text: &text.text, base: 0, kind };
        let mut loader = Loader::new(&yaml);
        loader.values = self.values;
        let place = Placed { text, yaml: self.yaml, start: range.start, sign: self.sign };
        match loader.document() {
            Ok(Some(root)) if !is_entry(&root) => {
                let finding = Diagnostic::new(
                    Code::YamlSyntax,
                    Place::new(path, root.span),
                    "this line does not fit the lines around it",
                );
                let hint = "write `key: value`, with a space after the colon";
                let finding = place.finding(finding.hint(hint));
                Ok(Attempt::Stopped(SyntaxFault { at: root.span.start as usize, finding }))
            }
            Ok(root) => {
                self.values = loader.values;
                let root = root.map_or_else(empty, |root| place.node(root));
                let findings = loader.findings.into_vec();
                let findings = findings.into_iter().map(|finding| place.finding(finding));
                Ok(Attempt::Read(root, findings.collect()))
            }
            Err(LoadStop::Fault(fault)) => {
                let finding = place.finding(fault.finding);
                Ok(Attempt::Stopped(SyntaxFault { finding, at: fault.at }))
            }
            Err(LoadStop::End) => {
                let findings = loader.findings.into_vec();
                self.findings.extend(findings.into_iter().map(|finding| place.finding(finding)));
                Err(())
            }
        }
    }
}

/// Whether this may be part of the outermost map or list: a text may not.
fn is_entry(node: &Node<'_>) -> bool {
    matches!(&node.kind, NodeKind::Mapping(_) | NodeKind::Sequence(_)) || node.is_null()
}

/// Returns the node of a text with nothing in it.
fn empty() -> Node<'static> {
    let kind = NodeKind::Scalar(Scalar { text: Cow::Borrowed(""), style: Style::Plain });
    Node { span: Span::default(), kind }
}

/// Returns an entry of which only the key can be read.
fn broken(text: &str, base: usize) -> Node<'static> {
    let line = YamlLine::at(text, 0);
    let span = Span::from(line.content..text.trim_end().len().max(line.content)).shifted(base);
    let whole = NodeKind::Broken(Cow::Owned(text.to_owned()));
    let value = Node { span, kind: whole };
    if line.is_item() {
        return Node { span, kind: NodeKind::Sequence(vec![value]) };
    }
    let key = line.key().unwrap_or_default().to_owned();
    let key_span = Span::from(line.content..line.content + key.len()).shifted(base);
    let key = Key { text: key.into(), span: key_span };
    Node { span, kind: NodeKind::Mapping(vec![(key, value)]) }
}

/// Returns what stands for a text of the file that could not be read.
fn lost(original: &str) -> NodeKind<'static> {
    NodeKind::Broken(Cow::Owned(original.to_owned()))
}

/// A patched text and its place in the file.
struct Placed<'a> {
    text: &'a Patched,
    yaml: &'a Yaml<'a, 'a>,
    /// Where it begins in the YAML.
    start: usize,
    sign: char,
}

impl Placed<'_> {
    /// Returns the span in the YAML of a span of the patched text.
    fn before(&self, span: Span) -> Range<usize> {
        let (start, end) = span.ends();
        self.text.before(start as usize) + self.start..self.text.before(end as usize) + self.start
    }

    fn span(&self, span: Span) -> Span {
        Span::from(self.before(span)).shifted(self.yaml.base)
    }

    fn finding(&self, mut finding: Diagnostic) -> Diagnostic {
        let places = finding.related.iter_mut().map(|(place, _)| place);
        for place in places.chain([&mut finding.place]) {
            place.span = place.span.map(|span| self.span(span));
        }
        finding
    }

    fn node(&self, node: Node<'_>) -> Node<'static> {
        let range = self.before(node.span);
        let original = self.yaml.text.get(range.clone()).unwrap_or_default();
        let span = self.span(node.span);
        let kind = match node.kind {
            // The file has no sign: what contains one is what replaces a part of it, perhaps with lines that were joined to it.
            NodeKind::Scalar(Scalar { text, .. }) if text.contains(self.sign) => lost(original),
            NodeKind::Scalar(Scalar { text, style }) => {
                // Quotation marks that we added are not in the file.
                let plain = style == Style::Quoted && original == text;
                let style = if plain { Style::Plain } else { style };
                NodeKind::Scalar(Scalar { text: Cow::Owned(text.into_owned()), style })
            }
            NodeKind::Sequence(items) => {
                NodeKind::Sequence(items.into_iter().map(|item| self.node(item)).collect())
            }
            NodeKind::Mapping(entries) => {
                let entry = |(key, value): (Key<'_>, Node<'_>)| {
                    let span = self.span(key.span);
                    if !key.text.contains(self.sign) {
                        let text = Cow::Owned(key.text.into_owned());
                        return (Key { text, span }, self.node(value));
                    }
                    // Without its key, a value has no meaning.
                    let original = self.yaml.text.get(self.before(value.span)).unwrap_or_default();
                    let value = Node { span: self.span(value.span), kind: lost(original) };
                    (Key { text: Cow::Borrowed(""), span }, value)
                };
                NodeKind::Mapping(entries.into_iter().map(entry).collect())
            }
            NodeKind::Broken(text) => NodeKind::Broken(Cow::Owned(text.into_owned())),
        };
        Node { span, kind }
    }
}
