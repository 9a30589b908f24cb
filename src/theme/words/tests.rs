//! The words of every language of the default theme, compared with the English ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::DateForm;
use crate::content::PartialDate;
use crate::path::SitePath;
use crate::theme::builtin::FILES;
use crate::theme::plural::plural_category;
use crate::theme::words::{Phrase, Words};

/// Every language of the default theme, and the plural categories of its whole numbers by CLDR. (`many` in French and
/// Spanish is for millions, which no page has.)
const LANGUAGES: &[(&str, &[&str])] = &[
    ("ar", &["few", "many", "one", "other", "two", "zero"]),
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["one", "other"]),
    ("fr", &["one", "other"]),
];

/// Texts that are rightly the same in English and in another language.
const SAME: &[(&str, &[&str])] = &[
    // Signs, not words.
    ("comma", &["de", "es", "fr"]),
    ("semicolon", &["de", "es"]),
    ("cite_by", &["ar", "de", "es"]),
    // Month and year in this order, without a word between them.
    ("date_month", &["ar", "de", "fr"]),
    ("date_day_short", &["es"]),
    ("date_month_short", &["ar", "de", "es", "fr"]),
    // The same word.
    ("feed", &["de"]),
    ("kind_interview", &["de"]),
    ("questions_title", &["fr"]),
    ("sources_title", &["fr"]),
    ("state_sources", &["fr"]),
    ("part_notes", &["fr"]),
    ("list_page", &["fr"]),
    ("alert_important", &["fr"]),
    ("note_label", &["fr"]),
    ("kind_article", &["fr"]),
    ("kind_document", &["fr"]),
    ("update_correction", &["fr"]),
];

/// Returns the words of the default theme in one language, without those of the levels below.
fn builtin(language: &str) -> Words {
    let path = format!("themes/default/words/{language}.toml");
    let (_, bytes) = FILES.iter().find(|(name, _)| *name == path).unwrap();
    let (mut words, mut findings) = (Words::default(), Vec::new());
    let text = std::str::from_utf8(bytes).unwrap();
    words.read(language, &SitePath::new(path).unwrap(), text, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    words
}

/// Returns the names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0).collect()
}

#[test]
fn every_file_of_words_belongs_to_a_language_of_the_table() {
    let files: Vec<&str> = FILES
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("themes/default/words/")?.strip_suffix(".toml"))
        .collect();
    // Those of a region only say what is different there.
    let (files, regions): (Vec<&str>, Vec<&str>) =
        files.into_iter().partition(|language| !language.contains('-'));
    assert_eq!(regions, ["en-US"]);
    let table: Vec<&str> = LANGUAGES.iter().map(|(language, _)| *language).collect();
    assert_eq!(files, table);
}

#[test]
fn every_language_says_what_english_says() {
    let english = builtin("en");
    for (language, categories) in LANGUAGES {
        let words = builtin(language);
        assert_eq!(words.months.len(), 12, "{language}");
        assert_eq!(words.months_short.len(), 12, "{language}");
        assert_eq!(
            words.texts.keys().collect::<Vec<_>>(),
            english.texts.keys().collect::<Vec<_>>(),
            "the keys of {language}"
        );
        for (key, text) in &words.texts {
            let place = format!("`{key}` in {language}");
            match (text, &english.texts[key]) {
                (Phrase::One(text), Phrase::One(model)) => {
                    assert_eq!(placeholders(text), placeholders(model), "{place}");
                }
                (Phrase::Plural(forms), model) => {
                    assert!(forms.keys().eq(categories.iter()), "the forms of {place}");
                    assert_forms(forms, model, &place);
                }
                (Phrase::One(_), Phrase::Plural(_)) => panic!("{place} needs plural forms"),
            }
        }
    }
}

/// Checks that the forms have the arguments of the English text. Those for none, one and two may write their number as
/// a word.
fn assert_forms(forms: &BTreeMap<String, String>, model: &Phrase, place: &str) {
    let model = match model {
        Phrase::Plural(forms) => &forms["other"],
        Phrase::One(text) => {
            assert!(place.starts_with("`date_day"), "{place} is given no number");
            text
        }
    };
    for (category, form) in forms {
        let mut given = placeholders(form);
        if matches!(category.as_str(), "zero" | "one" | "two") && model.contains("{n}") {
            given.insert("n");
        }
        assert_eq!(given, placeholders(model), "{category} of {place}");
    }
}

#[test]
fn a_region_has_its_own_dates_and_no_keys_of_its_own() {
    let (english, american) = (builtin("en"), builtin("en-US"));
    assert!(american.texts.keys().all(|key| english.texts.contains_key(key)));
    let day = PartialDate { year: 2026, month: Some(11), day: Some(20) };
    let mut words = english.clone();
    words.texts.extend(american.texts);
    assert_eq!(words.date(day), "November 20, 2026");
    for (form, text) in [
        (DateForm::Language, "November 20, 2026"),
        (DateForm::DayFirst, "20 November 2026"),
        (DateForm::Iso, "2026-11-20"),
    ] {
        let mut formed = words.clone();
        formed.form_dates(form);
        assert_eq!(formed.date(day), text);
    }
    let mut german = builtin("de");
    german.form_dates(DateForm::MonthFirst);
    assert_eq!(german.date(day), "November 20, 2026");
    let mut french = builtin("fr");
    french.form_dates(DateForm::DayFirst);
    assert_eq!(french.date(PartialDate { day: Some(1), ..day }), "1er novembre 2026");
}

#[test]
fn nothing_is_left_in_english() {
    let english = builtin("en");
    let mut same: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (language, _) in LANGUAGES.iter().filter(|(language, _)| *language != "en") {
        for (key, text) in &builtin(language).texts {
            if *text == english.texts[key] {
                same.entry(english.texts.get_key_value(key).unwrap().0).or_default().push(language);
            }
        }
    }
    let allowed = SAME.iter().map(|(key, languages)| (*key, languages.to_vec())).collect();
    assert_eq!(same, allowed);
}

#[test]
fn the_table_of_categories_is_what_the_rules_give() {
    for (language, categories) in LANGUAGES {
        let given: BTreeSet<&str> = (0..=200).map(|n| plural_category(language, n)).collect();
        assert!(given.iter().eq(categories.iter()), "{language}: {given:?}");
    }
}

#[test]
fn dates_have_the_form_of_their_language() {
    let date = |language, month, day| {
        builtin(language).date(PartialDate { year: 2026, month: Some(month), day })
    };
    assert_eq!(date("de", 2, Some(3)), "3. Februar 2026");
    assert_eq!(date("fr", 3, Some(1)), "1er mars 2026");
    assert_eq!(date("fr", 8, Some(21)), "21 août 2026");
    assert_eq!(date("es", 2, Some(3)), "3 de febrero de 2026");
    assert_eq!(date("es", 2, None), "febrero de 2026");
    assert_eq!(date("ar", 2, Some(3)), "\u{200f}3 فبراير 2026");
    assert_eq!(date("ar", 12, None), "ديسمبر 2026");
    assert_eq!(date("en", 1, Some(1)), "1 January 2026");
}

#[test]
fn margins_have_short_dates() {
    let date = |language, month, day| {
        builtin(language).short_date(PartialDate { year: 2026, month: Some(month), day })
    };
    assert_eq!(date("en", 2, Some(19)), "19 Feb 2026");
    assert_eq!(date("de", 2, Some(3)), "3. Feb. 2026");
    assert_eq!(date("de", 5, None), "Mai 2026");
    assert_eq!(date("fr", 1, Some(1)), "1er janv. 2026");
    assert_eq!(date("es", 9, Some(3)), "3 sept 2026");
    assert_eq!(date("ar", 2, Some(3)), "\u{200f}3 فبراير 2026");
}

#[test]
fn french_has_a_space_before_tall_signs() {
    for text in builtin("fr").texts.values() {
        let forms: Vec<&String> = match text {
            Phrase::One(text) => vec![text],
            Phrase::Plural(forms) => forms.values().collect(),
        };
        for form in forms {
            for (at, _) in form.match_indices([':', ';', '?', '!', '»']) {
                assert!(form.get(..at).unwrap().ends_with('\u{202f}'), "{form}");
            }
        }
    }
}

#[test]
fn phrases_take_the_form_of_their_number() {
    let mut words = Words::default();
    let text = "a = { one = \"{n} source\", other = \"{n} sources by {who}\" }\nmonths = [\"Jan\",\"Feb\",\"Mar\",\"Apr\",\"May\",\"Jun\",\"Jul\",\"Aug\",\"Sep\",\"Oct\",\"Nov\",\"Dec\"]\ndate_day = \"{day} {month} {year}\"\ndate_month = \"{month} {year}\"\n";
    let mut findings = Vec::new();
    words.read("en", &SitePath::new("w.toml").unwrap(), text, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(words.phrase("a", 1, &[("n", "1")]).unwrap(), "1 source");
    assert_eq!(words.phrase("a", 2, &[("n", "2"), ("who", "{n}")]).unwrap(), "2 sources by {n}");
    let february = PartialDate { year: 2026, month: Some(2), day: None };
    assert_eq!(words.date(february), "Feb 2026");
    assert_eq!(words.short_date(february), "Feb 2026");
}
