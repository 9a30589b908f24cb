//! The questions of an article, as its page shows them.

use crate::content::{Article, Question, QuestionForm};
use crate::path::encode_path;
use crate::render::html::Filler;
use crate::render::view::{LinkView, QuestionGroupView, QuestionView};
use crate::render::{Renderer, joined, safe};
use crate::site::{Page, Target};

impl Renderer<'_> {
    pub(super) fn question_groups(
        &self,
        page: &Page,
        filler: &Filler<'_>,
    ) -> Vec<QuestionGroupView> {
        let mut groups: Vec<QuestionGroupView> = Vec::new();
        for question in page.article.questions.iter().filter(|question| question.is_answered()) {
            let view = self.question_view(page, filler, question);
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
        page: &Page,
        filler: &Filler<'_>,
        question: &Question,
    ) -> QuestionView {
        let see = match question.form {
            QuestionForm::See(link) => page.targets.get(link).map(|target| LinkView {
                name: self.section_name(page, target),
                href: self.target(page, target, false),
            }),
            _ => None,
        };
        QuestionView {
            id: question.anchor.clone(),
            href: joined("#", &encode_path(&question.anchor)),
            text: question.text.clone(),
            answer: question.fragment().map(|answer| safe(&filler.html(answer))),
            see,
            group: question.group.clone(),
            answered: question.is_answered(),
        }
    }

    /// What the section that a question points to is called.
    fn section_name(&self, page: &Page, target: &Target) -> String {
        let heading = |article: &Article, anchor: &str| {
            article
                .body
                .headings
                .iter()
                .find(|heading| heading.id == anchor)
                .map_or_else(|| article.title.clone(), |heading| heading.text.clone())
        };
        match target {
            Target::Anchor(anchor) => heading(&page.article, anchor),
            Target::Page { page, anchor } => {
                let article = &self.site.page(*page).article;
                match anchor {
                    Some(anchor)
                        if article.body.headings.iter().any(|heading| heading.id == *anchor) =>
                    {
                        format!("{}: {}", article.title, heading(article, anchor))
                    }
                    _ => article.title.clone(),
                }
            }
            _ => String::new(),
        }
    }
}
