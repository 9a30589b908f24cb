//! Collections: topics, updates.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Config;
use crate::content::Article;
use crate::diagnostic::{Code, Diagnostic, Fix, Place, Safety, exactly};
use crate::digest::Digested;
use crate::path::SitePath;
use crate::site::numbers::{PageId, TopicId, UpdateId};
use crate::site::page::Page;
use crate::span::Span;

/// A topic of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What identifies the topic, and the segment of its URL.
    pub slug: String,
    /// The name that is shown.
    pub name: String,
    /// What `site.toml` says about it.
    pub description: Option<String>,
    /// Its explainers, in list order.
    pub pages: Vec<PageId>,
    /// Whether one of them has a date; if so, the topic has a feed.
    pub dated: bool,
}

/// The topics, and which of them each explainer has.
pub(crate) struct Collections {
    pub(crate) topics: Vec<Topic>,
    pub(crate) topics_of: Vec<Vec<TopicId>>,
}

impl Collections {
    pub(crate) fn new(
        explainers: &[Arc<Digested<Article>>],
        config: &Config,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut by_slug: BTreeMap<&str, Vec<(PageId, &crate::content::ArticleTopic)>> =
            BTreeMap::new();
        for (n, article) in explainers.iter().enumerate() {
            for topic in &article.topics {
                by_slug.entry(&topic.slug).or_default().push((PageId(n), topic));
            }
        }
        let mut topics: Vec<Topic> = by_slug
            .into_iter()
            .map(|(slug, uses)| {
                let settings = config.topics.get(slug);
                let name = settings
                    .and_then(|settings| settings.name.clone())
                    .unwrap_or_else(|| first_spelling(&uses, explainers, findings));
                Topic {
                    slug: slug.to_owned(),
                    name,
                    description: settings.and_then(|settings| settings.description.clone()),
                    pages: uses.iter().map(|(id, _)| *id).collect(),
                    dated: uses
                        .iter()
                        .filter_map(|(id, _)| explainers.get(id.0))
                        .any(|article| article.date.is_some()),
                }
            })
            .collect();
        topics.sort_by_cached_key(|topic| (topic.name.to_lowercase(), topic.slug.clone()));
        let numbers: BTreeMap<&str, TopicId> =
            topics.iter().enumerate().map(|(n, topic)| (topic.slug.as_str(), TopicId(n))).collect();
        let topics_of = explainers
            .iter()
            .map(|article| {
                article
                    .topics
                    .iter()
                    .filter_map(|topic| numbers.get(topic.slug.as_str()).copied())
                    .collect()
            })
            .collect();
        Self { topics, topics_of }
    }
}

/// Returns the spelling in the first file by path; another spelling elsewhere is a finding.
fn first_spelling(
    uses: &[(PageId, &crate::content::ArticleTopic)],
    explainers: &[Arc<Digested<Article>>],
    findings: &mut Vec<Diagnostic>,
) -> String {
    let path = |id: &PageId| explainers.get(id.0).map(|article| &article.path);
    let Some((first_id, first)) = uses.iter().min_by_key(|(id, _)| path(id)) else {
        return String::new();
    };
    for (id, other) in uses.iter().filter(|(_, topic)| topic.name != first.name) {
        let (Some(here), Some(there)) = (path(id), path(first_id)) else { continue };
        let finding = Diagnostic::new(
            Code::TopicSpelling,
            Place::new(here, other.span),
            format!("the topic `{}` is spelled `{}` elsewhere", other.name, first.name),
        )
        .related(Place::new(there, first.span), "spelled like this")
        .hint(format!(
            "spell it the same way, or name it in site.toml: `[topics.{}]` with `name = \"…\"`",
            first.slug
        ))
        .fix(respelled(here, exactly(other.span, &other.name), &first.name));
        findings.push(finding);
    }
    first.name.clone()
}

/// Returns the fix that spells a topic like the others. It changes nothing on the site, which already shows it that
/// way. `None` if the bytes are not known, or the other spelling might need quotes.
fn respelled(path: &SitePath, written: Option<Span>, name: &str) -> Option<Fix> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let fits = name.chars().all(is_plain) && name.starts_with(char::is_alphabetic);
    written.filter(|_| fits).map(|span| Fix::replace(path, span, name, Safety::Safe))
}

/// One update of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateEntry {
    /// The day.
    pub date: Date,
    /// The page.
    pub page: PageId,
    /// Which of the article's `updates`.
    pub update: UpdateId,
}

/// Returns all updates, newest first; those of one day in list order.
pub(crate) fn updates(pages: &[Arc<Page>]) -> Vec<UpdateEntry> {
    let mut updates: Vec<UpdateEntry> = pages
        .iter()
        .enumerate()
        .flat_map(|(page, linked)| {
            linked.article.updates.iter().enumerate().map(move |(update, entry)| UpdateEntry {
                date: entry.date,
                page: PageId(page),
                update: UpdateId(update),
            })
        })
        .collect();
    updates.sort_by_key(|entry| (std::cmp::Reverse(entry.date), entry.page, entry.update));
    updates
}
