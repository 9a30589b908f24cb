//! Elements that go with all that stands in them, such as a `<script>` in a line of text.

use crate::content::fragment::HoleKind;
use crate::content::markdown::writer::Writer;

/// An element that goes with its content, and what was written when it began.
#[derive(Debug)]
pub(in crate::content::markdown) struct Hidden {
    pub(super) name: String,
    pub(super) level: usize,
    /// Elements of the same name inside it.
    pub(super) nested: usize,
    html: usize,
    holes: usize,
    headings: usize,
}

impl Writer<'_, '_, '_> {
    /// From here on, what is written goes, if the element's end tag comes.
    pub(super) fn hide(&mut self, name: String) {
        self.raw.hidden = Some(Hidden {
            name,
            level: self.raw.open.level(),
            nested: 0,
            html: self.out().html.len(),
            holes: self.out().holes.len(),
            headings: self.headings.len(),
        });
    }

    pub(super) fn end_hidden(&mut self) {
        let Some(hidden) = self.raw.hidden.take() else { return };
        let headings = self.headings.len();
        let out = self.out();
        // What the page counts or leads to must stay.
        let is_counted =
            |kind: &HoleKind| matches!(kind, HoleKind::Citation(_) | HoleKind::NoteRef(_));
        let counted = out.holes.iter().skip(hidden.holes).any(|hole| is_counted(&hole.kind));
        if !counted && headings == hidden.headings {
            out.html.truncate(hidden.html);
            out.holes.truncate(hidden.holes);
        }
    }

    /// Nothing is hidden further than the engine's element in which its element began.
    pub(in crate::content::markdown) fn leave_hidden(&mut self) {
        let level = self.raw.open.level();
        if self.raw.hidden.as_ref().is_some_and(|hidden| hidden.level == level) {
            self.raw.hidden = None;
        }
    }
}
