//! The address of an article, from its path and `slug:`.

use crate::config::Config;
use crate::content::{Article, ArticleKind, addressed};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::{Route, SitePath, check_slug, slugify};
use crate::site::generated::QUESTION_DATA;

/// Returns where a page's BibTeX is.
pub(crate) fn bib_output(route: &Route) -> SitePath {
    SitePath::new(format!("{}cite.bib", route.as_str().trim_start_matches('/')))
        .expect("a route is made of checked components")
}

/// Returns where an article's questions are as data.
pub(crate) fn question_data_output(route: &Route) -> SitePath {
    SitePath::new(format!("{}{QUESTION_DATA}", route.as_str().trim_start_matches('/')))
        .expect("a route is made of checked components")
}

/// Whether the questions of an article are published as data.
pub(crate) fn has_question_data(article: &Article, config: &Config) -> bool {
    config.questions_json && article.is_explainer() && !article.questions.is_empty()
}

/// The address of an article.
pub(super) struct Address {
    pub(super) route: Route,
    /// The names that cannot be part of a URL: the path of each folder or file, and the finding about it.
    pub(super) faults: Vec<(String, Diagnostic)>,
}

/// Returns the address of an article: its folders and its file's name, each as a slug; `slug:` replaces the last.
pub(super) fn address_of(article: &Article) -> Address {
    if article.kind == ArticleKind::Home {
        return Address { route: Route::home(), faults: Vec::new() };
    }
    let mut faults = Vec::new();
    let below = addressed(article.path.below("content").unwrap_or(article.path.as_str()));
    let ending = article.path.extension().map_or(0, |ending| ending.len() + 1);
    let stem = below.get(..below.len() - ending).unwrap_or(&below);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let mut segments: Vec<String> = stem.split('/').map(slugify).collect();
    if let (Some(slug), Some(last)) = (&article.slug, segments.last_mut()) {
        last.clone_from(&slug.value);
    }
    let last = segments.len().saturating_sub(1);
    let mut end = 0;
    for (n, (segment, name)) in segments.iter().zip(stem.split('/')).enumerate() {
        end += name.len() + usize::from(n > 0);
        if n == last && article.slug.is_some() {
            continue;
        }
        if let Err(error) = check_slug(segment) {
            let hint = if n == last {
                "rename the file, or write `slug:` in the front matter"
            } else {
                "rename the folder"
            };
            let message = format!("the name `{name}` cannot be turned into a URL: it {error}");
            let finding = Diagnostic::new(Code::FileName, Place::file(&article.path), message);
            let whole =
                if n == last { article.path.as_str() } else { stem.get(..end).unwrap_or("") };
            faults.push((whole.to_owned(), finding.hint(hint)));
        }
    }
    let segments =
        segments.iter().map(|segment| if segment.is_empty() { "-" } else { segment.as_str() });
    Address { route: Route::page(segments), faults }
}
