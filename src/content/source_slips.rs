//! Sources that are written in another way than ours, each with what to write in its place.

use crate::content::citation::check_id;
use crate::node::{Node, NodeKind};

/// What a source looks like.
pub(super) const SOURCE: &str = "a source (`id: …`, `title: …`)";

/// Says what to write in place of nothing but an address.
pub(super) fn bare_address(node: &Node<'_>) -> Option<String> {
    let NodeKind::Scalar(scalar) = &node.kind else { return None };
    let host = scalar.text.trim().split_once("://")?.1.split('/').next()?;
    let mut names = host.trim_start_matches("www.").split('.');
    let id = names.next().filter(|name| check_id(name).is_ok()).unwrap_or("report-2026");
    Some(format!(
        "write `- id: {id}`, and on the lines below it, two spaces further in, `title: \"…\"` and `url: {}`; then `[@{id}]` cites it",
        scalar.text.trim()
    ))
}

/// Says what to write in place of sources by their ids, `a: …`.
pub(super) fn by_ids(node: &Node<'_>) -> Option<String> {
    let NodeKind::Mapping(entries) = &node.kind else { return None };
    let is_key = |name: &str| matches!(name, "id" | "title" | "url" | "publisher" | "author");
    let (first, _) = entries.first().filter(|(key, _)| !is_key(&key.text.to_lowercase()))?;
    check_id(&first.text).ok()?;
    Some(format!(
        "begin each source with `- id: …`, the first with `- id: {}`, and indent its other lines (`title: …`, `url: …`) by two more spaces",
        first.text
    ))
}
