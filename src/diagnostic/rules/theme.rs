//! The rules about themes and their options.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const MISSING: Rule = Rule {
    name: "theme/missing",
    severity: Severity::Error,
    summary: "The theme does not exist.",
    explanation: "`site.toml`, or another theme, names a theme that is neither built in nor a folder in `themes/`.",
    remedy: "Correct the name, or leave `theme` out for the built-in one.",
    example: Example::Files {
        bad: &[(
            "site.toml",
            r#"title = "Homes"
base_url = "https://example.org/"
theme = "defualt"
"#,
        )],
        good: &[(
            "site.toml",
            r#"title = "Homes"
base_url = "https://example.org/"
theme = "default"
"#,
        )],
    },
};

pub(in crate::diagnostic) const INVALID: Rule = Rule {
    name: "theme/invalid",
    severity: Severity::Error,
    summary: "The theme's chain of `extends` is broken.",
    explanation: "A theme can extend another theme, which can extend a third; the chain must end.",
    remedy: "Correct `extends` in `theme.toml`.",
    example: Example::Files {
        bad: &[
            (
                "site.toml",
                r#"title = "Homes"
base_url = "https://example.org/"
theme = "mine"
"#,
            ),
            (
                "themes/mine/theme.toml",
                r#"extends = "mine"
"#,
            ),
        ],
        good: &[
            (
                "site.toml",
                r#"title = "Homes"
base_url = "https://example.org/"
theme = "mine"
"#,
            ),
            (
                "themes/mine/theme.toml",
                r#"extends = "default"
"#,
            ),
        ],
    },
};

pub(in crate::diagnostic) const MISSING_TEMPLATE: Rule = Rule {
    name: "theme/missing-template",
    severity: Severity::Error,
    summary: "No template of this name exists in the theme.",
    explanation: "A page needs a template that neither the theme nor any theme it extends has.",
    remedy: r#"Add the file to `templates/`, or make the theme extend the default one: `extends = "default"` in its `theme.toml`."#,
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
template: artcile.html
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
template: article.html
---
",
        )],
    },
};

pub(in crate::diagnostic) const UNKNOWN_OPTION: Rule = Rule {
    name: "theme/unknown-option",
    severity: Severity::Error,
    summary: "`[theme_options]` names an option that the theme does not have.",
    explanation: "A theme lists its options in its `theme.toml`, and it also has the options of the themes it extends. Setting an option that none of them has would change nothing.",
    remedy: "Correct the name in `[theme_options]`, or remove the line. In a theme of your own, declare an option under `[options.NAME]`.",
    example: Example::Files {
        bad: &[(
            "site.toml",
            r##"title = "Homes"
base_url = "https://example.org/"
[theme_options]
acent = "#00625c"
"##,
        )],
        good: &[(
            "site.toml",
            r##"title = "Homes"
base_url = "https://example.org/"
[theme_options]
accent = "#00625c"
"##,
        )],
    },
};

pub(in crate::diagnostic) const OPTION: Rule = Rule {
    name: "theme/option",
    severity: Severity::Error,
    summary: "An option of the theme has a value that is not allowed.",
    explanation: r##"An option has a kind: a colour is text such as `"#00625c"`, a flag is `true` or `false`, and a choice is one of the words that the theme lists. A value of another kind would break the pages or do nothing."##,
    remedy: "Write the value as the finding shows it, or remove the line to use the theme's own value.",
    example: Example::Files {
        bad: &[(
            "site.toml",
            r#"title = "Homes"
base_url = "https://example.org/"
[theme_options]
accent = "greenish"
"#,
        )],
        good: &[(
            "site.toml",
            r##"title = "Homes"
base_url = "https://example.org/"
[theme_options]
accent = "#00625c"
"##,
        )],
    },
};

pub(in crate::diagnostic) const LANGUAGE: Rule = Rule {
    name: "theme/language",
    severity: Severity::Warning,
    summary: "The theme has no words in the language of a page.",
    explanation: "The theme's own texts, such as \"Key points\" and \"Sources\", are in English on these pages, because the theme has no words in their language. They are marked as English, so that they are read out as such. This is told once for each language.",
    remedy: "Translate the words into a file of a theme of your own, such as `themes/mine/words/pl.toml`; what it leaves out stays English. To leave it so, write `\"theme/language\" = \"off\"` under `[check]` in `site.toml`.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Dlaczego?
lang: pl
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Pourquoi ?
lang: fr
---
",
        )],
    },
};
