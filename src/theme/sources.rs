//! The source texts of a theme's templates, and which templates are required.

use std::collections::BTreeMap;

use crate::path::SitePath;

/// The templates that every theme must have, in itself or from a theme that it extends.
pub const TEMPLATES: &[&str] = &[
    "base.html",
    "article.html",
    "page.html",
    "home.html",
    "topics.html",
    "topic.html",
    "questions.html",
    "sources.html",
    "updates.html",
    "404.html",
    "redirect.html",
];

/// The templates that a theme must have only if a site publishes what they make, or may do without.
pub const OPTIONAL_TEMPLATES: &[&str] = &[HEALTH, SEARCH, A_TO_Z];

/// The template of the search page. A theme without it, or without that of the list by letter, has no search.
pub(crate) const SEARCH: &str = "search.html";

/// The template of the list of everything by letter.
pub(crate) const A_TO_Z: &str = "a-z.html";

/// The template of the overview of how the explainers stand.
pub(crate) const HEALTH: &str = "health.html";

/// The templates' texts and files by their names in Tera.
pub(crate) type TemplateSources = BTreeMap<String, (SitePath, String)>;
