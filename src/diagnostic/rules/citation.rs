//! The rules about citations.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const UNKNOWN_SOURCE: Rule = Rule {
    name: "citation/unknown-source",
    severity: Severity::Error,
    summary: "A citation names a source that does not exist.",
    explanation: "The mark names a source that is listed neither in the article's `sources` nor in `content/sources.yaml`.",
    remedy: r#"Correct the id, or list the source:

    sources:
      - id: who-2026
        title: "The title of the work""#,
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
---

It saves heat. [@aie]
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
---

It saves heat. [@iea]
",
        )],
    },
};

pub(in crate::diagnostic) const MALFORMED: Rule = Rule {
    name: "citation/malformed",
    severity: Severity::Error,
    summary: "Something looks like a citation but is not one.",
    explanation: "Something begins like a citation but could not be read as one, so it would appear on the page as plain text.",
    remedy: r#"Write `[@id]`, `[@id, p. 4]` or `[@a; @b]` in running text. `\[@` shows the bracket itself. A semicolon separates two sources, and no other brackets stand inside. `[@id]: …` would define a link and hide the citation."#,
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
---

It saves heat. [@iea, p. 4
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
---

It saves heat. [@iea, p. 4]
",
        )],
    },
};

pub(in crate::diagnostic) const MISPLACED: Rule = Rule {
    name: "citation/misplaced",
    severity: Severity::Error,
    summary: "A citation is in a heading, a link or an image.",
    explanation: "A mark is itself a link. In a heading it would appear in every table of contents; in a link it would break the link.",
    remedy: "Put the mark after the sentence that makes the claim.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
---

## Heat [@iea]

It saves heat.
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
---

## Heat

It saves heat. [@iea]
",
        )],
    },
};

pub(in crate::diagnostic) const NEEDED: Rule = Rule {
    name: "citation/needed",
    severity: Severity::Error,
    summary: "A claim is marked as still needing a source.",
    explanation: "`[@?: reason]` marks a claim that still needs a source. In a draft it is a visible reminder; a published page must not have one.",
    remedy: "Cite a source, rewrite the sentence, or keep the article a draft.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
---

It saves heat. [@?: how much?]
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
---

It saves heat. [@iea]
",
        )],
    },
};

pub(in crate::diagnostic) const UNMARKED: Rule = Rule {
    name: "citation/unmarked",
    severity: Severity::Warning,
    summary: "A source is named as in a citation, but without its brackets or its `@`.",
    explanation: "Only `[@id]` is a citation. `@id`, `(@id)` and `[id]` are text, even if there is a source with this id: readers would see the id, and the source list would not know of it.",
    remedy: "Write `[@id]`. A name that is not meant as a source can have a backslash before it: `\\@id`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
    url: https://example.org/
---

It moves heat (@iea).
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - id: iea
    title: Heat pumps
    url: https://example.org/
---

It moves heat [@iea].
",
        )],
    },
};
