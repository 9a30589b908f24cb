//! Turns a tree into the HTML of a [`Fragment`].

mod blocks;
mod inlines;

use std::collections::BTreeSet;

use crate::content::body::{Lead, OutlineEntry as Outlined};
use crate::content::document::{Block, BlockKind, Document, HeadingFacts, Inline, Item};
use crate::content::fragment::{CitationSetting, Fragment, PlaceholderKind};
use crate::content::lower::passage::passage_text;
use crate::escape;

/// How a tree is lowered.
pub(crate) struct Lowering<'l> {
    /// The minimum level of its headings: the page's title is its only `h1`. If one of them is above it, all move down.
    pub(crate) least_level: u8,
    /// The anchors of the sections whose first paragraph is wanted.
    pub(crate) wanted: Option<&'l BTreeSet<String>>,
    /// The number of images in the article so far.
    pub(crate) images: &'l mut usize,
}

/// The result of lowering a tree.
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
        let mut writer = Writer::new(self, &document.headings, source_len);
        writer.top_level(&document.blocks);
        writer.done
    }

    /// Lowers a footnote.
    pub(crate) fn note(&mut self, blocks: &[Block<'_>], headings: &[HeadingFacts]) -> Fragment {
        let mut writer = Writer::new(self, headings, 0);
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
    headings: &'w [HeadingFacts],
    done: Lowered,
    setting: CitationSetting,
    /// The number of open elements that have no margin beside them.
    without_margin: usize,
    /// Whether a link is open, in which nothing else may be focusable.
    in_link: bool,
    /// Whether raw HTML has ended the paragraph that is being written.
    paragraph_ended: bool,
    /// By how many levels headings move down.
    moved_down: u8,
}

impl<'w, 'l> Writer<'w, 'l> {
    fn new(how: &'w mut Lowering<'l>, headings: &'w [HeadingFacts], source_len: usize) -> Self {
        let mut done = Lowered::default();
        done.fragment.html.reserve(source_len + source_len / 4);
        let highest = headings.iter().map(|heading| heading.level).min();
        let moved_down = highest.map_or(0, |highest| how.least_level.saturating_sub(highest));
        Self {
            how,
            headings,
            moved_down,
            done,
            setting: CitationSetting { section: 0, has_margin: true },
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

    fn placeholder(&mut self, kind: PlaceholderKind) {
        self.done.fragment.placeholder(kind);
    }

    /// Writes the blocks of the text itself; the first one after a wanted heading is its section's lead.
    fn top_level(&mut self, blocks: &[Block<'_>]) {
        let mut lead: Option<String> = None;
        for block in blocks {
            let (at, placeholders) =
                (self.done.fragment.html.len(), self.done.fragment.placeholders.len());
            self.block(block);
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let wanted = self.how.wanted;
                    lead = self
                        .headings
                        .get(heading.number)
                        .filter(|facts| wanted.is_some_and(|wanted| wanted.contains(&facts.id)))
                        .map(|facts| facts.id.clone());
                }
                BlockKind::Paragraph(_) => {
                    if let Some(anchor) = lead.take() {
                        let fragment = self.done.fragment.since(at, placeholders);
                        let plain = passage_text(std::slice::from_ref(block));
                        self.done.leads.push(Lead { anchor, fragment, plain });
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
}
