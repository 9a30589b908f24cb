//! [`HistoryInput`]: what is compared.

use crate::content::Article;
use crate::site::Site;

/// Two states of a site.
pub struct HistoryInput<'a> {
    /// What was published.
    pub before: &'a Site,
    /// What would be published now.
    pub now: &'a Site,
    /// Returns the text of a content file as it is now.
    pub text_of: &'a dyn Fn(&Article) -> String,
}
