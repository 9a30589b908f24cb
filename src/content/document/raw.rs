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
