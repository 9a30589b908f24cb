//! [`Words`]: the texts of the interface in one language, from `words/<lang>.toml`.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use jiff::civil::Date;

use crate::config::DateForm;
use crate::content::PartialDate;
use crate::diagnostic::Code;
use crate::escape;
use crate::node::decode::{Decoder, list, string};
use crate::node::{Node, NodeKind, toml};
use crate::path::SitePath;
use crate::theme::plural::plural_category;

/// The texts of one language.
#[derive(Clone, Debug)]
pub struct Words {
    language: String,
    texts: BTreeMap<String, Phrase>,
    months: Vec<String>,
    /// As short as the language has them; those of `months` if there are none.
    months_short: Vec<String>,
    plain: tera::Value,
    /// Whether they stand in pages of a language that the theme does not speak.
    foreign: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Phrase {
    One(String),
    /// By CLDR's plural categories: `zero`, `one`, `two`, `few`, `many`, `other`.
    Plural(BTreeMap<String, String>),
}

impl Hash for Words {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // `plain` is derived from the texts.
        let Self { language, texts, months, months_short, plain: _, foreign } = self;
        (language, texts, months, months_short, foreign).hash(state);
    }
}

impl Default for Words {
    fn default() -> Self {
        Self {
            language: "en".into(),
            texts: BTreeMap::new(),
            months: Vec::new(),
            months_short: Vec::new(),
            plain: tera::Value::none(),
            foreign: false,
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
                    self.months = read_months(&mut d, value);
                } else if key.text == "months_short" {
                    self.months_short = read_months(&mut d, value);
                } else if let Some(text) = read_text(&mut d, value) {
                    self.texts.insert(key.text.to_string(), text);
                }
            }
        }
        self.shorten_as_written(&root);
        findings.extend(d.findings);
        let plain: BTreeMap<&str, &str> = self
            .texts
            .iter()
            .filter_map(|(key, text)| match text {
                Phrase::One(text) => Some((key.as_str(), text.as_str())),
                Phrase::Plural(_) => None,
            })
            .collect();
        self.plain = tera::Value::from_serializable(&plain);
    }

    /// If a file sets dates but no short ones, they hold for both, instead of short ones in another language from
    /// below.
    fn shorten_as_written(&mut self, root: &Node<'_>) {
        let NodeKind::Mapping(entries) = &root.kind else { return };
        let has = |key: &str| entries.iter().any(|(written, _)| written.text == key);
        if has("months") && !has("months_short") {
            self.months_short.clear();
        }
        for (long, short) in [("date_day", "date_day_short"), ("date_month", "date_month_short")] {
            if let Some(text) = self.texts.get(long).filter(|_| has(long) && !has(short)) {
                self.texts.insert(short.to_owned(), text.clone());
            }
        }
    }

    /// Writes dates in the form that the site wants, whatever the language does.
    pub(crate) fn form_dates(&mut self, form: DateForm) {
        let pattern = match form {
            DateForm::Language => return,
            // Without the names of months, dates are written as machines write them.
            DateForm::Iso => {
                self.months.clear();
                self.months_short.clear();
                return;
            }
            DateForm::DayFirst => "{day} {month} {year}",
            DateForm::MonthFirst => "{month} {day}, {year}",
        };
        let first = pattern.get(..4).unwrap_or_default();
        for key in ["date_day", "date_day_short"] {
            let begins = |text: &String| text.starts_with(first);
            let fits = self.texts.get(key).is_some_and(|text| match text {
                Phrase::One(text) => begins(text),
                Phrase::Plural(forms) => forms.values().all(begins),
            });
            // A language that has this order keeps its own signs: `1. März`, `1er mars`.
            if !fits {
                self.texts.insert(key.to_owned(), Phrase::One(pattern.to_owned()));
            }
        }
    }

    /// Returns the same for pages in languages that the theme does not speak: there dates are written as machines write
    /// them, which everybody can read.
    pub(crate) fn for_foreigners(&self) -> Self {
        let mut words = self.clone();
        words.form_dates(DateForm::Iso);
        words.foreign = true;
        words
    }

    /// Whether they stand in pages of a language that the theme does not speak, so that each must be marked with its own.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }

    /// Returns a text as HTML, marked with the language if that is not the page's.
    pub fn marked(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 32);
        if self.foreign {
            out.push_str("<span lang=\"");
            escape::html_into(&self.language, &mut out);
            out.push_str("\">");
        }
        escape::html_into(text, &mut out);
        if self.foreign {
            out.push_str("</span>");
        }
        out
    }

    /// Returns the texts without plural forms as templates print them: marked with the language, if that is not the
    /// page's.
    pub(crate) fn as_marked(&self) -> tera::Value {
        if !self.foreign {
            return self.plain.clone();
        }
        let marked = self.texts.iter().filter_map(|(key, text)| match text {
            Phrase::One(text) => Some((
                tera::value::Key::from(key.clone()),
                tera::Value::safe_string(&self.marked(text)),
            )),
            Phrase::Plural(_) => None,
        });
        tera::Value::from(marked.collect::<tera::value::Map>())
    }

    /// Returns the language's tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns the texts without plural forms, as templates see them.
    pub fn as_value(&self) -> tera::Value {
        self.plain.clone()
    }

    /// Returns a text without arguments; the key itself if there is none.
    pub fn word<'w>(&'w self, key: &'w str) -> &'w str {
        match self.texts.get(key) {
            Some(Phrase::One(text)) => text,
            Some(Phrase::Plural(forms)) => forms.get("other").map_or(key, String::as_str),
            None => key,
        }
    }

    /// Returns a text with arguments in place of `{name}`, in the plural form for `n`.
    pub fn phrase(&self, key: &str, n: u64, arguments: &[(&str, &str)]) -> Option<String> {
        let text = match self.texts.get(key)? {
            Phrase::One(text) => text,
            Phrase::Plural(forms) => {
                forms.get(plural_category(&self.language, n)).or_else(|| forms.get("other"))?
            }
        };
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text.as_str();
        while let Some((before, after)) = split_at(rest, b'{') {
            out.push_str(before);
            if let Some((value, tail)) = split_at(after, b'}').and_then(|(name, tail)| {
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

    /// Formats a day as the language does.
    pub fn day(&self, date: Date) -> String {
        self.date(PartialDate {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
        })
    }

    /// Formats a date that may be just a year, as the language does.
    pub fn date(&self, date: PartialDate) -> String {
        self.formed(date, &self.months, "date_day", "date_month")
    }

    /// Formats the same as short as the language does: for margins and marks.
    pub fn short_date(&self, date: PartialDate) -> String {
        let months = if self.months_short.is_empty() { &self.months } else { &self.months_short };
        self.formed(date, months, "date_day_short", "date_month_short")
    }

    fn formed(
        &self,
        date: PartialDate,
        months: &[String],
        day_key: &str,
        month_key: &str,
    ) -> String {
        let year = date.year.to_string();
        let month =
            date.month.and_then(|month| months.get(usize::try_from(month).ok()?.checked_sub(1)?));
        let Some(month) = month else { return date.to_string() };
        match date.day {
            Some(day) => self.phrase(
                // Some languages have a special form for the first of a month: "1er mars".
                day_key,
                u64::from(day.unsigned_abs()),
                &[("day", &day.to_string()), ("month", month), ("year", &year)],
            ),
            None => self.phrase(month_key, 0, &[("month", month), ("year", &year)]),
        }
        .unwrap_or_else(|| date.to_string())
    }
}

/// Splits a text around the first of these signs. The texts are short: checking each byte is faster than preparing a
/// search.
fn split_at(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == sign)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn read_months(d: &mut Decoder<'_>, node: &Node<'_>) -> Vec<String> {
    let months = list(d, node, |d, item| string(d, item).map(str::to_owned)).unwrap_or_default();
    if months.len() != 12 {
        d.report_with_hint(
            Code::FieldInvalid,
            node.span,
            "there are twelve months",
            "write their twelve names in order",
        );
    }
    months
}

fn read_text(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Phrase> {
    let NodeKind::Mapping(forms) = &node.kind else {
        return string(d, node).map(|text| Phrase::One(text.to_owned()));
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
    Some(Phrase::Plural(forms))
}

#[cfg(test)]
mod tests;
