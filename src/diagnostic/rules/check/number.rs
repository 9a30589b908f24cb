//! The rules about figures, whatever their sources say.

use crate::diagnostic::rules::rule::{CheckRule, Example, Measured, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const CHANGE: CheckRule = CheckRule {
    rule: Rule {
        name: "number/change",
        severity: Severity::Warning,
        summary: "Two figures do not give the change stated beside them.",
        explanation: "Readers work it out, and trust the rest less. 400 that became 1,400 has grown 3.5 times, by 250 %, and not threefold; a share that rose from 4 % to 6 % rose by two percentage points, or by 50 %, and not by 2 %. Roundings are allowed for, and words such as \"nearly\" and \"more than\".",
        remedy: "Correct the change or the figures.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nIt tripled, from 400 TB to 1,400 TB [@iea-2024].\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nIt grew 3.5 times, from 400 TB to 1,400 TB [@iea-2024].\n",
            )],
        },
    },
    origin: "The BBC's guide \"Reporting statistics\", on percentages and percentage points; the Guardian's style guide, \"percentage rises\".",
    languages: &["en"],
    measured: None,
};

pub(in crate::diagnostic) const BASE: CheckRule = CheckRule {
    rule: Rule {
        name: "number/base",
        severity: Severity::Info,
        summary: "A change is stated without what it is measured from.",
        explanation: "\"Doubled\" says nothing without since when; \"up 30 %\" is much of a little or little of much. A date, a period or the pair of figures in the sentence is enough.",
        remedy: "Give both figures, each with its date.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nSales have doubled [@iea-2024].\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nSales have doubled since 2015 [@iea-2024].\n",
            )],
        },
    },
    origin: "The Royal Statistical Society and Sense about Science, \"Making Sense of Statistics\"; the Office for Statistics Regulation on context.",
    languages: &["en"],
    measured: Some(Measured { right: 1, wrong: 0, missed: 1 }),
};

pub(in crate::diagnostic) const CONFLICT: CheckRule = CheckRule {
    rule: Rule {
        name: "number/conflict",
        severity: Severity::Warning,
        summary: "One figure has two values on a page.",
        explanation: "Where key points, answers and body say the same of the same day with different values, at least one is wrong: often it was corrected in one place only. Only sentences that agree in their words, names and dates are compared, and roundings are allowed for.",
        remedy: "Correct the wrong one; if both are right, say what makes them differ.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsummary:\n  - In 2025 the firm sold 1,200 pumps in the country. [@iea-2024]\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nIn 2025 the firm sold 1,400 pumps in the country [@iea-2024].\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsummary:\n  - In 2025 the firm sold 1,400 pumps in the country. [@iea-2024]\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nIn 2025 the firm sold 1,400 pumps in the country [@iea-2024].\n",
            )],
        },
    },
    origin: "The Reuters Handbook of Journalism, on checking figures for consistency within a story.",
    languages: &["en", "de", "fr", "es"],
    measured: None,
};
