//! `quotation/cut-negation`: the quotation leaves out the "not" that stands before or after it in the source.

use std::ops::Range;

use crate::check::language::Language;
use crate::check::report::Report;
use crate::check::rules::quotation::judging::Judging;
use crate::check::rules::quotation::source::Words;
use crate::diagnostic::{Code, Place};
use crate::span::Span;

/// A negation that a quotation leaves out.
pub(super) struct Lost {
    /// The number of the word in the source.
    word: usize,
    /// The words of the source from it to the quotation, and some of that.
    shown: Range<usize>,
}

/// A passage that stands more often is believed to be quoted rightly.
const MOST_PLACES: usize = 8;

/// Returns the negation that is left out wherever the quotation stands in the source, unless the author's own sentence
/// says no, too.
pub(super) fn lost(
    judging: &Judging<'_, '_>,
    words: &Words<'_>,
    places: Vec<Range<usize>>,
) -> Option<Lost> {
    if judging.input.language != Language::English || is_denied(judging) {
        return None;
    }
    let mut places = places;
    for _ in 0..MOST_PLACES {
        let lost = in_places(words, &places)?;
        let next = places.first().map_or(0, |first| first.start + 1);
        match words.places(&judging.quotation.parts, next, judging.budget) {
            Some(others) => places = others,
            None => return Some(lost),
        }
    }
    None
}

fn in_places(words: &Words<'_>, places: &[Range<usize>]) -> Option<Lost> {
    let mut before = 0;
    for place in places {
        if let Some(lost) = lost_before(words, before, place) {
            return Some(lost);
        }
        before = place.end;
    }
    lost_after(words, places.last()?)
}

/// Looks for a negation before a place, in the same clause and after the place before.
fn lost_before(words: &Words<'_>, floor: usize, place: &Range<usize>) -> Option<Lost> {
    let mut at = place.start;
    for _ in 0..4 {
        if words.words.words.get(at)?.new_clause || at <= floor {
            return None;
        }
        at -= 1;
        let word = words.lower(at);
        if is_negation(&word) {
            let next = words.lower(at + 1);
            let is_only = matches!(next.as_str(), "only" | "just" | "merely" | "least" | "simply");
            let shown = at.saturating_sub(2).max(floor)..(place.start + 3).min(place.end);
            return (!is_only).then_some(Lost { word: at, shown });
        }
        if matches!(
            word.as_str(),
            "denied"
                | "denies"
                | "deny"
                | "denying"
                | "disputes"
                | "disputed"
                | "doubts"
                | "doubted"
        ) {
            return Some(Lost { word: at, shown: at..(place.start + 3).min(place.end) });
        }
        if !CARRIERS.contains(&word.as_str()) {
            return None;
        }
    }
    None
}

/// Looks for a negation after a place that ends with a verb which needs it.
fn lost_after(words: &Words<'_>, place: &Range<usize>) -> Option<Lost> {
    let last = words.lower(place.end.checked_sub(1)?);
    let next = words.words.words.get(place.end)?;
    let lost = AUXILIARIES.contains(&last.as_str())
        && !next.new_clause
        && matches!(words.lower(place.end).as_str(), "not" | "never" | "hardly" | "no");
    let shown =
        place.end.saturating_sub(3).max(place.start)..(place.end + 3).min(words.words.words.len());
    lost.then_some(Lost { word: place.end, shown })
}

/// Tells what is left out.
pub(super) fn tell(
    judging: &Judging<'_, '_>,
    (id, words): (&str, &Words<'_>),
    lost: &Lost,
    report: &mut Report,
) {
    let (word, shown) = (words.said(&(lost.word..lost.word + 1)), words.said(&lost.shown));
    let message = format!("the quotation leaves out `{word}`: `{id}` says `{shown}`");
    let span = judging.quoted.passage.span(&judging.quoted.range);
    let hint = format!("quote it with `{word}`, or say no in your own words before it");
    let finding = report.finding(Code::QuotationCutNegation, span, message).hint(hint);
    let place = words.stored.file.as_ref().map(|(path, before)| {
        let range = words.words.range(&lost.shown);
        Place::new(path, Span::new(range.start, range.end).shifted(*before))
    });
    report.push(match place {
        Some(place) => finding.related(place, "the source"),
        None => finding,
    });
}

/// Whether the author's sentence around a quotation says no.
fn is_denied(judging: &Judging<'_, '_>) -> bool {
    let passage = judging.quoted.passage;
    let range = &judging.quoted.range;
    let first = passage.sentence_at(range.start).and_then(|n| passage.sentences.get(n));
    let last = passage.sentence_at(range.end).and_then(|n| passage.sentences.get(n));
    let (Some(first), Some(last)) = (first, last) else { return false };
    let before = passage.slice(&(first.start..range.start.max(first.start)));
    let after = passage.slice(&(range.end..last.end.max(range.end)));
    let says_no = |text: &str| {
        text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).any(|word| {
            let word = word.to_lowercase().replace('’', "'");
            is_negation(&word)
                || [
                    "den",
                    "doubt",
                    "reject",
                    "refus",
                    "disput",
                    "false",
                    "wrong",
                    "unlikely",
                    "oppos",
                    "contrary",
                    "contradict",
                ]
                .iter()
                .any(|stem| word.starts_with(stem))
        })
    };
    says_no(before) || says_no(after)
}

fn is_negation(word: &str) -> bool {
    word.ends_with("n't")
        || matches!(
            word,
            "not"
                | "no"
                | "never"
                | "hardly"
                | "cannot"
                | "nor"
                | "neither"
                | "without"
                | "scarcely"
                | "nobody"
                | "none"
        )
}

/// Words that may stand between a negation and what it denies.
const CARRIERS: &[&str] = &[
    "a",
    "an",
    "the",
    "any",
    "that",
    "to",
    "be",
    "been",
    "being",
    "have",
    "has",
    "had",
    "think",
    "thinks",
    "believe",
    "believes",
    "say",
    "said",
    "claim",
    "mean",
    "see",
    "want",
    "plan",
    "intend",
    "yet",
    "really",
    "ever",
    "actually",
    "currently",
    "we",
    "it",
    "they",
    "he",
    "she",
    "there",
    "is",
    "are",
    "was",
    "were",
    "will",
    "expect",
    "evidence",
    "of",
    "reason",
    "longer",
    "agree",
    "do",
    "does",
    "did",
];

/// Verbs after which a "not" belongs to them.
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will", "would", "can",
    "could", "should", "may", "might", "must", "shall", "am", "be",
];
