//! The rules about what is out of date, or will be.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const REVIEW_DUE: CheckRule = CheckRule {
    rule: Rule {
        name: "time/review-due",
        severity: Severity::Warning,
        summary: "The day on which the article was to be reviewed is past.",
        explanation: "`review_by` is a promise to come back. What an article says may have changed since, and readers see the date.",
        remedy: "Check whether it still holds, correct what does not, set `as_of` to the day of the check, and `review_by` to the next one.",
        example: Example::Files {
            bad: &[("content/why.md", "---\ntitle: Why?\nreview_by: 2020-01-01\n---\n")],
            good: &[("content/why.md", "---\ntitle: Why?\nreview_by: 2999-01-01\n---\n")],
        },
    },
    origin: "Review dates are required of public pages by the NHS content standard and by GOV.UK's guidance on keeping content accurate.",
    languages: &[],
    measured: None,
};
