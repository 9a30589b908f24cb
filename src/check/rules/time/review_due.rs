//! `time/review-due`: the day on which the article was to be reviewed is past.

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::diagnostic::Code;

/// Reports a `review_by` in the past.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let Some(due) = input.article.review_by.filter(|due| *due < input.today) else { return };
    let span = input.prose.keys.get("review_by").map_or(input.article.title_span, |it| it.value);
    let message = format!("this article was to be reviewed by {due}");
    let hint =
        "check whether it still holds, then set `as_of` to today and `review_by` to the next date";
    report.add(Code::TimeReviewDue, span, message, hint);
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_day_that_is_past_is_told_and_no_other() {
        let of = |line: &str| found(check, &format!("---\ntitle: Why?\n{line}---\n"));
        assert_eq!(of("review_by: 2026-11-26\n"), [("time/review-due", "2026-11-26".to_owned())]);
        for line in ["review_by: 2026-11-27\n", "review_by: 2027-01-01\n", ""] {
            assert_eq!(of(line), [], "{line}");
        }
    }
}
