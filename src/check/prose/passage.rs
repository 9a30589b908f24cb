//! [`Passage`]: a run of text that is read as one, and its places.

use std::cell::OnceCell;
use std::ops::Range;

use crate::check::language::Language;
use crate::check::quantity::{Stated, stated};
use crate::check::signs::{Sign, Signs};
use crate::content::{CitationId, LinkId};
use crate::span::Span;

/// A run of text that is read as one: a paragraph, an item of a list, a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Which part of the article it is in.
    pub part: Part,
    /// What it is there.
    pub block: BlockRole,
    /// The section of the body that it is in, as an index into [`Prose::sections`](super::Prose::sections); `None`
    /// before the first heading and outside the body.
    pub section: Option<usize>,
    /// The table, list or quotation that it belongs to, numbered through the article.
    pub container: Option<usize>,
    /// Whether it is in a block quotation, and so not the author's own words.
    pub quoted: bool,
    /// Its text as a reader sees it, without markup and marks. Code and formulas are there as U+FFFC.
    pub text: String,
    /// Its sentences: consecutive ranges of the text, each without the white space after it.
    pub sentences: Vec<Range<usize>>,
    /// What is between quotation marks, without them: outermost quotations only.
    pub quotations: Vec<Range<usize>>,
    /// Marks that are not text, by their place in it.
    pub marks: Vec<Mark>,
    /// Links, and the text of each.
    pub links: Vec<(Range<usize>, LinkId)>,
    /// What is emphasised: often the title of a work or a word that is spoken of.
    pub emphasised: Vec<Range<usize>>,
    /// Where its text is in the file.
    pub runs: Vec<Run>,
    /// The language in which it is read.
    pub(super) language: Language,
    /// What its sentences say of figures, once a rule has asked.
    pub(super) stated: OnceCell<Vec<Stated>>,
}

/// The sign that stands for code, a formula or an image in the text of a passage: U+FFFC OBJECT REPLACEMENT CHARACTER.
pub(in crate::check) const OPAQUE: char = '\u{fffc}';

/// The part of an article that a passage is in. Numbers are indexes into the article's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The title.
    Title,
    /// The standfirst.
    Standfirst,
    /// A key point.
    KeyPoint(usize),
    /// The text of a question.
    Question(usize),
    /// The answer to a question.
    Answer(usize),
    /// Why a question is open.
    Open(usize),
    /// The note of an entry in `updates`.
    Update(usize),
    /// What an entry says that the article said.
    Was(usize),
    /// What an entry says that it says now.
    Now(usize),
    /// The body.
    Body,
    /// A footnote.
    Note,
}

/// What a passage is in its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockRole {
    /// A paragraph.
    Paragraph,
    /// A paragraph in an item of a list.
    Item,
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// A cell of a table; whether it is in the first row.
    Cell(bool),
    /// The caption of a table or an image.
    Caption,
    /// A term that is defined.
    Term,
}

/// Something in a passage that is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The byte of the text before which it is.
    pub at: usize,
    /// Its place in the file.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
}

/// The kinds of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A citation.
    Citation(CitationId),
    /// A footnote, by its index in the article's notes.
    Note(usize),
}

/// A stretch of a passage's text and its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first byte in the text.
    pub at: usize,
    /// How many bytes of the text it is.
    pub len: usize,
    /// Its place in the file.
    pub span: Span,
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its level as written, 1 to 6.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// Its anchor.
    pub id: String,
    /// Its place.
    pub span: Span,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageUse {
    /// The file, as an index into the article's links.
    pub link: LinkId,
    /// What the author says it shows.
    pub alt: String,
    /// The text below it.
    pub caption: Option<String>,
    /// Its place.
    pub span: Span,
}

impl Passage {
    /// Returns a part of the text; nothing if the range is not one of its.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Returns the place in the file of a part of the text.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let of = |byte: usize| {
            let after = self.runs.partition_point(|run| run.at <= byte);
            self.runs.get(after.saturating_sub(1))
        };
        let Some(first) = of(range.start) else { return Span::new(0, 0) };
        let Some(last) = of(range.end.saturating_sub(1).max(range.start)) else {
            return first.span;
        };
        let start = first.file_start(range.start);
        let end = last.file_end(range.end);
        Span::new(start, end.max(start))
    }

    /// Returns the place of the whole text.
    pub fn whole(&self) -> Span {
        self.span(&(0..self.text.len()))
    }

    /// Returns the marks of a sentence: those in it, and those after its end, before the next one begins.
    pub fn marks_of(&self, sentence: usize) -> impl Iterator<Item = &Mark> {
        let start = self.sentences.get(sentence).map_or(usize::MAX, |range| range.start);
        let next = self.sentences.get(sentence + 1).map_or(usize::MAX, |range| range.start);
        let is_first = sentence == 0;
        self.marks.iter().filter(move |mark| {
            (mark.at > start || (is_first && mark.at >= start)) && mark.at <= next
        })
    }

    /// Returns the number of the sentence that a byte of the text is in.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|range| range.start <= byte);
        after.checked_sub(1)
    }

    /// Returns what each sentence says of figures, with places in the sentence.
    pub(in crate::check) fn stated(&self) -> &[Stated] {
        self.stated.get_or_init(|| {
            self.sentences.iter().map(|range| stated(self.slice(range), self.language)).collect()
        })
    }

    /// Returns the sentences that may hold all of this, with their numbers and what else they may hold.
    pub(in crate::check) fn sentences_with<'p>(
        &'p self,
        wanted: &'p [Sign],
    ) -> impl Iterator<Item = (usize, &'p Range<usize>, Signs)> {
        let sentences = self.sentences.iter().zip(self.stated()).enumerate();
        let all = sentences.map(|(n, (sentence, stated))| (n, sentence, stated.signs));
        all.filter(|(.., signs)| wanted.iter().all(|sign| signs.has(*sign)))
    }

    /// Whether a byte of the text is in somebody's words: between quotation marks, or in a block quotation.
    pub fn is_quoted(&self, byte: usize) -> bool {
        let after = self.quotations.partition_point(|range| range.end <= byte);
        self.quoted || self.quotations.get(after).is_some_and(|range| range.contains(&byte))
    }

    /// Whether it is a paragraph or an item of the author's own: neither heading nor cell, caption or quotation.
    pub fn is_running_text(&self) -> bool {
        !self.quoted && matches!(self.block, BlockRole::Paragraph | BlockRole::Item)
    }
}

impl Run {
    /// Whether its text is in the file as it is.
    fn is_verbatim(&self) -> bool {
        (self.span.end - self.span.start) as usize == self.len
    }

    fn file_start(&self, byte: usize) -> usize {
        let offset =
            if self.is_verbatim() { byte.saturating_sub(self.at).min(self.len) } else { 0 };
        self.span.start as usize + offset
    }

    fn file_end(&self, byte: usize) -> usize {
        if self.is_verbatim() {
            self.span.start as usize + byte.saturating_sub(self.at).min(self.len)
        } else {
            self.span.end as usize
        }
    }
}
