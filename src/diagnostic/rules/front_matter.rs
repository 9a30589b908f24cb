//! The rules about front matter: where it begins and ends, and its keys and values.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const FRONT_MATTER_MISSING: Rule = Rule {
    name: "front-matter/missing",
    severity: Severity::Error,
    summary: "An article does not begin with front matter.",
    explanation: "Every article begins with a line `---`, keys such as `title`, and a second line `---`.",
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
    explanation: "The front matter begins with `---`, but no second line `---` ends it, so the whole article would be read as YAML.",
    remedy: "End it with a line that is `---` and nothing else.",
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
    explanation: "Front matter between `+++` lines is TOML, which Zola and Hugo read. Here it is YAML between `---` lines.",
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
    explanation: "At most 64 kB of front matter are read. More is usually a list of sources that several articles share, or text that belongs into the body.",
    remedy: "Move shared sources to `content/sources.yaml`, long answers into sections of the body that a question points to with `see:`.",
    example: Example::Told("Front matter with a thousand sources, which takes more than 64 kB."),
};

pub(in crate::diagnostic) const FIELD_UNKNOWN: Rule = Rule {
    name: "field/unknown",
    severity: Severity::Error,
    summary: "A key is not one that is known here.",
    explanation: "Only keys that mean something are accepted, because a mistyped key would otherwise lose what you wrote without a word.",
    remedy: "Take the key that is suggested. Anything that only your own theme needs goes under `extra:`.",
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
    remedy: "Add the key; an example is given with the finding.",
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
    explanation: r#"The value is of another type than is expected here. It is not converted, because a conversion can change what you meant: `title: 1984` is a number, `draft: "false"` is text."#,
    remedy: "Put text in quotes; write `true` and `false` and numbers without; begin each item of a list with `- `.",
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
    summary: "A value is of the right type but not one that is allowed.",
    explanation: "The value is of the right type, but not one that can stand here.",
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
