//! [`Side`]: one of two questions that are alike, with its article.

use crate::check::rules::question::alike::Asked;
use crate::content::{Article, LinkTarget, Question, QuestionForm};
use crate::recast::Pointer;

/// A question and the article that asks it.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) article: &'a Article,
    pub(super) question: &'a Question,
}

impl<'a> Side<'a> {
    /// The side of a question that was asked before.
    pub(super) fn of(asked: &Asked<'a>) -> Self {
        Self { article: asked.article, question: asked.question }
    }

    /// Returns where readers find its answer: a question that points to a section of its page has it there.
    pub(super) fn pointer(&self) -> Pointer<'a> {
        let section = match self.question.form {
            QuestionForm::See(link) => self.article.links.get(link.0),
            _ => None,
        };
        let anchor = match section.map(|link| &link.target) {
            Some(LinkTarget::Anchor(anchor)) => anchor,
            _ => &self.question.anchor,
        };
        Pointer { path: &self.article.path, anchor }
    }

    /// Whether there is something at its pointer that answers it for certain.
    pub(super) fn can_lend(&self) -> bool {
        match self.question.form {
            QuestionForm::Answer(_) => true,
            QuestionForm::See(_) => {
                let anchor = self.pointer().anchor;
                self.article.body.headings.iter().any(|heading| heading.id == anchor)
            }
            QuestionForm::Open(_) | QuestionForm::Bare => false,
        }
    }
}
