//! `number/change`: two figures do not give the change that is stated beside them.

use std::ops::Range;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::{Part, Passage};
use crate::check::quantity::{Change, ChangeKind, End, Hedge, Pair, Stated, Unit};
use crate::check::report::Report;
use crate::diagnostic::Code;

/// Reports each stated change that the figures beside it do not give.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English {
        return;
    }
    let judged = |part: Part| {
        matches!(part, Part::Body | Part::Answer(_) | Part::Standfirst | Part::KeyPoint(_))
    };
    for passage in input.prose.passages.iter().filter(|it| judged(it.part) && !it.quoted) {
        let read = |(sentence, stated): (&Range<usize>, &'_ Stated)| {
            let own = |range: &Range<usize>| !passage.is_quoted(sentence.start + range.start);
            let mut changes = stated.changes.clone();
            changes.retain(|change| own(&change.range));
            let mut pairs = stated.pairs.clone();
            pairs.retain(|pair| own(&pair.range));
            Said { start: sentence.start, changes, pairs, text: passage.slice(sentence) }
        };
        let sentences = passage.sentences.iter().zip(passage.stated());
        let said: Vec<Said<'_>> = sentences.map(read).collect();
        for (n, here) in said.iter().enumerate() {
            let [change] = here.changes.as_slice() else { continue };
            match here.pairs.as_slice() {
                [pair] if !is_apart(here.text, change, pair) => {
                    compare(passage, (here, change), (here, pair), report);
                }
                [] => {
                    // In a sentence beside it, if that says nothing else of a change.
                    let sides = [n.checked_sub(1), n.checked_add(1)].into_iter().flatten();
                    let mut sides =
                        sides.filter_map(|n| said.get(n)).filter(|it| it.changes.is_empty());
                    let beside = sides.find_map(|it| match it.pairs.as_slice() {
                        [pair] => Some((it, pair)),
                        _ => None,
                    });
                    if let Some((there, pair)) = beside.filter(|_| refers(here.text)) {
                        compare(passage, (here, change), (there, pair), report);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether the change and the figures are in two clauses, and so perhaps of two things: "from 3 to 4 euros, and sales
/// halved".
fn is_apart(text: &str, change: &Change, pair: &Pair) -> bool {
    let (first, second) = if change.range.start < pair.range.start {
        (&change.range, &pair.range)
    } else {
        (&pair.range, &change.range)
    };
    let between = text.get(first.end..second.start).unwrap_or_default();
    if [";", " while ", " whereas ", " but "].iter().any(|sign| between.contains(sign)) {
        return true;
    }
    let Some((_, after)) = between.rsplit_once(" and ") else { return false };
    !after.split_whitespace().all(|word| SAME.contains(&word))
}

/// Words between "and" and a change that bring in nothing new.
const SAME: &[&str] = &[
    "so",
    "thus",
    "then",
    "has",
    "have",
    "had",
    "more",
    "than",
    "nearly",
    "almost",
    "about",
    "just",
    "over",
    "well",
    "by",
    "therefore",
    "hence",
    "a",
    "an",
    "it",
];

/// What a sentence says of changes.
struct Said<'a> {
    start: usize,
    changes: Vec<Change>,
    pairs: Vec<Pair>,
    text: &'a str,
}

/// Whether a sentence without figures of its own speaks of those of another.
fn refers(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let few = text.split_whitespace().count() <= 8;
    few || matches!(&*first, "that" | "this" | "it" | "so" | "a" | "an" | "they" | "in")
}

fn compare(
    passage: &Passage,
    (here, change): (&Said<'_>, &Change),
    (there, pair): (&Said<'_>, &Pair),
    report: &mut Report,
) {
    let Some(gives) = judge(change, pair) else { return };
    let at =
        |said: &Said<'_>, range: &Range<usize>| said.start + range.start..said.start + range.end;
    let words = at(here, &change.range);
    let figures = at(there, &pair.range);
    let message =
        format!("`{}` is {gives}, not `{}`", passage.slice(&figures), passage.slice(&words));
    let hint = "correct the change or the figures: readers will work it out";
    let finding = report.finding(Code::NumberChange, passage.span(&words), message).hint(hint);
    let place = report.place(passage.span(&figures));
    report.push(finding.related(place, "the figures"));
}

/// Returns what a pair gives, if that is not the stated change.
fn judge(change: &Change, pair: &Pair) -> Option<String> {
    let (from, to) = (pair.from, pair.to);
    let moved = match change.kind {
        ChangeKind::Percent(stated) | ChangeKind::Points(stated) => stated,
        ChangeKind::Factor(_) => to.value - from.value,
    };
    // The other way: they speak of something else.
    if (moved < 0.0) != (to.value < from.value) {
        return None;
    }
    let is_share = matches!(pair.unit, Some(Unit::Percent | Unit::Points));
    let low = ratio(from, to, false);
    let high = ratio(from, to, true);
    let fits = match change.kind {
        ChangeKind::Factor(stated) => fits((low, high), stated, 0.04 * stated, change.hedge),
        ChangeKind::Percent(stated) => {
            let range = ((low - 1.0) * 100.0, (high - 1.0) * 100.0);
            fits_signed(range, stated, change.step.max(0.5), change.hedge)
        }
        ChangeKind::Points(_) if !is_share => return None,
        ChangeKind::Points(stated) => {
            let slack = from.step + to.step;
            let gap = to.value - from.value;
            fits_signed((gap - slack, gap + slack), stated, change.step.max(0.05), change.hedge)
        }
    };
    (!fits).then(|| gives(from, to, is_share))
}

/// Returns the least or the most that a pair's ratio may be, as their digits say.
fn ratio(from: End, to: End, most: bool) -> f64 {
    let slack = |end: End| match end.hedge {
        Hedge::None => end.step,
        _ => end.step.max(0.03 * end.value),
    };
    let (from, to) = if most {
        (from.value - slack(from), to.value + slack(to))
    } else {
        (from.value + slack(from), to.value - slack(to))
    };
    to / from.max(1e-9)
}

/// Whether a range holds a stated value, given how exact that is said to be.
fn fits((low, high): (f64, f64), stated: f64, slack: f64, hedge: Hedge) -> bool {
    // "More than halved" is less than a half.
    let grows = stated >= 1.0;
    let (down, up) = match (hedge, grows) {
        (Hedge::None, _) => (slack, slack),
        (Hedge::About, _) => (0.12 * stated, 0.12 * stated),
        (Hedge::Nearly, true) => (0.2 * stated + slack, slack),
        (Hedge::Over, false) => (0.5 * stated + slack, slack),
        (Hedge::Nearly, false) | (Hedge::Over, true) => (slack, 0.5 * stated + slack),
        (Hedge::Under, _) => (stated, slack),
    };
    low <= stated + up && high >= stated - down
}

fn fits_signed((low, high): (f64, f64), stated: f64, slack: f64, hedge: Hedge) -> bool {
    if stated < 0.0 {
        fits_size((-high, -low), -stated, slack, hedge)
    } else {
        fits_size((low, high), stated, slack, hedge)
    }
}

fn fits_size((low, high): (f64, f64), stated: f64, slack: f64, hedge: Hedge) -> bool {
    let (down, up) = match hedge {
        Hedge::None => (slack, slack),
        Hedge::About => (0.1 * stated + slack, 0.1 * stated + slack),
        Hedge::Nearly => (0.15 * stated + slack, slack),
        Hedge::Over => (slack, 0.3 * stated + slack),
        Hedge::Under => (stated, slack),
    };
    low <= stated + up && high >= stated - down
}

/// Returns what a pair gives, in words: "3.5 times (+250 %)".
fn gives(from: End, to: End, is_share: bool) -> String {
    let ratio = to.value / from.value;
    let percent = (ratio - 1.0) * 100.0;
    let sign = if percent < 0.0 { "−" } else { "+" };
    let size = short(percent.abs());
    if is_share {
        let points = short((to.value - from.value).abs());
        return format!("{sign}{points} percentage points ({sign}{size} %)");
    }
    if (0.67..1.5).contains(&ratio) {
        return format!("{sign}{size} %");
    }
    format!("{} times ({sign}{size} %)", short(ratio))
}

/// Writes a number with no more digits than are needed.
fn short(value: f64) -> String {
    let places = if value.abs() >= 20.0 {
        0
    } else if value.abs() >= 1.0 {
        1
    } else {
        2
    };
    let text = format!("{value:.places$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(body: &str) -> Vec<String> {
        let text = format!("---\ntitle: Why?\n---\n\n{body}\n");
        found(check, &text).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn a_change_that_the_figures_do_not_give_is_told() {
        for (body, words) in [
            ("The store tripled, from 400 to 1,400 TB.", "tripled"),
            (
                "It rose from 400 TB in July 2025 to nearly 1,400 TB in January 2026, a threefold increase.",
                "threefold",
            ),
            ("The share rose by 2 %, from 4 % to 6 %.", "rose by 2 %"),
            ("Rents fell by 30 %, from 800 euros to 700 euros.", "fell by 30 %"),
            ("Use went from 400 TB to 1,400 TB. That is a threefold rise.", "threefold"),
            ("It doubled to 90 million from 30 million.", "doubled"),
            ("It went from 300 to 400 and so doubled.", "doubled"),
        ] {
            assert_eq!(of(body), [words], "{body}");
        }
    }

    #[test]
    fn a_change_that_the_figures_give_is_not_told() {
        for body in [
            "The store grew 3.5 times, from 400 to 1,400 TB.",
            "Tea more than halved, from 68g to only 25g.",
            "Takeaway food has almost doubled, from 80g per person to 150g.",
            "Divorces increased by 0.5% to 118,140 compared with 117,558 in 2011.",
            "The share rose by two percentage points, from 4 % to 6 %.",
            "It rose by 50 %, from 4 % to 6 %.",
            "A decrease of 19%, to 10.8 compared with 13.3 in 2002.",
            "It doubled. Trains run from 5 to 9.",
            "Prices went from 3 to 4 euros; sales halved.",
            "Prices went from 3 to 4 euros, and sales halved.",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }
}
