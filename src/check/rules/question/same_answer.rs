//! [`same_answer`]: whether two articles answer a question in the same words.

use crate::check::input::SiteInput;
use crate::check::rules::question::side::Side;
use crate::content::{
    Article, Citation, CitedSource, Fragment, LinkId, LinkTarget, PlaceholderKind, QuestionForm,
    Source,
};
use crate::site::SharedSources;
use crate::span::Span;

/// Whether two questions have answers that differ in nothing but white space: their links lead to the same places, and
/// their marks to the same sources. What means another thing on another page, such as a note, is never the same.
pub(super) fn same_answer(input: &SiteInput<'_>, one: Side<'_>, other: Side<'_>) -> bool {
    let (QuestionForm::Answer(first), QuestionForm::Answer(second)) =
        (&one.question.form, &other.question.form)
    else {
        return false;
    };
    // Most answers differ already in the words.
    if first.placeholders.len() != second.placeholders.len() {
        return false;
    }
    let shared = input.site.shared();
    let [first, second] = [(one.article, first), (other.article, second)]
        .map(|(article, answer)| said(article, answer, shared));
    let (Some(first), Some(second)) = (first, second) else { return false };
    first.split_whitespace().eq(second.split_whitespace())
}

/// Returns what an answer says, with what its numbers stand for. `None` if something in it belongs to its own page.
fn said(article: &Article, answer: &Fragment, shared: &SharedSources) -> Option<String> {
    let mut said = String::new();
    let mut is_whole = true;
    answer.fill(&mut said, |kind, out| {
        let meant = match kind {
            PlaceholderKind::Url(link) | PlaceholderKind::Size(link) => led(article, *link),
            PlaceholderKind::Citation(n, _) => match article.citations.get(n.0) {
                Some(Citation::Sources(cited)) => {
                    cited.iter().map(|cited| meant(cited, article, shared)).collect()
                }
                _ => None,
            },
            PlaceholderKind::Word(word) => Some(word.key().to_owned()),
            PlaceholderKind::Here | PlaceholderKind::NoteRef(_) => None,
        };
        is_whole &= meant.is_some();
        out.push_str(&meant.unwrap_or_default());
    });
    is_whole.then_some(said)
}

/// Returns where a link leads, unless that is on its own page.
fn led(article: &Article, link: LinkId) -> Option<String> {
    let target = &article.links.get(link.0)?.target;
    (!matches!(target, LinkTarget::Anchor(_))).then(|| format!("{target:?}"))
}

/// Returns what a mark says of a source, and the source.
fn meant(cited: &CitedSource, article: &Article, shared: &SharedSources) -> Option<String> {
    let nowhere = Span::new(0, 0);
    let cited = CitedSource { span: nowhere, ..cited.clone() };
    let own = article.sources.iter().find(|source| source.id == cited.id);
    let known = own.or_else(|| shared.sources.get(*shared.ids.get(&cited.id)?))?;
    let source = Source { span: nowhere, ..Source::clone(known) };
    Some(format!("{cited:?} {source:?}"))
}
