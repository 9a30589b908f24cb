//! Raw HTML in a tree: what may stand in the page, already written as it will stand there.

use crate::content::numbers::LinkId;

/// A part of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawPart {
    /// HTML.
    Markup(String),
    /// The address of a link, by its number in the article's links; inside a quoted attribute.
    Url(LinkId),
    /// In the HTML that follows, an element begins that matters to what stands in it. Writes nothing.
    Begins(&'static str),
    /// In the HTML before, such an element ended. Writes nothing.
    Ends(&'static str),
    /// The paragraph around it ends here, because a block begins that cannot stand in one.
    EndsParagraph,
}
