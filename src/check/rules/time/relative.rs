//! `time/relative`: words that say when only together with the day on which they were written.

use std::ops::Range;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::Passage;
use crate::check::report::Report;
use crate::check::rules::time::dates::date_at;
use crate::check::rules::time::phrases::{ages, said_when};
use crate::check::rules::time::words::{Words, is_mentioned, speaks_to_readers};
use crate::check::signs::Sign;
use crate::content::Article;
use crate::diagnostic::Code;

/// A year that is so near to such words, in words, says when they hold.
const NEAR: usize = 1;

/// What is only supposed has no date.
const SUPPOSING: &[&str] = &["if", "unless", "wenn", "falls", "si"];

/// Reports the first words of each sentence of the author's own that will be wrong one day, unless it says when they
/// hold.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language == Language::Other {
        return;
    }
    for passage in input.prose.passages.iter().filter(|passage| speaks_to_readers(passage)) {
        for (_, sentence, _) in passage.sentences_with(&[Sign::Ageing]) {
            // A question is asked on the day on which it is read.
            if passage.slice(sentence).ends_with('?') {
                continue;
            }
            let Some(range) = first_that_ages(input, passage, sentence) else { continue };
            let message = format!("`{}` will not be true for long", passage.slice(&range));
            let hint = "give the date or the period: readers may come years later";
            report.add(Code::TimeRelative, passage.span(&range), message, hint);
        }
    }
}

/// Returns where the first words are that age in a sentence.
fn first_that_ages(
    input: &ArticleInput<'_>,
    passage: &Passage,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let language = input.language;
    let words = Words::of(passage, sentence);
    let supposed = (0..words.len()).find(|n| SUPPOSING.contains(&words.get(*n)));
    let end = supposed.unwrap_or(words.len());
    let mut n = 0;
    while n < end {
        let Some(len) = ages(&words, n, language) else {
            n += 1;
            continue;
        };
        let range = words.range(n..n + len);
        if ages_here(input.article, words.get(n))
            && !is_mentioned(passage, &range)
            && !has_year_beside(&words, &(n..n + len), language)
        {
            return (!says_when(&words, language)).then_some(range);
        }
        n += len;
    }
    None
}

/// Whether a word ages in an article: a plain page, such as a manual, says "now" of the moment in which it is read.
fn ages_here(article: &Article, word: &str) -> bool {
    article.is_explainer()
        || !matches!(word, "now" | "today" | "this" | "these" | "heute" | "hoy" | "aujourd'hui")
}

/// Whether a sentence says when what it tells holds.
fn says_when(words: &Words<'_>, language: Language) -> bool {
    let mut dates = (0..words.len()).filter_map(|n| date_at(words, n, language));
    said_when(words, language) || dates.any(|date| date.has_month || date.first <= 1)
}

/// Whether a date stands beside a phrase.
fn has_year_beside(words: &Words<'_>, phrase: &Range<usize>, language: Language) -> bool {
    let around = phrase.start.saturating_sub(5)..=phrase.end + NEAR;
    around.filter_map(|n| date_at(words, n, language)).any(|date| {
        date.first.abs_diff(phrase.end) <= NEAR || phrase.start.abs_diff(date.end) <= NEAR
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(lang: &str, text: &str) -> Vec<String> {
        let text = format!("---\ntitle: T\nlang: {lang}\n---\n{text}\n");
        found(check, &text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn words_that_age_are_told() {
        for (lang, text, word) in [
            ("en", "The fee is currently 5 euros.", "currently"),
            ("en", "The law passed this week.", "this week"),
            ("en", "It fell from 9 in 1990 to 5 last year.", "last year"),
            ("en", "A recent study says so.", "recent"),
            ("en", "They will soon stop.", "soon"),
            ("en", "It began five years ago.", "five years ago"),
            ("en", "It will double in the next 15 years.", "next 15 years"),
            ("de", "Der Preis liegt derzeit bei 5 Euro.", "derzeit"),
            ("fr", "Le prix est actuellement de 5 euros.", "actuellement"),
            ("es", "El precio subió el año pasado.", "año pasado"),
        ] {
            assert_eq!(of(lang, text), [word], "{text}");
        }
    }

    #[test]
    fn what_is_dated_quoted_or_past_does_not_age() {
        for text in [
            "As of 3 May 2026, the fee is currently 5 euros.",
            "In 2026 the fee is now 5 euros.",
            "He said: “We are currently reading it.”",
            "> It is now 5 euros.",
            "In May 2020 the fee, which was now 5 euros, rose.",
            "The word *currently* ages.",
            "Call us as soon as you can.",
            "It grew in what is now Germany.",
            "The then-current rules were kept.",
            "Dinosaurs died 66 million years ago.",
        ] {
            assert_eq!(of("en", text), [""; 0], "{text}");
        }
        assert_eq!(of("pl", "Obecnie currently."), [""; 0]);
    }
}
