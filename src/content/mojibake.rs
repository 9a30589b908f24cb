//! Letters of UTF-8 that another program read as Windows-1252: `Ã¼` for `ü`, `â€™` for `’`.

/// The characters of Windows-1252 at 0x80 to 0x9F; those that it does not have are spaces.
const HIGH: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// Returns the length of the garbled letter at the beginning of a text, and the letter that is meant.
pub(super) fn garbled(text: &str) -> Option<(usize, char)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let second = chars.next()?;
    let third = chars.next();
    match first {
        'Ã' => {
            // Capitals of Portuguese may stand before a mark: `NÃO`, `«Ã»`.
            let is_mark = "\u{a0}«»‘’“”–—…‹›„‚•".contains(second);
            let goes_on = third.is_some_and(char::is_lowercase);
            let fits = second != '\u{a0}' && (!is_mark || goes_on);
            let letter = decoded(&[0xc3, byte(second)?])?;
            fits.then_some((first.len_utf8() + second.len_utf8(), letter))
        }
        'Â' if "°§£©®±½¼¾·«²³¹¿¡´¨".contains(second) => {
            Some((first.len_utf8() + second.len_utf8(), second))
        }
        'â' if second == '€' => {
            let third = third?;
            let letter = decoded(&[0xe2, 0x80, byte(third)?])?;
            Some((first.len_utf8() + second.len_utf8() + third.len_utf8(), letter))
        }
        _ => None,
    }
}

/// Returns the first garbled letter of a text, with its place.
pub(super) fn first_garbled(text: &str) -> Option<(usize, usize, char)> {
    text.match_indices(['Ã', 'Â', 'â']).find_map(|(at, _)| {
        let (length, right) = garbled(text.get(at..)?)?;
        Some((at, length, right))
    })
}

/// Says what is wrong, and what to do about it.
pub(super) fn explained(wrong: &str, right: char) -> (String, String) {
    (
        format!("`{wrong}` is what a program made of `{right}` because it mistook the encoding"),
        format!("write `{right}`; if there are many, open the original as UTF-8 and copy it again"),
    )
}

/// Returns the byte that Windows-1252 has for a character, if UTF-8 has it inside a letter.
fn byte(c: char) -> Option<u8> {
    if ('\u{a0}'..='\u{bf}').contains(&c) {
        return u8::try_from(u32::from(c)).ok();
    }
    let at = HIGH.chars().position(|high| high == c && c != ' ')?;
    u8::try_from(0x80 + at).ok()
}

fn decoded(bytes: &[u8]) -> Option<char> {
    std::str::from_utf8(bytes).ok()?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::{HIGH, first_garbled};

    #[test]
    fn the_table_has_all_that_windows_has() {
        assert_eq!(HIGH.chars().count(), 32);
    }

    #[test]
    fn letters_are_known_again() {
        for (wrong, right) in [
            ("fÃ¼r", 'ü'),
            ("itâ€™s", '’'),
            ("â€œx", '“'),
            ("5 Â°C", '°'),
            ("Ã–l", 'Ö'),
            ("caffÃ©", 'é'),
        ] {
            assert_eq!(first_garbled(wrong).map(|found| found.2), Some(right), "{wrong}");
        }
        for right in ["NÃO", "MANHÃ", "«MANHû", "âge", "Âge", "a â € b", "MAÇÔ", "château"]
        {
            assert_eq!(first_garbled(right), None, "{right}");
        }
    }
}
