//! [`Body`]: the text of an article, and the notes below it.

use serde::{Deserialize, Serialize};

use crate::content::fragment::Fragment;
use crate::span::Span;

/// The text of an article.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct Body {
    /// The HTML.
    pub fragment: Fragment,
    /// Its headings, in order.
    pub headings: Vec<OutlineEntry>,
    /// The first paragraphs of the sections that questions point to.
    pub leads: Vec<Lead>,
    /// The text of the first paragraph, without markup.
    pub excerpt: String,
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OutlineEntry {
    /// 2 to 6.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The text, without markup.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// The first paragraph of a section.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lead {
    /// The section's anchor.
    pub anchor: String,
    /// The paragraph.
    pub fragment: Fragment,
    /// The same as plain text.
    pub plain: String,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    /// Its name, as the author wrote it.
    pub label: String,
    /// Its text.
    pub fragment: Fragment,
    /// How often the text refers to it.
    pub references: usize,
    /// The place of its definition.
    pub span: Span,
}
