//! The rules about what an article says of itself.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const NO_AUTHOR: CheckRule = CheckRule {
    rule: Rule {
        name: "article/no-author",
        severity: Severity::Warning,
        summary: "An explainer does not say who wrote it.",
        explanation: "Readers judge what they read by who says it. A site may name one author for all of its articles.",
        remedy: "Write `authors` in the front matter, or `author` in site.toml.",
        example: Example::Files {
            bad: &[("content/why.md", "---\ntitle: Why?\n---\n\nIt hums.\n")],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nauthors: [Ada Lovelace]\n---\n\nIt hums.\n",
            )],
        },
    },
    origin: "The Trust Project's indicator \"Journalist expertise\": who made this?",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const NO_DATE: CheckRule = CheckRule {
    rule: Rule {
        name: "article/no-date",
        severity: Severity::Warning,
        summary: "An explainer does not say when it was published.",
        explanation: "Without a date nobody can tell what the author could know. The article is in no feed, and stands last in lists.",
        remedy: "Write `date:` with the day of publication.",
        example: Example::Files {
            bad: &[("content/why.md", "---\ntitle: Why?\n---\n\nIt hums.\n")],
            good: &[("content/why.md", "---\ntitle: Why?\ndate: 2026-01-02\n---\n\nIt hums.\n")],
        },
    },
    origin: "Google's guidance on publication dates; the style guides of Associated Press and Reuters, by which every story has a dateline.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const NO_AS_OF: CheckRule = CheckRule {
    rule: Rule {
        name: "article/no-as-of",
        severity: Severity::Warning,
        summary: "An explainer does not say up to which day its facts were checked.",
        explanation: "An explainer stays for years. `as_of` is the day on which somebody last saw that everything in it holds; the page shows it.",
        remedy: "Write `as_of:` with the day of the last check.",
        example: Example::Files {
            bad: &[("content/why.md", "---\ntitle: Why?\n---\n\nIt hums.\n")],
            good: &[("content/why.md", "---\ntitle: Why?\nas_of: 2026-01-02\n---\n\nIt hums.\n")],
        },
    },
    origin: "Our World in Data gives every chart the day of its last update; the NHS content standard asks for the day of the last review.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const NO_STANDFIRST: CheckRule = CheckRule {
    rule: Rule {
        name: "article/no-standfirst",
        severity: Severity::Warning,
        summary: "An explainer has no standfirst.",
        explanation: "The standfirst says in a sentence or two what readers will learn. Lists, feeds, search engines and cards show it; without it, they get the first paragraph, which was written for another purpose.",
        remedy: "Write one or two sentences under `standfirst`.",
        example: Example::Files {
            bad: &[("content/why.md", "---\ntitle: Why?\n---\n\nIt hums.\n")],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nstandfirst: Where the noise comes from, and how to end it.\n---\n\nIt hums.\n",
            )],
        },
    },
    origin: "The nut graf of American newspapers: what the story is about, and why it matters, at the top.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const TITLE_LONG: CheckRule = CheckRule {
    rule: Rule {
        name: "article/title-long",
        severity: Severity::Warning,
        summary: "A title has more than 110 characters.",
        explanation: "Search engines and cards cut a long title, and readers of lists skip it. The limit is that of schema.org's advice for headlines.",
        remedy: "Say the rest in the standfirst.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why does the machine in the cellar hum by day and by night, and what can the people of the house do about it at last?\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why does the machine in the cellar hum?\n---\n",
            )],
        },
    },
    origin: "Google's documentation of `headline` in article markup: not more than 110 characters.",
    languages: &[],
    measured: None,
};
