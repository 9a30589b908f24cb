//! Elements that are removed with their content, such as a `<script>` in a line of text.

use crate::content::markdown::builder::{Hidden, TreeBuilder};
use crate::content::markdown::raw::piece::RawPiece;

impl TreeBuilder<'_, '_, '_, '_> {
    /// From here on, what is read is removed, if the element's end tag comes.
    pub(super) fn hide(&mut self, piece: &mut RawPiece<'_>, name: String) {
        self.flush(piece);
        // What comes next must not be merged with what is kept.
        self.raw.apart = true;
        let level = self.raw.open.level();
        let counted = self.counted();
        let frame = self.frame();
        let (blocks, inlines) = (frame.blocks.len(), frame.inlines.len());
        self.raw.hidden = Some(Hidden { name, level, nested: 0, blocks, inlines, counted });
    }

    pub(super) fn end_hidden(&mut self, piece: &mut RawPiece<'_>) {
        self.flush(piece);
        let Some(hidden) = self.raw.hidden.take() else { return };
        // What the page counts or links to must be kept.
        if self.counted() == hidden.counted {
            let frame = self.frame();
            frame.blocks.truncate(hidden.blocks);
            frame.inlines.truncate(hidden.inlines);
        }
        self.raw.apart = true;
    }

    /// Nothing is hidden beyond the engine's element in which its element began.
    pub(in crate::content::markdown) fn leave_hidden(&mut self) {
        let level = self.raw.open.level();
        if self.raw.hidden.as_ref().is_some_and(|hidden| hidden.level == level) {
            self.raw.hidden = None;
        }
    }
}
