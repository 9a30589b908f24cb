//! [`Nearest`]: where a source comes nearest to a quotation that it does not have.

use std::ops::Range;

use crate::check::fold::{Aligned, Budget, Part, QuotedWord, align, find};
use crate::check::rules::quotation::judging::Judging;
use crate::check::rules::quotation::source::Words;

/// Where a source comes nearest to the first part of a quotation that it does not have.
pub(super) struct Nearest<'a, 'q> {
    /// The source.
    pub(super) id: &'q str,
    /// What is stored of it.
    pub(super) words: &'q Words<'a>,
    /// The part.
    pub(super) part: &'q Part,
    /// The nearest words, if any are near.
    pub(super) aligned: Option<Aligned>,
    /// The two places, if it is joined from two.
    pub(super) split: Option<Split>,
}

impl<'a, 'q> Nearest<'a, 'q> {
    /// Looks for it; `None` if it shares no rare word with the source.
    pub(super) fn of(
        judging: &Judging<'a, 'q>,
        (id, words): (&'q str, &'q Words<'a>),
    ) -> Option<Self> {
        let budget = judging.budget;
        let parts = &judging.quotation.parts;
        let part = parts.iter().find(|part| find(&words.words, part, 0, budget).is_none())?;
        let aligned = align(&words.words, part, budget);
        let split = split(words, part, budget);
        if aligned.is_none() && split.is_none() {
            return None;
        }
        Some(Self { id, words, part, aligned, split })
    }

    /// Whether its words are from two places, and not from one where a few words are left out.
    pub(super) fn is_joined(&self) -> bool {
        let Some(aligned) = &self.aligned else { return self.split.is_some() };
        let left_out: usize = aligned.edits.iter().map(|edit| edit.source.len()).sum();
        let changed: usize = aligned.edits.iter().map(|edit| edit.quoted.len()).sum();
        self.split.is_some() && (left_out > 8 || changed > 2)
    }

    /// How many of a hundred words are the same.
    pub(super) fn share(&self) -> usize {
        let Some(aligned) = &self.aligned else { return 0 };
        let edits = aligned.edits.iter().map(|it| it.quoted.len().max(it.source.len()));
        aligned.same * 100 / (aligned.same + edits.sum::<usize>()).max(1)
    }
}

/// A part of a quotation whose words stand in two places.
pub(super) struct Split {
    /// The number of the first word that is from the second place.
    pub(super) at: usize,
    /// Whether the second place is after the first.
    pub(super) in_order: bool,
}

/// Fewer words stand in many places by chance.
const FEWEST: usize = 3;

/// Finds the two places of a part that stands in none as a whole.
fn split(words: &Words<'_>, part: &Part, budget: &Budget) -> Option<Split> {
    let all = part.words.len();
    if all < 2 * FEWEST + 1 || part.words.iter().any(QuotedWord::after_insertion) {
        return None;
    }
    let place = |range: Range<usize>| -> Option<Range<usize>> {
        let words_of = part.words.get(range)?.to_vec();
        find(&words.words, &Part { words: words_of }, 0, budget)
    };
    // If so many first words stand together, fewer do: the most are found by halving.
    let (mut found, mut not) = (FEWEST, all);
    place(0..found)?;
    while found + 1 < not {
        let middle = found.midpoint(not);
        if place(0..middle).is_some() {
            found = middle;
        } else {
            not = middle;
        }
    }
    let at = (found.saturating_sub(2).max(FEWEST)..=found.min(all - FEWEST))
        .rev()
        .find(|at| place(*at..all).is_some())?;
    let (first, second) = (place(0..at)?, place(at..all)?);
    Some(Split { at, in_order: first.end <= second.start })
}
