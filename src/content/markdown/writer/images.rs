//! Images, and figures with captions.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::content::fragment::HoleKind;
use crate::content::link::LinkPurpose;
use crate::content::markdown::writer::{Writer, matching_end};
use crate::content::markdown::{CITATION, Located};
use crate::diagnostic::Code;
use crate::node::{LazyMap, TextMap};
use crate::span::Span;

impl Writer<'_, '_, '_> {
    /// A paragraph of nothing but an image with a title becomes a figure; gives the event after it.
    pub(super) fn figure(&mut self, events: &[Located<'_>], at: usize) -> Option<usize> {
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = events.get(at + 1)? else {
            return None;
        };
        let end = matching_end(events, at + 1);
        if title.is_empty()
            || !matches!(events.get(end + 1), Some((Event::End(TagEnd::Paragraph), _)))
        {
            return None;
        }
        self.begin_own_block();
        self.push("<figure>\n");
        self.image(events.get(at + 2..end).unwrap_or(&[]), dest_url, "", range);
        self.push("\n<figcaption>");
        self.caption(title, range);
        self.push("</figcaption>\n</figure>\n");
        Some(end + 2)
    }

    /// A caption is inline Markdown; its places are known only as the image's.
    fn caption(&mut self, title: &str, range: &Range<usize>) {
        let whole = self.span(range);
        let map = LazyMap::new(|| TextMap::Whole(whole));
        let events = self.reader.parse(self.decoder, title, &map);
        let inner: Vec<_> = events
            .into_iter()
            .filter(|(event, _)| {
                !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph))
            })
            .collect();
        let mut writer = Writer::new(self.reader, self.decoder, title, &map);
        writer.run_events(&inner);
        let caption = writer.finish().fragment;
        let base = self.fragment.html.len();
        self.fragment.html.push_str(&caption.html);
        self.fragment.holes.extend(caption.holes.into_iter().map(|mut hole| {
            hole.at += base;
            hole
        }));
    }

    pub(super) fn image(
        &mut self,
        inner: &[Located<'_>],
        url: &str,
        title: &str,
        range: &Range<usize>,
    ) {
        let span = self.span(range);
        if self.markdown.get(range.clone()).is_some_and(|source| source.starts_with("![@"))
            || url == CITATION
        {
            self.decoder.report_with_hint(
                Code::CitationMisplaced,
                span,
                "`![@…]` is an image, not a citation",
                "write `[@id]` without the `!`",
            );
            return;
        }
        let mut alt = String::new();
        for (event, range) in inner {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                Event::Start(Tag::Link { dest_url, .. }) if dest_url.as_ref() == CITATION => {
                    let (span, message) =
                        (self.span(range), "a citation cannot stand in an image's description");
                    self.decoder.report_with_hint(
                        Code::CitationMisplaced,
                        span,
                        message,
                        "cite in the caption: `![what it shows](file \"Caption [@id]\")`",
                    );
                }
                _ => {}
            }
        }
        if alt.trim().is_empty() {
            self.report_undescribed(span);
        }
        let link = self.reader.link(self.decoder, url, span, LinkPurpose::Embed);
        self.push("<img src=\"");
        self.fragment.hole(HoleKind::Url(link));
        self.push("\" alt=\"");
        self.push_escaped(&alt);
        self.push("\"");
        self.title(title);
        self.fragment.hole(HoleKind::Size(link));
        // The first image is likely to be on the first screen; the others can wait until they are near it.
        self.push(if self.reader.images == 0 { ">" } else { " loading=\"lazy\">" });
        self.reader.images += 1;
    }

    /// In HTML an empty text says that an image only decorates (WCAG 2.2, technique H67); in Markdown it was left out.
    pub(in crate::content::markdown) fn report_undescribed(&mut self, span: Span) {
        self.decoder.report_with_hint(
            Code::ImageDescription,
            span,
            "this image has no description for those who do not see it",
            "write what it shows: `![what it shows](file)`; one that only decorates is `<img src=\"file\" alt=\"\">`",
        );
    }
}
