//! Typographic punctuation in texts that are not Markdown, such as titles and questions.

use pulldown_cmark::{Event, Options, Parser};

/// Whether a byte may be written for a sign that print has and keyboards lack.
pub(super) fn is_typewritten(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'-' | b'.')
}

/// Returns the text with typographic quotation marks, dashes and dots. The Markdown parser decides where, so that a
/// question reads like its answer; everything that it could read as more than text is escaped.
pub(super) fn typeset(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn line(text: &str) -> String {
    // In a heading nothing begins a block: neither `1.` nor `-` begins a list there.
    let mut markdown = String::from("# ");
    for c in text.trim().chars() {
        if c.is_ascii_punctuation() && !u8::try_from(c).is_ok_and(is_typewritten) {
            markdown.push('\\');
        }
        markdown.push(c);
    }
    let mut set = String::with_capacity(text.len() + 8);
    for event in Parser::new_ext(&markdown, Options::ENABLE_SMART_PUNCTUATION) {
        if let Event::Text(words) = event {
            set.push_str(&words);
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::{is_typewritten, typeset};

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
