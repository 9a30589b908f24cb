//! `history/silent-edit` and `history/rewritten`: a published text changed, or what was said of its changes.

use crate::content::{Article, Question, Update};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::span::Span;

/// Reports what changed in a published explainer without an entry, and entries that changed.
pub(super) fn check(before: &Article, now: &Article) -> Vec<Diagnostic> {
    if !before.is_explainer() || !now.is_explainer() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let is_new = |update: &&Update| !before.updates.iter().any(|old| old == *update);
    let logged = now.updates.iter().any(|update| is_new(&update));
    if !logged && let Some((what, span)) = changed(before, now) {
        let message =
            format!("{what} changed since it was published, and `updates` does not say so");
        let hint = "add an entry to `updates` that says what changed; if it was only spelling, allow this with that reason";
        let place = Place::new(&now.path, span);
        findings.push(Diagnostic::new(Code::HistorySilentEdit, place, message).hint(hint));
    }
    for old in before.updates.iter().filter(|old| !now.updates.contains(old)) {
        let place = Place::new(&now.path, now.title_span);
        let same_day = now.updates.iter().any(|update| update.date == old.date);
        let what = if same_day { "changed" } else { "removed" };
        let message =
            format!("the entry of {} in `updates` was published, and was {what}", old.date);
        let hint = "put it back as it was; if it was wrong, add a new entry that says so";
        findings.push(Diagnostic::new(Code::HistoryRewritten, place, message).hint(hint));
    }
    findings
}

/// Returns the first part of an article whose words changed, and its place.
fn changed(before: &Article, now: &Article) -> Option<(String, Span)> {
    let differ = |a: &str, b: &str| words(a) != words(b);
    if differ(&before.title, &now.title) {
        return Some(("the title".to_owned(), now.title_span));
    }
    let text = |article: &Article| article.standfirst.as_ref().map(|it| it.text.clone());
    if differ(&text(before).unwrap_or_default(), &text(now).unwrap_or_default()) {
        return Some(("the standfirst".to_owned(), now.title_span));
    }
    let points = |article: &Article| {
        article.summary.iter().map(|point| point.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    if differ(&points(before), &points(now)) {
        return Some(("a key point".to_owned(), now.title_span));
    }
    for question in &now.questions {
        let old = before.questions.iter().find(|old| old.anchor == question.anchor);
        if old.is_some_and(|old| differ(answer(old), answer(question))) {
            let what = format!("the answer to `{}`", question.text);
            return Some((what, question.span));
        }
    }
    differ(&before.body.fragment.html, &now.body.fragment.html)
        .then(|| ("the text".to_owned(), section(before, now).unwrap_or(now.title_span)))
}

fn answer(question: &Question) -> &str {
    question.fragment().map_or("", |fragment| fragment.html.as_str())
}

/// Returns the heading of the first section whose words changed.
fn section(before: &Article, now: &Article) -> Option<Span> {
    let parts = |article: &Article| -> Vec<(Option<String>, String)> {
        article
            .body
            .fragment
            .html
            .split("<h")
            .map(|part| {
                let id = part.split_once("id=\"").and_then(|(_, rest)| rest.split('"').next());
                (id.map(str::to_owned), words(part))
            })
            .collect()
    };
    let old = parts(before);
    let changed = parts(now).into_iter().find(|part| !old.contains(part))?;
    let id = changed.0?;
    now.body.headings.iter().find(|heading| heading.id == id).map(|heading| heading.span)
}

/// Returns the words of a text or of HTML, without marks and markup.
fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag => {}
            c if c.is_alphanumeric() || c == '%' => out.extend(c.to_lowercase()),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.trim().to_owned()
}
