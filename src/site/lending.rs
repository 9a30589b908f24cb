//! Which answers of other pages a page prints, and how they become its own.

use std::borrow::Cow;
use std::sync::Arc;

use crate::content::{
    Anchor, Article, CitationId, Fragment, Link, LinkId, LinkPurpose, LinkTarget, PlaceholderKind,
    Question, QuestionForm,
};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::digest::{Digested, Unhashed};
use crate::path::Route;
use crate::site::bibliography::Bibliography;
use crate::site::borrowed::{Additions, Borrowed, Consulted, Lent, without_ids};
use crate::site::links::{Own, Resolver};
use crate::site::numbers::PageId;
use crate::site::target::Target;
use crate::site::unfound::LinkFindings;

/// Where a pointer leads in the end.
enum End<'a> {
    /// To an answer.
    Answer(Lent<'a>),
    /// To a question without one.
    Open(&'a Question),
    /// Back to a question on the way.
    Circle(Vec<String>),
    /// To a section, or to something that cannot be read.
    Elsewhere,
}

impl<'a> Resolver<'a> {
    /// Returns the answers of other pages that the questions of an article have, and the articles that were asked.
    /// Pointers that lead to no answer are reported.
    pub(super) fn lent(
        &self,
        (id, article): (PageId, &'a Arc<Digested<Article>>),
        findings: &mut impl Extend<Diagnostic>,
    ) -> (Vec<Lent<'a>>, Vec<Consulted>) {
        let (mut lent, mut consulted) = (Vec::new(), Vec::new());
        for question in &article.questions {
            let QuestionForm::See(see) = question.form else { continue };
            let place = || Place::new(&article.path, question.span);
            match self.follow((id, article), question, see, &mut consulted) {
                End::Answer(answer) => lent.push(answer),
                End::Open(other) => {
                    let message = format!("this points to `{}`, which has no answer", other.text);
                    let hint = "answer that question, or leave this one open, too";
                    let finding = Diagnostic::new(Code::QuestionSeeOpen, place(), message);
                    findings.extend([finding.hint(hint)]);
                }
                End::Circle(way) => {
                    let message = format!(
                        "questions point to each other in a circle, so none has an answer: {}",
                        way.join(" → ")
                    );
                    let finding = Diagnostic::new(Code::QuestionCircle, place(), message);
                    findings.extend([finding.hint("write the answer below one of them")]);
                }
                End::Elsewhere => {}
            }
        }
        (lent, consulted)
    }

    /// Follows the pointer of a question, from question to question.
    fn follow(
        &self,
        (id, article): (PageId, &'a Arc<Digested<Article>>),
        question: &'a Question,
        see: LinkId,
        consulted: &mut Vec<Consulted>,
    ) -> End<'a> {
        let (mut at, mut article, mut pointer) = (id, article, see);
        let mut way = vec![(at, question)];
        loop {
            let Some(link) = article.links.get(pointer.0) else { return End::Elsewhere };
            let (page, anchor) = match &link.target {
                LinkTarget::Anchor(anchor) => (at, anchor),
                LinkTarget::Article { path, anchor: Some(anchor) } => {
                    match self.routes.page_of(path) {
                        Some(page) => (page, anchor),
                        None => return End::Elsewhere,
                    }
                }
                _ => return End::Elsewhere,
            };
            let Some(target) = self.articles.get(page.0).copied() else { return End::Elsewhere };
            if page != id {
                consulted.push((page, Arc::clone(target)));
            }
            let Some(asked) = question_at(target, anchor) else { return End::Elsewhere };
            if let Some(first) = way.iter().position(|(_, known)| std::ptr::eq(*known, asked)) {
                let circle = way.iter().skip(first).map(|(_, question)| *question).chain([asked]);
                return End::Circle(
                    circle.map(|question| format!("`{}`", question.text)).collect(),
                );
            }
            way.push((page, asked));
            match &asked.form {
                // On its own page, a link is enough.
                QuestionForm::Answer(_) if page == id => return End::Elsewhere,
                QuestionForm::Answer(answer) => {
                    let lent = Lent { see, page, article: target, question: asked, answer };
                    return End::Answer(lent);
                }
                QuestionForm::Open(_) | QuestionForm::Bare => return End::Open(asked),
                QuestionForm::See(next) => (at, article, pointer) = (page, target, *next),
            }
        }
    }

    /// Returns a link as it is meant: the pointer of a question may name another one by its `id`.
    pub(super) fn meant<'l>(&self, own: &'a Article, link: &'l Link) -> Cow<'l, Link> {
        let target = match &link.target {
            _ if link.purpose != LinkPurpose::See => None,
            LinkTarget::Anchor(anchor) => {
                let asked = question_at(own, anchor);
                asked.map(|asked| LinkTarget::Anchor(asked.anchor.clone()))
            }
            LinkTarget::Article { path, anchor: Some(anchor) } => {
                let page = self.routes.page_of(path);
                let article = page.and_then(|page| self.articles.get(page.0));
                article.and_then(|article| question_at(article, anchor)).map(|asked| {
                    LinkTarget::Article { path: path.clone(), anchor: Some(asked.anchor.clone()) }
                })
            }
            _ => None,
        };
        match target {
            Some(target) if target != link.target => Cow::Owned(Link { target, ..link.clone() }),
            _ => Cow::Borrowed(link),
        }
    }

    /// Returns what a page has in addition to its own article, with these answers.
    pub(super) fn additions(&self, article: &Article, lent: &[Lent<'_>]) -> Additions {
        let mut added = Additions::default();
        let counts = (article.links.len(), article.citations.len());
        for lent in lent {
            self.adopt(lent, counts, &mut added);
        }
        added
    }

    /// Adds an answer to those of a page, whose own article has this many links and citations.
    fn adopt(&self, lent: &Lent<'_>, (links, citations): (usize, usize), added: &mut Additions) {
        let Additions { borrowed, targets, citations: cited } = added;
        let Lent { page, article, answer, .. } = *lent;
        let route = self.routes.page(page).clone();
        let mut target_of = |target: Target| {
            targets.push(target);
            LinkId(links + targets.len() - 1)
        };
        let here = |anchor: Option<String>| Target::Page {
            page: Unhashed(page),
            route: route.clone(),
            anchor,
        };
        let mut note_ids = None;
        let adopted = answer.with_placeholders(|kind, adopted| match kind {
            PlaceholderKind::Url(link) => {
                let target = match self.foreign((page, article), *link) {
                    Target::Anchor(anchor) => here(Some(anchor)),
                    target => target,
                };
                adopted.placeholder(PlaceholderKind::Url(target_of(target)));
            }
            PlaceholderKind::Size(link) => {
                let target = self.foreign((page, article), *link);
                adopted.placeholder(PlaceholderKind::Size(target_of(target)));
            }
            PlaceholderKind::Citation(n, setting) => {
                if let Some(citation) = article.citations.get(n.0) {
                    cited.push(citation.clone());
                    let id = CitationId(citations + cited.len() - 1);
                    adopted.placeholder(PlaceholderKind::Citation(id, *setting));
                }
            }
            PlaceholderKind::Here => {
                adopted.placeholder(PlaceholderKind::Url(target_of(here(None))));
            }
            // Its text stays on its own page.
            PlaceholderKind::NoteRef(reference) => {
                let ids = note_ids.get_or_insert_with(|| article.note_ids());
                let anchor = ids.get(reference.note.0).map(|id| Anchor::Note(id).id());
                adopted.html.push_str("<sup class=\"note\"><a href=\"");
                adopted.placeholder(PlaceholderKind::Url(target_of(here(anchor))));
                adopted.html.push_str("\">*</a></sup>");
            }
            kind @ PlaceholderKind::Word(_) => adopted.placeholder(kind.clone()),
        });
        borrowed.push(borrowed_of(lent, route.clone(), &adopted));
    }

    /// Returns where a link of another article leads. What is wrong with it is told there.
    fn foreign(&self, (page, article): (PageId, &Article), link: LinkId) -> Target {
        let Some(link) = article.links.get(link.0) else { return Target::Nowhere };
        let bibliography = Bibliography::default();
        let own = Own::new(page, article, &bibliography);
        self.target(&own, link, &mut LinkFindings::default())
    }
}

/// Returns an answer as the page that prints it knows it; `answer` has the numbers of that page.
fn borrowed_of(lent: &Lent<'_>, route: Route, answer: &Fragment) -> Borrowed {
    let Lent { see, page, article, question, .. } = *lent;
    Borrowed {
        see,
        page: Unhashed(page),
        route,
        title: article.title.clone(),
        anchor: question.anchor.clone(),
        lang: article.lang.clone(),
        answer: without_ids(answer),
        plain: question.plain.clone(),
        upkeep: question.upkeep.clone(),
        corrected: article
            .correction_of(question)
            .map(|(n, update)| (update.date, article.update_anchor(n).id())),
    }
}

/// Returns the question of an article that an anchor names, as it is on the page (`q:cost`) or as `id` has it (`cost`): a
/// heading comes first.
pub(super) fn question_at<'a>(article: &'a Article, anchor: &str) -> Option<&'a Question> {
    let questions = || article.questions.iter();
    questions().find(|question| question.anchor == anchor).or_else(|| {
        let whole = Anchor::Question(anchor).id();
        let is_other = article.anchors.binary_search_by(|known| (**known).cmp(anchor)).is_ok();
        questions().find(|question| !is_other && question.anchor == whole)
    })
}
