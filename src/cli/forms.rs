//! What can be typed about the form of an article, after `nutgraf fmt` and `nutgraf new`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use nutgraf::recast;

/// Where the questions of an article are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum QuestionsForm {
    /// In the text, in a section of their own
    Text,
    /// In the front matter, under `insights`
    Yaml,
}

impl From<QuestionsForm> for recast::QuestionsForm {
    fn from(form: QuestionsForm) -> Self {
        match form {
            QuestionsForm::Text => Self::Text,
            QuestionsForm::Yaml => Self::Yaml,
        }
    }
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Each article is changed in place, and only if its page stays the same; nothing else in its file changes. Those that cannot be are named, with the reason. Nothing is changed unless it is named: `nutgraf fmt --questions text content` takes all articles.\n\nExit status: 0 done, 1 an article cannot be changed (or, with --check, would be changed), 2 errors in usage, settings or the system."
)]
pub(crate) struct FmtArgs {
    /// The articles or folders to change
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Where their questions should be
    #[arg(long, value_name = "FORM")]
    pub(crate) questions: Option<QuestionsForm>,
    /// Change nothing; list the articles that would be changed
    #[arg(long)]
    pub(crate) check: bool,
}
