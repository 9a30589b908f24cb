//! `search/index.json`: what the script reads first.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::digest::Digest;
use crate::path::VERSION_DIGITS;
use crate::search::shards::{Shard, push_term};
use crate::search::stem::Stemming;
use crate::site::{PAGES_IN_BLOCK, Topic};

/// The version of the format. A script that reads another one says that its page must be loaded again.
const VERSION: u32 = 1;

/// Returns the file. `languages` are the languages of the pages, as tags.
pub(super) fn contents<'l>(
    (pages, shards, cards): (usize, &[Shard], &[String]),
    common: &[&str],
    topics: &[Topic],
    languages: impl Iterator<Item = &'l str>,
) -> String {
    let borders = coded(shards.iter().map(|shard| shard.first.as_str()));
    let print = |file: &str| Digest::of(file.as_bytes()).short(VERSION_DIGITS);
    let rules: BTreeMap<&str, Value> = languages
        .filter_map(|tag| Some((tag.split('-').next()?, json!(Stemming::of(tag)?.rules()))))
        .collect();
    let contents = json!({
        "version": VERSION,
        "pages": pages,
        "block": PAGES_IN_BLOCK,
        "borders": borders,
        "common": coded(common.iter().copied()),
        "shards": shards.iter().map(|shard| print(&shard.json)).collect::<String>(),
        "blocks": cards.iter().map(|cards| print(cards)).collect::<String>(),
        "topics": topics.iter().map(|topic| [&topic.name, &topic.slug]).collect::<Vec<_>>(),
        "endings": rules,
        "bytes": shards.iter().map(|shard| shard.json.len()).sum::<usize>(),
    });
    contents.to_string().replace('<', "\\u003c") + "\n"
}

/// Returns a front-coded list of terms, which are in order.
fn coded<'t>(terms: impl Iterator<Item = &'t str>) -> String {
    let (mut list, mut last) = (String::new(), "");
    for term in terms {
        push_term(&mut list, last, term);
        last = term;
    }
    list.trim_end().to_owned()
}
