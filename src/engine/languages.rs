//! The languages of the pages, and whether the theme speaks them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::Config;
use crate::content::Article;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::digest::Digested;
use crate::path::SitePath;
use crate::theme::Theme;

/// Reports each language of the site's pages in which the theme says nothing, once, at the first of them.
pub(super) fn untranslated(
    theme: &Theme,
    config: &Config,
    articles: &[Arc<Digested<Article>>],
    findings: &[Diagnostic],
) -> Vec<Diagnostic> {
    // What is read of a file with an error may be a guess.
    let is_faulty = |path: &SitePath| {
        findings.iter().any(|found| found.is_error() && found.place.path == *path)
    };
    let own = articles.iter().filter_map(|article| Some((article.lang.as_deref()?, &article.path)));
    let all = std::iter::once((config.language.as_str(), &config.path)).chain(own);
    let mut seen = BTreeSet::new();
    let unspoken = all.filter(|(lang, path)| {
        !theme.speaks(lang) && !is_faulty(path) && seen.insert(primary(lang))
    });
    let report = |(lang, path): (&str, &SitePath)| {
        let message =
            format!("the theme has no words in `{lang}`: its own texts are in English there");
        let file = format!("themes/mine/words/{}.toml", primary(lang));
        Diagnostic::new(Code::ThemeLanguage, Place::file(path), message)
            .hint(format!("translate them in a theme of your own, `{file}`"))
    };
    unspoken.map(report).collect()
}

/// Returns the first part of a language tag.
fn primary(lang: &str) -> String {
    lang.split('-').next().unwrap_or_default().to_ascii_lowercase()
}
