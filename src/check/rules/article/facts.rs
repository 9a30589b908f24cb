//! `article/…`: what an explainer does not say of itself: who wrote it, when, up to which day it was checked, what it is
//! about; and a title that is too long.

use crate::check::input::SiteInput;
use crate::content::Article;
use crate::diagnostic::{Code, Diagnostic, Place};

/// The most characters of a title: of longer ones, search engines and cards show the beginning.
const LONGEST_TITLE: usize = 110;

/// Reports what each published explainer lacks.
pub(in crate::check::rules) fn check(input: &SiteInput<'_>, findings: &mut Vec<Diagnostic>) {
    for article in input.articles.iter().filter(|article| article.is_explainer()) {
        let mut add = |code: Code, message: String, hint: &str| {
            let place = Place::new(&article.path, article.title_span);
            findings.push(Diagnostic::new(code, place, message).hint(hint));
        };
        let length = article.title.chars().count();
        if length > LONGEST_TITLE {
            let message = format!("the title has {length} characters");
            add(Code::ArticleTitleLong, message, "keep it to 110; the standfirst can say the rest");
        }
        for (code, missing, hint) in missing(article, input.config.author.is_some()) {
            add(code, format!("this article does not say {missing}"), hint);
        }
    }
}

/// Returns what an article does not say, and what to write.
fn missing(
    article: &Article,
    site_has_author: bool,
) -> impl Iterator<Item = (Code, &'static str, &'static str)> {
    [
        (
            article.authors.is_empty() && !site_has_author,
            Code::ArticleNoAuthor,
            "who wrote it",
            "write `authors: [Your name]`, or `author` in site.toml for all articles",
        ),
        (
            article.date.is_none(),
            Code::ArticleNoDate,
            "when it was published",
            "write `date:` with the day of publication; without it, the article is in no feed",
        ),
        (
            article.as_of.is_none(),
            Code::ArticleNoAsOf,
            "up to which day its facts were checked",
            "write `as_of:` with the day of the last check",
        ),
        (
            article.standfirst.is_none(),
            Code::ArticleNoStandfirst,
            "in a sentence or two what readers will learn",
            "write it under `standfirst:`",
        ),
    ]
    .into_iter()
    .filter_map(|(is_missing, code, what, hint)| is_missing.then_some((code, what, hint)))
}
