//! [`Borrowed`]: an answer of another page, as this page prints it. An answer lives once: a question that points to another
//! one, `see: other.md#q:cost`, has the answer which that one has, today and after the next change.

use std::sync::Arc;

use jiff::civil::Date;

use crate::content::{Article, Citation, Fragment, LinkId, Question, Upkeep};
use crate::digest::{Digested, Unhashed};
use crate::path::Route;
use crate::site::numbers::PageId;
use crate::site::target::Target;

/// An answer that a page prints and another one has.
#[derive(Clone, Debug, Hash)]
pub struct Borrowed {
    /// The pointer of the question that borrows it.
    pub see: LinkId,
    /// The page on which it lives.
    pub page: Unhashed<PageId>,
    /// The address of that page.
    pub route: Route,
    /// Its title.
    pub title: String,
    /// The anchor of its question there.
    pub anchor: String,
    /// The language of that page, if it says one.
    pub lang: Option<String>,
    /// The answer. Its numbers of links and citations are those of the page that prints it.
    pub answer: Fragment,
    /// The same as plain text.
    pub plain: String,
    /// Who sees to it.
    pub upkeep: Upkeep,
    /// The day of its newest correction, and the anchor of that.
    pub corrected: Option<(Date, String)>,
}

/// An answer that can be borrowed, and for what.
#[derive(Clone, Copy)]
pub(super) struct Lent<'a> {
    pub(super) see: LinkId,
    pub(super) page: PageId,
    pub(super) article: &'a Arc<Digested<Article>>,
    pub(super) question: &'a Question,
    pub(super) answer: &'a Fragment,
}

/// An article that was asked for an answer: if it changes, so may the page.
pub(crate) type Consulted = (PageId, Arc<Digested<Article>>);

/// What a page has in addition to what its own article refers to.
#[derive(Debug, Default)]
pub(super) struct Additions {
    pub(super) borrowed: Vec<Borrowed>,
    /// The targets of the links in borrowed answers, after those of the article.
    pub(super) targets: Vec<Target>,
    /// The citations in them, after those of the article.
    pub(super) citations: Vec<Citation>,
}

/// Returns a fragment whose elements have no ids: those are taken on the page where it lives, and may be on this one.
pub(super) fn without_ids(fragment: &Fragment) -> Fragment {
    const ID: &str = " id=\"";
    if !fragment.html.contains(ID) {
        return fragment.clone();
    }
    let html = fragment.html.as_str();
    let mut removed: Vec<(usize, usize)> = Vec::new();
    for (start, _) in html.match_indices(ID) {
        // Text has no `<` of its own, and a quoted value no `"`.
        let before = html.get(..start).unwrap_or_default();
        let tag = before.rfind('<').filter(|tag| before.rfind('>').is_none_or(|end| end < *tag));
        let is_between =
            |tag: usize| before.get(tag..).unwrap_or_default().matches('"').count() % 2 == 0;
        let value = start + ID.len();
        let length = html.get(value..).and_then(|rest| rest.find('"'));
        if let Some(length) = length.filter(|_| tag.is_some_and(is_between)) {
            removed.push((start, value + length + 1));
        }
    }
    let mut kept = Fragment::default();
    let mut placeholders = fragment.placeholders.iter().peekable();
    let mut at = 0;
    let ends = removed.iter().copied().chain([(html.len(), html.len())]);
    for (start, end) in ends {
        while let Some(placeholder) = placeholders.next_if(|it| it.at <= start) {
            kept.html.push_str(html.get(at..placeholder.at).unwrap_or_default());
            kept.placeholder(placeholder.kind.clone());
            at = placeholder.at;
        }
        kept.html.push_str(html.get(at..start).unwrap_or_default());
        // What would have filled an id has no place any more.
        while placeholders.next_if(|it| it.at < end).is_some() {}
        at = end;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::without_ids;
    use crate::content::{Fragment, LinkId, PlaceholderKind};

    #[test]
    fn ids_are_left_out_and_placeholders_stay_where_they_are() {
        let mut fragment = Fragment::default();
        fragment
            .html
            .push_str("<h4 id=\"a\">A id=\"x\"</h4><p title=\"y id=z\" id=\"b\"><a href=\"");
        fragment.placeholder(PlaceholderKind::Url(LinkId(0)));
        fragment.html.push_str("\" id=\"c\">l</a></p>");
        fragment.placeholder(PlaceholderKind::Here);
        let mut out = String::new();
        without_ids(&fragment).fill(&mut out, |kind, out| {
            out.push_str(if matches!(kind, PlaceholderKind::Here) { "!" } else { "u" });
        });
        assert_eq!(out, "<h4>A id=\"x\"</h4><p title=\"y id=z\"><a href=\"u\">l</a></p>!");
    }
}
