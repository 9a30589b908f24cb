//! The parser's events for some Markdown, with citations among them.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser};

use crate::config::MarkdownOptions;
use crate::diagnostic::Code;
use crate::node::LazyMap;
use crate::node::decode::Decoder;

/// The destination with which the parser returns what may be a citation.
pub(super) const CITATION: &str = "\0@";

/// An event of the parser and the bytes of the Markdown that it comes from.
pub(crate) type Located<'m> = (Event<'m>, Range<usize>);

/// Returns the events of some Markdown, with citations as links to [`CITATION`].
pub(super) fn parse<'m>(
    options: &MarkdownOptions,
    d: &mut Decoder<'_>,
    markdown: &'m str,
    map: &LazyMap<'_>,
) -> impl Iterator<Item = Located<'m>> + use<'m> {
    let parser = Parser::new_with_broken_link_callback(
        markdown,
        parser_options(options),
        Some(may_be_citation),
    );
    if markdown.contains("]:") {
        let mut spans: Vec<_> = parser
            .reference_definitions()
            .iter()
            .filter(|(label, _)| label.starts_with('@'))
            .map(|(_, definition)| definition.span.clone())
            .collect();
        spans.sort_by_key(|span| span.start);
        for span in spans {
            d.report_with_hint(
                Code::CitationMalformed,
                map.span(span.start, span.end),
                "`[@…]:` defines a link and hides the citation",
                "list the source under `sources:` in the front matter, and remove this line",
            );
        }
    }
    parser.into_offset_iter()
}

/// Returns the same, without findings.
pub(super) fn parse_quietly<'m>(
    options: &MarkdownOptions,
    markdown: &'m str,
) -> impl Iterator<Item = Located<'m>> + use<'m> {
    Parser::new_with_broken_link_callback(markdown, parser_options(options), Some(may_be_citation))
        .into_offset_iter()
}

/// What the parser should read.
fn parser_options(options: &MarkdownOptions) -> Options {
    let mut all = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    all.set(Options::ENABLE_SMART_PUNCTUATION, options.smart_punctuation);
    all.set(Options::ENABLE_MATH, options.math);
    all
}

/// Answers the parser for each `[…]` without a definition: one that begins with `@` is ours.
#[expect(clippy::needless_pass_by_value, reason = "the parser's callback takes it so")]
fn may_be_citation(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    (link.link_type == LinkType::Shortcut && link.reference.starts_with('@'))
        .then_some((CowStr::Borrowed(CITATION), CowStr::Borrowed("")))
}
