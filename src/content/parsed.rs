//! [`Parsed`]: a content file as far as it could be read.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::content::article::Article;
use crate::digest::Digested;

/// What was read of a content file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Parsed {
    /// All that a page is made from, though single values may have faults.
    Whole(Arc<Digested<Article>>),
    /// Too little to make a page from; what there is can be judged.
    Partial(PartialArticle),
}

/// An article that has no title, or whose front matter could not be told from its text. It is never published.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartialArticle(pub(crate) Arc<Digested<Article>>);

/// One is the same as another that was read in the same moment; that is enough to tell whether anything changed.
impl PartialEq for PartialArticle {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl PartialArticle {
    /// What could be read of it. Its title may be the path of its file.
    pub fn readable(&self) -> &Arc<Digested<Article>> {
        &self.0
    }
}

impl Parsed {
    /// The article, if a page can be made from it.
    pub fn whole(&self) -> Option<&Arc<Digested<Article>>> {
        match self {
            Self::Whole(article) => Some(article),
            Self::Partial(_) => None,
        }
    }

    /// What could be read, be it much or little.
    pub fn readable(&self) -> &Arc<Digested<Article>> {
        match self {
            Self::Whole(article) | Self::Partial(PartialArticle(article)) => article,
        }
    }

    /// The same, but as something from which no page can be made.
    pub(crate) fn into_partial(self) -> Self {
        match self {
            Self::Whole(article) => Self::Partial(PartialArticle(article)),
            Self::Partial(_) => self,
        }
    }
}
