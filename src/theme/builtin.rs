//! The themes that are compiled in from `themes/`. A test compares this list with the folders; to compile in another
//! theme, add its files here.

use crate::path::SitePath;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Every file of these themes: its path from the site's root, and its bytes.
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
    "themes/default/templates/_contents_list.html",
    "themes/default/templates/_find.html",
    "themes/default/templates/_health.html",
    "themes/default/templates/_ledger.html",
    "themes/default/templates/_letters.html",
    "themes/default/templates/_notes.html",
    "themes/default/templates/_notices.html",
    "themes/default/templates/_pages.html",
    "themes/default/templates/_search.html",
    "themes/default/templates/_source.html",
    "themes/default/templates/_sources.html",
    "themes/default/templates/_update.html",
    "themes/default/templates/_updates.html",
    "themes/default/templates/_upkeep.html",
    "themes/default/templates/a-z.html",
    "themes/default/templates/article.html",
    "themes/default/templates/base.html",
    "themes/default/templates/health.html",
    "themes/default/templates/home.html",
    "themes/default/templates/page.html",
    "themes/default/templates/questions.html",
    "themes/default/templates/redirect.html",
    "themes/default/templates/search.html",
    "themes/default/templates/sources.html",
    "themes/default/templates/topic.html",
    "themes/default/templates/topics.html",
    "themes/default/templates/updates.html",
    "themes/default/theme.toml",
    "themes/default/words/ar.toml",
    "themes/default/words/de.toml",
    "themes/default/words/en-US.toml",
    "themes/default/words/en.toml",
    "themes/default/words/es.toml",
    "themes/default/words/fr.toml",
    "themes/plain/static/style.css",
    "themes/plain/templates/404.html",
    "themes/plain/templates/_bibliography.html",
    "themes/plain/templates/_change.html",
    "themes/plain/templates/_changes.html",
    "themes/plain/templates/_endnotes.html",
    "themes/plain/templates/_entries.html",
    "themes/plain/templates/_imprint.html",
    "themes/plain/templates/_leaves.html",
    "themes/plain/templates/_toc.html",
    "themes/plain/templates/_warnings.html",
    "themes/plain/templates/_work.html",
    "themes/plain/templates/a-z.html",
    "themes/plain/templates/article.html",
    "themes/plain/templates/base.html",
    "themes/plain/templates/health.html",
    "themes/plain/templates/home.html",
    "themes/plain/templates/page.html",
    "themes/plain/templates/questions.html",
    "themes/plain/templates/redirect.html",
    "themes/plain/templates/search.html",
    "themes/plain/templates/sources.html",
    "themes/plain/templates/topic.html",
    "themes/plain/templates/topics.html",
    "themes/plain/templates/updates.html",
    "themes/plain/theme.toml",
}

/// Returns the bytes of a file of a built-in theme.
pub fn builtin_file(path: &SitePath) -> Option<&'static [u8]> {
    FILES.iter().find(|(name, _)| *name == path.as_str()).map(|(_, bytes)| *bytes)
}

/// Returns the names of the built-in themes, each once.
pub(super) fn builtin_themes() -> impl Iterator<Item = &'static str> {
    let name = |path: &'static str| path.strip_prefix("themes/")?.split_once('/');
    let themes = FILES.iter().filter_map(move |(path, _)| Some(name(path)?.0));
    // The files of a theme are listed together.
    let mut last = "";
    themes.filter(move |theme| std::mem::replace(&mut last, theme) != *theme)
}

/// Returns the files of a built-in theme; none if there is no such theme.
pub(super) fn builtin_files(theme: &str) -> Vec<SitePath> {
    let folder = format!("themes/{theme}/");
    let paths = FILES.iter().filter(|(path, _)| path.starts_with(&folder));
    paths.map(|(path, _)| SitePath::new(*path).expect("a path in a program is a path")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FILES, builtin_files, builtin_themes};

    #[test]
    fn every_file_belongs_to_one_theme() {
        let themes: Vec<&str> = builtin_themes().collect();
        assert_eq!(themes.first(), Some(&"default"));
        assert_eq!(themes.iter().collect::<BTreeSet<_>>().len(), themes.len(), "{themes:?}");
        let files: usize = themes.iter().map(|theme| builtin_files(theme).len()).sum();
        assert_eq!(files, FILES.len());
        assert!(builtin_files("defau").is_empty());
    }
}
