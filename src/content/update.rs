//! [`Update`]: what was changed in an article after it was published, and why.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::characters::is_blank;
use crate::content::date::{Moment, past_day};
use crate::content::fragment::InlineFragment;
use crate::content::markdown::MarkdownReader;
use crate::diagnostic::Code;
use crate::node::Node;
use crate::node::decode::{Decoder, MapReader, is_text, nonempty, one_of, owned, report_empty};
use crate::span::Spanned;

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
    Some(Update { date: date?, kind, note: note?, was, now, grave })
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
