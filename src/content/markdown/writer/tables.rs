//! Tables.

use pulldown_cmark::Alignment;

use crate::content::fragment::{HoleKind, Word};
use crate::content::markdown::writer::Writer;

/// Where in a table we are.
#[derive(Default)]
pub(super) struct TableState {
    alignments: Vec<Alignment>,
    in_head: bool,
    /// The column of the next cell.
    cell: usize,
}

impl Writer<'_, '_, '_> {
    pub(super) fn begin_table(&mut self, alignments: &[Alignment]) {
        self.table.alignments = alignments.to_vec();
        self.begin_block("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        self.fragment.hole(HoleKind::Word(Word::Table));
        self.push("\">\n<table>\n");
    }

    pub(super) fn end_table(&mut self) {
        self.table.in_head = false;
        self.end_block("</tbody>\n</table>\n</div>\n");
    }

    pub(super) fn begin_head(&mut self) {
        self.table.in_head = true;
        self.table.cell = 0;
        self.push("<thead>\n<tr>");
    }

    pub(super) fn end_head(&mut self) {
        self.table.in_head = false;
        self.push("</tr>\n</thead>\n<tbody>\n");
    }

    pub(super) fn begin_row(&mut self) {
        self.table.cell = 0;
        self.push("<tr>");
    }

    pub(super) fn begin_cell(&mut self, empty: bool) {
        let align = match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        // An empty header cell is no header: screen readers would announce nothing.
        match (self.table.in_head, empty) {
            (true, true) => self.enter("<td>"),
            (true, false) => {
                self.push("<th scope=\"col\"");
                self.push(align);
                self.enter(">");
            }
            (false, _) => {
                self.push("<td");
                self.push(align);
                self.enter(">");
            }
        }
    }

    pub(super) fn end_cell(&mut self) {
        let plain_cell = self.fragment.html.ends_with("<td>") && self.table.in_head;
        self.exit(if self.table.in_head && !plain_cell { "</th>" } else { "</td>" });
        self.table.cell += 1;
    }
}
