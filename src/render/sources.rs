//! The sources and notes of an article, as its page shows them.

use std::sync::Arc;

use crate::content::{Anchor, Article, PartialDate, Source};
use crate::digest::Digested;
use crate::path::encode_path;
use crate::render::html::{Filler, letters};
use crate::render::parts::Elsewhere;
use crate::render::renderer::Renderer;
use crate::render::view::{DateView, LinkView, NoteView, SourceView, safe};
use crate::site::{Entry, Generated, Page};
use crate::theme::Words;

impl Renderer<'_> {
    /// Returns the other pages that cite a source: the first ones, and where all of them are listed.
    fn elsewhere(
        &self,
        elsewhere: &Elsewhere<'_>,
        words: &Words,
    ) -> (Vec<LinkView>, Option<LinkView>) {
        let more = elsewhere.more.as_ref().map(|more| {
            let count = more.count.to_string();
            let name = words.phrase("cited_more", more.count as u64, &[("n", &count)]);
            let list = self.href(&Generated::Sources(more.number).route());
            LinkView {
                name: name.unwrap_or(count),
                href: format!("{list}#{}", encode_path(&more.anchor)),
            }
        });
        (elsewhere.first.iter().map(|link| self.link(link)).collect(), more)
    }
}

/// Returns the cited sources of a page, and those that are only listed. `elsewhere` says which other pages cite them.
pub(super) fn source_views(
    renderer: &Renderer<'_>,
    page: &Page,
    elsewhere: &[Elsewhere<'_>],
    words: &Words,
) -> (Vec<SourceView>, Vec<SourceView>) {
    let mut cited = Vec::with_capacity(page.bibliography.cited);
    let mut further = Vec::new();
    for (n, entry) in page.bibliography.entries.iter().enumerate() {
        let mut view = source_view(&entry.source.source, words);
        view.derives_from = origins(page, entry);
        if n < page.bibliography.cited {
            view.number = Some(n + 1);
            view.marks = marks(&entry.source.source.id, entry);
            if let Some(elsewhere) = elsewhere.get(n) {
                (view.cited_elsewhere, view.cited_more) = renderer.elsewhere(elsewhere, words);
            }
            cited.push(view);
        } else {
            further.push(view);
        }
    }
    (cited, further)
}

/// Returns the sources that an entry draws on, by their short names if these are distinct; linked if this page lists
/// them.
fn origins(page: &Page, entry: &Entry) -> Vec<LinkView> {
    let listed = |source: &Arc<Digested<Source>>| {
        page.bibliography.entries.iter().any(|entry| Arc::ptr_eq(&entry.source.source, source))
    };
    let drawn_on = || entry.derives_from.iter().map(|listed| &listed.source);
    let origin = |source: &Arc<Digested<Source>>| {
        let name = source.short_name();
        let alike = drawn_on().filter(|other| other.short_name() == name).count();
        let name = match &source.publisher {
            Some(publisher) if alike > 1 => format!("{publisher}, {}", source.title),
            _ => name.to_owned(),
        };
        let href = if listed(source) { Anchor::Source(&source.id).href() } else { String::new() };
        LinkView { name, href }
    };
    drawn_on().map(origin).collect()
}

/// Returns a source without its place on a page.
pub(super) fn source_view(source: &Source, words: &Words) -> SourceView {
    let date = |date: Option<PartialDate>| date.map(|date| DateView::of(date, words));
    SourceView {
        id: Anchor::Source(&source.id).id(),
        number: None,
        title: source.title.clone(),
        url: source.url.clone(),
        author: (!source.authors.is_empty()).then(|| source.authors.join(", ")),
        publisher: source.publisher.clone(),
        published: date(source.published),
        accessed: date(source.accessed),
        archive_url: source.archive_url.clone(),
        archive_date: date(source.archive_date),
        archive_note: source.archive_note.clone(),
        kind: source.kind.map(|kind| words.word(&format!("kind_{}", kind.name())).to_owned()),
        note: source.note.clone(),
        derives_from: Vec::new(),
        marks: Vec::new(),
        cited_elsewhere: Vec::new(),
        cited_more: None,
    }
}

fn marks(id: &str, entry: &Entry) -> Vec<LinkView> {
    (0..entry.marks)
        .map(|nth| LinkView { name: letters(nth), href: Anchor::Citation(id, nth + 1).href() })
        .collect()
}

/// Returns the notes that have references, in the order of their letters.
pub(super) fn note_views(article: &Article, filler: &Filler<'_>) -> Vec<NoteView> {
    let mut order: Vec<(usize, usize)> = filler
        .notes
        .numbers
        .iter()
        .enumerate()
        .filter_map(|(note, number)| number.map(|number| (number, note)))
        .collect();
    order.sort_unstable();
    order
        .into_iter()
        .filter_map(|(number, n)| {
            let (note, id) = (article.notes.get(n)?, filler.notes.ids.get(n)?);
            let href = |nth: usize| Anchor::NoteRef(id, nth + 1).href();
            let marks = (0..note.references)
                .map(|nth| LinkView {
                    name: if note.references == 1 { String::new() } else { letters(nth) },
                    href: href(nth),
                })
                .collect();
            Some(NoteView {
                id: Anchor::Note(id).id(),
                letter: letters(number),
                html: safe(&filler.html(&note.fragment)),
                marks,
            })
        })
        .collect()
}
