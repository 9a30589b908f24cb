//! `citation/quotation`: somebody's words without a citation.

use std::ops::Range;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::{BlockRole, Passage};
use crate::check::report::Report;
use crate::check::rules::citation::cover::Cover;
use crate::check::rules::citation::somebody::{Judged, SHORT};
use crate::diagnostic::Code;

/// As many bytes of quotations with a citation are remembered.
const MOST: usize = 20_000;

/// Reports each quotation without a citation.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language == Language::Other {
        return;
    }
    let cover = Cover::of(input);
    let mut block = None;
    let known = known(input, &cover);
    for (number, passage) in cover.judged() {
        if passage.quoted {
            // One finding for a block quotation.
            let words = passage.text.split_whitespace().count();
            let last = passage.sentences.len().saturating_sub(1);
            if block != passage.container && words >= SHORT {
                block = passage.container;
                if !cover.covers(number, last) && passage.links.is_empty() {
                    tell(passage, 0..passage.text.len(), report);
                }
            }
            continue;
        }
        if !matches!(passage.block, BlockRole::Paragraph | BlockRole::Item) {
            continue;
        }
        let next = input.prose.passages.get(number + 1).filter(|next| next.part == passage.part);
        let mut sentence = Judged::default();
        for quotation in quotations(passage, next) {
            let covered = sentences_of(passage, &quotation).any(|n| cover.covers(number, n));
            let repeats = || known.contains(passage.slice(&quotation).trim_end_matches(['.', ',']));
            if !covered
                && sentence.has_words_of_somebody(passage, &quotation, input.language)
                && !repeats()
            {
                tell(passage, quotation, report);
            }
        }
    }
}

/// Returns the quotations that have a citation: they may be spoken of again. Of a long text, only the first of them.
fn known(input: &ArticleInput<'_>, cover: &Cover<'_>) -> String {
    let mut known = String::new();
    for (number, passage) in input.prose.passages.iter().enumerate() {
        for quotation in &passage.quotations {
            let covered = sentences_of(passage, quotation).any(|n| cover.covers(number, n));
            if covered && known.len() < MOST {
                known.push_str(passage.slice(quotation));
                known.push('\n');
            }
        }
    }
    known
}

fn tell(passage: &Passage, quotation: Range<usize>, report: &mut Report) {
    let words: Vec<&str> = passage.slice(&quotation).split_whitespace().collect();
    let shown = match words.get(..8) {
        Some(first) if words.len() > 9 => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    };
    let message = format!("the quotation `{shown}` has no citation");
    let hint = "cite where these words are, at the end of the sentence: `[@id]`";
    report.add(Code::CitationQuotation, passage.span(&quotation), message, hint);
}

/// Returns what is between quotation marks; a quotation that goes on in the next paragraph is not closed in this one.
fn quotations(passage: &Passage, next: Option<&Passage>) -> Vec<Range<usize>> {
    let mut found = passage.quotations.clone();
    let after = found.last().map_or(0, |last| last.end);
    let rest = passage.text.get(after..).unwrap_or_default();
    let goes_on = next.is_some_and(|next| next.text.trim_start().starts_with(['“', '"']));
    if goes_on && let Some((before, quoted)) = rest.rsplit_once('“') {
        let start = after + before.len() + '“'.len_utf8();
        if !quoted.contains('”') {
            found.push(start..start + quoted.len());
        }
    }
    found
}

fn sentences_of(passage: &Passage, range: &Range<usize>) -> Range<usize> {
    let first = passage.sentence_at(range.start).unwrap_or_default();
    let last = passage.sentence_at(range.end.saturating_sub(1)).unwrap_or_default();
    first..last + 1
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::marked_in;

    fn of(body: &str) -> Vec<String> {
        marked_in(check, body)
    }

    #[test]
    fn words_of_somebody_without_a_mark_are_told() {
        assert_eq!(of("She said: “We will not build it.”"), ["We will not build it."]);
        assert_eq!(of("> We will not build it here."), ["We will not build it here."]);
        assert_eq!(of("The firm stated it “does not think” so."), ["does not think"]);
        assert_eq!(of("“It is over for all of us,” the mayor said.").len(), 1);
        assert_eq!(of("Mary Jones spoke of “a planet in her own orbit”.").len(), 1);
        let two = "“It is the first of two parts that go on.\n\n“It is the second part,” he said.";
        assert_eq!(of(two).len(), 2);
    }

    #[test]
    fn of_a_sentence_full_of_quotations_the_first_are_judged() {
        let all = "She said “we will not build it” ".repeat(40);
        assert_eq!(of(&all).len(), 16);
        // If each read the whole sentence anew, this would never end.
        assert_eq!(of(&"“we will not go there” ".repeat(50_000)).len(), 0);
    }

    #[test]
    fn words_with_a_mark_are_not() {
        for body in [
            "She said: “We will not build it.” [@a]",
            "> We will not build it here. [@a]",
            "She said this [@a]:\n\n> We will not build it here.",
            "She said “we will not build it” [@a]. Later “we will not build it” came up again.",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn terms_titles_and_examples_are_not() {
        for body in [
            "This is called “an order of the second kind”.",
            "The word “sustainability in all things” means little.",
            "It is a “smart” and “green” city, in the “first past the post” sense.",
            "The report “Heat Pumps in Europe Today” is long.",
            "Is it “the end of the line”?",
            "“The council closed the bridge” is better than “closure took place”.",
            "The figures in this example are invented.\n\n> Swimming has a long history in our town.",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }
}
