//! Tables, their captions, and cells that have no column.

use std::ops::Range;

use crate::content::document::{BlockKind, Inline, InlineKind, Table, Text};
use crate::content::markdown::builder::frame::{FrameKind, TableFrame};
use crate::content::markdown::builder::state::TreeBuilder;
use crate::diagnostic::Code;

/// What begins a caption (Pandoc's manual, "Tables").
const CAPTION: &[&str] = &["Table:", ": "];

/// Returns a table that has ended.
pub(super) fn table(frame: TableFrame<'_>) -> Table<'_> {
    let TableFrame { alignments, head, rows, caption, .. } = frame;
    Table { alignments, head: head.unwrap_or_default(), rows, caption: caption.unwrap_or_default() }
}

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    /// Ends a row of the table that is being read.
    pub(super) fn end_row(&mut self, is_head: bool, range: &Range<usize>) {
        let source = self.markdown.get(range.clone()).unwrap_or_default();
        let FrameKind::Table(table) = &mut self.frame().kind else { return };
        let mut row = std::mem::take(&mut table.row);
        let end = std::mem::take(&mut table.row_end).max(range.start);
        if is_head {
            table.head = Some(row);
            return;
        }
        // Without an empty line before it, the parser takes a caption for a row with one cell.
        if begins_caption(source) && !source.contains('|') && !row.is_empty() {
            let mut caption = row.swap_remove(0);
            without_word(&mut caption);
            table.caption = Some(caption);
            return;
        }
        table.rows.push(row);
        self.report_lost_cells(end, range.end);
    }

    /// Reports what follows the last cell of a row: the parser drops cells that have no column (GFM 0.29, §4.10).
    fn report_lost_cells(&mut self, end: usize, row_end: usize) {
        let rest = self.markdown.get(end..row_end).unwrap_or_default();
        let lost = rest.trim_start().strip_prefix('|').unwrap_or(rest).trim();
        let lost = lost.strip_suffix('|').unwrap_or(lost).trim();
        if lost.chars().all(|c| c == '|' || c.is_whitespace()) {
            return;
        }
        let at = end + rest.rfind(lost).unwrap_or(0);
        self.decoder.report_with_hint(
            Code::MarkdownLostCells,
            self.map.span(at, at + lost.len()),
            format!("this row has more cells than the head of its table, so `{lost}` is lost"),
            "add a column to the head; a `|` that is text, also in code, is written `\\|`",
        );
    }

    /// Whether a paragraph is the caption of the table before it.
    pub(super) fn is_caption(&mut self, inlines: &[Inline<'m>]) -> bool {
        let begins = matches!(inlines.first(), Some(Inline { kind: InlineKind::Text(text), .. }) if begins_caption(text));
        begins
            && self.frame().inlines.is_empty()
            && matches!(self.frame().blocks.last().map(|block| &block.kind), Some(BlockKind::Table(table)) if table.caption.is_empty())
    }

    /// Gives the table before it a caption.
    pub(super) fn caption_table(&mut self, mut caption: Vec<Inline<'m>>) {
        without_word(&mut caption);
        if let Some(BlockKind::Table(table)) =
            self.frame().blocks.last_mut().map(|block| &mut block.kind)
        {
            table.caption = caption;
        }
    }
}

/// Whether a text begins as a caption does.
fn begins_caption(text: &str) -> bool {
    CAPTION.iter().any(|begin| text.starts_with(begin))
}

/// Removes what begins a caption.
fn without_word(caption: &mut [Inline<'_>]) {
    let Some(Inline { kind: InlineKind::Text(text), range }) = caption.first_mut() else { return };
    let rest = CAPTION.iter().find_map(|begin| text.strip_prefix(begin));
    let Some(rest) = rest.map(str::trim_start) else { return };
    range.start += u32::try_from(text.len() - rest.len()).unwrap_or(0);
    *text = Text::from(rest.to_owned());
}
