//! The rules about YAML and TOML syntax.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const YAML_SYNTAX: Rule = Rule {
    name: "yaml/syntax",
    severity: Severity::Error,
    summary: "The YAML cannot be read.",
    explanation: "The front matter, or `sources.yaml`, cannot be read. The most common reasons are a colon and a space inside text that is not in quotes, a tab in the indentation, a quotation mark that is never closed, and uneven indentation.",
    remedy: r#"Look at the place that is shown, and just before it. When in doubt, put the text in quotes: `title: "Heat pumps: how they work"`."#,
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Heat pumps: how they work
---
",
        )],
        good: &[(
            "content/why.md",
            r#"---
title: "Heat pumps: how they work"
---
"#,
        )],
    },
};

pub(in crate::diagnostic) const YAML_DUPLICATE_KEY: Rule = Rule {
    name: "yaml/duplicate-key",
    severity: Severity::Error,
    summary: "A key appears twice in one place.",
    explanation: "A key can appear only once in one place. It is unclear which of the two values is meant.",
    remedy: "Keep one of them; or, for lists, put all items under one key.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
topics: [Heat]
topics: [Energy]
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
topics: [Heat, Energy]
---
",
        )],
    },
};

pub(in crate::diagnostic) const YAML_COMMENT: Rule = Rule {
    name: "yaml/comment",
    severity: Severity::Warning,
    summary: "A `#` cuts off the end of some text.",
    explanation: "In text without quotes, a `#` after a space begins a comment: what follows is not published. This one has no space after its `#`, as in `Room #4`, so it looks like text.",
    remedy: "Put the text in quotes: `title: \"Room #4\"`. If a comment is meant, write a space after the `#`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Room #4
---
",
        )],
        good: &[(
            "content/why.md",
            r#"---
title: "Room #4"
---
"#,
        )],
    },
};

pub(in crate::diagnostic) const YAML_UNSUPPORTED: Rule = Rule {
    name: "yaml/unsupported",
    severity: Severity::Error,
    summary: "An alias, anchor, tag, directive or second document is used.",
    explanation: "Front matter is plain: keys, lists and text. Aliases, anchors, tags, directives and further documents are refused because they are nearly always text that should have been in quotes, and because they can make a small file expand without end.",
    remedy: "Write the value out. Text that begins with `&`, `*`, `!` or `%` needs quotes.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
standfirst: *heat*
---
",
        )],
        good: &[(
            "content/why.md",
            r#"---
title: Why?
standfirst: "*heat*"
---
"#,
        )],
    },
};

pub(in crate::diagnostic) const YAML_TOO_DEEP: Rule = Rule {
    name: "yaml/too-deep",
    severity: Severity::Error,
    summary: "The YAML is nested too deeply.",
    explanation: "Lists and keys are nested more than 64 levels deep. Nothing in nutgraf needs more than a few levels: it is nearly always a row of brackets, or text that begins with one.",
    remedy: "Close the brackets before the place that is shown, or put the text in quotes.",
    example: Example::Files { bad: &[("content/why.md", "\
---
title: Why?
standfirst: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
---
")], good: &[("content/why.md", r#"---
title: Why?
standfirst: "["
---
"#)] },
};

pub(in crate::diagnostic) const YAML_TOO_MANY: Rule = Rule {
    name: "yaml/too-many",
    severity: Severity::Error,
    summary: "The YAML has too many values.",
    explanation: "The front matter of an article has at most 50,000 keys and values, `content/sources.yaml` at most 700,000: that is more than 30,000 sources of ten fields each. None of it was read, so citations of sources that may be listed in it are not checked.",
    remedy: "In front matter: move sources to `content/sources.yaml`, and data into a file beside the article, and link to that file. In `content/sources.yaml`: move sources that only one article cites to that article.",
    example: Example::Told("A `content/sources.yaml` with 40,000 sources of twenty fields each."),
};

pub(in crate::diagnostic) const TOML_SYNTAX: Rule = Rule {
    name: "toml/syntax",
    severity: Severity::Error,
    summary: "The TOML cannot be read.",
    explanation: r#"`site.toml` and `theme.toml` are TOML: one `key = "text"` per line, with `[name]` at the head of a table."#,
    remedy: "Look at the place that is shown. Text needs quotes; a table's keys go below its head.",
    example: Example::Files {
        bad: &[(
            "site.toml",
            r#"title = Homes
base_url = "https://example.org/"
"#,
        )],
        good: &[(
            "site.toml",
            r#"title = "Homes"
base_url = "https://example.org/"
"#,
        )],
    },
};
