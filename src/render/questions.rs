//! The questions of an article, as its page shows them.

use jiff::civil::Date;

use crate::content::{Article, LinkId, Moment, Question, QuestionForm, Upkeep};
use crate::path::encode_path;
use crate::render::address::joined;
use crate::render::html::Filler;
use crate::render::parts::ArticleParts;
use crate::render::renderer::Renderer;
use crate::render::view::{DateView, LinkView, QuestionGroupView, QuestionView, UpkeepView, safe};
use crate::site::{Borrowed, Target};
use crate::theme::Words;

impl Renderer<'_> {
    /// Returns the answered questions of an article, or the open ones, by group.
    pub(super) fn question_groups(
        &self,
        parts: &ArticleParts<'_>,
        filler: &Filler<'_>,
        answered: bool,
    ) -> Vec<QuestionGroupView> {
        let mut groups: Vec<QuestionGroupView> = Vec::new();
        let article = &parts.shown.page.article;
        for question in
            article.questions.iter().filter(|question| question.is_answered() == answered)
        {
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

    fn question_view(
        &self,
        parts: &ArticleParts<'_>,
        filler: &Filler<'_>,
        question: &Question,
    ) -> QuestionView {
        let page = parts.shown.page;
        let article = &parts.shown.page.article;
        let borrowed = page.borrowed_by(question);
        let see = match question.form {
            QuestionForm::See(link) if borrowed.is_none() => {
                page.target(link).map(|target| LinkView {
                    name: section_name(parts, link, target),
                    href: self.target(page, target, false),
                })
            }
            _ => None,
        };
        let answer = question.fragment().or(borrowed.map(|borrowed| &borrowed.answer));
        QuestionView {
            id: question.anchor.clone(),
            href: joined(["#", &encode_path(&question.anchor)]),
            text: question.text.clone(),
            answer: answer.map(|answer| safe(&filler.html(answer))),
            see,
            from: borrowed.map(|borrowed| self.origin(borrowed)),
            lang: borrowed.and_then(|borrowed| self.foreign_lang(article, borrowed)),
            group: question.group.clone(),
            answered: question.is_answered(),
            upkeep: match borrowed {
                Some(borrowed) => self.borrowed_upkeep(borrowed, filler.words),
                None => upkeep(article, question, filler.words),
            },
        }
    }

    /// Returns the page where a borrowed answer lives.
    fn origin(&self, borrowed: &Borrowed) -> LinkView {
        let page = self.href(&borrowed.route);
        let href = joined([&page, "#", &encode_path(&borrowed.anchor)]);
        LinkView { name: borrowed.title.clone(), href }
    }

    /// Returns the language of a borrowed answer.
    pub(super) fn lang_of_answer<'b>(&'b self, borrowed: &'b Borrowed) -> &'b str {
        borrowed.lang.as_deref().unwrap_or(&self.config.language)
    }

    /// Returns the language of a borrowed answer, if it is another one than that of the page which prints it.
    fn foreign_lang(&self, article: &Article, borrowed: &Borrowed) -> Option<String> {
        let theirs = self.lang_of_answer(borrowed);
        (theirs != self.lang(article)).then(|| theirs.to_owned())
    }

    fn borrowed_upkeep(&self, borrowed: &Borrowed, words: &Words) -> Option<UpkeepView> {
        let corrected = borrowed.corrected.as_ref().map(|(day, anchor)| LinkView {
            name: DateView::new(&Moment::day(*day), words).text,
            href: joined([&self.href(&borrowed.route), "#", &encode_path(anchor)]),
        });
        upkeep_view(&borrowed.upkeep, corrected, words)
    }
}

/// Returns who sees to a question's answer, and when somebody last did, if anything is said about that.
fn upkeep(article: &Article, question: &Question, words: &Words) -> Option<UpkeepView> {
    let corrected = article.correction_of(question).map(|(n, update)| LinkView {
        name: DateView::new(&Moment::day(update.date), words).text,
        href: article.update_anchor(n).href(),
    });
    upkeep_view(&question.upkeep, corrected, words)
}

fn upkeep_view(upkeep: &Upkeep, corrected: Option<LinkView>, words: &Words) -> Option<UpkeepView> {
    if *upkeep == Upkeep::default() && corrected.is_none() {
        return None;
    }
    let Upkeep { answered, checked, review_by, owner } = upkeep;
    let date = |day: &Option<Date>| day.map(|day| DateView::new(&Moment::day(day), words));
    Some(UpkeepView {
        answered: date(answered),
        checked: date(checked),
        review_by: date(review_by),
        owner: owner.clone(),
        corrected,
    })
}

/// Returns the link to a question of the same page.
pub(super) fn question_link(article: &Article, anchor: &str) -> Option<LinkView> {
    let question = article.questions.iter().find(|question| question.anchor == anchor)?;
    let href = joined(["#", &encode_path(&question.anchor)]);
    Some(LinkView { name: question.text.clone(), href })
}

/// Returns the heading of the section that a question points to.
fn section_name(parts: &ArticleParts<'_>, link: LinkId, target: &Target) -> String {
    let article = &parts.shown.page.article;
    match target {
        Target::Anchor(anchor) => article.name_of(anchor).unwrap_or(&article.title).to_owned(),
        _ => parts.sections.get(&link).cloned().unwrap_or_default(),
    }
}
