//! Turns blocks into HTML.

use crate::content::body::OutlineEntry as Outlined;
use crate::content::document::{
    Alert, Alignment, Block, Cell, CodeBlock, Figure, Heading, HeadingFacts, Inline, InlineKind,
    Item, Table,
};
use crate::content::fragment::{PlaceholderKind, Word};
use crate::content::lower::html::Writer;
use crate::path::encode_path;

impl Writer<'_, '_> {
    pub(super) fn paragraph(&mut self, inlines: &[Inline<'_>]) {
        self.push("<p>");
        self.inlines(inlines);
        let ended = std::mem::take(&mut self.paragraph_ended);
        self.push(if ended { "\n" } else { "</p>\n" });
    }

    pub(super) fn heading(&mut self, heading: &Heading<'_>) {
        let level = (heading.level + self.moved_down).min(6);
        let Some(HeadingFacts { id, text, span, .. }) = self.headings.get(heading.number) else {
            return;
        };
        if level == 2 {
            self.setting.section += 1;
        }
        let digit = ["0", "1", "2", "3", "4", "5", "6"].get(usize::from(level)).unwrap_or(&"6");
        self.push("<h");
        self.push(digit);
        self.push(" id=\"");
        self.attribute(id);
        self.push("\"");
        if !heading.classes.is_empty() {
            self.push(" class=\"");
            let classes: Vec<&str> = heading.classes.iter().map(AsRef::as_ref).collect();
            self.attribute(&classes.join(" "));
            self.push("\"");
        }
        for (name, value) in &heading.attributes {
            self.push(" ");
            self.push(name);
            self.push("=\"");
            self.attribute(value);
            self.push("\"");
        }
        self.push(">");
        let links_itself = !leads_somewhere(&heading.content);
        if links_itself {
            self.push("<a href=\"");
            self.placeholder(PlaceholderKind::Here);
            self.push("#");
            self.attribute(&encode_path(id));
            self.push("\">");
        }
        let outside = std::mem::replace(&mut self.in_link, links_itself);
        self.inlines(&heading.content);
        self.in_link = outside;
        self.push(if links_itself { "</a></h" } else { "</h" });
        self.push(digit);
        self.push(">\n");
        self.done.headings.push(Outlined {
            level,
            id: id.clone(),
            text: text.clone(),
            span: *span,
        });
    }

    pub(super) fn alert(&mut self, alert: Alert, blocks: &[Block<'_>]) {
        let (name, word) = match alert {
            Alert::Note => ("note", Word::Note),
            Alert::Tip => ("tip", Word::Tip),
            Alert::Important => ("important", Word::Important),
            Alert::Warning => ("warning", Word::Warning),
            Alert::Caution => ("caution", Word::Caution),
        };
        self.push("<div class=\"alert alert-");
        self.push(name);
        self.push("\" role=\"note\">\n<p class=\"alert-title\">");
        self.placeholder(PlaceholderKind::Word(word));
        self.push("</p>\n");
        self.blocks(blocks);
        self.push("</div>\n");
    }

    pub(super) fn list(&mut self, first: Option<u64>, items: &[Item<'_>]) {
        match first {
            None => self.push("<ul>\n"),
            Some(1) => self.push("<ol>\n"),
            Some(first) => self.push(&format!("<ol start=\"{first}\">\n")),
        }
        for item in items {
            self.push("<li>");
            match item {
                Item::Blocks(blocks) => self.blocks(blocks),
                Item::Term(inlines) => self.inlines(inlines),
            }
            self.push("</li>\n");
        }
        self.push(if first.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    pub(super) fn code(&mut self, code: &CodeBlock<'_>) {
        if let Some(title) = &code.title {
            self.push("<figure class=\"code\">\n<figcaption>");
            self.content(title);
            self.push("</figcaption>\n");
        }
        // A block that scrolls must be reachable by keyboard (WCAG 2.1.1).
        self.push("<pre tabindex=\"0\"><code");
        if !code.language.is_empty() {
            self.push(" class=\"language-");
            self.attribute(&code.language);
            self.push("\"");
        }
        self.push(">");
        self.content(&code.text);
        self.push("</code></pre>\n");
        if code.title.is_some() {
            self.push("</figure>\n");
        }
    }

    pub(super) fn figure(&mut self, figure: &Figure<'_>) {
        self.push("<figure>\n");
        self.image(&figure.image);
        self.push("\n<figcaption>");
        self.without_margin += 1;
        self.inlines(&figure.caption);
        self.without_margin -= 1;
        self.push("</figcaption>\n</figure>\n");
    }

    pub(super) fn table(&mut self, table: &Table<'_>) {
        self.push("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        self.placeholder(PlaceholderKind::Word(Word::Table));
        self.push("\">\n<table>\n");
        self.without_margin += 1;
        if !table.caption.is_empty() {
            self.push("<caption>");
            self.inlines(&table.caption);
            self.push("</caption>\n");
        }
        self.push("<thead>\n<tr>");
        for (column, cell) in table.head.iter().enumerate() {
            // An empty header cell is not a header: screen readers would announce nothing.
            if cell.is_empty() {
                self.push("<td></td>");
            } else {
                self.cell("<th scope=\"col\"", table.alignments.get(column), cell, "</th>");
            }
        }
        self.push("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.push("<tr>");
            for (column, cell) in row.iter().enumerate() {
                self.cell("<td", table.alignments.get(column), cell, "</td>");
            }
            self.push("</tr>\n");
        }
        self.without_margin -= 1;
        self.push("</tbody>\n</table>\n</div>\n");
    }

    pub(super) fn cell(
        &mut self,
        open: &str,
        align: Option<&Alignment>,
        cell: &Cell<'_>,
        close: &str,
    ) {
        self.push(open);
        self.push(match align {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::Unset) | None => ">",
        });
        self.inlines(cell);
        self.push(close);
    }
}

/// Whether something in a heading is, or may be, a link.
fn leads_somewhere(inlines: &[Inline<'_>]) -> bool {
    inlines.iter().any(|inline| match &inline.kind {
        InlineKind::Link(..)
        | InlineKind::Citation(_)
        | InlineKind::NoteRef(_)
        | InlineKind::Html(_) => true,
        kind => leads_somewhere(kind.inner()),
    })
}
