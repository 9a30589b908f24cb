//! `citation/section`: a long section without any citation.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::check::input::ArticleInput;
use crate::check::prose::{Part, Passage, Section};
use crate::check::report::Report;
use crate::check::rules::citation::cover::Cover;
use crate::diagnostic::Code;

/// A section with more words than this needs a citation.
const MOST: usize = 120;

/// What is said in a section, without those below it.
#[derive(Clone, Copy, Default)]
struct Sum {
    words: usize,
    cited: bool,
}

/// Reports each long section without a citation; of an article that cites nothing at all, only the first.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if !input.article.is_explainer() {
        return;
    }
    let cover = Cover::of(input);
    let sections = &input.prose.sections;
    let mut sums = vec![Sum::default(); sections.len()];
    let passages = input.prose.passages.iter().enumerate();
    let body = passages.filter(|(_, passage)| passage.part == Part::Body);
    for (number, passage) in body.clone() {
        if let Some(sum) = passage.section.and_then(|section| sums.get_mut(section)) {
            sum.cited |= cover.has_mark(number);
        }
    }
    for (_, passage) in body {
        // How long a section with a citation is, or one around it, makes no difference.
        let sum = passage.section.and_then(|section| sums.get_mut(section));
        if let Some(sum) = sum.filter(|sum| !sum.cited) {
            sum.words += words(passage);
        }
    }
    let cites = input.prose.passages.iter().enumerate().any(|(number, _)| cover.has_mark(number));
    let wholes = with_inner(sections, &sums);
    // A section may say that it is its author's own advice.
    let is_own = |passage: &&Passage| passage.part == Part::Body && is_own_advice(&passage.text);
    let own = input.prose.passages.iter().filter(is_own).map(|passage| passage.section);
    let own: LazyCell<BTreeSet<Option<usize>>, _> = LazyCell::new(|| own.collect());
    // The level of the section that was told, while those below it go on.
    let mut told: Option<u8> = None;
    for (n, (section, whole)) in sections.iter().zip(wholes).enumerate() {
        if told.is_some_and(|level| section.level > level) {
            continue;
        }
        told = None;
        if whole.words > MOST && !whole.cited && !cover.is_invented(n) && !own.contains(&Some(n)) {
            told = Some(section.level);
            let message = format!("`{}` has {} words and no citation", section.title, whole.words);
            let hint = "cite what it rests on: `[@id]`; `[@?: reason]` says what is still missing";
            report.add(Code::CitationSection, section.span, message, hint);
            if !cites {
                return;
            }
        }
    }
}

fn is_own_advice(text: &str) -> bool {
    [
        "our own advice",
        "our advice",
        "our own view",
        "our own experience",
        "unser Rat",
        "notre conseil",
        "nuestro consejo",
    ]
    .iter()
    .any(|words| text.contains(words))
}

fn words(passage: &Passage) -> usize {
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    if passage.is_running_text() {
        passage.text.split_whitespace().filter(is_word).count()
    } else {
        0
    }
}

/// Returns what is said in each section with those below it.
fn with_inner(sections: &[Section], sums: &[Sum]) -> Vec<Sum> {
    let mut wholes = sums.to_vec();
    // From the last: what is below a section has been added up when it is reached. At most six are open at a time.
    let mut open: Vec<(u8, Sum)> = Vec::new();
    for (n, section) in sections.iter().enumerate().rev() {
        let mut whole = sums.get(n).copied().unwrap_or_default();
        while let Some((_, inner)) = open.pop_if(|(level, _)| *level > section.level) {
            whole.words += inner.words;
            whole.cited |= inner.cited;
        }
        open.push((section.level, whole));
        if let Some(place) = wholes.get_mut(n) {
            *place = whole;
        }
    }
    wholes
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::marked_in;

    fn of(body: &str) -> usize {
        marked_in(check, body).len()
    }

    #[test]
    fn a_long_section_that_cites_nothing_is_told_once() {
        let long = "Words of all kinds stand here one by one. ".repeat(20);
        assert_eq!(of(&format!("## A\n\n{long}\n\n### B\n\n{long}\n\n## C\n\n{long}")), 1);
        assert_eq!(of(&format!("## A\n\n{long}\n\n## B\n\nIt is [@a].\n\n## C\n\n{long}")), 2);
    }

    #[test]
    fn short_ones_and_those_that_cite_below_are_not() {
        let long = "Words of all kinds stand here one by one. ".repeat(20);
        for body in [
            format!("## A\n\n{long}\n\n### B\n\nIt is [@a]."),
            "## A\n\nWords of all kinds.".to_owned(),
            format!("## A\n\nThis example is invented.\n\n{long}"),
            format!("## A\n\n> {long}"),
        ] {
            assert_eq!(of(&body), 0, "{body}");
        }
    }
}
