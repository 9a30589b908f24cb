//! [`Review`]: what somebody promised to come back to, an article or one answer of it.

use jiff::civil::Date;

use crate::content::article::Article;
use crate::content::question::Question;
use crate::span::Span;

/// A review that is to come, or should have been.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    /// The day by which it is due.
    pub day: Date,
    /// Its article.
    pub article: &'a Article,
    /// The question, if only its answer is to be reviewed.
    pub question: Option<&'a Question>,
}

impl<'a> Review<'a> {
    /// Returns the reviews of an article: its own, then those of its answers.
    pub fn of(article: &'a Article) -> impl Iterator<Item = Self> {
        let own = article.review_by.map(|day| Self { day, article, question: None });
        let of_answers = article.questions.iter().filter_map(move |question| {
            Some(Self { day: question.upkeep.review_by?, article, question: Some(question) })
        });
        own.into_iter().chain(of_answers)
    }

    /// Returns who is to do it: the owner of the answer, or else the authors of the article. `None` if nobody is named.
    pub fn owner(&self) -> Option<String> {
        let owner = self.question.and_then(|question| question.upkeep.owner.clone());
        owner.or_else(|| {
            let names: Vec<&str> =
                self.article.authors.iter().map(|author| author.name.as_str()).collect();
            (!names.is_empty()).then(|| names.join(", "))
        })
    }

    /// Returns what is to be reviewed: the question, or the title of the article.
    pub fn text(&self) -> &'a str {
        self.question.map_or(&self.article.title, |question| &question.text)
    }

    /// Returns its place in the file.
    pub fn span(&self) -> Span {
        self.question.map_or(self.article.title_span, |question| question.span)
    }
}
