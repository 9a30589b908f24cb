//! What a number is no figure by: a date, an age, a name.

use crate::check::lookup::WordSet;
use crate::check::months::is_month;
use crate::check::quantity::reader::Scan;
use crate::check::quantity::token::Kind;
use crate::check::quantity::types::Unit;

impl Scan<'_> {
    /// Whether the digits at a token are a part of a name, a date, a time, an ordinal or an address.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.begins_inside(at)
            || self.goes_on_as_name(at)
            || self.is_dated(at)
            || self.has_label(at)
    }

    /// Whether something is glued to the front of it: "Covid-19", "#4", "A4".
    fn begins_inside(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.is_glued(at)) else { return false };
        if self.word_token(before).is_some() || self.number_token(before).is_some() {
            return true;
        }
        if self.is_sign(before, "-–‑") {
            let further = before.checked_sub(1).filter(|_| self.is_glued(before));
            return further.is_some_and(|n| self.token(n).is_some_and(|it| it.kind != Kind::Sign));
        }
        !self.is_sign(before, "([{“\"'‘’„«—~≈<>≤≥+−*_:;…=\u{fffc}") || self.is_apostrophe(before)
    }

    fn is_apostrophe(&self, at: usize) -> bool {
        self.is_sign(at, "’'") && self.is_glued(at)
    }

    /// Whether something is glued to its end: "10:30", "24/7", "1990s", "5th", "3D".
    fn goes_on_as_name(&self, at: usize) -> bool {
        let next = at + 1;
        if !self.is_glued(next) {
            return false;
        }
        let number_after = self.is_glued(next + 1) && self.number_token(next + 1).is_some();
        if self.is_sign(next, "/:.·_@=") {
            return number_after;
        }
        if self.is_sign(next, "-–‑") {
            let third = next + 2;
            let chain = number_after
                && self.is_sign(third, "-–‑/")
                && self.is_glued(third)
                && self.number_token(third + 1).is_some();
            let is_zero = |n: usize| {
                self.number_token(n).is_some_and(|it| {
                    it.text.starts_with('0') && it.text.len() > 1 && !it.text.contains(['.', ','])
                })
            };
            let word_after = self.is_glued(next + 1) && self.word_token(next + 1).is_some();
            let is_unit = self.unit_at(next + 1).is_some_and(|(unit, _)| !is_plain(unit))
                || self.magnitude(next + 1).is_some()
                || self.lower(next + 1) == "fold";
            return chain
                || is_zero(at)
                || (number_after && is_zero(next + 1))
                || (word_after && !is_unit);
        }
        if self.word_token(next).is_some() {
            let known = self.unit_at(next).is_some()
                || self.magnitude(next).is_some()
                || self.lower(next) == "x";
            return !known;
        }
        false
    }

    /// Whether it is a day, a year's part or a time of day.
    fn is_dated(&self, at: usize) -> bool {
        let stop_before = usize::from(at > 0 && self.is_sign(at - 1, "."));
        let month_before = is_month(self.lower_before(at, 1 + stop_before));
        let may_alone = self.lower_before(at, 1) == "may" && self.text_before(at, 1) != "May";
        let stop = usize::from(self.is_sign(at + 1, "."));
        let month_after = is_month(self.lower(at + 1 + stop))
            && self
                .token(at + 1 + stop)
                .is_some_and(|it| it.text.starts_with(char::is_uppercase) || stop == 0)
            && !(self.lower(at + 1) == "may" && self.text(at + 1) != "May")
            && !(self.lower(at + 1) == "mars" && self.text(at + 1) == "Mars");
        let clock = matches!(self.lower(at + 1), "am" | "pm" | "o'clock" | "uhr")
            || (matches!(self.lower(at + 1), "a" | "p")
                && self.is_sign(at + 2, ".")
                && self.lower(at + 3) == "m");
        (month_before && !may_alone) || month_after || clock
    }

    /// Whether the word before it makes it a name: "Boeing 747", "article 5".
    fn has_label(&self, at: usize) -> bool {
        let (word, written) = (self.lower_before(at, 1), self.text_before(at, 1));
        if LABELS.contains(word) {
            return true;
        }
        if word == "."
            && matches!(
                self.lower_before(at, 2),
                "no" | "p" | "pp" | "art" | "nr" | "vol" | "fig" | "sec" | "ch"
            )
        {
            return true;
        }
        is_capital(written) && !self.begins_sentence(at - 1) && !self.unit_follows(at)
    }

    /// Whether the token before it is a name, as far as capitals tell, though it begins the sentence.
    pub(super) fn after_capital(&self, at: usize) -> bool {
        let written = self.text_before(at, 1);
        is_capital(written) && !QUANTIFIERS.contains(self.lower_before(at, 1))
    }

    fn unit_follows(&self, at: usize) -> bool {
        self.unit_at(at + 1).is_some() || self.magnitude(at + 1).is_some()
    }

    /// Whether a word is the first of a sentence.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| self.is_sign(before, ".!?:“\"‘„«—–(•-;"))
    }

    /// Whether a number without a unit is a year.
    pub(super) fn is_year(&self, at: usize) -> bool {
        self.number_token(at).is_some_and(|token| {
            token.text.len() == 4
                && token.text.parse::<u32>().is_ok_and(|year| (1500..=2100).contains(&year))
        })
    }

    /// Whether it is somebody's age.
    pub(super) fn is_age(&self, at: usize, next: usize) -> bool {
        let back = |word: &str, most: usize| (1..=most).find(|n| self.lower_before(at, *n) == word);
        if back("aged", 8).is_some() || back("alter", 3).is_some() {
            return true;
        }
        let age = back("age", 3).or_else(|| back("ages", 3)).or_else(|| back("turned", 1));
        let mean = ["average", "mean", "median", "lifespan", "expectancy"]
            .iter()
            .any(|word| back(word, 8).is_some());
        let between_commas = at > 0 && self.is_sign(at - 1, ",") && self.is_sign(next, ",);");
        (age.is_some() || between_commas) && !mean
    }
}

/// Whether a unit makes an adjective with a hyphen before it: "a 30-year loan".
fn is_plain(unit: Unit) -> bool {
    matches!(unit, Unit::Time(_) | Unit::Measure(_) | Unit::Money(_))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Words after which a number is a name.
static LABELS: WordSet = WordSet::new(&[
    "article",
    "articles",
    "section",
    "sections",
    "figure",
    "figures",
    "table",
    "tables",
    "chapter",
    "chapters",
    "page",
    "pages",
    "note",
    "notes",
    "step",
    "steps",
    "version",
    "versions",
    "part",
    "rule",
    "level",
    "grade",
    "phase",
    "class",
    "number",
    "numbers",
    "paragraph",
    "paragraphs",
    "item",
    "question",
    "room",
    "episode",
    "season",
    "volume",
    "line",
    "lines",
    "stage",
    "tier",
    "category",
    "size",
    "appendix",
    "annex",
    "act",
    "route",
    "unit",
    "block",
    "box",
    "footnote",
    "clause",
    "schedule",
    "exhibit",
    "example",
    "type",
    "scope",
    "option",
    "key",
    "point",
    "no",
    "nr",
    "artikel",
    "abschnitt",
    "seite",
    "kapitel",
    "tabelle",
    "abbildung",
    "chapitre",
    "tableau",
    "capítulo",
    "página",
    "tabla",
    "press",
    "call",
    "text",
    "channel",
    "code",
    "error",
    "port",
    "gate",
    "platform",
    "floor",
    "column",
    "row",
    "§",
    "#",
    "№",
    "paragraphe",
    "windows",
]);

/// Words that begin a sentence before a figure.
static QUANTIFIERS: WordSet = WordSet::new(&[
    "about",
    "around",
    "some",
    "only",
    "over",
    "nearly",
    "almost",
    "approximately",
    "roughly",
    "more",
    "than",
    "at",
    "least",
    "just",
    "up",
    "to",
    "of",
    "from",
    "between",
    "under",
    "below",
    "above",
    "the",
    "these",
    "those",
    "its",
    "their",
    "in",
    "by",
    "with",
    "and",
    "but",
    "another",
    "every",
    "for",
    "all",
    "a",
    "an",
    "as",
    "on",
    "our",
    "all",
    "both",
    "after",
    "below",
    "most",
    "rund",
    "etwa",
    "mehr",
    "fast",
    "nur",
    "environ",
    "plus",
    "unos",
    "más",
    "it",
    "they",
    "we",
    "there",
]);
