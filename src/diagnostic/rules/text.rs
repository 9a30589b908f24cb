//! The rules about characters.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const CONTROL: Rule = Rule {
    name: "text/control",
    severity: Severity::Warning,
    summary: "The text contains a control character, or a code point that is not a character.",
    explanation: "Control characters (except tabs and line breaks) and code points that Unicode reserves as non-characters, such as `U+FFFE`, usually come from text copied from other programs, or as an escape such as `\\x01`. Neither HTML nor feeds may contain them, so `�` is published in their place.",
    remedy: "Delete the character. To find it, use the column that is given, or an editor that shows invisible characters.",
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
    summary: "The text contains an invisible bidirectional control character.",
    explanation: "Some characters cannot be seen, but change the order in which the text around them is shown, so that it can read differently from what it says.",
    remedy: "Remove it. Text that mixes scripts rarely needs one; if yours does, switch this finding off in `[check]`.",
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

pub(in crate::diagnostic) const PLACEHOLDER: Rule = Rule {
    name: "text/placeholder",
    severity: Severity::Warning,
    summary: "A word stands for something that is still to come.",
    explanation: "Journalists write `TK` (\"to come\") or `XX` where a fact is missing. Readers should never see it.",
    remedy: "Write what is missing, or make the article a draft until it is known.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

It costs TK euros.
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

It costs 300 euros.
",
        )],
    },
};

pub(in crate::diagnostic) const QUOTES: Rule = Rule {
    name: "text/quotes",
    severity: Severity::Warning,
    summary: "Typographic quotation marks around a value are part of it.",
    explanation: "YAML knows straight quotation marks only. A word processor makes typographic ones of them, which are then letters like any other: readers see them around the whole title.",
    remedy: "Write straight quotation marks, or none. If the text is a quotation, write straight ones around the typographic ones.",
    example: Example::Files {
        bad: &[("content/why.md", "---\ntitle: “Why does it hum?”\n---\n")],
        good: &[("content/why.md", "---\ntitle: \"Why does it hum?\"\n---\n")],
    },
};

pub(in crate::diagnostic) const UNEDITED: Rule = Rule {
    name: "text/unedited",
    severity: Severity::Warning,
    summary: "Text that `nutgraf init` or `nutgraf new` wrote was not replaced.",
    explanation: "A new site comes with a sample article, a page about the site and a description, and a new article with a source, two questions and a paragraph. They are there to be replaced: a made-up correction or \"Say who you are\" must not reach readers. `nutgraf deploy` does not publish a site with such text. Drafts may have it.",
    remedy: "Write your own text in its place, or remove it.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
insights:
  - \"What do readers want to know first?\"
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
insights:
  - \"How loud is it?\"
---
",
        )],
    },
};

pub(in crate::diagnostic) const GARBLED: Rule = Rule {
    name: "text/garbled",
    severity: Severity::Warning,
    summary: "Letters were read in a wrong encoding, or are lost.",
    explanation: "A program that takes UTF-8 for another encoding makes `Ã¼` of `ü` and `â€™` of `’`, and `�` of what it cannot read. Readers would see that.",
    remedy: "Write the letters that are meant. If there are many, open the original again, as UTF-8, and copy the text from there.",
    example: Example::Files {
        bad: &[("content/why.md", "---\ntitle: Why?\n---\n\nIt is a lot of fun in ZÃ¼rich.\n")],
        good: &[("content/why.md", "---\ntitle: Why?\n---\n\nIt is a lot of fun in Zürich.\n")],
    },
};

pub(in crate::diagnostic) const TITLE_TWICE: Rule = Rule {
    name: "text/title-twice",
    severity: Severity::Warning,
    summary: "The text begins with a heading that repeats the title.",
    explanation: "The page shows the title above the text. A text that begins with the same words as a heading shows them twice, and the list of sections begins with them.",
    remedy: "Remove the heading from the text.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "---\ntitle: Why does it hum?\n---\n\n# Why does it hum?\n\nIt has a fan.\n",
        )],
        good: &[("content/why.md", "---\ntitle: Why does it hum?\n---\n\nIt has a fan.\n")],
    },
};
