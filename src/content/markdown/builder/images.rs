//! Images, and figures with captions.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::content::document::{BlockKind, Figure, Image, Inline, InlineKind, Text};
use crate::content::link::LinkPurpose;
use crate::content::markdown::builder::pending::Alt;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::events::{CITATION, parse};
use crate::content::markdown::gathered::Gathered;
use crate::content::markdown::signs::Signs;
use crate::diagnostic::Code;
use crate::node::{LazyMap, TextMap};
use crate::span::Span;

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    pub(super) fn begin_image(&mut self, url: &str, title: Text<'m>, range: Range<usize>) {
        let source = self.markdown.get(range.clone()).unwrap_or("");
        if source.starts_with("![@") || url == CITATION {
            let span = self.span(&range);
            self.passing = 1;
            self.decoder.report_with_hint(
                Code::CitationMisplaced,
                span,
                "`![@…]` is an image, not a citation",
                "write `[@id]` without the `!`",
            );
            return;
        }
        let url = url.to_owned();
        self.alt = Some(Alt { text: String::new(), url, title, range, depth: 1 });
    }

    /// Handles an event inside an image's description.
    pub(super) fn describe(&mut self, event: Event<'m>, range: Range<usize>) {
        let Some(alt) = &mut self.alt else { return };
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => alt.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => alt.text.push(' '),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.as_ref() == CITATION => {
                alt.depth += 1;
                let span = self.span(&range);
                self.decoder.report_with_hint(
                    Code::CitationMisplaced,
                    span,
                    "a citation cannot be used in an image's description",
                    "put the citation in the caption: `![what it shows](file \"Caption [@id]\")`",
                );
            }
            Event::Start(_) => alt.depth += 1,
            Event::End(_) => {
                alt.depth -= 1;
                if alt.depth == 0 {
                    self.end_image();
                }
            }
            _ => {}
        }
    }

    fn end_image(&mut self) {
        let Some(Alt { text, url, title, range, .. }) = self.alt.take() else { return };
        let span = self.span(&range);
        let is_article = url.rsplit_once('.').is_some_and(|(_, ending)| ending == "md");
        // What is not an image needs no description.
        if !self.report_unshowable(&url, span)
            && !self.report_picture_page(&url, span)
            && text.trim().is_empty()
            && !is_article
        {
            self.report_undescribed(span);
        }
        let link = self.reader.link(self.decoder, &url, span, LinkPurpose::Embed);
        let image = Image { link, alt: text, title: title.into() };
        self.inline(InlineKind::Image(Box::new(image)), &range);
    }

    /// Reports a file that no browser shows as an image.
    pub(in crate::content::markdown) fn report_unshowable(
        &mut self,
        url: &str,
        span: Span,
    ) -> bool {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        // Another site may send anything under any name.
        let Some((_, ending)) = path.rsplit_once('.').filter(|_| !url.contains("//")) else {
            return false;
        };
        let ending = ending.to_ascii_lowercase();
        let (what, hint) = match ending.as_str() {
            "mp4" | "m4v" | "mov" | "webm" | "ogv" | "avi" | "mkv" => {
                ("a video", format!("write `<video controls src=\"{url}\"></video>`"))
            }
            "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" | "aac" => {
                ("a sound", format!("write `<audio controls src=\"{url}\"></audio>`"))
            }
            "pdf" | "doc" | "docx" | "odt" | "xls" | "xlsx" | "ods" | "csv" | "ppt" | "pptx"
            | "odp" | "html" | "htm" | "txt" | "zip" | "epub" | "json" => {
                ("a document", format!("link to it: `[text]({url})`"))
            }
            "tif" | "tiff" | "heic" | "heif" | "psd" | "eps" | "ai" | "raw" | "cr2" | "nef"
            | "dng" | "jp2" | "jxl" | "xcf" | "emf" | "wmf" | "indd" | "sketch" | "fig"
            | "drawio" => (
                "in a format that browsers do not show",
                "save it as JPEG, PNG, WebP or AVIF, a drawing as SVG".to_owned(),
            ),
            _ => return false,
        };
        let message = format!("`{url}` is {what}, so no image would be shown");
        self.decoder.report_with_hint(Code::ImageFormat, span, message, hint);
        true
    }

    /// Decides what a paragraph is: a single image with a title is a figure.
    pub(super) fn paragraph(&mut self, mut inlines: Vec<Inline<'m>>) -> BlockKind<'m> {
        match &mut inlines[..] {
            [Inline { kind: InlineKind::Image(image), range: of_image }]
                if !image.title.is_empty() =>
            {
                let title = std::mem::take(&mut image.title);
                let caption = self.caption(&title, *of_image);
                let image = Image { title: String::new(), ..(**image).clone() };
                BlockKind::Figure(Box::new(Figure { image, caption }))
            }
            _ => BlockKind::Paragraph(inlines),
        }
    }

    /// Reads a caption, which is inline Markdown; its places are known only as the image's.
    fn caption(&mut self, title: &str, of_image: Span) -> Vec<Inline<'m>> {
        let whole = self.map.span(of_image.start as usize, of_image.end as usize);
        let map = LazyMap::new(|| TextMap::Whole(whole));
        let signs = Signs::of(title);
        let Gathered { options, quotes, unmarked, .. } = &mut *self.reader;
        let events: Vec<_> = parse((options, *quotes), unmarked, &signs, title, &map)
            .filter(|(event, _)| {
                !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph))
            })
            .map(|(event, range)| (event.into_static(), range))
            .collect();
        TreeBuilder::new(self.reader, self.decoder, (title, &signs), &map)
            .read_line(events.into_iter())
    }

    /// Reports a missing description. In HTML an empty text says that an image is only decorative (WCAG 2.2, technique
    /// H67); in Markdown it was left out.
    pub(in crate::content::markdown) fn report_undescribed(&mut self, span: Span) {
        self.decoder.report_with_hint(
            Code::ImageDescription,
            span,
            "this image has no description for readers who cannot see it",
            "write what it shows: `![what it shows](file)`; if it is purely decorative, write `<img src=\"file\" alt=\"\">`",
        );
    }
}
