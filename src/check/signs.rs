//! [`Signs`]: what an English sentence may hold at all, found while it is split into tokens. Most sentences have little
//! of it, and no rule reads them for the rest.

use std::collections::BTreeMap;
use std::ops::BitOr;
use std::sync::LazyLock;

use crate::check::language::Language;
use crate::check::lookup::Lookup;
use crate::check::numerals::NUMERALS;
use crate::check::verbs::{HELD, SAY, STRONG, WEAK};

/// Something that a sentence may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Sign {
    /// Digits.
    Digits,
    /// A word with which a figure may begin.
    Figure,
    /// A word of somebody who says something.
    Speech,
    /// A word of something that is said by nobody in particular.
    Claim,
    /// A word that may suppose something.
    Supposition,
    /// A word that ages.
    Ageing,
    /// A word of what is to come.
    Plan,
}

/// The signs of a word or of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::check) struct Signs(u8);

impl Signs {
    /// All of them: those of a sentence whose words nobody looked up.
    pub(in crate::check) const ALL: Self = Self(u8::MAX);

    /// Returns the signs of a word in lower case. Other languages have few rules: their words may be anything.
    pub(in crate::check) fn of(word: &str, language: Language) -> Self {
        if language != Language::English {
            return Self::ALL;
        }
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return known(word).unwrap_or_default();
        }
        // Whatever a rule takes for a word, its letters stand together.
        let runs = word.split(|c: char| !c.is_ascii_lowercase());
        runs.filter_map(known).fold(Self::default(), BitOr::bitor)
    }

    /// Whether this is among them.
    pub(in crate::check) fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u8) != 0
    }
}

impl From<Sign> for Signs {
    fn from(sign: Sign) -> Self {
        Self(1 << sign as u8)
    }
}

impl BitOr for Signs {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// As many letters of a word are looked up: "hypothetical" is also the beginning of "hypothetically".
const LONGEST: usize = 12;

/// The words that are signs.
static WORDS: LazyLock<Lookup<Signs>> = LazyLock::new(|| {
    let mut words = BTreeMap::<&str, Signs>::new();
    for (sign, word) in all() {
        let signs = words.entry(word).or_default();
        *signs = *signs | Signs::from(sign);
    }
    Lookup::new(words)
});

/// Returns all words, each with what it is a sign of.
fn all() -> impl Iterator<Item = (Sign, &'static str)> {
    let listed = LISTS.iter().flat_map(|(sign, list)| list.iter().map(|word| (*sign, *word)));
    listed.chain(NUMERALS.iter().map(|(word, _)| (Sign::Figure, *word)))
}

/// Returns the signs of a word of small letters, if it is in a list.
fn known(word: &str) -> Option<Signs> {
    WORDS.get(word.get(..LONGEST).unwrap_or(word))
}

const LISTS: &[(Sign, &[&str])] = &[
    (Sign::Figure, FIGURES),
    (Sign::Speech, STRONG),
    (Sign::Speech, WEAK),
    (Sign::Speech, &["described", "describes", "quoted", "cited", "according"]),
    (Sign::Claim, SAY),
    (Sign::Claim, HELD),
    (Sign::Claim, &["shown", "show", "suggested", "found", "point", "according"]),
    (Sign::Supposition, SUPPOSING),
    (Sign::Ageing, AGEING),
    (Sign::Plan, PLANNING),
];

/// Large numbers, shares, multiples and currencies; numerals are signs, too.
const FIGURES: &[&str] = &[
    "dozens",
    "tens",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
    "half",
    "a",
    "an",
    "another",
    "several",
    "eine",
    "un",
    "una",
    "twice",
    "factor",
    "doubled",
    "doubling",
    "twofold",
    "tripled",
    "trebled",
    "tripling",
    "trebling",
    "threefold",
    "quadrupled",
    "quadrupling",
    "fourfold",
    "quintupled",
    "fivefold",
    "halved",
    "halving",
    "sixfold",
    "sevenfold",
    "eightfold",
    "ninefold",
    "tenfold",
    "doubles",
    "double",
    "triples",
    "triple",
    "us",
    "c",
    "nz",
    "hk",
    "usd",
    "eur",
    "gbp",
    "jpy",
    "cny",
    "inr",
    "chf",
    "sek",
    "nok",
    "dkk",
];

const SUPPOSING: &[&str] =
    &["if", "someone", "somebody", "anyone", "let", "say", "suppose", "were", "hypothetical"];

/// Of phrases, the word that stands in the fewest sentences.
const AGEING: &[&str] = &[
    "this",
    "last",
    "next",
    "past",
    "coming",
    "now",
    "recent",
    "current",
    "soon",
    "shortly",
    "just",
    "ago",
    "currently",
    "nowadays",
    "presently",
    "lately",
    "present",
    "these",
    "moment",
    "being",
    "yesterday",
    "tomorrow",
    "tonight",
    "today",
    "recently",
    "upcoming",
    "construction",
    "future",
];

const PLANNING: &[&str] = &[
    "will",
    "won",
    "ll",
    "due",
    "set",
    "scheduled",
    "slated",
    "expected",
    "planned",
    "planning",
    "plan",
    "plans",
    "intends",
    "intend",
    "aims",
    "hopes",
    "to",
];

#[cfg(test)]
mod tests {
    use super::{LONGEST, Sign, Signs, all};
    use crate::check::language::Language;

    #[test]
    fn a_word_is_known_by_its_letters() {
        let of = |word: &str| Signs::of(word, Language::English);
        for (word, sign) in [
            ("they'll", Sign::Plan),
            ("won't", Sign::Plan),
            ("said\u{301}", Sign::Speech),
            ("said", Sign::Claim),
            ("hypothetically", Sign::Supposition),
            ("half-life", Sign::Figure),
        ] {
            assert!(of(word).has(sign), "{word}");
        }
        assert_eq!(of("saids"), Signs::default());
        assert_eq!(Signs::of("maison", Language::French), Signs::ALL);
    }

    #[test]
    fn all_words_can_be_looked_up() {
        for (_, word) in all() {
            let is_run = word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(is_run && word.len() <= LONGEST, "{word}");
        }
    }
}
