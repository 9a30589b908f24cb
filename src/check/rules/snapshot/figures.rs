//! `snapshot/figure` and `snapshot/unit`: the source that a sentence cites has another figure.

use std::collections::BTreeMap;

use crate::check::cited::{marks_of, sources_of};
use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::{Part, Passage};
use crate::check::report::Report;
use crate::check::rules::snapshot::quantity::{Quantity, quantities};
use crate::check::stored::{StoredText, stored};
use crate::diagnostic::{Code, Place};
use crate::span::Span;

/// So many words around two figures must be the same for them to be about the same thing: where what is counted is the
/// same, and where only the unit is.
const SHARED_WITH_NOUN: usize = 1;
const SHARED_WITH_UNIT: usize = 2;

/// Where a source has more figures of a unit, they are not added up to see whether they make another.
const MOST_SUMS: usize = 60;

/// As many times a figure of an article is compared with one of a source.
const COMPARISONS: usize = 5_000_000;

/// Reports figures of which the cited sources have only other values, or other units.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English {
        return;
    }
    let mut known: BTreeMap<&str, Vec<Known<'_>>> = BTreeMap::new();
    let mut left = COMPARISONS;
    for passage in input.prose.passages.iter().filter(|passage| passage.is_running_text()) {
        if matches!(passage.part, Part::Was(_) | Part::Title) {
            continue;
        }
        for (n, sentence) in passage.sentences.iter().enumerate() {
            let ids = sources_of(input, marks_of(passage, n, n));
            for id in &ids {
                known
                    .entry(id)
                    .or_insert_with(|| stored(input, id).into_iter().map(Known::of).collect());
            }
            // Where nothing is stored of one of them, the figure may be from there.
            if ids.is_empty() || ids.iter().any(|id| known.get(id).is_none_or(Vec::is_empty)) {
                continue;
            }
            let texts: Vec<(&str, &Known<'_>)> = ids
                .iter()
                .flat_map(|id| known.get(id).into_iter().flatten().map(move |known| (*id, known)))
                .collect();
            let cost: usize = texts.iter().map(|(_, known)| known.figures.len()).sum();
            for figure in quantities(passage.slice(sentence)) {
                let at = figure.range.start + sentence.start;
                if passage.is_quoted(at) || left <= cost {
                    continue;
                }
                left -= cost + 1;
                judge(&Judging { passage, start: sentence.start, figure: &figure }, &texts, report);
            }
        }
    }
}

/// A stored text and its figures.
struct Known<'a> {
    stored: StoredText<'a>,
    figures: Vec<Quantity>,
}

impl<'a> Known<'a> {
    fn of(stored: StoredText<'a>) -> Self {
        Self { figures: quantities(stored.text), stored }
    }
}

/// A figure that is being judged.
struct Judging<'j> {
    passage: &'j Passage,
    start: usize,
    figure: &'j Quantity,
}

fn judge(judging: &Judging<'_>, texts: &[(&str, &Known<'_>)], report: &mut Report) {
    let figure = judging.figure;
    let is_bare = figure.unit.is_none() && figure.noun.is_none();
    if is_bare && !figure.is_exact() || figure.value() < 2.0 {
        return;
    }
    if let Some(found) = beside_the_same_words(figure, texts) {
        tell(Code::SnapshotFigure, judging, found, report);
        return;
    }
    let all = || texts.iter().flat_map(|(_, known)| &known.figures);
    if is_bare || all().any(|other| figure.may_be(other.value()) && is_same_kind(figure, other)) {
        return;
    }
    if let Some(found) = other_unit(figure, texts) {
        tell(Code::SnapshotUnit, judging, found, report);
        return;
    }
    // In any unit, as the value of anything, in any writing: then it is not the source that differs.
    if all().any(|other| figure.may_be(other.value()) || is_converted(figure, other)) {
        return;
    }
    let alike: Vec<f64> = all().filter(|it| it.unit == figure.unit).map(Quantity::value).collect();
    if is_computed(figure, &alike) {
        return;
    }
    let needed = if figure.noun.is_some() { SHARED_WITH_NOUN } else { SHARED_WITH_UNIT };
    let best = others(texts)
        .filter(|(_, _, other)| figure.is_alike(other))
        .map(|found| (figure.shared(found.2), found))
        .filter(|(shared, _)| *shared >= needed)
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.2.range.start.cmp(&a.1.2.range.start)));
    if let Some((_, found)) = best {
        tell(Code::SnapshotFigure, judging, found, report);
    }
}

/// A figure of a source.
type Found<'t, 'k> = (&'t str, &'k Known<'k>, &'k Quantity);

fn others<'t, 'k>(texts: &[(&'t str, &'k Known<'k>)]) -> impl Iterator<Item = Found<'t, 'k>> {
    texts.iter().flat_map(|(id, known)| known.figures.iter().map(move |it| (*id, *known, it)))
}

/// Finds another value in a sentence of the source that has the same words around it. Then a value that is the same by
/// chance, elsewhere and of something else, is no excuse.
fn beside_the_same_words<'t, 'k>(
    figure: &Quantity,
    texts: &[(&'t str, &'k Known<'k>)],
) -> Option<Found<'t, 'k>> {
    let is_near = |other: &Quantity| {
        let shared = figure.shared(other);
        shared >= 4 && shared * 10 >= figure.around.len().min(other.around.len()) * 6
    };
    let near: Vec<Found<'t, 'k>> = others(texts).filter(|(_, _, it)| is_near(it)).collect();
    let is_it = |other: &Quantity| figure.may_be(other.value()) || is_converted(figure, other);
    if near.is_empty()
        || near.iter().any(|(_, _, it)| is_it(it))
        || others(texts).any(|(_, _, it)| it.unit == figure.unit && is_it(it))
    {
        return None;
    }
    let alike = |it: &Quantity| {
        figure.is_alike(it) && (figure.unit.is_some() || it.is_exact() == figure.is_exact())
    };
    let same_unit = near.iter().filter(|(_, _, it)| it.unit == figure.unit);
    let values: Vec<f64> = same_unit.map(|(_, _, it)| it.value()).collect();
    if is_computed(figure, &values) || other_unit(figure, texts).is_some() {
        return None;
    }
    near.into_iter().filter(|(_, _, it)| alike(it)).max_by_key(|(_, _, it)| figure.shared(it))
}

/// Whether a figure of the source with the same value has the same unit, or none that could be mistaken for it.
fn is_same_kind(figure: &Quantity, other: &Quantity) -> bool {
    match (figure.unit, other.unit) {
        (Some(a), Some(b)) => a == b || a.dimension != b.dimension,
        _ => true,
    }
}

/// Finds the same number with another unit of the same kind, or another "million".
fn other_unit<'t, 'k>(
    figure: &Quantity,
    texts: &[(&'t str, &'k Known<'k>)],
) -> Option<Found<'t, 'k>> {
    let is_telling = figure.digits >= 10.0 || figure.digits.fract() != 0.0;
    let mut same =
        others(texts).filter(|(_, _, it)| (it.digits - figure.digits).abs() < 1e-9).peekable();
    same.peek()?;
    let same: Vec<_> = same.collect();
    if same.iter().any(|(_, _, it)| it.unit == figure.unit && (it.scale - figure.scale).abs() < 0.5)
    {
        return None;
    }
    let has_other_scale = |it: &Quantity| (it.scale - figure.scale).abs() > 0.5;
    same.into_iter().find(|(_, _, it)| {
        let shared = figure.shared(it);
        let other_unit = match (figure.unit, it.unit) {
            (Some(a), Some(b)) => a.dimension == b.dimension && (a != b || has_other_scale(it)),
            (None, None) => it.noun == figure.noun && has_other_scale(it),
            _ => false,
        };
        other_unit && shared >= if is_telling { 1 } else { 2 }
    })
}

/// Whether one is the other in another unit.
fn is_converted(figure: &Quantity, other: &Quantity) -> bool {
    let (Some(a), Some(b)) = (figure.unit, other.unit) else { return false };
    let (here, there) = (figure.value() * a.factor, other.value() * b.factor);
    a.dimension == b.dimension && here > 0.0 && (here - there).abs() <= here * 0.05
}

/// Whether a figure is the sum, the difference or the share of two others.
fn is_computed(figure: &Quantity, others: &[f64]) -> bool {
    let others = others.get(..others.len().min(MOST_SUMS)).unwrap_or_default();
    others.iter().any(|a| {
        others.iter().any(|b| {
            figure.may_be(a + b)
                || figure.may_be((a - b).abs())
                || figure.unit.is_none() && *b > 0.0 && figure.may_be(a / b)
        })
    })
}

fn tell(
    code: Code,
    judging: &Judging<'_>,
    (id, known, other): (&str, &Known<'_>, &Quantity),
    report: &mut Report,
) {
    let range = &judging.figure.range;
    let range = range.start + judging.start..range.end + judging.start;
    let here = judging.passage.slice(&range);
    let there = known.stored.text.get(other.range.clone()).unwrap_or_default();
    let there = there.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("`{here}` here, `{there}` in the stored text of `{id}`");
    let hint = if code == Code::SnapshotUnit {
        "look up the unit in the source"
    } else {
        "look it up in the source; if you computed it, say from what"
    };
    let finding = report.finding(code, judging.passage.span(&range), message).hint(hint);
    let place = known.stored.file.as_ref().map(|(path, before)| {
        Place::new(path, Span::new(other.range.start, other.range.end).shifted(*before))
    });
    report.push(match place {
        Some(place) => finding.related(place, "the source"),
        None => finding,
    });
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found_with;

    const SOURCE: &str = "Engineers copied 400 gigabytes of files from the servers. In 2024 some 1,450 passengers used the line every day, and fourteen hundred tickets were sold. The tunnel cost $2.5 million. Costs of the tunnel rose by 12 per cent, and 31% of households near the tunnel moved. The track is 8 km long, and 23 stations were built; 19 stations closed.";

    fn of(body: &str) -> Vec<(&'static str, String)> {
        let text = format!(
            "---\ntitle: Why?\nsources: [{{id: r, title: R}}, {{id: o, title: O}}]\n---\n{body}\n"
        );
        found_with(check, &text, &[("r", SOURCE)])
    }

    #[test]
    fn another_value_is_told() {
        for (body, marked) in [
            ("The line was used by 1,540 passengers a day [@r].", "1,540 passengers"),
            ("Built were 29 stations [@r].", "29 stations"),
            ("The costs of the tunnel rose by 17 % [@r].", "17 %"),
        ] {
            assert_eq!(of(body), [("snapshot/figure", marked.to_owned())], "{body}");
        }
    }

    #[test]
    fn another_unit_is_told() {
        for (body, marked) in [
            ("They copied 400 terabytes of files [@r].", "400 terabytes"),
            ("The tunnel cost $2.5 billion [@r].", "$2.5 billion"),
            ("The tunnel cost €2.5 million [@r].", "€2.5 million"),
            ("Costs of the tunnel rose by 12 percentage points [@r].", "12 percentage points"),
        ] {
            assert_eq!(of(body), [("snapshot/unit", marked.to_owned())], "{body}");
        }
    }

    #[test]
    fn what_the_source_has_in_any_writing_is_not() {
        for body in [
            "They copied 400 GB of files [@r]. They copied 500 terabytes of files.",
            "They sold 1,400 tickets [@r], and nearly 1,500 passengers used the line every day [@r].",
            "The line was used by 1,450 passengers a day [@r].",
            "It took 42 stations in all, and 4 stations were lost [@r].",
            "The tunnel cost 2,500,000 dollars [@r]. The track is 5 miles long [@r].",
            "The line was used by 1,540 passengers a day [@r; @o].",
            "He spoke of “1,540 passengers” a day [@r].",
            "There were 77 protests against it in 2019 [@r].",
            "One hundred hundred hundred hundred hundred hundred thousand thousand people came [@r].",
            "Wages of bakers fell by 17 % [@r].",
        ] {
            assert_eq!(of(body), [], "{body}");
        }
    }
}
