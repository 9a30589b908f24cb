//! Raw HTML on its way into a fragment. If it is sanitised, it is rewritten from its tokens: names from the allow-list,
//! values in quotation marks, text escaped, every element closed where it was opened. Before that, it is never in one
//! string with what the engine writes, so nothing in a text can pass for the engine's HTML, or swallow it. If it is
//! allowed, it stays as it is, except for its links.

mod attributes;
mod frames;
mod hidden;
mod loose;
mod piece;
mod reports;

use crate::config::RawHtml;
use crate::content::document::RawPart;
use crate::content::link::{LinkFault, LinkPurpose, classify};
use crate::content::link_faults::report_link_fault;
use crate::content::markdown::builder::{Around, TreeBuilder};
use crate::content::markdown::raw::piece::RawPiece;
use crate::content::raw_html::{
    Attribute, Closing, MOST_ATTRIBUTES, Opening, Tag, Token, UrlUse, element, ends_paragraph,
    hides_content, names_place, tokens, url_use, urls,
};
use crate::diagnostic::Code;
use crate::escape;
use crate::node::TextMap;
use crate::path::SitePath;
use crate::span::Span;

impl TreeBuilder<'_, '_, '_, '_> {
    /// Handles a piece of raw HTML. `map` leads from its bytes to the Markdown's.
    pub(super) fn raw_html(&mut self, html: &str, map: &TextMap) {
        if self.is_read_as_allowance(html, map) {
            return;
        }
        let mut piece = RawPiece { html, map, written: 0, out: Vec::new() };
        match self.options().html {
            RawHtml::Escape => {
                let range = map.span(0, html.len());
                let range = range.start as usize..range.end as usize;
                self.text(html.to_owned().into(), &range);
            }
            RawHtml::Allow => self.allowed(&mut piece),
            RawHtml::Sanitize => self.sanitised(&mut piece),
        }
        self.flush(&mut piece);
    }

    /// Adds the written part of a piece to the tree.
    fn flush(&mut self, piece: &mut RawPiece<'_>) {
        let range = piece.map.span(0, piece.html.len());
        for part in std::mem::take(&mut piece.out) {
            let joins = !std::mem::take(&mut self.raw.apart);
            self.frame().push_raw(part, range, joins);
        }
    }

    fn allowed(&mut self, piece: &mut RawPiece<'_>) {
        for token in tokens(piece.html) {
            match token {
                Token::Tag(tag) => {
                    piece.mark(tag.name, tag.closing);
                    self.follow(piece, &tag);
                    if is_undescribed_image(&tag) {
                        let span = self.raw_span(piece, &tag.range);
                        self.report_undescribed(span);
                    }
                    for attribute in &tag.attributes {
                        self.allowed_attribute(piece, &tag, attribute);
                    }
                }
                Token::Unfinished(range) => {
                    self.report_unfinished(piece, &range);
                }
                Token::Comment(range) => self.report_comment(piece, &range),
                Token::Text(_) | Token::Declaration(_) | Token::Verbatim(_) => {}
            }
        }
        let rest = piece.html.get(piece.written..).unwrap_or("");
        piece.push(rest);
    }

    fn allowed_attribute(
        &mut self,
        piece: &mut RawPiece<'_>,
        tag: &Tag<'_>,
        attribute: &Attribute<'_>,
    ) {
        let Some(value) = attribute.value else { return };
        if names_place(tag, attribute) && !tag.closing {
            self.pin(piece, attribute, value);
            return;
        }
        if attribute.name.eq_ignore_ascii_case("markdown") {
            let span = self.raw_span(piece, &tag.range);
            self.report_markdown_attribute(span, tag.name);
        }
        let Some(usage) = url_use(tag.name, attribute.name) else { return };
        // A symbol of an SVG, which a template may have brought.
        if usage == UrlUse::Embed && value.trim_start().starts_with('#') {
            return;
        }
        let value_at = attribute.value_range.start;
        for url in urls(usage, value) {
            let range = value_at + url.start..value_at + url.end;
            let before = piece.html.get(piece.written..range.start).unwrap_or("");
            piece.push(before);
            self.raw_link(piece, usage, value.get(url).unwrap_or(""), range.start);
            piece.written = range.end;
        }
    }

    fn sanitised(&mut self, piece: &mut RawPiece<'_>) {
        for token in tokens(piece.html) {
            match token {
                Token::Text(range) => {
                    let text = piece.html.get(range).unwrap_or("");
                    escape::written_content_into(text, piece.markup());
                }
                Token::Tag(tag) if tag.closing => self.end_tag(piece, &tag),
                Token::Tag(tag) => self.start_tag(piece, &tag),
                Token::Comment(_) | Token::Verbatim(_) => {}
                Token::Declaration(range) => {
                    let span = self.raw_span(piece, &range);
                    let text: String = piece
                        .html
                        .get(range)
                        .unwrap_or("")
                        .chars()
                        .take_while(|c| !c.is_whitespace())
                        .take(20)
                        .collect();
                    self.report_dropped(span, &format!("`{text}`"));
                }
                Token::Unfinished(range) => self.report_unfinished(piece, &range),
            }
        }
    }

    fn start_tag(&mut self, piece: &mut RawPiece<'_>, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        if let Some(hidden) = &mut self.raw.hidden {
            hidden.nested += usize::from(hidden.name == name);
            return;
        }
        let span = self.raw_span(piece, &tag.range);
        let Some(element) = element(&name) else {
            if name == "iframe" {
                self.frame_tag(piece, tag, span);
            } else {
                self.report_dropped(span, &format!("`<{name}>`"));
            }
            self.report_scripts(piece, tag);
            if hides_content(&name) {
                self.hide(piece, name);
            }
            return;
        };
        if is_undescribed_image(tag) {
            self.report_undescribed(span);
        }
        if !self.makes_room(piece, element.name, span) {
            return;
        }
        match self.raw.open.start(element.name, span) {
            Opening::After(closed) => self.write_closed(piece, closed),
            Opening::Outside(of) => {
                self.decoder.report_with_hint(
                    Code::HtmlDropped,
                    span,
                    format!("`<{name}>` is outside {of} and was dropped"),
                    "write the element around it too, without an empty line or indentation that would make it Markdown",
                );
                return;
            }
            Opening::TooDeep => {
                self.report_too_deep(span);
                return;
            }
        }
        piece.push("<");
        piece.push(element.name);
        self.attributes(piece, tag, element, span);
        piece.push(">");
        piece.mark(element.name, false);
    }

    /// Ends the engine's own paragraph if an element begins that is not allowed in one; reports it if it is nested
    /// further inside, where it cannot begin.
    fn makes_room(&mut self, piece: &mut RawPiece<'_>, name: &'static str, span: Span) -> bool {
        let is_block = ends_paragraph(name);
        let around = self.around();
        let refused = match around {
            Around::Link if name == "a" => Some("another link"),
            Around::Heading if matches!(name.as_bytes(), [b'h', b'1'..=b'6']) => Some("a heading"),
            Around::Words | Around::Link if is_block && self.is_in_paragraph() => {
                Some("emphasised or linked text")
            }
            _ => None,
        };
        if let Some(around) = refused {
            self.decoder.report_with_hint(
                Code::HtmlDropped,
                span,
                format!("`<{name}>` is not allowed in {around} and was dropped"),
                "put it on a line of its own, with an empty line before it",
            );
            return false;
        }
        if is_block && around == Around::Paragraph {
            let closed = self.raw.open.close_level();
            self.write_closed(piece, closed);
            piece.out.push(RawPart::EndsParagraph);
            self.frame().end_paragraph();
        }
        true
    }

    fn end_tag(&mut self, piece: &mut RawPiece<'_>, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        if let Some(hidden) = &mut self.raw.hidden {
            if hidden.name == name && hidden.level == self.raw.open.level() {
                match hidden.nested.checked_sub(1) {
                    Some(nested) => hidden.nested = nested,
                    None => self.end_hidden(piece),
                }
            }
            return;
        }
        let Some(element) = element(&name) else { return };
        // Browsers read `</br>` as a line break (WHATWG HTML §13.2.6.4.7).
        if name == "br" {
            piece.push("<br>");
            return;
        }
        match self.raw.open.end(element.name) {
            Some(closed) => self.write_closed(piece, closed),
            // A paragraph ends where a block begins in it; its own end tag then has nothing left to close.
            None if name == "p" => {}
            None => {
                let span = self.raw_span(piece, &tag.range);
                self.decoder.report_with_hint(
                    Code::HtmlUnclosed,
                    span,
                    format!("`</{name}>` closes nothing here"),
                    format!("remove it, or open `<{name}>` before it, in the same paragraph, list item or cell"),
                );
            }
        }
    }

    /// Closes elements at the end of what contains them, and reports those that should have been closed before.
    pub(super) fn close_forgotten(&mut self, closed: Vec<Closing>) {
        if closed.is_empty() || self.options().html != RawHtml::Sanitize {
            return;
        }
        let end = self.frame().end();
        let map = TextMap::Verbatim(end);
        let mut piece = RawPiece { html: "", map: &map, written: 0, out: Vec::new() };
        self.write_closed(&mut piece, closed);
        self.flush(&mut piece);
    }

    fn write_closed(&mut self, piece: &mut RawPiece<'_>, closed: Vec<Closing>) {
        for Closing { name, forgotten } in closed {
            piece.push("</");
            piece.push(name);
            piece.push(">");
            piece.mark(name, true);
            if let Some(span) = forgotten {
                self.decoder.report_with_hint(
                    Code::HtmlUnclosed,
                    span,
                    format!("`<{name}>` is not closed, so it ends with the text around it"),
                    format!(
                        "write `</{name}>` where it ends, in the same paragraph, list item or cell"
                    ),
                );
            }
        }
    }

    /// Writes a URL of raw HTML, which is at `at` of its piece.
    fn raw_link(&mut self, piece: &mut RawPiece<'_>, usage: UrlUse, url: &str, at: usize) {
        let span = self.raw_span(piece, &(at..at + url.len()));
        let purpose =
            if usage == UrlUse::Follow { LinkPurpose::Follow } else { LinkPurpose::Embed };
        let link = self.reader.link(self.decoder, &escape::unescape(url), span, purpose);
        piece.out.push(RawPart::Url(link));
    }

    /// Of a removed tag, only what would run a script is worth a remark.
    fn report_scripts(&mut self, piece: &mut RawPiece<'_>, tag: &Tag<'_>) {
        for attribute in tag.attributes.iter().take(MOST_ATTRIBUTES) {
            let Some(value) = attribute.value else { continue };
            let Some(usage) = url_use(tag.name, attribute.name) else { continue };
            for url in urls(usage, value) {
                let decoded = escape::unescape(value.get(url.clone()).unwrap_or(""));
                if let Some(fault) = script(self.decoder.path, &decoded) {
                    let at = attribute.value_range.start;
                    let span = self.raw_span(piece, &(at + url.start..at + url.end));
                    report_link_fault(self.decoder, &decoded, span, &fault);
                }
            }
        }
    }

    fn raw_span(&self, piece: &RawPiece<'_>, range: &std::ops::Range<usize>) -> Span {
        self.span_through(piece.map, range.start, range.end)
    }
}

fn is_undescribed_image(tag: &Tag<'_>) -> bool {
    let described = || tag.attributes.iter().any(|of| of.name.eq_ignore_ascii_case("alt"));
    !tag.closing && tag.name.eq_ignore_ascii_case("img") && !described()
}

/// Returns why a URL would run a script, if it would.
fn script(file: &SitePath, url: &str) -> Option<LinkFault> {
    classify(file, url).err().filter(|fault| matches!(fault, LinkFault::Script(_)))
}
