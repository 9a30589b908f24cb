//! [`LinkInput`]: what a site is linked from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::{Article, PartialArticle};
use crate::digest::Digested;
use crate::path::SitePath;
use crate::site::page::Environment;

/// What [`link`](crate::site::link()) is given.
#[derive(Clone, Debug)]
pub struct LinkInput {
    /// Every article that was read, drafts included, by path.
    pub articles: Vec<Arc<Digested<Article>>>,
    /// What could be read of articles that make no page: it is judged, too.
    pub partial: Vec<PartialArticle>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// What any of them may refer to.
    pub surroundings: Arc<Environment>,
    /// The files of `content/` that are no articles.
    pub files: Arc<BTreeSet<SitePath>>,
    /// Files that the theme and the site's `static/` folder give: where each is published, and where it comes from.
    pub statics: Arc<BTreeMap<SitePath, SitePath>>,
}
