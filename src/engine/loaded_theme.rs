//! [`LoadedTheme`]: a theme, and the files that decide whether it must be loaded again.

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Outcome;
use crate::digest::Digest;
use crate::engine::assets::Assets;
use crate::engine::inputs::INPUT_FOLDERS;
use crate::files::{FileError, Files, WalkFault};
use crate::path::SitePath;
use crate::theme::Theme;

/// The folders whose files make a theme: all except that of the articles.
fn theme_folders() -> impl Iterator<Item = &'static str> {
    INPUT_FOLDERS.into_iter().filter(|folder| *folder != "content")
}

/// Whether a theme may be made from a file.
pub(super) fn is_theme_file(path: &SitePath) -> bool {
    theme_folders().any(|folder| path.below(folder).is_some())
}

/// A theme as it was loaded.
pub(super) struct LoadedTheme {
    /// The digest of the settings that it was loaded with.
    pub(super) settings: Digest,
    /// The files that it may have been made from.
    pub(super) files: Assets,
    /// Whether one of them is a link.
    pub(super) links: bool,
    /// What is there but is not a file of the site.
    faults: Vec<(SitePath, WalkFault)>,
    /// The result.
    pub(super) loaded: Outcome<Option<Arc<Theme>>>,
    /// The theme as it was when it could last be loaded.
    pub(super) good: Option<Arc<Theme>>,
}

impl LoadedTheme {
    /// Loads the theme; `None` if it equals the `known` one, because its files and settings do. Adds changed files to
    /// `changed`.
    pub(super) fn load(
        files: &dyn Files,
        config: &Config,
        known: Option<&Self>,
        changed: &mut Vec<SitePath>,
    ) -> Result<Option<Self>, FileError> {
        let mut paths = Vec::new();
        let mut links = false;
        let mut faults = Vec::new();
        for folder in theme_folders() {
            let walk = files.walk(folder)?;
            links |= walk.links;
            faults.extend(walk.faults);
            paths.extend(walk.files);
        }
        let nothing = Assets::default();
        let before = known.map_or(&nothing, |known| &known.files);
        let marks = Assets::look(files, paths.iter(), before, true)?;
        if known.is_some_and(|known| {
            known.settings == config.digest
                && known.faults == faults
                && marks.is_known(&known.files)
        }) {
            return Ok(None);
        }
        let mut findings = Vec::new();
        let loaded = Theme::load(files, config)?.collect_into(&mut findings).map(Arc::new);
        if known.is_some() {
            changed.extend(marks.changed_since(before));
        }
        let good = loaded.clone().or(known.and_then(|known| known.good.clone()));
        let loaded = Outcome::new(loaded, findings);
        Ok(Some(Self { settings: config.digest, files: marks, links, faults, loaded, good }))
    }
}
