//! [`Question`]: one insight question and what is known about its answer.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::content::date::past_day;
use crate::content::document::{HeadingAttribute, TextQuestion};
use crate::content::fragment::Fragment;
use crate::content::link::LinkPurpose;
use crate::content::markdown::MarkdownReader;
use crate::content::numbers::LinkId;
use crate::diagnostic::Code;
use crate::node::decode::{Decoder, MapReader, is_text, nonempty, owned};
use crate::node::{Key, Node, NodeKind, Scalar, Style};
use crate::path::slugify;
use crate::span::{Span, Spanned};

/// An insight question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// The question, plain text.
    pub text: String,
    /// Its anchor, `q-…`, made from the text as it was typed: no option of the site changes it.
    pub anchor: String,
    /// The heading under which it is listed.
    pub group: Option<String>,
    /// Its answer, or why it has none.
    pub form: QuestionForm,
    /// The day on which somebody last looked for an answer.
    pub checked: Option<Date>,
    /// Its place.
    pub span: Span,
}

/// The four forms of a question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum QuestionForm {
    /// Answered here.
    Answer(Fragment),
    /// Answered by a section: the index of the article's link to it.
    See(LinkId),
    /// Open, with what is not known and what would settle it.
    Open(Fragment),
    /// Open, with no explanation.
    Bare,
}

impl Question {
    /// Whether it belongs to the FAQ; if not, it is still open.
    pub fn is_answered(&self) -> bool {
        matches!(self.form, QuestionForm::Answer(_) | QuestionForm::See(_))
    }

    /// Returns the text of its answer, or of the reason why it has none.
    pub fn fragment(&self) -> Option<&Fragment> {
        match &self.form {
            QuestionForm::Answer(fragment) | QuestionForm::Open(fragment) => Some(fragment),
            QuestionForm::See(_) | QuestionForm::Bare => None,
        }
    }
}

/// The names that other tools and habits give these keys.
const ALIASES: &[(&str, &str)] = &[
    ("q", "question"),
    ("a", "answer"),
    ("answer_in", "see"),
    ("why_open", "open"),
    ("title", "question"),
    ("text", "answer"),
];

/// The keys of a question.
pub(crate) const KEYS: &[&str] = &["question", "id", "group", "checked", "answer", "see", "open"];

/// The keys that give a question's answer or state, and what to do if one has no value: the question would seem to be
/// open.
const FORMS: &[(&str, &str)] = &[
    ("answer", "write the answer, or leave the key out if there is none yet"),
    ("see", "write `see: \"#anchor\"`, in quotes: without them, YAML reads the `#` as a comment"),
    ("open", "write what is not known, or leave the key out"),
];

/// Reads one item of `insights`, and adds the day on which it was checked to `past_days`.
pub(crate) fn read(
    d: &mut Decoder<'_>,
    reader: &mut MarkdownReader<'_>,
    node: &Node<'_>,
    past_days: &mut Vec<Spanned<Date>>,
) -> Option<Question> {
    if is_text(node) {
        let text = owned(d, node)?;
        let anchor = reader.gathered.anchors.question(d, &text, None, node.span);
        return Some(Question {
            text: reader.typeset(text),
            anchor,
            group: None,
            form: QuestionForm::Bare,
            checked: None,
            span: node.span,
        });
    }
    if let Some(key) = as_key(node) {
        let message = format!("`{}` is a question, not a key", key.text);
        let hint = format!("write `- question: {}`, and below it `answer: …`", key.text);
        d.report_with_hint(Code::FieldUnknown, key.span, message, hint);
        return None;
    }
    let mut table =
        MapReader::new(d, node, "a question (text, or `question: …`)")?.with_aliases(ALIASES);
    let span = table.node("question").map_or(table.span(), |question| question.span);
    if is_apart(d, &table) {
        return None;
    }
    let text = table.required(d, "question", "What is known?", owned);
    report_markup(d, text.as_deref().unwrap_or_default(), span);
    let id = table.node("id").and_then(|id| anchor_id(d, id).map(|text| (text, id.span)));
    let group = table.optional(d, "group", |d, node| reader.text(d, node));
    let checked = table.optional(d, "checked", |d, node| past_day(d, node, past_days));
    let mut forms: Vec<_> =
        FORMS.iter().filter_map(|(key, _)| table.node(key).map(|node| (*key, node))).collect();
    forms.retain(|(key, node)| !is_truth(d, key, node));
    judge_forms(d, &table, &forms);
    let form = match forms.first() {
        Some(("answer", node)) => nonempty(d, node)
            .and_then(|_| node.text())
            .map(|text| QuestionForm::Answer(reader.blocks(d, text))),
        Some(("open", node)) => nonempty(d, node)
            .and_then(|_| node.text())
            .map(|text| QuestionForm::Open(reader.blocks(d, text))),
        Some((_, node)) => see(d, reader, node),
        None => None,
    };
    table.finish(d);
    let text = text?;
    let anchor = reader.gathered.anchors.question(
        d,
        &text,
        id.as_ref().map(|(id, _)| id.as_str()),
        id.as_ref().map_or(span, |(_, span)| *span),
    );
    let text = reader.typeset(text);
    let form = form.unwrap_or(QuestionForm::Bare);
    Some(Question { text, anchor, group, form, checked, span })
}

/// Reports Markdown in a question; often the answer stands behind it.
fn report_markup(d: &mut Decoder<'_>, text: &str, span: Span) {
    let Some(mark) = ["[@", "](", "**"].into_iter().find(|mark| text.contains(mark)) else {
        return;
    };
    let message = format!("a question is plain text, so readers would see `{mark}`");
    let hint = "if the answer follows it, write `answer:` before that; or write the question in words alone";
    d.report_with_hint(Code::MarkdownUnread, span, message, hint);
}

/// Makes a question of one in the text, with what stands below it.
pub(crate) fn of_text(
    d: &mut Decoder<'_>,
    reader: &mut MarkdownReader<'_>,
    (asked, below): (TextQuestion<'_>, Fragment),
    past_days: &mut Vec<Spanned<Date>>,
) -> Question {
    let TextQuestion { text, anchor, mut group, open, classes, attributes, span, answer, .. } =
        asked;
    for class in &classes {
        let message = format!("a question has no class `{class}`");
        let hint = "write `.open` for a question without an answer, or remove it";
        d.report_with_hint(Code::HtmlDropped, span, message, hint);
    }
    let (mut checked, mut see_link) = (None, None);
    for HeadingAttribute { name, value, span } in attributes {
        let scalar = Scalar { text: Cow::Borrowed(&*value), style: Style::Quoted };
        let node = Node { span, kind: NodeKind::Scalar(scalar) };
        match name.as_str() {
            "group" => group = Some(reader.typeset(value.clone())),
            "checked" => checked = past_day(d, &node, past_days),
            "see" => {
                let link = if value.contains('#') {
                    see(d, reader, &node)
                } else {
                    report_no_anchor(d, &value, span)
                };
                see_link = link.map(|link| (link, span));
            }
            // Of the heading, as of any other.
            "lang" | "dir" => {}
            _ => d.report_with_hint(
                Code::HtmlDropped,
                span,
                format!("a question has no `{name}` in its braces"),
                "known here: `.open`, `#id`, `see=\"#anchor\"`, `group=\"…\"`, `checked=2026-11-23`, `lang` or `dir`",
            ),
        }
    }
    // A comment is for the author, and answers nothing.
    let is_empty =
        answer.blocks.is_empty() || below.html.trim().is_empty() && below.placeholders.is_empty();
    if let Some((_, span)) = &see_link
        && (open || !is_empty)
    {
        let other = if open { "`.open`" } else { "a text below it" };
        d.report_with_hint(
            Code::QuestionForm,
            *span,
            format!("this question has `see` and {other}"),
            "keep one: `see` leads to the answer, a text below the question is the answer, `.open` says that there is none",
        );
    }
    let form = match see_link {
        Some((link, _)) => link,
        None if is_empty => QuestionForm::Bare,
        None if open => QuestionForm::Open(below),
        None => QuestionForm::Answer(below),
    };
    Question { text: reader.typeset(text), anchor, group, form, checked, span }
}

/// Reports the `see` of a question in the text that does not name a section.
fn report_no_anchor(d: &mut Decoder<'_>, target: &str, span: Span) -> Option<QuestionForm> {
    let message = format!("`{target}` does not name a section");
    let right = if target.contains(".md") {
        format!("{target}#anchor")
    } else {
        format!("#{}", slugify(target))
    };
    let hint = format!(
        "write `see=\"{right}\"`: the anchor of a section is its heading in small letters, with `-` for spaces"
    );
    d.report_with_hint(Code::FieldInvalid, span, message, hint);
    None
}

/// Reports `open: true`: each of these keys holds words for readers.
fn is_truth(d: &mut Decoder<'_>, key: &str, node: &Node<'_>) -> bool {
    let NodeKind::Scalar(scalar) = &node.kind else { return false };
    if !matches!(&*scalar.text.trim().to_lowercase(), "true" | "false" | "yes" | "no")
        || key == "answer"
    {
        return false;
    }
    let hint = match key {
        "open" => {
            "write what is not known, and what would settle it; or leave `open` out: a question alone is open"
        }
        _ => "write the anchor of the section that answers it, as in `see: \"#anchor\"`",
    };
    let message = format!("`{key}` says no more than `{}`", scalar.text.trim());
    d.report_with_hint(Code::FieldInvalid, node.span, message, hint);
    true
}

/// Reports more forms than one, and forms without a value.
fn judge_forms(d: &mut Decoder<'_>, table: &MapReader<'_, '_>, forms: &[(&str, &Node<'_>)]) {
    if let [(first, _), (second, node), ..] = forms {
        d.report_with_hint(
            Code::QuestionForm,
            node.shown_span(),
            format!("a question has `{first}` and `{second}`"),
            "keep one: `answer` or `see` if it is answered, `open` if it is not",
        );
    }
    for (key, hint) in FORMS {
        if let Some(span) = table.empty(key) {
            d.report_with_hint(Code::FieldMissing, span, format!("`{key}` is empty"), *hint);
        }
    }
}

/// Returns the key of an item that has nothing but a question, as a key, and its answer: `Why?: Because.`
fn as_key<'n, 't>(node: &'n Node<'t>) -> Option<&'n Key<'t>> {
    let NodeKind::Mapping(entries) = &node.kind else { return None };
    let [(key, _)] = entries.as_slice() else { return None };
    key.text.ends_with('?').then_some(key)
}

/// Whether an item has an answer without its question, which is reported: most are those of the item above.
fn is_apart(d: &mut Decoder<'_>, table: &MapReader<'_, '_>) -> bool {
    let has_question = table.has("question")
        || table.misnamed("question").next().is_some()
        || table.lost_lines().next().is_some();
    let form = FORMS.iter().find(|(key, _)| table.has(key)).filter(|_| !has_question);
    let Some((key, _)) = form else { return false };
    d.report_with_hint(
        Code::FieldMissing,
        table.span(),
        format!("this item has `{key}`, but no `question`"),
        format!(
            "if it belongs to the question above, write `{key}` below it with two spaces in place of `- `; otherwise add `question: …`"
        ),
    );
    true
}

fn see(
    d: &mut Decoder<'_>,
    reader: &mut MarkdownReader<'_>,
    node: &Node<'_>,
) -> Option<QuestionForm> {
    let target = owned(d, node)?;
    let bare = target.trim_matches(['“', '”', '„', '‘', '’', '«', '»', ' ']);
    if bare.len() < target.len() {
        let message = "YAML takes these quotation marks as part of the text";
        let hint = format!("write `see: \"{bare}\"` with straight ones");
        d.report_with_hint(Code::TextQuotes, node.span, message, hint);
        return None;
    }
    if !target.contains('#') || target.ends_with('#') {
        let slug = slugify(target.trim_end_matches('#'));
        let hint = if slug.is_empty() || target.contains(['#', '/']) || target.contains(".md") {
            "write `see: \"#anchor\"`, or `see: \"other.md#anchor\"`, in quotes because of the `#`"
                .to_owned()
        } else {
            format!(
                "write the anchor of the section, its heading in small letters with `-` for spaces, in quotes: `see: \"#{slug}\"`"
            )
        };
        d.report_with_hint(
            Code::FieldInvalid,
            node.span,
            format!("`{target}` does not name a section"),
            hint,
        );
        return None;
    }
    if let Some(anchor) = target.strip_prefix('#') {
        reader.want_lead(anchor);
    }
    Some(QuestionForm::See(reader.gathered.link(d, &target, node.span, LinkPurpose::See)))
}

fn anchor_id(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    if text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')) {
        return Some(text);
    }
    d.report_with_hint(
        Code::FieldInvalid,
        node.span,
        format!("`{text}` is not an anchor"),
        "write letters, digits and `-`",
    );
    None
}
