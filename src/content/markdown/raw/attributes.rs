//! The attributes of a tag that is rewritten.

use std::collections::BTreeSet;

use crate::content::markdown::builder::TreeBuilder;
use crate::content::markdown::raw::piece::RawPiece;
use crate::content::raw_html::{
    Attribute, Element, MOST_ATTRIBUTES, Tag, is_allowed_attribute, names_place, url_use, urls,
};
use crate::escape;
use crate::span::Span;

/// The maximum number of dropped attributes reported one by one for a tag.
const TOLD_ATTRIBUTES: usize = 8;

impl TreeBuilder<'_, '_, '_, '_> {
    pub(super) fn attributes(
        &mut self,
        piece: &mut RawPiece<'_>,
        tag: &Tag<'_>,
        element: &Element,
        span: Span,
    ) {
        let mut seen = BTreeSet::new();
        let mut dropped = tag.attributes.len().saturating_sub(MOST_ATTRIBUTES);
        for attribute in tag.attributes.iter().take(MOST_ATTRIBUTES) {
            let name = attribute.name.to_ascii_lowercase();
            if name == "markdown" {
                self.report_markdown_attribute(span, element.name);
                continue;
            }
            // The id of old pages (WHATWG HTML §16.2): only `id` is valid now.
            let name = if names_place(tag, attribute) { "id".to_owned() } else { name };
            if !is_allowed_attribute(element, &name) {
                dropped += 1;
                if dropped <= TOLD_ATTRIBUTES {
                    let what = format!("the attribute `{name}` of `<{}>`", element.name);
                    self.report_dropped(span, &what);
                }
                continue;
            }
            // Of two with the same name, browsers use the first.
            if seen.insert(name.clone()) {
                self.attribute(piece, element.name, attribute, &name);
            }
        }
        if dropped > TOLD_ATTRIBUTES {
            let what = format!("{dropped} attributes of `<{}>`: some of them", element.name);
            self.report_dropped(span, &what);
        }
    }

    fn attribute(
        &mut self,
        piece: &mut RawPiece<'_>,
        tag: &str,
        attribute: &Attribute<'_>,
        name: &str,
    ) {
        let value = attribute.value.unwrap_or("");
        let value_at = attribute.value_range.start;
        piece.push(" ");
        piece.push(name);
        piece.push("=\"");
        if name == "id" && attribute.value.is_some() {
            let id = self.pin(piece, attribute, value);
            escape::html_into(&id, piece.markup());
        } else if let Some(usage) = url_use(tag, name) {
            let mut written = 0;
            for url in urls(usage, value) {
                let between = value.get(written..url.start).unwrap_or("");
                escape::written_into(between, piece.markup());
                written = url.end;
                let (text, at) = (value.get(url.clone()).unwrap_or(""), value_at + url.start);
                if tag == "img" {
                    let place = self.raw_span(piece, &(at..at + text.len()));
                    self.report_picture_page(text, place);
                }
                self.raw_link(piece, usage, text, at);
            }
            escape::written_into(value.get(written..).unwrap_or(""), piece.markup());
        } else {
            escape::written_into(value, piece.markup());
        }
        piece.push("\"");
    }

    /// Registers the id that an attribute gives an element.
    pub(super) fn pin(
        &mut self,
        piece: &RawPiece<'_>,
        attribute: &Attribute<'_>,
        value: &str,
    ) -> String {
        let span = self.raw_span(piece, &attribute.value_range);
        let id = escape::unescape(value);
        self.reader.anchors.pin(self.decoder, &id, span);
        id
    }
}
