//! [`Proposals`]: ids for the sources of a list that are nothing but addresses.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::citation::check_id;
use crate::content::short::addresses::{all_words, id_words};
use crate::node::{Node, NodeKind};

/// The ids to choose from, and those that are taken.
pub(super) struct Proposals<'f> {
    file: &'f str,
    taken: BTreeSet<String>,
    /// The ids that the article cites and does not list; looked for once.
    cited: Option<Vec<&'f str>>,
    /// How often an id was wanted.
    wanted: BTreeMap<String, usize>,
}

impl<'f> Proposals<'f> {
    /// Starts with the ids that a list has.
    pub(super) fn of(file: &'f str, list: &Node<'_>) -> Self {
        let taken = match &list.kind {
            NodeKind::Mapping(entries) => {
                entries.iter().map(|(key, _)| key.text.to_string()).collect()
            }
            NodeKind::Sequence(items) => items.iter().filter_map(id_of).collect(),
            _ => BTreeSet::new(),
        };
        Self { file, taken, cited: None, wanted: BTreeMap::new() }
    }

    /// Chooses an id for an address: one that the article cites already, if it names what the address does, else one made
    /// of the address. No id is chosen twice.
    pub(super) fn choose(&mut self, address: &str) -> String {
        let taken = &self.taken;
        let cited = self.cited.get_or_insert_with(|| cited(self.file, taken));
        let words = if cited.is_empty() { Vec::new() } else { all_words(address) };
        let fits = |id: &&str| {
            let mut parts = id.split(|c: char| !c.is_alphanumeric());
            let name = parts.find(|part| part.contains(char::is_alphabetic));
            name.is_some_and(|name| words.contains(&name.to_lowercase()))
        };
        if let Some(at) = cited.iter().position(fits) {
            let id = cited.remove(at).to_owned();
            self.taken.insert(id.clone());
            return id;
        }
        let made = id_words(address);
        self.free(if check_id(&made).is_ok() { &made } else { "source" })
    }

    /// Returns an id for a DOI, which is one itself unless it has other signs in it.
    pub(super) fn choose_doi(&mut self, doi: &str) -> String {
        let id = format!("doi:{doi}");
        let id = if check_id(&id).is_ok() { id } else { "doi".to_owned() };
        self.free(&id)
    }

    /// Returns the first id that is not taken: this one, or it with a number.
    fn free(&mut self, id: &str) -> String {
        let count = self.wanted.entry(id.to_owned()).or_default();
        loop {
            *count += 1;
            let id = if *count == 1 { id.to_owned() } else { format!("{id}-{count}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Returns the id of an item that has one.
fn id_of(item: &Node<'_>) -> Option<String> {
    let NodeKind::Mapping(entries) = &item.kind else { return None };
    let (_, node) = entries.iter().find(|(key, _)| key.text == "id")?;
    node.text().map(|text| text.as_str().trim().to_owned())
}

/// Returns the ids that a text cites, and does not list.
fn cited<'f>(file: &'f str, listed: &BTreeSet<String>) -> Vec<&'f str> {
    let mut ids = Vec::new();
    for (at, _) in file.match_indices("[@").take(200) {
        let rest = file.get(at + 2..).unwrap_or_default();
        let end = rest.find([']', ',', ';', ' ', '\n']).unwrap_or(rest.len());
        let id = rest.get(..end).unwrap_or_default();
        if check_id(id).is_ok() && !ids.contains(&id) && !listed.contains(id) {
            ids.push(id);
        }
    }
    ids
}
