//! Comments that allow a finding: they are read, and then they are gone.

use crate::content::allowance::{block_at, is_allowance, read_comment};
use crate::content::document::Block;
use crate::content::markdown::builder::TreeBuilder;
use crate::node::TextMap;

impl TreeBuilder<'_, '_, '_, '_> {
    /// Reads a piece of raw HTML if it is a comment that allows a finding. Returns whether it was one.
    pub(in crate::content::markdown) fn is_read_as_allowance(
        &mut self,
        html: &str,
        map: &TextMap,
    ) -> bool {
        if !is_allowance(html) {
            return false;
        }
        let piece = self.map;
        let span_of = |start: usize, end: usize| {
            let (start, end) = map.span(start, end).ends();
            piece.span(start as usize, end as usize)
        };
        let read = read_comment(self.decoder, html, span_of);
        self.allowances.extend(read.map(|allowance| (allowance, map.span(0, html.len()))));
        true
    }

    /// Finds the block that each of them is about, when all blocks are known.
    pub(super) fn place_allowances(&mut self, blocks: &[Block<'_>]) {
        for (mut allowance, comment) in std::mem::take(&mut self.allowances) {
            let notes = self.document.notes.iter().map(|(_, blocks)| blocks.as_slice());
            // A footnote may be written anywhere, so the nearest block is meant.
            let found =
                std::iter::once(blocks).chain(notes).filter_map(|blocks| block_at(blocks, comment));
            if let Some(block) = found.min_by_key(|block| block.start.abs_diff(comment.end)) {
                let (start, end) = block.ends();
                allowance.block = Some(self.map.span(start as usize, end as usize));
            }
            self.reader.allowed.push(allowance);
        }
    }
}
