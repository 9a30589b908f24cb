//! `number/conflict`: one figure has two values on a page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::lower::lower;
use crate::check::prose::{Part, Passage};
use crate::check::quantity::{Hedge, Quantity, Unit};
use crate::check::report::Report;
use crate::diagnostic::Code;

/// A sentence is compared with so many others that state the same kind of figure.
const NEAR: usize = 30;

/// A figure and what is said of it.
struct Stated<'a> {
    passage: &'a Passage,
    range: Range<usize>,
    figure: &'a Quantity,
    content: Rc<Content>,
}

/// What a sentence says apart from its figures.
struct Content {
    /// The words that carry meaning, by their numbers, in order.
    words: Vec<usize>,
    /// Those of them with a capital letter, and whatever has digits and is not the figure.
    names: BTreeSet<String>,
}

/// The words of an article, each with a number. Those that say little have the lowest.
struct Vocabulary(BTreeMap<String, usize>);

impl Vocabulary {
    fn new() -> Self {
        Self(EMPTY.iter().enumerate().map(|(n, word)| ((*word).to_owned(), n)).collect())
    }

    fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.0.get(word) {
            return *number;
        }
        let number = self.0.len();
        self.0.insert(word.to_owned(), number);
        number
    }
}

/// Reports each figure that the same words have with another value elsewhere on the page.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language == Language::Other {
        return;
    }
    let judged = |part: Part| {
        matches!(part, Part::Body | Part::Answer(_) | Part::Standfirst | Part::KeyPoint(_))
    };
    let mut vocabulary = Vocabulary::new();
    let mut kinds: BTreeMap<(Unit, Option<&str>), Vec<Stated<'_>>> = BTreeMap::new();
    for passage in input.prose.passages.iter().filter(|it| judged(it.part) && it.is_running_text())
    {
        for (sentence, said) in passage.sentences.iter().zip(passage.stated()) {
            for stated in alone(passage, sentence, &said.quantities, &mut vocabulary) {
                kinds.entry(kind(stated.figure)).or_default().push(stated);
            }
        }
    }
    let title = input.article.title.to_lowercase();
    for all in kinds.values() {
        for (n, one) in all.iter().enumerate() {
            let earlier = all.get(n.saturating_sub(NEAR)..n).unwrap_or_default();
            if let Some(other) = earlier.iter().find(|other| conflicts(one, other, &title)) {
                tell(one, other, report);
            }
        }
    }
}

fn tell(one: &Stated<'_>, other: &Stated<'_>, report: &mut Report) {
    let here = one.passage.slice(&one.range);
    let there = other.passage.slice(&other.range);
    let message = format!("`{here}` here is `{there}` elsewhere on this page");
    let hint = "correct the wrong one; if both are right, say what makes them differ";
    let finding = report.finding(Code::NumberConflict, one.passage.span(&one.range), message);
    let place = report.place(other.passage.span(&other.range));
    report.push(finding.hint(hint).related(place, "the other figure"));
}

/// Returns what a figure is of.
fn kind(figure: &Quantity) -> (Unit, Option<&str>) {
    (figure.unit, figure.noun.as_deref())
}

/// Returns the figures that are the only ones of their kind in a sentence.
fn alone<'a>(
    passage: &'a Passage,
    sentence: &Range<usize>,
    figures: &'a [Quantity],
    vocabulary: &mut Vocabulary,
) -> Vec<Stated<'a>> {
    let text = passage.slice(sentence);
    let mut found = Vec::new();
    if figures.len() > 4 {
        return found;
    }
    let mut said = None;
    for figure in figures {
        let alone = figures.iter().filter(|other| kind(other) == kind(figure)).count() == 1;
        let range = sentence.start + figure.range.start..sentence.start + figure.range.end;
        if !alone || passage.is_quoted(range.start) {
            continue;
        }
        let content = said.get_or_insert_with(|| Rc::new(content(text, figures, vocabulary)));
        found.push(Stated { passage, range, figure, content: Rc::clone(content) });
    }
    found
}

/// Returns the words of a sentence that carry meaning, and its names and dates.
fn content(text: &str, figures: &[Quantity], vocabulary: &mut Vocabulary) -> Content {
    let mut words = Vec::new();
    let mut names = BTreeSet::new();
    let is_of_figure = |at: usize| figures.iter().any(|figure| figure.range.contains(&at));
    let mut at = 0;
    for (n, word) in text.split(|c: char| !c.is_alphanumeric()).enumerate() {
        let start = at;
        at += word.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if word.is_empty() || is_of_figure(start) {
            continue;
        }
        let lower = lower(word);
        let is_name = word.contains(|c: char| c.is_ascii_digit())
            || (n > 0 && word.starts_with(char::is_uppercase));
        if is_name {
            names.insert(lower.clone().into_owned());
        }
        if word.chars().count() > 3 || is_name {
            words.push(vocabulary.number(stem(&lower)));
        }
    }
    words.retain(|word| *word >= EMPTY.len());
    words.sort_unstable();
    words.dedup();
    Content { words, names }
}

/// Cuts the endings of plurals and verbs.
fn stem(word: &str) -> &str {
    let cut = ["ing", "ed", "es", "s"]
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|stem| stem.chars().count() > 3));
    cut.unwrap_or(word)
}

/// Whether each of some numbers is one of others; both are in order.
fn is_subset(less: &[usize], more: &[usize]) -> bool {
    let mut more = more.iter();
    less.iter().all(|one| more.find(|other| *other >= one) == Some(one))
}

/// Whether two sentences give one figure two values.
fn conflicts(one: &Stated<'_>, other: &Stated<'_>, title: &str) -> bool {
    // Any word that only one of both has may make the difference, unless the other says all and more.
    let (one_says, other_says) = (&*one.content, &*other.content);
    let (mut less, mut more) = (&one_says.words, &other_says.words);
    if less.len() > more.len() {
        std::mem::swap(&mut less, &mut more);
    }
    if less.len() < 3 || !is_subset(less, more) {
        return false;
    }
    let (a, b) = (one.figure, other.figure);
    let gap = (a.value - b.value).abs();
    let hedged = a.hedge != Hedge::None || b.hedge != Hedge::None;
    let coarse = 0.12 * a.value.abs().max(b.value.abs());
    // One may be the other, rounded.
    let rounded = gap <= a.step.max(b.step) * 1.01
        || (hedged && gap <= coarse)
        || is_rounded(a.value, b.value);
    if rounded || a.unit == Unit::Times || a.unit == Unit::Share {
        return false;
    }
    // A name that only one of them has may make the difference, unless the whole page is about it.
    let names_agree =
        one_says.names.symmetric_difference(&other_says.names).all(|name| title.contains(&**name));
    let dates = |it: &Content| {
        let dated = it.names.iter().filter(|name| name.contains(|c: char| c.is_ascii_digit()));
        dated.cloned().collect::<Vec<_>>()
    };
    names_agree && dates(one_says) == dates(other_says)
}

/// Whether the value with fewer digits is the other one, rounded.
fn is_rounded(a: f64, b: f64) -> bool {
    let is_it = |round: f64, exact: f64| {
        let mut unit = 1.0;
        while round % (unit * 10.0) == 0.0 && unit < round.abs() {
            unit *= 10.0;
        }
        (round - exact).abs() <= unit * 0.5 && round.fract() == 0.0 && exact % unit != 0.0
    };
    is_it(a, b) || is_it(b, a)
}

/// Words that say little of what a figure is of.
const EMPTY: &[&str] = &[
    "about", "more", "than", "that", "this", "with", "from", "have", "were", "been", "which",
    "their", "there", "only", "over", "nearly", "almost", "around", "into", "some", "they", "also",
    "will", "would", "year", "million", "billion", "thousand", "percent", "cent",
];

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(point: &str, body: &str) -> Vec<String> {
        let text = format!("---\ntitle: Why?\nsummary:\n  - {point}\n---\n\n{body}\n");
        found(check, &text).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn one_figure_with_two_values_is_told() {
        let body = "In January 2026 the agency stored 1,400 TB of data on the platform.";
        assert_eq!(of("In January 2026 the agency stored 1,200 TB of data.", body), ["1,400 TB"]);
    }

    #[test]
    fn other_dates_names_and_rounded_values_are_not() {
        let body = "In January 2026 the agency stored 1,400 TB of data on the platform.";
        for point in [
            "In July 2025 the agency stored 400 TB of data.",
            "In January 2026 the agency stored 1.4 million files of data.",
            "In January 2026 the agency stored nearly 1,500 TB of data.",
            "In January 2026 the Paris agency in France stored 12 TB of data.",
            "The contract is worth 12 TB.",
        ] {
            assert_eq!(of(point, body), Vec::<String>::new(), "{point}");
        }
    }
}
