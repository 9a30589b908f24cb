//! [`Marked`]: where the marks of an article are, and what belongs together: worked out once for all rules that ask for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::prose::passage::{BlockRole, Mark, MarkKind, Part, Passage};
use crate::content::Article;

/// Where the marks are.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::check) struct Marked {
    /// For each passage, the sentences that have a mark of their own.
    pub(in crate::check) sentences: Vec<Vec<usize>>,
    /// For each list, table, figure or quotation, what is said just before it.
    pub(in crate::check) before: BTreeMap<usize, usize>,
    /// The tables, figures and quotations with a mark in their caption or first row.
    pub(in crate::check) captioned: BTreeSet<usize>,
    /// The lines of the file with a mark in a cell.
    pub(in crate::check) rows: BTreeSet<usize>,
    /// The sections that say of themselves that what is in them is invented.
    pub(in crate::check) invented: BTreeSet<Option<usize>>,
    /// Where the lines of the file begin.
    lines: Vec<usize>,
}

impl Marked {
    /// Reads the marks of an article, whose file has this text.
    pub(super) fn of(passages: &[Passage], article: &Article, text: &str) -> Self {
        let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let mut marked = Self {
            sentences: Vec::new(),
            before: BTreeMap::new(),
            captioned: BTreeSet::new(),
            rows: BTreeSet::new(),
            invented: BTreeSet::new(),
            lines,
        };
        for (n, passage) in passages.iter().enumerate() {
            if passage.part == Part::Body && is_invented(&passage.text) {
                marked.invented.insert(passage.section);
            }
            let sentences = marked_sentences(passage, article);
            if let Some(container) = passage.container {
                if let Some(before) = n.checked_sub(1)
                    && passages.get(before).is_some_and(|it| it.part == passage.part)
                {
                    marked.before.entry(container).or_insert(before);
                }
                if !sentences.is_empty() {
                    marked.add_container(passage, container);
                }
            }
            marked.sentences.push(sentences);
        }
        marked
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

    /// Returns the line of the file on which a passage begins.
    pub(in crate::check) fn line(&self, passage: &Passage) -> usize {
        // A cell may have nothing but a mark in it.
        let mark = passage.marks.first().map(|mark| mark.span);
        let start = mark.unwrap_or_else(|| passage.whole()).start as usize;
        self.lines.partition_point(|line| *line <= start)
    }
}

fn marked_sentences(passage: &Passage, article: &Article) -> Vec<usize> {
    let citing = passage.marks.iter().filter(|mark| cites(article, mark));
    let mut marked: Vec<usize> = citing
        .map(|mark| {
            passage.sentences.partition_point(|range| range.start < mark.at).saturating_sub(1)
        })
        .collect();
    marked.dedup();
    marked
}

/// Whether a mark says where something is from, or that a source is still missing.
fn cites(article: &Article, mark: &Mark) -> bool {
    match mark.kind {
        MarkKind::Citation(_) => true,
        MarkKind::Note(note) => {
            let note = article.notes.get(note);
            note.is_some_and(|note| note.fragment.citations().next().is_some())
        }
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
    // All of them have one of these, and most paragraphs none.
    let may = ["invent", "fictitious", "made up", "imaginary", "erfunden"];
    let has = |all: &[&str]| all.iter().any(|words| text.contains(words));
    has(&may) && has(&says)
}
