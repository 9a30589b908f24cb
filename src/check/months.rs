//! The names of the months.

use std::sync::LazyLock;

use crate::check::language::Language;
use crate::check::lookup::Lookup;

const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const GERMAN: [&str; 12] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
/// Other names and abbreviations of months.
const OTHERS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "jänner",
];

/// Returns the number of the month that a word in lower case names in full.
pub(super) fn month(word: &str, language: Language) -> Option<i8> {
    let months = match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
        Language::Other => return None,
    };
    let n = months.iter().position(|month| *month == word)?;
    i8::try_from(n + 1).ok()
}

/// Whether a word in lower case is the name of a month in any of the languages, or its abbreviation.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.get(word).is_some()
}

/// All of them: the words around each number are looked up.
static MONTHS: LazyLock<Lookup<()>> = LazyLock::new(|| {
    let named = [ENGLISH, GERMAN, FRENCH, SPANISH].concat();
    Lookup::new(named.into_iter().chain(OTHERS.iter().copied()).map(|word| (word, ())))
});
