//! `number/conflict`: one figure has two values on a page.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::lookup::WordSet;
use crate::check::lower::lower;
use crate::check::prose::{Part, Passage};
use crate::check::quantity::{Hedge, Quantity, Unit};
use crate::check::report::Report;
use crate::diagnostic::Code;
use crate::digest::Digest;
use crate::span::Span;

/// A sentence is compared with so many others that state the same kind of figure.
const NEAR: usize = 30;

/// A figure and the sentence that states it.
struct Stated<'a> {
    figure: &'a Quantity,
    range: Range<usize>,
    sentence: Rc<Sentence<'a>>,
}

/// A sentence with figures.
struct Sentence<'a> {
    passage: &'a Passage,
    text: &'a str,
    figures: &'a [Quantity],
    /// The words that carry meaning, in order, once they are compared: each as a digest, which is compared faster.
    words: OnceCell<Vec<Digest>>,
}

/// Reports each figure that the same words have with another value elsewhere on the page.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language == Language::Other {
        return;
    }
    let judged = |part: Part| {
        matches!(part, Part::Body | Part::Answer(_) | Part::Standfirst | Part::KeyPoint(_))
    };
    let mut kinds: BTreeMap<(Unit, Option<&str>), Vec<Stated<'_>>> = BTreeMap::new();
    for passage in input.prose.passages.iter().filter(|it| judged(it.part) && it.is_running_text())
    {
        for (sentence, said) in passage.sentences.iter().zip(passage.stated()) {
            for stated in alone(passage, sentence, &said.quantities) {
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
    let (here, there) = (one.words(), other.words());
    let message = format!("`{here}` here is `{there}` elsewhere on this page");
    let hint = "correct the wrong one; if both are right, say what makes them differ";
    let finding = report.finding(Code::NumberConflict, one.span(), message);
    let place = report.place(other.span());
    report.push(finding.hint(hint).related(place, "the other figure"));
}

/// Returns what a figure is of.
fn kind(figure: &Quantity) -> (Unit, Option<&str>) {
    (figure.unit, figure.noun.as_deref())
}

impl Stated<'_> {
    fn words(&self) -> &str {
        self.sentence.passage.slice(&self.range)
    }

    fn span(&self) -> Span {
        self.sentence.passage.span(&self.range)
    }
}

/// Returns the figures that are the only ones of their kind in a sentence.
fn alone<'a>(
    passage: &'a Passage,
    sentence: &Range<usize>,
    figures: &'a [Quantity],
) -> Vec<Stated<'a>> {
    if figures.is_empty() || figures.len() > 4 {
        return Vec::new();
    }
    let text = passage.slice(sentence);
    let said = Rc::new(Sentence { passage, text, figures, words: OnceCell::new() });
    let mut found = Vec::new();
    for figure in figures {
        let alone = figures.iter().filter(|other| kind(other) == kind(figure)).count() == 1;
        let range = sentence.start + figure.range.start..sentence.start + figure.range.end;
        if alone && !passage.is_quoted(range.start) {
            found.push(Stated { figure, range, sentence: Rc::clone(&said) });
        }
    }
    found
}

impl Sentence<'_> {
    /// Returns each word that is not of a figure, and whether it is a name or a date: it has a capital letter though it
    /// does not begin the sentence, or digits.
    fn each_word(&self) -> impl Iterator<Item = (&str, bool)> {
        let is_of_figure = |at| self.figures.iter().any(|figure| figure.range.contains(&at));
        let words = each_word(self.text).filter(move |(at, _)| !is_of_figure(*at));
        words.map(|(at, word)| {
            let is_name = word.bytes().any(|byte| byte.is_ascii_digit())
                || (at > 0 && word.starts_with(char::is_uppercase));
            (word, is_name)
        })
    }

    /// Returns the words that carry meaning.
    fn words(&self) -> &[Digest] {
        self.words.get_or_init(|| {
            let telling = self
                .each_word()
                .filter(|(word, is_name)| *is_name || word.chars().count() > 3)
                .filter_map(|(word, _)| {
                    let lower = lower(word);
                    let stem = stem(&lower);
                    (!EMPTY.contains(stem)).then(|| Digest::of(stem.as_bytes()))
                });
            let mut words: Vec<Digest> = telling.collect();
            words.sort_unstable();
            words.dedup();
            words
        })
    }

    /// Returns its names and dates.
    fn names(&self) -> BTreeSet<Cow<'_, str>> {
        self.each_word().filter(|(_, is_name)| *is_name).map(|(word, _)| lower(word)).collect()
    }
}

/// Returns the letters and digits that stand together in a text, each with its place.
fn each_word(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let at = next;
            let rest = text.get(at..)?;
            let len = word_length(rest);
            if len > 0 {
                next += len;
                return Some((at, rest.get(..len)?));
            }
            next += rest.chars().next()?.len_utf8();
        }
    })
}

/// Returns the length of the letters and digits at the beginning of a text: most words have nothing but ASCII.
fn word_length(text: &str) -> usize {
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if text.as_bytes().get(length).is_none_or(u8::is_ascii) {
        return length;
    }
    text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())
}

/// Cuts the endings of plurals and verbs.
fn stem(word: &str) -> &str {
    let endings: &[&str] = match word.as_bytes().last() {
        Some(b'g') => &["ing"],
        Some(b'd') => &["ed"],
        Some(b's') => &["es", "s"],
        _ => return word,
    };
    let cut = endings
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|stem| stem.chars().count() > 3));
    cut.unwrap_or(word)
}

/// Whether each of some words is one of others; both are in order.
fn is_subset(less: &[Digest], more: &[Digest]) -> bool {
    let mut more = more.iter();
    less.iter().all(|one| more.find(|other| *other >= one) == Some(one))
}

/// Whether two sentences give one figure two values.
fn conflicts(one: &Stated<'_>, other: &Stated<'_>, title: &str) -> bool {
    // Any word that only one of both has may make the difference, unless the other says all and more.
    let (one_says, other_says) = (&*one.sentence, &*other.sentence);
    let (mut less, mut more) = (one_says.words(), other_says.words());
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
    let (names, others) = (one_says.names(), other_says.names());
    let only_one = names.symmetric_difference(&others);
    let is_date = |name: &str| name.contains(|c: char| c.is_ascii_digit());
    only_one.into_iter().all(|name| title.contains(&**name) && !is_date(name))
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
static EMPTY: WordSet = WordSet::new(&[
    "about", "more", "than", "that", "this", "with", "from", "have", "were", "been", "which",
    "their", "there", "only", "over", "nearly", "almost", "around", "into", "some", "they", "also",
    "will", "would", "year", "million", "billion", "thousand", "percent", "cent",
]);

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
