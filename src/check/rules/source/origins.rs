//! `source/single-origin` and `source/origin-skipped`: where the cited sources have it from.

use std::collections::BTreeSet;

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::check::rules::source::known::ById;
use crate::check::rules::source::single::cited;
use crate::content::{Source, SourceKind};
use crate::diagnostic::Code;

/// Reports an article all of whose sources go back to one.
pub(in crate::check::rules) fn check_single(input: &ArticleInput<'_>, report: &mut Report) {
    let known = ById::of(input);
    let cited = cited(input, &known);
    let Some((_, span)) = cited.first().filter(|_| cited.len() > 1) else { return };
    let mut found = Origins { known: &known, passed: BTreeSet::new() };
    let mut all: BTreeSet<&str> = BTreeSet::new();
    for (id, _) in &cited {
        all.extend(found.of(id));
        if all.len() > 1 {
            return;
        }
    }
    let Some(origin) = all.first() else { return };
    let count = cited.len();
    let message = format!("all {count} sources that are cited here go back to `{origin}`");
    let hint = "look for a source that knows it from elsewhere, or tell readers that everything here rests on one account";
    report.add(Code::SourceSingleOrigin, *span, message, hint);
}

/// Reports each citation of a source whose own source is listed and not cited.
pub(in crate::check::rules) fn check_skipped(input: &ArticleInput<'_>, report: &mut Report) {
    let known = ById::of(input);
    let cited = cited(input, &known);
    let ids: BTreeSet<&str> = cited.iter().map(|(id, _)| *id).collect();
    for (id, span) in &cited {
        let Some(source) = known.get(id).filter(|source| repeats(source)) else { continue };
        let listed = |origin: &&String| known.get(origin).is_some();
        let origins: Vec<&String> = source.derives_from.iter().filter(listed).collect();
        // If one of several is cited, the author has looked behind this source.
        if origins.iter().any(|origin| ids.contains(origin.as_str())) {
            continue;
        }
        let Some(origin) = origins.first() else { continue };
        let message = format!("`{id}` draws on `{origin}`, which is not cited here");
        let hint = format!("read `{origin}` and cite it: `[@{origin}]`");
        report.add(Code::SourceOriginSkipped, *span, message, hint);
    }
}

/// Whether a source of this kind says what others have said. A law, a standard, a book, a judgement or a data set is a
/// work of its own, whatever it draws on.
fn repeats(source: &Source) -> bool {
    use SourceKind::{Book, Case, Dataset, Document, Law};
    !matches!(source.kind, Some(Book | Case | Dataset | Document | Law))
}

/// The origins of sources: what they draw on, and what that draws on, as far as it is listed.
struct Origins<'a, 'k> {
    known: &'k ById<'a>,
    /// What was looked up, so that each source is followed once.
    passed: BTreeSet<&'a str>,
}

impl<'a> Origins<'a, '_> {
    /// Returns the origins of a source which no earlier call has returned or passed.
    fn of(&mut self, id: &'a str) -> BTreeSet<&'a str> {
        let mut origins = BTreeSet::new();
        let mut left = vec![id];
        while let Some(id) = left.pop() {
            if !self.passed.insert(id) {
                continue;
            }
            let source = self.known.get(id).filter(|source| repeats(source));
            let drawn_on = source.map(|source| source.derives_from.as_slice());
            match drawn_on {
                None | Some([]) => _ = origins.insert(id),
                Some(ids) => left.extend(ids.iter().map(String::as_str)),
            }
        }
        origins
    }
}

#[cfg(test)]
mod tests {
    use super::{check_single, check_skipped};
    use crate::check::rules::fixture::found;

    fn of(rule: crate::check::rules::ArticleRule, sources: &str, text: &str) -> Vec<String> {
        let text = format!("---\ntitle: T\nsources:\n{sources}---\n{text}\n");
        found(rule, &text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn many_reports_of_one_thing_are_one() {
        let one = "  - {id: a, title: A}\n  - {id: b, title: B, derives_from: a}\n  - {id: c, title: C, derives_from: b}\n";
        assert_eq!(of(check_single, one, "X [@b]. Y [@c]."), ["@b"]);
        let two = "  - {id: a, title: A}\n  - {id: b, title: B, derives_from: a}\n  - {id: c, title: C}\n";
        for (sources, text) in [(two, "X [@b]. Y [@c]."), (one, "X [@b]."), (one, "X.")] {
            assert_eq!(of(check_single, sources, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_repeats_is_not_cited_without_what_it_repeats() {
        let sources = "  - {id: a, title: A}\n  - {id: b, title: B, derives_from: a}\n  - {id: c, title: C, derives_from: [a, b]}\n  - {id: d, title: D, kind: law, derives_from: a}\n";
        assert_eq!(of(check_skipped, sources, "X [@b]."), ["@b"]);
        for text in ["X [@b; @a].", "X [@a].", "X [@c; @a].", "X [@d]."] {
            assert_eq!(of(check_skipped, sources, text), [""; 0], "{text}");
        }
    }
}
