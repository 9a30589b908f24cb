//! Language tags.

use crate::diagnostic::Code;
use crate::node::Node;
use crate::node::decode::{Decoder, owned};

/// A BCP 47 tag, checked by its grammar only: `en`, `en-GB`, `zh-Hant-TW` (RFC 5646 §2.1).
pub(crate) fn language_tag(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    let mut subtags = text.split('-');
    let primary = subtags.next().unwrap_or_default();
    let fits = (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && primary.len() != 4
        && subtags.all(|tag| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    if !fits {
        d.report_with_hint(
            Code::FieldInvalid,
            node.span,
            format!("`{text}` is not a language tag"),
            "write one such as `en`, `en-GB` or `pt-BR`",
        );
        return None;
    }
    Some(text)
}
