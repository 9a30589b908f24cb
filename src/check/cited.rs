//! Which sources stand behind a piece of a passage.

use crate::check::input::ArticleInput;
use crate::check::prose::{Mark, MarkKind, Passage};
use crate::content::Citation;

/// Where more marks stand together than this, nobody can say which of them is meant.
pub(in crate::check) const MOST_MARKS: usize = 16;

/// Returns the marks from one byte of a passage to another, which belongs to them.
pub(in crate::check) fn marks_between(passage: &Passage, from: usize, to: usize) -> &[Mark] {
    let first = passage.marks.partition_point(|mark| mark.at < from);
    let after = passage.marks.partition_point(|mark| mark.at <= to);
    passage.marks.get(first..after).unwrap_or_default()
}

/// Returns the marks of consecutive sentences.
pub(in crate::check) fn marks_of(passage: &Passage, first: usize, last: usize) -> &[Mark] {
    let start = passage.sentences.get(first).map_or(0, |it| it.start);
    let next = passage.sentences.get(last + 1).map_or(usize::MAX, |it| it.start);
    marks_between(passage, if first == 0 { 0 } else { start + 1 }, next)
}

/// Returns the ids of the sources that marks cite, each once.
pub(in crate::check) fn sources_of<'a, 'm>(
    input: &ArticleInput<'a>,
    marks: impl IntoIterator<Item = &'m Mark>,
) -> Vec<&'a str> {
    let mut ids: Vec<&'a str> = Vec::new();
    for (n, mark) in marks.into_iter().enumerate() {
        let MarkKind::Citation(id) = mark.kind else { continue };
        let article = input.article;
        let Some(Citation::Sources(sources)) = article.citations.get(id.0) else { continue };
        if n >= MOST_MARKS || sources.len() > MOST_MARKS {
            return Vec::new();
        }
        ids.extend(sources.iter().map(|source| source.id.as_str()));
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}
