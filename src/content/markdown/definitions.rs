//! Which colons at the beginning of a line begin a definition. The parser takes each of them for one; every dialect that
//! has definitions wants white space after the colon (PHP Markdown Extra, Pandoc's `definition_lists`), and a span of
//! code goes on across it (`CommonMark` 0.31.2, §6.1).

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

/// An event of the parser and the bytes of the Markdown that it comes from.
pub(crate) type Located<'m> = (Event<'m>, Range<usize>);

/// What the parser sees in place of a colon that begins nothing: no text can hold it.
const MASK: u8 = 0x01;

/// Returns the text with a mask for each colon that begins no definition, or `None` if there is no such colon.
pub(super) fn masked(markdown: &str, colons: &[usize]) -> Option<String> {
    let wrong: Vec<usize> =
        colons.iter().copied().filter(|at| !begins_definition(markdown, *at)).collect();
    if wrong.is_empty() {
        return None;
    }
    let mut bytes = markdown.as_bytes().to_vec();
    for at in wrong {
        if let Some(byte) = bytes.get_mut(at) {
            *byte = MASK;
        }
    }
    String::from_utf8(bytes).ok()
}

fn begins_definition(markdown: &str, at: usize) -> bool {
    let after = markdown.as_bytes().get(at + 1);
    after.is_none_or(u8::is_ascii_whitespace) && !is_in_code(markdown, at)
}

/// Whether a span of code that begins before this byte, in the same paragraph, ends after it.
fn is_in_code(markdown: &str, at: usize) -> bool {
    let before = markdown.get(..at).unwrap_or_default();
    let begin = before.rfind("\n\n").map_or(0, |end| end + 2);
    let before = before.get(begin..).unwrap_or_default();
    if !before.contains('`') {
        return false;
    }
    let after = markdown.get(at..).unwrap_or_default();
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
        Event::Text(text) => Event::Text(colons(&text)),
        Event::Code(text) => Event::Code(colons(&text)),
        Event::Html(text) => Event::Html(colons(&text)),
        Event::InlineHtml(text) => Event::InlineHtml(colons(&text)),
        Event::InlineMath(text) => Event::InlineMath(colons(&text)),
        Event::DisplayMath(text) => Event::DisplayMath(colons(&text)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => Event::Start(Tag::Link {
            link_type,
            dest_url: colons(&dest_url),
            title: colons(&title),
            id: colons(&id),
        }),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Image {
            link_type,
            dest_url: colons(&dest_url),
            title: colons(&title),
            id: colons(&id),
        }),
        event => event.into_static(),
    }
}

fn colons(text: &str) -> CowStr<'static> {
    let text: Cow<'_, str> = if text.as_bytes().contains(&MASK) {
        text.replace(char::from(MASK), ":").into()
    } else {
        text.into()
    };
    CowStr::from(text.into_owned())
}
