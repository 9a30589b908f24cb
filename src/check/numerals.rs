//! The English words for whole numbers below a hundred, as far as they are one word: the only list of them.

use std::sync::LazyLock;

use crate::check::lookup::Lookup;

/// The words and their values.
pub(in crate::check) const NUMERALS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

static VALUES: LazyLock<Lookup<u32>> = LazyLock::new(|| Lookup::new(NUMERALS.iter().copied()));

/// Returns the value of a word in lower case.
pub(in crate::check) fn numeral(word: &str) -> Option<u32> {
    VALUES.get(word)
}
