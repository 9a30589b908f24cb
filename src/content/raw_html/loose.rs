//! [`LooseElements`]: which elements are open in HTML that is published as it is, to report those that never end.

use std::ops::Range;

use crate::content::raw_html::nesting::{is_optional, is_void};
use crate::content::raw_html::scan::Tag;
use crate::span::Span;

/// Elements whose text is code: nothing in it is read as a citation.
pub(crate) const CODE: &[&str] = &["code", "pre", "kbd", "samp", "var", "tt"];

/// The maximum number of open elements that are remembered.
const MOST: usize = 1_000;

/// The open elements.
#[derive(Debug, Default)]
pub(crate) struct LooseElements(Vec<(String, Span)>);

/// What an end tag closes.
pub(crate) enum Ended {
    /// Its own element; these in it were never closed.
    Element(Vec<(String, Span)>),
    /// Nothing.
    Nothing,
}

impl LooseElements {
    /// Opens an element; one without an end tag is not remembered.
    pub(crate) fn start(&mut self, tag: &Tag<'_>, source: &str, span: Span) {
        let name = tag.name.to_ascii_lowercase();
        // In SVG and MathML any element may end itself.
        let range: Range<usize> = tag.range.clone();
        let ends_itself = source.get(range).is_some_and(|tag| tag.ends_with("/>"))
            && (self.is_in(&["svg", "math"]) || matches!(name.as_str(), "svg" | "math"));
        if !is_void(&name) && !ends_itself && self.0.len() < MOST {
            self.0.push((name, span));
        }
    }

    /// Closes an element.
    pub(crate) fn end(&mut self, name: &str) -> Ended {
        let Some(at) = self.0.iter().rposition(|(open, _)| open.eq_ignore_ascii_case(name)) else {
            return Ended::Nothing;
        };
        let mut inside = self.0.split_off(at);
        inside.remove(0);
        Ended::Element(unclosed(inside))
    }

    /// Closes everything, and returns what should have been closed before.
    pub(crate) fn finish(&mut self) -> Vec<(String, Span)> {
        unclosed(std::mem::take(&mut self.0))
    }

    /// Whether one of these is open.
    pub(crate) fn is_in(&self, names: &[&str]) -> bool {
        self.0.iter().any(|(open, _)| names.contains(&open.as_str()))
    }
}

fn unclosed(mut elements: Vec<(String, Span)>) -> Vec<(String, Span)> {
    elements.retain(|(name, _)| !is_optional(name));
    elements
}
