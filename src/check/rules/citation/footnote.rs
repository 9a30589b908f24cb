//! `citation/footnote`: a footnote that is nothing but a citation.

use std::collections::BTreeMap;

use crate::check::input::ArticleInput;
use crate::check::prose::{MarkKind, Part, Passage};
use crate::check::report::Report;
use crate::diagnostic::{Code, Edit, Fix, Safety};
use crate::span::Span;

/// Reports each footnote that only cites.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let mut starts: Vec<(u32, usize)> =
        input.article.notes.iter().enumerate().map(|(n, note)| (note.span.start, n)).collect();
    starts.sort_unstable();
    let mut notes: Vec<(usize, &Passage)> = Vec::new();
    let mut paragraphs: BTreeMap<usize, usize> = BTreeMap::new();
    for passage in input.prose.passages.iter().filter(|passage| passage.part == Part::Note) {
        let Some(note) = note_of(&starts, passage) else { continue };
        *paragraphs.entry(note).or_default() += 1;
        notes.push((note, passage));
    }
    let mut places: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for mark in input.prose.passages.iter().flat_map(|passage| &passage.marks) {
        if let MarkKind::Note(note) = mark.kind {
            places.entry(note).or_default().push(mark.span);
        }
    }
    for (note, passage) in notes {
        if paragraphs.get(&note) == Some(&1) && is_only_citation(passage) {
            tell(input, (note, passage), places.get(&note).map_or(&[], Vec::as_slice), report);
        }
    }
}

/// Returns the number of the note that a passage is in: the last one whose definition begins before it.
fn note_of(starts: &[(u32, usize)], passage: &Passage) -> Option<usize> {
    let start = passage.marks.first().map_or(passage.whole(), |mark| mark.span).start;
    let after = starts.partition_point(|(note, _)| *note <= start);
    starts.get(after.checked_sub(1)?).map(|(_, n)| *n)
}

fn is_only_citation(passage: &Passage) -> bool {
    let has = passage.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Citation(_)));
    let words = passage.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    has && passage.links.is_empty()
        && matches!(&*words, "" | "see" | "source" | "cf" | "quelle" | "siehe" | "voir" | "véase")
}

fn tell(
    input: &ArticleInput<'_>,
    (note, passage): (usize, &Passage),
    places: &[Span],
    report: &mut Report,
) {
    let Some(mark) = passage.marks.iter().find(|mark| matches!(mark.kind, MarkKind::Citation(_)))
    else {
        return;
    };
    let label = input.article.notes.get(note).map_or("", |note| &note.label);
    let cited: Vec<&str> = passage.marks.iter().map(|mark| mark.span.slice(input.text)).collect();
    let message = format!("the footnote `{label}` is only a citation");
    let hint =
        format!("write `{}` in place of `[^{label}]`, and remove the footnote", cited.join(" "));
    let finding = report.finding(Code::CitationFootnote, mark.span, message).hint(hint);
    let edits =
        definition(input.text, mark.span, label).filter(|_| !places.is_empty() && cited.len() == 1);
    let fix = edits.map(|lines| {
        let edit = |span: Span, text: &str| Edit {
            path: report.path().clone(),
            span,
            text: text.to_owned(),
        };
        let cited = cited.first().copied().unwrap_or_default();
        let mut edits: Vec<Edit> = places.iter().map(|place| edit(*place, cited)).collect();
        edits.push(edit(lines, ""));
        Fix { title: format!("cite where `[^{label}]` is"), edits, safety: Safety::Safe }
    });
    report.push(finding.fix(fix));
}

/// Returns the line of a footnote's definition, if it is one line.
fn definition(text: &str, mark: Span, label: &str) -> Option<Span> {
    let start = text.get(..mark.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
    let end = mark.end as usize + text.get(mark.end as usize..)?.find('\n').map_or(0, |at| at + 1);
    let line = text.get(start..end)?;
    let is_whole = line.starts_with(&format!("[^{label}]:")) && end > mark.end as usize;
    let next = text.get(end..)?;
    (is_whole && !next.starts_with([' ', '\t'])).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::marked_in;

    fn of(body: &str) -> Vec<String> {
        marked_in(check, body)
    }

    #[test]
    fn a_note_that_only_cites_is_told() {
        assert_eq!(of("It is.[^1]\n\n[^1]: [@a, p. 3]"), ["[@a, p. 3]"]);
        assert_eq!(of("It is.[^x] It was.[^y]\n\n[^x]: So it is.\n[^y]: See [@a]."), ["[@a]"]);
    }

    #[test]
    fn a_note_that_says_something_is_not() {
        for body in [
            "It is.[^1]\n\n[^1]: In 1990 too [@a].",
            "It is.[^1]\n\n[^1]: [@a]\n\n    And more.",
            "It is [@a].",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }
}
