//! `source/single` and `source/none`: a long article that cites one source and no other, or none at all.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::check::rules::source::known::ById;
use crate::content::Citation;
use crate::diagnostic::Code;
use crate::span::Span;

/// From this many words on, one source is too little.
const WORDS: usize = 300;

/// Reports an article of [`WORDS`] or more that rests on one source, or on none.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let cited = cited(input, &ById::of(input));
    if cited.len() > 1 || !input.article.is_explainer() {
        return;
    }
    let words: usize = input.prose.body().map(|passage| passage.text.unicode_words().count()).sum();
    if words < WORDS {
        return;
    }
    match cited.as_slice() {
        [] if !has_marks(input) => {
            let message = format!("this page of {words} words cites no source");
            let hint = "list the works that it rests on under `sources`, and cite them where they are used: `[@id]`";
            report.add(Code::SourceNone, input.article.title_span, message, hint);
        }
        [(id, span)] => {
            let message = format!("`{id}` is the only source of a page of {words} words");
            let hint = "find a second source that knows it from elsewhere, or say in the text that there is only this one";
            report.add(Code::SourceSingle, *span, message, hint);
        }
        _ => {}
    }
}

/// Whether an article has marks, even of sources that are not known: those are reported by themselves.
fn has_marks(input: &ArticleInput<'_>) -> bool {
    !input.article.citations.is_empty() || input.article.gaps.sources.is_some()
}

/// Returns the ids of the sources that an article cites, each with the place of its first citation.
pub(super) fn cited<'a>(input: &ArticleInput<'a>, known: &ById<'a>) -> Vec<(&'a str, Span)> {
    let mut seen = BTreeSet::new();
    let sources = input.article.citations.iter().flat_map(Citation::sources);
    let known = sources.filter(|source| known.get(&source.id).is_some());
    let mut all: Vec<_> = known.map(|source| (source.id.as_str(), source.span)).collect();
    all.sort_by_key(|(_, span)| *span);
    all.retain(|(id, _)| seen.insert(*id));
    all
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_long_page_needs_more_than_one_source() {
        let of = |marks: &str, words: usize| {
            let text = format!(
                "---\ntitle: T\nsources:\n  - {{id: a, title: A}}\n  - {{id: b, title: B}}\n---\n{}{marks}.\n",
                "word ".repeat(words)
            );
            found(check, &text)
        };
        assert_eq!(of("[@a] and [@a]", 300), [("source/single", "@a".to_owned())]);
        assert_eq!(of("", 300), [("source/none", "T".to_owned())]);
        for (marks, words) in [("[@a] and [@b]", 300), ("[@a]", 200), ("", 200), ("[@c]", 300)] {
            assert_eq!(of(marks, words), [], "{marks} {words}");
        }
    }
}
