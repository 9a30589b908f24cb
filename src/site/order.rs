//! [`ArticleOrder`]: the published articles by kind, in the order of the pages.

use std::sync::Arc;

use crate::content::{Article, ArticleKind};
use crate::digest::Digested;

/// The published articles by kind.
pub(crate) struct ArticleOrder {
    pub(crate) explainers: Vec<Arc<Digested<Article>>>,
    pub(crate) plain: Vec<Arc<Digested<Article>>>,
    pub(crate) home: Option<Arc<Digested<Article>>>,
}

impl ArticleOrder {
    pub(super) fn new(pages: &[usize], articles: &[Arc<Digested<Article>>]) -> Self {
        let mut order = Self { explainers: Vec::new(), plain: Vec::new(), home: None };
        for article in pages.iter().filter_map(|n| articles.get(*n)).cloned() {
            match article.kind {
                ArticleKind::Explainer => order.explainers.push(article),
                ArticleKind::Page => order.plain.push(article),
                ArticleKind::Home => order.home = Some(article),
            }
        }
        order
    }
}
