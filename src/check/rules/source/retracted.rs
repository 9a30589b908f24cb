//! `source/retracted`: a citation of a work that was retracted.

use crate::check::input::ArticleInput;
use crate::check::prose::{MarkKind, Passage};
use crate::check::report::Report;
use crate::check::rules::source::known::ById;
use crate::diagnostic::Code;

/// Words of a sentence that tells readers of it, in English, German, French and Spanish; as their beginnings.
const TELLING: &[&str] =
    &["retract", "withdr", "zurückgezogen", "zurückzieh", "rétract", "retiré", "retirad", "retiró"];

/// Reports each citation of a retracted source, unless its sentence speaks of the retraction.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let known = ById::of(input);
    for passage in &input.prose.passages {
        for mark in &passage.marks {
            let MarkKind::Citation(id) = mark.kind else { continue };
            for cited in input.cited(id) {
                let source = known.get(&cited.id);
                let Some(how) = source.and_then(|source| source.retracted.as_deref()) else {
                    continue;
                };
                if is_told(passage, mark.at) {
                    continue;
                }
                let message = format!("`{}` was retracted: {how}", cited.id);
                let hint = "remove what rests on it, or say in the sentence that it was retracted";
                report.add(Code::SourceRetracted, cited.span, message, hint);
            }
        }
    }
}

/// Nobody is told anything in a sentence of more bytes.
const LONGEST: usize = 4000;

fn is_told(passage: &Passage, at: usize) -> bool {
    let sentence = passage.sentence_at(at.saturating_sub(1));
    let range = sentence.and_then(|n| passage.sentences.get(n));
    let text = range.filter(|range| range.len() < LONGEST).map(|range| passage.slice(range));
    let text = text.unwrap_or_default().to_lowercase();
    text.split(|c: char| !c.is_alphabetic())
        .any(|word| TELLING.iter().any(|telling| word.starts_with(telling)))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_retracted_work_supports_nothing() {
        let of = |key: &str, text: &str| {
            let text =
                format!("---\ntitle: T\nsources:\n  - {{id: a, title: A, {key}}}\n---\n{text}\n");
            found(check, &text)
        };
        let told = [("source/retracted", "@a".to_owned())];
        assert_eq!(of("retracted: 2024-05-01", "It heals. [@a]"), told);
        assert_eq!(of("retracted: by its publisher", "It heals [@a]."), told);
        for (key, text) in [
            ("kind: report", "It heals. [@a]"),
            ("retracted: 2024", "The study was retracted [@a]."),
            ("retracted: 2024", "It heals."),
        ] {
            assert_eq!(of(key, text), [], "{text}");
        }
    }
}
