//! The rules about front matter: where it begins and ends, and its keys and values.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const FRONT_MATTER_MISSING: Rule = Rule {
    name: "front-matter/missing",
    severity: Severity::Error,
    summary: "An article does not begin with front matter.",
    explanation: "Every article begins with a line `---`, followed by keys such as `title` and a second line `---`.",
    remedy: r#"Put it at the very top of the file, before any text:

    ---
    title: "What is a heat pump?"
    ---"#,
    example: Example::Files {
        bad: &[("content/why.md", "Heat pumps move heat.\n")],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

Heat pumps move heat.
",
        )],
    },
};

pub(in crate::diagnostic) const FRONT_MATTER_UNCLOSED: Rule = Rule {
    name: "front-matter/unclosed",
    severity: Severity::Error,
    summary: "The closing `---` of the front matter is missing.",
    explanation: "The front matter begins with `---`, but there is no second line `---` to end it, so the whole article would be read as YAML.",
    remedy: "End it with a line that contains only `---`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?

Heat pumps move heat.
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

Heat pumps move heat.
",
        )],
    },
};

pub(in crate::diagnostic) const FRONT_MATTER_TOML_FENCE: Rule = Rule {
    name: "front-matter/toml-fence",
    severity: Severity::Error,
    summary: "The front matter is TOML between `+++` lines.",
    explanation: "Front matter between `+++` lines is TOML, which Zola and Hugo use. nutgraf uses YAML between `---` lines.",
    remedy: r#"Change the lines to `---` and `title = "…"` to `title: "…"`."#,
    example: Example::Files {
        bad: &[(
            "content/why.md",
            r#"+++
title = "Why?"
+++
"#,
        )],
        good: &[(
            "content/why.md",
            r#"---
title: "Why?"
---
"#,
        )],
    },
};

pub(in crate::diagnostic) const FRONT_MATTER_TOO_LARGE: Rule = Rule {
    name: "front-matter/too-large",
    severity: Severity::Error,
    summary: "The front matter is larger than 64 kB.",
    explanation: "Front matter can have at most 64 kB. Anything larger usually holds a list of sources that several articles share, or text that belongs in the body.",
    remedy: "Move shared sources to `content/sources.yaml`, and long answers to sections of the body that questions point to with `see:`.",
    example: Example::Told("Front matter with a thousand sources, which takes more than 64 kB."),
};

pub(in crate::diagnostic) const FIELD_UNKNOWN: Rule = Rule {
    name: "field/unknown",
    severity: Severity::Error,
    summary: "A key is not known here.",
    explanation: "Only known keys are accepted. Otherwise a mistyped key would silently lose what you wrote.",
    remedy: "Use the suggested key. Put anything that only your own theme needs under `extra:`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
standfrist: It moves heat.
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
standfirst: It moves heat.
---
",
        )],
    },
};

pub(in crate::diagnostic) const FIELD_MISSING: Rule = Rule {
    name: "field/missing",
    severity: Severity::Error,
    summary: "A required key is missing.",
    explanation: "Something cannot be shown without this key: an article needs a `title`, a source an `id` and a `title`, a correction what it `was` and what it is `now`.",
    remedy: "Add the key; the finding shows an example.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
topics: [Heat]
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
topics: [Heat]
---
",
        )],
    },
};

pub(in crate::diagnostic) const FIELD_WRONG_TYPE: Rule = Rule {
    name: "field/wrong-type",
    severity: Severity::Error,
    summary: "A value is of the wrong type.",
    explanation: r#"The value does not have the expected type. It is not converted, because a conversion can change what you meant: `title: 1984` is a number, `draft: "false"` is text."#,
    remedy: "Put text in quotes; write `true`, `false` and numbers without quotes; begin each item of a list with `- `.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: 1984
---
",
        )],
        good: &[(
            "content/why.md",
            r#"---
title: "1984"
---
"#,
        )],
    },
};

pub(in crate::diagnostic) const FIELD_INVALID: Rule = Rule {
    name: "field/invalid",
    severity: Severity::Error,
    summary: "A value has the right type but is not allowed.",
    explanation: "The value has the right type, but it is not one of the allowed values.",
    remedy: "The finding says what is allowed.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
updates:
  - {date: 2026-03-02, kind: fix, note: A new number.}
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
updates:
  - {date: 2026-03-02, kind: update, note: A new number.}
---
",
        )],
    },
};
