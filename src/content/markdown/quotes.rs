//! Quotation marks by language: what stands for the typewriter's `"` and `'` where the site wants the punctuation of
//! print. The Markdown parser decides which marks open and which close; [`Marks`] puts those of the language in their
//! place, and rights what the parser leaves open.

/// The quotation marks of a language, as CLDR's `delimiters` has them: double ones, then those inside these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotes {
    double: (&'static str, &'static str),
    single: (&'static str, &'static str),
}

/// The marks of languages that are not those of English, by the beginnings of their tags.
const QUOTES: &[(&[&str], [&str; 4])] = &[
    (&["agq", "ff"], ["„", "”", "‚", "’"]),
    (
        &[
            "am", "az-arab", "az-cyrl", "fa", "fr-ch", "gsw", "de-li", "jgo", "kkj", "mzn", "rm",
            "sdh", "wae",
        ],
        ["«", "»", "‹", "›"],
    ),
    (&["ar", "lld", "ms-arab", "syr", "ur"], ["”", "“", "’", "‘"]),
    (
        &[
            "ast", "blo", "bm", "br", "ca", "cv", "dyo", "el", "es-us", "eu", "ewo", "ie", "it",
            "kab", "kk", "lij", "mg", "mua", "nnh", "pms", "pt-ao", "pt-ch", "pt-cv", "pt-gq",
            "pt-gw", "pt-lu", "pt-mo", "pt-mz", "pt-pt", "pt-st", "pt-tl", "sc", "sg", "ti", "es",
        ],
        ["«", "»", "“", "”"],
    ),
    (&["bas", "be", "bua", "ky", "os", "ru", "sah", "tyv", "uk"], ["«", "»", "„", "“"]),
    (&["bg", "lt", "prg", "sgs"], ["„", "“", "„", "“"]),
    (&["bs"], ["„", "”", "‘", "’"]),
    (
        &[
            "bs-cyrl", "cs", "de", "dsb", "et", "hr", "hsb", "is", "ksh", "lb", "luy", "mk", "nds",
            "sk", "sl",
        ],
        ["„", "“", "‚", "‘"],
    ),
    (&["dua", "ksf", "nb", "nn", "no", "rw"], ["«", "»", "‘", "’"]),
    (&["eo"], ["“", "”", "«", "»"]),
    (&["fi", "he", "lag", "rn", "se", "sn", "sv", "yi"], ["”", "”", "’", "’"]),
    // In France, a narrow space stands inside: a line must not end there.
    (&["fr"], ["«\u{202f}", "\u{202f}»", "«\u{202f}", "\u{202f}»"]),
    (&["ht", "hy", "oc", "yav"], ["«", "»", "«", "»"]),
    (&["fr-ca"], ["«", "»", "”", "“"]),
    (&["fur", "ia", "ti-er", "tn"], ["‘", "’", "“", "”"]),
    (&["hu", "szl"], ["„", "”", "»", "«"]),
    (&["ja", "yue", "zh-hant", "zh-tw", "zh-hk", "zh-mo"], ["「", "」", "『", "』"]),
    (&["ka"], ["„", "“", "«", "»"]),
    (&["kk-arab", "ug"], ["»", "«", "›", "‹"]),
    (&["nl"], ["‘", "’", "‘", "’"]),
    (&["nmg", "pl", "ro"], ["„", "”", "«", "»"]),
    (&["shi", "zgh"], ["«", "»", "„", "”"]),
    (&["sr"], ["„", "”", "’", "’"]),
    (&["st", "tk"], ["“", "”", "“", "”"]),
    (&["uz"], ["“", "”", "’", "‘"]),
];

impl Quotes {
    /// Those of English, and of most languages.
    pub(crate) const ENGLISH: Self = Self { double: ("“", "”"), single: ("‘", "’") };

    /// Returns those of a language tag.
    pub(crate) fn of(lang: &str) -> Self {
        let lower = lang.to_ascii_lowercase();
        let mut tag = lower.as_str();
        loop {
            let found = QUOTES.iter().find(|(tags, _)| tags.contains(&tag));
            if let Some((_, [open, close, inner_open, inner_close])) = found {
                return Self { double: (open, close), single: (inner_open, inner_close) };
            }
            let Some((shorter, _)) = tag.rsplit_once('-') else { return Self::ENGLISH };
            tag = shorter;
        }
    }
}

/// Marks that are being set, one after the other.
#[derive(Debug)]
pub(super) struct Marks {
    quotes: Quotes,
    /// How many single marks are open: without one, `'` is an apostrophe.
    open: usize,
}

impl Marks {
    pub(super) fn new(quotes: Quotes) -> Self {
        Self { quotes, open: 0 }
    }

    /// A paragraph ends: what is open there is not closed in the next.
    pub(super) fn ends(&mut self) {
        self.open = 0;
    }

    /// Returns what stands for the mark at a byte of some Markdown, for which the parser would write `set`; `None` if
    /// that is right, or is none of the parser's marks.
    pub(super) fn mark(&mut self, markdown: &str, at: usize, set: &str) -> Option<&'static str> {
        if !matches!(set, "“" | "”" | "‘" | "’") {
            return None;
        }
        let typed = *markdown.as_bytes().get(at)?;
        let next = markdown.get(at + 1..).and_then(|rest| rest.chars().next());
        let last = markdown.get(..at).and_then(|before| before.chars().next_back());
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // A mark after a letter or a digit closes, whether or not one was opened: 6'2".
        let opens = matches!(set, "“" | "‘") && !is_letter(last);
        let right = match typed {
            b'"' if opens => self.quotes.double.0,
            b'"' => self.quotes.double.1,
            b'\'' if opens => {
                self.open += 1;
                self.quotes.single.0
            }
            b'\'' if self.open > 0 && !(is_letter(last) && is_letter(next)) => {
                self.open -= 1;
                self.quotes.single.1
            }
            b'\'' => "’",
            _ => return None,
        };
        (right != set).then_some(right)
    }
}

#[cfg(test)]
mod tests {
    use super::{QUOTES, Quotes};

    #[test]
    fn a_language_has_its_marks_whatever_its_region() {
        for (lang, double) in [
            ("en", ("“", "”")),
            ("de", ("„", "“")),
            ("DE-at", ("„", "“")),
            ("fr-CH", ("«", "»")),
            ("zh", ("“", "”")),
            ("zh-Hant-HK", ("「", "」")),
            ("pt-BR", ("“", "”")),
            ("pt-PT", ("«", "»")),
            ("pl", ("„", "”")),
        ] {
            assert_eq!(Quotes::of(lang).double, double, "{lang}");
        }
        let mut tags: Vec<_> = QUOTES.iter().flat_map(|(tags, _)| *tags).collect();
        let count = tags.len();
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), count);
    }
}
