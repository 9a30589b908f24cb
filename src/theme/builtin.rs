//! The default theme, compiled in from `themes/default/`. A test holds this list and the folder together.

use crate::path::SitePath;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Every file of the theme: its path from the site's root, and its bytes.
        pub(crate) const FILES: &[(&str, &[u8])] = &[$(($path, include_bytes!(concat!("../../", $path)))),*];
    };
}

files! {
    "themes/default/static/favicon.svg",
    "themes/default/static/style.css",
    "themes/default/templates/404.html",
    "themes/default/templates/_byline.html",
    "themes/default/templates/_cards.html",
    "themes/default/templates/_contents.html",
    "themes/default/templates/_ledger.html",
    "themes/default/templates/_notes.html",
    "themes/default/templates/_notices.html",
    "themes/default/templates/_pages.html",
    "themes/default/templates/_source.html",
    "themes/default/templates/_sources.html",
    "themes/default/templates/_update.html",
    "themes/default/templates/_updates.html",
    "themes/default/templates/article.html",
    "themes/default/templates/base.html",
    "themes/default/templates/home.html",
    "themes/default/templates/page.html",
    "themes/default/templates/questions.html",
    "themes/default/templates/redirect.html",
    "themes/default/templates/sources.html",
    "themes/default/templates/topic.html",
    "themes/default/templates/topics.html",
    "themes/default/templates/updates.html",
    "themes/default/theme.toml",
    "themes/default/words/ar.toml",
    "themes/default/words/de.toml",
    "themes/default/words/en.toml",
    "themes/default/words/es.toml",
    "themes/default/words/fr.toml",
}

/// The bytes of a file of the built-in theme.
pub fn builtin_file(path: &SitePath) -> Option<&'static [u8]> {
    FILES.iter().find(|(name, _)| *name == path.as_str()).map(|(_, bytes)| *bytes)
}
