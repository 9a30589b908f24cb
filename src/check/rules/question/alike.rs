//! [`Seen`]: finds what was asked before, or almost.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::rules::question::words::{asks, stems};
use crate::diagnostic::Place;

/// Two questions are alike if this share of their words is common to both: of those that either has, six in ten.
const SHARE: (usize, usize) = (6, 10);

/// Questions with fewer words than this, after those that say nothing are left out, are too short to compare.
const LEAST: usize = 3;

/// How many earlier questions with a word are compared with a new one: text from a machine may have a million.
const COMPARED: usize = 64;

/// The questions so far.
#[derive(Default)]
pub(super) struct Seen<'a> {
    asked: Vec<Asked<'a>>,
    exact: BTreeMap<String, usize>,
    with_word: BTreeMap<String, Vec<usize>>,
}

/// A question that was asked.
pub(super) struct Asked<'a> {
    /// As written.
    pub(super) text: &'a str,
    /// Where.
    pub(super) place: Place,
    words: BTreeSet<String>,
}

/// What a question is compared with.
pub(super) enum Like {
    /// The same question.
    Same,
    /// One that has most of its words.
    Near,
}

impl<'a> Seen<'a> {
    /// Returns an earlier question that is the same, or like it, and remembers this one. Words are compared only if they
    /// are English.
    pub(super) fn look(
        &mut self,
        text: &'a str,
        place: Place,
        english: bool,
    ) -> Option<(Like, &Asked<'a>)> {
        let words = if english { stems(text) } else { BTreeSet::new() };
        let folded = folded(text);
        let same = self.exact.get(&folded).copied();
        let near = if same.is_none() { self.near(&words) } else { None };
        let number = self.asked.len();
        if same.is_none() {
            self.exact.insert(folded, number);
            for word in &words {
                self.with_word.entry(word.clone()).or_default().push(number);
            }
            self.asked.push(Asked { text, place, words });
        }
        let found = same.map(|n| (Like::Same, n)).or(near.map(|n| (Like::Near, n)));
        found.and_then(|(like, n)| Some((like, self.asked.get(n)?)))
    }

    fn near(&self, words: &BTreeSet<String>) -> Option<usize> {
        if words.len() < LEAST {
            return None;
        }
        // The rarest words first: two questions that are alike have some of the few rarest in common.
        let mut lists: Vec<&Vec<usize>> =
            words.iter().filter_map(|word| self.with_word.get(word)).collect();
        lists.sort_by_key(|list| list.len());
        let recent = lists.iter().flat_map(|list| list.iter().rev().take(COMPARED));
        let candidates: BTreeSet<usize> = recent.take(COMPARED * 4).copied().collect();
        candidates.into_iter().find(|n| {
            self.asked
                .get(*n)
                .is_some_and(|asked| asked.words.len() >= LEAST && are_near(words, &asked.words))
        })
    }
}

fn are_near(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    // "What happened in 2023?" and "in 2024" are two questions, and so are "how" and "why".
    let decides = |word: &&String| asks(word) || word.starts_with(|c: char| c.is_ascii_digit());
    if !one.iter().filter(decides).eq(other.iter().filter(decides)) {
        return false;
    }
    let is_subject = |word: &&String| !asks(word);
    let common = one.intersection(other).filter(is_subject).count();
    let all = one.union(other).filter(is_subject).count();
    let least = [one, other].map(|words| words.iter().filter(is_subject).count()).into_iter().min();
    let (part, whole) = SHARE;
    least.is_some_and(|least| least >= LEAST) && common * whole >= all * part
}

/// Returns a question as it is compared: letters and digits in lower case.
fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
