//! [`quotations`]: the quotations of an article, each with the sources that it is said to be from.

use std::ops::Range;

use crate::check::cited::{MOST_MARKS, marks_between, marks_of, sources_of};
use crate::check::input::ArticleInput;
use crate::check::prose::{Mark, Part, Passage};

/// What stands between quotation marks, or a paragraph of a block quotation.
pub(super) struct Quoted<'a> {
    /// The passage that it is in.
    pub(super) passage: &'a Passage,
    /// Its place there.
    pub(super) range: Range<usize>,
    /// The ids of the sources that it is said to be from.
    pub(super) sources: Vec<&'a str>,
}

impl<'a> Quoted<'a> {
    /// Its words.
    pub(super) fn text(&self) -> &'a str {
        self.passage.text.get(self.range.clone()).unwrap_or_default()
    }
}

/// Returns the quotations for which a source is named.
pub(super) fn quotations<'a>(input: &ArticleInput<'a>) -> Vec<Quoted<'a>> {
    let passages = input.prose.passages.as_slice();
    let mut found = Vec::new();
    // The marks of the block quotation that a passage is in.
    let mut block: (Option<usize>, Vec<&'a str>) = (None, Vec::new());
    for (n, passage) in passages.iter().enumerate() {
        if matches!(passage.part, Part::Was(_) | Part::Title) {
            continue;
        }
        if passage.quoted {
            if block.0 != passage.container || passage.container.is_none() {
                let before = n.checked_sub(1).and_then(|before| passages.get(before));
                let rest = passages.get(n..).unwrap_or_default();
                block = (passage.container, of_block(input, before, rest));
            }
            let is_attribution = passage.text.starts_with(['—', '–', '-', '―']);
            if !block.1.is_empty() && !is_attribution {
                let range = 0..passage.text.trim_end().len();
                let sources = block.1.clone();
                found.push(Quoted { passage, range, sources });
            }
            continue;
        }
        for range in &passage.quotations {
            let sources = sources_of(input, covering(passage, range));
            if !sources.is_empty() {
                found.push(Quoted { passage, range: range.clone(), sources });
            }
        }
    }
    found
}

/// Returns the sources of a block quotation: those cited in it, else in the sentence that introduces it.
fn of_block<'a>(
    input: &ArticleInput<'a>,
    before: Option<&'a Passage>,
    passages: &'a [Passage],
) -> Vec<&'a str> {
    let container = passages.first().and_then(|first| first.container);
    let inside = passages.iter().take_while(|it| it.quoted && it.container == container);
    let marks: Vec<&Mark> = inside.flat_map(|it| &it.marks).take(MOST_MARKS + 1).collect();
    let cited = sources_of(input, marks);
    if !cited.is_empty() {
        return cited;
    }
    let introduces = |it: &&Passage| it.text.trim_end().ends_with([':', '：']);
    let last =
        before.filter(|it| !it.quoted && Some(it.part) == passages.first().map(|it| it.part));
    let last = last.filter(introduces);
    let Some(last) = last else { return cited };
    let sentence = last.sentences.last().map_or(0, |range| range.start);
    sources_of(input, marks_between(last, sentence, usize::MAX))
}

/// Returns the marks of the sentences that a quotation is in, else the next mark of the passage.
fn covering<'a>(passage: &'a Passage, range: &Range<usize>) -> &'a [Mark] {
    let first = passage.sentence_at(range.start).unwrap_or_default();
    let last = passage.sentence_at(range.end.saturating_sub(1)).unwrap_or_default();
    let marks = marks_of(passage, first, last);
    if marks.is_empty() {
        let after = passage.marks.partition_point(|mark| mark.at < range.end);
        let rest = passage.marks.get(after..).unwrap_or_default();
        return rest.get(..1).unwrap_or_default();
    }
    marks
}
