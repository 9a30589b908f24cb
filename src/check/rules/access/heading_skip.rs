//! `access/heading-skip`: a heading whose level is more than one below that of the heading before.

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::diagnostic::{Code, Fix, Safety};
use crate::span::Span;

/// Reports each heading that skips a level.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    // The first heading of a body may be of the first level, or below the title.
    let mut before: Option<u8> = None;
    for section in &input.prose.sections {
        let most = before.map_or(2, |before| before + 1);
        let level = section.level;
        if level > most {
            let message = match before {
                Some(before) => format!("a heading of level {level} follows one of level {before}"),
                None => format!("the first heading is of level {level}"),
            };
            let right = "#".repeat(usize::from(most));
            let hint = format!("write `{right}`, so that the outline skips no level");
            let span = section.span;
            let written = "#".repeat(usize::from(level));
            let fix = span.slice(input.text).strip_prefix(&written).map(|_| {
                let start = span.start as usize;
                let hashes = Span::new(start, start + written.len());
                Fix::replace(report.path(), hashes, &right, Safety::Unsafe)
            });
            let finding = report.finding(Code::AccessHeadingSkip, span, message).hint(hint);
            report.push(finding.fix(fix));
        }
        before = Some(level);
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_skipped_level_is_told_once_and_an_outline_is_not() {
        let of = |body: &str| found(check, &format!("---\ntitle: Why?\n---\n{body}\n")).len();
        assert_eq!(of("## A\n\n#### B\n\n#### C"), 1);
        assert_eq!(of("### A\n\n### B"), 1);
        assert_eq!(of("# A\n\n### B\n\n## C"), 1);
        for body in [
            "## A\n\n### B\n\n## C",
            "# A\n\n## B\n\n### C\n\n# D",
            "## A\n\n### B\n\n#### C\n\n## D",
        ] {
            assert_eq!(of(body), 0, "{body}");
        }
    }
}
