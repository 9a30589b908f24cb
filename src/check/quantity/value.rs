//! [`number`]: the value of digits.

use crate::check::language::Language;
use crate::check::quantity::reader::Scan;
use crate::check::quantity::words::{magnitude, small, vague};

/// A value, and how much of a text it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// The value.
    pub(super) value: f64,
    /// Half of its last digit.
    pub(super) step: f64,
    /// The number of the token after it.
    pub(super) next: usize,
    /// How it is written.
    pub(super) style: Style,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `42`.
    Plain,
    /// `1,200`, `3.5`, or with a word such as "million": certainly no year and no name.
    Certain,
    /// "forty-two".
    Spoken,
    /// "thousands".
    Vague,
}

/// Returns the value of digits with points and commas, and how many are after the decimal one; `None` for a version.
pub(super) fn number(text: &str, language: Language) -> Option<(f64, usize, bool)> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((text.parse().ok()?, 0, false));
    }
    let english = matches!(language, Language::English | Language::Other);
    let (group, point) = if english { (',', '.') } else { ('.', ',') };
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !"’'".contains(*c)).collect();
    let spaced = plain.len() < text.len();
    let (whole, decimals) = match plain.split_once(point) {
        Some((_, decimals)) if decimals.contains([group, point]) => return None,
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (plain.as_str(), None),
    };
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = !rest.is_empty() && first.len() <= 3 && rest.iter().all(|part| part.len() == 3);
    if !rest.is_empty() && !grouped {
        // The other language's decimal point: 3.5 in German.
        let [decimals] = rest.as_slice() else { return None };
        let value = format!("{first}.{decimals}").parse().ok()?;
        return decimals_only(decimals).then_some((value, decimals.len(), true));
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let places = decimals.map_or(0, str::len);
    let value = format!("0{digits}.{}0", decimals.unwrap_or_default()).parse().ok()?;
    Some((value, places, grouped || spaced || decimals.is_some()))
}

fn decimals_only(text: &str) -> bool {
    text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Scan<'_> {
    /// Reads the value at a token, digits or words, with a magnitude after it.
    pub(super) fn value_at(&self, at: usize) -> Option<Amount> {
        let value = self.digits(at).or_else(|| self.spoken(at))?;
        Some(self.with_magnitude(value))
    }

    fn digits(&self, at: usize) -> Option<Amount> {
        let token = self.number_token(at)?;
        let (value, places, certain) = number(token.text, self.language)?;
        let places = i32::try_from(places).unwrap_or(9).min(9);
        let style = if certain { Style::Certain } else { Style::Plain };
        Some(Amount { value, step: 0.5 * 10_f64.powi(-places), next: at + 1, style })
    }

    /// Reads "two", "twenty-five", "a hundred", "half a million", "hundreds of thousands".
    fn spoken(&self, at: usize) -> Option<Amount> {
        let spoken =
            |value: f64, next: usize| Amount { value, step: 0.0, next, style: Style::Spoken };
        let word = self.lower(at);
        if let Some(value) = vague(word, self.language) {
            return Some(Amount { style: Style::Vague, ..spoken(value, at + 1) });
        }
        if word == "half"
            && matches!(self.lower(at + 1), "a" | "an")
            && self.magnitude(at + 2).is_some()
        {
            return Some(spoken(0.5, at + 2));
        }
        if matches!(word, "a" | "an" | "several" | "eine" | "un" | "una") {
            // "A million", "a hundred": one of them.
            let is_large = self.magnitude(at + 1).is_some_and(|(size, _)| size >= 100.0);
            let has_one = self.number_token(at + 1).is_none();
            return (is_large && has_one).then(|| spoken(1.0, at + 1));
        }
        let mut value = small(word, self.language)?;
        let mut next = at + 1;
        if (20.0..100.0).contains(&value) {
            let hyphen = usize::from(self.is_sign(next, "-‑") && self.is_glued(next));
            let unit = small(self.lower(next + hyphen), self.language);
            if let Some(unit) = unit.filter(|unit| *unit >= 1.0 && *unit < 10.0 && hyphen == 1) {
                value += unit;
                next += 2;
            }
        }
        if self.lower(next) == "and"
            && self.lower(next + 1) == "a"
            && self.lower(next + 2) == "half"
        {
            value += 0.5;
            next += 3;
        }
        Some(spoken(value, next))
    }

    fn with_magnitude(&self, value: Amount) -> Amount {
        let mut value = value;
        // "Tens of thousands", "two hundred thousand", "hundreds of millions".
        for _ in 0..3 {
            let of = usize::from(value.style == Style::Vague && self.lower(value.next) == "of");
            let hyphen = usize::from(self.is_sign(value.next, "-‑") && self.is_glued(value.next));
            let Some((size, len)) = self.magnitude(value.next + of + hyphen) else { break };
            value.value *= size;
            value.step *= size;
            value.next += of + hyphen + len;
            if value.style != Style::Vague {
                value.style = Style::Certain;
            }
        }
        value
    }

    /// Returns the size of "million", "bn" and the like, and how many tokens it is.
    pub(super) fn magnitude(&self, at: usize) -> Option<(f64, usize)> {
        let token = self.word_token(at)?;
        let size = magnitude(&token.lower, self.language).or_else(|| match token.text {
            // "4K" is a kind of picture.
            "k" | "K" if token.glued && !matches!(self.text_before(at, 1), "2" | "4" | "8") => {
                Some(1e3)
            }
            "M" if token.glued => Some(1e6),
            "B" if token.glued => Some(1e9),
            "tn" | "trn" => Some(1e12),
            _ => None,
        })?;
        // "€ 3,5 Mio."
        let has_stop = matches!(&*token.lower, "mio" | "mrd") && self.is_sign(at + 1, ".");
        Some((size, 1 + usize::from(has_stop)))
    }
}
