//! The rules about questions and their answers.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const MARK: CheckRule = CheckRule {
    rule: Rule {
        name: "question/mark",
        severity: Severity::Warning,
        summary: "A question does not end in a question mark.",
        explanation: "Questions are shown in the FAQ, in search and to assistants by themselves. A heading such as \"Cost of the line\" does not tell readers what the answer will say, and is not what they type.",
        remedy: "Ask it as readers would: \"How much does the line cost?\"",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - \"Cost of the line\"\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - \"How much does the line cost?\"\n---\n",
            )],
        },
    },
    origin: "Google's guidelines for FAQ structured data ask for the full text of a question; GOV.UK's content guidance asks for users' own words.",
    languages: &[],
    measured: None,
};
