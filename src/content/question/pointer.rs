//! The `see` of a question: the section, or the question, that answers it.

use crate::content::link::LinkPurpose;
use crate::content::markdown::MarkdownReader;
use crate::content::question::asked::QuestionForm;
use crate::diagnostic::Code;
use crate::node::Node;
use crate::node::decode::{Decoder, owned};
use crate::path::slugify;
use crate::span::Span;

/// Reads it as it is written: `#anchor` or `other.md#anchor`.
pub(super) fn see(
    d: &mut Decoder<'_>,
    reader: &mut MarkdownReader<'_>,
    node: &Node<'_>,
) -> Option<QuestionForm> {
    let target = owned(d, node)?;
    let bare = target.trim_matches(['“', '”', '„', '‘', '’', '«', '»', ' ']);
    if bare.len() < target.len() {
        let message = "YAML takes these quotation marks as part of the text";
        let hint = format!("write `see: \"{bare}\"` with straight ones");
        d.report_with_hint(Code::TextQuotes, node.span, message, hint);
        return None;
    }
    if !target.contains('#') || target.ends_with('#') {
        let slug = slugify(target.trim_end_matches('#'));
        let hint = if slug.is_empty() || target.contains(['#', '/']) || target.contains(".md") {
            "write `see: \"#anchor\"`, or `see: \"other.md#anchor\"`, in quotes because of the `#`"
                .to_owned()
        } else {
            format!(
                "write the anchor of the section, its heading in small letters with `-` for spaces, in quotes: `see: \"#{slug}\"`"
            )
        };
        d.report_with_hint(
            Code::FieldInvalid,
            node.span,
            format!("`{target}` does not name a section"),
            hint,
        );
        return None;
    }
    if let Some(anchor) = target.strip_prefix('#') {
        reader.want_lead(anchor);
    }
    Some(QuestionForm::See(reader.gathered.link(d, &target, node.span, LinkPurpose::See)))
}

/// Reports the `see` of a question in the text that does not name a section.
pub(super) fn report_no_anchor(
    d: &mut Decoder<'_>,
    target: &str,
    span: Span,
) -> Option<QuestionForm> {
    let message = format!("`{target}` does not name a section");
    let right = if target.contains(".md") {
        format!("{target}#anchor")
    } else {
        format!("#{}", slugify(target))
    };
    let hint = format!(
        "write `see=\"{right}\"`: the anchor of a section is its heading in small letters, with `-` for spaces"
    );
    d.report_with_hint(Code::FieldInvalid, span, message, hint);
    None
}
