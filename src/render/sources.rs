//! The sources and notes of an article, as its page shows them.

use std::sync::Arc;

use crate::content::{Article, PartialDate, Source};
use crate::path::encode_path;
use crate::render::html::{Filler, letters};
use crate::render::view::{DateView, LinkView, NoteView, SourceView};
use crate::render::{joined, safe};
use crate::site::{Entry, Page};
use crate::theme::Words;

/// The cited sources of a page, and those only listed.
pub(super) fn source_views(page: &Page, words: &Words) -> (Vec<SourceView>, Vec<SourceView>) {
    let mut cited = Vec::with_capacity(page.bibliography.cited);
    let mut further = Vec::new();
    for (n, entry) in page.bibliography.entries.iter().enumerate() {
        let mut view = source_view(&entry.source.source, words);
        view.derives_from =
            entry.derives_from.iter().map(|listed| origin(page, &listed.source)).collect();
        if n < page.bibliography.cited {
            view.number = Some(n + 1);
            view.marks = marks(&view.id, entry);
            cited.push(view);
        } else {
            further.push(view);
        }
    }
    (cited, further)
}

/// A source that another one draws on; linked if this page lists it.
fn origin(page: &Page, source: &Arc<Source>) -> LinkView {
    let listed =
        page.bibliography.entries.iter().any(|entry| Arc::ptr_eq(&entry.source.source, source));
    let name = match &source.publisher {
        Some(publisher) => format!("{publisher}, {}", source.title),
        None => source.title.clone(),
    };
    LinkView {
        name,
        href: if listed { format!("#src-{}", encode_path(&source.id)) } else { String::new() },
    }
}

/// A source without its place on a page.
pub(super) fn source_view(source: &Source, words: &Words) -> SourceView {
    let date = |date: Option<PartialDate>| {
        date.map(|date| DateView { iso: date.to_string(), text: words.date(date) })
    };
    SourceView {
        id: joined("src-", &source.id),
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
    }
}

fn marks(id: &str, entry: &Entry) -> Vec<LinkView> {
    let key = id.strip_prefix("src-").unwrap_or(id);
    (0..entry.marks)
        .map(|nth| LinkView {
            name: letters(nth),
            href: format!("#cite-{}-{}", encode_path(key), nth + 1),
        })
        .collect()
}

/// The notes that are referred to, in the order of their letters.
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
            let href = |nth: usize| format!("#fnref-{}-{}", encode_path(id), nth + 1);
            let marks = (0..note.references)
                .map(|nth| LinkView {
                    name: if note.references == 1 { String::new() } else { letters(nth) },
                    href: href(nth),
                })
                .collect();
            Some(NoteView {
                id: format!("fn-{id}"),
                letter: letters(number),
                html: safe(&filler.html(&note.fragment)),
                marks,
            })
        })
        .collect()
}
