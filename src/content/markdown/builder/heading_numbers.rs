//! The numbers of the headings in a tree, which are their places among the facts about all headings.

use crate::content::document::{Block, BlockKind, Heading, Item};

/// Calls a function for each heading in some blocks, in order.
pub(super) fn renumber<'m>(blocks: &mut [Block<'m>], each: &mut impl FnMut(&mut Heading<'m>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(heading) => each(heading),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => renumber(blocks, each),
            BlockKind::List(_, items) | BlockKind::Definitions(items) => {
                for item in items {
                    if let Item::Blocks(blocks) = item {
                        renumber(blocks, each);
                    }
                }
            }
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Code(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Html(_)
            | BlockKind::Rule => {}
        }
    }
}

/// Adds the numbers of the headings in some blocks.
pub(super) fn numbers_in(blocks: &[Block<'_>], numbers: &mut Vec<usize>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => numbers.push(heading.number),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => numbers_in(blocks, numbers),
            BlockKind::List(_, items) | BlockKind::Definitions(items) => {
                for item in items {
                    if let Item::Blocks(blocks) = item {
                        numbers_in(blocks, numbers);
                    }
                }
            }
            _ => {}
        }
    }
}
