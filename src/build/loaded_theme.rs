//! [`LoadedTheme`]: a theme, and the files by which it is known whether it must be loaded again.

use std::sync::Arc;

use crate::build::assets::Assets;
use crate::config::Config;
use crate::diagnostic::Outcome;
use crate::digest::Digest;
use crate::files::{FileError, Files};
use crate::path::SitePath;
use crate::theme::Theme;

/// The folders, beside `content`, whose files make a theme.
const THEME_FOLDERS: [&str; 3] = ["templates", "static", "themes"];

/// Whether a theme may be made from a file.
pub(super) fn is_theme_file(path: &SitePath) -> bool {
    THEME_FOLDERS.iter().any(|folder| path.below(folder).is_some())
}

/// A theme as it was loaded.
pub(super) struct LoadedTheme {
    /// The digest of the settings that it was loaded with.
    pub(super) settings: Digest,
    /// The files that it may have been made from.
    pub(super) files: Assets,
    /// What came of it.
    pub(super) loaded: Outcome<Option<Arc<Theme>>>,
    /// What it was when it could last be loaded.
    pub(super) good: Option<Arc<Theme>>,
}

impl LoadedTheme {
    /// Loads the theme, unless all of its files are `known` to be as they were. Files that changed are added to `changed`.
    pub(super) fn load(
        files: &dyn Files,
        config: &Config,
        known: Option<Self>,
        changed: &mut Vec<SitePath>,
    ) -> Result<Self, FileError> {
        let mut paths = Vec::new();
        for folder in THEME_FOLDERS {
            paths.extend(files.walk(folder)?.files);
        }
        let nothing = Assets::default();
        let before = known.as_ref().map_or(&nothing, |known| &known.files);
        let marks = Assets::look(files, paths.iter(), before, true)?;
        if known.as_ref().is_some_and(|known| marks.is_known(&known.files)) {
            return Ok(known.expect("it was there a moment ago"));
        }
        if known.is_some() {
            changed.extend(marks.changed_since(before));
        }
        let mut findings = Vec::new();
        let loaded = Theme::load(files, config)?.collect_into(&mut findings).map(Arc::new);
        let good = loaded.clone().or(known.and_then(|known| known.good));
        let loaded = Outcome::new(loaded, findings);
        Ok(Self { settings: config.digest, files: marks, loaded, good })
    }
}
