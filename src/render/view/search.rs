//! What the search page and the list of everything by letter show.

use serde::Serialize;

use crate::config::Config;
use crate::path::{Route, encode_path};
use crate::render::address::{href, joined};
use crate::render::view::describe::views;
use crate::site::Page;

views! {
    /// What the script of the search page needs. The script looks for the ids that the guide's page on themes names.
    #[derive(Debug, Serialize)]
    pub struct SearchView {
        /// The address of the script, a module.
        pub script: String,
        /// The address below which all pages are: `/`, or the base path.
        pub base: String,
    }

    /// A letter of the list of everything by letter.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct LetterView {
        /// The letter; `0–9` for what begins with a digit.
        pub letter: String,
        /// Where its entries begin: only the anchor if that is on this page of the list.
        pub href: String,
    }

    /// The entries of one letter on a page of the list.
    #[derive(Debug, Serialize)]
    pub struct LetterGroupView {
        /// The letter.
        pub letter: String,
        /// Its anchor.
        pub id: String,
        /// The entries.
        pub entries: Vec<LetteredView>,
    }

    /// An explainer or question in the list of everything by letter.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct LetteredView {
        /// Its letter.
        pub letter: String,
        /// The title of the explainer, or the question.
        pub text: String,
        /// Its address.
        pub href: String,
        /// Whether the question is answered; nothing for an explainer.
        pub answered: Option<bool>,
        /// The explainer to which the question belongs; nothing for an explainer.
        pub explainer: Option<String>,
        /// Its language, if it is not that of the list.
        pub lang: Option<String>,
    }
}

impl LetterView {
    /// Returns a letter whose first entry is on this page of the list or another one.
    pub(in crate::render) fn new(
        letter: &str,
        (is_here, page): (bool, &Route),
        config: &Config,
    ) -> Self {
        let page = if is_here { String::new() } else { href(config, page) };
        Self { letter: letter.to_owned(), href: joined([&page, "#", &letter_anchor(letter)]) }
    }
}

/// Returns the anchor of a letter. Beyond ASCII it is the letter's number, which no address needs to encode.
pub(in crate::render) fn letter_anchor(letter: &str) -> String {
    match letter.chars().next() {
        Some(first) if first.is_ascii() => format!("part:letter-{}", first.to_ascii_lowercase()),
        first => format!("part:letter-{:x}", first.map_or(0, u32::from)),
    }
}

impl LetteredView {
    /// Returns an explainer, or one of its questions.
    pub(in crate::render) fn new(
        letter: &str,
        page: &Page,
        question: Option<usize>,
        config: &Config,
    ) -> Self {
        let article = &page.article;
        let question = question.and_then(|n| article.questions.get(n));
        let address = href(config, &page.route);
        Self {
            letter: letter.to_owned(),
            text: question.map_or(&article.title, |question| &question.text).clone(),
            href: question.map_or_else(
                || address.clone(),
                |question| joined([&address, "#", &encode_path(&question.anchor)]),
            ),
            answered: question.map(crate::content::Question::is_answered),
            explainer: question.map(|_| article.title.clone()),
            lang: article.lang.clone().filter(|lang| *lang != config.language),
        }
    }
}
