//! A question in the text: a heading of a section of questions, with what stands below it.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::content::document::{HeadingAttribute, TextQuestion};
use crate::content::fragment::Fragment;
use crate::content::markdown::MarkdownReader;
use crate::content::question::asked::{Question, QuestionForm};
use crate::content::question::pointer::{report_no_anchor, see};
use crate::content::question::upkeep::{self, Upkeep};
use crate::diagnostic::Code;
use crate::node::decode::Decoder;
use crate::node::{Node, NodeKind, Scalar, Style};
use crate::span::Spanned;

/// Makes a question of one in the text, with what stands below it.
pub(crate) fn of_text(
    d: &mut Decoder<'_>,
    reader: &mut MarkdownReader<'_>,
    (asked, (below, plain)): (TextQuestion<'_>, (Fragment, String)),
    past_days: &mut Vec<Spanned<Date>>,
) -> Question {
    let TextQuestion { text, anchor, mut group, open, classes, attributes, span, answer, .. } =
        asked;
    for class in &classes {
        let message = format!("a question has no class `{class}`");
        let hint = "write `.open` for a question without an answer, or remove it";
        d.report_with_hint(Code::HtmlDropped, span, message, hint);
    }
    let (mut upkeep, mut aliases, mut see_link) = (Upkeep::default(), Vec::new(), None);
    for HeadingAttribute { name, value, span } in attributes {
        let scalar = Scalar { text: Cow::Borrowed(&*value), style: Style::Quoted };
        let node = Node { span, kind: NodeKind::Scalar(scalar) };
        match name.as_str() {
            "group" => group = Some(reader.typeset(value.clone())),
            "aliases" => aliases = upkeep::aliases(d, &value, span),
            key if upkeep::KEYS.contains(&key) => {
                let _read = upkeep.read(d, key, &node, past_days);
            }
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
                "known here: `.open`, `#id`, `see=\"#anchor\"`, `group=\"…\"`, `answered=2026-11-23`, `checked`, `review_by`, `owner`, `aliases=\"/old/\"`, `lang` or `dir`",
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
    let text = reader.typeset(text);
    let question = Question { text, anchor, group, form, plain, upkeep, aliases, span };
    question.upkeep.judge(d, !question.is_answered(), span);
    question
}
