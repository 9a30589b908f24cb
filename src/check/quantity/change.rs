//! [`Change`]: what a text says that grew or fell, and by how much.

use std::ops::Range;

use crate::check::lookup::WordSet;
use crate::check::quantity::reader::Scan;
use crate::check::quantity::types::{Hedge, Quantity, Unit};

/// A stated change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::check) struct Change {
    /// The bytes of the words that state it.
    pub(in crate::check) range: Range<usize>,
    /// By how much.
    pub(in crate::check) kind: ChangeKind,
    /// Half of the last digit of its value.
    pub(in crate::check) step: f64,
    /// Whether it is one in time, and no mere comparison such as "three times as many".
    pub(in crate::check) in_time: bool,
    /// What is said of how exact it is.
    pub(in crate::check) hedge: Hedge,
}

/// By how much something changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::check) enum ChangeKind {
    /// By this many per cent; negative if it fell.
    Percent(f64),
    /// By this many percentage points; negative if it fell.
    Points(f64),
    /// To so many times what it was.
    Factor(f64),
}

impl Scan<'_> {
    /// Returns the changes that figures of the text are said to be, in order.
    pub(super) fn changes(&self, quantities: &[Quantity]) -> Vec<Change> {
        quantities.iter().filter_map(|quantity| self.change(quantity)).collect()
    }

    fn change(&self, quantity: &Quantity) -> Option<Change> {
        let first = self.tokens.partition_point(|token| token.start < quantity.range.start);
        let next = self.tokens.partition_point(|token| token.start < quantity.range.end);
        let change = |from: usize, to: usize, kind, in_time| Change {
            range: self.range(from, to),
            kind,
            step: quantity.step,
            in_time,
            hedge: quantity.hedge,
        };
        match quantity.unit {
            Unit::Times => {
                let grew = self.direction_before(first);
                let is_word =
                    quantity.step == 0.0 && next == first + 1 && self.lower(first) != "twice";
                let in_time = is_word || self.lower(first) == "factor" || grew.is_some();
                Some(change(first, next, ChangeKind::Factor(quantity.value), in_time))
            }
            Unit::Percent | Unit::Points | Unit::Share => {
                let (up, from, to) = self.moved(first, next)?;
                let value = if up { quantity.value } else { -quantity.value };
                let kind = match quantity.unit {
                    Unit::Points => ChangeKind::Points(value),
                    Unit::Share => ChangeKind::Percent(value * 100.0),
                    _ => ChangeKind::Percent(value),
                };
                Some(change(from, to, kind, true))
            }
            _ => None,
        }
    }

    /// Returns whether what is at these tokens is a rise or a fall, and the tokens that say so.
    fn moved(&self, first: usize, next: usize) -> Option<(bool, usize, usize)> {
        if let Some((up, from)) = self.direction_before(first) {
            return Some((up, from, next));
        }
        (0..=1).find_map(|skipped| {
            let noun = next + skipped;
            let is_near = skipped == 0 || self.word_token(next).is_some();
            let up = noun_direction(self.lower(noun)).filter(|_| is_near)?;
            Some((up, first, noun + 1))
        })
    }

    /// Looks before a figure for "rose by", "an increase of", "up".
    fn direction_before(&self, first: usize) -> Option<(bool, usize)> {
        for back in 1..=6 {
            let at = first.checked_sub(back)?;
            let word = self.lower(at);
            if FILLERS.contains(word) {
                continue;
            }
            let before = self.lower_before(at, 1);
            let is_made = matches!(
                before,
                "made"
                    | "make"
                    | "makes"
                    | "making"
                    | "take"
                    | "takes"
                    | "took"
                    | "set"
                    | "sets"
                    | "end"
                    | "ends"
                    | "ended"
            );
            if is_made && matches!(word, "up" | "down") {
                return None;
            }
            return verb_direction(word).or_else(|| noun_direction(word)).map(|up| (up, at));
        }
        None
    }
}

fn verb_direction(word: &str) -> Option<bool> {
    if UP.contains(word) {
        Some(true)
    } else if DOWN.contains(word) {
        Some(false)
    } else {
        None
    }
}

fn noun_direction(word: &str) -> Option<bool> {
    match word {
        "increase" | "rise" | "growth" | "jump" | "surge" | "gain" | "hike" => Some(true),
        "decrease" | "fall" | "drop" | "decline" | "reduction" | "cut" | "loss" | "slump" => {
            Some(false)
        }
        _ => None,
    }
}

static UP: WordSet = WordSet::new(&[
    "rose",
    "risen",
    "rises",
    "rise",
    "rising",
    "grew",
    "grown",
    "grow",
    "grows",
    "growing",
    "increased",
    "increases",
    "increasing",
    "climbed",
    "climbing",
    "jumped",
    "soared",
    "surged",
    "gained",
    "up",
    "expanded",
    "swelled",
]);

static DOWN: WordSet = WordSet::new(&[
    "fell",
    "fallen",
    "falls",
    "falling",
    "dropped",
    "drops",
    "dropping",
    "declined",
    "declining",
    "decreased",
    "decreases",
    "decreasing",
    "shrank",
    "shrunk",
    "shrinking",
    "reduced",
    "down",
    "plunged",
    "slumped",
    "slipped",
]);

static FILLERS: WordSet = WordSet::new(&[
    "by",
    "of",
    "about",
    "around",
    "nearly",
    "almost",
    "over",
    "more",
    "than",
    "just",
    "only",
    "some",
    "approximately",
    "roughly",
    "a",
    "an",
    "another",
    "further",
    "sharply",
    "slightly",
    "at",
    "least",
    "steadily",
    "well",
    "under",
    "less",
]);
