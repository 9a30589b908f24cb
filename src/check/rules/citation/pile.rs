//! `citation/pile`: many sources at one point.

use std::collections::BTreeSet;

use crate::check::input::ArticleInput;
use crate::check::prose::{Mark, MarkKind};
use crate::check::report::Report;
use crate::diagnostic::Code;
use crate::span::Span;

/// So many sources may be at one point.
const MOST: usize = 3;

/// Reports each point with more sources than readers will follow.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    for passage in &input.prose.passages {
        let together =
            |one: &Mark, next: &Mark| passage.slice(&(one.at..next.at)).trim().is_empty();
        for marks in passage.marks.chunk_by(together) {
            let ids: BTreeSet<&str> = marks.iter().flat_map(|mark| ids(input, mark)).collect();
            if ids.len() > MOST {
                tell(marks, ids.len(), report);
            }
        }
    }
}

fn ids<'a>(input: &'a ArticleInput<'_>, mark: &Mark) -> Vec<&'a str> {
    match mark.kind {
        MarkKind::Citation(id) => input.cited(id).iter().map(|source| &*source.id).collect(),
        MarkKind::Note(_) => Vec::new(),
    }
}

fn tell(marks: &[Mark], count: usize, report: &mut Report) {
    let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
    let span = Span { start: first.span.start, end: last.span.end.max(first.span.end) };
    let message = format!("{count} sources are cited at one point");
    let hint = "keep the three best, or put each mark behind the words that it is for";
    report.add(Code::CitationPile, span, message, hint);
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(body: &str) -> usize {
        let text = format!(
            "---\ntitle: Why?\nsources:\n  - {{id: a, title: A}}\n  - {{id: b, title: B}}\n  - {{id: c, title: C}}\n  - {{id: d, title: D}}\n---\n\n{body}\n"
        );
        found(check, &text).len()
    }

    #[test]
    fn four_at_one_point_are_told() {
        assert_eq!(of("It is [@a; @b; @c; @d]."), 1);
        assert_eq!(of("It is [@a; @b] [@c; @d]."), 1);
    }

    #[test]
    fn fewer_or_apart_are_not() {
        for body in ["It is [@a; @b; @c].", "It [@a; @b] is [@c; @d].", "It is [@a; @a; @a; @a]."] {
            assert_eq!(of(body), 0, "{body}");
        }
    }
}
