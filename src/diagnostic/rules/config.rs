//! The rules about the settings of a site.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const NO_BASE_URL: Rule = Rule {
    name: "config/no-base-url",
    severity: Severity::Warning,
    summary: "`base_url` is missing, so feeds, sitemap and canonical links are left out.",
    explanation: "Without `base_url` the site does not know its own address. Pages work, but feeds, the sitemap and canonical links need full addresses and are left out.",
    remedy: "Set it in `site.toml`, or pass `--base-url` when you build.",
    example: Example::Files {
        bad: &[(
            "site.toml",
            r#"title = "Homes"
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
