//! The rule about findings that are allowed and not found.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const UNUSED: CheckRule = CheckRule {
    rule: Rule {
        name: "allow/unused",
        severity: Severity::Warning,
        summary: "A finding is allowed that is not found.",
        explanation: "What was allowed has been corrected, or is elsewhere: a comment accepts a finding only in the block that follows it. Left where it is, it would hide the next mistake.",
        remedy: "Remove it, or move it before the block that it is about.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nallow:\n  - code: time/review-due\n    reason: Nothing changes here.\nreview_by: 2999-01-01\n---\n",
            )],
            good: &[("content/why.md", "---\ntitle: Why?\nreview_by: 2999-01-01\n---\n")],
        },
    },
    origin: "ESLint's `--report-unused-disable-directives`, Ruff's `unused-noqa`: every tool with suppressions learnt to tell of those that suppress nothing.",
    languages: &[],
    measured: None,
};
