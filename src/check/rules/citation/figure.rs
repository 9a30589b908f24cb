//! `citation/figure`: a sentence states a figure without a citation.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::{BlockRole, Part, Passage};
use crate::check::quantity::{Hedge, Quantity, Unit, quantities};
use crate::check::report::Report;
use crate::check::rules::citation::claim::{Mood, mood};
use crate::check::rules::citation::cover::Cover;
use crate::diagnostic::Code;

/// As many figures of a paragraph are looked at for what can be computed from them.
const FEW: usize = 12;

/// Reports each sentence with a figure and without a citation.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language == Language::Other {
        return;
    }
    let cover = Cover::of(input);
    let cited = cited(input, &cover);
    let mut table = None;
    for (number, passage) in cover.judged() {
        match passage.block {
            _ if passage.quoted => {}
            BlockRole::Heading(_) | BlockRole::Term | BlockRole::Cell(true) => {}
            BlockRole::Cell(false) => {
                // One finding for a table.
                if table != passage.container
                    && let Some(figure) = cell_figure(passage, input.language)
                    && !cover.covers(number, 0)
                {
                    table = passage.container;
                    tell(passage, &figure, report);
                }
            }
            BlockRole::Paragraph | BlockRole::Item | BlockRole::Caption => {
                if passage.stated().iter().all(|stated| stated.quantities.is_empty()) {
                    continue;
                }
                let by_sentence = figures(passage, input.language);
                for figures in uncovered(&by_sentence, passage, &|n| cover.covers(number, n)) {
                    let is_teaser = passage.part == Part::Standfirst;
                    let elsewhere = |one: &Quantity| cited.contains(&key(one));
                    let open = figures.iter().find(|one| !(is_teaser && elsewhere(one)));
                    if let Some(figure) = open {
                        tell(passage, figure, report);
                    }
                }
            }
        }
    }
}

fn tell(passage: &Passage, figure: &Quantity, report: &mut Report) {
    let words = passage.slice(&figure.range);
    let message = format!("`{words}` has no source");
    let hint = "cite one in the sentence, or at the paragraph's end: `[@id]`; `[@?: reason]` says that it is still missing";
    report.add(Code::CitationFigure, passage.span(&figure.range), message, hint);
}

/// The figures of each sentence, and whether it claims them.
type BySentence = Vec<(Mood, Vec<Quantity>)>;

fn figures(passage: &Passage, language: Language) -> BySentence {
    let mut story = false;
    let sentences = passage.sentences.iter().zip(passage.stated()).map(|(sentence, stated)| {
        let text = passage.slice(sentence);
        let mood = mood(text, stated.signs, language);
        story |= mood == Mood::Story;
        let mood = if story { Mood::Other } else { mood };
        let mut found = stated.quantities.clone();
        for figure in &mut found {
            figure.range = figure.range.start + sentence.start..figure.range.end + sentence.start;
        }
        found.retain(|figure| is_own(passage, figure));
        (mood, found)
    });
    sentences.collect()
}

/// Whether a figure is in the author's own words, and not in a quotation or the title of a work.
fn is_own(passage: &Passage, figure: &Quantity) -> bool {
    let in_title = |range: &Range<usize>| {
        range.start <= figure.range.start
            && figure.range.end <= range.end
            && range.len() > figure.range.len() + 2
            && passage.slice(range).chars().any(char::is_uppercase)
    };
    let first = passage.emphasised.partition_point(|it| it.end <= figure.range.start);
    let mut titles = passage.emphasised.iter().skip(first);
    !passage.is_quoted(figure.range.start) && !titles.by_ref().take(3).any(in_title)
}

/// Returns the figures of each sentence that has no citation, unless they follow from those of the paragraph that have.
fn uncovered<'b>(
    by_sentence: &'b BySentence,
    passage: &Passage,
    covers: &dyn Fn(usize) -> bool,
) -> Vec<&'b [Quantity]> {
    let mut known: Vec<&Quantity> = Vec::new();
    let mut found = Vec::new();
    for (n, (mood, figures)) in by_sentence.iter().enumerate() {
        let is_claim = *mood == Mood::Claim && !figures.is_empty();
        if covers(n) {
            known.extend(figures.iter().take(FEW.saturating_sub(known.len())));
        } else if is_claim && !figures.iter().all(|figure| follows(figure, &known)) {
            found.push(figures.as_slice());
        }
    }
    // What is computed may also stand before what it is computed from.
    found.retain(|figures| !figures.iter().all(|figure| follows(figure, &known)));
    debug_assert!(by_sentence.len() == passage.sentences.len());
    found
}

/// Whether a figure can be computed from two others, or is one of them.
fn follows(figure: &Quantity, known: &[&Quantity]) -> bool {
    let is_it =
        |value: f64| (value - figure.value).abs() <= 0.03 * figure.value.abs() + figure.step;
    if known.iter().any(|other| other.unit == figure.unit && is_it(other.value)) {
        return true;
    }
    let total: f64 = known.iter().map(|other| other.value).sum();
    if known.len() > 1 && is_it(total) {
        return true;
    }
    known.iter().enumerate().any(|(n, a)| {
        known.iter().skip(n + 1).any(|b| {
            let (low, high) =
                if a.value <= b.value { (a.value, b.value) } else { (b.value, a.value) };
            let ratio = if low > 0.0 { high / low } else { 0.0 };
            match figure.unit {
                Unit::Times => is_it(ratio) || is_it(1.0 / ratio.max(1e-9)),
                Unit::Percent => {
                    is_it((ratio - 1.0) * 100.0)
                        || is_it((1.0 - 1.0 / ratio.max(1e-9)) * 100.0)
                        || is_it(100.0 / ratio.max(1e-9))
                        || is_it(high - low)
                        || is_it(high + low)
                }
                Unit::Share => is_it(1.0 / ratio.max(1e-9)) || is_it(1.0 - 1.0 / ratio.max(1e-9)),
                _ => a.unit == b.unit && (is_it(high - low) || is_it(high + low)),
            }
        })
    })
}

/// Returns the figures of the body that have a citation.
fn cited(input: &ArticleInput<'_>, cover: &Cover<'_>) -> BTreeSet<(Unit, u64)> {
    let mut found = BTreeSet::new();
    if input.prose.of(Part::Standfirst).next().is_none() {
        return found;
    }
    let passages = input.prose.passages.iter().enumerate();
    for (number, passage) in passages.filter(|(_, it)| it.part != Part::Standfirst) {
        for (n, stated) in passage.stated().iter().enumerate() {
            if cover.covers(number, n) {
                found.extend(stated.quantities.iter().map(key));
            }
        }
    }
    found
}

fn key(figure: &Quantity) -> (Unit, u64) {
    (figure.unit, figure.value.to_bits())
}

/// Returns the figure of a cell: what stands there as one, or a number by itself.
fn cell_figure(passage: &Passage, language: Language) -> Option<Quantity> {
    let text = passage.text.trim();
    if let Some(figure) =
        quantities(&passage.text, language).into_iter().find(|it| is_own(passage, it))
    {
        return Some(figure);
    }
    let is_number = text.chars().all(|c| c.is_ascii_digit() || ".,\u{a0}\u{202f} −-+".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_year = digits.len() == 4
        && text.len() == 4
        && (digits.starts_with('1') || digits.starts_with('2'));
    // A small whole number may be a rank.
    let says_much = digits.len() > 2 || text.contains(['.', ',']);
    let whole = Quantity {
        range: 0..passage.text.len(),
        value: 0.0,
        step: 0.0,
        unit: Unit::Count,
        noun: None,
        hedge: Hedge::None,
    };
    (is_number && says_much && !is_year && !digits.is_empty()).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::marked_in;

    fn of(body: &str) -> Vec<String> {
        marked_in(check, body)
    }

    #[test]
    fn a_figure_without_a_mark_is_told() {
        assert_eq!(of("The line cost $4.2bn. It opened in 2019."), ["$4.2bn"]);
        assert_eq!(of("One in five pupils leave. [@a]\n\nSome 1,200 pupils stay."), ["1,200"]);
        assert_eq!(
            of("Rents doubled. Wages rose by 3 % [@a]. Prices fell by 7 % [@a]."),
            ["doubled"]
        );
        assert_eq!(of("- 30 % of homes\n- 40 km of pipe [@a]"), ["30 %"]);
        assert_eq!(of("| A | B |\n| - | - |\n| x | 1,400 |\n| y | 12 % [@a] |"), ["1,400"]);
    }

    #[test]
    fn a_mark_at_the_end_covers_what_is_before_it() {
        for body in [
            "The line cost $4.2bn. It carries two million people a year. [@a]",
            "It holds this [@a]:\n\n- 30 % of homes\n- 40 km of pipe",
            "| A | B |\n| - | - |\n| x | 1,400 [@a] |\n| y | 12 % [@a] |",
            "It was 400 TB in May [@a]. By June it was 1,400 TB [@a]. That is 3.5 times as much.",
            "It took 400 TB.[^n]\n\n[^n]: See [@a].",
            "It took 400 TB [@?: who says so?].",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn what_claims_no_figure_is_not_told() {
        for body in [
            "Covid-19 came in the 1990s, on 3 May 1997, at 10:30, as Article 5 and Boeing 747 say.",
            "If you earn 100 euros, 20 euros are taken. Wait 5 minutes.",
            "Suppose a town has 5,000 homes. Then 500 homes are empty.",
            "Is it 40 %?",
            "## About 40 % of it\n\nIt ran on version 1.31.0 and Windows 11, see page 12 and Figure 3.",
            "Amin, 61, and men aged 40 to 44 came on 12 March for the third time.",
            "They are sorted according to size. In 2014 it was over.",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }
}
