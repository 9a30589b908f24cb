//! [`Prose`] itself.

use std::cell::OnceCell;

use crate::check::keys::Keys;
use crate::check::prose::marked::Marked;
use crate::check::prose::passage::{ImageUse, Part, Passage, Section};
use crate::content::Article;

/// The words of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// Its passages: title, standfirst, key points, questions and answers, updates, then the body in order, then notes.
    pub passages: Vec<Passage>,
    /// The headings of the body, in order.
    pub sections: Vec<Section>,
    /// Its images.
    pub images: Vec<ImageUse>,
    /// The places of the keys in its front matter.
    pub keys: Keys,
    /// Where its marks are, once a rule has asked.
    pub(super) marked: OnceCell<Marked>,
}

impl Prose {
    /// Returns the passages of a part, in order.
    pub fn of(&self, part: Part) -> impl Iterator<Item = &Passage> {
        // They are in the order of their parts.
        let start = self.passages.partition_point(|passage| passage.part < part);
        let rest = self.passages.get(start..).unwrap_or_default();
        rest.iter().take_while(move |passage| passage.part == part)
    }

    /// Returns where the marks are; `article` is what this is the prose of, and `text` that of its file.
    pub(in crate::check) fn marked(&self, article: &Article, text: &str) -> &Marked {
        self.marked.get_or_init(|| Marked::of(&self.passages, article, text))
    }

    /// Returns the passages of the body, in order.
    pub fn body(&self) -> impl Iterator<Item = &Passage> {
        self.of(Part::Body)
    }
}
