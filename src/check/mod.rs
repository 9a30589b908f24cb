//! The editor's judgement behind `nutgraf check`. [`Prose`] is an article as a reader meets it, passage by passage, each
//! word with its place in the file; a rule is a function that reads it, or the whole site, and reports findings. Nothing
//! here reads a file: `engine` hands over texts and remembers what was found.
//!
//! A rule has its words (message, explanation, example, origin) in `diagnostic/rules/check/`, and its code, with tests on
//! texts that it must and must not report, in `rules/`. It is registered in `rules/mod.rs`.

mod cited;
mod fold;
mod history;
mod input;
mod keys;
mod language;
mod lookup;
mod lower;
mod months;
mod numerals;
mod prose;
mod quantity;
mod report;
mod rules;
mod signs;
mod stored;
mod verbs;

pub use history::{HistoryInput, check_history};
pub use input::{ArticleInput, KnownSources, SiteInput};
pub use keys::{Entry, Keys};
pub use language::Language;
pub use prose::{BlockRole, Collector, ImageUse, Mark, MarkKind, Part, Passage, Prose, Section};
pub use report::Report;

use crate::diagnostic::Diagnostic;

/// Returns what the rules find in one article, in any order.
pub fn check_article(input: &ArticleInput<'_>) -> Vec<Diagnostic> {
    let mut report = Report::new(&input.article.path);
    for rule in rules::ARTICLE {
        rule(input, &mut report);
    }
    report.into_vec()
}

/// Returns what the rules find in the site as a whole, in any order.
pub fn check_site(input: &SiteInput<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for rule in rules::SITE {
        rule(input, &mut findings);
    }
    findings
}
