//! Dates in sentences: "3 May 2026", "May 2026", "2026-05-03", "2026".

use jiff::civil::Date;

use crate::check::language::Language;
use crate::check::months::month;
use crate::check::rules::time::words::Words;

/// A date in a sentence.
pub(super) struct Found {
    /// The number of its first word.
    pub(super) first: usize,
    /// The number of the word after it.
    pub(super) end: usize,
    /// The last day that it may mean, if it names a year.
    pub(super) last: Option<Date>,
    /// Whether it names a month.
    pub(super) has_month: bool,
}

/// Returns the date that begins with a word.
pub(super) fn date_at(words: &Words<'_>, n: usize, language: Language) -> Option<Found> {
    let found =
        |end: usize, last: Option<Date>, has_month: bool| Found { first: n, end, last, has_month };
    let month = |n: usize| month(words.get(n), language);
    let day = |n: usize| day(words.get(n));
    let year = |n: usize| year(words.get(n));
    // 3 May 2026; 3 de mayo de 2026
    if let Some(d) = day(n) {
        let gap = usize::from(words.get(n + 1) == "de" || words.get(n + 1) == "of");
        if let Some(m) = month(n + 1 + gap) {
            let at = n + 2 + gap;
            let at = at + usize::from(words.get(at) == "de");
            return Some(match year(at) {
                Some(y) => found(at + 1, Date::new(y, m, d).ok(), true),
                None => found(n + 2 + gap, None, true),
            });
        }
    }
    if let Some(m) = month(n) {
        let at = n + 1 + usize::from(words.get(n + 1) == "de");
        if let Some(y) = year(at) {
            let first = Date::new(y, m, 1).ok();
            return Some(found(at + 1, first.map(Date::last_of_month), true));
        }
        // May 3, 2026
        let d = day(n + 1)?;
        return Some(match year(n + 2) {
            Some(y) => found(n + 3, Date::new(y, m, d).ok(), true),
            None => found(n + 2, None, true),
        });
    }
    let y = year(n)?;
    let number = |n: usize| words.get(n).parse::<i8>().ok().filter(|_| words.get(n).len() == 2);
    if let (Some(m), Some(d)) = (number(n + 1), number(n + 2))
        && let Ok(day) = Date::new(y, m, d)
    {
        return Some(found(n + 3, Some(day), true));
    }
    Some(found(n + 1, Date::new(y, 12, 31).ok(), false))
}

fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let suffix = word.get(digits.len()..).unwrap_or_default();
    let is_ordinal = ["", "st", "nd", "rd", "th", "er"].contains(&suffix);
    digits.parse::<i8>().ok().filter(|day| is_ordinal && (1..=31).contains(day))
}

fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse::<i16>().ok().filter(|year| is_year && (1800..2100).contains(year))
}
