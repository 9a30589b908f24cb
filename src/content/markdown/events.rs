//! The parser's events for some Markdown, with citations among them.

use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

use crate::config::MarkdownOptions;
use crate::content::citation::{self, check_id};
use crate::content::markdown::masks::{Located, masked, unmasked};
use crate::content::markdown::quotes::{Marks, Quotes};
use crate::content::markdown::signs::{Sign, Signs};
use crate::content::mention::UnmarkedCitation;
use crate::node::{LazyMap, TextMap};

/// The destination with which the parser returns what may be a citation.
pub(super) const CITATION: &str = "\0@";

/// Returns the events of some Markdown, with citations as links to [`CITATION`].
pub(super) fn parse<'m>(
    (options, quotes): (&MarkdownOptions, Quotes),
    unmarked: &mut Vec<UnmarkedCitation>,
    signs: &Signs,
    markdown: &'m str,
    map: &LazyMap<'_>,
) -> Events<'m> {
    let source = if let Some(masked) = masked(markdown, &signs.colons, options.math) {
        let parser = parser(options, &masked);
        note_definitions(&parser, unmarked, map);
        EventSource::Unmasked(unmasked(parser.into_offset_iter()).into_iter())
    } else {
        let parser = parser(options, markdown);
        if signs.has(Sign::Definition) {
            note_definitions(&parser, unmarked, map);
        }
        EventSource::Parsed(Box::new(parser.into_offset_iter()))
    };
    let marks = options.smart_punctuation.then(|| Marks::new(quotes));
    Events { markdown, source, marks }
}

/// Returns the same, with quotation marks as the parser makes them, and without findings.
pub(super) fn parse_quietly<'m>(options: &MarkdownOptions, markdown: &'m str) -> Events<'m> {
    let map = LazyMap::new(|| TextMap::Verbatim(0));
    let signs = Signs::of(markdown);
    let quotes = Quotes::of("en");
    let events = parse((options, quotes), &mut Vec::new(), &signs, markdown, &map);
    Events { marks: None, ..events }
}

/// Returns an event with the language's quotation mark in place of the parser's.
fn printed<'m>(marks: &mut Marks, markdown: &str, event: Event<'m>, at: usize) -> Event<'m> {
    match &event {
        // Only what the parser made is so short.
        Event::Text(text) if text.len() == 3 => {
            marks.mark(markdown, at, text).map_or(event, |mark| Event::Text(mark.into()))
        }
        Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) => {
            marks.ends();
            event
        }
        _ => event,
    }
}

/// How the parser asks what a `[…]` without a definition is.
type Callback<'m> = fn(BrokenLink<'m>) -> Option<(CowStr<'m>, CowStr<'m>)>;

/// The events of some Markdown.
pub(super) struct Events<'m> {
    markdown: &'m str,
    source: EventSource<'m>,
    /// The quotation marks of the language, if typed ones become printed ones.
    marks: Option<Marks>,
}

enum EventSource<'m> {
    /// As the parser finds them.
    Parsed(Box<OffsetIter<'m, Callback<'m>>>),
    /// Of a text that the parser could not see as it is.
    Unmasked(std::vec::IntoIter<Located<'static>>),
}

impl<'m> Iterator for Events<'m> {
    type Item = Located<'m>;

    fn next(&mut self) -> Option<Located<'m>> {
        let (event, range) = match &mut self.source {
            EventSource::Parsed(events) => events.next(),
            EventSource::Unmasked(events) => events.next(),
        }?;
        Some(match &mut self.marks {
            Some(marks) => (printed(marks, self.markdown, event, range.start), range),
            None => (event, range),
        })
    }
}

fn parser<'m>(options: &MarkdownOptions, markdown: &'m str) -> Parser<'m, Callback<'m>> {
    let callback: Callback<'m> = may_be_citation;
    Parser::new_with_broken_link_callback(markdown, parser_options(options), Some(callback))
}

/// A definition that no reader sees where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Definition {
    /// The name in its brackets, without `^`.
    pub(crate) label: String,
    /// Whether it is a footnote, and not the address of a link.
    pub(crate) is_note: bool,
    /// Its range in the Markdown.
    pub(crate) range: Range<usize>,
}

/// Returns the definitions of links and footnotes in some Markdown that are in nothing else, in order.
pub(crate) fn definitions(options: &MarkdownOptions, markdown: &str) -> Vec<Definition> {
    let parser = parser(options, markdown);
    let links = parser.reference_definitions().iter();
    let mut found: Vec<Definition> = links
        .map(|(label, definition)| Definition {
            label: label.to_owned(),
            is_note: false,
            range: definition.span.clone(),
        })
        .collect();
    let mut depth = 0_usize;
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if let (0, Tag::FootnoteDefinition(label)) = (depth, tag) {
                    let label = label.to_string();
                    found.push(Definition { label, is_note: true, range });
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found.sort_by_key(|definition| definition.range.start);
    found
}

/// Remembers definitions of links that hide citations, if there are such sources.
fn note_definitions<'m>(
    parser: &Parser<'m, Callback<'m>>,
    unmarked: &mut Vec<UnmarkedCitation>,
    map: &LazyMap<'_>,
) {
    let mut found: Vec<_> = parser
        .reference_definitions()
        .iter()
        .filter_map(|(label, definition)| Some((label.strip_prefix('@')?, &definition.span)))
        .filter(|(id, _)| check_id(id).is_ok())
        .collect();
    found.sort_by_key(|(_, span)| span.start);
    unmarked.extend(found.into_iter().map(|(id, span)| UnmarkedCitation {
        id: id.to_owned(),
        span: map.span(span.start, span.end),
        meant: String::new(),
        is_author: false,
    }));
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

/// Answers the parser for each `[…]` without a definition: one that names a source is ours.
#[expect(clippy::needless_pass_by_value, reason = "the parser's callback takes it so")]
fn may_be_citation(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    (link.link_type == LinkType::Shortcut
        && link.reference.contains('@')
        && citation::may_be_citation(&link.reference))
    .then_some((CowStr::Borrowed(CITATION), CowStr::Borrowed("")))
}
