//! The rules about sources.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const DUPLICATE_ID: Rule = Rule {
    name: "source/duplicate-id",
    severity: Severity::Error,
    summary: "Two sources have the same id.",
    explanation: "An id names one source. If two sources have the same id, or one of them is in `content/sources.yaml`, it is unclear which one is cited.",
    remedy: "Give one of them another id, or remove the copy.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - {id: iea, title: Heat pumps}
  - {id: iea, title: Boilers}
---

It saves heat. [@iea]
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - {id: iea, title: Heat pumps}
  - {id: iea-2, title: Boilers}
---

It saves heat. [@iea; @iea-2]
",
        )],
    },
};

pub(in crate::diagnostic) const INVALID_ID: Rule = Rule {
    name: "source/invalid-id",
    severity: Severity::Error,
    summary: "A source's id has characters that are not allowed.",
    explanation: "An id consists of at most 64 ASCII letters and digits, with `_ - . : / +` allowed between them, so that it can be used in a citation and in an address.",
    remedy: "Write one such as `who-2026`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - {id: the IEA, title: Heat pumps}
---

It saves heat.
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - {id: the-iea, title: Heat pumps}
---

It saves heat. [@the-iea]
",
        )],
    },
};

pub(in crate::diagnostic) const LOOP: Rule = Rule {
    name: "source/loop",
    severity: Severity::Error,
    summary: "Sources derive from each other in a circle.",
    explanation: "`derives_from` lists the older sources that a source draws on. If two draw on each other, nobody can tell where a claim comes from.",
    remedy: "Remove the wrong entry.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - {id: a, title: A, derives_from: b}
  - {id: b, title: B, derives_from: a}
---

It saves heat. [@a; @b]
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - {id: a, title: A, derives_from: b}
  - {id: b, title: B}
---

It saves heat. [@a; @b]
",
        )],
    },
};

pub(in crate::diagnostic) const UNTITLED: Rule = Rule {
    name: "source/untitled",
    severity: Severity::Warning,
    summary: "A source is nothing but an address.",
    explanation: "An address alone is a source, and so is an id with an address. But readers see the address in place of a title, and when the page moves, nobody can tell what it was. Until the source has an id of its own, it is cited by one that is made of the address: the finding names it.",
    remedy: "Give it an id and a title, as the finding shows; a publisher and a day help, too.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  - https://example.org/heat-pumps
---

It saves heat. [@example-heat-pumps]
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
sources:
  pumps: {title: Heat pumps, url: https://example.org/heat-pumps}
---

It saves heat. [@pumps]
",
        )],
    },
};

pub(in crate::diagnostic) const UNUSED: Rule = Rule {
    name: "source/unused",
    severity: Severity::Warning,
    summary: "A source is listed but never cited.",
    explanation: r#"A source that is not cited supports no claim. The page lists it under "Further reading"."#,
    remedy: "Cite it where it supports a claim, or switch this finding off in `[check]` if you use sources as reading lists.",
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

It saves heat. [@iea]
",
        )],
    },
};

pub(in crate::diagnostic) const CONFLICT: Rule = Rule {
    name: "source/conflict",
    severity: Severity::Warning,
    summary: "One URL is described in two ways.",
    explanation: "Two files give the same address different titles, publishers, authors or dates. The list of sources shows one entry for an address, so one of them must be wrong.",
    remedy: "Make them agree or, better, list the source once in `content/sources.yaml`.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                r#"---
title: Why?
sources:
  - {id: iea, title: Heat pumps, url: "https://example.org/"}
---

It saves heat. [@iea]
"#,
            ),
            (
                "content/how.md",
                r#"---
title: How?
sources:
  - {id: iea, title: Pumps, url: "https://example.org/"}
---

It moves heat. [@iea]
"#,
            ),
        ],
        good: &[
            (
                "content/why.md",
                r#"---
title: Why?
sources:
  - {id: iea, title: Heat pumps, url: "https://example.org/"}
---

It saves heat. [@iea]
"#,
            ),
            (
                "content/how.md",
                r#"---
title: How?
sources:
  - {id: iea, title: Heat pumps, url: "https://example.org/"}
---

It moves heat. [@iea]
"#,
            ),
        ],
    },
};
