//! [`Signs`]: what a text may hold at all besides plain `CommonMark`, found in one pass. Most texts have none of
//! it, and pay for nothing else.

use crate::characters::find_byte;

/// Something that a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `[@` or `[^`: citations and footnotes that were not read as such.
    Mark,
    /// `{{` or `{%`: calls of templates.
    Call,
    /// Characters that mean something in other dialects: `{`, `==`, `^`, `:smile:`.
    Dialect,
    /// `TK` or `XX`: a word that stands for one that is not known yet.
    StandIn,
    /// `@name` outside brackets: perhaps a citation.
    Mention,
    /// A tab, or a `|` between spaces, inside a line: perhaps between the cells of a table.
    Tab,
    /// `://`, `www.` or an `@` in a word: an address that readers can follow.
    Address,
    /// `]:`, which ends the label of a link's definition.
    Definition,
    /// Marks that chat programs leave, and letters that were read in a wrong encoding.
    Stray,
}

/// The signs that a text has.
#[derive(Debug, Default)]
pub(crate) struct Signs {
    /// A bit for each [`Sign`].
    found: u16,
    /// The colons at the beginnings of lines, apart from those of containers.
    pub(super) colons: Vec<usize>,
}

impl Signs {
    /// Looks for all of them.
    pub(super) fn of(markdown: &str) -> Self {
        let bytes = markdown.as_bytes();
        let mut signs = Self::default();
        signs.add_if(Sign::Address, markdown.contains("www."));
        signs.add_if(Sign::Stray, has_stray(markdown));
        let mut at = 0;
        while let Some(found) = find_byte(bytes, at, is_sign) {
            signs.note(bytes, found);
            at = found + 1;
        }
        signs
    }

    /// Whether a text has this.
    pub(super) fn has(&self, sign: Sign) -> bool {
        self.found & (1 << sign as u16) != 0
    }

    /// Whether a text has nothing that is looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.found == 0 && self.colons.is_empty()
    }

    fn add_if(&mut self, sign: Sign, is_there: bool) {
        self.found |= u16::from(is_there) << sign as u16;
    }

    fn note(&mut self, bytes: &[u8], at: usize) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied();
        let after = bytes.get(at + 1).copied();
        let in_word = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        match bytes.get(at) {
            Some(b':') => {
                self.add_if(Sign::Definition, before == Some(b']'));
                if after == Some(b'/') {
                    return self.add_if(Sign::Address, true);
                }
                let begins = begins_line(bytes, at);
                if begins {
                    self.colons.push(at);
                }
                // `:smile:`
                let apart = begins || before.is_some_and(|byte| byte.is_ascii_whitespace());
                self.add_if(Sign::Dialect, apart && in_word(after));
            }
            Some(b'@') => {
                let in_name = in_word(before) || before.is_some_and(|byte| b"._+-".contains(&byte));
                self.add_if(Sign::Address, in_name);
                // `[-@id]`
                let is_mention = !in_name || before == Some(b'-');
                self.add_if(Sign::Mention, is_mention && !matches!(before, Some(b'[' | b'\\')));
            }
            Some(b'[') => self.add_if(Sign::Mark, matches!(after, Some(b'@' | b'^'))),
            Some(b'{') => {
                self.add_if(Sign::Dialect, true);
                self.add_if(Sign::Call, matches!(after, Some(b'{' | b'%' | b'#')));
            }
            Some(b'=') => self.add_if(Sign::Dialect, before == Some(b'=')),
            Some(b'^') => self.add_if(Sign::Dialect, before != Some(b'[')),
            Some(b'~') => self.add_if(Sign::Dialect, after != Some(b'~') && in_word(before)),
            Some(b'\t') => {
                self.add_if(Sign::Tab, before.is_some_and(|byte| !byte.is_ascii_whitespace()));
            }
            Some(b'|') => self.add_if(Sign::Tab, before == Some(b' ') && after == Some(b' ')),
            Some(b'K') => self.add_if(Sign::StandIn, before == Some(b'T')),
            Some(b'X') => self.add_if(Sign::StandIn, before == Some(b'X')),
            _ => {}
        }
    }
}

/// What chat programs say before and after the text that they were asked for.
pub(super) const CHAT: &[&str] = &[
    "As an AI language model",
    "my last knowledge update",
    "version of your article",
    "I hope this helps!",
    "Would you like me to",
];

/// Whether a text may have something stray: most have none of the pairs of bytes with which that begins.
fn has_stray(markdown: &str) -> bool {
    let bytes = markdown.as_bytes();
    let mut at = 0;
    while let Some(found) = find_byte(bytes, at, |byte| matches!(byte, 0xc3 | 0xe3)) {
        let pair = bytes.get(found..found + 2);
        if matches!(pair, Some([0xc3, 0x82 | 0x83 | 0xa2] | [0xe3, 0x80])) {
            return true;
        }
        at = found + 1;
    }
    markdown.contains("turn0")
        || markdown.contains("%%")
        || CHAT.iter().any(|words| markdown.contains(words))
}

/// Whether a byte may be one of the signs. One bit tells `[` from `{`, `^` from `~`, `@` from a backtick, and `\` from
/// `|`, so four comparisons find seven of them.
fn is_sign(byte: u8) -> bool {
    matches!(byte | 0x20, b'{' | b'~' | b'`' | b'|')
        || matches!(byte, b':' | b'=' | b'K' | b'X' | b'\t')
}

/// Whether nothing but white space and the signs of quotations and lists stands before a byte in its line.
fn begins_line(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    let signs = before.iter().rev().take_while(|byte| {
        matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9')
    });
    let signs = signs.count();
    signs == at || before.get(at - signs - 1) == Some(&b'\n')
}

/// Returns the source from `at` on; `None` if a backslash says that it is text.
pub(in crate::content::markdown) fn after(source: &str, at: usize) -> Option<&str> {
    let backslashes = source.get(..at)?.bytes().rev().take_while(|b| *b == b'\\').count();
    ahead(source, at).filter(|_| backslashes % 2 == 0)
}

/// Returns the source from `at` on, as far as a mark may go: a page with nothing but `[@` must not take quadratic time.
pub(in crate::content::markdown) fn ahead(source: &str, at: usize) -> Option<&str> {
    let limit =
        (at + 400..source.len()).find(|end| source.is_char_boundary(*end)).unwrap_or(source.len());
    source.get(at..limit)
}

/// Returns the last bytes of a text, about as many as this, for the same reason.
pub(in crate::content::markdown) fn last(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at));
    from.and_then(|from| text.get(from..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Sign, Signs};

    #[test]
    fn plain_text_has_no_signs() {
        for text in ["Heat: it moves.", "An OK plan, 3:1.\n\nMore [@a] and `x`.", "A-K, X"] {
            let signs = Signs::of(text);
            assert!(signs.colons.is_empty(), "{text}: {signs:?}");
            assert_eq!(signs.found & !1, 0, "{text}: {signs:?}");
        }
    }

    #[test]
    fn each_sign_is_seen() {
        for (text, sign) in [
            ("see https://example.org", Sign::Address),
            ("a@example.org", Sign::Address),
            ("as @a says", Sign::Mention),
            ("TK million", Sign::StandIn),
            ("a ==b==", Sign::Dialect),
            ("x^2^", Sign::Dialect),
            ("a\tb", Sign::Tab),
            ("a | b", Sign::Tab),
            ("【4†source】", Sign::Stray),
            ("fÃ¼r", Sign::Stray),
            ("{% x %}", Sign::Call),
            ("[@a]", Sign::Mark),
            ("[a]: /b", Sign::Definition),
            ("[a]://b", Sign::Definition),
        ] {
            assert!(Signs::of(text).has(sign), "{text}");
        }
        assert_eq!(Signs::of("a\n: b\n> - :c").colons, [2, 10]);
    }
}
