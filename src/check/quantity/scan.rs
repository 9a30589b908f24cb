//! [`quantities`]: looks for figures, token by token.

use std::ops::Range;

use crate::check::language::Language;
use crate::check::quantity::reader::Scan;
use crate::check::quantity::token::Kind;
use crate::check::quantity::types::{Hedge, Quantity, Unit};
use crate::check::quantity::value::{Amount, Style};

/// Returns the figures that a text states, in order.
pub(in crate::check) fn quantities(text: &str, language: Language) -> Vec<Quantity> {
    if language == Language::Other {
        return Vec::new();
    }
    Scan::new(text, language).all()
}

impl Scan<'_> {
    /// Returns all figures, in order.
    pub(super) fn all(&self) -> Vec<Quantity> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let next = if self.may_begin(at) { self.read(at, &mut found) } else { at };
            at = next.max(at + 1);
        }
        found
    }

    /// Reads what begins at a token; returns the token after what was read.
    fn read(&self, at: usize, found: &mut Vec<Quantity>) -> usize {
        let is_name = self.number_token(at).is_some() && self.is_name(at);
        if let Some((value, unit, next)) = self.part_at(at).filter(|_| !is_name) {
            found.push(self.quantity(at..next, &Amount::exact(value, next), unit));
            return next;
        }
        if let Some((currency, number)) = self.currency_before(at)
            && let Some(value) = self.value_at(number)
        {
            return self.money(at, &value, currency, found);
        }
        let Some(value) = self.value_at(at) else {
            return self.number_token(at).map_or(at + 1, |_| self.chain_end(at));
        };
        if is_name {
            return self.chain_end(at);
        }
        self.figure(at, &value, found).unwrap_or(value.next)
    }

    /// Returns the token after all that is glued to a number.
    fn chain_end(&self, at: usize) -> usize {
        let mut next = at + 1;
        while self.is_glued(next) && (self.is_sign(next, "-–‑/:._@") || !self.is_sign_at(next))
        {
            next += 1;
        }
        next
    }

    fn is_sign_at(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == Kind::Sign)
    }

    fn money(
        &self,
        at: usize,
        value: &Amount,
        currency: &'static str,
        found: &mut Vec<Quantity>,
    ) -> usize {
        let unit = Unit::Money(currency);
        found.push(self.quantity(at..value.next, value, unit));
        if let Some(second) = self.second(value.next)
            && self.number_token(value.next + 1).is_some()
            && !self.is_year(value.next + 1)
            && self.unit_at(second.next).is_none()
            && self.is_sign(value.next, "-–")
        {
            found.push(self.quantity(value.next + 1..second.next, &second, unit));
            return second.next;
        }
        value.next
    }

    /// Reads the second number of a range: after a dash, "to", "and", "or".
    fn second(&self, at: usize) -> Option<Amount> {
        let is_dash = self.is_sign(at, "-–—‑");
        let is_word =
            matches!(self.lower(at), "to" | "and" | "or" | "bis" | "à" | "a" | "und" | "et" | "y");
        if !is_dash && !is_word {
            return None;
        }
        let value = self.value_at(at + 1)?;
        (is_dash || !self.is_name(at + 1)).then_some(value)
    }

    /// Reads a number with its unit or noun, or the two of a range. `None` if it is no figure.
    fn figure(&self, at: usize, value: &Amount, found: &mut Vec<Quantity>) -> Option<usize> {
        if let Some((unit, next)) = self.unit_at(value.next) {
            if !self.is_stated(at, value, (unit, next)) {
                return Some(next);
            }
            found.push(self.quantity(at..next, value, unit));
            return Some(next);
        }
        if let Some(second) = self.second(value.next) {
            let from = value.next + 1;
            let unit = self.unit_at(second.next);
            if let Some((unit, next)) = unit {
                let is_year = self.is_year(at) && second.style != Style::Plain;
                if self.is_stated(at, &second, (unit, next)) && !is_year {
                    found.push(self.quantity(at..value.next, value, unit));
                    found.push(self.quantity(from..next, &second, unit));
                }
                return Some(next);
            }
            if let Some(noun) = self.counted(from, &second)
                && !self.is_year(at)
                && !self.is_age(at, value.next)
            {
                let mut first = self.quantity(at..value.next, value, Unit::Count);
                first.noun.clone_from(&noun);
                found.push(first);
                found.push(Quantity {
                    noun,
                    ..self.quantity(from..second.next, &second, Unit::Count)
                });
                return Some(second.next);
            }
            if self.is_sign(value.next, "-–‑") && self.is_glued(value.next) {
                return Some(second.next);
            }
        }
        let noun = self.counted(at, value)?;
        found.push(Quantity { noun, ..self.quantity(at..value.next, value, Unit::Count) });
        Some(value.next)
    }

    /// Whether a number with a unit is a statement: a duration often is none.
    fn is_stated(&self, at: usize, value: &Amount, (unit, next): (Unit, usize)) -> bool {
        let after = self.lower(next);
        match unit {
            Unit::Percent if (value.value - 100.0).abs() < 0.01 => {
                !matches!(after, "sure" | "certain" | "committed")
            }
            Unit::Time(name) => self.is_stated_time(at, value, (name, next)),
            // The size of something to download.
            Unit::Measure("kB" | "KB" | "Kb" | "MB" | "Mb" | "GB") if FILES.contains(&after) => {
                false
            }
            Unit::Measure("p") => self.is_glued(value.next),
            Unit::Measure("°") => self.lower_before(at, 1) != "the",
            _ if value.style == Style::Spoken => value.value >= 2.0,
            _ => true,
        }
    }

    fn is_stated_time(&self, at: usize, value: &Amount, (unit, next): (&str, usize)) -> bool {
        let after = self.lower(next);
        let is_moment = matches!(
            after,
            "ago" | "later" | "earlier" | "before" | "after" | "old" | "hence" | "prior" | "away"
        ) || (after == "of" && self.lower(next + 1) == "age")
            || self.is_sign(next, "-");
        let is_span = (1..=3).any(|n| SPANS.contains(&self.lower_before(at, n)));
        let is = |amount: f64| (value.value - amount).abs() < 0.01;
        let always = (is(24.0) && unit == "hour") || ((is(7.0) || is(365.0)) && unit == "day");
        let is_long = matches!(unit, "decade" | "century")
            && (1..=2).any(|n| {
                matches!(self.lower_before(at, n), "least" | "than" | "about" | "nearly" | "almost")
            });
        let is_number = matches!(value.style, Style::Plain | Style::Certain) && !self.is_year(at);
        (is_number || is_long) && !is_moment && !is_span && !always && !self.is_age(at, next)
    }

    /// Returns what a number without a unit counts, perhaps unnamed; `None` if it is no figure.
    #[expect(clippy::option_option, reason = "a figure may count what is not named")]
    fn counted(&self, at: usize, value: &Amount) -> Option<Option<String>> {
        let noun = self.noun_after(value.next);
        let name = noun.as_ref().map(|noun| noun.word.clone());
        let weighty = noun.as_ref().is_some_and(|noun| noun.weighty);
        let light = noun.as_ref().is_some_and(|noun| noun.light);
        let is_age = self.is_age(at, value.next);
        let is_times = self.lower(value.next) == "times";
        let counts = match value.style {
            Style::Vague => self.lower(value.next) == "of" || noun.is_some(),
            Style::Certain => {
                let is_small = value.value < 100.0 && value.step > 0.0;
                let led = is_small && self.is_led(at) && !self.after_capital(at);
                !is_times && !light && (!is_small || noun.is_some() || led)
            }
            Style::Plain if self.is_year(at) => weighty && !self.is_led_to_year(at),
            Style::Plain => {
                let is_mean = self.is_mean_age(at);
                let of_them = self.lower(value.next) == "of"
                    && value.value > 12.0
                    && matches!(
                        self.lower(value.next + 1),
                        "its" | "the" | "their" | "those" | "these" | "them"
                    );
                let bare = value.value >= 20.0 && self.hedge(at) != Hedge::None && noun.is_none();
                let bulk = value.value >= 50.0 && self.hedge(at) == Hedge::Over;
                let named = noun.is_some() && (!light || bulk) && value.value >= 2.0;
                let named = named && (!self.after_capital(at) || self.hedge(at) != Hedge::None);
                !is_times && !is_age && (named || of_them || bare) || is_mean
            }
            Style::Spoken => {
                let least = if weighty { 4.0 } else { 20.0 };
                // "All four jobs" were spoken of before.
                let known = matches!(
                    self.lower_before(at, 1),
                    "the" | "all" | "these" | "those" | "its" | "their" | "our" | "both" | "other"
                );
                let enough = value.value >= if known { 20.0 } else { least };
                noun.is_some() && enough && !(light || is_times || is_age)
            }
        };
        counts.then_some(name)
    }

    /// Whether it is an age as a mean: "the average age is 27".
    fn is_mean_age(&self, at: usize) -> bool {
        let back = |words: &[&str]| (1..=8).any(|n| words.contains(&self.lower_before(at, n)));
        back(&["average", "mean", "median"])
            && back(&["age"])
            && !back(&["aged"])
            && matches!(
                self.lower_before(at, 1),
                "is" | "was" | "of" | "only" | "just" | "about" | "to" | "from" | "at"
            )
    }

    fn is_led(&self, at: usize) -> bool {
        matches!(
            self.lower_before(at, 1),
            "to" | "from"
                | "with"
                | "of"
                | "was"
                | "is"
                | "at"
                | "by"
                | "than"
                | "about"
                | "around"
                | "averaged"
                | "only"
                | "just"
                | "nearly"
                | "approximately"
                | "be"
                | "were"
                | "are"
        ) && !self.is_sign(at + 1, ".")
    }

    fn is_led_to_year(&self, at: usize) -> bool {
        matches!(
            self.lower_before(at, 1),
            "in" | "since"
                | "by"
                | "until"
                | "from"
                | "to"
                | "the"
                | "mid"
                | "late"
                | "early"
                | "during"
                | "before"
                | "after"
                | "through"
        )
    }

    fn quantity(&self, tokens: Range<usize>, value: &Amount, unit: Unit) -> Quantity {
        Quantity {
            hedge: self.hedge(tokens.start),
            range: self.range(tokens.start, tokens.end),
            value: value.value,
            step: value.step,
            unit,
            noun: None,
        }
    }
}

impl Amount {
    fn exact(value: f64, next: usize) -> Self {
        Self { value, step: 0.0, next, style: Style::Spoken }
    }
}

/// What follows the size of a file.
const FILES: &[&str] =
    &["pdf", "excel", "csv", "zip", "file", "download", "doc", "xls", "document", "word"];

/// Words that make a duration a stretch of time that is spoken of in passing.
const SPANS: &[&str] = &[
    "last",
    "past",
    "next",
    "first",
    "coming",
    "within",
    "every",
    "previous",
    "final",
    "another",
    "following",
    "recent",
    "preceding",
    "each",
    "letzten",
    "nächsten",
    "dernières",
    "derniers",
    "prochaines",
    "últimos",
    "próximos",
];
