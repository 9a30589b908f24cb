//! What is a word for the search. The script of the search page (`src/search/search.js`) does the same with a query,
//! step by step; a test compares the two.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Words are cut after this many characters.
pub const LONGEST_WORD: usize = 24;

/// Letters that have no decomposition, but are typed as others on keyboards without them.
const PLAIN_LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ı', "i"),
    ('ς', "σ"),
];

/// Calls `each` with the words of a text, in order: in lower case, without diacritics, letters and digits only. A single
/// Latin letter is no word. Scripts without spaces between words give pairs of neighbouring characters.
pub fn each_word(text: &str, mut each: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut word = [0; LONGEST_WORD];
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        if first.is_ascii() && !first.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        // Up to the next ASCII character that is no letter or digit.
        let begin = at;
        let (mut length, mut is_ascii) = (0, true);
        while let Some(byte) = bytes.get(at) {
            if !byte.is_ascii() {
                is_ascii = false;
            } else if !byte.is_ascii_alphanumeric() {
                break;
            } else if let Some(place) = word.get_mut(length) {
                *place = byte.to_ascii_lowercase();
                length += 1;
            }
            at += 1;
        }
        if !is_ascii {
            each_folded(text.get(begin..at).unwrap_or_default(), &mut each);
        } else if let Some(word) = word.get(..length).and_then(|word| str::from_utf8(word).ok())
            && !is_letter(word)
        {
            each(word);
        }
    }
}

/// Whether a word is a single Latin letter.
fn is_letter(word: &str) -> bool {
    matches!(word.as_bytes(), [letter] if letter.is_ascii_alphabetic())
}

/// Does the same for a text with characters beyond ASCII.
fn each_folded(text: &str, each: &mut impl FnMut(&str)) {
    let lower = text.nfkd().collect::<String>().to_lowercase();
    let plain = lower.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    let mut folded = String::with_capacity(lower.len());
    for c in plain {
        match PLAIN_LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, plain)) => folded.push_str(plain),
            None => folded.push(c),
        }
    }
    let folded: Vec<char> = folded.nfc().collect();
    for run in folded.chunk_by(|a, b| kind(*a) == kind(*b)) {
        match run.first().map(|c| kind(*c)) {
            Some(Kind::Word) => {
                let word: String = run.iter().take(LONGEST_WORD).collect();
                if !is_letter(&word) {
                    each(&word);
                }
            }
            Some(Kind::Unspaced) if run.len() == 1 => each(&run.iter().collect::<String>()),
            Some(Kind::Unspaced) => {
                for pair in run.windows(2) {
                    each(&pair.iter().collect::<String>());
                }
            }
            Some(Kind::Other) | None => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter, digit or mark of a script with spaces between words.
    Word,
    /// A character of a script without.
    Unspaced,
    Other,
}

fn kind(c: char) -> Kind {
    if is_unspaced(c) {
        Kind::Unspaced
    } else if c.is_alphanumeric() || is_combining_mark(c) {
        Kind::Word
    } else {
        Kind::Other
    }
}

/// Whether a character belongs to a script that puts no spaces between words: Thai, Lao, Burmese, Khmer, Han and kana.
fn is_unspaced(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0e00..=0x0eff
            | 0x1000..=0x109f
            | 0x1780..=0x17ff
            | 0x2e80..=0x2fdf
            | 0x3005..=0x3007
            | 0x3040..=0x30ff
            | 0x31f0..=0x31ff
            | 0x3400..=0x4dbf
            | 0x4e00..=0x9fff
            | 0xf900..=0xfaff
            | 0x20000..=0x3fffd
    )
}

#[cfg(test)]
mod tests {
    use super::each_word;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn words_are_letters_and_digits_in_lower_case() {
        assert_eq!(
            words("What is CO2, and who's to pay?"),
            ["what", "is", "co2", "and", "who", "to", "pay"]
        );
        assert_eq!(words("3.5 % of a-b_cd"), ["3", "5", "of", "cd"]);
        assert_eq!(words(""), [""; 0]);
        assert_eq!(words(&"x".repeat(100)), ["x".repeat(24)]);
        assert_eq!(words(&"é".repeat(100)), ["e".repeat(24)]);
    }

    #[test]
    fn diacritics_and_forms_of_letters_are_one() {
        assert_eq!(words("Übergrößen – l’été"), ["ubergrossen", "ete"]);
        assert_eq!(words("naïve Œuvre Łódź İstanbul"), ["naive", "oeuvre", "lodz", "istanbul"]);
        assert_eq!(words("ﬁne ½ Ⅳ ＡＢ"), ["fine", "1", "2", "iv", "ab"]);
        assert_eq!(words("ΟΔΟΣ οδός"), ["οδοσ", "οδοσ"]);
        assert_eq!(words("Ёлка हिन्दी 한국어"), ["елка", "हिन्दी", "한국어"]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(words("東京都 は x1"), ["東京", "京都", "は", "x1"]);
        assert_eq!(words("がぎ漢A"), ["がぎ", "ぎ漢"]);
        assert_eq!(words("ไทย"), ["ไท", "ทย"]);
    }
}
