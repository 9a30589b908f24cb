//! Sources in short forms: a map by their ids, `census: {title: …}`, and nothing but addresses.

use std::collections::BTreeMap;

use crate::content::short::addresses::Reference;
use crate::content::short::bare::Stand;
use crate::content::short::nodes::{Entry, text_at};
use crate::content::short::proposals::Proposals;
use crate::content::short::writer::Writer;
use crate::content::source_keys::is_key;
use crate::node::decode::{Decoder, MapReader};
use crate::node::{Node, NodeKind};
use crate::span::Span;

/// Writes out a list of sources.
pub(in crate::content) fn listed<'t>(d: &mut Decoder<'_>, node: Node<'t>) -> Node<'t> {
    if is_long(&node) {
        return node;
    }
    let proposals = Proposals::of(d.text, &node);
    let mut writer = Writer { d, proposals, addresses: BTreeMap::new() };
    let Node { span, kind } = node;
    let items = match kind {
        NodeKind::Sequence(items) => {
            items.into_iter().filter_map(|item| writer.item(item)).collect()
        }
        NodeKind::Mapping(entries) if !is_one_source(&entries) => writer.map(entries),
        NodeKind::Scalar(ref scalar) => match writer.text(&scalar.text, span) {
            Some(items) => items,
            None => return Node { span, kind },
        },
        kind => return Node { span, kind },
    };
    Node { span, kind: NodeKind::Sequence(items) }
}

/// Whether each item of a list begins with a key of a source.
fn is_long(list: &Node<'_>) -> bool {
    let NodeKind::Sequence(items) = &list.kind else { return false };
    items.iter().all(|item| {
        let NodeKind::Mapping(entries) = &item.kind else { return false };
        entries.first().is_none_or(|(key, _)| is_key(&key.text))
    })
}

/// Whether these entries are those of one source: then the list lacks its hyphen.
pub(in crate::content) fn is_one_source(entries: &[Entry<'_>]) -> bool {
    let Some((key, value)) = entries.first() else { return false };
    let is_value = match &value.kind {
        NodeKind::Mapping(_) => false,
        NodeKind::Scalar(scalar) => {
            matches!(&*key.text, "url" | "link" | "href" | "doi")
                || !matches!(Reference::of(&scalar.text), Reference::Address(_))
        }
        _ => true,
    };
    is_key(&key.text) && is_value
}

/// Whether the value of this key is made of the address of the source, since none is written.
pub(in crate::content) fn is_from_address(source: &MapReader<'_, '_>, key: &str) -> bool {
    let span = |key: &str| source.peek(key).map(|node| node.span);
    span(key).is_some_and(|own| span("url").or_else(|| span("doi")) == Some(own))
}

impl Writer<'_, '_> {
    /// Writes out a text in place of the list: an address, or several. `None` if it is neither.
    fn text<'t>(&mut self, text: &str, span: Span) -> Option<Vec<Node<'t>>> {
        let parts: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|part| !part.is_empty())
            .collect();
        let is_one = !text.trim().contains(char::is_whitespace) && text.matches("://").count() < 2;
        if is_one || parts.len() < 2 {
            let node = text_at(span, text.trim().to_owned());
            return match Reference::of(text) {
                Reference::Address(_) | Reference::Doi(_) | Reference::Host(_) => {
                    Some(self.bare(&node, None, Stand::Alone).into_iter().collect())
                }
                _ => None,
            };
        }
        if !parts.iter().all(|part| matches!(Reference::of(part), Reference::Address(_))) {
            return None;
        }
        let raw = span.slice(self.d.text);
        let mut from = 0;
        let mut items = Vec::new();
        for part in parts {
            let at = raw.get(from..).and_then(|rest| rest.find(part)).map_or(from, |at| from + at);
            from = at + part.len();
            let place = Span::new(at, from).shifted(span.start as usize);
            let node = text_at(place, part.to_owned());
            items.extend(self.bare(&node, None, Stand::Part));
        }
        Some(items)
    }

    /// Writes out an item of a list; `None` if it stands there twice.
    fn item<'t>(&mut self, node: Node<'t>) -> Option<Node<'t>> {
        if node.is_null() {
            return Some(node);
        }
        match node.kind {
            NodeKind::Scalar(_) => self.bare(&node, None, Stand::Item),
            NodeKind::Mapping(mut entries) => {
                let is_named = entries.first().is_some_and(|(key, _)| !is_key(&key.text));
                if !is_named || entries.iter().any(|(key, _)| key.text == "id") {
                    return Some(Node { span: node.span, kind: NodeKind::Mapping(entries) });
                }
                if entries.len() == 1
                    && let Some(entry) = entries.pop()
                {
                    return Some(self.keyed_item(node.span, entry));
                }
                self.report_key_of_item(&mut entries);
                Some(Node { span: node.span, kind: NodeKind::Mapping(entries) })
            }
            kind => Some(Node { span: node.span, kind }),
        }
    }
}
