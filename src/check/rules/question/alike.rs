//! [`Seen`]: finds what was asked before, or almost.

use std::collections::BTreeMap;

use crate::check::lower::lower;
use crate::check::rules::question::words::{asks, stems};
use crate::content::{Article, Question};
use crate::diagnostic::Place;
use crate::digest::Digest;

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
    /// Each question, by the digest of its letters and digits.
    exact: BTreeMap<Digest, usize>,
    /// The number of each word.
    numbers: BTreeMap<String, usize>,
    /// The number of each list of deciding words.
    decisions: BTreeMap<Vec<usize>, usize>,
    /// For each word, the questions that have it.
    with_word: Vec<Vec<usize>>,
}

/// A question that was asked.
pub(super) struct Asked<'a> {
    /// Where.
    pub(super) article: &'a Article,
    /// The question.
    pub(super) question: &'a Question,
    words: Words,
}

impl Asked<'_> {
    /// Returns its place.
    pub(super) fn place(&self) -> Place {
        Place::new(&self.article.path, self.question.span)
    }
}

/// The words of a question, by their numbers, each list in order.
#[derive(Default)]
struct Words {
    /// Those in which questions that are alike agree: "what happened in 2023?" and "in 2024" are two questions, and so
    /// are "how" and "why". Their list has a number: most questions differ in it, and are compared no further.
    decision: usize,
    /// How many they are.
    deciding: usize,
    /// How many of them ask.
    asking: usize,
    /// All others.
    others: Vec<usize>,
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
        article: &'a Article,
        question: &'a Question,
        english: bool,
    ) -> Option<(Like, &Asked<'a>)> {
        let text = &question.text;
        let folded = folded(text);
        let same = self.exact.get(&folded).copied();
        let (words, all) = self.words(if english && same.is_none() { text } else { "" });
        let near = self.near(&words, &all);
        let number = self.asked.len();
        if same.is_none() {
            self.exact.insert(folded, number);
            for word in all {
                self.with_word.get_mut(word).expect("each number is one of a list").push(number);
            }
            self.asked.push(Asked { article, question, words });
        }
        let found = same.map(|n| (Like::Same, n)).or(near.map(|n| (Like::Near, n)));
        found.and_then(|(like, n)| Some((like, self.asked.get(n)?)))
    }

    /// Returns the words of a question, and all of them in alphabetical order.
    fn words(&mut self, text: &str) -> (Words, Vec<usize>) {
        let (mut words, mut all, mut deciding) = (Words::default(), Vec::new(), Vec::new());
        let mut stems: Vec<_> = stems(text).collect();
        stems.sort_unstable();
        stems.dedup();
        for word in stems {
            let number = self.numbers.get(&*word).copied().unwrap_or_else(|| {
                self.with_word.push(Vec::new());
                self.numbers.insert(word.clone().into_owned(), self.with_word.len() - 1);
                self.with_word.len() - 1
            });
            all.push(number);
            let asks = asks(&word);
            words.asking += usize::from(asks);
            let decides = asks || word.starts_with(|c: char| c.is_ascii_digit());
            if decides { &mut deciding } else { &mut words.others }.push(number);
        }
        deciding.sort_unstable();
        words.deciding = deciding.len();
        let new = self.decisions.len();
        words.decision = *self.decisions.entry(deciding).or_insert(new);
        words.others.sort_unstable();
        (words, all)
    }

    /// Returns the first question that is like one with these words.
    fn near(&self, words: &Words, all: &[usize]) -> Option<usize> {
        if words.len() < LEAST {
            return None;
        }
        // The rarest words first: two questions that are alike have some of the few rarest in common.
        let mut lists: Vec<&Vec<usize>> =
            all.iter().filter_map(|word| self.with_word.get(*word)).collect();
        lists.sort_by_key(|list| list.len());
        let recent = lists.iter().flat_map(|list| list.iter().rev().take(COMPARED));
        let candidates = recent.take(COMPARED * 4).copied();
        let is_near = |n: &usize| {
            self.asked
                .get(*n)
                .is_some_and(|asked| words.are_near(&asked.words) && asked.words.len() >= LEAST)
        };
        candidates.filter(is_near).min()
    }
}

impl Words {
    fn len(&self) -> usize {
        self.deciding + self.others.len()
    }

    fn are_near(&self, other: &Self) -> bool {
        if self.decision != other.decision {
            return false;
        }
        // The words that ask are no subject.
        let deciding = self.deciding - self.asking;
        let common = deciding + common(&self.others, &other.others);
        let [one, two] = [self, other].map(|words| deciding + words.others.len());
        let (part, whole) = SHARE;
        one.min(two) >= LEAST && common * whole >= (one + two - common) * part
    }
}

/// Counts what two lists have in common; both are in order.
fn common(one: &[usize], other: &[usize]) -> usize {
    let mut other = other.iter().peekable();
    let is_there = |word: &&usize| {
        while other.next_if(|it| it < word).is_some() {}
        other.peek() == Some(word)
    };
    one.iter().filter(is_there).count()
}

/// Returns the digest of a question as it is compared: letters and digits in lower case.
fn folded(text: &str) -> Digest {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let folded =
        words.fold(String::with_capacity(text.len()), |all, word| all + &lower(word) + " ");
    Digest::of(folded.as_bytes())
}
