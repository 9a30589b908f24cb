//! The rules about what changed since it was published.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const SILENT_EDIT: CheckRule = CheckRule {
    rule: Rule {
        name: "history/silent-edit",
        severity: Severity::Warning,
        summary: "The text of a published article changed, and `updates` does not say so.",
        explanation: "With `--since`, an article is compared with the state that was published. Readers who come back, and those who quoted it, can see what changed only if it is said. Words are compared, not marks, links or citations.",
        remedy: "Add an entry to `updates` that says what changed, in words that a newcomer understands. If it was only spelling, allow the finding with that as the reason.",
        example: Example::Told(
            "a sentence of an article that is on the main branch was changed on a branch, without an entry",
        ),
    },
    origin: "The Trust Project's corrections indicator, and the corrections policies of Reuters and The Washington Post: changes of substance are disclosed.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const REWRITTEN: CheckRule = CheckRule {
    rule: Rule {
        name: "history/rewritten",
        severity: Severity::Warning,
        summary: "A published entry of `updates` was changed or removed.",
        explanation: "The list of updates is the article's record. An entry that was published and then changes makes the rest of the list worth nothing.",
        remedy: "Put the entry back. If it was wrong itself, add a new one that says so.",
        example: Example::Told("a correction that was published in May has other words in June"),
    },
    origin: "Corrections are themselves part of the record: the retraction guidelines of the Committee on Publication Ethics, and the practice of append-only logs.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const ANCHOR_GONE: CheckRule = CheckRule {
    rule: Rule {
        name: "history/anchor-gone",
        severity: Severity::Warning,
        summary: "The anchor of a published question or heading is gone.",
        explanation: "Anchors are made from words: when a question or a heading is reworded, links to it from other sites lead to the top of the page. `id:` at a question, or `{#anchor}` at a heading, keeps the old one.",
        remedy: "Give the old anchor to the question or heading that has its place.",
        example: Example::Told(
            "the heading `## Costs` became `## What it costs`, and links to `#costs` lead nowhere",
        ),
    },
    origin: "W3C, \"Cool URIs don't change\" (Berners-Lee, 1998).",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const PAGE_GONE: CheckRule = CheckRule {
    rule: Rule {
        name: "history/page-gone",
        severity: Severity::Warning,
        summary: "A published page is gone, and nothing leads on from its address.",
        explanation: "The file was removed, renamed or became a draft, or its slug changed. Whoever has the address gets an error.",
        remedy: "Write the old address under `aliases` in the article that takes its place. If none does, keep the page and say in it why it no longer holds.",
        example: Example::Told(
            "`content/costs.md` was renamed to `content/prices.md` without an alias",
        ),
    },
    origin: "W3C, \"Cool URIs don't change\" (Berners-Lee, 1998).",
    languages: &[],
    measured: None,
};
