//! What the parser must not see as it is, because it would read more into it than is meant.
//!
//! It takes each colon at the beginning of a line for a definition. Every dialect that has definitions wants white space
//! after the colon (PHP Markdown Extra, Pandoc's `definition_lists`), and a span of code goes on across it (`CommonMark`
//! 0.31.2, §6.1). And it takes prices for formulas: no `$` before a digit ends one, none after white space, and none
//! before white space begins one (Pandoc's manual, `tex_math_dollars`).

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use crate::characters::find_byte;
use crate::content::markdown::signs::ahead;

/// An event of the parser and the bytes of the Markdown that it comes from.
pub(crate) type Located<'m> = (Event<'m>, Range<usize>);

/// What the parser sees in place of a colon that begins nothing: no text can hold it.
const COLON: u8 = 0x01;
/// What it sees in place of a `$` that belongs to no formula.
const DOLLAR: u8 = 0x02;

/// Returns the text with a mask for each colon that begins no definition, and, if it may have formulas, for each `$` that
/// belongs to none. `None` if there is nothing to mask.
pub(super) fn masked(markdown: &str, colons: &[usize], math: bool) -> Option<String> {
    let colons = colons.iter().copied().filter(|at| !begins_definition(markdown, *at));
    let mut wrong: Vec<(usize, u8)> = colons.map(|at| (at, COLON)).collect();
    if math {
        wrong.extend(prices(markdown).into_iter().map(|at| (at, DOLLAR)));
    }
    if wrong.is_empty() {
        return None;
    }
    let mut bytes = markdown.as_bytes().to_vec();
    for (at, mask) in wrong {
        if let Some(byte) = bytes.get_mut(at) {
            *byte = mask;
        }
    }
    String::from_utf8(bytes).ok()
}

/// Returns the single `$` that neither begin nor end a formula.
fn prices(markdown: &str) -> Vec<usize> {
    let bytes = markdown.as_bytes();
    let mut prices = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(found) = find_byte(bytes, at, |byte| byte == b'$') {
        at = found + 1;
        let before = markdown.get(..found).unwrap_or_default();
        let backslashes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
        let dollars = bytes.iter().skip(found).take_while(|byte| **byte == b'$').count();
        if backslashes % 2 == 1 {
            continue;
        }
        if dollars > 1 {
            // A formula on lines of its own.
            at = found + dollars;
            prices.extend(open.take());
            continue;
        }
        let spaced = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
        let after = bytes.get(found + 1);
        let is_apart =
            |open: usize| markdown.get(open..found).is_some_and(|text| text.contains("\n\n"));
        let ends = !spaced(before.as_bytes().last()) && !after.is_some_and(u8::is_ascii_digit);
        if open.is_some_and(|open| ends && !is_apart(open)) {
            open = None;
            continue;
        }
        prices.extend(open.take());
        if spaced(after) {
            prices.push(found);
        } else {
            open = Some(found);
        }
    }
    prices.extend(open);
    prices
}

fn begins_definition(markdown: &str, at: usize) -> bool {
    let after = markdown.as_bytes().get(at + 1);
    after.is_none_or(u8::is_ascii_whitespace) && !is_in_code(markdown, at)
}

/// Whether a span of code that begins before this byte, in the same paragraph and not far from it, ends after it.
fn is_in_code(markdown: &str, at: usize) -> bool {
    let near = (at.saturating_sub(400)..=at).find(|near| markdown.is_char_boundary(*near));
    let before = near.and_then(|near| markdown.get(near..at)).unwrap_or_default();
    let begin = before.rfind("\n\n").map_or(0, |end| end + 2);
    let before = before.get(begin..).unwrap_or_default();
    if !before.contains('`') {
        return false;
    }
    let after = ahead(markdown, at).unwrap_or_default();
    let after = after.split("\n\n").next().unwrap_or_default();
    let mut open: Option<usize> = None;
    for run in runs(before) {
        open = match open {
            Some(length) if length == run => None,
            Some(length) => Some(length),
            // One that is never closed opens nothing.
            None => Some(run),
        };
    }
    open.is_some_and(|length| runs(after).any(|run| run == length))
}

/// Returns the lengths of the rows of backticks in a text.
fn runs(text: &str) -> impl Iterator<Item = usize> {
    text.split(|c| c != '`').map(str::len).filter(|length| *length > 0)
}

/// Returns the events of a masked text as those of the text itself.
pub(super) fn unmasked<'m>(events: impl Iterator<Item = Located<'m>>) -> Vec<Located<'static>> {
    events.map(|(event, range)| (whole(event), range)).collect()
}

fn whole(event: Event<'_>) -> Event<'static> {
    match event {
        Event::Text(text) => Event::Text(shown(&text)),
        Event::Code(text) => Event::Code(shown(&text)),
        Event::Html(text) => Event::Html(shown(&text)),
        Event::InlineHtml(text) => Event::InlineHtml(shown(&text)),
        Event::InlineMath(text) => Event::InlineMath(shown(&text)),
        Event::DisplayMath(text) => Event::DisplayMath(shown(&text)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => Event::Start(Tag::Link {
            link_type,
            dest_url: shown(&dest_url),
            title: shown(&title),
            id: shown(&id),
        }),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Image {
            link_type,
            dest_url: shown(&dest_url),
            title: shown(&title),
            id: shown(&id),
        }),
        event => event.into_static(),
    }
}

fn shown(text: &str) -> CowStr<'static> {
    let is_mask = |c: char| c == char::from(COLON) || c == char::from(DOLLAR);
    if !text.contains(is_mask) {
        return CowStr::from(text.to_owned());
    }
    let unmask = |c: char| match c {
        '\u{1}' => ':',
        '\u{2}' => '$',
        c => c,
    };
    CowStr::from(text.chars().map(unmask).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{masked, prices};

    #[test]
    fn prices_are_no_formulas() {
        for (text, found) in [
            ("$x$ and $y$", &[][..]),
            ("It cost $5. Now more ($6).", &[8, 22]),
            ("**$5** or **$6** x", &[2, 12]),
            ("$5 and $x$", &[0]),
            ("a $ b $ c", &[2, 6]),
            ("\\$5 and $x$", &[]),
            ("$x\n\ny$", &[0, 5]),
            ("$$x$$ and $5", &[10]),
            ("only $x", &[5]),
        ] {
            assert_eq!(prices(text), found, "{text}");
        }
    }

    #[test]
    fn only_a_colon_with_white_space_begins_a_definition() {
        assert_eq!(masked("a\n: b", &[2], false), None);
        assert_eq!(masked("a\n:b", &[2], false).as_deref(), Some("a\n\u{1}b"));
        assert_eq!(masked("`a\n: b`", &[3], false).as_deref(), Some("`a\n\u{1} b`"));
    }
}
