//! `history/anchor-gone`: the anchor of a question or of a heading that was published is gone.

use std::collections::BTreeSet;

use crate::check::history::input::HistoryInput;
use crate::content::{Anchor, Article};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Place, Safety};
use crate::span::{Span, line_start};

/// Reports each anchor that is gone, with a fix where it is known what has its place.
pub(super) fn gone(before: &Article, now: &Article, input: &HistoryInput<'_>) -> Vec<Diagnostic> {
    let anchors = |article: &Article| -> BTreeSet<String> {
        let questions = article.questions.iter().map(|question| question.anchor.clone());
        let headings = article.body.headings.iter().map(|heading| heading.id.clone());
        questions.chain(headings).chain(article.anchors.iter().cloned()).collect()
    };
    let there = anchors(now);
    let is_gone = |anchor: &str| !there.contains(anchor);
    let mut findings = Vec::new();
    let old = anchors(before);
    for (n, question) in before.questions.iter().enumerate().filter(|(_, it)| is_gone(&it.anchor)) {
        // The question in the same place, if it is not one that was there before.
        let heir = now.questions.get(n).filter(|heir| !old.contains(&heir.anchor));
        let span = heir.map_or(now.title_span, |heir| heir.span);
        let anchor = &question.anchor;
        let fix = heir.and_then(|heir| match what_is_at(now, heir.span, input) {
            What::QuestionInText => pin_heading(now, heir.span, Anchor::question_id(anchor), input),
            _ => pin_question(now, heir.span, anchor, input),
        });
        findings.push(finding(now, (span, anchor), what_is_at(now, span, input), fix));
    }
    for (n, heading) in before.body.headings.iter().enumerate().filter(|(_, it)| is_gone(&it.id)) {
        let same = now.body.headings.get(n);
        let heir = same.filter(|heir| heir.level == heading.level && !old.contains(&heir.id));
        let span = heir.map_or(now.title_span, |heir| heir.span);
        let fix = heir.and_then(|heir| pin_heading(now, heir.span, &heading.id, input));
        findings.push(finding(now, (span, &heading.id), What::Heading, fix));
    }
    findings
}

/// What had the anchor that is gone; a question is pinned in another way where it is a heading of the text.
#[derive(Clone, Copy)]
enum What {
    Question,
    QuestionInText,
    Heading,
}

/// Returns where the question at a place is written.
fn what_is_at(now: &Article, at: Span, input: &HistoryInput<'_>) -> What {
    let text = (input.text_of)(now);
    let start = at.start as usize;
    let line = text.get(line_start(&text, start)..start).unwrap_or_default();
    if line.trim_start().starts_with('#') { What::QuestionInText } else { What::Question }
}

fn finding(
    now: &Article,
    (span, anchor): (Span, &str),
    what: What,
    fix: Option<Fix>,
) -> Diagnostic {
    let name = if matches!(what, What::Heading) { "heading" } else { "question" };
    let message =
        format!("the {name} `#{anchor}` was published, and is gone: links to it lead nowhere");
    let hint = match what {
        What::Question => {
            format!(
                "write `id: {}` at the question that has its place",
                Anchor::question_id(anchor)
            )
        }
        What::QuestionInText => {
            format!(
                "write `{{#{}}}` at the end of the question that has its place",
                Anchor::question_id(anchor)
            )
        }
        What::Heading => {
            format!("write `{{#{anchor}}}` at the end of the heading that has its place")
        }
    };
    let place = Place::new(&now.path, span);
    Diagnostic::new(Code::HistoryAnchorGone, place, message).hint(hint).fix(fix)
}

/// Returns the fix that adds `id:` below a question, if it is written as `question: …` on one line.
fn pin_question(now: &Article, at: Span, anchor: &str, input: &HistoryInput<'_>) -> Option<Fix> {
    let text = (input.text_of)(now);
    let start = at.start as usize;
    let line_start = text.get(..start)?.rfind('\n')? + 1;
    let before = text.get(line_start..start)?;
    let key = before.find("question:")?;
    let end = at.end as usize + text.get(at.end as usize..)?.find('\n')?;
    // The same column as the key; a dash before it is white space there.
    let indent = " ".repeat(key);
    let edit = Edit {
        path: now.path.clone(),
        span: Span::new(end, end),
        text: format!("\n{indent}id: {}", Anchor::question_id(anchor)),
    };
    Some(Fix {
        title: format!("keep the anchor `{anchor}`"),
        edits: vec![edit],
        safety: Safety::Unsafe,
    })
}

/// Returns the fix that adds `{#anchor}` to a heading that begins with `#`.
fn pin_heading(now: &Article, at: Span, anchor: &str, input: &HistoryInput<'_>) -> Option<Fix> {
    let text = (input.text_of)(now);
    // Of a question in the text, only the words are its place.
    let start = line_start(&text, at.start as usize);
    let line = text.get(start..)?.lines().next()?;
    let title = line.trim_end().trim_end_matches('#').trim_end();
    if !line.trim_start().starts_with('#') || title.ends_with('}') {
        return None;
    }
    let end = start + title.len();
    let edit =
        Edit { path: now.path.clone(), span: Span::new(end, end), text: format!(" {{#{anchor}}}") };
    Some(Fix {
        title: format!("keep the anchor `{anchor}`"),
        edits: vec![edit],
        safety: Safety::Unsafe,
    })
}
