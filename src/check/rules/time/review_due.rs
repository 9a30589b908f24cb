//! `time/review-due`: the day on which the article, or an answer of it, was to be reviewed is past.

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::content::Review;
use crate::diagnostic::Code;

/// Reports a `review_by` in the past.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    for review in Review::of(input.article).filter(|review| review.day < input.today) {
        let due = review.day;
        let (span, message, checked) = if let Some(question) = review.question {
            let owner = question.upkeep.owner.as_deref();
            let whose = owner.map_or_else(String::new, |owner| format!("; {owner} keeps it"));
            let message =
                format!("the answer to `{}` was to be reviewed by {due}{whose}", question.text);
            (question.span, message, "checked")
        } else {
            let key = input.prose.keys.get("review_by");
            let span = key.map_or(input.article.title_span, |it| it.value);
            (span, format!("this article was to be reviewed by {due}"), "as_of")
        };
        let hint = format!(
            "check whether it still holds, then set `{checked}` to today and `review_by` to the next date"
        );
        report.add(Code::TimeReviewDue, span, message, hint);
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_day_that_is_past_is_told_and_no_other() {
        let of = |line: &str| found(check, &format!("---\ntitle: Why?\n{line}---\n"));
        assert_eq!(of("review_by: 2026-11-26\n"), [("time/review-due", "2026-11-26".to_owned())]);
        let answer =
            |day| format!("insights:\n  - {{question: Why?, answer: X, review_by: {day}}}\n");
        assert_eq!(of(&answer("2026-11-26")), [("time/review-due", "Why?".to_owned())]);
        assert_eq!(of(&answer("2026-11-27")), []);
        for line in ["review_by: 2026-11-27\n", "review_by: 2027-01-01\n", ""] {
            assert_eq!(of(line), [], "{line}");
        }
    }
}
