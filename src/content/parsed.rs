//! [`Parsed`]: a content file, as far as it could be read.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::content::article::Article;
use crate::digest::Digested;

/// What was read of a content file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Parsed {
    /// Everything that a page needs, though single values may have faults.
    Whole(Arc<Digested<Article>>),
    /// Too little for a page; what there is can be checked.
    Partial(PartialArticle),
}

/// An article without a title, or whose front matter could not be separated from its text. It is never published.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartialArticle(pub(crate) Arc<Digested<Article>>);

/// Equal only if both come from the same reading; that is enough to see whether anything changed.
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
    /// Returns the article, if it is enough for a page.
    pub fn whole(&self) -> Option<&Arc<Digested<Article>>> {
        match self {
            Self::Whole(article) => Some(article),
            Self::Partial(_) => None,
        }
    }

    /// Returns what could be read, however much it is.
    pub fn readable(&self) -> &Arc<Digested<Article>> {
        match self {
            Self::Whole(article) | Self::Partial(PartialArticle(article)) => article,
        }
    }

    /// Returns the same as something that is not enough for a page.
    pub(crate) fn into_partial(self) -> Self {
        match self {
            Self::Whole(article) => Self::Partial(PartialArticle(article)),
            Self::Partial(_) => self,
        }
    }
}
