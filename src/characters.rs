//! Which characters a text may hold, and which of them are visible: [`is_forbidden`] and [`is_blank`]. Both ask what
//! Unicode says of a character; neither is a list of known troublemakers. [`resembled`] is one: of characters that word
//! processors, phones and keyboards of other scripts write in place of those that YAML and TOML are made of.

use std::borrow::Cow;

/// The code points that Unicode draws as nothing if they are not supported: `Default_Ignorable_Code_Point` of
/// `DerivedCoreProperties.txt`, which includes unassigned ranges reserved for more of them.
const IGNORABLE: &[(u32, u32)] = &[
    (0x00ad, 0x00ad),
    (0x034f, 0x034f),
    (0x061c, 0x061c),
    (0x115f, 0x1160),
    (0x17b4, 0x17b5),
    (0x180b, 0x180f),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x206f),
    (0x3164, 0x3164),
    (0xfe00, 0xfe0f),
    (0xfeff, 0xfeff),
    (0xffa0, 0xffa0),
    (0xfff0, 0xfff8),
    (0x1_bca0, 0x1_bca3),
    (0x1_d173, 0x1_d17a),
    (0xe_0000, 0xe_0fff),
];

/// Characters that are drawn as nothing although Unicode does not say so: format controls of annotations and of
/// Egyptian quadrats, the empty Braille pattern, the null notehead.
const EMPTY: &[(u32, u32)] =
    &[(0x2800, 0x2800), (0xfff9, 0xfffb), (0x1_3430, 0x1_343f), (0x1_d159, 0x1_d159)];

/// Whether this character is invisible when it is alone.
pub fn is_invisible(c: char) -> bool {
    let within = |ranges: &[(u32, u32)]| {
        ranges.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(c)))
    };
    if c.is_ascii() {
        return c.is_ascii_whitespace() || c.is_ascii_control();
    }
    c.is_whitespace() || is_forbidden(c) || within(IGNORABLE) || within(EMPTY)
}

/// Whether all characters of a text are invisible.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

/// Whether a character must not be in a text: a control other than a tab or a line break, or a code point that Unicode
/// reserves as a non-character. HTML and XML cannot express most of them.
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n')) || is_noncharacter(c)
}

/// U+FDD0 to U+FDEF, and the last two code points of each plane (Unicode 16, §23.7).
fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

/// Whether a character that begins with this byte may be forbidden. Most texts have no such byte.
pub const fn may_be_forbidden(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t' && byte != b'\n') || byte == 0x7f || byte == 0xc2 || byte >= 0xef
}

/// The length of the pieces in which a text is looked through: a compiler can test many bytes at a time, but not if the
/// loop may stop at any byte.
pub const PIECE: usize = 32;

/// Finds the first byte from `at` on for which `is` holds. Where that is a simple test, a compiler must not know the
/// length of a piece, or it makes 32 single tests of it (callgrind: 0.4 million more instructions per article).
pub fn find_byte(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    let mut from = at;
    for piece in bytes.get(at..)?.chunks(PIECE) {
        if piece.iter().fold(false, |any, byte| any | is(*byte)) {
            return piece.iter().position(|byte| is(*byte)).map(|found| from + found);
        }
        from += piece.len();
    }
    None
}

/// Returns the forbidden characters of a text, with their positions.
pub fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at = find_byte(bytes, at, may_be_forbidden)?;
            let c = text.get(at..)?.chars().next()?;
            let found = (at, c);
            at += c.len_utf8();
            if is_forbidden(c) {
                return Some(found);
            }
        }
    })
}

/// Returns the text with U+FFFD in place of each forbidden character.
pub fn clean(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut written = 0;
    for (at, c) in forbidden(text) {
        out.push_str(text.get(written..at).unwrap_or(""));
        out.push(char::REPLACEMENT_CHARACTER);
        written = at + c.len_utf8();
    }
    if written == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(written..).unwrap_or(""));
    Cow::Owned(out)
}

/// Returns the ASCII character that a character looks like, and its name, if it is one that is typed or pasted in its
/// place. A space that cannot be seen at all stands for none: `\0`.
pub fn resembled(c: char) -> Option<(char, &'static str)> {
    Some(match c {
        '\u{a0}' => (' ', "a no-break space"),
        '\u{202f}' => (' ', "a narrow no-break space"),
        '\u{3000}' => (' ', "an ideographic space"),
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => (' ', "a space of another width"),
        '\u{200b}' => ('\0', "a zero-width space"),
        '\u{200c}' | '\u{200d}' | '\u{2060}' => ('\0', "an invisible joiner"),
        '\u{feff}' => ('\0', "a byte order mark"),
        '\u{ad}' => ('\0', "a soft hyphen"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => ('\0', "an invisible mark of direction"),
        '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}' => ('-', "a hyphen of another kind"),
        '\u{2212}' => ('-', "a minus sign"),
        '\u{2012}'..='\u{2015}' | '\u{fe58}' | '\u{2e3a}' | '\u{2e3b}' => ('-', "a dash"),
        '\u{ff1a}' | '\u{fe55}' => (':', "a full-width colon"),
        '\u{2236}' | '\u{a789}' => (':', "a sign that looks like a colon"),
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{ff02}' => {
            ('"', "a typographic quotation mark")
        }
        '\u{300c}'..='\u{300f}' => ('"', "a quotation mark of another script"),
        '\u{2018}'..='\u{201b}' | '\u{2039}' | '\u{203a}' | '\u{ff07}' => {
            ('\'', "a typographic quotation mark")
        }
        '\u{ff1d}' => ('=', "a full-width equals sign"),
        '\u{ff0c}' => (',', "a full-width comma"),
        '\u{ff3b}' => ('[', "a full-width bracket"),
        '\u{ff3d}' => (']', "a full-width bracket"),
        _ => return None,
    })
}

/// Whether a text ends in a question mark (Latin, full-width, Arabic, Greek, Armenian or Ethiopic), perhaps before a
/// quotation mark or a bracket.
pub fn is_question(text: &str) -> bool {
    text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '“' | '»' | ')' | '’')
    })
    .ends_with(['?', '？', '؟', ';', '՞', '፧'])
}

/// Whether this is the mark of an item in a list that was typed or pasted as text: not a hyphen.
pub fn is_bullet(c: char) -> bool {
    let marks = "•‣⁃·∙◦●○▪▫■□◆◇➢➤→✓✔*";
    marks.contains(c) || c == '\u{f0b7}' || matches!(resembled(c), Some(('-', _)))
}

/// Returns how a character is named in a message: as it looks, if it can be seen, by its name if it has one here, and by
/// its code point.
pub fn named(c: char) -> String {
    let code = u32::from(c);
    match resembled(c) {
        Some((' ' | '\0', name)) => format!("{name} (U+{code:04X})"),
        Some((_, name)) => format!("`{c}` (U+{code:04X}), {name}"),
        None if c.is_ascii() => format!("`{c}`"),
        None => format!("`{c}` (U+{code:04X})"),
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, forbidden, is_blank, is_forbidden};

    #[test]
    fn what_cannot_be_seen_is_blank_whatever_it_is_called() {
        for c in [
            ' ',
            '\u{a0}',
            '\u{ad}',
            '\u{34f}',
            '\u{115f}',
            '\u{180e}',
            '\u{200b}',
            '\u{200d}',
            '\u{202e}',
            '\u{2028}',
            '\u{2060}',
            '\u{2064}',
            '\u{2800}',
            '\u{3000}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fffe}',
            '\u{1d159}',
            '\u{1d173}',
            '\u{e0041}',
            '\u{85}',
            '\u{1}',
        ] {
            assert!(is_blank(&format!("{c}{c} {c}")), "U+{:04X}", u32::from(c));
            assert!(!is_blank(&format!("{c}a")), "U+{:04X}", u32::from(c));
        }
        for text in ["a", "?", "0", "é", "ا", "한", "😀", "\u{fffd}", "👩\u{200d}🔬"] {
            assert!(!is_blank(text), "{text}");
        }
    }

    #[test]
    fn forbidden_characters_are_found_and_replaced_wherever_they_stand() {
        let text = "a\u{1}b\u{85}\u{a0}\u{fdd0}\u{fdcf}\t\u{fffe}😀\u{1ffff}\n\u{10fffe}\u{7f}";
        let found: Vec<char> = forbidden(text).map(|(_, c)| c).collect();
        assert_eq!(found, text.chars().filter(|c| is_forbidden(*c)).collect::<Vec<_>>());
        assert_eq!(found.len(), 7);
        assert_eq!(
            clean(text),
            "a\u{fffd}b\u{fffd}\u{a0}\u{fffd}\u{fdcf}\t\u{fffd}😀\u{fffd}\n\u{fffd}\u{fffd}"
        );
        assert!(matches!(clean("Grüße, 😀 \u{a0}\u{fdcf}"), std::borrow::Cow::Borrowed(_)));
    }
}
