//! [`sentences`]: where sentences begin and end: by Unicode's rules (UAX #29, section 5), except after what is known to
//! be an abbreviation.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::characters::find_byte;
use crate::check::language::Language;
use crate::check::lookup::WordSet;

/// Returns the sentences of a text, each without the white space around it.
pub(super) fn sentences(text: &str, language: Language) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, part) in parts(text) {
        let end = start + part.trim_end().len();
        let begin = start + part.len() - part.trim_start().len();
        if end <= begin {
            continue;
        }
        let mut begin = begin;
        for next in before_digits(text, begin..end) {
            add(text, begin..next - 1, &mut found, language);
            begin = next;
        }
        add(text, begin..end, &mut found, language);
    }
    found
}

/// Splits a text by Unicode's rules. Where it is ASCII, a hundredth of the work finds the same places: no character but
/// a mark that may end a sentence has to be looked up.
fn parts(text: &str) -> Vec<(usize, &str)> {
    let is_rare = |byte: u8| !byte.is_ascii() || byte == b'\n' || byte == b'\r';
    if find_byte(text.as_bytes(), 0, is_rare).is_some() {
        return text.split_sentence_bound_indices().collect();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for end in ends(text.as_bytes()).chain([text.len()]) {
        found
            .extend(text.get(start..end).filter(|part| !part.is_empty()).map(|part| (start, part)));
        start = end;
    }
    found
}

/// Returns where sentences end in a text of ASCII without line breaks, each with the spaces after it: the rules SB6 to
/// SB11.
fn ends(text: &[u8]) -> impl Iterator<Item = usize> {
    let is_mark = |byte: u8| matches!(byte, b'.' | b'!' | b'?');
    let skip = |from: usize, is: fn(u8) -> bool| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| is(**byte)).count()
    };
    let byte = |at: usize| text.get(at).copied().unwrap_or_default();
    let mut from = 0;
    let marks = std::iter::from_fn(move || {
        let at = find_byte(text, from, is_mark)?;
        from = at + 1;
        Some(at)
    });
    marks.filter_map(move |at| {
        let next = byte(at + 1);
        let is_stop = byte(at) == b'.';
        let after_letter =
            at.checked_sub(1).is_some_and(|before| byte(before).is_ascii_alphabetic());
        if is_stop && (next.is_ascii_digit() || after_letter && next.is_ascii_uppercase()) {
            return None;
        }
        let closed = skip(at + 1, |byte| {
            matches!(byte, b'"' | b'\'' | b'(' | b')' | b'[' | b']' | b'{' | b'}')
        });
        let end = skip(closed, |byte| matches!(byte, b' ' | b'\t' | 0x0b | 0x0c));
        let goes_on = is_mark(byte(end)) || matches!(byte(end), b',' | b'-' | b':' | b';');
        // A small letter goes on after a full stop, whatever stands before it.
        let letter =
            skip(end, |byte| !(byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'!' | b'?')));
        let small = is_stop && byte(letter).is_ascii_lowercase();
        (!goes_on && !small).then_some(end)
    })
}

/// Adds what may be a sentence, or the rest of one.
fn add(text: &str, part: Range<usize>, found: &mut Vec<Range<usize>>, language: Language) {
    match found.last_mut() {
        Some(last) if goes_on(text, last, part.start, language) => last.end = part.end,
        _ => found.push(part),
    }
}

/// Returns where digits follow a full stop: Unicode's rules go on there if a small letter comes next, as in "It fell. 85 %
/// said so."
fn before_digits(text: &str, part: Range<usize>) -> Vec<usize> {
    let inner = text.get(part.clone()).unwrap_or_default();
    let stops = inner.match_indices('.').map(|(at, _)| at + 1);
    let is_it = |at: &usize| {
        let after = inner.as_bytes().get(*at..).unwrap_or_default();
        matches!(after, [b' ', digit, ..] if digit.is_ascii_digit())
    };
    stops.filter(is_it).map(|at| part.start + at + 1).collect()
}

/// Whether what begins at byte `next` goes on with the sentence before it.
fn goes_on(text: &str, last: &Range<usize>, next: usize, language: Language) -> bool {
    let before = text.get(last.clone()).unwrap_or_default();
    let after = text.get(next..).unwrap_or_default();
    if !before.ends_with('.') {
        // A question or an exclamation inside a sentence: "Yahoo! is", "“Why?” he asked."
        return before.ends_with(['!', '?', '”', '’', '"', '»'])
            && after.starts_with(char::is_lowercase);
    }
    if after.starts_with(char::is_lowercase) {
        return true;
    }
    let word = before
        .trim_end_matches('.')
        .rsplit(|c: char| c.is_whitespace() || "([{“„«\"‘/".contains(c))
        .next()
        .unwrap_or_default();
    if word.is_empty() {
        return false;
    }
    let first = after
        .split(|c: char| !(c.is_alphanumeric() || c == '’' || c == '\''))
        .next()
        .unwrap_or_default();
    let letters = word.chars().count();
    // "U.S. President" goes on, "the U.S. The" does not.
    if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2) {
        return !begins_sentence(first, language);
    }
    // An initial, unless the pronoun or a letter that is spoken of ends a sentence.
    if letters == 1
        && (language == Language::German || word.chars().all(char::is_uppercase))
        && word != "I"
    {
        return !begins_sentence(first, language);
    }
    let lower = word.to_lowercase();
    if BEFORE_NUMBERS.contains(lower.as_str()) {
        return after.starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c));
    }
    if ALWAYS.contains(lower.as_str()) {
        return true;
    }
    if MAY_END.contains(lower.as_str()) {
        return !begins_sentence(first, language);
    }
    // Days and ordinals: "am 3. Oktober".
    language == Language::German
        && letters <= 2
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && !begins_sentence(first, language)
}

/// Abbreviations that a name follows, so that no sentence ends with them.
static ALWAYS: WordSet = WordSet::new(&[
    "dr", "mr", "mrs", "ms", "prof", "gen", "sen", "rep", "gov", "lt", "col", "capt", "sgt", "hon",
    "rev", "st", "ste", "mt", "pres", "messrs", "mme", "mlle", "fr", "hr", "vgl", "cf", "vs", "v",
    "approx", "ca", "bzw", "resp", "sog", "z.b", "ggf", "insb", "art", "abs", "maj", "adm", "supt",
    "gen", "univ", "sra", "sr", "ud", "uds", "dipl", "ing", "viz", "e.g", "i.e", "zzgl", "evtl",
]);

/// Abbreviations that a number follows.
static BEFORE_NUMBERS: WordSet = WordSet::new(&[
    "no", "nos", "nr", "p", "pp", "para", "paras", "sec", "ch", "chap", "vol", "vols", "fig",
    "figs", "pt", "ed", "núm", "págs", "pág", "kap", "bd", "eq", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "okt", "dez", "op",
]);

/// Abbreviations that may be the last word of a sentence.
static MAY_END: WordSet = WordSet::new(&[
    "jr", "sr", "inc", "ltd", "co", "corp", "bros", "etc", "al", "ave", "blvd", "rd", "dept",
    "est", "ph.d", "usw", "etw", "u.a", "mio", "mrd", "str", "cie", "ph", "bhd", "plc",
]);

/// Whether a word at the beginning of what follows an abbreviation says that a new sentence begins.
fn begins_sentence(word: &str, language: Language) -> bool {
    let words = match language {
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::English | Language::Other => ENGLISH,
    };
    words.contains(&word)
}

/// Words with which sentences begin in English.
const ENGLISH: &[&str] = &[
    "The",
    "A",
    "An",
    "It",
    "Its",
    "He",
    "She",
    "They",
    "We",
    "You",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "In",
    "On",
    "At",
    "By",
    "For",
    "From",
    "With",
    "But",
    "And",
    "Or",
    "So",
    "As",
    "If",
    "When",
    "While",
    "After",
    "Before",
    "Since",
    "Although",
    "However",
    "Now",
    "Then",
    "What",
    "Who",
    "Why",
    "How",
    "Where",
    "Both",
    "Each",
    "Most",
    "Many",
    "Some",
    "Such",
    "To",
    "One",
    "No",
    "Not",
    "His",
    "Her",
    "Their",
    "Our",
    "My",
    "Your",
    "I",
    "Because",
    "Under",
    "According",
    "Another",
    "Other",
    "Over",
    "Until",
    "Only",
    "Even",
];

/// Words with which sentences begin in German.
const GERMAN: &[&str] = &[
    "Der", "Die", "Das", "Ein", "Eine", "Er", "Sie", "Es", "Wir", "Ich", "In", "Im", "Am", "Auf",
    "Mit", "Bei", "Nach", "Für", "Von", "Zu", "Und", "Aber", "Doch", "Wenn", "Dann", "Dieser",
    "Diese", "Dieses", "Auch", "Als", "Seit", "Wer", "Was", "Wie", "So",
];

/// Words with which sentences begin in French.
const FRENCH: &[&str] = &[
    "Le", "La", "Les", "Un", "Une", "Il", "Elle", "Ils", "Elles", "On", "Ce", "Cette", "Ces", "En",
    "Dans", "Pour", "Mais", "Et", "Selon", "À", "Au", "Aux", "Nous", "Cela",
];

/// Words with which sentences begin in Spanish.
const SPANISH: &[&str] = &[
    "El", "La", "Los", "Las", "Un", "Una", "En", "Por", "Para", "Pero", "Y", "Según", "Este",
    "Esta", "Esto", "Ese", "Esa", "No", "Se", "Es", "Con", "Al",
];

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::{parts, sentences};
    use crate::check::language::Language;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, Language::English).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        for text in [
            "U.S. President Lincoln spoke.",
            "Dr. Smith met Mr. J. R. Jones at St. Mary’s.",
            "See p. 4 and No. 10 of the report.",
            "It costs 3.5 million, e.g. for roads.",
            "The firm (Acme Inc. of Ohio) lost.",
            "Read example.com/a. It. is fine",
        ] {
            let found = cut(text);
            if text.contains("example.com") {
                assert!(found.len() <= 3, "{found:?}");
            } else {
                assert_eq!(found, [text]);
            }
        }
    }

    #[test]
    fn sentences_end_where_a_new_one_begins() {
        assert_eq!(
            cut("It left the U.S. The rest stayed."),
            ["It left the U.S.", "The rest stayed."]
        );
        assert_eq!(cut("“It is over.” She left."), ["“It is over.”", "She left."]);
        assert_eq!(cut("“Is it over?” she asked. No."), ["“Is it over?” she asked.", "No."]);
        assert_eq!(cut("One. Two! Three?  Four"), ["One.", "Two!", "Three?", "Four"]);
        assert_eq!(
            cut("It fell. 85 % said so. See No. 5 and p. 4."),
            ["It fell.", "85 % said so.", "See No. 5 and p. 4."]
        );
        let german = "Am 3. Oktober 1990 war es so weit. Dr. Maier war z. B. dabei.";
        assert_eq!(sentences(german, Language::German).len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn ascii_is_split_as_the_rules_split_any_text(text in "[aZ1.!? ,;:()\"'\\[\\]{}\t_/%\\x0b\\x00-]{0,24}") {
            let by_the_rules: Vec<_> = text.split_sentence_bound_indices().collect();
            proptest::prop_assert_eq!(parts(&text), by_the_rules);
        }
    }
}
