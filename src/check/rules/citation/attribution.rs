//! `citation/attribution`: a sentence says who says so, and has no citation.

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::Passage;
use crate::check::report::Report;
use crate::check::rules::citation::agents::{MEASURES, NOBODIES};
use crate::check::rules::citation::cover::Cover;
use crate::check::rules::citation::speech::spoken;
use crate::check::rules::citation::wording::{QUOTATION, Wording};
use crate::check::signs::Sign;
use crate::content::Source;
use crate::diagnostic::{Code, Edit, Fix, Safety};
use crate::span::Span;

/// Reports each sentence that names who says so, without a citation.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English {
        return;
    }
    let cover = Cover::of(input);
    for (passage, sentence) in cover.bare_claims(&[Sign::Speech]) {
        let words = Wording::of(passage, sentence);
        let Some((first, last, name)) = attributed(&words) else { continue };
        let range = words.range(first, last);
        let message = format!("`{}` has no citation", passage.slice(&range));
        let finding = report.finding(Code::CitationAttribution, passage.span(&range), message);
        report.push(match likely(input, &name) {
            Some(source) => {
                let Source { id, title, .. } = source;
                let fix = before_stop(passage, sentence.end).map(|span| Fix {
                    title: format!("cite `{id}`"),
                    edits: vec![Edit {
                        path: report.path().clone(),
                        span,
                        text: format!(" [@{id}]"),
                    }],
                    safety: Safety::Unsafe,
                });
                finding.hint(format!("`{title}` looks like it: write `[@{id}]`")).fix(fix)
            }
            None => finding.hint("add where it was said to `sources`, and cite it: `[@id]`"),
        });
    }
}

/// Returns the words that say who says so, and the name.
fn attributed(words: &Wording<'_>) -> Option<(usize, usize, String)> {
    if let Some((first, last)) = according_to(words) {
        return Some((first, last, name(words, first + 2, last)));
    }
    let spoken = spoken(words)?;
    let from = if spoken.first == spoken.verb { spoken.verb + 1 } else { spoken.first };
    let around =
        (0..6).take_while(|back| from.checked_sub(*back).is_some_and(|n| words.is_capital(n)));
    let start = from - around.last().unwrap_or_default();
    let mut end = from;
    while words.is_capital(end + 1) && end < from + 6 {
        end += 1;
    }
    Some((spoken.first, spoken.last, name(words, start, end)))
}

/// Reads "according to somebody", unless it is a measure or nobody in particular.
fn according_to(words: &Wording<'_>) -> Option<(usize, usize)> {
    (0..words.len()).find_map(|n| {
        if words.lower(n) != "according" || words.lower(n + 1) != "to" {
            return None;
        }
        let end = (n + 2..n + 9).find(|at| !words.is_word(*at)).unwrap_or(n + 9);
        let mut named = (n + 2..end).filter(|at| words.is_capital(*at));
        let first = words.lower(n + 2);
        let phrase = (n + 2..end).take_while(|at| {
            !matches!(
                words.lower(*at),
                "of" | "by" | "in" | "for" | "from" | "on" | "at" | "and" | "which"
            )
        });
        let head = phrase.last().map_or("", |at| words.lower(at));
        let is_measure = MEASURES.contains(&head);
        let nobody = NOBODIES.contains(&first) && !words.is_capital(n + 2);
        let quoted = first == QUOTATION || first == "\u{fffc}";
        let last = named.clone().next_back().unwrap_or(end.saturating_sub(1)).max(n + 2);
        let is_named = named.next().is_some();
        let vague =
            matches!(first, "whom" | "this" | "that" | "these" | "it" | "your" | "my" | "our");
        let somebody = !is_measure && (is_named || !(nobody || vague));
        (somebody && !quoted && end > n + 2).then_some((n, last.min(n + 7)))
    })
}

fn name(words: &Wording<'_>, first: usize, last: usize) -> String {
    let parts = (first..=last).filter(|n| words.is_capital(*n));
    let parts: Vec<&str> = parts.filter_map(|n| words.get(n)).map(|word| word.text).collect();
    let name = parts.join(" ");
    name.strip_prefix("The ")
        .unwrap_or(&name)
        .trim_end_matches("’s")
        .trim_end_matches("'s")
        .to_owned()
}

/// Returns the source that looks like a name.
fn likely<'a>(input: &ArticleInput<'a>, name: &str) -> Option<&'a Source> {
    let name = name.to_lowercase();
    let surname = name.rsplit(' ').next().filter(|word| word.chars().count() > 3)?;
    let holds = |text: &str| text.to_lowercase().contains(&name);
    let is_by =
        |author: &String| author.to_lowercase().split([' ', ',']).any(|part| part == surname);
    let mut sources = input.sources.own.iter().map(|source| &***source);
    let by_name = |source: &&Source| {
        source.publisher.as_deref().is_some_and(holds) || source.authors.iter().any(is_by)
    };
    sources.clone().find(by_name).or_else(|| sources.find(|source| holds(&source.title)))
}

/// Returns the place before a sentence's full stop.
fn before_stop(passage: &Passage, end: usize) -> Option<Span> {
    let stop = end.checked_sub(1)?;
    let is_stop = passage.text.get(stop..end) == Some(".");
    let start = passage.span(&(stop..end)).start as usize;
    is_stop.then(|| Span::new(start, start))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::{found, marked_in};

    fn of(body: &str) -> Vec<String> {
        marked_in(check, body)
    }

    #[test]
    fn somebody_who_says_so_without_a_mark_is_told() {
        for (body, words) in [
            ("According to iTnews, it grew.", "According to iTnews"),
            (
                "It grew, according to the agency’s own figures.",
                "according to the agency’s own figures",
            ),
            ("Peter Cheese, the head of the office, said it grew.", "said"),
            ("The report found that it grew.", "The report found"),
            ("“It grew,” said Mary Jones.", "said Mary"),
            ("She has warned of it.", "She has warned"),
        ] {
            assert_eq!(of(body), [words], "{body}");
        }
    }

    #[test]
    fn measures_marks_and_what_is_no_statement_are_not() {
        for body in [
            "They are sorted according to size, and all went according to plan.",
            "Pay rises according to the terms of the contract and EU rules.",
            "According to iTnews, it grew [@a].",
            "The law says nothing about it. Say what the source says.",
            "Critics argue that it grew.",
            "It is said to be old. Nobody told us so.",
            "Suppose the agency said so.",
            "He found a coin. The map shows the line.",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn a_source_that_looks_like_it_is_named() {
        use crate::check::input::ArticleInput;
        use crate::check::report::Report;

        fn rule(input: &ArticleInput<'_>, report: &mut Report) {
            let mut inner = Report::new(report.path());
            check(input, &mut inner);
            for finding in inner.into_vec() {
                assert!(finding.hint.as_deref().is_some_and(|hint| hint.contains("[@itnews]")));
                assert_eq!(finding.fixes.len(), 1);
                report.push(finding);
            }
        }
        let text = "---\ntitle: Why?\nsources:\n  - id: itnews\n    title: It grew\n    publisher: iTnews Australia\n---\n\nAccording to iTnews, it grew.\n";
        assert_eq!(found(rule, text).len(), 1);
    }
}
