//! [`LinkInput`]: what a site is linked from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::{Article, PartialArticle, Withheld};
use crate::digest::Digested;
use crate::path::SitePath;
use crate::site::page::Environment;

/// What [`link`](crate::site::link()) is given.
#[derive(Clone, Debug)]
pub struct LinkInput {
    /// Every article that was read, drafts included, by path.
    pub articles: Vec<Arc<Digested<Article>>>,
    /// What could be read of articles that do not make a page: it is checked, too.
    pub partial: Vec<PartialArticle>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// What any of them may refer to.
    pub surroundings: Arc<Environment>,
    /// The files of `content/` that are not articles.
    pub files: Arc<BTreeSet<SitePath>>,
    /// Those of them that are not meant for readers, and why.
    pub withheld: Arc<BTreeMap<SitePath, Withheld>>,
    /// The files of the theme and of the site's `static/` folder: where each is published, and where it comes from.
    pub statics: Arc<BTreeMap<SitePath, SitePath>>,
}
