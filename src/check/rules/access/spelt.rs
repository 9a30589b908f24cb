//! [`spelt_out`]: which abbreviations a page explains.

use std::collections::BTreeSet;

use crate::check::prose::Passage;

/// Small words that an abbreviation may leave out.
const JOINTS: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "by", "with", "de", "la", "le",
    "les", "des", "du", "et", "der", "die", "das", "und", "für", "del", "y", "as", "or", "from",
];

/// A word of a passage.
struct Word<'a> {
    text: &'a str,
    /// What stands between it and the word before.
    before: &'a str,
}

/// Returns those of the wanted abbreviations that some passage spells out, beside them or anywhere else.
pub(super) fn spelt_out<'w>(passages: &[Passage], wanted: &BTreeSet<&'w str>) -> BTreeSet<&'w str> {
    let mut found = BTreeSet::new();
    for passage in passages {
        let words = words(&passage.text);
        for n in 0..words.len() {
            beside(&words, n, wanted, &mut found);
            anywhere(&words, n, wanted, &mut found);
        }
    }
    found
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut last = 0;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let length = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
        let before = text.get(last..at).unwrap_or_default();
        words.push(Word { text: rest.get(..length).unwrap_or_default(), before });
        at += length;
        last = at;
    }
    words
}

fn first(word: &Word<'_>) -> Option<char> {
    word.text.chars().next().and_then(|c| c.to_uppercase().next())
}

/// Looks at a word for an abbreviation with its long form beside it, one of the two in brackets.
fn beside<'w>(
    words: &[Word<'_>],
    n: usize,
    wanted: &BTreeSet<&'w str>,
    found: &mut BTreeSet<&'w str>,
) {
    let Some(word) = words.get(n) else { return };
    let letters = word.text.trim_end_matches("’s").trim_end_matches("'s").trim_end_matches('s');
    let Some(letters) = wanted.get(letters) else { return };
    let initial = letters.chars().next();
    // "Long form (ABC)", "Long form, or ABC", "Long form – ABC".
    if word.before.contains(['(', '[', '“', '"']) {
        let around = words.get(n.saturating_sub(letters.len() + 4)..n).unwrap_or_default();
        if around.iter().any(|word| first(word) == initial && word.text.len() > 1) {
            found.insert(*letters);
        }
    }
    // "ABC (long form)", "ABC stands for long form", "ABC, or long form", "ABC: long form".
    let next = words.get(n + 1);
    let (opens, skipped) = match next.map(|next| (next.before, next.text)) {
        Some((before, _)) if before.contains(['(', '=', ':']) => (true, 0),
        Some((_, "stands" | "means" | "is" | "short" | "or")) => (true, 3),
        Some((before, _)) if before.contains([',', '–', '—']) => (true, 1),
        _ => (false, 0),
    };
    let after = words.get(n + 1..(n + 2 + skipped).min(words.len())).unwrap_or_default();
    let second = words.get(n + 2).is_some_and(|word| !word.before.contains([')', '.']));
    let strict = skipped > 0;
    let place = after.iter().position(|word| first(word) == initial && word.text.len() > 2);
    if opens
        && second
        && let Some(place) = place
    {
        // Outside brackets, the next word must fit, too.
        let fits = letters.chars().nth(1).is_some_and(|second| {
            let words = words.get(n + 2 + place..).unwrap_or_default();
            words.iter().find(|word| !JOINTS.contains(&word.text)).and_then(first) == Some(second)
        });
        if !strict || fits {
            found.insert(*letters);
        }
    }
}

/// Looks for a long form that begins at a word: words with these initials, one after the other.
fn anywhere<'w>(
    words: &[Word<'_>],
    n: usize,
    wanted: &BTreeSet<&'w str>,
    found: &mut BTreeSet<&'w str>,
) {
    let mut with = String::new();
    let mut without = String::new();
    let (mut capitals, mut long, mut small) = (0, 0, 0);
    for (at, word) in words.get(n..).unwrap_or_default().iter().take(10).enumerate() {
        if at > 0 && word.before.contains(['.', ';', '!', '?', '(', ')', ':']) {
            return;
        }
        let Some(initial) = first(word) else { return };
        let is_joint = JOINTS.contains(&word.text);
        if is_joint && at == 0 {
            return;
        }
        with.push(initial);
        if !is_joint {
            without.push(initial);
            capitals += usize::from(word.text.starts_with(char::is_uppercase));
            long += usize::from(word.text.chars().count() >= 5);
            small += 1;
        }
        let is_name = capitals == small || capitals >= 2 && capitals + 1 >= small;
        for (letters, has_joints) in [(&with, with.len() > small), (&without, false)] {
            let likely = match letters.len() {
                2 | 3 if has_joints => false,
                // "Visit Alaska": a capital letter at the beginning says nothing.
                2 => is_name && long == small && n > 0,
                3 => is_name || long == small,
                _ => true,
            };
            let is_itself = word.text == letters.as_str();
            if likely
                && small >= 2
                && !is_itself
                && let Some(letters) = wanted.get(letters.as_str())
            {
                found.insert(*letters);
            }
        }
        if without.len() > 6 {
            return;
        }
    }
}
