//! [`HeldArticles`]: the articles that are drafts because of the day on which the site is built.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::{Article, Hold};
use crate::digest::Digested;
use crate::path::SitePath;

/// An article as it is in its file.
type Original = Arc<Digested<Article>>;

/// Articles as drafts, each with the article that it was made from and the reason: one that is unchanged is shared with
/// the site before.
#[derive(Default)]
pub(super) struct HeldArticles(BTreeMap<SitePath, (Original, Hold, Original)>);

impl HeldArticles {
    /// Returns an article as it is on this day: itself, or as a draft, which is noted here.
    pub(super) fn of(&mut self, article: &Original, today: Date, before: &Self) -> Original {
        let Some(hold) = article.hold_on(today) else { return Arc::clone(article) };
        let known = before.0.get(&article.path);
        let known = known.filter(|(of, why, _)| Arc::ptr_eq(of, article) && *why == hold);
        let draft = known.map_or_else(
            || {
                let article = Article { draft: true, hold: Some(hold), ..(***article).clone() };
                Arc::new(Digested::new(article))
            },
            |(_, _, draft)| Arc::clone(draft),
        );
        self.0.insert(article.path.clone(), (Arc::clone(article), hold, Arc::clone(&draft)));
        draft
    }
}
