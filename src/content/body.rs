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
    /// Where it stands.
    pub span: Span,
}

/// The first paragraph of a section.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lead {
    /// The section's anchor.
    pub anchor: String,
    /// The paragraph.
    pub fragment: Fragment,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Note {
    /// As the author named it.
    pub label: String,
    /// What it says.
    pub fragment: Fragment,
    /// How often the text refers to it.
    pub references: usize,
    /// Where it is written.
    pub span: Span,
}
