//! Moves the questions of an article from the front matter into its text, or back: [`recast`]. Nothing else of the file
//! changes, and what readers see stays the same: the new file is read again and compared before anybody gets it. What
//! cannot be moved without a loss is refused, with the reason. In the same way, [`pointed()`] gives one question a pointer.

mod asked;
mod defined;
mod keys;
mod levels;
mod pointed;
mod read;
mod refusal;
mod same;
mod seen;
#[cfg(test)]
mod tests;
mod to_text;
mod to_yaml;
mod yaml;

pub use pointed::{Pointer, pointed};
pub use refusal::Refusal;

use std::collections::BTreeSet;

use crate::config::MarkdownOptions;
use crate::content::{Article, InputFile, definitions, parse, parse_visited, parts};
use crate::diagnostic::Code;
use crate::path::SitePath;
use crate::recast::defined::Definitions;
use crate::recast::read::{not_read, read, without_words};
use crate::recast::seen::Seen;
use crate::recast::to_yaml::File;

/// Where the questions of an article are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionsForm {
    /// In the text, in a section of their own.
    Text,
    /// In the front matter, under `insights`.
    Yaml,
}

/// Returns the text of an article's file with its questions in the form that is wanted; `None` if all of them are in it,
/// or there are none. The text has no byte-order mark, and `\n` for each line end.
pub fn recast(
    path: &SitePath,
    text: &str,
    wanted: QuestionsForm,
    options: &MarkdownOptions,
) -> Result<Option<String>, Refusal> {
    let may_have_some = match wanted {
        QuestionsForm::Text => text.contains("insights"),
        QuestionsForm::Yaml => text.contains(".questions"),
    };
    if !may_have_some {
        return Ok(None);
    }
    let (file, old, told) = read(path, text, options)?;
    let mut seen = Seen::default();
    // As it was typed: a site that wants typographic signs makes them of what is written.
    let typed = MarkdownOptions { smart_punctuation: false, ..without_words(options) };
    drop(parse_visited(&file, &typed, &mut seen));
    let new = match wanted {
        QuestionsForm::Text => to_text::to_text((path, text), &seen)?,
        QuestionsForm::Yaml => {
            let parts = parts(&file);
            let body = text.get(parts.body..).unwrap_or_default();
            let found = Definitions::new(definitions(&typed, body), parts.body);
            let file = File { path, text, front_end: parts.yaml.end, body: parts.body };
            to_yaml::to_yaml(file, &seen, found)?
        }
    };
    let Some(new) = new else { return Ok(None) };
    check(path, (&old, &told), &new, options)?;
    Ok(Some(new))
}

/// Refuses a new text that does not say the same as the old one.
fn check(
    path: &SitePath,
    (old, told): (&Article, &BTreeSet<Code>),
    text: &str,
    options: &MarkdownOptions,
) -> Result<(), Refusal> {
    let input = InputFile::new(path, text.as_bytes().to_vec());
    let mut findings = input.findings;
    let new = input.value.and_then(|file| {
        let outcome = parse(&file, &without_words(options));
        findings.extend(outcome.findings);
        outcome.value.whole().cloned()
    });
    if let Some(finding) = findings.iter().find(|finding| !told.contains(&finding.code)) {
        // Its place is one in the new text, which nobody sees.
        let message =
            format!("there, it would be told as `{}`: {}", finding.code.name(), finding.message);
        let hint = finding.hint.clone().unwrap_or_else(|| "move it by hand".to_owned());
        return Err(Refusal::new(message, hint));
    }
    let Some(new) = new else { return Err(not_read()) };
    same::difference(old, &new).map_or(Ok(()), Err)
}
