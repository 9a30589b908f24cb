//! [`Pair`]: two figures of which a text says that one became the other: "from 400 to 1,400 TB".

use std::ops::Range;

use crate::check::quantity::reader::Scan;
use crate::check::quantity::types::{Hedge, Unit};

/// Two figures, and that the first became the second.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::check) struct Pair {
    /// The bytes from the first to the last of both.
    pub(in crate::check) range: Range<usize>,
    /// What it was.
    pub(in crate::check) from: End,
    /// What it became.
    pub(in crate::check) to: End,
    /// Their unit, if one is written.
    pub(in crate::check) unit: Option<Unit>,
}

/// One of the figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::check) struct End {
    /// Its value.
    pub(in crate::check) value: f64,
    /// Half of its last digit.
    pub(in crate::check) step: f64,
    /// What is said of how exact it is.
    pub(in crate::check) hedge: Hedge,
}

/// A figure as it is read here, whatever it counts.
struct Reading {
    end: End,
    unit: Option<Unit>,
    next: usize,
}

/// How many tokens may be between the two.
const NEAR: usize = 9;

impl Scan<'_> {
    /// Returns the pairs of the text, in order.
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            match self.pair(at) {
                Some((pair, next)) => {
                    found.push(pair);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
        found
    }

    fn pair(&self, at: usize) -> Option<(Pair, usize)> {
        let word = self.lower(at);
        if word == "from" {
            let from = self.reading(at + 1)?;
            let to = self.find(from.next, |before, _| before == "to")?;
            return self.paired(&from, &to, at);
        }
        if word == "to" {
            let to = self.reading(at + 1)?;
            let from = self.find(to.next, is_start)?;
            return self.paired(&from, &to, at);
        }
        None
    }

    /// Looks for a figure that certain words introduce.
    fn find(&self, next: usize, introduces: impl Fn(&str, &str) -> bool) -> Option<Reading> {
        for at in next..next + NEAR {
            if self.is_sign(at, ".;!?") {
                return None;
            }
            let is_it = introduces(self.lower(at), self.lower_before(at, 1));
            if let Some(reading) = self.reading(at + 1).filter(|_| is_it) {
                return Some(reading);
            }
            if self.number_token(at).is_some() && !self.is_year(at) && !self.is_name(at) {
                return None;
            }
        }
        None
    }

    fn paired(&self, from: &Reading, to: &Reading, at: usize) -> Option<(Pair, usize)> {
        let unit = match (from.unit, to.unit) {
            (Some(one), Some(other)) if one != other => return None,
            (one, other) => one.or(other),
        };
        if matches!(unit, Some(Unit::Time("hour" | "day" | "month" | "minute")))
            || from.end.value <= 0.0
        {
            return None;
        }
        let last = from.next.max(to.next);
        let pair = Pair { range: self.range(at, last), from: from.end, to: to.end, unit };
        Some((pair, last))
    }

    /// Reads a figure, with words before it that say how exact it is.
    fn reading(&self, at: usize) -> Option<Reading> {
        let skipped = (0..4).find(|n| !HEDGES.contains(&self.lower(at + n)))?;
        let from = at + skipped;
        let currency = self.currency_before(from);
        let number = currency.map_or(from, |(_, next)| next);
        let value = self.value_at(number)?;
        let is_number = self.number_token(number).is_some();
        if currency.is_none() && is_number && (self.is_name(number)) {
            return None;
        }
        let unit = currency.map(|(name, _)| (Unit::Money(name), value.next));
        let unit = unit.or_else(|| self.unit_at(value.next));
        if unit.is_none() && self.is_year(number) {
            return None;
        }
        let end = End { value: value.value, step: value.step, hedge: self.hedge(from) };
        let next = unit.map_or(value.next, |(_, next)| next);
        Some(Reading { end, unit: unit.map(|(unit, _)| unit), next })
    }
}

/// Whether a figure after these words is what something was: "up from", "compared with".
fn is_start(word: &str, before: &str) -> bool {
    word == "from"
        || (matches!(before, "compared") && matches!(word, "with" | "to"))
        || word == "against"
}

const HEDGES: &[&str] = &[
    "about",
    "around",
    "approximately",
    "roughly",
    "some",
    "nearly",
    "almost",
    "just",
    "under",
    "over",
    "more",
    "less",
    "than",
    "only",
    "an",
    "a",
    "estimated",
    "below",
    "above",
    "well",
];
