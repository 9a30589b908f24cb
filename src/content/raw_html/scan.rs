//! A scanner that splits raw HTML into [`Token`]s with their places, so that links can be rewritten and findings can
//! point at them. It never fails: whatever is not a tag is text. It does not decide what a page may hold, because
//! sanitised HTML is rewritten from its tokens.

use std::ops::Range;

/// A piece of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'h> {
    /// Text, with its character references as they were written.
    Text(Range<usize>),
    /// A start or end tag.
    Tag(Tag<'h>),
    /// A comment.
    Comment(Range<usize>),
    /// `<!DOCTYPE …>`, `<?php … ?>` or `<![CDATA[…]]>`.
    Declaration(Range<usize>),
    /// The text in an element whose content is never markup, such as `<script>`.
    Verbatim(Range<usize>),
    /// A tag or comment that never ends.
    Unfinished(Range<usize>),
}

/// A start or end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'h> {
    /// The name, as written.
    pub(crate) name: &'h str,
    /// Whether it is an end tag.
    pub(crate) closing: bool,
    /// The whole tag.
    pub(crate) range: Range<usize>,
    /// Its attributes.
    pub(crate) attributes: Vec<Attribute<'h>>,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'h> {
    /// The name, as written.
    pub(crate) name: &'h str,
    /// The value as written, without its quotes.
    pub(crate) value: Option<&'h str>,
    /// The place of the value in the text, without its quotes; empty, after the name, if there is none.
    pub(crate) value_range: Range<usize>,
}

/// Elements whose content is text, whatever it looks like (WHATWG HTML §13.2.6, "RAWTEXT" and "RCDATA").
const VERBATIM: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// Returns the tags of `html`; comments, declarations and what never ends are skipped.
pub(crate) fn tags(html: &str) -> Vec<Tag<'_>> {
    tokens(html)
        .into_iter()
        .filter_map(|token| match token {
            Token::Tag(tag) => Some(tag),
            _ => None,
        })
        .collect()
}

/// Splits `html` into tokens, which cover it from its first byte to its last.
pub(crate) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    while let Some(open) = find(html, at, "<") {
        let Some((token, end)) = markup(html, open) else {
            at = open + 1;
            continue;
        };
        push_text(&mut found, text_from..open);
        let verbatim = match &token {
            Token::Tag(tag) if !tag.closing => verbatim_end(html, tag.name, end),
            _ => None,
        };
        found.push(token);
        at = end;
        if let Some(verbatim_end) = verbatim {
            if verbatim_end > end {
                found.push(Token::Verbatim(end..verbatim_end));
            }
            at = verbatim_end;
        }
        text_from = at;
    }
    push_text(&mut found, text_from..html.len());
    found
}

fn push_text(found: &mut Vec<Token<'_>>, range: Range<usize>) {
    if !range.is_empty() {
        found.push(Token::Text(range));
    }
}

/// Returns what begins with the `<` at `open`, and where it ends; `None` if the `<` is text.
fn markup(html: &str, open: usize) -> Option<(Token<'_>, usize)> {
    let after = rest(html, open + 1);
    if after.starts_with("!--") {
        return Some(match comment_end(html, open + 4) {
            Some(end) => (Token::Comment(open..end), end),
            None => (Token::Unfinished(open..html.len()), html.len()),
        });
    }
    if after.starts_with(['!', '?']) {
        // As CommonMark ends them (0.31.2, §6.10).
        let close = match after {
            _ if after.starts_with("![CDATA[") => "]]>",
            _ if after.starts_with('?') => "?>",
            _ => ">",
        };
        return Some(match find(html, open, close) {
            Some(at) => (Token::Declaration(open..at + close.len()), at + close.len()),
            None => (Token::Unfinished(open..html.len()), html.len()),
        });
    }
    let closing = after.starts_with('/');
    let name_at = open + 1 + usize::from(closing);
    if !rest(html, name_at).starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = end_of(html, name_at, |b| b.is_ascii_whitespace() || b == b'/' || b == b'>');
    let name = html.get(name_at..name_end).unwrap_or("");
    Some(match attributes(html, name_end) {
        Some((attributes, end)) => {
            (Token::Tag(Tag { name, closing, range: open..end, attributes }), end)
        }
        None => (Token::Unfinished(open..html.len()), html.len()),
    })
}

/// Returns the end of the comment whose text begins at `at`. `<!-->` and `<!--->` end at once (WHATWG HTML §13.2.5.43).
fn comment_end(html: &str, at: usize) -> Option<usize> {
    for at_once in [">", "->"] {
        if rest(html, at).starts_with(at_once) {
            return Some(at + at_once.len());
        }
    }
    find(html, at, "-->").map(|found| found + 3)
}

/// Returns the end of the content of an element whose content is never markup; `None` for every other element.
fn verbatim_end(html: &str, name: &str, from: usize) -> Option<usize> {
    let known = VERBATIM.iter().find(|known| name.eq_ignore_ascii_case(known))?;
    let closes = |at: usize| {
        let after = at + 2 + name.len();
        html.get(at + 2..after).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && !html.as_bytes().get(after).is_some_and(u8::is_ascii_alphanumeric)
    };
    let end = rest(html, from).match_indices("</").map(|(found, _)| from + found);
    let end = if *known == "plaintext" { None } else { end.into_iter().find(|at| closes(*at)) };
    Some(end.unwrap_or(html.len()))
}

fn rest(html: &str, at: usize) -> &str {
    html.get(at..).unwrap_or("")
}

fn find(html: &str, at: usize, what: &str) -> Option<usize> {
    rest(html, at).find(what).map(|found| at + found)
}

/// Returns the first byte from `at` on for which `stop` holds, or the end.
pub(super) fn end_of(html: &str, at: usize, stop: impl Fn(u8) -> bool) -> usize {
    html.as_bytes()
        .iter()
        .enumerate()
        .skip(at)
        .find(|(_, b)| stop(**b))
        .map_or(html.len(), |(end, _)| end)
}

/// Reads attributes up to the end of the tag (WHATWG HTML §13.2.5.32 and the following sections, without their error
/// states); `None` if the tag never ends.
fn attributes(html: &str, mut at: usize) -> Option<(Vec<Attribute<'_>>, usize)> {
    let bytes = html.as_bytes();
    let mut attributes = Vec::new();
    loop {
        at = end_of(html, at, |b| !(b.is_ascii_whitespace() || b == b'/'));
        match bytes.get(at) {
            None => return None,
            Some(b'>') => return Some((attributes, at + 1)),
            Some(_) => {}
        }
        // A name has at least one character: an `=` in front belongs to it.
        let name_end =
            end_of(html, at + 1, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
        let name = html.get(at..name_end).unwrap_or("");
        let equals = end_of(html, name_end, |b| !b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            attributes.push(Attribute { name, value: None, value_range: name_end..name_end });
            at = name_end;
            continue;
        }
        let value_at = end_of(html, equals + 1, |b| !b.is_ascii_whitespace());
        let (range, next) = if let Some(quote @ (b'"' | b'\'')) = bytes.get(value_at) {
            let end = end_of(html, value_at + 1, |b| b == *quote);
            (value_at + 1..end, (end + 1).min(html.len()))
        } else {
            let end = end_of(html, value_at, |b| b.is_ascii_whitespace() || b == b'>');
            (value_at..end, end)
        };
        let range = range.start.min(range.end)..range.end;
        attributes.push(Attribute { name, value: html.get(range.clone()), value_range: range });
        at = next;
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, tags, tokens};

    #[test]
    fn tags_and_values_are_found_where_they_stand() {
        let html = "<!-- <a> --><a  href=\"x>y\" title='t' hidden data-x=1>b</a ><br/>";
        let found = tags(html);
        assert_eq!(
            found.iter().map(|tag| (tag.name, tag.closing)).collect::<Vec<_>>(),
            [("a", false), ("a", true), ("br", false)]
        );
        let values: Vec<_> = found[0]
            .attributes
            .iter()
            .map(|a| (a.name, a.value, html.get(a.value_range.clone()).unwrap()))
            .collect();
        assert_eq!(
            values,
            [
                ("href", Some("x>y"), "x>y"),
                ("title", Some("t"), "t"),
                ("hidden", None, ""),
                ("data-x", Some("1"), "1")
            ]
        );
        assert_eq!(tags("<script>if (a<b) {}</script><i>").len(), 3);
        assert_eq!(tags("a < b <3").len(), 0);
    }

    #[test]
    fn what_never_ends_is_known_as_such() {
        for html in [
            "<a title=\"",
            "<a title='\n\n",
            "<a",
            "</a ",
            "<!-- x --",
            "<!DOCTYPE",
            "<?php",
            "<a b=",
        ] {
            assert_eq!(tokens(html), [Token::Unfinished(0..html.len())], "{html}");
        }
        assert_eq!(tokens("<!--> x"), [Token::Comment(0..5), Token::Text(5..7)]);
        assert_eq!(tokens("<title><b>")[1], Token::Verbatim(7..10));
    }

    proptest::proptest! {
        #[test]
        fn tokens_cover_the_text_in_order(html in "(\\PC|[<>/='\" a!?-]){0,80}") {
            let mut at = 0;
            for token in tokens(&html) {
                let range = match token {
                    Token::Tag(tag) => tag.range,
                    Token::Text(range) | Token::Comment(range) | Token::Declaration(range)
                    | Token::Verbatim(range) | Token::Unfinished(range) => range,
                };
                assert_eq!(range.start, at);
                assert!(html.get(range.clone()).is_some_and(|text| !text.is_empty()));
                at = range.end;
            }
            assert_eq!(at, html.len());
        }
    }
}
