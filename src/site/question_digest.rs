//! What the questions of a page are made from, as far as programs read them.

use crate::content::{Article, Citation, Fragment, NoteRef};
use crate::digest::Digest;
use crate::path::Route;
use crate::site::bibliography::Bibliography;
use crate::site::borrowed::Borrowed;
use crate::site::target::Target;

/// Returns the digest of all that a page says of its questions as data: most edits of its text do not change it. Places in
/// the file do not count, since every line that is added before them moves them.
pub(super) fn question_digest(
    article: &Article,
    route: &Route,
    (targets, bibliography, borrowed, borrowed_citations): (
        &[Target],
        &Bibliography,
        &[Borrowed],
        &[Citation],
    ),
) -> Digest {
    if article.questions.is_empty() {
        return Digest::default();
    }
    let Article { title, date, updated, lang, questions, body, notes, citations, .. } = article;
    let about = (title, date, updated, lang);
    let questions: Vec<_> = questions
        .iter()
        .map(|question| {
            let corrected = article.correction_of(question).map(|(_, update)| update.date);
            let words = (&question.text, &question.anchor, &question.group, &question.plain);
            (words, &question.form, &question.upkeep, corrected)
        })
        .collect();
    let cited: Vec<_> = citations
        .iter()
        .chain(borrowed_citations)
        .flat_map(|citation| {
            let sources = citation.sources().iter();
            sources.map(|cited| (&cited.prefix, &cited.locator, cited.without_author))
        })
        .collect();
    // The letters of notes count those of the text, too.
    let letters: Option<(Vec<String>, Vec<NoteRef>)> = (!notes.is_empty()).then(|| {
        let marks = article.fragments().flat_map(Fragment::note_refs).collect();
        (article.note_ids(), marks)
    });
    let linked = (route, targets, bibliography, borrowed, cited, letters);
    Digest::of_value(&(about, questions, &body.leads, linked))
}
