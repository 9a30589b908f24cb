//! [`stem`]: what of a word counts, so that a question finds an answer in another form of its words. Only plurals and
//! simple endings go. The rules are data, because the script of the search page follows the same ones: it gets them with
//! the index, and a test compares what both make of the same words.
//!
//! English: D. Harman, "How effective is suffixing?" (1991), the S-stemmer, with the regular endings of verbs; German,
//! French and Spanish: after J. Savoy, "Light stemming approaches for the French, Portuguese, German and Hungarian
//! languages" (2006), of which only the most frequent endings were taken.

use serde::Serialize;

/// An ending, what takes its place, and how many letters must be left before it.
#[derive(Clone, Copy, Debug, Serialize)]
struct Ending(&'static str, &'static str, usize);

/// Steps, one after the other; of each, the first rule that fits is followed. No rule may leave a word without a vowel.
type Steps = &'static [&'static [Ending]];

const fn end(ending: &'static str, instead: &'static str, left: usize) -> Ending {
    Ending(ending, instead, left)
}

/// Of these doubled letters at the end of a word, one goes: `planned`, `plan`.
const DOUBLED: &[Ending] = &[
    end("bb", "b", 2),
    end("dd", "d", 2),
    end("gg", "g", 2),
    end("mm", "m", 2),
    end("nn", "n", 2),
    end("pp", "p", 2),
    end("rr", "r", 2),
    end("tt", "t", 2),
];

const ENGLISH: Steps = &[
    &[
        end("sses", "ss", 2),
        end("ches", "ch", 2),
        end("shes", "sh", 2),
        end("xes", "x", 2),
        end("zes", "z", 3),
        end("ies", "y", 2),
        end("ss", "ss", 1),
        end("us", "us", 1),
        end("is", "is", 1),
        end("s", "", 3),
    ],
    &[end("ied", "y", 2), end("eed", "eed", 1), end("ing", "", 3), end("ed", "", 3)],
    DOUBLED,
    &[end("e", "", 4)],
];

const GERMAN: Steps = &[&[
    end("innen", "in", 3),
    end("ern", "", 4),
    end("em", "", 4),
    end("en", "", 4),
    end("er", "", 4),
    end("es", "", 4),
    end("e", "", 4),
    end("in", "in", 3),
    end("n", "", 4),
    end("s", "", 4),
]];

const FRENCH: Steps = &[
    &[end("eaux", "eau", 1), end("aux", "al", 2), end("s", "", 3), end("x", "", 3)],
    &[end("ee", "", 4), end("er", "", 4), end("ez", "", 4), end("e", "", 4)],
    &[end("ll", "l", 3), end("nn", "n", 3), end("tt", "t", 3)],
];

const SPANISH: Steps = &[
    &[end("ces", "z", 2), end("es", "", 4), end("s", "", 3)],
    &[end("o", "", 4), end("a", "", 4), end("e", "", 4)],
];

/// The languages with rules, by their subtags.
const LANGUAGES: &[(&str, Steps)] =
    &[("de", GERMAN), ("en", ENGLISH), ("es", SPANISH), ("fr", FRENCH)];

/// What has one of these has a vowel.
const VOWELS: &[char] = &['a', 'e', 'i', 'o', 'u', 'y'];

/// The rules of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stemming(usize);

impl Stemming {
    /// Returns the rules for a language tag; `None` if words of the language stay as they are.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let subtag = tag.split('-').next().unwrap_or_default();
        LANGUAGES.iter().position(|(name, _)| subtag.eq_ignore_ascii_case(name)).map(Self)
    }

    /// Returns the rules, for the script.
    pub(super) fn rules(self) -> impl Serialize {
        LANGUAGES.get(self.0).map(|(_, steps)| *steps)
    }

    /// Takes the endings off a word.
    pub(super) fn stem(self, word: &str) -> String {
        let mut stem = word.to_owned();
        // What is written in other letters, or with digits, is left alone.
        if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return stem;
        }
        for step in LANGUAGES.get(self.0).map_or(&[] as Steps, |(_, steps)| *steps) {
            let shorter = step.iter().find_map(|Ending(ending, instead, left)| {
                let rest = stem.strip_suffix(ending).filter(|rest| rest.len() >= *left)?;
                Some(rest.to_owned() + instead)
            });
            if let Some(shorter) = shorter.filter(|shorter| shorter.contains(VOWELS)) {
                stem = shorter;
            }
        }
        stem
    }
}

/// Returns what counts of a word in a language, given by its tag.
pub fn stem(word: &str, language: &str) -> String {
    Stemming::of(language).map_or_else(|| word.to_owned(), |rules| rules.stem(word))
}

#[cfg(test)]
mod tests {
    use super::stem;

    /// Forms of one word have one stem.
    fn alike(language: &str, words: &str) {
        let stems: Vec<String> = words.split(' ').map(|word| stem(word, language)).collect();
        assert!(stems.windows(2).all(|two| two[0] == two[1]), "{words}: {stems:?}");
    }

    #[test]
    fn forms_of_a_word_are_one() {
        alike("en", "vaccine vaccines");
        alike("en-GB", "archive archives archived archiving");
        alike("en", "plan plans planned planning");
        alike("en", "country countries");
        alike("en", "worry worried worries");
        alike("en", "tax taxes taxed taxing");
        alike("de", "frage fragen");
        alike("de", "kosten kost");
        alike("de", "leserinnen leserin");
        alike("fr", "journal journaux");
        alike("fr", "question questions");
        alike("fr", "vaccinee vaccinees vaccine vacciner");
        alike("es", "vacuna vacunas");
        alike("es", "luz luces");
        alike("es", "pregunta preguntas");
    }

    #[test]
    fn what_is_no_ending_stays() {
        for word in ["bus", "string", "king", "less", "status", "this", "co2", "s", "the", "red"] {
            assert_eq!(stem(word, "en"), word);
        }
        assert_eq!(stem("vragen", "nl"), "vragen");
        assert_eq!(stem("вопросы", "en"), "вопросы");
    }
}
