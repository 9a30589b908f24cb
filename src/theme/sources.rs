//! The templates of a theme as they are written, and which there must be.

use std::collections::BTreeMap;

use crate::path::SitePath;

/// The templates that every theme must have, itself or from a theme that it extends.
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

/// The templates' texts and files by their names in Tera.
pub(crate) type TemplateSources = BTreeMap<String, (SitePath, String)>;
