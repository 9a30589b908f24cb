//! `source/single`: a long article that cites one source and no other.

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

/// Reports an article of [`WORDS`] or more that rests on one source.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let cited = cited(input, &ById::of(input));
    let [(id, span)] = cited.as_slice() else { return };
    let words: usize = input.prose.body().map(|passage| passage.text.unicode_words().count()).sum();
    if words < WORDS || !input.article.is_explainer() {
        return;
    }
    let message = format!("`{id}` is the only source of a page of {words} words");
    let hint = "find a second source that knows it from elsewhere, or say in the text that there is only this one";
    report.add(Code::SourceSingle, *span, message, hint);
}

/// Returns the ids of the sources that an article cites, each with the place of its first citation.
pub(super) fn cited<'a>(input: &ArticleInput<'a>, known: &ById<'a>) -> Vec<(&'a str, Span)> {
    let mut seen = BTreeSet::new();
    let sources = input.article.citations.iter().flat_map(|citation| match citation {
        Citation::Sources(sources) => sources.as_slice(),
        Citation::Needed { .. } => &[],
    });
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
        for (marks, words) in [("[@a] and [@b]", 300), ("[@a]", 200), ("", 300)] {
            assert_eq!(of(marks, words), [], "{marks} {words}");
        }
    }
}
