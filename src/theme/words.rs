//! [`Words`]: the texts of the interface in one language, from `words/<lang>.toml`.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use jiff::civil::Date;

use crate::content::PartialDate;
use crate::diagnostic::Code;
use crate::node::decode::{Decoder, list, string};
use crate::node::{Node, NodeKind, toml};
use crate::path::SitePath;

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
                "date_day",
                0,
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

/// The plural category of a whole number, by the rules of CLDR (Unicode LDML part 3, "Language Plural Rules") for the
/// languages whose rules differ from "one is singular"; all others get that rule.
fn plural_category(language: &str, n: u64) -> &'static str {
    let (ten, hundred) = (n % 10, n % 100);
    match language.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "ja" | "ko" | "zh" | "vi" | "th" | "id" | "ms" | "my" => "other",
        "fr" | "pt" | "hy" | "fa" | "hi" | "bn" | "am" if n <= 1 => "one",
        "ru" | "uk" | "be" => match (ten, hundred) {
            (1, h) if h != 11 => "one",
            (2..=4, h) if !(12..=14).contains(&h) => "few",
            _ => "many",
        },
        "sr" | "hr" | "bs" => match (ten, hundred) {
            (1, h) if h != 11 => "one",
            (2..=4, h) if !(12..=14).contains(&h) => "few",
            _ => "other",
        },
        "pl" => match (n, ten, hundred) {
            (1, ..) => "one",
            (_, 2..=4, h) if !(12..=14).contains(&h) => "few",
            _ => "many",
        },
        "cs" | "sk" => match n {
            1 => "one",
            2..=4 => "few",
            _ => "other",
        },
        "ar" => match (n, hundred) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..=99) => "many",
            _ => "other",
        },
        "he" => match n {
            1 => "one",
            2 => "two",
            _ => "other",
        },
        _ if n == 1 => "one",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, plural_category};
    use crate::path::SitePath;

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
        assert_eq!(
            words.date(crate::content::PartialDate { year: 2026, month: Some(2), day: None }),
            "Feb 2026"
        );
    }

    #[test]
    fn plural_rules_are_those_of_cldr() {
        let categories = |language, numbers: &[u64]| {
            numbers.iter().map(|n| plural_category(language, *n)).collect::<Vec<_>>()
        };
        assert_eq!(
            categories("ru", &[1, 2, 5, 11, 21, 22]),
            ["one", "few", "many", "many", "one", "few"]
        );
        assert_eq!(categories("pl", &[1, 2, 5, 12, 22]), ["one", "few", "many", "many", "few"]);
        assert_eq!(
            categories("ar", &[0, 1, 2, 3, 11, 100]),
            ["zero", "one", "two", "few", "many", "other"]
        );
        assert_eq!(categories("fr-CA", &[0, 1, 2]), ["one", "one", "other"]);
    }
}
