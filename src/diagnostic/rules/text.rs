//! The rules about characters.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const CONTROL: Rule = Rule {
    name: "text/control",
    severity: Severity::Warning,
    summary: "The text holds a control character, or a code point that is not a character.",
    explanation: "Control characters (but tabs and line breaks) and the code points that Unicode keeps from being characters, such as `U+FFFE`, come in by copying from other programs, or as an escape such as `\\x01`. Neither HTML nor feeds may hold them, so `�` is published in their place.",
    remedy: "Delete the character; an editor that shows invisible characters, or the column that is given, helps to find it.",
    example: Example::Files {
        bad: &[("content/why.md", "---\ntitle: Why?\n---\n\nIt hums.\x01\n")],
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

pub(in crate::diagnostic) const BIDI: Rule = Rule {
    name: "text/bidi",
    severity: Severity::Warning,
    summary: "The text holds an invisible bidirectional control character.",
    explanation: "Some characters cannot be seen, but change the order in which the text around them is shown, so that it can read differently from what it says.",
    remedy: "Remove it. Text that mixes scripts rarely needs one; `[check]` can switch this finding off.",
    example: Example::Files {
        bad: &[("content/why.md", "---\ntitle: Why?\n---\n\nIt \u{202e}hums.\n")],
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
