//! The rules about corrections.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const DISGUISED: CheckRule = CheckRule {
    rule: Rule {
        name: "correction/disguised",
        severity: Severity::Warning,
        summary: "A correction is called an update or a clarification.",
        explanation: "The note says that something was wrong, and the entry is called something milder. Readers who relied on it must learn that it was wrong; an update adds, and a clarification makes clear.",
        remedy: "Write `kind: correction`, with `was` and `now`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nupdates:\n  - {date: 2026-03-01, note: The year was wrong.}\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nupdates:\n  - {date: 2026-03-01, kind: correction, note: The year was wrong., was: In 2024, now: In 2025}\n---\n",
            )],
        },
    },
    origin: "The Washington Post's policies: clarifications and updates must not be used for what needs a correction.",
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const SAME: CheckRule = CheckRule {
    rule: Rule {
        name: "correction/same",
        severity: Severity::Warning,
        summary: "`was` and `now` of a correction say the same.",
        explanation: "A correction shows what the page said and what it says now. If both are the same, readers cannot see what was wrong. White space and the kinds of quotation marks and dashes make no difference.",
        remedy: "Write under `was` what it said, word for word.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nupdates:\n  - {date: 2026-03-01, kind: correction, note: The year was wrong., was: In 2025, now: In 2025}\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nupdates:\n  - {date: 2026-03-01, kind: correction, note: The year was wrong., was: In 2024, now: In 2025}\n---\n",
            )],
        },
    },
    origin: "Reuters' Handbook of Journalism: a correction says what was wrong and what is right.",
    languages: &[],
    measured: None,
};
