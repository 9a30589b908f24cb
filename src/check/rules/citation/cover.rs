//! [`Cover`]: which words of an article a citation stands for.

use std::ops::Range;

use crate::check::input::ArticleInput;
use crate::check::prose::{BlockRole, Marked, Part, Passage};
use crate::check::rules::citation::claim::{Mood, own_mood};
use crate::check::signs::{Sign, Signs};

/// Which sentences have a citation: in themselves, or in the last mark of their paragraph if no other stands between.
pub(super) struct Cover<'a> {
    input: &'a ArticleInput<'a>,
    marked: &'a Marked,
}

impl<'a> Cover<'a> {
    /// Returns that of an article.
    pub(super) fn of(input: &'a ArticleInput<'a>) -> Self {
        Self { input, marked: input.prose.marked(input.article, input.text) }
    }

    /// Whether a passage has a citation in it.
    pub(super) fn has_mark(&self, passage: usize) -> bool {
        self.marked.sentences.get(passage).is_some_and(|marked| !marked.is_empty())
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
                self.marked.captioned.contains(&container) || self.introduced(container)
            }
            BlockRole::Item | BlockRole::Term => self.introduced(container),
            BlockRole::Cell(_) => {
                self.marked.captioned.contains(&container)
                    || self.marked.rows.contains(&self.marked.line(passage))
                    || self.before_has_mark(container)
            }
            BlockRole::Caption => {
                self.marked.captioned.contains(&container)
                    || self.before_has_mark(container)
                    || self.has_mark(number + 1)
            }
            BlockRole::Paragraph | BlockRole::Heading(_) => false,
        }
    }

    /// Whether a sentence has a citation in its own paragraph.
    fn covers_alone(&self, passage: usize, sentence: usize) -> bool {
        let Some(marked) = self.marked.sentences.get(passage) else { return false };
        if marked.binary_search(&sentence).is_ok() {
            return true;
        }
        let Some((last, others)) = marked.split_last() else { return false };
        sentence < *last && others.last().is_none_or(|other| sentence > *other)
    }

    /// Whether the paragraph before a table or figure has a mark.
    fn before_has_mark(&self, container: usize) -> bool {
        self.marked.before.get(&container).is_some_and(|before| self.has_mark(*before))
    }

    /// Whether what is said before a list or quotation introduces it and ends with a citation.
    fn introduced(&self, container: usize) -> bool {
        let Some(number) = self.marked.before.get(&container) else { return false };
        let Some(passage) = self.input.prose.passages.get(*number) else { return false };
        let last = passage.sentences.len().saturating_sub(1);
        passage.text.trim_end().ends_with([':', '：'])
            && self.marked.sentences.get(*number).is_some_and(|marked| marked.last() == Some(&last))
    }

    /// The passages that are an explainer's own words to be judged one by one: body, answers and standfirst, with their
    /// numbers. None for plain pages, which speak of themselves.
    pub(super) fn judged(&self) -> impl Iterator<Item = (usize, &'a Passage)> {
        let is_explainer = self.input.article.is_explainer();
        let passages = self.input.prose.passages.iter().enumerate();
        passages.filter(move |(_, passage)| {
            let is_body =
                passage.part == Part::Body && !self.marked.invented.contains(&passage.section);
            is_explainer && (is_body || matches!(passage.part, Part::Answer(_) | Part::Standfirst))
        })
    }

    /// The sentences of the running text with these signs that claim something in the author's own words and have no
    /// citation, each with its passage. The standfirst is left out: what it says is shown below it.
    pub(super) fn bare_claims(
        &self,
        signs: &'a [Sign],
    ) -> impl Iterator<Item = (&'a Passage, &'a Range<usize>)> {
        let judged = self
            .judged()
            .filter(|(_, passage)| passage.is_running_text() && passage.part != Part::Standfirst);
        judged.flat_map(move |(number, passage)| {
            let is_bare = move |(n, sentence, signs): &(usize, &Range<usize>, Signs)| {
                let mood = || own_mood(passage, (sentence, *signs), self.input.language);
                !self.covers(number, *n) && mood() == Mood::Claim
            };
            let bare = passage.sentences_with(signs).filter(is_bare);
            bare.map(move |(_, sentence, _)| (passage, sentence))
        })
    }

    /// Whether a section says of itself that what is in it is invented.
    pub(super) fn is_invented(&self, section: usize) -> bool {
        self.marked.invented.contains(&Some(section))
    }
}
