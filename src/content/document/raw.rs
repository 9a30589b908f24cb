//! Raw HTML in a tree: the allowed parts, in the form in which they appear on the page.

use crate::content::numbers::LinkId;

/// A part of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawPart {
    /// HTML.
    Markup(String),
    /// The address of a link, by its index in the article's links; inside a quoted attribute.
    Url(LinkId),
    /// In the HTML that follows, an element begins that matters to its content. Writes nothing.
    Begins(&'static str),
    /// In the HTML before, such an element ended. Writes nothing.
    Ends(&'static str),
    /// The paragraph around it ends here, because a block begins that is not allowed in a paragraph.
    EndsParagraph,
}

/// What markup consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RawPiece<'a> {
    /// Text, with its character references as they are written.
    Text(&'a str),
    /// What follows the `<` of a tag, as far as it is in one part: an address may stand between two.
    Tag(&'a str),
}

/// Shows each text and each tag of raw HTML. In markup that was allowed, `<` only begins a tag and `>` only ends one.
pub(crate) fn each_piece(parts: &[RawPart], mut see: impl FnMut(RawPiece<'_>)) {
    let mut in_tag = false;
    for part in parts {
        let RawPart::Markup(markup) = part else { continue };
        let (mut rest, mut begins) = (markup.as_str(), false);
        while !rest.is_empty() {
            let (before, after) =
                rest.split_once(if in_tag { '>' } else { '<' }).unwrap_or((rest, ""));
            if !in_tag {
                see(RawPiece::Text(before));
            } else if begins {
                see(RawPiece::Tag(before));
            }
            if before.len() < rest.len() {
                in_tag = !in_tag;
                begins = in_tag;
            }
            rest = after;
        }
    }
}

/// Whether a link is open after some raw HTML, in which no other link may begin.
pub(crate) fn leaves_link_open(parts: &[RawPart], mut open: bool) -> bool {
    for part in parts {
        let RawPart::Markup(markup) = part else { continue };
        let markup = markup.to_ascii_lowercase();
        let begins = ["<a ", "<a\n", "<a>"].iter().filter_map(|tag| markup.rfind(tag)).max();
        let ends = markup.rfind("</a");
        open = match (begins, ends) {
            (None, None) => open,
            (begins, ends) => begins > ends,
        };
    }
    open
}
