//! The rules about templates.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const SYNTAX: Rule = Rule {
    name: "template/syntax",
    severity: Severity::Error,
    summary: "A template cannot be read.",
    explanation: "The template is not valid Tera 2. Most examples on the web are for Tera 1, which differs: macros are now components, and undefined values are errors.",
    remedy: r#"Correct the place that is shown. An override extends the template it replaces by naming it with its prefix: `{% extends "default/article.html" %}`."#,
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            ("templates/article.html", "{% if article.title %}\n"),
        ],
        good: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            ("templates/article.html", "{% if article.title %}{{ article.title }}{% endif %}\n"),
        ],
    },
};

pub(in crate::diagnostic) const ERROR: Rule = Rule {
    name: "template/error",
    severity: Severity::Error,
    summary: "A template failed while a page was rendered.",
    explanation: "The template could be read, but failed while a page was rendered: it uses a value that does not exist, or does something with a value that is not possible. The finding shows where, and how the template got there.",
    remedy: r#"Correct the template. Write `{{ x or "" }}` for a value that may be missing."#,
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            ("templates/article.html", "{{ article.titel }}\n"),
        ],
        good: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            ("templates/article.html", "{{ article.title }}\n"),
        ],
    },
};

pub(in crate::diagnostic) const UNUSED: Rule = Rule {
    name: "template/unused",
    severity: Severity::Warning,
    summary: "A template of the site overrides nothing, and nothing uses it.",
    explanation: "A file in `templates/` replaces the theme's template of the same name. The theme has no template with this name, and no article or other template refers to it: perhaps the name is mistyped.",
    remedy: "Correct the name, name the template in an article's front matter (`template:`), or remove the file.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            ("templates/artcile.html", "{{ article.title }}\n"),
        ],
        good: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            ("templates/article.html", "{{ article.title }}\n"),
        ],
    },
};

pub(in crate::diagnostic) const ABSOLUTE_URL: Rule = Rule {
    name: "template/absolute-url",
    severity: Severity::Warning,
    summary: "A template contains a URL that ignores the base path.",
    explanation: "A template contains a URL that begins with `/`. As soon as the site is in a folder of its host, as project sites on GitHub Pages are, the URL leads somewhere else.",
    remedy: r#"Write `{{ "/style.css" | asset }}`: the filter puts the base path in front."#,
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            (
                "templates/article.html",
                r#"<a href="/sources/">Sources</a>
"#,
            ),
        ],
        good: &[
            (
                "content/why.md",
                "\
---
title: Why?
---
",
            ),
            (
                "templates/article.html",
                r#"<a href="{{ "/sources/" | url }}">Sources</a>
"#,
            ),
        ],
    },
};
