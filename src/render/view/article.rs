//! What an article's page shows.

use serde::Serialize;

use crate::content::{Article, Moment};
use crate::render::view::describe::views;
use crate::render::view::page::{DateView, Html, LinkView};
use crate::site::Page;

views! {
    /// An article or plain page.
    #[derive(Debug, Serialize)]
    pub struct ArticleView {
        /// The title.
        pub title: String,
        /// The standfirst.
        pub standfirst: Option<Html>,
        /// Its topics, the primary one first.
        pub topics: Vec<LinkView>,
        /// Who wrote it.
        pub authors: Vec<AuthorView>,
        /// When it was published.
        pub published: Option<DateView>,
        /// When it was last changed, if not on the day when it was published.
        pub updated: Option<DateView>,
        /// The day to which the facts were checked.
        pub as_of: Option<DateView>,
        /// When it will be reviewed.
        pub review_by: Option<DateView>,
        /// How many questions and sources it has.
        pub counts: CountsView,
        /// The newer article that replaces it.
        pub superseded_by: Option<LinkView>,
        /// Corrections and retractions so grave that they are shown at the top, newest first.
        pub grave: Vec<UpdateView>,
        /// The key points.
        pub summary: Vec<Html>,
        /// Who or what wrote the key points.
        pub summary_by: Option<String>,
        /// The headings of the second level, with those of the third level below them.
        pub contents: Vec<ContentsView>,
        /// The text.
        pub body: Html,
        /// The answered questions, by group, in the author's order.
        pub question_groups: Vec<QuestionGroupView>,
        /// The questions that are still open, by group, in the author's order.
        pub open_groups: Vec<QuestionGroupView>,
        /// The footnotes.
        pub notes: Vec<NoteView>,
        /// The cited sources, by number.
        pub sources: Vec<SourceView>,
        /// Sources that are listed but not cited.
        pub further_reading: Vec<SourceView>,
        /// What was changed, newest first.
        pub updates: Vec<UpdateView>,
        /// How to cite the page.
        pub cite: CiteView,
        /// Related explainers.
        pub related: Vec<RelatedView>,
        /// The next newer explainer.
        pub previous: Option<LinkView>,
        /// The next older explainer.
        pub next: Option<LinkView>,
        /// Whether it is a draft, shown because drafts were asked for.
        pub draft: bool,
        /// `extra` of the front matter.
        pub extra: serde_json::Value,
    }

    /// Somebody who wrote an article.
    #[derive(Debug, Serialize)]
    pub struct AuthorView {
        /// The name.
        pub name: String,
        /// What they did, or why they are qualified.
        pub role: Option<String>,
        /// Their page.
        pub url: Option<String>,
    }

    /// Counts for an article.
    #[derive(Clone, Copy, Debug, Hash, Serialize)]
    pub struct CountsView {
        /// All questions.
        pub questions: usize,
        /// The answered ones.
        pub answered: usize,
        /// The open ones.
        pub open: usize,
        /// The cited sources.
        pub sources: usize,
    }

    /// A heading of the table of contents.
    #[derive(Debug, Serialize)]
    pub struct ContentsView {
        /// Its address on this page: `#anchor`.
        pub href: String,
        /// What it says.
        pub text: String,
        /// The headings below it.
        pub children: Vec<ContentsView>,
    }

    /// Questions under one heading.
    #[derive(Debug, Serialize)]
    pub struct QuestionGroupView {
        /// The heading; none for questions without a group.
        pub name: Option<String>,
        /// Its questions.
        pub questions: Vec<QuestionView>,
    }

    /// A question.
    #[derive(Debug, Serialize)]
    pub struct QuestionView {
        /// The id to set on the answer's first element, inside its `details`, so that a link opens it.
        pub id: String,
        /// Its permalink, `#id` on its page.
        pub href: String,
        /// The question.
        pub text: String,
        /// The answer; for an open question, why there is none.
        pub answer: Option<Html>,
        /// The section that answers it.
        pub see: Option<LinkView>,
        /// The page from which the answer is, if it lives on another one.
        pub from: Option<LinkView>,
        /// The language of an answer from another page, if it is not that of this one.
        pub lang: Option<String>,
        /// The heading of its group.
        pub group: Option<String>,
        /// Whether it is answered.
        pub answered: bool,
        /// Who sees to the answer, and when somebody last did; none if nothing is said about that.
        pub upkeep: Option<UpkeepView>,
    }

    /// Who sees to an answer, and when somebody last did.
    #[derive(Clone, Debug, Serialize)]
    pub struct UpkeepView {
        /// The day on which it was answered as it is answered now.
        pub answered: Option<DateView>,
        /// The day on which somebody last checked the answer, or looked for one.
        pub checked: Option<DateView>,
        /// The day by which somebody will check it again.
        pub review_by: Option<DateView>,
        /// Who does that.
        pub owner: Option<String>,
        /// The newest correction of the answer, below the updates; `name` is its day.
        pub corrected: Option<LinkView>,
    }

    /// A footnote.
    #[derive(Debug, Serialize)]
    pub struct NoteView {
        /// Its id, `fn:…`.
        pub id: String,
        /// Its letter.
        pub letter: String,
        /// What it says.
        pub html: Html,
        /// The places that refer to it: `name` is a letter, or empty if there is only one.
        pub marks: Vec<LinkView>,
    }

    /// A source.
    #[derive(Debug, Serialize)]
    pub struct SourceView {
        /// Its id on the page, `src:…`.
        pub id: String,
        /// Its number on the page; none if it is not cited.
        pub number: Option<usize>,
        /// Its title.
        pub title: String,
        /// Where it can be read.
        pub url: Option<String>,
        /// Who wrote it, as one text.
        pub author: Option<String>,
        /// Who published it.
        pub publisher: Option<String>,
        /// When it was published.
        pub published: Option<DateView>,
        /// When it was last checked that it says what it is cited for.
        pub accessed: Option<DateView>,
        /// The address of an archived copy.
        pub archive_url: Option<String>,
        /// When that copy was made.
        pub archive_date: Option<DateView>,
        /// Why there is no copy.
        pub archive_note: Option<String>,
        /// The kind of work, in the page's language.
        pub kind: Option<String>,
        /// A remark.
        pub note: Option<String>,
        /// The sources that it draws on; `href` is empty for one that this page does not list.
        pub derives_from: Vec<LinkView>,
        /// The places that cite it: `name` is a letter.
        pub marks: Vec<LinkView>,
        /// Other pages of the site that cite it, at most three.
        pub cited_elsewhere: Vec<LinkView>,
        /// Where the site lists all pages that cite it, if there are more: `name` is "and 4 more" in the page's
        /// language.
        pub cited_more: Option<LinkView>,
    }

    /// A change.
    #[derive(Clone, Debug, Serialize)]
    pub struct UpdateView {
        /// Its id on the page.
        pub id: String,
        /// The day.
        pub date: DateView,
        /// `update`, `correction`, `clarification` or `retraction`.
        pub kind: &'static str,
        /// The kind in the page's language.
        pub label: String,
        /// What changed.
        pub note: Html,
        /// What it said.
        pub was: Option<Html>,
        /// What it says now.
        pub now: Option<Html>,
        /// Whether it is grave.
        pub grave: bool,
        /// The question whose answer was changed; none on the list of updates, which names the article.
        pub question: Option<LinkView>,
        /// The article that was changed; only on the list of updates.
        pub article: Option<LinkView>,
    }

    /// How to cite a page.
    #[derive(Debug, Serialize)]
    pub struct CiteView {
        /// As one line of text.
        pub text: String,
        /// The BibTeX file.
        pub bib: String,
    }

    /// A related explainer.
    #[derive(Debug, Serialize)]
    pub struct RelatedView {
        /// Its title.
        pub name: String,
        /// Its address.
        pub href: String,
        /// Why it is related, in the page's language; empty if the author chose it.
        pub reason: String,
    }
}

impl CountsView {
    /// How many questions and sources a page has.
    pub(in crate::render) fn of(page: &Page) -> Self {
        let questions = page.article.questions.len();
        let answered =
            page.article.questions.iter().filter(|question| question.is_answered()).count();
        Self { questions, answered, open: questions - answered, sources: page.bibliography.cited }
    }
}

/// When an article was last changed, if on another day than it was published.
pub(in crate::render) fn changed_later(article: &Article) -> Option<&Moment> {
    let published = article.date.as_ref();
    article.updated.as_ref().filter(|updated| published.is_none_or(|date| date.day != updated.day))
}
