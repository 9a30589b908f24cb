//! Reads an article for a change of its file: [`read`].

use std::collections::BTreeSet;

use crate::config::MarkdownOptions;
use crate::content::{Article, InputFile, parse};
use crate::diagnostic::{Code, Diagnostic};
use crate::path::SitePath;
use crate::recast::refusal::Refusal;

/// Returns options with which no words are collected for the search.
pub(super) fn without_words(options: &MarkdownOptions) -> MarkdownOptions {
    MarkdownOptions { words: false, ..options.clone() }
}

/// A file, its article, and the codes of what is found in it.
pub(super) type Read = (InputFile, Article, BTreeSet<Code>);

/// Reads an article, and returns the codes of what is found in it. Refuses one with an error.
pub(super) fn read(
    path: &SitePath,
    text: &str,
    options: &MarkdownOptions,
) -> Result<Read, Refusal> {
    let input = InputFile::new(path, text.as_bytes().to_vec());
    let mut findings = input.findings;
    let parsed = input.value.map(|file| {
        let outcome = parse(&file, &without_words(options));
        findings.extend(outcome.findings);
        (file, outcome.value)
    });
    if let Some(error) = findings.iter().find(|finding| finding.is_error()) {
        let hint = "correct it first: `nutgraf check` says more";
        return Err(refused(text, error, "it has an error", hint));
    }
    let told = findings.iter().map(|finding| finding.code).collect();
    match parsed {
        Some((file, parsed)) if &*file.text == text => {
            let article = parsed.whole().ok_or_else(not_read)?;
            let article = Article::clone(article);
            Ok((file, article, told))
        }
        _ => Err(not_read()),
    }
}

/// The refusal of what is no readable text.
pub(super) fn not_read() -> Refusal {
    Refusal::new("it is no text that can be read as it is", "run `nutgraf check` first")
}

fn refused(text: &str, finding: &Diagnostic, what: &str, hint: &str) -> Refusal {
    let message = format!("{what}, `{}`: {}", finding.code.name(), finding.message);
    let refusal = Refusal::new(message, hint);
    match finding.place.span {
        Some(span) => refusal.at(text, span.start as usize),
        None => refusal,
    }
}
