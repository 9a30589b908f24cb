//! Headings and their anchors.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag};

use crate::content::article::Heading;
use crate::content::markdown::writer::{Around, Writer};
use crate::content::markdown::{CITATION, Located};
use crate::diagnostic::Code;
use crate::path::encode_path;

/// A heading's tag.
pub(super) struct HeadingTag<'t, 'm> {
    pub(super) level: HeadingLevel,
    pub(super) id: Option<&'t str>,
    pub(super) classes: &'t [CowStr<'m>],
    pub(super) attrs: &'t [(CowStr<'m>, Option<CowStr<'m>>)],
    pub(super) range: &'t Range<usize>,
}

impl Writer<'_, '_, '_> {
    pub(super) fn heading(&mut self, inner: &[Located<'_>], tag: &HeadingTag<'_, '_>) {
        if tag.attrs.iter().any(|(name, _)| !is_kept(name)) {
            self.decoder.report_with_hint(
                Code::HtmlDropped,
                self.map.span(tag.range.start, tag.range.end),
                "headings take only `#id`, `.class`, `lang` and `dir` in braces; the rest was dropped",
                "remove it",
            );
        }
        let (text, links) = self.heading_text(inner);
        let id = match tag.id {
            Some(id) if self.body => id.to_owned(),
            _ => {
                let span = self.span(tag.range);
                self.reader.anchors.heading(&text, span)
            }
        };
        // The page's title is its only first-level heading.
        let level = if self.body { (tag.level as u8).max(2) } else { (tag.level as u8).max(4) };
        self.begin_own_block();
        self.open_heading(level, &id, tag);
        self.in_heading = true;
        if !links {
            self.push("<a href=\"#");
            let encoded = encode_path(&id);
            self.push_escaped(&encoded);
            self.push("\">");
        }
        self.around = if links { Around::Text } else { Around::Link };
        self.run_events(inner);
        self.around = Around::Text;
        self.in_heading = false;
        self.exit(if links { "" } else { "</a>" });
        self.push(&format!("</h{level}>\n"));
        if self.body {
            self.lead = self.reader.wanted_leads.contains(&id).then(|| (id.clone(), None));
            self.headings.push(Heading { level, id, text });
        }
    }

    /// The plain text of a heading, and whether something in it is a link already, or may be one.
    fn heading_text(&mut self, inner: &[Located<'_>]) -> (String, bool) {
        let mut text = String::new();
        let mut links = false;
        for (event, range) in inner {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(part),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::InlineMath(_) | Event::DisplayMath(_) => {
                    text.push_str(self.markdown.get(range.clone()).unwrap_or(""));
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    links = true;
                    if dest_url.as_ref() == CITATION {
                        let span = self.span(range);
                        self.decoder.report_with_hint(
                            Code::CitationMisplaced,
                            span,
                            "a citation cannot stand in a heading",
                            "cite in the sentence that makes the claim",
                        );
                    }
                }
                Event::InlineHtml(_) | Event::FootnoteReference(_) => links = true,
                _ => {}
            }
        }
        (text.split_whitespace().collect::<Vec<_>>().join(" "), links)
    }

    fn open_heading(&mut self, level: u8, id: &str, tag: &HeadingTag<'_, '_>) {
        self.push(&format!("<h{level} id=\""));
        self.push_escaped(id);
        self.push("\"");
        if !tag.classes.is_empty() {
            self.push(" class=\"");
            self.push_escaped(
                &tag.classes.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(" "),
            );
            self.push("\"");
        }
        for (name, value) in tag.attrs.iter().filter(|(name, _)| is_kept(name)) {
            self.push(&format!(" {name}=\""));
            self.push_escaped(value.as_deref().unwrap_or(""));
            self.push("\"");
        }
        self.enter(">");
    }
}

/// Whether a heading may have this attribute.
fn is_kept(attribute: &str) -> bool {
    matches!(attribute, "lang" | "dir")
}
