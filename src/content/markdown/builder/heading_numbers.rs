//! The numbers of the headings in a tree, which are their places among the facts about all headings.

use crate::content::document::{Block, BlockKind, Heading, Item};

/// Calls a function for each heading in some blocks, in order.
pub(super) fn each_heading<'m>(blocks: &mut [Block<'m>], each: &mut impl FnMut(&mut Heading<'m>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(heading) => each(heading),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => each_heading(blocks, each),
            BlockKind::List(_, items) | BlockKind::Definitions(items) => {
                for item in items {
                    if let Item::Blocks(blocks) = item {
                        each_heading(blocks, each);
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
