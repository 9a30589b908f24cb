//! [`Question`] and its forms.

use serde::{Deserialize, Serialize};

use crate::content::fragment::Fragment;
use crate::content::numbers::LinkId;
use crate::content::question::upkeep::Upkeep;
use crate::span::{Span, Spanned};

/// An insight question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// The question, plain text.
    pub text: String,
    /// Its anchor, `q-…`, made from the text as it was typed: no option of the site changes it.
    pub anchor: String,
    /// The heading under which it is listed.
    pub group: Option<String>,
    /// Its answer, or why it has none.
    pub form: QuestionForm,
    /// What it says of its answer as plain text; empty if it says nothing itself.
    pub plain: String,
    /// Who sees to its answer, and when somebody last did.
    pub upkeep: Upkeep,
    /// Old addresses that lead to it.
    pub aliases: Vec<Spanned<String>>,
    /// Its place.
    pub span: Span,
}

/// The four forms of a question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum QuestionForm {
    /// Answered here.
    Answer(Fragment),
    /// Answered by a section: the index of the article's link to it.
    See(LinkId),
    /// Open, with what is not known and what would settle it.
    Open(Fragment),
    /// Open, with no explanation.
    Bare,
}

impl Question {
    /// Whether it belongs to the FAQ; if not, it is still open.
    pub fn is_answered(&self) -> bool {
        matches!(self.form, QuestionForm::Answer(_) | QuestionForm::See(_))
    }

    /// Returns the text of its answer, or of the reason why it has none.
    pub fn fragment(&self) -> Option<&Fragment> {
        match &self.form {
            QuestionForm::Answer(fragment) | QuestionForm::Open(fragment) => Some(fragment),
            QuestionForm::See(_) | QuestionForm::Bare => None,
        }
    }
}
