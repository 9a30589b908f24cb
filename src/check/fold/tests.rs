//! What folding accepts, and that it accepts no other word.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;

use crate::check::fold::{Aligned, Budget, Quotation, Text, align, find};

fn folded(source: &str, quoted: &str) -> (Text, Quotation) {
    let quotation = Quotation::of(quoted);
    let mut vocabulary = BTreeSet::new();
    quotation.add_to(&mut vocabulary);
    (Text::of(source, &vocabulary), quotation)
}

/// Whether all parts of a quotation are in a source, in order.
fn is_in(source: &str, quoted: &str) -> bool {
    let (text, quotation) = folded(source, quoted);
    let budget = Budget::new(1_000_000);
    let mut from = 0;
    quotation.parts.iter().all(|part| {
        let found = find(&text, part, from, &budget);
        from = found.as_ref().map_or(from, |found| found.end);
        found.is_some()
    })
}

const SOURCE: &str = "The minister said: \u{201c}We do not think that the govern-\nment\u{2019}s long-term plan \
                      \u{2013} which cost 1,400 euros \u{2013} was co\u{ad}pied.\u{201d} It was[4] the best \
                      e\u{fb03}cient line.";

#[test]
fn what_readers_would_call_the_same_is_the_same() {
    for quoted in [
        "We do not think that the government's long-term plan",
        "we do not think",
        "[T]he minister said",
        "government’s long\u{2011}term plan - which cost 1,400 euros - was copied,",
        "We do not think … plan — which cost",
        "We do not think [...] was copied.",
        "that [her] plan which cost",
        "[The public servants] do not think that",
        "It was the best efficient line",
        "“We do not think that”",
        "the\n  minister   said",
        "do not think that the \u{fffc} plan",
    ] {
        assert!(is_in(SOURCE, quoted), "{quoted}");
    }
    assert!(is_in("我们认为政府的计划是好的。", "政府的计划"));
}

#[test]
fn another_word_is_another_word() {
    for quoted in [
        "We do think that",
        "We do not Think",
        "cost 1,500 euros",
        "was copied ... We do not think",
        "do not think [it] euros",
        "government long-term plan",
    ] {
        assert!(!is_in(SOURCE, quoted), "{quoted}");
    }
    assert!(!is_in("我们认为政府的计划是好的。", "政府的方案"));
}

fn nearest(source: &str, quoted: &str) -> (Aligned, Vec<(String, String)>) {
    let (text, quotation) = folded(source, quoted);
    let part = quotation.parts.first().unwrap();
    let aligned = align(&text, part, &Budget::new(1_000_000)).unwrap();
    let slice = |range: std::ops::Range<usize>| source.get(text.range(&range)).unwrap().to_owned();
    let of = |words: &std::ops::Range<usize>| -> String {
        let words =
            part.words[words.clone()].iter().map(|word| quoted.get(word.range.clone()).unwrap());
        words.collect::<Vec<_>>().join(" ")
    };
    let edits = aligned.edits.iter();
    let edits = edits.map(|edit| (of(&edit.quoted), slice(edit.source.clone()))).collect();
    (aligned, edits)
}

#[test]
fn what_differs_is_told_word_by_word() {
    let told = |quoted: &str| nearest(SOURCE, quoted).1;
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(told("We do not believe that the government’s"), [pair("believe", "think")]);
    assert_eq!(told("We do not really think that the"), [pair("really", "")]);
    assert_eq!(
        told("We think that the government’s plan"),
        [pair("", "do not"), pair("", "long-term")]
    );
    assert_eq!(told("which cost [some] euros was stolen"), [pair("stolen", "co\u{ad}pied")]);
}

#[test]
fn the_same_word_a_hundred_thousand_times_takes_no_time() {
    let source = "a ".repeat(100_000);
    let (text, quotation) = folded(&source, &"a ".repeat(190).replacen("a a", "a b", 1));
    let budget = Budget::new(1_000_000);
    for part in &quotation.parts {
        assert_eq!(find(&text, part, 0, &budget), None);
        assert_eq!(align(&text, part, &budget), None);
    }
    let (text, quotation) = folded(&"a b ".repeat(100_000), &"a a ".repeat(90));
    let budget = Budget::new(1_000_000);
    assert_eq!(find(&text, &quotation.parts[0], 0, &budget), None);
}

/// Words, each with a sign and space after it.
fn passage() -> impl Strategy<Value = Vec<(String, &'static str)>> {
    let signs = prop::sample::select(vec![" ", ", ", " – ", "; ", ". ", "\n", " “", "” "]);
    prop::collection::vec(("[a-z]{1,7}", signs), 8..40)
}

fn written(words: &[(String, &str)]) -> String {
    words.iter().flat_map(|(word, sign)| [word.as_str(), sign]).collect()
}

/// Writes a passage as somebody may who copies it.
fn copied(words: &[(String, &str)], ways: &[u8]) -> String {
    let mut out = String::new();
    for (n, (word, sign)) in words.iter().enumerate() {
        match ways.get(n).copied().unwrap_or_default() {
            1 if n == 0 => {
                let (first, rest) = word.split_at(1);
                write!(out, "[{}]{rest} ", first.to_uppercase()).unwrap();
            }
            2 => write!(out, "{word}\u{a0}").unwrap(),
            3 => write!(out, "{word} - ").unwrap(),
            4 => write!(out, "\u{ad}{word}\u{200b}{sign}").unwrap(),
            5 => writeln!(out, "{word}").unwrap(),
            6 => write!(out, "{word}, [of it] ").unwrap(),
            _ => write!(out, "{word}{sign}").unwrap(),
        }
    }
    out
}

proptest! {
    #[test]
    fn a_copied_passage_is_found(words in passage(), ways in prop::collection::vec(0_u8..7, 40), cut in 0_usize..4) {
        let source = written(&words);
        prop_assert!(is_in(&source, &copied(&words[cut..words.len() - cut], &ways)));
    }

    #[test]
    fn a_passage_with_another_word_is_not(words in passage(), ways in prop::collection::vec(0_u8..6, 40), which in 0_usize..40) {
        let source = written(&words);
        let mut words = words;
        let which = which % words.len();
        words[which].0 = "another".to_owned() + &words[which].0;
        prop_assert!(!is_in(&source, &copied(&words, &ways)));
    }

    #[test]
    fn a_changed_word_is_the_only_difference(words in passage(), which in 0_usize..40) {
        let mut words = words;
        for (n, (word, _)) in words.iter_mut().enumerate() {
            word.push_str(&"x".repeat(n + 1));
        }
        let source = written(&words);
        let which = which % words.len();
        words[which].0 = "another".to_owned();
        let (aligned, _) = nearest(&source, &written(&words));
        prop_assert_eq!(aligned.same, words.len() - 1);
        prop_assert_eq!(aligned.edits.len(), 1);
    }

    #[test]
    fn no_text_brings_it_down(source in "\\PC{0,80}", quoted in "[\\PC\\[\\]….\u{fffc}]{0,60}") {
        let (text, quotation) = folded(&source, &quoted);
        let budget = Budget::new(100_000);
        for part in &quotation.parts {
            let _found = find(&text, part, 0, &budget);
            let _nearest = align(&text, part, &budget);
        }
    }

    #[test]
    fn a_text_is_in_itself(text in "[\\pL\\pN .,;’'-]{0,60}") {
        let (source, quotation) = folded(&text, &text);
        let words: usize = quotation.parts.iter().map(|part| part.words.len()).sum();
        prop_assert_eq!(words, source.words.len());
        prop_assert!(is_in(&text, &text));
    }
}
