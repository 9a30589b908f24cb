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
///
/// Every build does this with every text, so 64 bytes are looked at together, and what is ASCII is not copied word by word.
pub fn each_word(text: &str, mut each: impl FnMut(&str)) {
    let lower = text.to_ascii_lowercase();
    let is_ascii = lower.is_ascii();
    let mut each_run = |begin, end| {
        if is_ascii {
            each_plain(&lower, begin, end, &mut each);
        } else {
            each_mixed(lower.get(begin..end).unwrap_or_default(), &mut each);
        }
    };
    let (mut begin, mut is_inside) = (0, false);
    let (blocks, rest) = lower.as_bytes().as_chunks::<64>();
    let mut last = [b' '; 64];
    for (to, byte) in last.iter_mut().zip(rest) {
        *to = *byte;
    }
    for (n, block) in blocks.iter().chain([&last]).enumerate() {
        let inside = in_words(block);
        let mut edges = inside ^ (inside << 1 | u64::from(is_inside));
        while edges != 0 {
            let at = 64 * n + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            if is_inside {
                each_run(begin, at);
            }
            (begin, is_inside) = (at, !is_inside);
        }
    }
    // The last block has a space at its end.
}

/// Returns a bit for each byte of a block in lower case: whether it is a letter or digit, or beyond ASCII.
fn in_words(block: &[u8; 64]) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    block.as_chunks().0.iter().rev().fold(0, |bits, eight| {
        let bytes = u64::from_le_bytes(*eight);
        let low = bytes & (EACH * 0x7f);
        // The highest bit of each byte says whether the byte is at least this one.
        let at_least = |byte: u8| low + EACH * u64::from(0x80 - byte);
        let letters = at_least(b'a') & !at_least(b'z' + 1);
        let digits = at_least(b'0') & !at_least(b'9' + 1);
        let highest = (letters | digits | bytes) & (EACH * 0x80);
        // The product brings the eight bits together in its highest byte.
        bits << 8 | (highest >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    })
}

/// Calls `each` with the range of a text, which has only ASCII letters and digits.
fn each_plain(text: &str, begin: usize, end: usize, each: &mut impl FnMut(&str)) {
    let word = text.get(begin..end.min(begin + LONGEST_WORD)).unwrap_or_default();
    if !is_letter(word) {
        each(word);
    }
}

/// Calls `each` with the words of a run without ASCII signs, whose characters may be beyond ASCII: often that is only a dash
/// or a quotation mark.
fn each_mixed(run: &str, each: &mut impl FnMut(&str)) {
    if run.is_ascii() {
        return each_plain(run, 0, run.len(), each);
    }
    for part in run.split(|c| ('\u{2010}'..='\u{2027}').contains(&c)) {
        if !part.is_ascii() {
            each_folded(part, each);
        } else if !part.is_empty() {
            each_plain(part, 0, part.len(), each);
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
