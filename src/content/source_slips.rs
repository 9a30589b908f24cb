//! Sources that are written in another way than ours, each with what to write in its place.

use std::collections::BTreeMap;

use crate::content::citation::check_id;
use crate::node::{Node, NodeKind};
use crate::path::slugify;

/// What a source looks like.
pub(super) const SOURCE: &str = "a source (`id: …`, `title: …`)";

/// The ids to propose for the sources of a list that are nothing but addresses.
#[derive(Default)]
pub(super) struct ProposedIds {
    by_address: BTreeMap<String, String>,
}

impl ProposedIds {
    /// Chooses an id for each: one that the article cites already and does not list, if it fits; and no id twice.
    pub(super) fn of(file: &str, list: &Node<'_>) -> Self {
        let items = match &list.kind {
            NodeKind::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(list),
        };
        let addresses: Vec<&str> =
            items.iter().filter_map(|item| Some(addressed(item)?.1)).collect();
        let mut by_address: BTreeMap<String, String> = BTreeMap::new();
        if addresses.is_empty() {
            return Self { by_address };
        }
        let mut cited: Vec<&str> = cited(file);
        for address in &addresses {
            if by_address.contains_key(*address) {
                continue;
            }
            let lower = address.to_lowercase();
            let fits = |id: &&str| {
                id.split(['-', '_', '.']).any(|word| {
                    word.len() > 2
                        && word.contains(char::is_alphabetic)
                        && lower.contains(&word.to_lowercase())
                })
            };
            let only = cited.len() == 1 && addresses.len() == 1;
            let place = cited.iter().position(|id| only || fits(id));
            let id = place.map(|place| cited.remove(place).to_owned());
            let id = id.unwrap_or_else(|| {
                let is_free =
                    |id: &String| check_id(id).is_ok() && !by_address.values().any(|it| it == id);
                made_of(address)
                    .chain((2..=addresses.len() + 1).map(|n| format!("report-{n}")))
                    .find(is_free)
                    .unwrap_or_default()
            });
            by_address.insert((*address).to_owned(), id);
        }
        Self { by_address }
    }
}

/// Returns the ids that a text cites, and does not list.
fn cited(file: &str) -> Vec<&str> {
    let mut ids = Vec::new();
    for (at, _) in file.match_indices("[@").take(200) {
        let rest = file.get(at + 2..).unwrap_or_default();
        let end = rest.find([']', ',', ';', ' ', '\n']).unwrap_or(rest.len());
        let id = rest.get(..end).unwrap_or_default();
        if check_id(id).is_ok() && !ids.contains(&id) && !file.contains(&format!("id: {id}")) {
            ids.push(id);
        }
    }
    ids
}

/// Returns ids that an address may have: of its host, and of its host and the last part of its path.
fn made_of(address: &str) -> impl Iterator<Item = String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.trim_start_matches("www.").split('.').next().unwrap_or_default().to_owned();
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = slugify(last.split('.').next().unwrap_or_default());
    let last: String = last.chars().take(24).collect();
    let both = format!("{host}-{}", last.trim_end_matches('-'));
    let numbered = host.clone();
    [host, both].into_iter().chain((2..9).map(move |n| format!("{numbered}-{n}")))
}

/// Returns the title and the address of something that is nothing else: `https://…`, `The minutes, https://…`, `council:
/// https://…`.
fn addressed<'n>(node: &'n Node<'_>) -> Option<(&'n str, &'n str)> {
    let is_key = |name: &str| {
        matches!(name, "id" | "title" | "url" | "link" | "href" | "publisher" | "author" | "name")
    };
    match &node.kind {
        NodeKind::Scalar(scalar) => {
            let text = scalar.text.trim();
            let at = text
                .find("https://")
                .or_else(|| text.find("http://"))
                .or_else(|| text.contains("://").then_some(0))?;
            let (title, address) = text.split_at_checked(at)?;
            let is_whole = !address.contains(char::is_whitespace);
            is_whole.then(|| {
                (
                    title.trim_matches([' ', ',', ':', '-', '–', '(', '.']),
                    address.trim_end_matches(')'),
                )
            })
        }
        NodeKind::Mapping(entries) => match entries.as_slice() {
            [(key, value)] if !is_key(&key.text.to_lowercase()) => {
                let NodeKind::Scalar(scalar) = &value.kind else { return None };
                let address = scalar.text.trim();
                let is_address = address.starts_with("https://") || address.starts_with("http://");
                is_address.then(|| (key.text.as_ref(), address))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Says what to write in place of nothing but an address.
pub(super) fn bare_address(node: &Node<'_>, ids: &ProposedIds) -> Option<String> {
    let (title, address) = addressed(node)?;
    let id = ids.by_address.get(address).map_or("report-2026", String::as_str);
    let title = if title.is_empty() || title.contains('"') { "…" } else { title };
    Some(format!(
        "write `- id: {id}`, and on the lines below it, two spaces further in, `title: \"{title}\"` and `url: {address}`; then `[@{id}]` cites it"
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
