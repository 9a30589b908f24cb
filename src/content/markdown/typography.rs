//! Typographic punctuation in texts that are not Markdown, such as titles and questions.

use pulldown_cmark::{Event, Options, Parser};

use crate::content::markdown::quotes::{Marks, Quotes};

/// Whether a byte may be written for a sign that print has and keyboards lack.
pub(super) fn is_typewritten(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'-' | b'.')
}

/// Returns the text with typographic quotation marks, dashes and dots. The Markdown parser decides where, so that a
/// question reads like its answer; everything that it could read as more than text is escaped.
pub(super) fn typeset(text: &str, quotes: Quotes) -> String {
    text.split('\n').map(|text| line(text, quotes)).collect::<Vec<_>>().join("\n")
}

fn line(text: &str, quotes: Quotes) -> String {
    // In a heading nothing begins a block: neither `1.` nor `-` begins a list there.
    let mut markdown = String::from("# ");
    for c in text.trim().chars() {
        if c.is_ascii_punctuation() && !u8::try_from(c).is_ok_and(is_typewritten) {
            markdown.push('\\');
        }
        markdown.push(c);
    }
    let mut set = String::with_capacity(text.len() + 8);
    let mut marks = Marks::new(quotes);
    let parser = Parser::new_ext(&markdown, Options::ENABLE_SMART_PUNCTUATION);
    for (event, range) in parser.into_offset_iter() {
        if let Event::Text(words) = event {
            let mark = marks.mark(&markdown, range.start, &words);
            set.push_str(mark.unwrap_or(&words));
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::is_typewritten;
    use crate::content::markdown::quotes::Quotes;

    fn typeset(text: &str) -> String {
        super::typeset(text, Quotes::ENGLISH)
    }

    #[test]
    fn a_mark_after_a_letter_or_digit_closes() {
        for (typed, set) in [
            ("A door 6'2\" high", "A door 6’2” high"),
            ("a 15\" screen and a \"word\"", "a 15” screen and a “word”"),
            ("the dogs' \"house\"", "the dogs’ “house”"),
            ("rock 'n' roll", "rock ‘n’ roll"),
            ("\"'x' said\" he", "“‘x’ said” he"),
        ] {
            assert_eq!(typeset(typed), set);
        }
        let german = |text| super::typeset(text, Quotes::of("de"));
        assert_eq!(
            german("Er sagte: \"Das ist 'gut', Ada's Haus\"."),
            "Er sagte: „Das ist ‚gut‘, Ada’s Haus“."
        );
        assert_eq!(
            super::typeset("Il dit \"oui\"", Quotes::of("fr")),
            "Il dit «\u{202f}oui\u{202f}»"
        );
    }

    #[test]
    fn punctuation_is_that_of_print() {
        for (typed, set) in [
            ("Don't \"quote\" -- 'cite' --- wait...", "Don’t “quote” – ‘cite’ — wait…"),
            ("\"*(Why)*\" isn't <b>&amp;</b> [@a] $x$", "“*(Why)*” isn’t <b>&amp;</b> [@a] $x$"),
            ("1. What's new?", "1. What’s new?"),
            ("- \\ # ~~x~~ `it's` https://a.b/it's", "- \\ # ~~x~~ `it’s` https://a.b/it’s"),
            ("It's\nthis", "It’s\nthis"),
            ("", ""),
        ] {
            assert_eq!(typeset(typed), set);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_else_changes(text in "[ -~äß¹—\u{200b}]{0,60}") {
            let rest: String = text.chars().filter(|c| !u8::try_from(*c).is_ok_and(is_typewritten)).collect();
            proptest::prop_assert_eq!(typeset(&rest), rest.trim());
        }

        #[test]
        fn what_is_set_stays_so(text in "[ -~äß\n]{0,60}") {
            let once = typeset(&text);
            proptest::prop_assert_eq!(typeset(&once), once);
        }
    }
}
