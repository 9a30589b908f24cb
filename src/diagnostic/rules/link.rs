//! The rules about links.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const BROKEN: Rule = Rule {
    name: "link/broken",
    severity: Severity::Error,
    summary: "A link leads to a page or file that does not exist.",
    explanation: "The link leads to a page or file that does not exist. Links between articles are file paths, relative to the file that contains the link: `other.md`, `../folder/other.md#section`.",
    remedy: "Correct the path; the nearest one that exists is suggested.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---

See [the pump](pmup.md).
",
            ),
            (
                "content/pump.md",
                "\
---
title: The pump
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

See [the pump](pump.md).
",
            ),
            (
                "content/pump.md",
                "\
---
title: The pump
---
",
            ),
        ],
    },
};

pub(in crate::diagnostic) const ANCHOR: Rule = Rule {
    name: "link/anchor",
    severity: Severity::Error,
    summary: "A link leads to an anchor that does not exist.",
    explanation: "The page exists, but has no such anchor. A heading's anchor is its text in lower case, with `-` for spaces, as on GitHub; `## Title {#id}` sets it explicitly.",
    remedy: "Correct the anchor; the nearest one is suggested.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

See [below](#insde).

## Inside
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

See [below](#inside).

## Inside
",
        )],
    },
};

pub(in crate::diagnostic) const DRAFT: Rule = Rule {
    name: "link/draft",
    severity: Severity::Error,
    summary: "A published page links to a draft.",
    explanation: "Drafts are not published, so a link to one would be broken for every reader.",
    remedy: "Publish the draft first, or remove the link until then.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---

See [the pump](pump.md).
",
            ),
            (
                "content/pump.md",
                "\
---
title: The pump
draft: true
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

See [the pump](pump.md).
",
            ),
            (
                "content/pump.md",
                "\
---
title: The pump
---
",
            ),
        ],
    },
};

pub(in crate::diagnostic) const SCRIPT_URL: Rule = Rule {
    name: "link/script-url",
    severity: Severity::Error,
    summary: "A link would run a script.",
    explanation: "`javascript:`, `data:` and similar URLs run code or carry a document of their own. They have no place in an article, no matter who wrote it.",
    remedy: "Link to an `https:` address or to a file of the site.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

[Open](javascript:alert)
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

[Open](https://example.org/)
",
        )],
    },
};

pub(in crate::diagnostic) const SCHEME: Rule = Rule {
    name: "link/scheme",
    severity: Severity::Error,
    summary: "A link has a scheme that is not allowed.",
    explanation: "Pages link to `https:`, `http:`, `mailto:`, `tel:` and a few other schemes that readers' programs understand.",
    remedy: "Use one of these, or a path. Link to a file whose name has a colon as `./name:x`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

[Open](gopher://example.org/)
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

[Open](https://example.org/)
",
        )],
    },
};

pub(in crate::diagnostic) const OWN_ADDRESS: Rule = Rule {
    name: "link/own-address",
    severity: Severity::Warning,
    summary: "A link leads to this site by a whole address.",
    explanation: "An address that begins with `https://` is not checked, even if it is one of this site: when the page moves, the link breaks without a word. An address of the preview, `http://127.0.0.1:4747/`, works on your own computer only.",
    remedy: "Write the path of the file, `other.md`, or the path of the page, `/other/`.",
    example: Example::Files {
        bad: &[
            ("site.toml", "title = \"T\"\nbase_url = \"https://desk.example.org/\"\n"),
            ("content/how.md", "---\ntitle: How?\n---\n\nSo.\n"),
            (
                "content/why.md",
                "---\ntitle: Why?\n---\n\nSee [how](https://desk.example.org/how/).\n",
            ),
        ],
        good: &[
            ("site.toml", "title = \"T\"\nbase_url = \"https://desk.example.org/\"\n"),
            ("content/how.md", "---\ntitle: How?\n---\n\nSo.\n"),
            ("content/why.md", "---\ntitle: Why?\n---\n\nSee [how](how.md).\n"),
        ],
    },
};

pub(in crate::diagnostic) const REDIRECT: Rule = Rule {
    name: "link/redirect",
    severity: Severity::Warning,
    summary: "A link leads to its page through another one.",
    explanation: "Programs put an address of their own around the links that are copied from them: `https://www.google.com/url?q=…` comes from Google Docs and its search. It follows your readers, hides from them where the link leads, and stops working when the program changes it.",
    remedy: "Write the address of the page itself.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "---\ntitle: Why?\n---\n\nSee [how](https://www.google.com/url?q=https://example.org/how&sa=D).\n",
        )],
        good: &[(
            "content/why.md",
            "---\ntitle: Why?\n---\n\nSee [how](https://example.org/how).\n",
        )],
    },
};
