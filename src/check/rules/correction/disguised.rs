//! `correction/disguised`: a correction that is called something milder.

use std::collections::BTreeMap;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::{Part, Passage};
use crate::check::report::Report;
use crate::content::UpdateKind;
use crate::diagnostic::{Code, Fix, Safety, written};

/// How notes say that something was wrong; each in lower case, and between other words.
const ENGLISH: &[&str] = &[
    "was wrong",
    "were wrong",
    "got wrong",
    "wrongly",
    "an earlier version",
    "a previous version",
    "the earlier version",
    "the previous version",
    "previously said",
    "previously stated",
    "originally said",
    "originally stated",
    "misstated",
    "misspelled the name",
    "misspelt the name",
    "misidentified",
    "mistakenly",
    "a mistake",
    "our mistake",
    "by mistake",
    "incorrectly",
    "incorrect",
    "inaccurate",
    "inaccurately",
    "erroneous",
    "erroneously",
    "in error",
    "an error",
    "our error",
    "the error",
    "corrected",
    "corrects",
    "correction",
    "should have said",
    "should have read",
    "should have been",
    "was not true",
    "was false",
    "miscalculated",
];
const GERMAN: &[&str] = &[
    "war falsch",
    "waren falsch",
    "falsche",
    "falschen",
    "falscher",
    "falsches",
    "fälschlich",
    "fälschlicherweise",
    "fehlerhaft",
    "fehlerhafte",
    "fehlerhaften",
    "irrtümlich",
    "irrtümlicherweise",
    "versehentlich",
    "in einer früheren fassung",
    "in einer früheren version",
    "in einer vorigen fassung",
    "korrigiert",
    "berichtigt",
];
const FRENCH: &[&str] = &[
    "erroné",
    "erronée",
    "erronés",
    "erronées",
    "par erreur",
    "une erreur",
    "à tort",
    "était faux",
    "était fausse",
    "une version précédente",
    "une version antérieure",
    "incorrect",
    "incorrecte",
    "corrigé",
    "corrigée",
];
const SPANISH: &[&str] = &[
    "erróneo",
    "errónea",
    "erróneos",
    "erróneas",
    "erróneamente",
    "por error",
    "un error",
    "era falso",
    "era falsa",
    "una versión anterior",
    "una versión previa",
    "incorrecto",
    "incorrecta",
    "incorrectamente",
    "corregido",
    "corregida",
];

/// What follows in the name of something that has nothing to do with the article: "an error message".
const NAMES: &[&str] =
    &["message", "messages", "bar", "bars", "margin", "rate", "rates", "code", "page"];

/// What turns such words into their opposite: "nothing was wrong".
const NEGATING: &[&str] = &[
    "nothing", "not", "never", "no", "without", "nichts", "nicht", "kein", "keine", "rien", "pas",
    "nada", "no", "sin", "sans",
];

/// Reports each entry that calls a correction an update or a clarification.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let words = match input.language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::Other => return,
    };
    let notes = notes(input);
    for (n, update) in input.article.updates.iter().enumerate() {
        if !matches!(update.kind, UpdateKind::Update | UpdateKind::Clarification) {
            continue;
        }
        let mut passages = input.prose.of(Part::Update(n));
        let Some((passage, found)) = passages.find_map(|it| Some((it, admits(it, words)?))) else {
            continue;
        };
        let range = found.0..found.0 + found.1;
        let message = format!(
            "`{}` tells of a correction, and the entry is called an {}",
            passage.slice(&range),
            update.kind.name()
        );
        let message = message.replace("an clarification", "a clarification");
        let hint =
            "set `kind: correction`, with `was` and `now`: readers who relied on it must be told";
        let finding = report.finding(Code::CorrectionDisguised, passage.span(&range), message);
        report.push(finding.hint(hint).fix(fix(input, (passage, &notes))));
    }
}

/// Returns where a note admits that something was wrong, and how long the words are.
fn admits(passage: &Passage, words: &[&str]) -> Option<(usize, usize)> {
    let lower: String =
        passage.text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect();
    // The places are those of the text only if each letter is as long as before.
    if lower.len() != passage.text.len() {
        return None;
    }
    let is_free = |at: usize, phrase: &str| {
        let before = lower.get(..at).and_then(|text| text.chars().next_back());
        let after = lower.get(at + phrase.len()..).unwrap_or_default();
        let next = after.split(|c: char| !c.is_alphanumeric()).nth(1).unwrap_or_default();
        let earlier = lower.get(..at).unwrap_or_default().split_whitespace().next_back();
        !earlier.is_some_and(|word| NEGATING.contains(&word))
            && !before.is_some_and(char::is_alphanumeric)
            && !after.starts_with(char::is_alphanumeric)
            && !NAMES.contains(&next)
            && !passage.is_quoted(at)
    };
    let places = words.iter().flat_map(|phrase| lower.match_indices(phrase));
    let free = places.filter(|(at, phrase)| is_free(*at, phrase));
    free.map(|(at, phrase)| (at, phrase.len())).min()
}

/// Returns the numbers of the entries as written, by where their notes begin.
fn notes(input: &ArticleInput<'_>) -> BTreeMap<u32, usize> {
    let keys = &input.prose.keys;
    let notes = keys.items("updates").map(|(n, _)| (n, keys.get(&format!("updates[{n}].note"))));
    notes.filter_map(|(n, note)| Some((note?.value.start, n))).collect()
}

/// Returns what calls the entry a correction, if it says `was` and `now` already.
fn fix(
    input: &ArticleInput<'_>,
    (passage, notes): (&Passage, &BTreeMap<u32, usize>),
) -> Option<Fix> {
    let keys = &input.prose.keys;
    let (_, n) = notes.range(..=passage.whole().start).next_back()?;
    keys.get(&format!("updates[{n}].was")).and(keys.get(&format!("updates[{n}].now")))?;
    let kind = keys.get(&format!("updates[{n}].kind"))?;
    let span = written(input.text, kind.value, kind.text.as_deref()?)?;
    Some(Fix::replace(&input.article.path, span, "correction", Safety::Unsafe))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(lang: &str, kind: &str, note: &str) -> Vec<String> {
        let text = format!(
            "---\ntitle: T\nlang: {lang}\nupdates:\n  - {{date: 2026-01-02, kind: {kind}, note: '{note}', was: A, now: B}}\n---\n"
        );
        found(check, &text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_note_that_admits_an_error_is_of_a_correction() {
        for (lang, kind, note, words) in [
            ("en", "update", "The figure was wrong.", "was wrong"),
            ("en", "clarification", "An earlier version gave another year.", "An earlier version"),
            ("en", "update", "We misstated the year.", "misstated"),
            ("de", "update", "Das Jahr war falsch.", "war falsch"),
            ("fr", "update", "Le chiffre était erroné.", "erroné"),
            ("es", "update", "La cifra era errónea.", "errónea"),
        ] {
            assert_eq!(of(lang, kind, note), [words], "{note}");
        }
    }

    #[test]
    fn new_facts_and_real_corrections_are_left_alone() {
        for (kind, note) in [
            ("update", "Added the figures of 2026."),
            ("correction", "The figure was wrong."),
            ("clarification", "Nothing was wrong, but it could be misread."),
            ("clarification", "Says which office “was wrong”, in its own words."),
            ("update", "Added what an error message means."),
        ] {
            assert_eq!(of("en", kind, note), [""; 0], "{note}");
        }
    }
}
