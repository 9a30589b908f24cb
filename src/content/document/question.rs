//! Questions in the text: the headings of a section `## Questions {.questions}`, and what stands below each.

use crate::content::document::Document;
use crate::span::Span;

/// A question in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextQuestion<'m> {
    /// The question, without markup.
    pub text: String,
    /// Its anchor.
    pub anchor: String,
    /// The heading above it that groups it with others.
    pub group: Option<String>,
    /// Whether its heading has the class `open`.
    pub open: bool,
    /// Its attributes, each with its place in the file.
    pub attributes: Vec<HeadingAttribute>,
    /// The place of its words in the file.
    pub span: Span,
    /// What stands below it. Its headings have the levels that they would have in the front matter.
    pub answer: Document<'m>,
}

/// A pair in the braces at the end of a heading: `see="#anchor"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingAttribute {
    /// Its name.
    pub name: String,
    /// Its value, without quotation marks.
    pub value: String,
    /// Its place in the file.
    pub span: Span,
}
