//! Whether a page has an anchor that a link leads to.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::{Anchor, Article, Citation, Part};
use crate::diagnostic::{Code, Diagnostic, Place, list_of};
use crate::digest::Digested;
use crate::percent::DIRECTIVE;
use crate::site::bibliography::Bibliography;
use crate::site::numbers::PageId;
use crate::site::unfound::{ExpectedAnchor, Unfound, Wanted};
use crate::span::Span;

/// The anchors of one page. What needs a pass over the whole article is gathered once, on first use.
pub(crate) struct PageAnchors<'a> {
    article: &'a Article,
    /// Those of its notes, and of the sources that it lists or cites.
    notes: OnceCell<BTreeSet<String>>,
    sources: OnceCell<BTreeSet<&'a str>>,
}

impl<'a> PageAnchors<'a> {
    pub(crate) fn of(article: &'a Article) -> Self {
        Self { article, notes: OnceCell::new(), sources: OnceCell::new() }
    }

    /// Whether it has this anchor, or may have it in a part that could not be read.
    pub(crate) fn has(&self, bibliography: Option<&Bibliography>, anchor: &str) -> bool {
        let article = self.article;
        // Instructions for the browser follow it, which finds their text by itself.
        let anchor = anchor.split(DIRECTIVE).next().unwrap_or_default();
        // Without such an element, this is the top of the page (WHATWG HTML §7.4.6.4).
        if anchor.is_empty() || anchor.eq_ignore_ascii_case("top") {
            return true;
        }
        if article.anchors.binary_search_by(|known| known.as_str().cmp(anchor)).is_ok() {
            return true;
        }
        let Some(anchor) = Anchor::parse(anchor) else { return false };
        match anchor {
            Anchor::Source(id) => {
                let sources = self.sources.get_or_init(|| sources(article));
                sources.contains(id) || article.gaps.may_list(id)
            }
            Anchor::Note(slug) => {
                let notes = self.notes.get_or_init(|| article.note_ids().into_iter().collect());
                notes.contains(slug)
            }
            Anchor::Question(_) => article.gaps.questions,
            Anchor::Part(part) => self.has_part(bibliography, part),
            // They change with the text.
            Anchor::Namesake(..)
            | Anchor::Citation(..)
            | Anchor::NoteRef(..)
            | Anchor::Update(_) => false,
        }
    }

    fn has_part(&self, bibliography: Option<&Bibliography>, part: Part) -> bool {
        let article = self.article;
        let no_sources = |bibliography: &Bibliography| {
            bibliography.entries.is_empty() && article.gaps.sources.is_none()
        };
        let questions = |answered: bool| {
            article.gaps.questions
                || article.questions.iter().any(|question| question.is_answered() == answered)
        };
        match part {
            Part::Main => true,
            Part::Points => !article.summary.is_empty(),
            Part::Questions => questions(true),
            Part::Open => questions(false),
            Part::Notes => !article.notes.is_empty(),
            Part::Sources => !bibliography.is_some_and(no_sources),
            Part::Updates => !article.updates.is_empty(),
        }
    }
}

/// Returns the ids of the sources that an article lists or cites.
fn sources(article: &Article) -> BTreeSet<&str> {
    let cited = article.citations.iter().flat_map(Citation::sources);
    let listed = article.sources.iter().map(|source| source.id.as_str());
    cited.map(|cited| cited.id.as_str()).chain(listed).collect()
}

/// The anchors of all pages that any other page links to.
pub(crate) struct AllAnchors<'a> {
    articles: &'a [&'a Arc<Digested<Article>>],
    known: BTreeMap<PageId, PageAnchors<'a>>,
}

impl<'a> AllAnchors<'a> {
    pub(crate) fn new(articles: &'a [&'a Arc<Digested<Article>>]) -> Self {
        Self { articles, known: BTreeMap::new() }
    }

    /// Returns the finding about a missing anchor; `None` if it exists.
    pub(crate) fn check(&mut self, expected: &ExpectedAnchor) -> Option<Unfound> {
        let ExpectedAnchor { page, anchor, place, written, whose } = expected;
        let article = self.articles.get(page.0)?;
        let anchors = self.known.entry(*page).or_insert_with(|| PageAnchors::of(article));
        (!anchors.has(None, anchor)).then(|| {
            let wanted = Wanted::Anchor { page: *page, anchor: anchor.clone() };
            missing_anchor((place.clone(), *written), wanted, article, whose)
        })
    }
}

/// Returns the finding about an anchor that a page does not have.
pub(crate) fn missing_anchor(
    (place, written): (Place, Option<Span>),
    wanted: Wanted,
    article: &Article,
    whose: &str,
) -> Unfound {
    let anchor = if let Wanted::Anchor { anchor, .. } = &wanted { anchor.as_str() } else { "" };
    let message = format!("{whose} has no anchor `#{anchor}`");
    let otherwise = if article.anchors.is_empty() {
        "the page has no headings; link to the page itself".to_owned()
    } else {
        let some = article.anchors.iter().take(6).map(String::as_str);
        format!("its anchors include {}", list_of(some))
    };
    let finding = Diagnostic::new(Code::LinkAnchor, place, message);
    Unfound { finding, wanted, written, otherwise: otherwise.into() }
}
