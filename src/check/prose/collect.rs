//! [`Collector`]: collects the words of an article from its trees, while its file is parsed.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::check::keys::Keys;
use crate::check::language::Language;
use crate::check::prose::model::Prose;
use crate::check::prose::numbers::Numbers;
use crate::check::prose::passage::{
    BlockRole, ImageUse, Mark, MarkKind, OPAQUE, Part, Passage, Run, Section,
};
use crate::check::prose::quotations::quotations;
use crate::check::prose::sentences::sentences;
use crate::content::document::{Block, BlockKind, Document, Image, Inline, InlineKind, Item};
use crate::content::{Article, LinkId, Origin, Piece, Visitor};
use crate::node::Node;
use crate::span::Span;

/// Collects the words of an article while it is parsed.
#[derive(Default)]
pub struct Collector {
    passages: Vec<Passage>,
    /// Those of answers in the text.
    asked: Vec<Passage>,
    sections: Vec<Section>,
    images: Vec<ImageUse>,
    keys: Keys,
    /// The part of each Markdown value of the front matter, by where it begins.
    parts: BTreeMap<u32, Part>,
    containers: usize,
}

impl Collector {
    /// Returns the words, once the article is known that was made from the same file.
    pub fn into_prose(self, article: &Article, language: Language) -> Prose {
        let Self { mut passages, asked, sections, images, keys, .. } = self;
        add_plain(article, &keys, &mut passages);
        let numbers = Numbers::of(article, &keys);
        passages.retain_mut(|passage| numbers.apply(&mut passage.part));
        numbers.add_asked(article, asked, &mut passages);
        // Stable: what is read of a part stays in its order.
        passages.sort_by_key(|passage| passage.part);
        for passage in &mut passages {
            passage.quotations = quotations(&passage.text);
            passage.sentences = sentences(&passage.text, language);
            passage.language = language;
        }
        Prose { passages, sections, images, keys, marked: OnceCell::new() }
    }
}

/// Adds the texts that are not Markdown.
fn add_plain(article: &Article, keys: &Keys, passages: &mut Vec<Passage>) {
    let title = keys.get("title").map_or(article.title_span, |entry| entry.value);
    passages.push(Passage::plain(Part::Title, BlockRole::Heading(1), &article.title, title));
    for (n, entry) in keys.items("insights") {
        let question = keys.get(&format!("insights[{n}].question")).unwrap_or(entry);
        if let Some(text) = &question.text {
            let role = BlockRole::Heading(3);
            passages.push(Passage::plain(Part::Question(n), role, text, question.value));
        }
    }
}

impl Passage {
    fn new(part: Part, block: BlockRole) -> Self {
        Self {
            part,
            block,
            section: None,
            container: None,
            quoted: false,
            text: String::new(),
            sentences: Vec::new(),
            quotations: Vec::new(),
            marks: Vec::new(),
            links: Vec::new(),
            emphasised: Vec::new(),
            runs: Vec::new(),
            language: Language::Other,
            stated: OnceCell::new(),
        }
    }

    pub(super) fn plain(part: Part, block: BlockRole, text: &str, span: Span) -> Self {
        let mut passage = Self::new(part, block);
        text.clone_into(&mut passage.text);
        passage.runs.push(Run { at: 0, len: text.len(), span: unquoted(span, text.len()) });
        passage
    }
}

/// Returns the inside of a value in quotation marks.
fn unquoted(span: Span, len: usize) -> Span {
    let (start, end) = span.ends();
    if (end - start) as usize == len + 2 { Span { start: start + 1, end: end - 1 } } else { span }
}

impl Visitor for Collector {
    fn front_matter(&mut self, root: &Node<'_>) {
        self.keys = Keys::of(root);
        let mut parts = BTreeMap::new();
        let mut add = |path: &str, part: Part| {
            if let Some(entry) = self.keys.get(path) {
                parts.insert(entry.value.start, part);
            }
        };
        add("standfirst", Part::Standfirst);
        for (n, _) in self.keys.items("summary") {
            add(&format!("summary[{n}]"), Part::KeyPoint(n));
        }
        for (n, _) in self.keys.items("insights") {
            add(&format!("insights[{n}].answer"), Part::Answer(n));
            add(&format!("insights[{n}].open"), Part::Open(n));
        }
        for (n, _) in self.keys.items("updates") {
            add(&format!("updates[{n}].note"), Part::Update(n));
            add(&format!("updates[{n}].was"), Part::Was(n));
            add(&format!("updates[{n}].now"), Part::Now(n));
        }
        self.parts = parts;
    }

    fn markdown(&mut self, piece: &Piece<'_>) {
        let part = match piece.origin {
            Origin::Body => Part::Body,
            Origin::Answer(number) => Part::Answer(number),
            Origin::Value(span) => match self.parts.get(&span.start) {
                Some(part) => *part,
                None => return,
            },
        };
        let before = self.passages.len();
        let place = Around { part, section: None, container: None, quoted: false, item: false };
        let mut walk = Walk { piece, document: piece.document, collector: self };
        let mut around = place;
        walk.blocks(&piece.document.blocks, &mut around);
        for (_, blocks) in &piece.document.notes {
            walk.blocks(blocks, &mut Around { part: Part::Note, ..place });
        }
        if matches!(piece.origin, Origin::Answer(_)) {
            self.asked.extend(self.passages.drain(before..));
        }
    }
}

/// What is around a block.
#[derive(Clone, Copy)]
struct Around {
    part: Part,
    section: Option<usize>,
    container: Option<usize>,
    quoted: bool,
    item: bool,
}

impl Around {
    fn passage(&self, block: BlockRole) -> Passage {
        Passage {
            section: self.section,
            container: self.container,
            quoted: self.quoted,
            ..Passage::new(self.part, block)
        }
    }

    fn paragraph(&self) -> BlockRole {
        if self.item { BlockRole::Item } else { BlockRole::Paragraph }
    }
}

/// A walk over one tree.
struct Walk<'a, 'c> {
    piece: &'a Piece<'a>,
    document: &'a Document<'a>,
    collector: &'c mut Collector,
}

impl Walk<'_, '_> {
    fn blocks(&mut self, blocks: &[Block<'_>], around: &mut Around) {
        for block in blocks {
            self.block(block, around);
        }
    }

    fn block(&mut self, block: &Block<'_>, around: &mut Around) {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => {
                self.passage(inlines, around.passage(around.paragraph()));
            }
            BlockKind::Heading(heading) => {
                if around.part == Part::Body
                    && let Some(facts) = self.document.headings.get(heading.number)
                {
                    around.section = Some(self.collector.sections.len());
                    self.collector.sections.push(Section {
                        level: heading.level,
                        title: facts.text.clone(),
                        id: facts.id.clone(),
                        span: facts.span,
                    });
                }
                self.passage(&heading.content, around.passage(BlockRole::Heading(heading.level)));
            }
            BlockKind::Quote(blocks) => {
                let container = Some(self.container());
                self.blocks(blocks, &mut Around { quoted: true, container, ..*around });
            }
            BlockKind::Alert(_, blocks) => self.blocks(blocks, &mut { *around }),
            BlockKind::List(_, items) | BlockKind::Definitions(items) => {
                let container = Some(around.container.unwrap_or_else(|| self.container()));
                for item in items {
                    let mut inside = Around { container, item: true, ..*around };
                    match item {
                        Item::Blocks(blocks) => self.blocks(blocks, &mut inside),
                        Item::Term(inlines) => {
                            self.passage(inlines, inside.passage(BlockRole::Term));
                        }
                    }
                }
            }
            BlockKind::Table(table) => {
                let container = Some(self.container());
                let inside = Around { container, ..*around };
                for (n, row) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
                    for cell in row {
                        self.passage(cell, inside.passage(BlockRole::Cell(n == 0)));
                    }
                }
                self.passage(&table.caption, inside.passage(BlockRole::Caption));
            }
            BlockKind::Figure(figure) => {
                let inside = Around { container: Some(self.container()), ..*around };
                let caption = self.passage(&figure.caption, inside.passage(BlockRole::Caption));
                let span = self.piece.span(block.range);
                self.image(&figure.image, span, caption);
            }
            BlockKind::Code(_) | BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }

    fn container(&mut self) -> usize {
        self.collector.containers += 1;
        self.collector.containers
    }

    /// Adds a passage, unless nothing is in it; returns its text.
    fn passage(&mut self, inlines: &[Inline<'_>], passage: Passage) -> Option<String> {
        let mut writing = Writing { passage, broken: false };
        self.inlines(inlines, &mut writing);
        let passage = writing.passage;
        if passage.text.trim().is_empty() && passage.marks.is_empty() {
            return None;
        }
        let text = passage.text.clone();
        self.collector.passages.push(passage);
        Some(text)
    }

    fn inlines(&mut self, inlines: &[Inline<'_>], writing: &mut Writing) {
        for inline in inlines {
            self.inline(inline, writing);
        }
    }

    fn inline(&mut self, inline: &Inline<'_>, writing: &mut Writing) {
        let span = self.piece.span(inline.range);
        match &inline.kind {
            InlineKind::Text(text) => writing.push(text, span),
            InlineKind::Code(_) | InlineKind::Math { .. } => {
                writing.push(OPAQUE.encode_utf8(&mut [0; 4]), span);
            }
            InlineKind::Image(image) => self.image(image, span, None),
            InlineKind::SoftBreak | InlineKind::HardBreak => writing.broken = true,
            InlineKind::Citation(id) => writing.mark(MarkKind::Citation(*id), span),
            InlineKind::NoteRef(note) => writing.mark(MarkKind::Note(note.note.0), span),
            InlineKind::Link(link, _, inner) => {
                let range = self.inner(inner, writing);
                writing.passage.links.push((range, *link));
            }
            InlineKind::Emphasis(inner) => {
                let range = self.inner(inner, writing);
                writing.passage.emphasised.push(range);
            }
            InlineKind::Strikethrough(_) => {}
            InlineKind::Html(_) | InlineKind::Task(_) => {}
            InlineKind::Strong(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner) => self.inlines(inner, writing),
        }
    }

    fn inner(&mut self, inner: &[Inline<'_>], writing: &mut Writing) -> std::ops::Range<usize> {
        let start = writing.passage.text.len() + usize::from(writing.broken);
        self.inlines(inner, writing);
        let end = writing.passage.text.len();
        start.min(end)..end
    }

    fn image(&mut self, image: &Image, span: Span, caption: Option<String>) {
        let Image { link, alt, .. } = image;
        let link: LinkId = *link;
        self.collector.images.push(ImageUse { link, alt: alt.clone(), caption, span });
    }
}

/// A passage that is being written.
struct Writing {
    passage: Passage,
    /// Whether a line ended after it.
    broken: bool,
}

impl Writing {
    fn push(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.broken) && !self.passage.text.is_empty() {
            self.passage.text.push(' ');
        }
        let at = self.passage.text.len();
        self.passage.text.push_str(text);
        self.passage.runs.push(Run { at, len: text.len(), span });
    }

    fn mark(&mut self, kind: MarkKind, span: Span) {
        self.passage.marks.push(Mark { at: self.passage.text.len(), span, kind });
    }
}
