//! The questions of an article, as its page shows them.

use crate::content::{LinkId, Question, QuestionForm};
use crate::path::encode_path;
use crate::render::address::joined;
use crate::render::html::Filler;
use crate::render::parts::ArticleParts;
use crate::render::renderer::Renderer;
use crate::render::view::{LinkView, QuestionGroupView, QuestionView, safe};
use crate::site::Target;

impl Renderer<'_> {
    pub(super) fn question_groups(
        &self,
        parts: &ArticleParts<'_>,
        filler: &Filler<'_>,
    ) -> Vec<QuestionGroupView> {
        let mut groups: Vec<QuestionGroupView> = Vec::new();
        let article = &parts.shown.page.article;
        for question in article.questions.iter().filter(|question| question.is_answered()) {
            let view = self.question_view(parts, filler, question);
            match groups.iter_mut().find(|group| group.name == question.group) {
                Some(group) => group.questions.push(view),
                None => groups.push(QuestionGroupView {
                    name: question.group.clone(),
                    questions: vec![view],
                }),
            }
        }
        groups
    }

    pub(super) fn question_view(
        &self,
        parts: &ArticleParts<'_>,
        filler: &Filler<'_>,
        question: &Question,
    ) -> QuestionView {
        let page = parts.shown.page;
        let see = match question.form {
            QuestionForm::See(link) => page.target(link).map(|target| LinkView {
                name: section_name(parts, link, target),
                href: self.target(page, target, false),
            }),
            _ => None,
        };
        QuestionView {
            id: question.anchor.clone(),
            href: joined(["#", &encode_path(&question.anchor)]),
            text: question.text.clone(),
            answer: question.fragment().map(|answer| safe(&filler.html(answer))),
            see,
            group: question.group.clone(),
            answered: question.is_answered(),
        }
    }
}

/// Returns the heading of the section that a question points to.
fn section_name(parts: &ArticleParts<'_>, link: LinkId, target: &Target) -> String {
    let article = &parts.shown.page.article;
    match target {
        Target::Anchor(anchor) => article
            .body
            .headings
            .iter()
            .find(|heading| heading.id == *anchor)
            .map_or_else(|| article.title.clone(), |heading| heading.text.clone()),
        _ => parts.sections.get(&link).cloned().unwrap_or_default(),
    }
}
