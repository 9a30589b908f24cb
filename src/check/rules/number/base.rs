//! `number/base`: a change without what it is measured from.

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::months::month;
use crate::check::prose::{Part, Passage};
use crate::check::quantity::Quantity;
use crate::check::report::Report;
use crate::diagnostic::Code;

/// Reports each change of which the sentence does not say since when, or from what to what.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English || !input.article.is_explainer() {
        return;
    }
    let judged = |part: Part| {
        matches!(part, Part::Body | Part::Answer(_) | Part::Standfirst | Part::KeyPoint(_))
    };
    let passages = input.prose.passages.iter();
    for passage in passages.filter(|it| judged(it.part) && it.is_running_text()) {
        for (sentence, stated) in passage.sentences.iter().zip(passage.stated()) {
            let open = stated.changes.iter().find(|change| {
                change.in_time && !passage.is_quoted(sentence.start + change.range.start)
            });
            let Some(change) = open else { continue };
            let text = passage.slice(sentence);
            if !text.ends_with('?') && !has_base(text, &stated.quantities) {
                let range = sentence.start + change.range.start..sentence.start + change.range.end;
                tell(passage, &range, report);
            }
        }
    }
}

fn tell(passage: &Passage, range: &std::ops::Range<usize>, report: &mut Report) {
    let message = format!("`{}` does not say since when, or from what", passage.slice(range));
    let hint = "give both figures, each with its date, or the year it is compared with";
    report.add(Code::NumberBase, passage.span(range), message, hint);
}

/// Whether a sentence says from what a change is measured: a date, a period, or two figures of one kind.
fn has_base(text: &str, figures: &[Quantity]) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_vague = is_vague(&lower);
    let is_base = |word: &str| BASES.contains(&word) && !(is_vague && VAGUE_BASES.contains(&word));
    let says = words.any(|word| is_base(word) || is_year(word) || is_month(word));
    says || of_one_kind(figures)
}

/// Whether a sentence compares with an earlier time that it does not name: "compared to previous cycles".
fn is_vague(lower: &str) -> bool {
    let after = ["compared to ", "compared with ", "in comparison to ", "than in ", "than "];
    after.iter().flat_map(|words| lower.split(words).skip(1)).any(|rest| {
        let rest = ["the ", "its ", "their ", "any "]
            .iter()
            .find_map(|it| rest.strip_prefix(it))
            .unwrap_or(rest);
        ["previous", "earlier", "prior", "past", "before"].iter().any(|word| rest.starts_with(word))
    })
}

/// What is no base in such a sentence.
const VAGUE_BASES: &[&str] =
    &["compared", "comparison", "than", "before", "previous", "previously"];

/// Whether a word can only be a month.
fn is_month(word: &str) -> bool {
    word != "may" && month(word, Language::English).is_some()
}

fn is_year(word: &str) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1500..=2100).contains(&year))
}

fn of_one_kind(figures: &[Quantity]) -> bool {
    figures.windows(2).any(|two| match two {
        [one, next] => one.unit == next.unit && one.noun == next.noun,
        _ => false,
    })
}

const BASES: &[&str] = &[
    "from",
    "since",
    "compared",
    "comparison",
    "than",
    "between",
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "day",
    "days",
    "decade",
    "decades",
    "quarter",
    "century",
    "annually",
    "annual",
    "yearly",
    "monthly",
    "hour",
    "hours",
    "minutes",
    "period",
    "spring",
    "summer",
    "autumn",
    "winter",
    "after",
    "before",
    "previous",
    "previously",
    "ago",
    "every",
    "against",
    "relative",
    "baseline",
    "overnight",
    "season",
    "whenever",
    "each",
    "when",
    "if",
    "during",
    "war",
    "levels",
];

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(body: &str) -> Vec<String> {
        let text = format!("---\ntitle: Why?\n---\n\n{body}\n");
        found(check, &text).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn a_change_from_nothing_is_told() {
        assert_eq!(of("Rents have doubled in the city."), ["doubled"]);
        assert_eq!(of("Use has dropped by a fifth."), ["dropped by a fifth"]);
        assert_eq!(of("There was a 30 % increase in use."), ["30 % increase"]);
    }

    #[test]
    fn a_change_with_its_base_is_none() {
        for body in [
            "Rents have doubled since 2010.",
            "Use fell by 20 %, from 100 litres to 80 litres.",
            "It rose to 30 % of all homes.",
            "It makes up 30 % of use. He doubled back.",
            "“Rents have doubled,” she said.",
            "Is it up by 30 %?",
            "Prices grew by 3 % in the last quarter.",
        ] {
            let found = of(body);
            assert!(found.is_empty() || body.contains("doubled back"), "{body}: {found:?}");
        }
    }
}
