//! [`quantities`]: the figures of a text with their units, or with the noun of what is counted.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::rules::snapshot::numbers::{Number, number};
use crate::check::rules::snapshot::units::{POINTS, Unit, unit_of};
use crate::check::rules::snapshot::words::{Word, words};

/// A number in a text.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    /// As it is written: 1.4 of "1.4 million".
    pub(super) digits: f64,
    /// By what "million" and the like multiply it.
    pub(super) scale: f64,
    /// Half of the step of its last digit.
    pub(super) step: f64,
    /// Its unit.
    pub(super) unit: Option<Unit>,
    /// What is counted, without a plural s, if it has no unit.
    pub(super) noun: Option<String>,
    /// Whether "about", "over" or the like stands before it.
    pub(super) hedged: bool,
    /// The beginnings of the words around it.
    pub(super) around: BTreeSet<u64>,
    /// Its place, with the unit or the noun.
    pub(super) range: Range<usize>,
}

impl Quantity {
    /// Returns its value.
    pub(super) fn value(&self) -> f64 {
        self.digits * self.scale
    }

    /// Whether it has decimals, and so is neither a year nor the number of a page.
    pub(super) fn is_exact(&self) -> bool {
        self.digits.fract() != 0.0
    }

    /// Returns how many words around both are the same.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.around.intersection(&other.around).count()
    }

    /// Whether both have the same unit, or count the same.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        self.unit == other.unit && self.noun == other.noun
    }

    /// Whether two values may be the same, written or rounded in two ways.
    pub(super) fn may_be(&self, value: f64) -> bool {
        let tolerance = if self.hedged { self.value() * 0.2 } else { self.value() * 1e-9 };
        (self.value() - value).abs() <= tolerance.max(self.step * 1.001)
    }
}

/// As many words before and after a figure say what it is about.
const AROUND: usize = 10;

/// Returns the figures of a text.
pub(super) fn quantities(text: &str) -> Vec<Quantity> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match number(&words, at) {
            Some(number) => {
                let next = number.next;
                found.push(quantity(&words, at, &number));
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn quantity(words: &[Word<'_>], at: usize, number: &Number) -> Quantity {
    let before = at.checked_sub(1).and_then(|n| words.get(n));
    let money = before
        .and_then(|word| unit_of(word.text, ""))
        .filter(|_| before.is_some_and(|word| word.text.chars().all(|c| !c.is_alphanumeric())));
    let mut next = number.next;
    let mut unit = money;
    if unit.is_none() {
        let hyphens = usize::from(words.get(next).is_some_and(|word| word.text == "-"));
        let (found, length) = unit_at(words, next + hyphens);
        if found.is_some() {
            unit = found;
            next += hyphens + length;
        }
    }
    let mut noun = None;
    if unit.is_none()
        && let Some((word, after)) = noun_at(words, next)
    {
        noun = Some(word);
        next = after;
    }
    let first = if money.is_some() { at - 1 } else { at };
    let start = words.get(first).map_or(0, |word| word.range.start);
    let end = next.checked_sub(1).and_then(|n| words.get(n)).map_or(start, |word| word.range.end);
    Quantity {
        digits: number.digits,
        scale: number.scale,
        step: number.step,
        unit,
        around: around(words, first, next, noun.as_deref()),
        noun,
        hedged: is_hedged(words, first),
        range: start..end,
    }
}

fn unit_at(words: &[Word<'_>], at: usize) -> (Option<Unit>, usize) {
    let Some(word) = words.get(at) else { return (None, 0) };
    let next = words.get(at + 1).map_or("", |word| word.lower.as_str());
    match (word.lower.as_str(), next) {
        ("percentage", "point" | "points") => (Some(POINTS), 2),
        ("per", "cent") => (unit_of("%", ""), 2),
        _ => (unit_of(word.text, &word.lower), 1),
    }
}

/// Returns the noun after a number: the first word of three that is a plural.
fn noun_at(words: &[Word<'_>], at: usize) -> Option<(String, usize)> {
    for (n, word) in words.iter().enumerate().skip(at).take(3) {
        if !word.text.chars().all(char::is_alphabetic) || STOP.contains(&word.lower.as_str()) {
            return None;
        }
        let lower = word.lower.as_str();
        if matches!(lower, "people" | "children" | "men" | "women" | "staff" | "police" | "cattle")
        {
            return Some((lower.to_owned(), n + 1));
        }
        if lower.len() >= 4
            && lower.ends_with('s')
            && !lower.ends_with("ss")
            && !lower.ends_with("us")
        {
            return Some((lower.trim_end_matches('s').to_owned(), n + 1));
        }
    }
    None
}

fn around(words: &[Word<'_>], first: usize, next: usize, noun: Option<&str>) -> BTreeSet<u64> {
    let is_end = |word: &&Word<'_>| !matches!(word.text, "." | "!" | "?" | ";");
    let before =
        words.get(..first).unwrap_or_default().iter().rev().take(AROUND).take_while(is_end);
    let after = words.get(next..).unwrap_or_default().iter().take(AROUND).take_while(is_end);
    before
        .chain(after)
        .map(|word| word.lower.as_str())
        .filter(|word| word.chars().count() >= 4 && !STOP.contains(word))
        .filter(|word| word.chars().all(char::is_alphabetic))
        .filter(|word| noun.is_none_or(|noun| !word.starts_with(noun)))
        .map(|word| word.chars().take(5).fold(0, |all, c| all << 12 ^ u64::from(u32::from(c))))
        .collect()
}

fn is_hedged(words: &[Word<'_>], first: usize) -> bool {
    let before = words.get(first.saturating_sub(3)..first).unwrap_or_default();
    before.iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "about"
                | "around"
                | "some"
                | "nearly"
                | "almost"
                | "over"
                | "roughly"
                | "approximately"
                | "more"
                | "less"
                | "fewer"
                | "least"
                | "most"
                | "up"
                | "under"
                | "above"
                | "below"
                | "close"
                | "circa"
                | "~"
                | "≈"
                | "between"
                | "or"
                | "to"
                | "than"
                | "estimated"
                | "just"
                | "well"
        )
    })
}

/// Words that say nothing about what a figure is about, or that end the search for its noun.
const STOP: &[&str] = &[
    "about",
    "above",
    "after",
    "again",
    "also",
    "among",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "could",
    "does",
    "down",
    "during",
    "each",
    "even",
    "every",
    "from",
    "have",
    "having",
    "here",
    "into",
    "just",
    "last",
    "less",
    "many",
    "more",
    "most",
    "much",
    "next",
    "only",
    "other",
    "over",
    "same",
    "says",
    "said",
    "some",
    "such",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "under",
    "until",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "whose",
    "will",
    "with",
    "would",
    "year",
    "years",
    "is",
    "was",
    "are",
    "as",
    "has",
    "of",
    "in",
    "on",
    "to",
    "and",
    "or",
    "for",
    "at",
    "by",
    "but",
    "times",
    "its",
    "his",
    "the",
    "a",
    "an",
    "million",
    "billion",
    "percent",
    "cent",
    "nearly",
    "almost",
    "around",
    "according",
];
