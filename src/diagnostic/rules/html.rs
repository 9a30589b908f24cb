//! The rules about raw HTML.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const UNFINISHED: Rule = Rule {
    name: "html/unfinished",
    severity: Severity::Error,
    summary: "A tag or comment of raw HTML never ends.",
    explanation: "A tag or comment without an end swallows what follows it. In Markdown, raw HTML that begins a block ends at the next empty line; a comment ends at `-->`.",
    remedy: "Add the missing quotation mark or `>`, or `-->` after a comment. A `<` that is meant as text is written `\\<`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            r#"---
title: Why?
---

<p title="It hums

It rests.
"#,
        )],
        good: &[(
            "content/why.md",
            r#"---
title: Why?
---

<p title="It hums">It rests.</p>
"#,
        )],
    },
};

pub(in crate::diagnostic) const UNCLOSED: Rule = Rule {
    name: "html/unclosed",
    severity: Severity::Warning,
    summary: "An element of raw HTML is not closed where it was opened.",
    explanation: "An element of raw HTML ends, at the latest, with the paragraph, list item, cell or note in which it began; an end tag cannot reach beyond that either. So nothing in an article can close or swallow a part of the page.",
    remedy: "Write the end tag where the element ends, in the same paragraph, list item or cell as its start tag. Remove an end tag that closes nothing.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

It <b>hums.
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

It <b>hums</b>.
",
        )],
    },
};

pub(in crate::diagnostic) const DROPPED: Rule = Rule {
    name: "html/dropped",
    severity: Severity::Warning,
    summary: "Raw HTML was dropped because it is not on the allow-list.",
    explanation: "Raw HTML passes through an allow-list, so that no article can run a script or break the page. Anything that is not on the list is left out.",
    remedy: r#"Remove it. If you trust every author, `[markdown] html = "allow"` in `site.toml` lets everything through."#,
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

It hums.<script>alert(1)</script>
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

It hums.
",
        )],
    },
};

pub(in crate::diagnostic) const COMMENT: Rule = Rule {
    name: "html/comment",
    severity: Severity::Warning,
    summary: "A comment in HTML is published.",
    explanation: "With `html = \"allow\"`, HTML is published as it is, with its comments. Readers do not see them on the page, but find them in its source. With `html = \"sanitize\"` comments are removed.",
    remedy: "Remove the comment, or keep the note outside the article.",
    example: Example::Files {
        bad: &[
            (
                "site.toml",
                "\
title = \"Homes\"
base_url = \"https://example.org/\"
[markdown]
html = \"allow\"
",
            ),
            (
                "content/why.md",
                "\
---
title: Why?
---

It moves heat. <!-- Ask Kim about this. -->
",
            ),
        ],
        good: &[
            (
                "site.toml",
                "\
title = \"Homes\"
base_url = \"https://example.org/\"
[markdown]
html = \"allow\"
",
            ),
            (
                "content/why.md",
                "\
---
title: Why?
---

It moves heat.
",
            ),
        ],
    },
};

pub(in crate::diagnostic) const FRAME_TITLE: Rule = Rule {
    name: "html/frame-title",
    severity: Severity::Warning,
    summary: "An `<iframe>` has no title.",
    explanation: "Readers who hear the page meet a frame as a door: its title says what is behind it, and without one they hear an address, or nothing (WCAG 2.2, success criteria 2.4.1 and 4.1.2).",
    remedy: "Say what the frame shows, as you would below a picture: `title=\"Video: how a heat pump is installed\"`.",
    example: Example::Files {
        bad: &[
            (
                "site.toml",
                r#"title = "Homes"
base_url = "https://example.org/"
[markdown]
embed_hosts = ["www.youtube-nocookie.com"]
"#,
            ),
            (
                "content/why.md",
                r#"---
title: Why?
---

<iframe src="https://www.youtube-nocookie.com/embed/x"></iframe>
"#,
            ),
        ],
        good: &[
            (
                "site.toml",
                r#"title = "Homes"
base_url = "https://example.org/"
[markdown]
embed_hosts = ["www.youtube-nocookie.com"]
"#,
            ),
            (
                "content/why.md",
                r#"---
title: Why?
---

<iframe src="https://www.youtube-nocookie.com/embed/x" title="Video: why?"></iframe>
"#,
            ),
        ],
    },
};
