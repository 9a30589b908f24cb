//! A question in the front matter: an item of `insights`.

use jiff::civil::Date;

use crate::content::markdown::MarkdownReader;
use crate::content::question::asked::{Question, QuestionForm};
use crate::content::question::pointer::see;
use crate::content::question::upkeep::{self, Upkeep};
use crate::diagnostic::Code;
use crate::node::decode::{Decoder, MapReader, is_text, list, nonempty, owned};
use crate::node::{Key, Node, NodeKind};
use crate::span::{Span, Spanned};

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
pub(crate) const KEYS: &[&str] = &[
    "question",
    "id",
    "group",
    "answered",
    "checked",
    "review_by",
    "owner",
    "aliases",
    "answer",
    "see",
    "open",
];

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
        return bare(d, reader, node);
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
    let mut upkeep = Upkeep::default();
    for key in upkeep::KEYS {
        table.optional(d, key, |d, node| upkeep.read(d, key, node, past_days));
    }
    let aliases = table.optional(d, "aliases", |d, node| list(d, node, upkeep::alias));
    let mut forms: Vec<_> =
        FORMS.iter().filter_map(|(key, _)| table.node(key).map(|node| (*key, node))).collect();
    forms.retain(|(key, node)| !is_truth(d, key, node));
    judge_forms(d, &table, &forms);
    let mut plain = String::new();
    let form = match forms.first() {
        Some((key @ ("answer" | "open"), node)) => {
            nonempty(d, node).and_then(|_| node.text()).map(|text| {
                let read = reader.blocks(d, text);
                plain = read.1;
                let form = if *key == "open" { QuestionForm::Open } else { QuestionForm::Answer };
                form(read.0)
            })
        }
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
    let aliases = aliases.unwrap_or_default();
    let question = Question { text, anchor, group, form, plain, upkeep, aliases, span };
    question.upkeep.judge(d, !question.is_answered(), span);
    Some(question)
}

/// Reads a question with nothing said about it.
fn bare(d: &mut Decoder<'_>, reader: &mut MarkdownReader<'_>, node: &Node<'_>) -> Option<Question> {
    let text = owned(d, node)?;
    let anchor = reader.gathered.anchors.question(d, &text, None, node.span);
    Some(Question {
        text: reader.typeset(text),
        anchor,
        group: None,
        form: QuestionForm::Bare,
        plain: String::new(),
        upkeep: Upkeep::default(),
        aliases: Vec::new(),
        span: node.span,
    })
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
