//! Plain text of a tree, for descriptions, outlines and feeds.

use crate::content::document::{Block, BlockKind, Document, Inline, InlineKind};

/// Returns the text of a line, without markup or marks.
pub(crate) fn plain_text(inlines: &[Inline<'_>]) -> String {
    let mut out = String::new();
    plain_into(inlines, &mut out);
    out
}

fn plain_into(inlines: &[Inline<'_>], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Math { tex, .. } => out.push_str(tex),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            // As on the page, no space is left where the mark was.
            InlineKind::Citation(_) => out.truncate(out.trim_end().len()),
            kind => plain_into(kind.inner(), out),
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
