//! Related explainers: those worth reading after another.

use crate::site::linked::Site;
use crate::site::numbers::{PageId, TopicId};
use crate::site::target::Target;

/// An explainer that is worth reading after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Related {
    /// Which explainer it is.
    pub page: PageId,
    /// Why.
    pub reason: RelatedReason,
}

/// Why two explainers are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelatedReason {
    /// The author says so.
    Chosen,
    /// They cite this many sources in common.
    Sources(usize),
    /// They have this topic in common.
    Topic(TopicId),
}

/// How many related explainers a page shows.
const MAX_RELATED: usize = 5;
/// How many explainers of a topic are considered.
const CONSIDERED: usize = 64;

impl Site {
    /// Returns the explainers related to one: those that the author names, or else the five with the most points (three
    /// for a source in common, one for a topic; ties in list order).
    pub fn related(&self, id: PageId) -> Vec<Related> {
        let page = self.page(id);
        if !page.article.related.is_empty() {
            return page
                .article
                .related
                .iter()
                .filter_map(|link| match page.target(*link) {
                    Some(Target::Page { page, .. }) => {
                        Some(Related { page: page.0, reason: RelatedReason::Chosen })
                    }
                    _ => None,
                })
                .collect();
        }
        // The explainers that share something with the page: a source, or this topic.
        let mut common: Vec<(PageId, Option<TopicId>)> = Vec::new();
        for entry in page.bibliography.cited() {
            let Some(source) = self.site_source(id, entry).and_then(|source| self.source(source))
            else {
                continue;
            };
            let others = source.cited_by.iter().filter(|other| self.is_explainer(**other));
            common.extend(others.take(CONSIDERED).map(|other| (*other, None)));
        }
        for topic in &page.topics {
            let others = self.topics.get(topic.0).into_iter().flat_map(|topic| &topic.pages);
            common.extend(others.take(CONSIDERED).map(|other| (*other, Some(*topic))));
        }
        common.retain(|(other, _)| *other != id);
        // Stable: the first topic of a page stays its first.
        common.sort_by_key(|(other, _)| *other);
        let mut ranked: Vec<_> = common
            .chunk_by(|(one, _), (other, _)| one == other)
            .filter_map(|common| {
                let topics = common.iter().filter(|(_, topic)| topic.is_some()).count();
                let sources = common.len() - topics;
                let topic = common.iter().find_map(|(_, topic)| *topic);
                let (other, _) = common.first()?;
                Some((std::cmp::Reverse(3 * sources + topics), *other, sources, topic))
            })
            .collect();
        ranked.sort_unstable();
        ranked
            .into_iter()
            .take(MAX_RELATED)
            .map(|(_, page, sources, topic)| {
                let reason = match topic {
                    Some(topic) if sources == 0 => RelatedReason::Topic(topic),
                    _ => RelatedReason::Sources(sources),
                };
                Related { page, reason }
            })
            .collect()
    }
}
