//! A tree into the HTML of a [`Fragment`].

use std::collections::BTreeSet;

use crate::content::article::{Heading as Outlined, Lead};
use crate::content::document::{
    Alert, Alignment, Block, BlockKind, Cell, CodeBlock, Document, Figure, Heading, Image, Inline,
    InlineKind, Item, RawPart, Table,
};
use crate::content::fragment::{Fragment, HoleKind, Setting, Word};
use crate::content::lower::text::heading_text;
use crate::escape;
use crate::path::encode_path;

/// How many signs a formula in a line may have and surely fit a narrow screen.
const SHORT: usize = 16;

/// How a tree is lowered.
pub(crate) struct Lowering<'l> {
    /// The level that its first-level headings have at least: the page's title is its only `h1`.
    pub(crate) least_level: u8,
    /// The anchors whose section's first paragraph is wanted.
    pub(crate) wanted: Option<&'l BTreeSet<String>>,
    /// How many images the article has had so far.
    pub(crate) images: &'l mut usize,
}

/// What was made of a tree.
#[derive(Default)]
pub(crate) struct Lowered {
    /// Its HTML.
    pub(crate) fragment: Fragment,
    /// Its headings.
    pub(crate) headings: Vec<Outlined>,
    /// The first paragraphs of the sections that were wanted.
    pub(crate) leads: Vec<Lead>,
}

impl Lowering<'_> {
    /// Lowers a whole text.
    pub(crate) fn document(&mut self, document: &Document<'_>, source_len: usize) -> Lowered {
        let mut writer = Writer::new(self, &document.anchors, source_len);
        writer.top_level(&document.blocks);
        writer.done
    }

    /// Lowers a footnote.
    pub(crate) fn note(&mut self, blocks: &[Block<'_>], anchors: &[String]) -> Fragment {
        let mut writer = Writer::new(self, anchors, 0);
        writer.blocks(blocks);
        writer.done.fragment
    }

    /// Lowers a line.
    pub(crate) fn line(&mut self, inlines: &[Inline<'_>], source_len: usize) -> Fragment {
        let mut writer = Writer::new(self, &[], source_len);
        writer.inlines(inlines);
        writer.done.fragment
    }
}

struct Writer<'w, 'l> {
    how: &'w mut Lowering<'l>,
    anchors: &'w [String],
    done: Lowered,
    setting: Setting,
    /// In how many elements it is that have no margin beside them.
    without_margin: usize,
    /// Whether a link is open, in which nothing may take the focus for itself.
    in_link: bool,
    /// Whether raw HTML has ended the paragraph that is being written.
    paragraph_ended: bool,
}

impl<'w, 'l> Writer<'w, 'l> {
    fn new(how: &'w mut Lowering<'l>, anchors: &'w [String], source_len: usize) -> Self {
        let mut done = Lowered::default();
        done.fragment.html.reserve(source_len + source_len / 4);
        Self {
            how,
            anchors,
            done,
            setting: Setting { section: 0, has_margin: true },
            without_margin: 0,
            in_link: false,
            paragraph_ended: false,
        }
    }

    fn push(&mut self, html: &str) {
        self.done.fragment.html.push_str(html);
    }

    fn attribute(&mut self, text: &str) {
        escape::html_into(text, &mut self.done.fragment.html);
    }

    fn content(&mut self, text: &str) {
        escape::content_into(text, &mut self.done.fragment.html);
    }

    fn hole(&mut self, kind: HoleKind) {
        self.done.fragment.hole(kind);
    }

    /// The blocks of the text itself, of which the first after a wanted heading is its section's lead.
    fn top_level(&mut self, blocks: &[Block<'_>]) {
        let mut lead: Option<String> = None;
        for block in blocks {
            let (at, holes) = (self.done.fragment.html.len(), self.done.fragment.holes.len());
            self.block(block);
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let anchor = self.anchors.get(heading.anchor);
                    let wanted = self.how.wanted;
                    lead = anchor
                        .filter(|anchor| wanted.is_some_and(|wanted| wanted.contains(*anchor)))
                        .cloned();
                }
                BlockKind::Paragraph(_) => {
                    if let Some(anchor) = lead.take() {
                        let fragment = self.done.fragment.since(at, holes);
                        self.done.leads.push(Lead { anchor, fragment });
                    }
                }
                _ => {}
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.paragraph(inlines),
            BlockKind::Plain(inlines) => self.inlines(inlines),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Quote(blocks) => {
                self.push("<blockquote>\n");
                self.blocks(blocks);
                self.push("</blockquote>\n");
            }
            BlockKind::Alert(alert, blocks) => self.alert(*alert, blocks),
            BlockKind::List(first, items) => self.list(*first, items),
            BlockKind::Definitions(items) => {
                self.push("<dl>\n");
                for item in items {
                    match item {
                        Item::Term(inlines) => {
                            self.push("<dt>");
                            self.inlines(inlines);
                            self.push("</dt>\n");
                        }
                        Item::Blocks(blocks) => {
                            self.push("<dd>");
                            self.blocks(blocks);
                            self.push("</dd>\n");
                        }
                    }
                }
                self.push("</dl>\n");
            }
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Html(parts) => self.raw(parts),
            BlockKind::Rule => self.push("<hr>\n"),
        }
    }

    fn paragraph(&mut self, inlines: &[Inline<'_>]) {
        self.push("<p>");
        self.inlines(inlines);
        let ended = std::mem::take(&mut self.paragraph_ended);
        self.push(if ended { "\n" } else { "</p>\n" });
    }

    fn heading(&mut self, heading: &Heading<'_>) {
        // The page's title is its only first-level heading.
        let level = heading.level.max(self.how.least_level);
        let id = self.anchors.get(heading.anchor).map_or("", String::as_str);
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
            self.hole(HoleKind::Here);
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
        let text = heading_text(&heading.content);
        self.done.headings.push(Outlined { level, id: id.to_owned(), text });
    }

    fn alert(&mut self, alert: Alert, blocks: &[Block<'_>]) {
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
        self.hole(HoleKind::Word(word));
        self.push("</p>\n");
        self.blocks(blocks);
        self.push("</div>\n");
    }

    fn list(&mut self, first: Option<u64>, items: &[Item<'_>]) {
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

    fn code(&mut self, code: &CodeBlock<'_>) {
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

    fn figure(&mut self, figure: &Figure<'_>) {
        self.push("<figure>\n");
        self.image(&figure.image);
        self.push("\n<figcaption>");
        self.without_margin += 1;
        self.inlines(&figure.caption);
        self.without_margin -= 1;
        self.push("</figcaption>\n</figure>\n");
    }

    fn table(&mut self, table: &Table<'_>) {
        self.push("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        self.hole(HoleKind::Word(Word::Table));
        self.push("\">\n<table>\n<thead>\n<tr>");
        self.without_margin += 1;
        for (column, cell) in table.head.iter().enumerate() {
            // An empty header cell is no header: screen readers would announce nothing.
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

    fn cell(&mut self, open: &str, align: Option<&Alignment>, cell: &Cell<'_>, close: &str) {
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

    fn inlines(&mut self, inlines: &[Inline<'_>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline<'_>) {
        match &inline.kind {
            InlineKind::Text(text) => self.content(text),
            InlineKind::Code(code) => {
                self.push("<code>");
                self.content(code);
                self.push("</code>");
            }
            InlineKind::Emphasis(inner) => self.marked("<em>", inner, "</em>"),
            InlineKind::Strong(inner) => self.marked("<strong>", inner, "</strong>"),
            InlineKind::Strikethrough(inner) => self.marked("<del>", inner, "</del>"),
            InlineKind::Superscript(inner) => self.marked("<sup>", inner, "</sup>"),
            InlineKind::Subscript(inner) => self.marked("<sub>", inner, "</sub>"),
            InlineKind::Link(link, title, inner) => self.link(*link, title, inner),
            InlineKind::Image(image) => self.image(image),
            InlineKind::Citation(number) => self.citation(*number),
            InlineKind::NoteRef(reference) => self.hole(HoleKind::NoteRef(*reference)),
            InlineKind::Math { mathml, signs, display, .. } => {
                self.math(mathml, *display, *display || *signs > SHORT);
            }
            InlineKind::Html(parts) => self.raw(parts),
            InlineKind::SoftBreak => self.push("\n"),
            InlineKind::HardBreak => self.push("<br>\n"),
            InlineKind::Task(done) => self.task(*done),
        }
    }

    fn marked(&mut self, open: &str, inner: &[Inline<'_>], close: &str) {
        self.push(open);
        self.inlines(inner);
        self.push(close);
    }

    fn link(&mut self, link: usize, title: &str, inner: &[Inline<'_>]) {
        self.push("<a href=\"");
        self.hole(HoleKind::Url(link));
        self.push("\"");
        self.title(title);
        self.push(">");
        let outside = std::mem::replace(&mut self.in_link, true);
        self.inlines(inner);
        self.in_link = outside;
        self.push("</a>");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            self.attribute(title);
            self.push("\"");
        }
    }

    fn image(&mut self, image: &Image) {
        self.push("<img src=\"");
        self.hole(HoleKind::Url(image.link));
        self.push("\" alt=\"");
        self.attribute(&image.alt);
        self.push("\"");
        self.title(&image.title);
        self.hole(HoleKind::Size(image.link));
        // The first image is likely to be on the first screen; the others can wait until they are near it.
        self.push(if *self.how.images == 0 { ">" } else { " loading=\"lazy\">" });
        *self.how.images += 1;
    }

    /// The mark follows its word without a space, so that no line begins with it.
    fn citation(&mut self, number: usize) {
        let fragment = &mut self.done.fragment;
        let fixed = fragment.holes.last().map_or(0, |hole| hole.at);
        let spaces = fragment.html.get(fixed..).unwrap_or("");
        let kept = fixed + spaces.trim_end_matches([' ', '\n']).len();
        fragment.html.truncate(kept);
        let setting = Setting { has_margin: self.without_margin == 0, ..self.setting };
        self.hole(HoleKind::Citation(number, setting));
    }

    fn math(&mut self, mathml: &str, display: bool, is_wide: bool) {
        // What scrolls must take the focus, or no key could scroll it; validators do not let `math` itself do so.
        let scrolls = !self.in_link && is_wide;
        if scrolls {
            self.push("<span class=\"");
            self.push(if display { "formula" } else { "formula-inline" });
            self.push("\" tabindex=\"0\">");
        }
        self.push(mathml);
        if scrolls {
            self.push("</span>");
        }
    }

    fn task(&mut self, done: bool) {
        self.push(if done { "<span class=\"task done\"" } else { "<span class=\"task\"" });
        self.push(" role=\"img\" aria-label=\"");
        self.hole(HoleKind::Word(if done { Word::TaskDone } else { Word::TaskOpen }));
        self.push(if done { "\">☑</span> " } else { "\">☐</span> " });
    }

    fn raw(&mut self, parts: &[RawPart]) {
        for part in parts {
            match part {
                RawPart::Markup(html) => self.push(html),
                RawPart::Url(link) => self.hole(HoleKind::Url(*link)),
                RawPart::Begins("h2") => self.setting.section += 1,
                RawPart::Begins(_) => self.without_margin += 1,
                RawPart::Ends("h2") => {}
                RawPart::Ends(_) => self.without_margin = self.without_margin.saturating_sub(1),
                RawPart::EndsParagraph => {
                    self.push("</p>");
                    self.paragraph_ended = true;
                }
            }
        }
    }
}

/// Whether something in a heading is a link already, or may be one.
fn leads_somewhere(inlines: &[Inline<'_>]) -> bool {
    inlines.iter().any(|inline| match &inline.kind {
        InlineKind::Link(..)
        | InlineKind::Citation(_)
        | InlineKind::NoteRef(_)
        | InlineKind::Html(_) => true,
        InlineKind::Emphasis(inner)
        | InlineKind::Strong(inner)
        | InlineKind::Strikethrough(inner)
        | InlineKind::Superscript(inner)
        | InlineKind::Subscript(inner) => leads_somewhere(inner),
        InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Image(_)
        | InlineKind::Math { .. }
        | InlineKind::SoftBreak
        | InlineKind::HardBreak
        | InlineKind::Task(_) => false,
    })
}
