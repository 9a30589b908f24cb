//! [`Upkeep`]: an answer has a life of its own. Somebody sees to it, on days of its own.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::content::address;
use crate::content::date::{day, past_day};
use crate::diagnostic::Code;
use crate::node::decode::{Decoder, nonempty, owned};
use crate::node::{Node, NodeKind, Scalar, Style};
use crate::span::{Span, Spanned};

/// Who sees to an answer, and when somebody last did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Upkeep {
    /// The day on which it was answered as it is answered now.
    pub answered: Option<Date>,
    /// The day on which somebody last checked the answer, or looked for one.
    pub checked: Option<Date>,
    /// The day by which somebody will check it again.
    pub review_by: Option<Date>,
    /// Who does that: a person, a desk, an office.
    pub owner: Option<String>,
}

/// Its keys: those of an item of `insights`, and the attributes of a question in the text.
pub(super) const KEYS: &[&str] = &["answered", "checked", "review_by", "owner"];

/// What people write if nobody sees to it.
const NOBODY: &[&str] =
    &["nobody", "no one", "none", "n/a", "na", "tbd", "todo", "tba", "unknown", "?", "-", "–", "—"];

impl Upkeep {
    /// Reads the value of one of its keys. Adds a day on which something was done to `past_days`.
    pub(super) fn read(
        &mut self,
        d: &mut Decoder<'_>,
        key: &str,
        node: &Node<'_>,
        past_days: &mut Vec<Spanned<Date>>,
    ) -> Option<()> {
        match key {
            "answered" => self.answered = Some(past_day(d, node, past_days)?),
            "checked" => self.checked = Some(past_day(d, node, past_days)?),
            "review_by" => self.review_by = Some(day(d, node)?),
            "owner" => self.owner = Some(owner(d, node)?),
            _ => unreachable!("`{key}` is none of `KEYS`"),
        }
        Some(())
    }

    /// Reports days that contradict each other, or that the question at `span` is open.
    pub(super) fn judge(&self, d: &mut Decoder<'_>, is_open: bool, span: Span) {
        if let Some(answered) = self.answered.filter(|_| is_open) {
            let message = format!("this question is open, but was answered on {answered}");
            let hint = "write the answer, or `checked` in place of `answered`: the day on which somebody last looked for one";
            d.report_with_hint(Code::QuestionForm, span, message, hint);
        }
        let pairs = [
            (("answered", self.answered), ("checked", self.checked)),
            (("answered", self.answered), ("review_by", self.review_by)),
            (("checked", self.checked), ("review_by", self.review_by)),
        ];
        let wrong = pairs.into_iter().find_map(|((first, before), (second, after))| {
            Some((first, before?, second, after?)).filter(|(_, before, _, after)| before > after)
        });
        if let Some((first, before, second, after)) = wrong {
            let message = format!(
                "`{second}` ({after}) is earlier than `{first}` ({before}) of the question"
            );
            d.report_with_hint(Code::DateOrder, span, message, "correct one of them, or remove it");
        }
    }
}

/// Reads who sees to an answer.
fn owner(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let name = owned(d, node)?;
    if NOBODY.contains(&name.trim().to_lowercase().as_str()) {
        let message = format!("`{name}` names nobody who could see to an answer");
        let hint = "write the name of a person, a desk or an office, or leave the key out";
        d.report_with_hint(Code::FieldInvalid, node.span, message, hint);
        return None;
    }
    Some(name)
}

/// Reads an old address of an answer.
pub(super) fn alias(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = nonempty(d, node)?;
    let Some((page, anchor)) = text.split_once('#') else { return address::alias(d, node) };
    let message =
        format!("nothing can be sent on from `{text}`: a browser asks for `{page}` alone");
    let hint = if page.is_empty() {
        format!(
            "for a place of this page, write `id: {anchor}`; an alias is the path of an old page, such as `/old/`"
        )
    } else {
        format!(
            "write `{page}` under `aliases` of the article that has most of its answers, or here"
        )
    };
    d.report_with_hint(Code::SlugInvalid, node.span, message, hint);
    None
}

/// Reads old addresses, separated by spaces, out of the attribute at `span`.
pub(super) fn aliases(d: &mut Decoder<'_>, value: &str, span: Span) -> Vec<Spanned<String>> {
    let start = span.slice(d.text).find(value).map(|at| span.start as usize + at);
    let (mut read, mut after) = (Vec::new(), 0);
    for text in value.split([' ', ',']) {
        let within = after;
        after += text.len() + 1;
        if text.is_empty() {
            continue;
        }
        let place =
            start.map_or(span, |start| Span::new(start + within, start + within + text.len()));
        let scalar = Scalar { text: Cow::Borrowed(text), style: Style::Quoted };
        let node = Node { span: place, kind: NodeKind::Scalar(scalar) };
        read.extend(alias(d, &node));
    }
    read
}
