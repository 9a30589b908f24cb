//! The rules about what is out of date, or will be.

use crate::diagnostic::rules::rule::{CheckRule, Example, Measured, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const REVIEW_DUE: CheckRule = CheckRule {
    rule: Rule {
        name: "time/review-due",
        severity: Severity::Warning,
        summary: "The day on which the article, or one of its answers, was to be reviewed is past.",
        explanation: "`review_by` is a promise to come back. What is said there may have changed since, and readers see the date.",
        remedy: "Check whether it still holds, correct what does not, set `as_of` (of an article) or `checked` (of an answer) to the day of the check, and `review_by` to the next one.",
        example: Example::Files {
            bad: &[("content/why.md", "---\ntitle: Why?\nreview_by: 2020-01-01\n---\n")],
            good: &[("content/why.md", "---\ntitle: Why?\nreview_by: 2999-01-01\n---\n")],
        },
    },
    origin: "Review dates are required of public pages by the NHS content standard and by GOV.UK's guidance on keeping content accurate.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const AS_OF_OLD: CheckRule = CheckRule {
    rule: Rule {
        name: "time/as-of-old",
        severity: Severity::Info,
        summary: "The facts were checked more than a year ago.",
        explanation: "`as_of` says up to which day the facts were checked. After a year, readers wonder. An article with a `review_by` in the future is not judged: somebody has decided when to look again.",
        remedy: "Check the facts and set `as_of` to the day, or set `review_by`.",
        example: Example::Files {
            bad: &[("content/why.md", "---\ntitle: Why?\nas_of: 2020-01-01\n---\n\nIt hums.\n")],
            good: &[("content/why.md", "---\ntitle: Why?\nas_of: 2026-11-20\n---\n\nIt hums.\n")],
        },
    },
    origin: "GOV.UK's guidance on keeping content accurate: review at least once a year.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const RELATIVE: CheckRule = CheckRule {
    rule: Rule {
        name: "time/relative",
        severity: Severity::Warning,
        summary: "A word says when only together with the day on which it was written.",
        explanation: "\"This week\", \"currently\", \"recently\" and \"last year\" are true on the day they are written. Explainers are read for years. Quotations, emphasised words, questions and the log of updates are not judged, nor a sentence that says when it holds (\"as of 3 May 2026\", \"in 2026\"), nor one that tells what was so then. On plain pages, \"now\", \"today\" and \"this\" are not judged either: a manual says them of the moment in which it is read.",
        remedy: "Give the date or the period: \"in May 2026\", \"since 2024\".",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\n---\n\nThe fee is currently five euros.\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\n---\n\nIn May 2026 the fee was five euros.\n",
            )],
        },
    },
    origin: "Wikipedia's Manual of Style, \"Dates and numbers\", section \"Statements likely to become outdated\".",
    languages: &["en", "de", "fr", "es"],
    measured: Some(Measured { right: 31, wrong: 1, missed: 7 }),
};

pub(in crate::diagnostic) const PLANNED_PAST: CheckRule = CheckRule {
    rule: Rule {
        name: "time/planned-past",
        severity: Severity::Warning,
        summary: "Something is announced for a day that is past.",
        explanation: "\"Will open in May 2023\" was right when it was written. Now readers want to know whether it did. A sentence that knows that its plan is past (\"was to open in 2023\") is not judged.",
        remedy: "Say what happened. If nothing did, say that it was planned: \"was to open in May 2023\".",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\n---\n\nThe line will open in May 2023.\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\n---\n\nThe line was to open in May 2023, and has not.\n",
            )],
        },
    },
    origin: "Wikipedia's template \"Update after\", which marks statements about the future that have passed.",
    languages: &["en"],
    measured: None,
};

pub(in crate::diagnostic) const UPDATED: CheckRule = CheckRule {
    rule: Rule {
        name: "time/updated",
        severity: Severity::Warning,
        summary: "`updated` is later than the newest entry of `updates`.",
        explanation: "Readers see that the page was changed and are not told what. `updated` is worked out from `date` and `updates`; a day that is written and later than both claims a change of which the log knows nothing.",
        remedy: "Add an entry to `updates` that says what changed, or remove `updated`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ndate: 2026-03-01\nupdated: 2026-03-05\n---\n\nIt hums.\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ndate: 2026-03-01\nupdated: 2026-03-05\nupdates:\n  - {date: 2026-03-05, note: Added how loud it is.}\n---\n\nIt hums.\n",
            )],
        },
    },
    origin: "Google's \"Influence your byline dates\": do not change the date without a significant change to the page.",
    languages: &[],
    measured: None,
};
