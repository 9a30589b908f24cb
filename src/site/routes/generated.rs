//! The pages and files that every site has.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::path::SitePath;
use crate::site::collections::Collections;
use crate::site::directory::Order;

/// The segment under which questions without a topic stand.
pub(crate) const NO_TOPIC: &str = "other";

/// What every site has, however it is set up: where it is published, and what it is.
const ALWAYS: [(&str, &str); 8] = [
    ("index.html", "the home page"),
    ("404.html", "the page for what is not found"),
    ("topics/index.html", "the list of topics"),
    ("questions/index.html", "the list of questions"),
    ("sources/index.html", "the list of sources"),
    ("updates/index.html", "the list of updates"),
    ("robots.txt", "`robots.txt`"),
    (".nutgraf-manifest.json", "nutgraf's own manifest"),
];

/// What stands at an output's path in every site, whatever its content says: there can be no article.
pub fn always_at(output: &SitePath) -> Option<&'static str> {
    ALWAYS.iter().find(|(path, _)| *path == output.as_str()).map(|(_, what)| *what)
}

/// The pages and files that are made whatever the content says.
pub(super) fn generated(
    order: &Order,
    collections: &Collections,
    config: &Config,
) -> Vec<(SitePath, &'static str)> {
    let path = |text: &str| SitePath::new(text).expect("a path in a program is a path");
    let mut outputs: Vec<_> = ALWAYS.iter().map(|(text, what)| (path(text), *what)).collect();
    let dated = order.explainers.iter().any(|article| article.date.is_some());
    if config.base_url.is_some() {
        outputs.push((path("sitemap.xml"), "the sitemap"));
        if dated {
            outputs.push((path("atom.xml"), "the feed"));
            outputs.push((path("feed.json"), "the feed"));
        }
    }
    let mut list = |prefix: &str, entries: usize, what: &'static str| {
        let pages = entries.div_ceil(config.per_page);
        if !prefix.is_empty() {
            outputs.push((path(&format!("{prefix}index.html")), what));
        }
        outputs.extend((2..=pages).map(|n| (path(&format!("{prefix}page/{n}/index.html")), what)));
    };
    list("", order.explainers.len(), "a page of the home list");
    for topic in &collections.topics {
        list(&format!("topics/{}/", topic.slug), topic.pages.len(), "the page of a topic");
    }
    let mut questions: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, topics) in order
        .explainers
        .iter()
        .zip(&collections.topics_of)
        .filter(|(article, _)| !article.questions.is_empty())
    {
        let slug = topics
            .first()
            .and_then(|topic| collections.topics.get(*topic))
            .map_or(NO_TOPIC, |topic| topic.slug.as_str());
        *questions.entry(slug).or_insert(0) += 1;
    }
    for (slug, entries) in questions {
        list(&format!("questions/{slug}/"), entries, "a page of questions");
    }
    for topic in &collections.topics {
        let slug = &topic.slug;
        if config.base_url.is_some()
            && topic
                .pages
                .iter()
                .any(|id| order.explainers.get(*id).is_some_and(|article| article.date.is_some()))
        {
            outputs.push((path(&format!("topics/{slug}/atom.xml")), "the feed of a topic"));
        }
    }
    outputs
}
