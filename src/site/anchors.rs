//! Whether a page has an anchor that a link leads to, and what to say if it has not.

use std::sync::Arc;

use crate::content::{Article, Citation, Question};
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean, list_of};
use crate::site::bibliography::Bibliography;
use crate::site::page::PageId;

/// An anchor that another page is expected to have. The target does not depend on whether it does: so a page need not
/// be linked again because another one's headings changed.
#[derive(Debug)]
pub(crate) struct ExpectedAnchor {
    pub(crate) page: PageId,
    pub(crate) anchor: String,
    pub(crate) place: Place,
    /// The page as it was written, for the message.
    pub(crate) whose: String,
}

impl ExpectedAnchor {
    /// The finding that the anchor is missing, if it is.
    pub(crate) fn check(&self, articles: &[&Arc<Article>]) -> Option<Diagnostic> {
        let article = articles.get(self.page)?;
        (!has_anchor(article, None, &self.anchor))
            .then(|| missing_anchor(self.place.clone(), &self.anchor, article, &self.whose))
    }
}

/// Whether the page of an article has an anchor: one that its text makes, or one of a source, mark, note or part.
pub(crate) fn has_anchor(
    article: &Article,
    bibliography: Option<&Bibliography>,
    anchor: &str,
) -> bool {
    if article.anchors.binary_search_by(|known| known.as_str().cmp(anchor)).is_ok() {
        return true;
    }
    if let Some(id) = anchor.strip_prefix("src-") {
        let cites = article.citations.iter().any(|citation| matches!(citation, Citation::Sources(items) if items.iter().any(|item| item.id == id)));
        return cites || article.sources.iter().any(|source| source.id == id);
    }
    if let Some(label) = anchor.strip_prefix("fn-") {
        return article.note_ids().iter().any(|id| id == label);
    }
    match anchor {
        "part-sources" => bibliography.is_none_or(|bibliography| !bibliography.entries.is_empty()),
        "part-questions" => article.questions.iter().any(Question::is_answered),
        "part-open" => article.questions.iter().any(|question| !question.is_answered()),
        "part-notes" => !article.notes.is_empty(),
        "part-updates" => !article.updates.is_empty(),
        "part-points" => !article.summary.is_empty(),
        "main" => true,
        _ => false,
    }
}

pub(crate) fn missing_anchor(
    place: Place,
    anchor: &str,
    article: &Article,
    whose: &str,
) -> Diagnostic {
    let finding =
        Diagnostic::new(Code::LinkAnchor, place, format!("{whose} has no anchor `#{anchor}`"));
    match did_you_mean(anchor, article.anchors.iter().map(String::as_str)) {
        Some(near) => finding.hint(format!("did you mean `#{near}`?")),
        None if article.anchors.is_empty() => {
            finding.hint("the page has no headings; link to the page itself")
        }
        None => {
            let some: Vec<&str> = article.anchors.iter().take(6).map(String::as_str).collect();
            finding.hint(format!("it has, among others, {}", list_of(some)))
        }
    }
}
