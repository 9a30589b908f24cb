//! [`Words`]: the texts of the interface in one language, from `words/<lang>.toml`.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use jiff::civil::Date;

use crate::content::PartialDate;
use crate::diagnostic::Code;
use crate::node::decode::{Decoder, list, string};
use crate::node::{Node, NodeKind, toml};
use crate::path::SitePath;
use crate::theme::plural::plural_category;

/// The texts of one language.
#[derive(Clone, Debug)]
pub struct Words {
    language: String,
    texts: BTreeMap<String, Text>,
    months: Vec<String>,
    plain: tera::Value,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Text {
    One(String),
    /// By CLDR's plural categories: `zero`, `one`, `two`, `few`, `many`, `other`.
    Plural(BTreeMap<String, String>),
}

impl Hash for Words {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // `plain` is made from the texts.
        let Self { language, texts, months, plain: _ } = self;
        (language, texts, months).hash(state);
    }
}

impl Default for Words {
    fn default() -> Self {
        Self {
            language: "en".into(),
            texts: BTreeMap::new(),
            months: Vec::new(),
            plain: tera::Value::none(),
        }
    }
}

impl Words {
    /// Reads a file of words on top of `self`.
    pub(crate) fn read(
        &mut self,
        language: &str,
        path: &SitePath,
        text: &str,
        findings: &mut Vec<crate::diagnostic::Diagnostic>,
    ) {
        language.clone_into(&mut self.language);
        let mut d = Decoder::new(path, text);
        let root = toml::load(path, text).collect_into(&mut d.findings);
        if let NodeKind::Mapping(entries) = &root.kind {
            for (key, value) in entries {
                if key.text == "months" {
                    self.months = list(&mut d, value, |d, item| string(d, item).map(str::to_owned))
                        .unwrap_or_default();
                    if self.months.len() != 12 {
                        d.report_with_hint(
                            Code::FieldInvalid,
                            value.span,
                            "there are twelve months",
                            "write their twelve names in order",
                        );
                    }
                } else if let Some(text) = read_text(&mut d, value) {
                    self.texts.insert(key.text.to_string(), text);
                }
            }
        }
        findings.extend(d.findings);
        let plain: BTreeMap<&str, &str> = self
            .texts
            .iter()
            .filter_map(|(key, text)| match text {
                Text::One(text) => Some((key.as_str(), text.as_str())),
                Text::Plural(_) => None,
            })
            .collect();
        self.plain = tera::Value::from_serializable(&plain);
    }

    /// The language's tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The texts without plural forms, as templates see them.
    pub fn as_value(&self) -> tera::Value {
        self.plain.clone()
    }

    /// A text without arguments; the key itself if there is none.
    pub fn word<'w>(&'w self, key: &'w str) -> &'w str {
        match self.texts.get(key) {
            Some(Text::One(text)) => text,
            Some(Text::Plural(forms)) => forms.get("other").map_or(key, String::as_str),
            None => key,
        }
    }

    /// A text with arguments in place of `{name}`, in the plural form for `n`.
    pub fn phrase(&self, key: &str, n: u64, arguments: &[(&str, &str)]) -> Option<String> {
        let text = match self.texts.get(key)? {
            Text::One(text) => text,
            Text::Plural(forms) => {
                forms.get(plural_category(&self.language, n)).or_else(|| forms.get("other"))?
            }
        };
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            if let Some((value, tail)) = after.split_once('}').and_then(|(name, tail)| {
                Some((arguments.iter().find(|(known, _)| *known == name)?.1, tail))
            }) {
                out.push_str(value);
                rest = tail;
            } else {
                out.push('{');
                rest = after;
            }
        }
        out.push_str(rest);
        Some(out)
    }

    /// A day in the language's form.
    pub fn day(&self, date: Date) -> String {
        self.date(PartialDate {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
        })
    }

    /// A date of which only the year may be known, in the language's form.
    pub fn date(&self, date: PartialDate) -> String {
        let year = date.year.to_string();
        let month = date
            .month
            .and_then(|month| self.months.get(usize::try_from(month).ok()?.checked_sub(1)?));
        let Some(month) = month else { return date.to_string() };
        match date.day {
            Some(day) => self.phrase(
                // In some languages the first of a month has a form of its own: "1er mars".
                "date_day",
                u64::from(day.unsigned_abs()),
                &[("day", &day.to_string()), ("month", month), ("year", &year)],
            ),
            None => self.phrase("date_month", 0, &[("month", month), ("year", &year)]),
        }
        .unwrap_or_else(|| date.to_string())
    }
}

fn read_text(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Text> {
    let NodeKind::Mapping(forms) = &node.kind else {
        return string(d, node).map(|text| Text::One(text.to_owned()));
    };
    let forms: BTreeMap<String, String> = forms
        .iter()
        .filter_map(|(category, text)| {
            Some((category.text.to_string(), string(d, text)?.to_owned()))
        })
        .collect();
    if !forms.contains_key("other") {
        d.report_with_hint(
            Code::FieldMissing,
            node.shown_span(),
            "a text with plural forms needs the form `other`",
            "write `{ one = \"…\", other = \"…\" }`",
        );
    }
    Some(Text::Plural(forms))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Text, Words};
    use crate::content::PartialDate;
    use crate::path::SitePath;
    use crate::theme::builtin::FILES;
    use crate::theme::plural::plural_category;

    /// Every language of the default theme, and the plural categories of its whole numbers by CLDR. (`many` of French
    /// and Spanish is for millions, of which no page has any.)
    const LANGUAGES: &[(&str, &[&str])] = &[
        ("ar", &["few", "many", "one", "other", "two", "zero"]),
        ("de", &["one", "other"]),
        ("en", &["one", "other"]),
        ("es", &["one", "other"]),
        ("fr", &["one", "other"]),
    ];

    /// Texts that are the same in English and in another language, and rightly.
    const SAME: &[(&str, &[&str])] = &[
        // Signs, not words.
        ("comma", &["de", "es", "fr"]),
        ("semicolon", &["de", "es"]),
        ("cite_by", &["ar", "de", "es"]),
        // Month and year in this order, without a word between them.
        ("date_month", &["ar", "de", "fr"]),
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

    /// The words of the default theme in one language, with nothing below them.
    fn builtin(language: &str) -> Words {
        let path = format!("themes/default/words/{language}.toml");
        let (_, bytes) = FILES.iter().find(|(name, _)| *name == path).unwrap();
        let (mut words, mut findings) = (Words::default(), Vec::new());
        let text = std::str::from_utf8(bytes).unwrap();
        words.read(language, &SitePath::new(path).unwrap(), text, &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        words
    }

    /// The names in braces.
    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0).collect()
    }

    #[test]
    fn every_file_of_words_belongs_to_a_language_of_the_table() {
        let files: Vec<&str> = FILES
            .iter()
            .filter_map(|(path, _)| {
                path.strip_prefix("themes/default/words/")?.strip_suffix(".toml")
            })
            .collect();
        let table: Vec<&str> = LANGUAGES.iter().map(|(language, _)| *language).collect();
        assert_eq!(files, table);
    }

    #[test]
    fn every_language_says_what_english_says() {
        let english = builtin("en");
        for (language, categories) in LANGUAGES {
            let words = builtin(language);
            assert_eq!(words.months.len(), 12, "{language}");
            assert_eq!(
                words.texts.keys().collect::<Vec<_>>(),
                english.texts.keys().collect::<Vec<_>>(),
                "the keys of {language}"
            );
            for (key, text) in &words.texts {
                let place = format!("`{key}` in {language}");
                match (text, &english.texts[key]) {
                    (Text::One(text), Text::One(model)) => {
                        assert_eq!(placeholders(text), placeholders(model), "{place}");
                    }
                    (Text::Plural(forms), model) => {
                        assert!(forms.keys().eq(categories.iter()), "the forms of {place}");
                        assert_forms(forms, model, &place);
                    }
                    (Text::One(_), Text::Plural(_)) => panic!("{place} needs plural forms"),
                }
            }
        }
    }

    /// Checks that the forms have the arguments of the English text. Those for none, one and two may say their number
    /// in a word.
    fn assert_forms(forms: &BTreeMap<String, String>, model: &Text, place: &str) {
        let model = match model {
            Text::Plural(forms) => &forms["other"],
            Text::One(text) => {
                assert!(place.starts_with("`date_day`"), "{place} is given no number");
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
    fn nothing_is_left_in_english() {
        let english = builtin("en");
        let mut same: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (language, _) in LANGUAGES.iter().filter(|(language, _)| *language != "en") {
            for (key, text) in &builtin(language).texts {
                if *text == english.texts[key] {
                    same.entry(english.texts.get_key_value(key).unwrap().0)
                        .or_default()
                        .push(language);
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
    fn french_has_a_space_before_tall_signs() {
        for text in builtin("fr").texts.values() {
            let forms: Vec<&String> = match text {
                Text::One(text) => vec![text],
                Text::Plural(forms) => forms.values().collect(),
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
        assert_eq!(
            words.phrase("a", 2, &[("n", "2"), ("who", "{n}")]).unwrap(),
            "2 sources by {n}"
        );
        assert_eq!(words.date(PartialDate { year: 2026, month: Some(2), day: None }), "Feb 2026");
    }
}
