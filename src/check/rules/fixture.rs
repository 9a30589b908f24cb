//! Runs the rules on the text of an article, for tests.

use std::collections::BTreeMap;

use crate::check::input::{ArticleInput, KnownSources};
use crate::check::language::Language;
use crate::check::prose::Collector;
use crate::check::report::Report;
use crate::check::rules::ArticleRule;
use crate::config::{MarkdownOptions, RawHtml};
use crate::content::{InputFile, parse_visited};
use crate::path::SitePath;

/// Returns what a rule finds in an English article: the code of each finding, and the text that it marks. It is the day
/// 2026-11-27.
pub(in crate::check) fn found(rule: ArticleRule, text: &str) -> Vec<(&'static str, String)> {
    found_with(rule, text, &[])
}

/// Does the same, with stored texts of sources, by their ids.
pub(in crate::check) fn found_with(
    rule: ArticleRule,
    text: &str,
    stored: &[(&str, &str)],
) -> Vec<(&'static str, String)> {
    let options = MarkdownOptions {
        html: RawHtml::Sanitize,
        math: true,
        smart_punctuation: false,
        embed_hosts: Vec::new(),
        language: "en".to_owned(),
        words: false,
    };
    let path = SitePath::new("content/a.md").unwrap();
    let file = InputFile::new(&path, text.as_bytes().to_vec()).value.unwrap();
    let mut collector = Collector::default();
    let parsed = parse_visited(&file, &options, &mut collector);
    let article = parsed.value.readable();
    let language = Language::of_tag(article.lang.as_deref().unwrap_or("en"));
    let prose = collector.into_prose(article, language);
    let sources = KnownSources { own: &article.sources, shared: &BTreeMap::new() };
    let stored: BTreeMap<String, String> =
        stored.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
    let input = ArticleInput {
        article,
        text: &file.text,
        prose: &prose,
        language,
        sources,
        home: Some("https://desk.example.org/"),
        stored: &stored,
        today: jiff::civil::date(2026, 11, 27),
    };
    let mut report = Report::new(&path);
    rule(&input, &mut report);
    let marked = |span: Option<crate::span::Span>| {
        span.map(|span| span.slice(&file.text).to_owned()).unwrap_or_default()
    };
    let findings = report.into_vec();
    findings.iter().map(|found| (found.code.name(), marked(found.place.span))).collect()
}

/// Returns the texts that a rule marks in the body of an article that lists the source `a`.
pub(in crate::check) fn marked_in(rule: ArticleRule, body: &str) -> Vec<String> {
    let text = format!("---\ntitle: Why?\nsources:\n  - id: a\n    title: A\n---\n\n{body}\n");
    found(rule, &text).into_iter().map(|(_, words)| words).collect()
}
