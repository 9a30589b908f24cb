//! [`Prose`] itself.

use crate::check::keys::Keys;
use crate::check::prose::passage::{ImageUse, Part, Passage, Section};

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
}

impl Prose {
    /// Returns the passages of a part, in order.
    pub fn of(&self, part: Part) -> impl Iterator<Item = &Passage> {
        // They are in the order of their parts.
        let start = self.passages.partition_point(|passage| passage.part < part);
        let rest = self.passages.get(start..).unwrap_or_default();
        rest.iter().take_while(move |passage| passage.part == part)
    }

    /// Returns the passages of the body, in order.
    pub fn body(&self) -> impl Iterator<Item = &Passage> {
        self.of(Part::Body)
    }
}
