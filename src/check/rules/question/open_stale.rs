//! `question/open-stale`: an open question into which nobody has looked for long.

use jiff::civil::Date;

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::diagnostic::Code;

/// After this many days, somebody should look again.
const DAYS: i32 = 180;

/// If it is not said when somebody looked, it counts when the facts of the article were checked.
const DAYS_OF_ARTICLE: i32 = 365;

/// Reports each open question that was last checked long ago.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let open = input.article.questions.iter().filter(|question| !question.is_answered());
    for question in open {
        let (day, most) = match (question.upkeep.checked, input.article.as_of) {
            (Some(checked), _) => (checked, DAYS),
            (None, Some(as_of)) => (as_of, DAYS_OF_ARTICLE),
            (None, None) => continue,
        };
        let days = days_between(day, input.today);
        if days <= most {
            continue;
        }
        let message = format!("`{}` was last looked into {days} days ago, on {day}", question.text);
        let hint = "see whether there is an answer by now, then set `checked` to today";
        report.add(Code::QuestionOpenStale, question.span, message, hint);
    }
}

fn days_between(before: Date, after: Date) -> i32 {
    (after - before).get_days()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn an_open_question_is_looked_into_again() {
        let of = |as_of: &str, keys: &str| {
            let text = format!(
                "---\ntitle: T\nas_of: {as_of}\ninsights:\n  - {{question: Why?, {keys}}}\n---\n"
            );
            found(check, &text)
        };
        let told = [("question/open-stale", "Why?".to_owned())];
        assert_eq!(of("2026-11-01", "open: X, checked: 2026-01-01"), told);
        assert_eq!(of("2025-11-01", "open: X"), told);
        for (as_of, keys) in [
            ("2024-11-01", "open: X, checked: 2026-10-01"),
            ("2026-01-01", "open: X"),
            ("2024-01-01", "answer: X"),
        ] {
            assert_eq!(of(as_of, keys), [], "{keys}");
        }
    }
}
