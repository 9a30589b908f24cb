//! [`Cover`]: which words of an article a citation stands for.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::input::ArticleInput;
use crate::check::prose::{BlockRole, Mark, MarkKind, Part, Passage};

/// Which sentences have a citation: in themselves, or in the last mark of their paragraph if no other stands between.
pub(super) struct Cover<'a> {
    input: &'a ArticleInput<'a>,
    /// For each passage, the sentences that have a mark of their own.
    marked: Vec<Vec<usize>>,
    /// For each list, table, figure or quotation, what is said just before it.
    before: BTreeMap<usize, usize>,
    /// The tables, figures and quotations with a mark in their caption or first row.
    captioned: BTreeSet<usize>,
    /// The lines of the file with a mark in a cell.
    rows: BTreeSet<usize>,
    /// Where the lines of the file begin.
    lines: Vec<usize>,
    /// The sections that say of themselves that what is in them is invented.
    invented: BTreeSet<Option<usize>>,
}

impl<'a> Cover<'a> {
    /// Reads the marks of an article.
    pub(super) fn of(input: &'a ArticleInput<'a>) -> Self {
        let lines = input.text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let mut cover = Self {
            input,
            marked: Vec::new(),
            before: BTreeMap::new(),
            captioned: BTreeSet::new(),
            rows: BTreeSet::new(),
            lines,
            invented: BTreeSet::new(),
        };
        let passages = &input.prose.passages;
        for (n, passage) in passages.iter().enumerate() {
            if passage.part == Part::Body && is_invented(&passage.text) {
                cover.invented.insert(passage.section);
            }
            let marked = cover.marked_sentences(passage);
            if let Some(container) = passage.container {
                if let Some(before) = n.checked_sub(1)
                    && passages.get(before).is_some_and(|it| it.part == passage.part)
                {
                    cover.before.entry(container).or_insert(before);
                }
                if !marked.is_empty() {
                    cover.add_container(passage, container);
                }
            }
            cover.marked.push(marked);
        }
        cover
    }

    fn add_container(&mut self, passage: &Passage, container: usize) {
        match passage.block {
            BlockRole::Caption | BlockRole::Cell(true) => {
                self.captioned.insert(container);
            }
            BlockRole::Cell(false) => {
                self.rows.insert(self.line(passage));
            }
            _ if passage.quoted => {
                self.captioned.insert(container);
            }
            _ => {}
        }
    }

    fn line(&self, passage: &Passage) -> usize {
        // A cell may have nothing but a mark in it.
        let mark = passage.marks.first().map(|mark| mark.span);
        let start = mark.unwrap_or_else(|| passage.whole()).start as usize;
        self.lines.partition_point(|line| *line <= start)
    }

    fn marked_sentences(&self, passage: &Passage) -> Vec<usize> {
        let citing = passage.marks.iter().filter(|mark| self.cites(mark));
        let mut marked: Vec<usize> = citing
            .map(|mark| {
                passage.sentences.partition_point(|range| range.start < mark.at).saturating_sub(1)
            })
            .collect();
        marked.dedup();
        marked
    }

    /// Whether a mark says where something is from, or that a source is still missing.
    pub(super) fn cites(&self, mark: &Mark) -> bool {
        match mark.kind {
            MarkKind::Citation(_) => true,
            MarkKind::Note(note) => {
                let note = self.input.article.notes.get(note);
                note.is_some_and(|note| note.fragment.citations().next().is_some())
            }
        }
    }

    /// Whether a passage has a citation in it.
    pub(super) fn has_mark(&self, passage: usize) -> bool {
        self.marked.get(passage).is_some_and(|marked| !marked.is_empty())
    }

    /// Whether a sentence of a passage has a citation.
    pub(super) fn covers(&self, number: usize, sentence: usize) -> bool {
        let Some(passage) = self.input.prose.passages.get(number) else { return true };
        if self.covers_alone(number, sentence) {
            return true;
        }
        let Some(container) = passage.container else { return false };
        match passage.block {
            _ if passage.quoted => {
                self.captioned.contains(&container) || self.introduced(container)
            }
            BlockRole::Item | BlockRole::Term => self.introduced(container),
            BlockRole::Cell(_) => {
                self.captioned.contains(&container)
                    || self.rows.contains(&self.line(passage))
                    || self.before_has_mark(container)
            }
            BlockRole::Caption => {
                self.captioned.contains(&container)
                    || self.before_has_mark(container)
                    || self.has_mark(number + 1)
            }
            BlockRole::Paragraph | BlockRole::Heading(_) => false,
        }
    }

    /// Whether a sentence has a citation in its own paragraph.
    fn covers_alone(&self, passage: usize, sentence: usize) -> bool {
        let Some(marked) = self.marked.get(passage) else { return false };
        if marked.binary_search(&sentence).is_ok() {
            return true;
        }
        let Some((last, others)) = marked.split_last() else { return false };
        sentence < *last && others.last().is_none_or(|other| sentence > *other)
    }

    /// Whether the paragraph before a table or figure has a mark.
    fn before_has_mark(&self, container: usize) -> bool {
        self.before.get(&container).is_some_and(|before| self.has_mark(*before))
    }

    /// Whether what is said before a list or quotation introduces it and ends with a citation.
    fn introduced(&self, container: usize) -> bool {
        let Some(number) = self.before.get(&container) else { return false };
        let Some(passage) = self.input.prose.passages.get(*number) else { return false };
        let last = passage.sentences.len().saturating_sub(1);
        passage.text.trim_end().ends_with([':', '：'])
            && self.marked.get(*number).is_some_and(|marked| marked.last() == Some(&last))
    }

    /// The passages that are an explainer's own words to be judged one by one: body, answers and standfirst, with their
    /// numbers. None for plain pages, which speak of themselves.
    pub(super) fn judged(&self) -> impl Iterator<Item = (usize, &'a Passage)> {
        let is_explainer = self.input.article.is_explainer();
        let passages = self.input.prose.passages.iter().enumerate();
        passages.filter(move |(_, passage)| {
            let is_body = passage.part == Part::Body && !self.invented.contains(&passage.section);
            is_explainer && (is_body || matches!(passage.part, Part::Answer(_) | Part::Standfirst))
        })
    }

    /// Whether a section says of itself that what is in it is invented.
    pub(super) fn is_invented(&self, section: usize) -> bool {
        self.invented.contains(&Some(section))
    }
}

/// Whether a paragraph says that what stands around it is invented.
fn is_invented(text: &str) -> bool {
    let says = [
        "are invented",
        "is invented",
        "invented example",
        "invented figures",
        "fictitious",
        "are made up.",
        "are made up:",
        "is made up.",
        "is made up:",
        "imaginary",
        "sind erfunden",
        "ist erfunden",
        "inventés",
        "inventé pour",
        "inventados",
    ];
    says.iter().any(|words| text.contains(words))
}
