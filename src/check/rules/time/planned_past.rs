//! `time/planned-past`: what is announced for a day that is past.

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::report::Report;
use crate::check::rules::time::dates::{Found, date_at};
use crate::check::rules::time::words::{Words, is_mentioned, speaks_to_readers};
use crate::check::signs::Sign;
use crate::diagnostic::Code;

/// Reports each plan of the author's own telling whose date is before today.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English {
        return;
    }
    for passage in input.prose.passages.iter().filter(|passage| speaks_to_readers(passage)) {
        // A date that is past names its year.
        for (_, sentence, _) in passage.sentences_with(&[Sign::Plan, Sign::Digits]) {
            let words = Words::of(passage, sentence);
            let Some(plan) = (0..words.len()).find(|n| is_plan(&words, *n)) else { continue };
            if is_told_as_past(&words) || is_mentioned(passage, &words.range(plan..plan + 1)) {
                continue;
            }
            let is_past = |date: &Found| date.last.is_some_and(|last| last < input.today);
            let dates = (0..words.len()).filter_map(|n| date_at(&words, n, Language::English));
            let Some(date) = dates.filter(|date| belongs(&words, plan, date)).find(is_past) else {
                continue;
            };
            let range = words.range(date.first..date.end);
            let message =
                format!("this is announced for `{}`, which is past", passage.slice(&range));
            let hint = "say whether it happened; if it was only planned, write `was to`";
            report.add(Code::TimePlannedPast, passage.span(&range), message, hint);
        }
    }
}

/// Whether a word begins to say what is to come.
fn is_plan(words: &Words<'_>, n: usize) -> bool {
    let (word, before, next) = (words.get(n), words.before(n, 1), words.get(n + 1));
    let is = matches!(before, "is" | "are" | "now" | "also" | "currently");
    match word {
        "will" | "won't" => true,
        "due" | "set" | "scheduled" | "slated" | "expected" => {
            is && matches!(next, "to" | "for" | "in" | "by" | "on")
        }
        "planned" => {
            (is || !matches!(
                before,
                "was" | "were" | "had" | "been" | "it" | "they" | "he" | "she" | "we"
            )) && matches!(next, "for" | "to" | "in" | "by")
        }
        "planning" | "plan" | "plans" | "intends" | "intend" | "aims" | "hopes" => next == "to",
        "to" => {
            matches!(before, "is" | "are") && !matches!(next, "be" | "the" | "a")
                || (matches!(before, "is" | "are") && next == "be")
        }
        _ => word.ends_with("'ll"),
    }
}

/// Whether a sentence knows that the plan is past.
fn is_told_as_past(words: &Words<'_>) -> bool {
    (0..words.len()).any(|n| {
        let next = words.get(n + 1);
        match words.get(n) {
            "was" | "were" | "had" => {
                matches!(
                    next,
                    "to" | "due"
                        | "set"
                        | "scheduled"
                        | "slated"
                        | "expected"
                        | "planned"
                        | "meant"
                        | "supposed"
                )
            }
            "would" | "originally" | "instead" | "cancelled" | "postponed" | "delayed" | "said" => {
                true
            }
            _ => false,
        }
    })
}

/// The words that may stand before a date with which a sentence begins.
const OPENING: &[&str] = &[
    "in",
    "by",
    "on",
    "from",
    "for",
    "until",
    "before",
    "during",
    "later",
    "early",
    "late",
    "mid",
    "the",
    "end",
    "of",
    "spring",
    "summer",
    "autumn",
    "winter",
    "and",
    "but",
    "then",
    "starting",
    "beginning",
];

/// Whether a date says when a plan is to come true: after it, or at the sentence's beginning.
fn belongs(words: &Words<'_>, plan: usize, date: &Found) -> bool {
    let preposition = words.before(date.first, 1);
    let is_when = matches!(
        preposition,
        "in" | "by"
            | "for"
            | "on"
            | "until"
            | "from"
            | "during"
            | "before"
            | "early"
            | "late"
            | "mid"
            | "of"
            | "summer"
            | "spring"
            | "autumn"
            | "winter"
            | "fall"
            | "the"
    ) || date.has_month;
    if !is_when {
        return false;
    }
    if date.end <= plan {
        return date.first <= 8 && (0..date.first).all(|n| OPENING.contains(&words.get(n)));
    }
    // "will be paid by those who joined in 2016"
    let mut between = plan + 1..date.first;
    date.first - plan <= 30
        && !between.any(|n| {
            matches!(
                words.get(n),
                "who"
                    | "which"
                    | "that"
                    | "because"
                    | "since"
                    | "than"
                    | "published"
                    | "made"
                    | "compared"
                    | "signed"
                    | "adopted"
                    | "passed"
                    | "did"
                    | "was"
                    | "were"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(text: &str) -> Vec<String> {
        let found = found(check, &format!("---\ntitle: T\n---\n{text}\n"));
        found.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_plan_for_a_day_that_is_past_is_told() {
        for (text, date) in [
            ("The line will open in May 2023.", "May 2023"),
            ("The report is due in 2024.", "2024"),
            ("The vote is planned for 3 November 2026.", "3 November 2026"),
            ("By 2017, the tests are expected to begin.", "2017"),
            ("We plan to publish it on 2026-01-03.", "2026-01-03"),
        ] {
            assert_eq!(of(text), [date], "{text}");
        }
    }

    #[test]
    fn what_is_ahead_or_told_as_past_is_not() {
        for text in [
            "The line will open in May 2027.",
            "The report is due in 2026.",
            "The line was to open in 2023, but it did not.",
            "It will be paid by those who joined in 2016.",
            "She said: “It will open in 2023.”",
            "The law of 2013 will apply.",
            "In 2023 the line opened.",
        ] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
    }
}
