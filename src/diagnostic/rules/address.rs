//! The rules about addresses: slugs, aliases, paths and anchors.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const SLUG_INVALID: Rule = Rule {
    name: "slug/invalid",
    severity: Severity::Error,
    summary: "A slug or alias cannot be used in a URL.",
    explanation: "A part of an address has lower-case letters of any script, digits, `-` and `_`. It is not corrected for you, so that the address is exactly what you wrote.",
    remedy: "Use the suggested form.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
slug: Heat Pumps
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
slug: heat-pumps
---
",
        )],
    },
};

pub(in crate::diagnostic) const ROUTE_DUPLICATE: Rule = Rule {
    name: "route/duplicate",
    severity: Severity::Error,
    summary: "Two pages would be published at one URL.",
    explanation: "Each address belongs to one page. Two files, or a file and a page that every site has (such as `/sources/`), would be published at the same one.",
    remedy: "Give one of them another file name or `slug:`.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            (
                "content/how.md",
                "\
---
title: How?
slug: why
---
",
            ),
        ],
        good: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            (
                "content/how.md",
                "\
---
title: How?
---
",
            ),
        ],
    },
};

pub(in crate::diagnostic) const ROUTE_ALIAS: Rule = Rule {
    name: "route/alias",
    severity: Severity::Error,
    summary: "An alias is the address of something else that is published.",
    explanation: "An alias is an old address that leads to the article's new one. If a real page or file has that address, the alias can never lead anywhere.",
    remedy: "Remove the alias, or move the other page.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
aliases: [/sources/]
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
aliases: [/old/]
---
",
        )],
    },
};

pub(in crate::diagnostic) const ROUTE_ALIAS_ENDING: Rule = Rule {
    name: "route/alias-ending",
    severity: Severity::Warning,
    summary: "An alias ends like a file that is not a page.",
    explanation: "An alias becomes a page that sends readers on. At an address such as `/rss.xml` or `/plan.pdf`, programs expect something else: a feed reader, for example, cannot read a page. Servers would offer it for download, so it is published as a folder, and only browsers get on from there.",
    remedy: "For the site's feed, use `aliases` under `[feed]` in `site.toml`. For any other file, put the file itself into `static/`, or remove the alias.",
    example: Example::Files {
        bad: &[("content/why.md", "---\ntitle: Why?\naliases: [/rss.xml]\n---\n")],
        good: &[("content/why.md", "---\ntitle: Why?\naliases: [/old/]\n---\n")],
    },
};

pub(in crate::diagnostic) const PATH_OUTSIDE: Rule = Rule {
    name: "path/outside",
    severity: Severity::Error,
    summary: "A path leads outside the site.",
    explanation: "A path must not leave its folder: links stay below `content/`, templates inside their theme, and everything published inside the output folder.",
    remedy: "Write a path inside the site. To link to something published elsewhere on the site, begin with `/`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

[The plan](../../plan.pdf)
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

[The plan](https://example.org/plan.pdf)
",
        )],
    },
};

pub(in crate::diagnostic) const ANCHOR_DUPLICATE: Rule = Rule {
    name: "anchor/duplicate",
    severity: Severity::Error,
    summary: "An anchor is used twice on a page.",
    explanation: "Each anchor must be unique on its page. Otherwise a link to it could lead to either place.",
    remedy: "Give one of the headings, questions or tags another id.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

## One {#part}

## Two {#part}
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

## One {#part}

## Two {#other}
",
        )],
    },
};

pub(in crate::diagnostic) const ANCHOR_RESERVED: Rule = Rule {
    name: "anchor/reserved",
    severity: Severity::Error,
    summary: "An anchor has a prefix that is reserved for questions, sources and notes.",
    explanation: "Anchors that begin with `q:`, `src:`, `cite:`, `fn:`, `fnref:`, `update:` or `part:` are reserved for questions, sources, marks, notes, updates and the parts of the page.",
    remedy: "Choose another id.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

## Notes {#fn:1}
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

## Notes {#notes}
",
        )],
    },
};
