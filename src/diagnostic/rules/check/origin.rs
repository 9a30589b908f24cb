//! The rules about where sources have it from.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const RETRACTED: CheckRule = CheckRule {
    rule: Rule {
        name: "source/retracted",
        severity: Severity::Warning,
        summary: "A citation leads to a work that was retracted.",
        explanation: "`retracted` on a source says that its publisher or its authors took it back. What it is cited for has lost its support. A sentence that speaks of the retraction may cite it.",
        remedy: "Remove what rests on it, find another source, or tell readers of the retraction in the sentence.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, retracted: 2026-02-01}\n---\n\nIt saves heat. [@iea]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, retracted: 2026-02-01}\n---\n\nA study of it was retracted. [@iea]\n",
            )],
        },
    },
    origin: "Retraction Watch; the retraction guidelines of the Committee on Publication Ethics (COPE); Schneider et al., \"Continued post-retraction citation\" (2020).",
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const NONE: CheckRule = CheckRule {
    rule: Rule {
        name: "source/none",
        severity: Severity::Warning,
        summary: "A page of 300 words or more cites no source.",
        explanation: "An explainer shows where every claim comes from. One without a source asks to be believed. Only explainers are judged.",
        remedy: "List the works that it rests on under `sources`, and cite them where they are used.",
        example: Example::Told("an explainer of 800 words without a single mark"),
    },
    origin: "Wikipedia's policy on verifiability; the code of principles of the International Fact-Checking Network.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const SINGLE: CheckRule = CheckRule {
    rule: Rule {
        name: "source/single",
        severity: Severity::Warning,
        summary: "A page of 300 words or more cites only one source.",
        explanation: "A page that rests on one source repeats it, with its errors. Only explainers are judged.",
        remedy: "Find a second source that knows it from elsewhere, or tell readers in the text that there is only this one.",
        example: Example::Told("an explainer of 800 words in which every mark cites one report"),
    },
    origin: "The code of principles of the International Fact-Checking Network asks for more than one source of evidence.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const SINGLE_ORIGIN: CheckRule = CheckRule {
    rule: Rule {
        name: "source/single-origin",
        severity: Severity::Warning,
        summary: "All cited sources go back to one.",
        explanation: "Ten reports that repeat one study are one source. `derives_from` says what a source draws on; followed to its end, it leads here to a single origin. A book, a law, a case, a document such as a standard, and a dataset are works of their own, whatever they draw on.",
        remedy: "Look for a source that knows it from elsewhere, or tell readers that everything rests on one account.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps}\n  - {id: paper, title: Pumps win, derives_from: iea}\n---\n\nIt saves heat. [@iea; @paper]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps}\n  - {id: paper, title: Pumps win, derives_from: iea}\n  - {id: test, title: Ten pumps}\n---\n\nIt saves heat. [@iea; @paper; @test]\n",
            )],
        },
    },
    origin: "Journalism's rule of two independent sources; lateral reading (Wineburg and McGrew, 2019) traces claims to their origin.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const ORIGIN_SKIPPED: CheckRule = CheckRule {
    rule: Rule {
        name: "source/origin-skipped",
        severity: Severity::Warning,
        summary: "A repetition is cited, and its origin is listed but not cited.",
        explanation: "You know where the source has it from, since `derives_from` says so and that work is listed. Readers are better served by the work itself: repetitions leave out and change.",
        remedy: "Read the origin and cite it. If you could not read it, do not list it; say in `note` what the source rests on.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps}\n  - {id: paper, title: Pumps win, derives_from: iea}\n---\n\nIt saves heat. [@paper]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps}\n  - {id: paper, title: Pumps win, derives_from: iea}\n---\n\nIt saves heat. [@iea; @paper]\n",
            )],
        },
    },
    origin: "The SIFT method (Caulfield, 2019): trace claims to the original context.",
    languages: &[],
    measured: None,
};
