//! The rules about findings that an author allows.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const INVALID: Rule = Rule {
    name: "allow/invalid",
    severity: Severity::Warning,
    summary: "A finding is allowed in a way that has no effect.",
    explanation: "`<!-- allow CODE: reason -->` before a block, or an item of `allow` in the front matter, accepts a finding. The code must be that of a finding, and not of one that is always an error; and the reason must be there, for whoever reads the text next.",
    remedy: "Write the code that the finding shows in brackets, a colon, and why it is right here.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "---\ntitle: Why?\n---\n\n<!-- allow citation/figure -->\nIt costs 300 euros.\n",
        )],
        good: &[(
            "content/why.md",
            "---\ntitle: Why?\n---\n\n<!-- allow citation/figure: our own price -->\nIt costs 300 euros.\n",
        )],
    },
};
