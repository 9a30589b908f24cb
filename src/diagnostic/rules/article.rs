//! The rules about the parts of an article: questions, footnotes and topics.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const QUESTION_FORM: Rule = Rule {
    name: "question/form",
    severity: Severity::Error,
    summary: "A question has more than one of `answer`, `see` and `open`.",
    explanation: "A question is answered (`answer`, or `see` with the section that answers it) or open (`open` with the reason). It cannot be both.",
    remedy: "Keep one of the keys.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
insights:
  - {question: Is it loud?, answer: It hums., open: Nobody measured it.}
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
insights:
  - {question: Is it loud?, answer: It hums.}
---
",
        )],
    },
};

pub(in crate::diagnostic) const QUESTION_PLACE: Rule = Rule {
    name: "question/place",
    severity: Severity::Error,
    summary: "Something stands where only questions and their answers can.",
    explanation: "In a section `## Questions {.questions}`, each heading is a question, and what follows it is its answer. A text above the first question belongs to none, a section without a heading has no question, and such a section cannot be inside of a quotation, a list or an answer.",
    remedy: "Move the text above the section or below a question; write each question as a heading.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "---\ntitle: Why?\n---\n\n## Questions {.questions}\n\nReaders asked us these.\n\n### Is it loud?\n\nIt hums.\n",
        )],
        good: &[(
            "content/why.md",
            "---\ntitle: Why?\n---\n\nReaders asked us what follows.\n\n## Questions {.questions}\n\n### Is it loud?\n\nIt hums.\n",
        )],
    },
};

pub(in crate::diagnostic) const QUESTION_SEE_OPEN: Rule = Rule {
    name: "question/see-open",
    severity: Severity::Warning,
    summary: "A question points to one that has no answer.",
    explanation: "`see` says that a question is answered elsewhere, so it counts as answered, and readers are led on. There they find that nobody knows.",
    remedy: "Answer the other question, or leave this one open, too.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, see: \"how.md#noise\"}\n---\n",
            ),
            (
                "content/how.md",
                "---\ntitle: How?\ninsights:\n  - {question: How loud is it?, id: noise}\n---\n",
            ),
        ],
        good: &[
            (
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, see: \"how.md#noise\"}\n---\n",
            ),
            (
                "content/how.md",
                "---\ntitle: How?\ninsights:\n  - {question: How loud is it?, id: noise, answer: It hums.}\n---\n",
            ),
        ],
    },
};

pub(in crate::diagnostic) const QUESTION_CIRCLE: Rule = Rule {
    name: "question/circle",
    severity: Severity::Error,
    summary: "Questions point to each other in a circle.",
    explanation: "A question that points to another one (`see: \"other.md#q:cost\"`) has its answer. If that one points back, directly or through others, none of them has an answer.",
    remedy: "Write the answer below one of them.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, id: noise, see: \"how.md#noise\"}\n---\n",
            ),
            (
                "content/how.md",
                "---\ntitle: How?\ninsights:\n  - {question: How loud is it?, id: noise, see: \"why.md#noise\"}\n---\n",
            ),
        ],
        good: &[
            (
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, id: noise, see: \"how.md#noise\"}\n---\n",
            ),
            (
                "content/how.md",
                "---\ntitle: How?\ninsights:\n  - {question: How loud is it?, id: noise, answer: It hums.}\n---\n",
            ),
        ],
    },
};

pub(in crate::diagnostic) const QUESTION_UNMARKED: Rule = Rule {
    name: "question/unmarked",
    severity: Severity::Warning,
    summary: "A section of questions has not the class that makes them questions.",
    explanation: "Under a heading such as \"Questions\" or \"FAQ\", the headings end in question marks. Without the class `questions` they are only headings: they are not in the list of all questions, not in the data for search engines, and no address leads to each of them.",
    remedy: "Write `{.questions}` behind the heading of the section.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "---\ntitle: Why?\n---\n\n## Questions\n\n### Is it loud?\n\nIt hums.\n",
        )],
        good: &[(
            "content/why.md",
            "---\ntitle: Why?\n---\n\n## Questions {.questions}\n\n### Is it loud?\n\nIt hums.\n",
        )],
    },
};

pub(in crate::diagnostic) const SAME_TITLE: Rule = Rule {
    name: "article/same-title",
    severity: Severity::Warning,
    summary: "Two explainers have the same title.",
    explanation: "In lists, in feeds and in what search engines show, readers see the titles. Of two that are the same they cannot tell which is which; often one file is a copy of the other in which the title was left as it was.",
    remedy: "Change one of the titles, or delete the copy. An article that `superseded_by` replaces may keep its title.",
    example: Example::Files {
        bad: &[
            ("content/why.md", "---\ntitle: Why does it hum?\n---\n\nIt moves.\n"),
            ("content/how.md", "---\ntitle: Why does it hum?\n---\n\nIt turns.\n"),
        ],
        good: &[
            ("content/why.md", "---\ntitle: Why does it hum?\n---\n\nIt moves.\n"),
            ("content/how.md", "---\ntitle: How does it move?\n---\n\nIt turns.\n"),
        ],
    },
};

pub(in crate::diagnostic) const NOTE_DUPLICATE: Rule = Rule {
    name: "note/duplicate",
    severity: Severity::Error,
    summary: "A footnote is defined twice in one article.",
    explanation: "Footnotes are one series for the whole article: its text, its key points and its answers. If two have the same name, it is unclear which one is meant.",
    remedy: "Give one of them another name.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

It hums.[^1]

[^1]: Quietly.

[^1]: At night.
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

It hums.[^1] It rests.[^2]

[^1]: Quietly.

[^2]: At night.
",
        )],
    },
};

pub(in crate::diagnostic) const NOTE_UNDEFINED: Rule = Rule {
    name: "note/undefined",
    severity: Severity::Error,
    summary: "A footnote mark has no footnote.",
    explanation: "`[^name]` refers to a footnote that is not defined, so the mark would appear on the page as text.",
    remedy: "Write `[^name]: …` on a line of its own. If a source is meant, cite it: `[@name]`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

It hums.[^1]
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

It hums.[^1]

[^1]: Quietly.
",
        )],
    },
};

pub(in crate::diagnostic) const NOTE_UNUSED: Rule = Rule {
    name: "note/unused",
    severity: Severity::Warning,
    summary: "A footnote is never referred to.",
    explanation: "A footnote is only shown where the text refers to it.",
    remedy: "Refer to it with `[^name]`, or remove it.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

It hums.

[^1]: Quietly.
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

It hums.[^1]

[^1]: Quietly.
",
        )],
    },
};

pub(in crate::diagnostic) const TOPIC_SPELLING: Rule = Rule {
    name: "topic/spelling",
    severity: Severity::Warning,
    summary: "One topic is spelled in two ways, or two look like one.",
    explanation: r#""Cloud Computing" and `cloud-computing` are one topic, because they have the same address. The topic is shown as it is spelled in the file whose path sorts first. With a semicolon or a slash between them, two topics are read as one."#,
    remedy: r#"Spell it the same way everywhere, or name it once in `site.toml`: `[topics.cloud-computing]` with `name = "Cloud computing"`. Write commas between topics."#,
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
topics: [heat-pumps]
---
",
            ),
            (
                "content/how.md",
                "\
---
title: How?
topics: [Heat pumps]
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
topics: [Heat pumps]
---
",
            ),
            (
                "content/how.md",
                "\
---
title: How?
topics: [Heat pumps]
---
",
            ),
        ],
    },
};
