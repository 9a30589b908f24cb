//! `time/as-of-old`: facts that were checked long ago.

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::diagnostic::Code;

/// After this many days, somebody should check again.
const DAYS: i32 = 365;

/// Reports an `as_of` that is more than a year old, unless a day for the next review is set.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let article = input.article;
    let Some(as_of) = article.as_of else { return };
    let days = (input.today - as_of).get_days();
    if days <= DAYS || article.review_by.is_some_and(|due| due >= input.today) {
        return;
    }
    let span = input.prose.keys.get("as_of").map_or(article.title_span, |it| it.value);
    let message = format!("the facts were checked {days} days ago, on {as_of}");
    let hint = "check whether they still hold and set `as_of` to today, or set `review_by` to the day on which you will";
    report.add(Code::TimeAsOfOld, span, message, hint);
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn facts_are_checked_once_a_year_or_when_it_is_promised() {
        let of = |lines: &str| found(check, &format!("---\ntitle: T\n{lines}---\n"));
        assert_eq!(of("as_of: 2025-11-26\n"), [("time/as-of-old", "2025-11-26".to_owned())]);
        for lines in ["as_of: 2025-11-27\n", "as_of: 2024-01-01\nreview_by: 2027-01-01\n", ""] {
            assert_eq!(of(lines), [], "{lines}");
        }
    }
}
