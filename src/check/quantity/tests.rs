//! What is a figure, and what is none.

use super::{Hedge, Quantity, Unit, quantities};
use crate::check::language::Language;

fn found(text: &str) -> Vec<(String, f64, Unit)> {
    shown(text, Language::English)
}

fn shown(text: &str, language: Language) -> Vec<(String, f64, Unit)> {
    let of = |it: Quantity| (text.get(it.range).unwrap().to_owned(), it.value, it.unit);
    quantities(text, language).into_iter().map(of).collect()
}

fn one(text: &str) -> (String, f64, Unit) {
    let found = found(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn figures_have_a_value_and_a_unit() {
    for (text, words, value, unit) in [
        ("It cost $45bn.", "$45bn", 45e9, Unit::Money("$")),
        ("It cost US$ 2.5 million.", "US$ 2.5 million", 2.5e6, Unit::Money("$")),
        ("It cost 300 euros.", "300 euros", 300.0, Unit::Money("€")),
        ("Some 30 % left.", "30 %", 30.0, Unit::Percent),
        ("It rose by two percentage points.", "two percentage points", 2.0, Unit::Points),
        ("It holds 1,400 TB.", "1,400 TB", 1400.0, Unit::Measure("TB")),
        ("There were 1,200 pupils.", "1,200", 1200.0, Unit::Count),
        ("Two million people left.", "Two million", 2e6, Unit::Count),
        ("One in five left.", "One in five", 0.2, Unit::Share),
        ("A third of them left.", "A third", 1.0 / 3.0, Unit::Share),
        ("It grew threefold.", "threefold", 3.0, Unit::Times),
        ("It is 3.5 times as large.", "3.5 times", 3.5, Unit::Times),
        ("Rents doubled.", "doubled", 2.0, Unit::Times),
        ("Hundreds of thousands of homes burnt.", "Hundreds of thousands", 1e5, Unit::Count),
        ("The average age is 47 there.", "47", 47.0, Unit::Count),
    ] {
        assert_eq!(one(text), (words.to_owned(), value, unit), "{text}");
    }
}

#[test]
fn ranges_share_a_unit_and_words_say_how_exact_they_are() {
    let range = found("It takes 30–40 % of it.");
    assert_eq!(range.iter().map(|it| it.2).collect::<Vec<_>>(), [Unit::Percent; 2]);
    let hedge = |text| quantities(text, Language::English).first().map(|it| it.hedge);
    assert_eq!(hedge("nearly 40 %"), Some(Hedge::Nearly));
    assert_eq!(hedge("more than $40"), Some(Hedge::Over));
    assert_eq!(hedge("40 %"), Some(Hedge::None));
}

#[test]
fn dates_names_and_ages_are_no_figures() {
    for text in [
        "In 2014, since 1999, by 2030, in the 1990s, from 2008-09 to 2012/13.",
        "On 3 May 1997 at 10:30, on January 4, and at 9 a.m.",
        "Boeing 747, Article 5, Route 66, iPhone 15, Covid-19, Windows 11, G7, F-16, 3D, 5G.",
        "See page 12, Figure 3, section 4 and pp. 3–5.",
        "Version 1.31.0 is out, and so is Rust 1.40.",
        "Amin, 61, men aged 40 to 44, a 30-year-old and people 18 years old.",
        "For the third time, in the 21st century, five years ago, in the last 10 years.",
        "Call (510) 986-2699 or 1-800-273-8255, 24/7, 24 hours a day.",
        "There are three reasons and 5 steps. One of them came twice.",
        "A third person came in the second half.",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn other_languages_write_numbers_their_way() {
    let german = shown("Es kostete € 3,5 Mio. und 1.200 Kinder kamen.", Language::German);
    assert_eq!(german.iter().map(|it| it.1).collect::<Vec<_>>(), [3.5e6, 1200.0]);
    let french = shown("Il a coûté 1 200 euros, soit 3,5 pour cent.", Language::French);
    assert_eq!(french.iter().map(|it| it.1).collect::<Vec<_>>(), [1200.0, 3.5]);
    let spanish = shown("Costó dos millones de euros, un 3,5 por ciento.", Language::Spanish);
    assert_eq!(spanish.iter().map(|it| it.1).collect::<Vec<_>>(), [2e6, 3.5]);
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in "[0-9a-z .,%$€–/:’\\-TBé]{0,60}") {
        for language in [Language::English, Language::German, Language::French, Language::Spanish] {
            for figure in quantities(&text, language) {
                proptest::prop_assert!(text.get(figure.range).is_some());
            }
            drop(super::stated(&text, language));
        }
    }
}
