//! The rules about templates.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const SYNTAX: Rule = Rule {
    name: "template/syntax",
    severity: Severity::Error,
    summary: "A template cannot be read.",
    explanation: "The template is not valid Tera 2. Most examples on the web are for Tera 1, which differs: macros are now components, and undefined values are errors.",
    remedy: r#"Correct the place that is shown. An override extends what it replaces by its prefix: `{% extends "default/article.html" %}`."#,
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
    explanation: "The template could be read, but failed while a page was made: it names a value that does not exist, or does something with it that cannot be done. The finding shows where, and how it was reached.",
    remedy: r#"Correct the template. `{{ x or "" }}` stands for a value that may be missing."#,
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
    summary: "A template of the site overrides nothing and nothing uses it.",
    explanation: "A file in `templates/` takes the place of the theme's template of the same name. This one has a name that the theme does not know, and no article and no other template names it: perhaps the name is mistyped.",
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
    summary: "A template holds a URL that ignores the base path.",
    explanation: "A URL that begins with `/` is written out in a template. As soon as the site lies in a folder of its host, as project sites on GitHub Pages do, it leads elsewhere.",
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
