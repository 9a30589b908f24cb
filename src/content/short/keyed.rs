//! Sources with their ids as keys: `census: {title: …}`, in a map or, by a slip, in a list.

use crate::content::citation::check_id;
use crate::content::short::addresses::Reference;
use crate::content::short::bare::{Bare, Stand};
use crate::content::short::nodes::{Entry, entry, fault, id_entry, map, text_at, text_of};
use crate::content::short::writer::{SOURCE, VALUE, Writer};
use crate::content::source_keys::is_key;
use crate::diagnostic::{Code, Diagnostic, Fix, Safety};
use crate::node::{Key, Node, NodeKind, is_lost_line};
use crate::span::Span;

impl Writer<'_, '_> {
    /// Writes out an item with one key that is not that of a source: `- census: https://…`, `- The minutes: https://…`.
    pub(super) fn keyed_item<'t>(&mut self, span: Span, (key, value): Entry<'t>) -> Node<'t> {
        let is_source = match &value.kind {
            NodeKind::Mapping(inner) => inner.iter().any(|(key, _)| is_key(&key.text)),
            NodeKind::Scalar(scalar) => matches!(
                Reference::of(&scalar.text),
                Reference::Address(_) | Reference::Doi(_) | Reference::Host(_)
            ),
            _ => false,
        };
        if !is_source {
            return Node { span, kind: NodeKind::Mapping(vec![(key, value)]) };
        }
        if check_id(&key.text).is_ok() {
            let message = format!("`{}` is no key of a source", key.text);
            let hint = format!(
                "write `- id: {0}`, and its other keys below it; or begin no source of the list with `- `: then `{0}:` is an id",
                key.text
            );
            self.d.report_with_hint(Code::FieldUnknown, key.span, message, hint);
            if !matches!(value.kind, NodeKind::Scalar(_)) {
                let mut source = self.entry(key, value);
                if let NodeKind::Mapping(entries) = &mut source.kind {
                    entries.push(fault(span, ""));
                }
                return source;
            }
            // That an address has no title is told once the item is right.
            let title = text_at(value.span, text_of(&value).to_owned());
            let id = id_entry(&key.text, key.span);
            return map(vec![id, entry("title", title), entry("url", value), fault(span, "")]);
        }
        let (text, title) = (value.text().map(|text| text.as_str().to_owned()), key.text);
        let address = text.unwrap_or_default();
        let id = self.proposals.choose(&address);
        let written = Span { start: key.span.start, end: value.span.end };
        let bare = Bare {
            id: &id,
            address: &address,
            title: Some(&title),
            key: "url",
            span: written,
            stand: Stand::Item,
        };
        let shown = text_at(written, format!("{title}: {address}"));
        bare.report_together(self.d, &shown, SOURCE);
        map(vec![
            id_entry(&id, value.span),
            entry("title", text_at(key.span, title.into_owned())),
            entry("url", value),
        ])
    }

    /// Reports an item whose first key is its id: `- census:` above its other keys.
    pub(super) fn report_key_of_item(&mut self, entries: &mut [Entry<'_>]) {
        let rest_is_known = entries.iter().skip(1).all(|(key, _)| is_key(&key.text));
        let Some((key, value)) = entries.first_mut() else { return };
        if !value.is_null() || !rest_is_known || check_id(&key.text).is_err() {
            return;
        }
        let id = key.text.to_string();
        let message = format!("`{id}` is no key of a source");
        let end = key.span.end as usize;
        let colon = self.d.text.get(end..).is_some_and(|rest| rest.starts_with(':'));
        let right = format!("id: {id}");
        let span = Span::new(key.span.start as usize, end + 1);
        let fix = colon.then(|| Fix::replace(self.d.path, span, &right, Safety::Unsafe));
        let finding = Diagnostic::new(Code::FieldUnknown, self.d.place(key.span), message);
        self.d.findings.push(finding.hint(format!("write `{right}`")).fix(fix));
        *value = text_at(key.span, id);
        key.text = "id".into();
    }

    /// Writes out a map of sources by their ids, in the order in which they are written.
    pub(super) fn map<'t>(&mut self, entries: Vec<Entry<'t>>) -> Vec<Node<'t>> {
        let mut items: Vec<Node<'t>> = Vec::with_capacity(entries.len());
        // An id with nothing indented below it, and whether that was reported.
        let mut empty: Option<bool> = None;
        for (key, value) in entries {
            if is_lost_line(&key, &value) {
                items.push(value);
                continue;
            }
            let is_flat = is_key(&key.text) && !matches!(value.kind, NodeKind::Mapping(_));
            if let (true, Some(told), Some(Node { kind: NodeKind::Mapping(inner), .. })) =
                (is_flat, empty.as_mut(), items.last_mut())
            {
                if !std::mem::replace(told, true) {
                    let id = inner.first().map_or("", |(_, id)| text_of(id)).to_owned();
                    let message = format!("`{}` stands beside the ids, below none", key.text);
                    let hint = format!(
                        "write two more spaces before it, and before all other keys of `{id}`"
                    );
                    self.d.report_with_hint(Code::FieldUnknown, key.span, message, hint);
                    inner.push(fault(key.span, ""));
                }
                inner.push((key, value));
                continue;
            }
            empty = value.is_null().then_some(false);
            items.push(self.entry(key, value));
        }
        items
    }

    /// Writes out a source below its id.
    fn entry<'t>(&mut self, key: Key<'t>, value: Node<'t>) -> Node<'t> {
        let id = id_entry(&key.text, key.span);
        if key.text.contains("://") {
            self.report_address_as_id(&key, &value);
            return Node { span: key.span, kind: NodeKind::Broken(key.text) };
        }
        match value.kind {
            _ if value.is_null() => map(vec![id]),
            NodeKind::Mapping(inner) => {
                let mut entries = vec![id];
                for (other, node) in inner {
                    if other.text == "id" {
                        entries.extend(self.other_id(&key, &node));
                    } else {
                        entries.push((other, node));
                    }
                }
                map(entries)
            }
            NodeKind::Scalar(_) => {
                self.bare(&value, Some(&key), Stand::Value).unwrap_or_else(|| map(vec![id]))
            }
            NodeKind::Sequence(_) => {
                let hint = format!("write `{}: {{title: \"…\", url: …}}`", key.text);
                self.d.wrong_type(&value, VALUE, Some(hint));
                map(vec![id, fault(value.span, "")])
            }
            NodeKind::Broken(text) => {
                let node = Node { span: value.span, kind: NodeKind::Broken(text) };
                map(vec![id, entry("title", node)])
            }
        }
    }

    /// Reports a source with an id beside that which is its key; what may be cited by it is then not wrong.
    fn other_id<'t>(&mut self, key: &Key<'_>, node: &Node<'_>) -> Option<Entry<'t>> {
        let written = text_of(node).trim();
        if written == key.text || node.is_null() {
            return None;
        }
        let message = format!("the key of this source, `{}`, is its id", key.text);
        let hint = if check_id(written).is_ok() {
            format!("remove this line, or write `{written}:` in place of `{}:`", key.text)
        } else {
            "remove this line".to_owned()
        };
        self.d.report_with_hint(Code::FieldInvalid, node.shown_span(), message, hint);
        Some(fault(node.span, written))
    }

    /// Reports `https://…: The title`.
    fn report_address_as_id(&mut self, key: &Key<'_>, value: &Node<'_>) {
        let id = self.proposals.choose(&key.text);
        let title = if value.is_null() { "…" } else { text_of(value) };
        let title = if title.is_empty() || title.contains('"') { "…" } else { title };
        let message = format!("`{}` cannot be a source's id: it is an address", key.text);
        let hint = format!("write `{id}: {{title: \"{title}\", url: {}}}`", key.text);
        self.d.report_with_hint(Code::SourceInvalidId, key.span, message, hint);
    }
}
