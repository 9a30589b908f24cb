//! The rules about Markdown and formulas.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const MARKDOWN_NOT_INLINE: Rule = Rule {
    name: "markdown/not-inline",
    severity: Severity::Error,
    summary: "A block is used where only a line of text is allowed.",
    explanation: "Captions, key points, standfirsts and notes of updates are one line of text. They cannot hold a list, a heading or a second paragraph.",
    remedy: r#"Write one paragraph. A number or dash at the beginning that is meant as text needs a backslash: `1\. January`."#,
    example: Example::Files {
        bad: &[(
            "content/why.md",
            r#"---
title: Why?
standfirst: "1. It moves heat."
---
"#,
        )],
        good: &[(
            "content/why.md",
            r#"---
title: Why?
standfirst: "It moves heat."
---
"#,
        )],
    },
};

pub(in crate::diagnostic) const MARKDOWN_TOO_LARGE: Rule = Rule {
    name: "markdown/too-large",
    severity: Severity::Error,
    summary: "A text has too many lines and Markdown marks.",
    explanation: "Each line and each Markdown mark, such as `[`, `*` or `|`, takes memory and time to read. No article that people read has half a million of them, but a table of data may.",
    remedy: "Split the article, or put the data into a file beside it and link to that file.",
    example: Example::Told("An article with a table of 200,000 cells, each with its `|`."),
};

pub(in crate::diagnostic) const MARKDOWN_TOO_DEEP: Rule = Rule {
    name: "markdown/too-deep",
    severity: Severity::Error,
    summary: "Lists, quotations or emphasis are nested too deeply.",
    explanation: "No reader can follow a list in a quotation in a list sixty levels deep, and no browser can show it. Usually a program wrote the text, or a line begins with many `>`.",
    remedy: "Remove some of the marks, or put the text into a block of code.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Heat
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

> Heat
",
        )],
    },
};

pub(in crate::diagnostic) const MATH_INVALID: Rule = Rule {
    name: "math/invalid",
    severity: Severity::Error,
    summary: "A formula cannot be read.",
    explanation: "The formula is not TeX that can be turned into MathML. A formula has at most 20,000 bytes and 32 nested levels of braces, environments and delimiters; macros cannot have parameters.",
    remedy: r#"Correct the formula. If `[markdown] math` is on, write a dollar sign that does not begin a formula as `\$`."#,
    example: Example::Files {
        bad: &[
            (
                "site.toml",
                r#"title = "Homes"
base_url = "https://example.org/"
[markdown]
math = true
"#,
            ),
            (
                "content/why.md",
                r#"---
title: Why?
---

It gains $\frac{Q}$.
"#,
            ),
        ],
        good: &[
            (
                "site.toml",
                r#"title = "Homes"
base_url = "https://example.org/"
[markdown]
math = true
"#,
            ),
            (
                "content/why.md",
                r#"---
title: Why?
---

It gains $\frac{Q}{W}$.
"#,
            ),
        ],
    },
};

pub(in crate::diagnostic) const MARKDOWN_SHORTCODE: Rule = Rule {
    name: "markdown/shortcode",
    severity: Severity::Warning,
    summary: "The text contains a shortcode or template tag of another tool.",
    explanation: "An article is Markdown and nothing else. Braces that call something in Hugo, Zola, Jekyll or Eleventy do nothing here: readers would see them.",
    remedy: "Write what it produces: a picture as `![what it shows](file \"Caption\")`, a link to another article as `[text](other.md)`, anything else in Markdown or HTML. To show such braces, put them in code, or put a backslash before them.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            r#"---
title: Why?
---

{{< figure src="chart.svg" >}}
"#,
        )],
        good: &[(
            "content/why.md",
            r#"---
title: Why?
---

`{{< figure src="chart.svg" >}}` is a shortcode of Hugo.
"#,
        )],
    },
};

pub(in crate::diagnostic) const MARKDOWN_DIALECT: Rule = Rule {
    name: "markdown/dialect",
    severity: Severity::Warning,
    summary: "The text contains Markdown of another tool, which means nothing here.",
    explanation: "Articles are CommonMark with what GitHub adds to it. Other tools read more: `:::` of Pandoc, `!!!` of MkDocs, `{: .note}` of kramdown, `[[links]]` of Obsidian. Here these signs do nothing, and readers would see them. Only the first of each kind is reported, with the number of all.",
    remedy: "Write it in Markdown or HTML, as the help says. To show the signs themselves, put them in code.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

::: note
It moves heat.
:::
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

> [!NOTE]
> It moves heat.
",
        )],
    },
};

pub(in crate::diagnostic) const MARKDOWN_UNREAD: Rule = Rule {
    name: "markdown/unread",
    severity: Severity::Warning,
    summary: "A mark of Markdown is not read as one, and readers would see it.",
    explanation: "A mark counts only if it is written as CommonMark says. A space follows `#`, not a no-break space; `-` stands before an item of a list, not the bullet of a word processor. A row of dashes stands below the head of a table, and no space in an address.",
    remedy: "Write the mark as the help says. To show it as it is, put a backslash before it.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

• It moves heat.
• It needs little power.
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

- It moves heat.
- It needs little power.
",
        )],
    },
};

pub(in crate::diagnostic) const MARKDOWN_LOST_CELLS: Rule = Rule {
    name: "markdown/lost-cells",
    severity: Severity::Warning,
    summary: "A row of a table has more cells than its head, and the rest is lost.",
    explanation: "The head of a table says how many columns it has (GitHub Flavored Markdown 0.29, section 4.10); what a row has beyond them is dropped. Often a `|` was meant as text: in a table it separates cells even in code.",
    remedy: r#"Add a column to the head, or write a `|` that is text as `\|`."#,
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

| Year | Homes |
| --- | --- |
| 2025 | 1,200 | 3,400 |
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

| Year | Homes | Flats |
| --- | --- | --- |
| 2025 | 1,200 | 3,400 |
",
        )],
    },
};
