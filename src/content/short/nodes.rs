//! The nodes that short forms become.

use std::borrow::Cow;

use crate::node::{Key, Node, NodeKind, Scalar, Style};
use crate::span::Span;

/// An entry of a map.
pub(super) type Entry<'t> = (Key<'t>, Node<'t>);

/// Returns an entry that stands at the place of its value.
pub(super) fn entry<'t>(key: &'static str, value: Node<'t>) -> Entry<'t> {
    (Key { text: key.into(), span: value.span }, value)
}

/// Returns a map, which is shown at the place of its first entry.
pub(super) fn map(entries: Vec<Entry<'_>>) -> Node<'_> {
    let span = entries.first().map_or(Span::new(0, 0), |(key, _)| key.span);
    Node { span, kind: NodeKind::Mapping(entries) }
}

/// Returns the entry with an id.
pub(super) fn id_entry<'t>(id: &str, span: Span) -> Entry<'t> {
    entry("id", text_at(span, id.to_owned()))
}

/// Returns an entry that stands for what was reported of a source, in which these words are.
pub(super) fn fault<'t>(span: Span, words: &str) -> Entry<'t> {
    let kind = NodeKind::Broken(Cow::Owned(words.to_owned()));
    (Key { text: Cow::Borrowed(""), span }, Node { span, kind })
}

/// Returns a value that was reported, or is about to be replaced.
pub(super) fn nothing<'t>() -> Node<'t> {
    Node { span: Span::new(0, 0), kind: NodeKind::Broken(Cow::Borrowed("")) }
}

/// Returns a list with one item.
pub(super) fn list_of_one(item: Node<'_>) -> Node<'_> {
    Node { span: item.span, kind: NodeKind::Sequence(vec![item]) }
}

/// Returns a text that is written at a place, whatever it looks like there.
pub(super) fn text_at<'t>(span: Span, text: String) -> Node<'t> {
    let scalar = Scalar { text: text.into(), style: Style::Quoted };
    Node { span, kind: NodeKind::Scalar(scalar) }
}

/// Returns the text of a node, if it is one.
pub(super) fn text_of<'n>(node: &'n Node<'_>) -> &'n str {
    node.text().map_or("", |text| text.as_str())
}
