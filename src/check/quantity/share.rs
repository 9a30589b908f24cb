//! Shares and multiples: "a third of", "one in five", "half of", "three times", "doubled".

use crate::check::language::Language;
use crate::check::quantity::reader::Scan;
use crate::check::quantity::types::Unit;

/// A share or multiple: its value, its unit and the token after it.
pub(super) type Part = (f64, Unit, usize);

impl Scan<'_> {
    /// Reads a share or a multiple at a token.
    pub(super) fn part_at(&self, at: usize) -> Option<Part> {
        if self.language != Language::English {
            return self.foreign_part(at);
        }
        self.out_of(at)
            .or_else(|| self.fraction(at))
            .or_else(|| self.half(at))
            .or_else(|| self.multiple(at))
            .or_else(|| self.fold(at))
    }

    /// Reads "one in five", "one car out of 16", "9 out of 10".
    fn out_of(&self, at: usize) -> Option<Part> {
        let of = self.value_at(at)?;
        let before = at.checked_sub(1);
        if of.value.fract() != 0.0
            || before.is_some_and(|n| self.is_glued(at) && !self.is_sign(n, "(“\"—"))
        {
            return None;
        }
        for skipped in 0..3 {
            let next = of.next + skipped;
            let out = self.lower(next) == "out" && self.lower(next + 1) == "of";
            // "One page view in 300".
            let is_in =
                self.lower(next) == "in" && (skipped == 0 || self.number_token(next + 1).is_some());
            if out || is_in || (self.lower(next) == "in" && self.lower(next + 1) == "every") {
                let every = usize::from(self.lower(next + 1) == "every");
                let at = next + 1 + usize::from(out) + every;
                let all = self.value_at(at)?;
                let is_share = all.value > of.value && all.value.fract() == 0.0 && of.value >= 1.0;
                let is_year = is_in && (1500.0..2101.0).contains(&all.value);
                let glued = self.is_sign(all.next, "-–/:") && self.is_glued(all.next);
                return (is_share && !is_year && !glued)
                    .then(|| (of.value / all.value, Unit::Share, all.next));
            }
            self.word_token(next)?;
        }
        None
    }

    /// Reads "a third of", "two-thirds", "three quarters".
    fn fraction(&self, at: usize) -> Option<Part> {
        let of = match self.lower(at) {
            "a" | "an" | "one" | "another" => 1.0,
            "two" => 2.0,
            "three" => 3.0,
            "four" => 4.0,
            "five" => 5.0,
            "nine" => 9.0,
            _ => return None,
        };
        let hyphen = usize::from(self.is_sign(at + 1, "-‑") && self.is_glued(at + 1));
        let name = at + 1 + hyphen;
        let parts = denominator(self.lower(name))?;
        let is_many = self.lower(name).ends_with('s');
        let next = name + 1;
        let is_time = self.lower(next) == "of" && {
            let article = usize::from(matches!(self.lower(next + 1), "a" | "an"));
            matches!(self.lower(next + 1 + article), "century" | "hour" | "mile")
        };
        if is_time || is_many != (of > 1.0) {
            return None;
        }
        let is_ordinal = matches!(self.lower(at), "a" | "an" | "another")
            && !matches!(self.lower(next), "of" | "more" | "less" | "fewer" | "higher" | "lower")
            && !matches!(
                self.lower_before(at, 1),
                "by" | "than" | "about" | "nearly" | "almost" | "over"
            );
        let is_name = self.word_token(next).is_some_and(|it| it.glued) || self.is_sign(next, "-");
        (!is_ordinal && !is_name).then(|| (of / parts, Unit::Share, next))
    }

    /// Reads "half of", "half the", "more than half".
    fn half(&self, at: usize) -> Option<Part> {
        if self.lower(at) != "half" || self.is_sign(at + 1, "-") {
            return None;
        }
        let before = self.lower_before(at, 1);
        let is_part =
            matches!(before, "first" | "second" | "other" | "better" | "latter" | "a" | "and");
        let hedged = matches!(
            before,
            "about"
                | "almost"
                | "nearly"
                | "than"
                | "over"
                | "roughly"
                | "around"
                | "by"
                | "only"
                | "just"
        );
        let next = self.lower(at + 1);
        let whole = matches!(
            next,
            "of" | "all" | "the" | "its" | "their" | "these" | "those" | "as" | "our"
        );
        let of_time =
            matches!(self.lower(at + 2), "time" | "century" | "hour" | "year" | "day" | "decade");
        (!is_part && (hedged || whole) && !of_time).then_some((0.5, Unit::Share, at + 1))
    }

    /// Reads "three times as many", "3.5 times", "twice the".
    fn multiple(&self, at: usize) -> Option<Part> {
        if self.lower(at) == "twice" {
            let is_size = matches!(self.lower(at + 1), "as" | "the" | "its" | "that" | "what");
            return is_size.then_some((2.0, Unit::Times, at + 1));
        }
        let value = self.value_at(at)?;
        let is_times = self.lower(value.next) == "times" || self.is_sign(value.next, "×");
        let is_x = self.word_token(value.next).is_some_and(|it| it.text == "x" && it.glued);
        if !is_times && !is_x {
            return None;
        }
        let next = value.next + 1;
        let compares = TIMES.contains(&self.lower(next)) || value.value.fract() != 0.0;
        let grew =
            GREW.contains(&self.lower_before(at, 1)) || GREW.contains(&self.lower_before(at, 2));
        (compares || (grew && value.value > 1.0)).then_some((value.value, Unit::Times, next))
    }

    /// Reads "doubled", "threefold", "a factor of three".
    fn fold(&self, at: usize) -> Option<Part> {
        let word = self.lower(at);
        if word == "factor" && self.lower(at + 1) == "of" {
            let value = self.value_at(at + 2)?;
            return Some((value.value, Unit::Times, value.next));
        }
        // "Doubled back", "halved the apple".
        let next = self.lower(at + 1);
        let by_hand = matches!(self.lower_before(at, 1), "he" | "she" | "they" | "i" | "we")
            && matches!(next, "the" | "it" | "them" | "a" | "an");
        if matches!(next, "back" | "down" | "over" | "up") || by_hand {
            return None;
        }
        let known = match word {
            "doubled" | "doubling" | "twofold" => Some(2.0),
            "tripled" | "trebled" | "tripling" | "trebling" | "threefold" => Some(3.0),
            "quadrupled" | "quadrupling" | "fourfold" => Some(4.0),
            "quintupled" | "fivefold" => Some(5.0),
            "halved" | "halving" => Some(0.5),
            "sixfold" => Some(6.0),
            "sevenfold" => Some(7.0),
            "eightfold" => Some(8.0),
            "ninefold" => Some(9.0),
            "tenfold" => Some(10.0),
            "doubles" | "double" if self.says_who(at) => Some(2.0),
            "triples" | "triple" if self.says_who(at) => Some(3.0),
            _ => None,
        };
        if let Some(value) = known {
            return Some((value, Unit::Times, at + 1));
        }
        let value = self.value_at(at)?;
        let hyphen = usize::from(self.is_sign(value.next, "-‑"));
        (self.lower(value.next + hyphen) == "fold")
            .then(|| (value.value, Unit::Times, value.next + hyphen + 1))
    }

    /// Whether "double" is "double the", "to double", and no adjective.
    fn says_who(&self, at: usize) -> bool {
        matches!(self.lower(at + 1), "the" | "its" | "their" | "that" | "what")
    }

    fn foreign_part(&self, at: usize) -> Option<Part> {
        let times = |value: f64| Some((value, Unit::Times, at + 1));
        let share = |value: f64, len: usize| Some((value, Unit::Share, at + len));
        match (self.language, self.lower(at), self.lower(at + 1)) {
            (Language::German, "verdoppelt" | "verdoppelte" | "doppelt", _) => times(2.0),
            (Language::German, "verdreifacht" | "verdreifachte", _) => times(3.0),
            (Language::German, "vervierfacht" | "vervierfachte", _) => times(4.0),
            (Language::German, "halbiert" | "halbierte", _) => times(0.5),
            (Language::German, "ein", "drittel") => share(1.0 / 3.0, 2),
            (Language::German, "zwei", "drittel") => share(2.0 / 3.0, 2),
            (Language::German, "ein", "viertel") => share(0.25, 2),
            (Language::German, "drei", "viertel") => share(0.75, 2),
            (Language::German, "hälfte", "der" | "des" | "aller") => share(0.5, 1),
            (Language::French, "doublé", _) | (Language::Spanish, "duplicó" | "duplicado", _) => {
                times(2.0)
            }
            (Language::French, "triplé", _) | (Language::Spanish, "triplicó" | "triplicado", _) => {
                times(3.0)
            }
            (Language::French, "un", "tiers") | (Language::Spanish, "un", "tercio") => {
                share(1.0 / 3.0, 2)
            }
            (Language::French, "un", "quart") => share(0.25, 2),
            (Language::French, "moitié", "des" | "du" | "de")
            | (Language::Spanish, "mitad", "de" | "del") => share(0.5, 1),
            _ => None,
        }
    }
}

fn denominator(word: &str) -> Option<f64> {
    Some(match word {
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" => 4.0,
        "fifth" | "fifths" => 5.0,
        "sixth" | "sixths" => 6.0,
        "seventh" => 7.0,
        "eighth" | "eighths" => 8.0,
        "ninth" => 9.0,
        "tenth" | "tenths" => 10.0,
        _ => return None,
    })
}

/// What follows "times" where it compares.
const TIMES: &[&str] = &[
    "as", "more", "higher", "larger", "greater", "faster", "longer", "bigger", "what", "less",
    "lower", "over", "above", "smaller", "the", "that", "its", "their", "cheaper", "heavier",
    "likelier", "stronger", "worse", "better", "slower", "fewer", "hotter", "richer",
];

const GREW: &[&str] = &[
    "rose",
    "risen",
    "grew",
    "grown",
    "increased",
    "multiplied",
    "increase",
    "rise",
    "growth",
    "almost",
    "nearly",
    "about",
    "over",
];
