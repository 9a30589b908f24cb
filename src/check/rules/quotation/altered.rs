//! `quotation/altered`: the source says nearly the same, with other words.

use std::ops::Range;

use crate::check::fold::{Edit, QuotedWord};
use crate::check::report::Report;
use crate::check::rules::quotation::judging::Judging;
use crate::check::rules::quotation::nearest::Nearest;
use crate::diagnostic::{Code, Edit as FileEdit, Fix, Place, Safety};
use crate::path::SitePath;
use crate::span::Span;

/// At most so many differences are told, and mended.
const MOST: usize = 3;

/// Tells which words differ.
pub(super) fn tell(judging: &Judging<'_, '_>, nearest: &Nearest<'_, '_>, report: &mut Report) {
    let Some(aligned) = &nearest.aligned else { return };
    let shown = Shown { judging, nearest };
    let edits = merged(&aligned.edits);
    let told: Vec<String> = edits.iter().take(MOST).map(|edit| shown.difference(edit)).collect();
    let more = edits.len().saturating_sub(MOST);
    let rest = if more > 0 { format!("; and {more} more") } else { String::new() };
    let id = nearest.id;
    let message = format!("this is not what `{id}` says: {}{rest}", told.join("; "));
    let Some((first, last)) = edits.first().zip(edits.last()) else { return };
    let start = shown.place(&shown.marked(&first.quoted)).start;
    let end = shown.place(&shown.marked(&last.quoted)).end;
    let span = judging.quoted.passage.span(&(start..end));
    let finding =
        report.finding(Code::QuotationAltered, span, message).fix(shown.fix(&edits, report.path()));
    let hint = "write the source's words; mark what you leave out with `…`, and what you put in with brackets";
    let finding = finding.hint(hint);
    report.push(match shown.source_place(&aligned.source) {
        Some(place) => finding.related(place, "the source"),
        None => finding,
    });
}

/// Joins differences between which only one word is the same.
fn merged(edits: &[Edit]) -> Vec<Edit> {
    let mut merged: Vec<Edit> = Vec::new();
    for edit in edits {
        match merged.last_mut() {
            Some(last) if edit.quoted.start <= last.quoted.end + 1 => {
                last.quoted.end = edit.quoted.end;
                last.source.end = edit.source.end;
            }
            _ => merged.push(edit.clone()),
        }
    }
    merged
}

/// Shows differences.
struct Shown<'a, 'q, 'n> {
    judging: &'n Judging<'a, 'q>,
    nearest: &'n Nearest<'a, 'q>,
}

impl Shown<'_, '_, '_> {
    /// Returns where words of the part are in the passage.
    fn place(&self, words: &Range<usize>) -> Range<usize> {
        let of = |n: usize| self.nearest.part.words.get(n).map(|word| word.range.clone());
        let from = self.judging.quoted.range.start;
        let Some(first) = of(words.start) else { return from..from };
        let last = words.end.checked_sub(1).and_then(of).unwrap_or_else(|| first.clone());
        from + first.start..from + last.end.max(first.start)
    }

    /// Returns the words to underline: where something is missing, those around it.
    fn marked(&self, words: &Range<usize>) -> Range<usize> {
        if words.is_empty() {
            words.start.saturating_sub(1)..(words.end + 1).min(self.nearest.part.words.len())
        } else {
            words.clone()
        }
    }

    fn quoted(&self, words: &Range<usize>) -> String {
        let text = self.judging.quoted.passage.slice(&self.place(words));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn difference(&self, edit: &Edit) -> String {
        let source = self.nearest.words.said(&edit.source);
        if edit.source.is_empty() {
            return format!("`{}` is not in the source", self.quoted(&edit.quoted));
        }
        if edit.quoted.is_empty() {
            let last = edit.quoted.start.saturating_sub(1);
            let after = self.quoted(&(last..last + 1));
            return format!("the source has `{source}` after `{after}`");
        }
        format!("`{}` here, `{source}` in the source", self.quoted(&edit.quoted))
    }

    /// Returns the fix that writes the source's words, if it is known which bytes they replace.
    fn fix(&self, edits: &[Edit], path: &SitePath) -> Option<Fix> {
        if edits.len() > MOST {
            return None;
        }
        let passage = self.judging.quoted.passage;
        let mut changes = Vec::new();
        for edit in edits {
            // Where nothing stands, the word before is written again, with what is missing after it.
            let (quoted, source) = if edit.quoted.is_empty() || edit.source.is_empty() {
                let (quoted, source) =
                    (edit.quoted.start.checked_sub(1)?, edit.source.start.checked_sub(1)?);
                (quoted..edit.quoted.end, source..edit.source.end)
            } else {
                (edit.quoted.clone(), edit.source.clone())
            };
            let inserted = self.nearest.part.words.get(quoted.clone())?;
            if inserted.iter().any(QuotedWord::after_insertion) {
                return None;
            }
            let place = self.place(&quoted);
            let span = passage.span(&place);
            if span.slice(self.judging.input.text) != passage.slice(&place) {
                return None;
            }
            let text = self.nearest.words.said(&source);
            changes.push(FileEdit { path: path.clone(), span, text });
        }
        let texts: Vec<String> = changes.iter().map(|it| format!("`{}`", it.text)).collect();
        let title = format!("write {}, as the source does", texts.join(", "));
        Some(Fix { title, edits: changes, safety: Safety::Unsafe })
    }

    fn source_place(&self, words: &Range<usize>) -> Option<Place> {
        let (path, before) = self.nearest.words.stored.file.as_ref()?;
        let range = self.nearest.words.words.range(words);
        Some(Place::new(path, Span::new(range.start, range.end).shifted(*before)))
    }
}
