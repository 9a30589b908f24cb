//! What a builder knows about the files of a site, beyond what articles say.

use std::collections::BTreeMap;

use crate::content::{Role, SHARED_SOURCES, Withheld, role};
use crate::engine::cache::Input;
use crate::engine::listing::Inventory;
use crate::engine::loaded_theme::LoadedTheme;
use crate::engine::memory::{Head, Memory};
use crate::files::Seen;
use crate::path::SitePath;

/// Returns every input file, to find out later whether anything changed. `None` if something could not be read, so that
/// only another look can tell.
pub(super) fn known_inputs(
    listing: &Inventory,
    memory: &Memory,
    theme: Option<&LoadedTheme>,
    copied: &BTreeMap<&SitePath, Seen>,
) -> Option<BTreeMap<SitePath, Input>> {
    let readable = listing.findings.is_empty() && listing.markdown.len() == memory.articles.len();
    let theme = theme.filter(|_| readable)?;
    let stamps = theme.files.stamps();
    let mut inputs: BTreeMap<SitePath, Input> =
        stamps.map(|(path, stamp)| (path.clone(), Input::Stamped(stamp))).collect();
    for path in &listing.left_out {
        inputs.insert(path.clone(), Input::Present);
    }
    for path in listing.others.iter() {
        let seen = copied.get(path);
        let input = seen.map_or(Input::Present, |seen| Input::Stamped(seen.file().flatten()));
        inputs.insert(path.clone(), input);
    }
    // An image whose size is shown may be read without being copied, and so may the beginning of any file.
    let sizes = memory.sizes.iter().map(|(path, known)| (path, known.stamp));
    let heads = memory.heads.iter().map(|(path, known)| (path, known.stamp));
    for (path, stamp) in heads.chain(sizes) {
        inputs.insert(path.clone(), Input::Stamped(stamp));
    }
    let articles = memory.articles.iter().map(|(path, known)| (path, known.stamp, known.digest));
    let sources = SitePath::new(SHARED_SOURCES).expect("a path in a program is a path");
    let shared = memory.shared.as_ref().map(|known| (&sources, known.stamp, known.digest));
    for (path, stamp, digest) in articles.chain(shared) {
        inputs.insert(path.clone(), Input::Read(stamp, digest));
    }
    Some(inputs)
}

/// Returns the files that are no articles and begin with this.
pub(super) fn with_head(memory: &Memory, head: Head) -> impl Iterator<Item = &SitePath> {
    let heads = memory.heads.iter();
    heads.filter(move |(_, known)| known.head == head).map(|(path, _)| path)
}

/// Returns the files of `content/` that are not meant for readers.
pub(super) fn withheld(listing: &Inventory, memory: &Memory) -> BTreeMap<SitePath, Withheld> {
    let by_name = listing.others.iter().filter_map(|path| match role(path) {
        Role::Withheld(why) => Some((path.clone(), why)),
        Role::Article | Role::File => None,
    });
    let by_head = with_head(memory, Head::FrontMatter);
    let by_head = by_head.filter(|path| path.below("content").is_some());
    // A name says more.
    by_head.map(|path| (path.clone(), Withheld::FrontMatter)).chain(by_name).collect()
}
