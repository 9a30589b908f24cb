//! Findings for people: the excerpt with the place underlined, other places, the hint, the code.

use std::rc::Rc;

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::place::Place;
use crate::diagnostic::severity::Severity;
use crate::diagnostic::words::is_unprintable;
use crate::path::SitePath;
use crate::span::{LineIndex, Span};

/// Returns the text of a file as it was parsed, if it is available.
pub type TextOf<'a> = &'a dyn Fn(&SitePath) -> Option<Rc<LineIndex>>;

/// The maximum number of bytes shown of a line; of longer lines, the part around the place is shown.
const LONG_LINE: usize = 1000;
/// The maximum number of lines shown: a span may cover a file.
const MOST_LINES: usize = 3;

/// Returns how a severity is labelled.
pub(super) fn level_of(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning | Severity::Off => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// Renders one finding as a block of lines, without a final line break. `color` adds terminal styles.
pub fn render(finding: &Diagnostic, text_of: TextOf<'_>, color: bool) -> String {
    let level = level_of(finding.severity);
    let title = level.primary_title(plain(&finding.message)).id(finding.code.name());
    let places: Vec<(&Place, &str, bool)> = std::iter::once((&finding.place, "", true))
        .chain(finding.related.iter().map(|(place, note)| (place, note.as_str(), false)))
        .collect();
    let texts: Vec<Option<Rc<LineIndex>>> =
        places.iter().map(|(place, ..)| place.span.and_then(|_| text_of(&place.path))).collect();
    let mut group = Group::with_title(title);
    for ((place, note, primary), text) in places.iter().zip(&texts) {
        group = match (place.span, text) {
            (Some(span), Some(text)) => {
                let label = (!note.is_empty()).then(|| plain(note));
                let path = place.path.as_str();
                with_excerpt(group, text, Underlined { path, span, primary: *primary, label })
            }
            _ => group.element(Origin::path(place.path.as_str())),
        };
        if place.span.is_none() && !note.is_empty() {
            group = group.element(Level::NOTE.message(plain(note)));
        }
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.message(plain(hint)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// The underlined part of an excerpt.
struct Underlined<'a> {
    path: &'a str,
    span: Span,
    primary: bool,
    label: Option<String>,
}

/// Adds the lines of a place, with the place underlined.
fn with_excerpt<'a>(group: Group<'a>, index: &LineIndex, underlined: Underlined<'a>) -> Group<'a> {
    let text = index.text();
    let Underlined { path, span, primary, label } = underlined;
    let end = floor_char(text, span.end as usize);
    let start = floor_char(text, span.start as usize).min(end);
    let position = index.position(Span::new(start, end).start);
    let line = position.line;
    let (from, to) = {
        let window = index.window(Span::new(start, end), MOST_LINES, LONG_LINE);
        (window.start, window.end.max(start))
    };
    let mut group = group;
    let mut snippet_path = Some(path);
    if from > index.line(line).start {
        // A line of megabytes is cut before it is shown, so the place must be named here.
        group = group.element(Origin::path(path).line(line).char_column(position.column));
        snippet_path = None;
    }
    let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let annotation = kind.span(start - from..end.min(to).max(start) - from).label(label);
    let excerpt = plain_excerpt(text.get(from..to).unwrap_or(""));
    group.element(
        Snippet::source(excerpt).line_start(line).path(snippet_path).annotation(annotation),
    )
}

/// Returns `file:line:column` of a place, the form in which editors and terminals open it.
pub fn location(place: &Place, text_of: TextOf<'_>) -> String {
    match (place.span, text_of(&place.path)) {
        (Some(span), Some(index)) => {
            let position = index.position(span.start);
            format!("{}:{}:{}", place.path, position.line, position.column)
        }
        _ => place.path.to_string(),
    }
}

/// Returns the nearest character boundary at or before `at`.
fn floor_char(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (at.saturating_sub(3)..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Makes invisible and control characters visible, so that a file cannot manipulate the terminal (CVE-2021-42574 shows
/// what bidirectional controls can hide in source code).
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if is_unprintable(c) && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// Like [`plain`], but keeps each character's length in bytes, because annotations count bytes.
fn plain_excerpt(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || c == '\t' || !is_unprintable(c) {
            out.push(c);
        } else {
            out.push_str(match c.len_utf8() {
                1 => "?",
                2 => "\u{00bf}",
                _ => "\u{fffd}",
            });
        }
    }
    out
}
