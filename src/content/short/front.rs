//! The short forms in an article's front matter.

use crate::content::short::nodes::{list_of_one, nothing};
use crate::content::short::points::points;
use crate::content::short::sources::listed;
use crate::content::short::texts::{divided, person};
use crate::node::decode::Decoder;
use crate::node::{Node, NodeKind};

/// Writes out the short forms of an article's front matter.
pub(in crate::content) fn written_out<'t>(d: &mut Decoder<'_>, root: Node<'t>) -> Node<'t> {
    let Node { span, kind: NodeKind::Mapping(mut entries) } = root else { return root };
    for (key, node) in &mut entries {
        let is_list = matches!(node.kind, NodeKind::Sequence(_));
        if node.is_null() || is_list && key.text != "sources" {
            continue;
        }
        let short = std::mem::replace(node, nothing());
        *node = match key.text.as_ref() {
            "summary" => points(d, short),
            "topics" | "aliases" | "related" => divided(d, &key.text, short),
            "authors" => person(short),
            "allow" if matches!(short.kind, NodeKind::Mapping(_)) => list_of_one(short),
            "sources" => listed(d, short),
            _ => short,
        };
    }
    Node { span, kind: NodeKind::Mapping(entries) }
}

#[cfg(test)]
mod tests {
    use crate::config::{MarkdownOptions, RawHtml};
    use crate::content::{InputFile, parse};
    use crate::diagnostic::apply;
    use crate::path::SitePath;

    /// What values are made of.
    const PIECES: &str = "(\n  |\n    |\n\n  |- |-|\\* |• |1\\. |— |a: |id: |title: |url: |\\{|\\}|\\[|\\]|\"|'|, |; | / |,|#|\\||>|\t|https://|e\\.org/|www\\.|10\\.1234/x|doi:|isbn:|é|😀|\u{a0}|\\.\\.|@|%|\\?|[a-z]{1,5}|[0-9]{1,4}|By | and )";

    proptest::proptest! {
        #[test]
        fn any_value_is_read_or_told_with_a_place_in_its_file(
            key in "(summary|topics|aliases|related|authors|allow|sources)",
            pieces in proptest::collection::vec(PIECES, 0..16),
        ) {
            let text = format!("---\ntitle: x\n{key}: {}\n---\nText.\n", pieces.concat());
            let path = SitePath::new("content/a.md").unwrap();
            let Some(file) = InputFile::new(&path, text.into_bytes()).value else { return Ok(()) };
            let options = MarkdownOptions { html: RawHtml::Sanitize, math: false, smart_punctuation: false, embed_hosts: Vec::new(), language: String::new(), words: false };
            for finding in parse(&file, &options).findings {
                let span = finding.place.span;
                proptest::prop_assert!(span.is_none_or(|span| file.text.get(span.start as usize..span.end as usize).is_some()));
                for fix in &finding.fixes {
                    proptest::prop_assert!(apply(&file.text, &fix.edits).is_ok(), "{fix:?}");
                }
            }
        }
    }
}
