//! `site/no-topic`: an explainer that no topic holds, where most others have one.

use crate::check::input::SiteInput;
use crate::diagnostic::{Code, Diagnostic, Place};

/// Reports each explainer without a topic, if more than half of them have one.
pub(in crate::check::rules) fn check(input: &SiteInput<'_>, findings: &mut Vec<Diagnostic>) {
    let explainers = || input.articles.iter().filter(|article| article.is_explainer());
    let without: Vec<_> = explainers().filter(|article| article.topics.is_empty()).collect();
    if without.len() * 2 >= explainers().count() {
        return;
    }
    for article in without {
        let place = Place::new(&article.path, article.title_span);
        let message = "this article has no topic, and most others have one";
        let hint =
            "add `topics`, with one that others have: readers find by it what belongs together";
        findings.push(Diagnostic::new(Code::SiteNoTopic, place, message).hint(hint));
    }
}
