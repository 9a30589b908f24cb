//! [`Update`]: what was changed in an article after it was published, and why.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::characters::is_blank;
use crate::content::anchor::Anchor;
use crate::content::clock::parse_day;
use crate::content::date::{Moment, past_day};
use crate::content::foreign_date;
use crate::content::fragment::InlineFragment;
use crate::content::markdown::MarkdownReader;
use crate::content::question::Question;
use crate::diagnostic::{
    Code, Diagnostic, Edit, Fix, Safety, did_you_mean, list_of as list_of_words,
};
use crate::node::decode::{Decoder, MapReader, is_text, nonempty, one_of, owned, report_empty};
use crate::node::{Node, NodeKind};
use crate::span::{Span, Spanned, line_start};

/// The keys of an entry of `updates`.
pub(super) const KEYS: &[&str] = &["date", "kind", "note", "was", "now", "severity", "question"];

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Update {
    /// The day of the change.
    pub date: Date,
    /// What kind of change it is.
    pub kind: UpdateKind,
    /// What changed, in words that a newcomer understands.
    pub note: InlineFragment,
    /// What it said.
    pub was: Option<InlineFragment>,
    /// What it says now.
    pub now: Option<InlineFragment>,
    /// Whether it is also shown above the article.
    pub grave: bool,
    /// The anchor of the question whose answer was changed.
    pub question: Option<Spanned<String>>,
}

/// The kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UpdateKind {
    /// Something new was added.
    Update,
    /// Something wrong was put right.
    Correction,
    /// Something unclear was made clear.
    Clarification,
    /// The article, or a part, is withdrawn.
    Retraction,
}

impl UpdateKind {
    /// The kinds, by their names in front matter.
    pub const ALL: &[(&str, UpdateKind)] = &[
        ("update", Self::Update),
        ("correction", Self::Correction),
        ("clarification", Self::Clarification),
        ("retraction", Self::Retraction),
    ];

    /// Returns the name in front matter.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// Reports a text in place of the list, with the lines to write. `None` if it is one.
pub(crate) fn list_of(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<()> {
    if !is_text(node) {
        return Some(());
    }
    let text = owned(d, node)?;
    let hint = format!(
        "write below `updates:` the lines `  - date: 2026-11-23` and `    note: {text}`, with the day of the change"
    );
    d.wrong_type(node, "a list of updates", Some(hint));
    None
}

/// Reads one item of `updates`, and adds its day to `past_days`.
pub(crate) fn read(
    d: &mut Decoder<'_>,
    reader: &mut MarkdownReader<'_>,
    node: &Node<'_>,
    past_days: &mut Vec<Spanned<Date>>,
) -> Option<Update> {
    if let Some(finding) = by_day(d, node) {
        d.findings.push(finding);
        return None;
    }
    let mut table = MapReader::new(d, node, "an update (`date: …` and `note: …`)")?
        .with_aliases(&[("summary", "note"), ("type", "kind"), ("text", "note")]);
    let date = table.required(d, "date", "2026-11-23", |d, node| past_day(d, node, past_days));
    let kind = table
        .optional(d, "kind", |d, node| one_of(d, node, UpdateKind::ALL))
        .unwrap_or(UpdateKind::Update);
    let note = table.required(d, "note", "\"What changed.\"", |d, node| inline(d, reader, node));
    let was = table.optional(d, "was", |d, node| inline(d, reader, node));
    let now = table.optional(d, "now", |d, node| inline(d, reader, node));
    let grave = table
        .optional(d, "severity", |d, node| one_of(d, node, &[("normal", false), ("grave", true)]))
        .unwrap_or(false);
    let question = table.optional(d, "question", question);
    if kind == UpdateKind::Correction && (was.is_none() || now.is_none()) {
        let missing = if was.is_none() { "was" } else { "now" };
        d.report_with_hint(
            Code::FieldMissing,
            table.span(),
            format!("a correction must say what was wrong: `{missing}` is missing"),
            "write `was:` with what it said, and `now:` with what it says",
        );
    }
    table.finish(d);
    Some(Update { date: date?, kind, note: note?, was, now, grave, question })
}

/// Reads the id of a question, as `id:` or a link has it.
fn question(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = owned(d, node)?;
    let id = text.trim_start_matches('#');
    let anchor = Anchor::Question(Anchor::question_id(id));
    Some(Spanned { value: anchor.id(), span: node.span })
}

/// Takes the question from each update that names one which the article does not have, and reports it.
pub(crate) fn check_questions(d: &mut Decoder<'_>, updates: &mut [Update], questions: &[Question]) {
    let ids: Vec<&str> =
        questions.iter().map(|question| Anchor::question_id(&question.anchor)).collect();
    for update in updates {
        let Some(named) = &update.question else { continue };
        let wanted = Anchor::question_id(&named.value);
        if ids.contains(&wanted) {
            continue;
        }
        let hint = match did_you_mean(wanted, ids.iter().copied()) {
            Some(near) => format!("write `{near}`"),
            None if ids.is_empty() => "remove `question`: this article has none".to_owned(),
            None => format!("write one of its ids: {}", list_of_words(ids.iter().copied())),
        };
        let message = format!("no question of this article has the id `{wanted}`");
        d.report_with_hint(Code::FieldInvalid, named.span, message, hint);
        update.question = None;
    }
}

/// Returns the finding about an update that begins with its day: `Nov 28: Corrected the cost.`, or the same as a text.
fn by_day(d: &Decoder<'_>, node: &Node<'_>) -> Option<Diagnostic> {
    let (written, note, span) = match &node.kind {
        NodeKind::Mapping(entries) => {
            let [(key, value)] = entries.as_slice() else { return None };
            let NodeKind::Scalar(note) = &value.kind else { return None };
            let span = Span { start: key.span.start, end: value.span.end };
            (key.text.as_ref(), note.text.as_ref(), span)
        }
        NodeKind::Scalar(scalar) => {
            let text = scalar.text.as_ref();
            let divided = text.split_once(": ").or_else(|| text.split_once(" – "));
            let (day, note) = divided.or_else(|| text.split_once(' '))?;
            (day, note, node.span)
        }
        _ => return None,
    };
    let day = day_of(d.text, written)?;
    let (is_map, note) = (matches!(node.kind, NodeKind::Mapping(_)), note.trim());
    let note = if note.is_empty() { "What changed." } else { note };
    let note = match (note.contains(['"', '\\']), note.contains('\'')) {
        (false, _) => format!("\"{note}\""),
        (true, _) => format!("'{}'", note.replace('\'', "''")),
    };
    let message = if is_map {
        format!(
            "`{written}` is no key: the day of an update belongs to `date`, and its text to `note`"
        )
    } else {
        "this update is a text: its day belongs to `date`, and its text to `note`".to_owned()
    };
    let hint =
        format!("write `- date: {day}`, and below it, two spaces further in, `note: {note}`");
    let before = d.text.get(..span.start as usize)?;
    let column = before.len() - line_start(before, before.len());
    let is_plain = before.ends_with("- ") && !span.slice(d.text).contains('\n');
    let right = format!("date: {day}\n{}note: {note}", " ".repeat(column));
    let edits = vec![Edit { path: d.path.clone(), span, text: right }];
    let title = "write the day and the text under their keys".to_owned();
    let fix = is_plain.then_some(Fix { title, edits, safety: Safety::Unsafe });
    let finding = Diagnostic::new(Code::FieldWrongType, d.place(span), message);
    Some(finding.hint(hint).fix(fix))
}

/// Returns the day that a text names, which may lack the year: then it is that of the article.
fn day_of(file: &str, text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(':');
    if parse_day(text).is_ok() {
        return Some(text.to_owned());
    }
    if !text.contains(|c: char| c.is_ascii_digit()) || text.len() > 40 {
        return None;
    }
    let year = || {
        let dates = file.split("\ndate: ").nth(1)?.trim_start_matches(['"', '\'']).get(..4)?;
        dates.bytes().all(|byte| byte.is_ascii_digit()).then_some(dates)
    };
    let days = foreign_date::day(text);
    let days = if days.is_empty() && text.contains(char::is_alphabetic) {
        foreign_date::day(&format!("{text} {}", year().unwrap_or("2026")))
    } else {
        days
    };
    days.into_iter().next()
}

/// Reads one line of Markdown.
pub(crate) fn inline(
    d: &mut Decoder<'_>,
    reader: &mut MarkdownReader<'_>,
    node: &Node<'_>,
) -> Option<InlineFragment> {
    let text = nonempty(d, node)?;
    let told = d.findings.len();
    let inline = node.text().map(|text| reader.inline(d, text))?;
    // Markdown may leave nothing of the text: a comment, a character by its number.
    let nothing = is_blank(&inline.text) && inline.fragment.placeholders.is_empty();
    if nothing && !inline.fragment.html.contains("<img") && d.findings.len() == told {
        report_empty(d, node.span, text);
        return None;
    }
    Some(inline)
}

/// Returns the value of `updated` if it is not written: the day of the newest update, else `date`.
pub(super) fn newest(date: Option<&Moment>, updates: &[Update]) -> Option<Moment> {
    let update = updates.iter().map(|update| update.date).max();
    match (update, date) {
        (Some(update), Some(date)) if update <= date.day => Some(date.clone()),
        (Some(update), _) => Some(Moment::day(update)),
        (None, date) => date.cloned(),
    }
}

/// Reports an `updated` (at `node`) that is earlier than the value it would have by itself.
pub(super) fn check_order(
    d: &mut Decoder<'_>,
    node: Option<&Node<'_>>,
    updated: Option<&Moment>,
    date: Option<&Moment>,
    updates: &[Update],
) {
    let (Some(node), Some(updated), Some(default)) = (node, updated, newest(date, updates)) else {
        return;
    };
    let earlier = match (updated.instant, default.instant) {
        (Some(updated), Some(default)) => updated < default,
        _ => updated.day < default.day,
    };
    if earlier {
        let what = if updates
            .iter()
            .any(|update| update.date == default.day && update.kind == UpdateKind::Correction)
        {
            "the newest correction"
        } else if date.is_some_and(|date| date.day == default.day) {
            "`date`"
        } else {
            "the newest entry of `updates`"
        };
        d.report_with_hint(
            Code::DateOrder,
            node.span,
            format!("`updated` is earlier than {what} ({})", default.day),
            "remove `updated`: it is worked out from `date` and `updates`",
        );
    }
}
