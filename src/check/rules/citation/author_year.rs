//! `citation/author-year`: a source is named by its author and year, as word processors write citations, and is not marked.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::input::{ArticleInput, KnownSources};
use crate::check::prose::{MarkKind, Part, Passage};
use crate::check::report::Report;
use crate::content::{Citation, Source};
use crate::diagnostic::{Code, Fix, Safety};

/// The longest text between brackets that is looked at, in bytes.
const LONGEST: usize = 160;

/// Reports each text such as `(Nord 2025, p. 12)` or `Nord (2025)` that names a listed source.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let sources = sources(input);
    if sources.is_empty() {
        return;
    }
    for passage in input.prose.passages.iter().filter(|passage| is_read(passage)) {
        for brackets in brackets(&passage.text) {
            if let Some(named) = named(passage, &brackets, &sources)
                && !is_marked(input, passage, brackets.start, named.source)
            {
                tell(passage, &brackets, &named, report);
            }
        }
    }
}

/// Returns the sources that an article may name, with their years: its own, and the shared ones that it cites elsewhere.
/// To go through all shared ones for each article would take the square of a site's size.
fn sources<'a>(input: &ArticleInput<'a>) -> Vec<(&'a Source, String)> {
    let cited = input.article.citations.iter().flat_map(Citation::sources);
    let cited: BTreeSet<&str> = cited.map(|cited| cited.id.as_str()).collect();
    let KnownSources { own, shared } = input.sources;
    let shared = cited.into_iter().filter_map(|id| shared.get(id));
    own.iter()
        .chain(shared)
        .map(|source| &***source)
        .filter_map(|source| Some((source, format!("{:04}", source.published?.year))))
        .collect()
}

fn is_read(passage: &Passage) -> bool {
    matches!(
        passage.part,
        Part::Body
            | Part::Answer(_)
            | Part::Open(_)
            | Part::Standfirst
            | Part::KeyPoint(_)
            | Part::Note
    ) && !passage.quoted
}

/// Returns the ranges of round brackets with a number between them.
fn brackets(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('(').filter_map(|(at, _)| {
        let inside = text.as_bytes().get(at + 1..)?;
        let inside = inside.get(..LONGEST).unwrap_or(inside);
        let end = inside.iter().position(|byte| matches!(byte, b'(' | b')'))?;
        let is_closed = inside.get(end) == Some(&b')');
        let has_number = inside.get(..end)?.iter().any(u8::is_ascii_digit);
        (is_closed && has_number).then_some(at..at + end + 2)
    })
}

/// A source that brackets name.
struct Named<'a> {
    source: &'a Source,
    /// What follows the year: `p. 12`.
    locator: String,
}

/// Returns the only source whose year is between the brackets, and whose author or publisher is there or before them.
fn named<'a>(
    passage: &Passage,
    brackets: &Range<usize>,
    sources: &[(&'a Source, String)],
) -> Option<Named<'a>> {
    let inside = passage.text.get(brackets.start + 1..brackets.end - 1)?;
    let before = passage.text.get(..brackets.start)?.trim_end();
    let mut found: Option<Named<'a>> = None;
    for (source, year) in sources {
        let Some((names, rest)) = inside.split_once(year.as_str()) else { continue };
        if !is_apart(names.chars().next_back(), rest.chars().next()) {
            continue;
        }
        // `2025a` is the first of several works of that year.
        let rest = rest.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(rest);
        let is_named = if names.trim().is_empty() {
            names_of(source).any(|name| before.ends_with(name) && is_word_end(before, name))
        } else {
            names_of(source).any(|name| has_word(names, name))
        };
        if !is_named {
            continue;
        }
        if found.is_some() {
            return None;
        }
        let locator = rest.trim_matches([',', ':', ';', ' ', '\u{a0}']).to_owned();
        found = Some(Named { source, locator });
    }
    found
}

/// Returns the names by which readers know a source: the family names of its authors, and its publisher.
fn names_of(source: &Source) -> impl Iterator<Item = &str> {
    let family = source.authors.iter().filter_map(|author| match author.split_once(',') {
        Some((family, _)) => Some(family.trim()),
        None => author.split_whitespace().last(),
    });
    family.chain(source.publisher.as_deref()).filter(|name| name.len() > 1)
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

fn is_word_end(text: &str, word: &str) -> bool {
    let before = text.strip_suffix(word).and_then(|before| before.chars().next_back());
    is_apart(before, None)
}

fn is_apart(before: Option<char>, after: Option<char>) -> bool {
    let in_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '/');
    !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '–' | '/'))
        && !after.is_some_and(in_number)
}

/// Whether a mark in the same sentence cites this source.
fn is_marked(input: &ArticleInput<'_>, passage: &Passage, at: usize, source: &Source) -> bool {
    let Some(sentence) = passage.sentence_at(at) else { return false };
    passage.marks_of(sentence).any(|mark| match mark.kind {
        MarkKind::Citation(id) => input.cited(id).iter().any(|cited| cited.id == source.id),
        MarkKind::Note(_) => false,
    })
}

fn tell(passage: &Passage, brackets: &Range<usize>, named: &Named<'_>, report: &mut Report) {
    let Named { source, locator } = named;
    let written = passage.slice(brackets);
    let locator = if locator.is_empty() { String::new() } else { format!(", {locator}") };
    let mark = format!("[@{}{locator}]", source.id);
    let span = passage.span(brackets);
    let message = format!("`{written}` names the source `{}`, but is not a citation", source.id);
    let (start, end) = span.ends();
    let is_exact = (end - start) as usize == written.len();
    let fix = is_exact.then(|| Fix::replace(report.path(), span, &mark, Safety::Unsafe));
    let finding = report.finding(Code::CitationAuthorYear, span, message);
    report.push(finding.hint(format!("write `{mark}` in its place")).fix(fix));
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(text: &str) -> Vec<(&'static str, String)> {
        let text = format!(
            "---\ntitle: Why?\nsources:\n  - id: norvik\n    title: Two Years\n    author: [Kari Nord, \"Berg, Ole\"]\n    publisher: City of Norvik\n    published: 2025-03\n  - {{id: other, title: B, author: Ann Nord, published: 2024}}\n---\n\n{text}\n"
        );
        found(check, &text)
    }

    #[test]
    fn an_author_with_a_year_is_told_with_the_mark() {
        for (text, marked) in [
            ("Few changed (Nord 2025, p. 12).", "(Nord 2025, p. 12)"),
            ("Few changed (Nord and Berg, 2025).", "(Nord and Berg, 2025)"),
            ("Few changed (vgl. Nord et al. 2025: 12).", "(vgl. Nord et al. 2025: 12)"),
            ("As Nord (2025) found, few changed.", "(2025)"),
            ("As Berg (2025, p. 3) found, few changed.", "(2025, p. 3)"),
            ("Few changed (City of Norvik, 2025a).", "(City of Norvik, 2025a)"),
            ("Few changed (Nord, 2024).", "(Nord, 2024)"),
        ] {
            assert_eq!(of(text), [("citation/author-year", marked.to_owned())], "{text}");
        }
    }

    #[test]
    fn other_years_other_names_and_marked_sentences_are_not() {
        for text in [
            "Few changed (Nord 2023).",
            "Few changed (Nordin 2025).",
            "Few changed (in 2025).",
            "Few changed (2025).",
            "Nord was mayor (2019–2025).",
            "As Nord (2025) found, few changed [@norvik].",
            "> As Nord (2025) found.",
            "The City of Norvik (20250 people) grew.",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }
}
