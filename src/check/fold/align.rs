//! [`align()`]: where a source comes nearest to a quotation, and which words differ.

use std::ops::Range;

use crate::check::fold::find::{Budget, is_same};
use crate::check::fold::quotation::{Part, QuotedWord};
use crate::check::fold::text::{SourceWord, Text};

/// How a quotation and the nearest words of a source compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Aligned {
    /// The words of the source, by their numbers.
    pub(in crate::check) source: Range<usize>,
    /// How many words are the same.
    pub(in crate::check) same: usize,
    /// What differs, in order.
    pub(in crate::check) edits: Vec<Edit>,
}

/// Words of the quotation, and the words that the source has for them. One of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Edit {
    /// By their numbers in the part.
    pub(in crate::check) quoted: Range<usize>,
    /// By their numbers in the source.
    pub(in crate::check) source: Range<usize>,
}

/// A word that is in the source more often than this does not tell where the quotation may be from.
const COMMON: usize = 64;
/// As many of the rarest words are looked up.
const LOOKED_UP: usize = 24;

/// Finds the words of a source that come nearest to a part of a quotation; `None` if they share no rare word.
pub(in crate::check) fn align(text: &Text, part: &Part, budget: &Budget) -> Option<Aligned> {
    let replaced: usize = part.words.iter().filter_map(|word| word.replaced).sum();
    let slack = part.words.len() / 4 + 3 + replaced.min(40);
    let mut best: Option<Aligned> = None;
    for start in candidates(text, part, slack) {
        let from = start.saturating_sub(slack);
        let to = (start + part.words.len() + 2 * slack).min(text.words.len());
        let window = text.words.get(from..to)?;
        if !budget.take(window.len() * part.words.len()) {
            return None;
        }
        let mut found = compare(&part.words, window);
        found.shift(from);
        if best.as_ref().is_none_or(|best| found.score() > best.score()) {
            best = Some(found);
        }
    }
    best.filter(|best| best.same > 0)
}

/// Returns where the quotation may begin in the source, judged by the rare words that both have: the two best places.
fn candidates(text: &Text, part: &Part, slack: usize) -> Vec<usize> {
    let mut rare: Vec<(usize, usize)> = part
        .words
        .iter()
        .enumerate()
        .map(|(n, word)| (text.all(&word.folded).len(), n))
        .filter(|(count, _)| (1..=COMMON).contains(count))
        .collect();
    rare.sort_unstable();
    rare.truncate(LOOKED_UP);
    let mut votes: Vec<(usize, usize)> = Vec::new();
    for (count, n) in rare {
        let word = part.words.get(n).map(|word| text.all(&word.folded)).unwrap_or_default();
        votes.extend(word.iter().map(|(_, at)| (at.saturating_sub(n), COMMON / count)));
    }
    votes.sort_unstable();
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut sum = 0;
    let mut first = 0;
    for (place, weight) in &votes {
        sum += weight;
        while let Some((start, weight)) = votes.get(first)
            && start + slack < *place
        {
            sum -= weight;
            first += 1;
        }
        places.push((sum, votes.get(first).map_or(*place, |(start, _)| *start)));
    }
    places.sort_unstable_by(|a, b| b.cmp(a));
    let mut found: Vec<usize> = Vec::new();
    for (_, place) in places {
        if found.iter().all(|other| other.abs_diff(place) > slack) {
            found.push(place);
        }
        if found.len() == 2 {
            break;
        }
    }
    found
}

impl Aligned {
    fn score(&self) -> (usize, usize) {
        let edits: usize = self.edits.iter().map(|it| it.quoted.len().max(it.source.len())).sum();
        (self.same * 2, usize::MAX - edits)
    }

    fn shift(&mut self, by: usize) {
        self.source = self.source.start + by..self.source.end + by;
        for edit in &mut self.edits {
            edit.source = edit.source.start + by..edit.source.end + by;
        }
    }
}

/// What a word costs that only the quotation has, that is another one, or that only the source has: three words are
/// rather left out than one is made up.
const ADDED: usize = 7;
const OTHER: usize = 6;
const LEFT: usize = 2;

/// One step of an alignment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The same word in both.
    Same,
    /// Another word.
    Other,
    /// A word that only the quotation has.
    Added,
    /// A word that only the source has.
    Left,
}

/// Compares words with a window of the source; what the window has before and after costs nothing.
fn compare(quoted: &[QuotedWord], window: &[SourceWord]) -> Aligned {
    let width = window.len() + 1;
    let mut steps: Vec<Step> = vec![Step::Added; width * (quoted.len() + 1)];
    let mut row: Vec<usize> = vec![0; width];
    for (n, word) in quoted.iter().enumerate() {
        // What was left out where the author inserted something costs nothing.
        let free = word.replaced.is_some();
        if free {
            let mut least = usize::MAX;
            for (cost, step) in row.iter_mut().zip(steps.iter_mut().skip(n * width)) {
                if least < *cost {
                    *cost = least;
                    *step = Step::Left;
                }
                least = least.min(*cost);
            }
        }
        let mut diagonal = 0;
        let mut left = usize::MAX;
        for (column, cost) in row.iter_mut().enumerate() {
            let same =
                column.checked_sub(1).and_then(|it| window.get(it)).map(|it| is_same(word, it));
            let mut choices =
                [(*cost + ADDED, Step::Added), (usize::MAX, Step::Other), (left, Step::Left)];
            if let (Some(same), [_, second, _]) = (same, &mut choices) {
                *second =
                    if same { (diagonal, Step::Same) } else { (diagonal + OTHER, Step::Other) };
            }
            diagonal = *cost;
            let (least, step) = choices
                .into_iter()
                .min_by_key(|(cost, step)| (*cost, *step != Step::Same))
                .unwrap_or((usize::MAX, Step::Added));
            *cost = least;
            left = least.saturating_add(LEFT);
            if let Some(place) = steps.get_mut((n + 1) * width + column) {
                *place = step;
            }
        }
    }
    let end = row.iter().enumerate().min_by_key(|(_, cost)| **cost).map_or(0, |(column, _)| column);
    trace(&steps, width, quoted, end)
}

/// Follows the steps back from the last word.
fn trace(steps: &[Step], width: usize, quoted: &[QuotedWord], end: usize) -> Aligned {
    let mut path: Vec<(Step, usize, usize)> = Vec::new();
    let (mut n, mut column) = (quoted.len(), end);
    while n > 0 {
        let step = steps.get(n * width + column).copied().unwrap_or(Step::Added);
        match step {
            Step::Same | Step::Other => (n, column) = (n - 1, column.saturating_sub(1)),
            Step::Added => n -= 1,
            Step::Left => column = column.saturating_sub(1),
        }
        path.push((step, n, column));
    }
    path.reverse();
    let mut aligned = Aligned { source: column..end, same: 0, edits: Vec::new() };
    for (step, n, column) in path {
        let (quoted_len, source_len) = match step {
            Step::Same => {
                aligned.same += 1;
                continue;
            }
            Step::Other => (1, 1),
            Step::Added => (1, 0),
            // What an insertion replaced is no difference.
            Step::Left if quoted.get(n).is_some_and(|word| word.replaced.is_some()) => continue,
            Step::Left => (0, 1),
        };
        let edit = Edit { quoted: n..n + quoted_len, source: column..column + source_len };
        match aligned.edits.last_mut() {
            Some(last) if last.quoted.end == n && last.source.end == column => {
                last.quoted.end = edit.quoted.end;
                last.source.end = edit.source.end;
            }
            _ => aligned.edits.push(edit),
        }
    }
    aligned
}
