//! [`Alphabet`]: every explainer and question by letter, in the order of the site's language (CLDR, by ICU4X).

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization as _;

use crate::site::linked::Site;
use crate::site::numbers::PageId;

/// Everything by letter.
#[derive(Debug)]
pub struct Alphabet {
    /// The entries, in order.
    pub entries: Vec<Lettered>,
    /// The letters, each with the number of its first entry.
    pub letters: Vec<(String, usize)>,
}

/// An explainer, or one of its questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lettered {
    /// The explainer.
    pub page: PageId,
    /// The number of the question; `None` is the explainer itself.
    pub question: Option<usize>,
}

/// What comes before all letters: texts that begin with a digit.
const DIGITS: &str = "0–9";

/// The letter of texts in Han characters, which have no alphabet.
const HAN: &str = "漢";

impl Alphabet {
    /// Sorts what a site has, in the order of a language.
    pub fn new(site: &Site, language: &str) -> Self {
        let order = AlphabeticalOrder::of(language);
        let mut entries: Vec<(&str, Lettered)> = Vec::with_capacity(site.lettered());
        for (page, shown) in site.explainers() {
            let article = &shown.article;
            entries.push((sorted_by(&article.title), Lettered { page, question: None }));
            let questions = article.questions.iter().enumerate();
            entries.extend(questions.map(|(n, question)| {
                (sorted_by(&question.text), Lettered { page, question: Some(n) })
            }));
        }
        // Stable: equal texts stay in list order.
        entries.sort_by(|(a, _), (b, _)| order.compare(a, b));
        let mut letters: Vec<(String, usize)> = Vec::new();
        for (n, (text, _)) in entries.iter().enumerate() {
            let letter = order.letter(text);
            if letters.last().is_none_or(|(last, _)| *last != letter) {
                letters.push((letter, n));
            }
        }
        Self { entries: entries.into_iter().map(|(_, entry)| entry).collect(), letters }
    }
}

/// Returns the part of a text by which it is sorted: without quotation marks and other signs before its first letter.
fn sorted_by(text: &str) -> &str {
    let trimmed = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if trimmed.is_empty() { text } else { trimmed }
}

/// The order of a language.
struct AlphabeticalOrder {
    collator: CollatorBorrowed<'static>,
    /// Compares letters without diacritics and case.
    primary: CollatorBorrowed<'static>,
    /// Whether the language orders ASCII texts as most do.
    is_plain: bool,
}

/// Languages in which no letters of ASCII belong together or come at another place. Their texts need no collator, which
/// takes thirty times as long. A test holds the shortcut to the collator.
const PLAIN: &[&str] =
    &["ca", "de", "en", "fi", "fr", "ga", "id", "it", "nl", "pl", "pt", "ro", "sv", "tr"];

impl AlphabeticalOrder {
    fn of(language: &str) -> Self {
        let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            Collator::try_new(CollatorPreferences::from(&locale), options)
                .expect("the data of all languages are compiled in")
        };
        let subtag = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
        Self {
            collator: collator(Strength::Tertiary),
            primary: collator(Strength::Primary),
            is_plain: PLAIN.contains(&subtag.as_str()) && !language.contains("-u-"),
        }
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        if self.is_plain && a.is_ascii() && b.is_ascii() {
            return compare_ascii(a.as_bytes(), b.as_bytes());
        }
        self.collator.compare(a, b)
    }

    /// Returns the letter under which a text is listed: one that the language tells from all others.
    fn letter(&self, text: &str) -> String {
        let Some(first) = text.chars().next() else { return DIGITS.to_owned() };
        if first.is_ascii_alphabetic() {
            return first.to_ascii_uppercase().to_string();
        }
        if !first.is_alphabetic() {
            return DIGITS.to_owned();
        }
        if matches!(u32::from(first), 0x2e80..=0x2fdf | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3fffd)
        {
            return HAN.to_owned();
        }
        // The letter without its marks; of a Korean syllable, its first consonant.
        let base: String = first.nfkd().take(1).collect();
        let is_korean = ('\u{ac00}'..='\u{d7a3}').contains(&first);
        let is_same = || self.primary.compare(&base, &first.to_string()) == Ordering::Equal;
        if is_korean || is_same() { base.to_uppercase() } else { first.to_uppercase().collect() }
    }
}

/// The signs of ASCII in the order of CLDR's root collation: spaces, punctuation, symbols. Digits and letters follow.
const SIGNS: &[u8] = b"\t\n\x0b\x0c\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// Compares ASCII texts as CLDR's root collation does: first without case, then small letters before capitals.
fn compare_ascii(a: &[u8], b: &[u8]) -> Ordering {
    const RANKS: [u8; 128] = ranks();
    // Texts of one site often begin alike.
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    // Control characters count for nothing.
    let rank = |byte: &u8| RANKS.get(usize::from(*byte)).copied().filter(|rank| *rank > 0);
    let case = |byte: &u8| byte.is_ascii_uppercase();
    let primary = a.iter().filter_map(rank).cmp(b.iter().filter_map(rank));
    primary.then_with(|| a.iter().map(case).cmp(b.iter().map(case)))
}

const fn ranks() -> [u8; 128] {
    let mut ranks = [0; 128];
    let mut next = 1;
    let mut n = 0;
    while n < SIGNS.len() {
        ranks[SIGNS[n] as usize] = next;
        next += 1;
        n += 1;
    }
    let mut digit = b'0';
    while digit <= b'9' {
        ranks[digit as usize] = next;
        next += 1;
        digit += 1;
    }
    let mut letter = b'a';
    while letter <= b'z' {
        ranks[letter as usize] = next;
        ranks[letter.to_ascii_uppercase() as usize] = next;
        next += 1;
        letter += 1;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::{AlphabeticalOrder, PLAIN, compare_ascii, sorted_by};

    fn sorted(language: &str, texts: &str) -> String {
        let order = AlphabeticalOrder::of(language);
        let mut texts: Vec<&str> = texts.split(' ').collect();
        texts.sort_by(|a, b| order.compare(a, b));
        texts.join(" ")
    }

    #[test]
    fn each_language_has_its_order() {
        assert_eq!(sorted("en", "zoo Äpfel apple Zeta ärgern"), "Äpfel apple ärgern Zeta zoo");
        assert_eq!(sorted("sv", "zoo ägg apple öl"), "apple zoo ägg öl");
        assert_eq!(sorted("es", "ñu nube oca"), "nube ñu oca");
        assert_eq!(sorted("cs", "chata cena hora"), "cena hora chata");
        assert_eq!(sorted("de", "Zug über Uhr"), "über Uhr Zug");
    }

    #[test]
    fn a_text_is_listed_under_a_letter_that_its_language_knows() {
        let letter = |language: &str, text: &str| AlphabeticalOrder::of(language).letter(text);
        assert_eq!(letter("de", "ärger"), "A");
        assert_eq!(letter("sv", "ärlig"), "Ä");
        assert_eq!(letter("es", "ñu"), "Ñ");
        assert_eq!(letter("en", "ñu"), "N");
        assert_eq!(letter("en", "2026"), "0–9");
        assert_eq!(letter("ko", "한국"), "ᄒ");
        assert_eq!(letter("zh", "東京"), "漢");
        assert_eq!(letter("ru", "ёлка"), "Е");
        assert_eq!(sorted_by("“Net zero”, in short"), "Net zero”, in short");
        assert_eq!(sorted_by("…"), "…");
    }

    proptest::proptest! {
        #[test]
        fn the_shortcut_for_ascii_is_the_order_of_the_collator(a in "[ -~]{0,12}", b in "[ -~]{0,12}", n in 0..PLAIN.len()) {
            let order = AlphabeticalOrder::of(PLAIN[n]);
            proptest::prop_assert_eq!(compare_ascii(a.as_bytes(), b.as_bytes()), order.collator.compare(&a, &b));
        }
    }
}
