//! [`Writer`]: writes out one source after the other, and reports what is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::content::citation::check_id;
use crate::content::link::check_external;
use crate::content::short::addresses::Reference;
use crate::content::short::bare::{Bare, Stand};
use crate::content::short::nodes::{entry, fault, id_entry, map, text_at, text_of};
use crate::content::short::proposals::Proposals;
use crate::diagnostic::{Code, Diagnostic};
use crate::node::decode::Decoder;
use crate::node::{Key, Node, NodeKind, double_quoted};
use crate::path::slugify;
use crate::span::Span;

/// What a source looks like.
pub(in crate::content) const SOURCE: &str = "a source (`id: …`, `title: …`)";

/// What an id stands for in a map of sources.
pub(super) const VALUE: &str = "the keys of a source";

/// The sources of a list, while they are written out.
pub(super) struct Writer<'d, 'a> {
    pub(super) d: &'d mut Decoder<'a>,
    pub(super) proposals: Proposals<'a>,
    /// Where each of the addresses stands that are items of the list.
    pub(super) addresses: BTreeMap<String, Span>,
}

impl Writer<'_, '_> {
    /// Writes out a text in place of a source, of which `key` is the id; `None` if the list has its address already.
    pub(super) fn bare<'t>(
        &mut self,
        node: &Node<'t>,
        key: Option<&Key<'t>>,
        stand: Stand,
    ) -> Option<Node<'t>> {
        let text = text_of(node).trim().to_owned();
        let reference = Reference::of(&text);
        let (address, title, name) = match reference {
            Reference::Address(address) | Reference::Host(address) => (address, None, "url"),
            Reference::Doi(doi) => (doi, None, "doi"),
            Reference::Titled(title, address) => (address, Some(title), "url"),
            Reference::Spaced(text) | Reference::Other(text) => {
                return Some(self.no_reference(node, key, text));
            }
        };
        if key.is_none() && self.is_second(address, node.span) {
            return None;
        }
        let id = match (key, reference) {
            (Some(key), _) => key.text.to_string(),
            (None, Reference::Doi(doi)) => self.proposals.choose_doi(doi),
            (None, _) => self.proposals.choose(address),
        };
        let title = title.filter(|title| !title.is_empty());
        let bare = Bare { id: &id, address, title, key: name, span: node.span, stand };
        match reference {
            Reference::Titled(..) => {
                bare.report_together(self.d, node, if key.is_some() { VALUE } else { SOURCE });
            }
            // The reader of the address reports what is wrong with it.
            Reference::Address(address) if check_external(address).is_err() => {}
            Reference::Host(_) => {}
            _ => bare.report_untitled(self.d),
        }
        let at = key.map_or(node.span, |key| key.span);
        let shown = title.map_or_else(|| bare.shown(), str::to_owned);
        let value = if title.is_some() || matches!(reference, Reference::Titled(..)) {
            text_at(node.span, address.to_owned())
        } else {
            node.clone()
        };
        Some(map(vec![
            id_entry(&id, at),
            entry("title", text_at(node.span, shown)),
            entry(name, value),
        ]))
    }

    /// Whether the list has this address already; then that is reported.
    fn is_second(&mut self, address: &str, span: Span) -> bool {
        let Some(first) = self.addresses.get(address) else {
            self.addresses.insert(address.to_owned(), span);
            return false;
        };
        let message = "this address is listed twice";
        let finding = Diagnostic::new(Code::SourceDuplicateId, self.d.place(span), message)
            .related(self.d.place(*first), "first here")
            .hint("remove this one");
        self.d.findings.push(finding);
        true
    }

    /// Reports a text that names no work, and returns what can be read of the source.
    fn no_reference<'t>(&mut self, node: &Node<'t>, key: Option<&Key<'t>>, text: &str) -> Node<'t> {
        let quoted = double_quoted(text);
        let short = text.len() <= 120 && !text.contains('\n');
        let (code, message) = if let Reference::Spaced(_) = Reference::of(text) {
            (Code::FieldInvalid, Some("this address has a space in it"))
        } else {
            (Code::FieldWrongType, None)
        };
        let hint = match (message, key) {
            (Some(_), _) => "write `%20` for a space of the address; what is no part of it belongs under `title` or `note`".to_owned(),
            (None, Some(key)) if short => format!("write `{}: {{title: {quoted}}}`", key.text),
            (None, None) if short && text.contains(' ') => {
                let id = slugify(text);
                let id: String = id.chars().take(24).collect();
                let id = id.trim_matches('-');
                let id = if check_id(id).is_ok() { id } else { "report-2026" };
                format!("write `- id: {id}`, and below it, two spaces further in, `title: {quoted}`")
            }
            _ => "write an address, beginning with `https://`, or `- id: …` and below it `title: …`, with the number of a book or paper under `note`".to_owned(),
        };
        match message {
            Some(message) => self.d.report_with_hint(code, node.span, message, hint),
            None => {
                self.d.wrong_type(node, if key.is_some() { VALUE } else { SOURCE }, Some(hint));
            }
        }
        match key {
            Some(key) => map(vec![id_entry(&key.text, key.span), fault(node.span, "")]),
            None => Node { span: node.span, kind: NodeKind::Broken(Cow::Owned(text.to_owned())) },
        }
    }
}
