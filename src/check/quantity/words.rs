//! Number words, and what follows from single words.

use std::sync::LazyLock;

use crate::check::language::Language;
use crate::check::lookup::Lookup;
use crate::check::numerals::NUMERALS;

/// Returns the value of a number word below a hundred.
pub(super) fn small(word: &str, language: Language) -> Option<f64> {
    let known = match language {
        Language::English => &ENGLISH_VALUES,
        Language::German => &GERMAN_VALUES,
        Language::French => &FRENCH_VALUES,
        Language::Spanish => &SPANISH_VALUES,
        Language::Other => return None,
    };
    known.get(word)
}

/// The words of a language and their values: every word of a text is looked up.
type Values = LazyLock<Lookup<f64>>;

static ENGLISH_VALUES: Values =
    LazyLock::new(|| Lookup::new(NUMERALS.iter().map(|(word, value)| (*word, f64::from(*value)))));
static GERMAN_VALUES: Values = LazyLock::new(|| Lookup::new(GERMAN.iter().copied()));
static FRENCH_VALUES: Values = LazyLock::new(|| Lookup::new(FRENCH.iter().copied()));
static SPANISH_VALUES: Values = LazyLock::new(|| Lookup::new(SPANISH.iter().copied()));

/// Returns the value of a word for many.
pub(super) fn vague(word: &str, language: Language) -> Option<f64> {
    if language != Language::English {
        return None;
    }
    match word {
        "dozens" => Some(12.0),
        "tens" => Some(10.0),
        "hundreds" => Some(1e2),
        "thousands" => Some(1e3),
        "millions" => Some(1e6),
        "billions" => Some(1e9),
        "trillions" => Some(1e12),
        _ => None,
    }
}

/// Returns the value of a word by which a number is multiplied.
pub(super) fn magnitude(word: &str, language: Language) -> Option<f64> {
    let list: &[(&str, f64)] = match language {
        Language::English => &[
            ("hundred", 1e2),
            ("dozen", 12.0),
            ("thousand", 1e3),
            ("thousands", 1e3),
            ("million", 1e6),
            ("millions", 1e6),
            ("mn", 1e6),
            ("billion", 1e9),
            ("billions", 1e9),
            ("bn", 1e9),
            ("trillion", 1e12),
        ],
        Language::German => &[
            ("tausend", 1e3),
            ("million", 1e6),
            ("millionen", 1e6),
            ("mio", 1e6),
            ("milliarde", 1e9),
            ("milliarden", 1e9),
            ("mrd", 1e9),
            ("billion", 1e12),
            ("billionen", 1e12),
        ],
        Language::French => &[
            ("cents", 1e2),
            ("mille", 1e3),
            ("million", 1e6),
            ("millions", 1e6),
            ("milliard", 1e9),
            ("milliards", 1e9),
        ],
        Language::Spanish => &[
            ("mil", 1e3),
            ("millón", 1e6),
            ("millones", 1e6),
            ("billón", 1e12),
            ("billones", 1e12),
        ],
        Language::Other => &[],
    };
    list.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

const GERMAN: &[(&str, f64)] = &[
    ("ein", 1.0),
    ("eine", 1.0),
    ("einer", 1.0),
    ("zwei", 2.0),
    ("drei", 3.0),
    ("vier", 4.0),
    ("fünf", 5.0),
    ("sechs", 6.0),
    ("sieben", 7.0),
    ("acht", 8.0),
    ("neun", 9.0),
    ("zehn", 10.0),
    ("zwölf", 12.0),
    ("zwanzig", 20.0),
    ("dreißig", 30.0),
    ("vierzig", 40.0),
    ("fünfzig", 50.0),
];

const FRENCH: &[(&str, f64)] = &[
    ("deux", 2.0),
    ("trois", 3.0),
    ("quatre", 4.0),
    ("cinq", 5.0),
    ("six", 6.0),
    ("sept", 7.0),
    ("huit", 8.0),
    ("neuf", 9.0),
    ("dix", 10.0),
    ("douze", 12.0),
    ("vingt", 20.0),
    ("trente", 30.0),
    ("quarante", 40.0),
    ("cinquante", 50.0),
];

const SPANISH: &[(&str, f64)] = &[
    ("dos", 2.0),
    ("tres", 3.0),
    ("cuatro", 4.0),
    ("cinco", 5.0),
    ("seis", 6.0),
    ("siete", 7.0),
    ("ocho", 8.0),
    ("nueve", 9.0),
    ("diez", 10.0),
    ("doce", 12.0),
    ("veinte", 20.0),
    ("treinta", 30.0),
    ("cuarenta", 40.0),
    ("cincuenta", 50.0),
];
