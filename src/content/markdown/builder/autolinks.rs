//! Addresses that are written without any sign: links, as on GitHub (GFM 0.29, §6.9 "Autolinks (extension)").

use std::ops::Range;

use crate::characters::is_invisible;
use crate::content::document::{Inline, InlineKind, Text};
use crate::content::link::LinkPurpose;
use crate::content::markdown::builder::state::{Around, TreeBuilder};
use crate::escape;
use crate::span::Span;

/// An address in the Markdown.
struct Address {
    range: Range<usize>,
    /// What it lacks at its beginning.
    scheme: &'static str,
}

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    /// Makes links of the addresses in a line.
    pub(super) fn autolinked(&mut self, inlines: Vec<Inline<'m>>) -> Vec<Inline<'m>> {
        if self.around() == Around::Link || self.raw.is_in_link() {
            return inlines;
        }
        let ends = ends(&inlines);
        let mut out = Vec::with_capacity(inlines.len() + 2);
        let mut done = 0;
        let mut in_link = false;
        for (inline, end) in inlines.into_iter().zip(ends) {
            if let InlineKind::Html(parts) = &inline.kind {
                in_link = crate::content::document::leaves_link_open(parts, in_link);
            }
            let range = inline.range.start as usize..inline.range.end as usize;
            if !matches!(inline.kind, InlineKind::Text(_)) || in_link {
                out.push(inline);
            } else if done < range.end {
                done = self.addresses_in(inline, done.max(range.start), end, &mut out);
            }
        }
        out
    }

    /// Divides a text, which was read up to `from`, into words and links; an address may go on to `end`. Returns how far
    /// it was read.
    fn addresses_in(
        &mut self,
        inline: Inline<'m>,
        mut from: usize,
        end: usize,
        out: &mut Vec<Inline<'m>>,
    ) -> usize {
        let source = self.markdown;
        let (start, stop) = (inline.range.start as usize, inline.range.end as usize);
        let InlineKind::Text(text) = &inline.kind else { return from };
        // Words that are not written as they are shown (`&amp;`, smart punctuation) cannot be divided.
        let is_literal = source.get(start..stop) == Some(text.as_ref());
        if !is_literal {
            if from == start {
                out.push(inline);
            }
            return stop;
        }
        while let Some(address) = find(source, from..stop, end) {
            add_words(text, start, from..address.range.start, out);
            let written = source.get(address.range.clone()).unwrap_or_default();
            let shown = escape::unescape(written);
            let url = format!("{}{shown}", address.scheme);
            let span = self.span(&address.range);
            let link = self.reader.link(self.decoder, &url, span, LinkPurpose::Follow);
            let range = Span::from(address.range.clone());
            let words = Inline { range, kind: InlineKind::Text(shown.into()) };
            let kind = InlineKind::Link(link, Text::Borrowed(""), vec![words]);
            out.push(Inline { range, kind });
            from = address.range.end;
        }
        add_words(text, start, from..stop, out);
        from.max(stop)
    }
}

/// Adds a part of a text that begins at `start`.
fn add_words<'m>(text: &Text<'m>, start: usize, range: Range<usize>, out: &mut Vec<Inline<'m>>) {
    if range.is_empty() {
        return;
    }
    let part = range.start - start..range.end - start;
    let words: Text<'m> = match text {
        Text::Borrowed(text) => text.get(part).unwrap_or_default().into(),
        text => text.get(part).unwrap_or_default().to_owned().into(),
    };
    out.push(Inline { range: range.into(), kind: InlineKind::Text(words) });
}

/// Returns for each inline how far an address that begins in it can go: to the end of the texts that follow it closely.
fn ends(inlines: &[Inline<'_>]) -> Vec<usize> {
    let mut ends = vec![0; inlines.len()];
    let mut next: Option<(usize, usize)> = None;
    for (inline, slot) in inlines.iter().zip(&mut ends).rev() {
        let end = inline.range.end as usize;
        *slot = next.filter(|(start, _)| *start == end).map_or(end, |(_, reach)| reach);
        let is_text = matches!(inline.kind, InlineKind::Text(_));
        next = is_text.then_some((inline.range.start as usize, *slot));
    }
    ends
}

/// Finds the first address that begins in a part of the Markdown.
fn find(source: &str, part: Range<usize>, end: usize) -> Option<Address> {
    let text = source.get(part.clone())?;
    let mut signs = text.match_indices([':', '@', 'w']).map(|(at, sign)| (part.start + at, sign));
    signs.find_map(|(at, sign)| match sign {
        ":" => with_scheme(source, part.start, at, end),
        "@" => email(source, part.start, at, end),
        _ => without_scheme(source, part.start, at, end),
    })
}

/// `https://…`
fn with_scheme(source: &str, from: usize, colon: usize, end: usize) -> Option<Address> {
    let after = source.get(colon..end)?.strip_prefix("://")?;
    let before = source.get(from..colon)?;
    let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| {
        let at = before.len().checked_sub(scheme.len());
        at.and_then(|at| before.get(at..)).is_some_and(|found| found.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon - scheme.len();
    // A tag of a forum is told of as a whole.
    if source.get(..start)?.ends_with("[url=") {
        return None;
    }
    let before = source.get(..start).and_then(|text| text.chars().next_back());
    // The host is looked at last: a text of nothing but beginnings must not take quadratic time.
    (!before.is_some_and(|c| c.is_ascii_alphanumeric())
        && host(after).is_some_and(|host| !host.is_empty()))
    .then(|| Address { range: start..address_end(source, start, end), scheme: "" })
    .filter(|address| address.range.end > colon + 3)
}

/// `www.…`
fn without_scheme(source: &str, from: usize, at: usize, end: usize) -> Option<Address> {
    let rest = source.get(at..end)?;
    rest.strip_prefix("www.")?;
    let before = source.get(..at).and_then(|text| text.chars().next_back());
    let begins = before.is_none_or(|c| c.is_whitespace() || "*_~([\"'“„«‘".contains(c));
    (begins && at >= from && host(rest).is_some_and(|host| host.len() > 4))
        .then(|| Address { range: at..address_end(source, at, end), scheme: "http://" })
}

/// `name@example.org`
fn email(source: &str, from: usize, at: usize, end: usize) -> Option<Address> {
    let before = source.get(from..at)?;
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let start = at - before.len() + before.trim_end_matches(is_of_name).len();
    let after = source.get(at + 1..end)?;
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let host = after
        .find(|c| !is_of_host(c))
        .map_or(after, |length| after.get(..length).unwrap_or_default());
    let host = host.trim_end_matches('.');
    let is_whole =
        start < at && host.contains('.') && !host.ends_with(['-', '_']) && !host.starts_with('.');
    is_whole.then(|| Address { range: start..at + 1 + host.len(), scheme: "mailto:" })
}

/// Returns the host at the beginning of a text, if it is a valid one: no `_` in its last two parts.
fn host(text: &str) -> Option<&str> {
    let is_of_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let host =
        text.get(..text.find(|c| !is_of_host(c)).unwrap_or(text.len()))?.trim_end_matches('.');
    let mut parts = host.rsplit('.');
    let ends = parts.by_ref().take(2).all(|part| !part.is_empty() && !part.contains('_'));
    (ends && parts.all(|part| !part.is_empty()) && host.starts_with(char::is_alphanumeric))
        .then_some(host)
}

/// Returns the end of the address that begins at `start`: before white space or `<`, without the punctuation of the
/// sentence around it.
fn address_end(source: &str, start: usize, end: usize) -> usize {
    let text = source.get(start..end).unwrap_or_default();
    let ends = |c: char| c == '<' || is_invisible(c) || is_wide_end(c);
    let length = text.find(ends).unwrap_or(text.len());
    let mut text = text.get(..length).unwrap_or_default();
    // Only what nothing opens is punctuation of the sentence.
    let surplus = |open, close| {
        text.matches::<char>(close).count().saturating_sub(text.matches::<char>(open).count())
    };
    let mut surplus =
        [(')', surplus('(', ')')), (']', surplus('[', ']')), ('}', surplus('{', '}'))];
    loop {
        let Some(last) = text.chars().next_back() else { return start };
        let without = text.get(..text.len() - last.len_utf8()).unwrap_or_default();
        let open = surplus.iter_mut().find(|(close, count)| *close == last && *count > 0);
        if let Some((_, count)) = open {
            *count -= 1;
            text = without;
        } else if matches!(last, '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"')
            || is_closing_quote(last)
        {
            text = without;
        } else if last == ';' {
            // `&copy;` at the end is no part of it.
            let reference = without.rsplit_once('&').filter(|(_, name)| {
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
            });
            text = reference.map_or(without, |(before, _)| before);
        } else {
            return start + text.len();
        }
    }
}

/// Closing quotation marks, which end an address only at its end.
fn is_closing_quote(c: char) -> bool {
    matches!(c, '”' | '’' | '“' | '‘' | '»' | '«' | '›' | '‹' | '…')
}

/// The punctuation of scripts that put no spaces between words.
fn is_wide_end(c: char) -> bool {
    "。，、；：！？（）「」『』【】《》〈〉〔〕".contains(c)
}
