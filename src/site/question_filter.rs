//! [`QuestionFilter`]: the lists of questions that a site has.

use crate::content::Question;

/// Which questions a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuestionFilter {
    /// All of them.
    All,
    /// Those with an answer.
    Answered,
    /// Those without one.
    Open,
    /// The answers that were given or corrected last.
    Newest,
}

impl QuestionFilter {
    /// All of them, in the order in which they are offered.
    pub const ALL: &[Self] = &[Self::All, Self::Answered, Self::Open, Self::Newest];

    /// Returns the segment of its address; none for all questions.
    pub(super) fn segment(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Answered => Some("answered"),
            Self::Open => Some("open"),
            Self::Newest => Some("newest"),
        }
    }

    /// Whether a question is in the list.
    pub fn has(self, question: &Question) -> bool {
        match self {
            Self::All => true,
            Self::Answered | Self::Newest => question.is_answered(),
            Self::Open => !question.is_answered(),
        }
    }
}
