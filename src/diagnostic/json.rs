//! Findings for machines: one JSON object per line.

use serde::Serialize;

use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::fix::{Edit, Fix, Safety};
use crate::diagnostic::human::TextOf;
use crate::diagnostic::place::Place;
use crate::span::Position;

/// The maximum number of bytes given of a line; of a longer line, the part around the place is given.
const LONG_LINE: usize = 400;

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: String,
    message: &'a str,
    #[serde(flatten)]
    place: Location<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Offer<'a>>,
}

/// A fix. An editor offers it; a program applies it if it is `safe`.
#[derive(Serialize)]
struct Offer<'a> {
    title: &'a str,
    safety: Safety,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
    bytes: Bytes,
    text: &'a str,
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    #[serde(flatten)]
    place: Location<'a>,
    note: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<String>,
}

/// Renders one finding as a JSON object on one line. Lines and columns count from 1, columns in characters; `end` is
/// exclusive. The bytes of an edit count from 0 in the text as it was read: without a byte-order mark, with `\n` for
/// every line end.
pub fn render(finding: &Diagnostic, text_of: TextOf<'_>) -> String {
    let related = finding
        .related
        .iter()
        .map(|(place, note)| RelatedJson { place: locate(place, text_of), note })
        .collect();
    let line = Finding {
        code: finding.code.name(),
        severity: finding.severity.to_string(),
        message: &finding.message,
        place: locate(&finding.place, text_of),
        hint: finding.hint.as_deref(),
        related,
        fixes: finding.fixes.iter().map(|fix| offer(fix, text_of)).collect(),
    };
    serde_json::to_string(&line).expect("a finding is plain data")
}

fn offer<'a>(fix: &'a Fix, text_of: TextOf<'_>) -> Offer<'a> {
    let edits = fix.edits.iter().map(|edit| {
        let Edit { path, span, text } = edit;
        let (start, end) = span.ends();
        let index = text_of(path);
        let at = |byte| index.as_ref().map(|index| index.position(byte));
        let bytes = Bytes { start, end };
        Replacement { file: path.as_str(), start: at(start), end: at(end), bytes, text }
    });
    Offer { title: &fix.title, safety: fix.safety, edits: edits.collect() }
}

fn locate<'a>(place: &'a Place, text_of: TextOf<'_>) -> Location<'a> {
    let file = place.path.as_str();
    let Some((span, index)) = place.span.and_then(|span| Some((span, text_of(&place.path)?)))
    else {
        return Location { file, start: None, end: None, excerpt: None };
    };
    let start = index.position(span.start);
    let line = index.text().get(index.window(span, 1, LONG_LINE)).unwrap_or("");
    let excerpt = Some(line.trim_end_matches('\n').to_owned());
    Location { file, start: Some(start), end: Some(index.position(span.end)), excerpt }
}
