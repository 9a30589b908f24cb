//! `citation/key-point`: a key point without a citation.

use crate::check::input::ArticleInput;
use crate::check::prose::Part;
use crate::check::report::Report;
use crate::check::rules::citation::cover::Cover;
use crate::diagnostic::Code;

/// Reports each key point without a citation or a link.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if !input.article.is_explainer() {
        return;
    }
    let cover = Cover::of(input);
    let passages = &input.prose.passages;
    let mut last = None;
    for (number, passage) in passages.iter().enumerate() {
        let Part::KeyPoint(n) = passage.part else { continue };
        if last == Some(n) {
            continue;
        }
        last = Some(n);
        let all =
            passages.iter().enumerate().skip(number).take_while(|(_, it)| it.part == passage.part);
        let has = |(number, it): (usize, &crate::check::prose::Passage)| {
            cover.has_mark(number) || !it.links.is_empty()
        };
        if !all.clone().any(has) {
            let message = format!("key point {} has no citation", n + 1);
            let hint = "cite what it rests on: `[@id]`, or link to the section that shows it: `[…](#section)`";
            report.add(Code::CitationKeyPoint, passage.whole(), message, hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(point: &str) -> usize {
        let text = format!(
            "---\ntitle: Why?\nsummary:\n  - \"{point}\"\nsources:\n  - id: a\n    title: A\n---\n\n## So\n\nIt is.[^n]\n\n[^n]: See [@a].\n"
        );
        found(check, &text).len()
    }

    #[test]
    fn a_point_that_rests_on_nothing_is_told() {
        assert_eq!(of("It is so."), 1);
    }

    #[test]
    fn a_mark_a_gap_or_a_link_is_enough() {
        for point in ["It is so. [@a]", "It is so. [@?: who says?]", "It is [so](#so)."] {
            assert_eq!(of(point), 0, "{point}");
        }
    }
}
