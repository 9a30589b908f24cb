//! Plain text of a tree, for descriptions, outlines and feeds.

use crate::content::document::{Block, BlockKind, Document, Inline, InlineKind};
use crate::content::excerpt::is_wide;
use crate::content::lower::raw_text::raw_text;

/// Returns the text of a line, without markup or marks.
pub(crate) fn plain_text(inlines: &[Inline<'_>]) -> String {
    let mut plain = Plain::default();
    plain.add(inlines);
    plain.out
}

/// Returns the text of a line with everything that a reader sees in it: images by what they show, raw HTML by its text.
pub(super) fn whole_text(inlines: &[Inline<'_>]) -> String {
    let mut plain = Plain { whole: true, ..Plain::default() };
    plain.add(inlines);
    plain.out
}

/// A text that is being written.
#[derive(Default)]
struct Plain {
    out: String,
    /// Whether a line ended after it: what follows decides whether that is a space.
    broken: bool,
    /// Whether it has more than words.
    whole: bool,
}

impl Plain {
    fn push(&mut self, text: &str) {
        if self.broken {
            let Some(next) = text.chars().next() else { return };
            self.broken = false;
            // Between characters that have no spaces between words, the end of a line is none either (CSS Text 3, 4.1.3).
            if !(is_wide(next) && self.out.chars().next_back().is_some_and(is_wide)) {
                self.out.push(' ');
            }
        }
        self.out.push_str(text);
    }

    fn add(&mut self, inlines: &[Inline<'_>]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => self.push(text),
                InlineKind::Math { tex, .. } => self.push(tex),
                InlineKind::HardBreak if self.whole => self.out.push('\n'),
                InlineKind::SoftBreak | InlineKind::HardBreak => self.broken = true,
                // As on the page, no space is left where the mark was.
                InlineKind::Citation(_) => {
                    self.broken = false;
                    self.out.truncate(self.out.trim_end().len());
                }
                InlineKind::Image(image) if self.whole => self.push(&image.alt),
                InlineKind::Html(parts) if self.whole => self.push(&raw_text(parts)),
                InlineKind::Task(done) if self.whole => {
                    self.push(if *done { "☑ " } else { "☐ " });
                }
                kind => self.add(kind.inner()),
            }
        }
    }
}

/// Returns the text of the first paragraph that has any. An image or a mark alone is not text.
pub(crate) fn excerpt(document: &Document<'_>) -> String {
    let paragraphs = document.blocks.iter().filter_map(|Block { kind, .. }| match kind {
        BlockKind::Paragraph(inlines) => Some(plain_text(inlines)),
        _ => None,
    });
    paragraphs.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

/// Returns the text of a heading, from which its anchor is made (by GitHub's rule, formulas count as written).
pub(crate) fn heading_text(inlines: &[Inline<'_>]) -> String {
    let mut out = String::new();
    heading_into(inlines, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn heading_into(inlines: &[Inline<'_>], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Math { tex, display, .. } => {
                let sign = if *display { "$$" } else { "$" };
                out.push_str(sign);
                out.push_str(tex);
                out.push_str(sign);
            }
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            kind => heading_into(kind.inner(), out),
        }
    }
}
