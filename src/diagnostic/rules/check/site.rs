//! The rules about the site as a whole.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const ORPHAN: CheckRule = CheckRule {
    rule: Rule {
        name: "site/orphan",
        severity: Severity::Info,
        summary: "No other page's text leads to a page.",
        explanation: "Lists show every article, but readers and search engines find a page mostly by links in the text of others, which also say why it matters. Sites with fewer than five explainers are not judged.",
        remedy: "Link to it from an article that its readers come from, in the text or with `related`; a plain page may be in the menu.",
        example: Example::Told("an article that no other article of a large site mentions"),
    },
    origin: "Google's \"Link best practices\": every page you care about should have a link from at least one other page.",
    languages: &[],
    measured: None,
};
