//! [`Level`]: the site's own files, or those of one theme; a theme that extends another is above it.

use crate::path::SitePath;

/// The level of the site's own overrides.
pub(super) const SITE_LEVEL: &str = "site";

/// A level: its name, which is the prefix of its templates, and its files by their path inside it.
pub(super) struct Level {
    pub(super) name: String,
    /// Path inside the level (`templates/base.html`) and path from the site's root.
    pub(super) files: Vec<(String, SitePath)>,
    pub(super) builtin: bool,
}
