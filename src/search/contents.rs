//! `search/index.json`: what the script reads first.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::search::shards::{Shard, push_term};
use crate::search::stem::Stemming;
use crate::search::{PAGES_IN_BLOCK, fingerprint};
use crate::site::Topic;

/// The version of the format. A script that reads another one says that its page must be loaded again.
const VERSION: u32 = 1;

/// Returns the file. `languages` are the languages of the pages, as tags.
pub(super) fn contents<'l>(
    (pages, shards, cards): (usize, &[Shard], &[String]),
    topics: &[Topic],
    languages: impl Iterator<Item = &'l str>,
) -> String {
    let (mut borders, mut last) = (String::new(), "");
    for shard in shards {
        push_term(&mut borders, last, &shard.first);
        last = &shard.first;
    }
    let prints = |files: &mut dyn Iterator<Item = &str>| files.map(fingerprint).collect::<String>();
    let rules: BTreeMap<&str, Value> = languages
        .filter_map(|tag| Some((tag.split('-').next()?, json!(Stemming::of(tag)?.rules()))))
        .collect();
    let contents = json!({
        "version": VERSION,
        "pages": pages,
        "block": PAGES_IN_BLOCK,
        "borders": borders.trim_end(),
        "shards": prints(&mut shards.iter().map(|shard| shard.json.as_str())),
        "blocks": prints(&mut cards.iter().map(String::as_str)),
        "topics": topics.iter().map(|topic| [&topic.name, &topic.slug]).collect::<Vec<_>>(),
        "endings": rules,
        "bytes": shards.iter().map(|shard| shard.json.len()).sum::<usize>(),
    });
    contents.to_string() + "\n"
}
