//! Turns Markdown into trees, and trees into [`Fragment`]s. [`MarkdownReader`] reads the pieces of one article one
//! after the other (key points, answers, body) and collects what they share: links, citations, notes, anchors.
//! `builder` turns the parser's events into a tree, `raw` handles raw HTML, `math` formulas, `typography` text that is
//! not Markdown.

mod anchors;
mod body;
mod builder;
mod copied;
mod events;
mod gathered;
mod masks;
mod math;
mod quotes;
mod raw;
mod repeated;
mod signs;
mod typography;

pub(crate) use events::{Definition, definitions};
pub(crate) use gathered::References;

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::characters::find_byte;
use crate::config::MarkdownOptions;
use crate::content::document::{
    Block, BlockKind, Document, Inline, InlineKind, QuestionSection, TextQuestion,
};
use crate::content::fragment::{Fragment, InlineFragment};
use crate::content::lower::{Lowered, Lowering, passage_text, plain_text};
use crate::content::markdown::builder::{TreeBuilder, first_stand_in, stands_for};
use crate::content::markdown::events::parse;
use crate::content::markdown::gathered::Gathered;
use crate::content::markdown::quotes::Quotes;
use crate::content::markdown::signs::Signs;
use crate::content::markdown::typography::{is_typewritten, typeset};
use crate::content::mojibake::{explained, first_garbled};
use crate::content::visitor::{Origin, Piece, Visitor};
use crate::content::words::{WordCollector, WordList, WordPlace};
use crate::diagnostic::Code;
use crate::node::decode::{Decoder, owned};
use crate::node::{LazyMap, Node, NodeKind, Scalar, ScalarText, Style};
use crate::span::Span;

/// Reads the Markdown of one article.
pub(crate) struct MarkdownReader<'a> {
    pub(crate) gathered: Gathered<'a>,
    /// The anchors of this page whose section's first paragraph is wanted.
    wanted_leads: BTreeSet<String>,
    images: usize,
    /// The words read so far, if the site has a search.
    words: Option<WordCollector>,
    /// Where words are that are read now.
    place: WordPlace,
    /// The visitor who sees the trees.
    visitor: Option<&'a mut dyn Visitor>,
}

impl<'a> MarkdownReader<'a> {
    pub(crate) fn new(options: &'a MarkdownOptions, visitor: Option<&'a mut dyn Visitor>) -> Self {
        let gathered = Gathered::new(options);
        let words = options.words.then(WordCollector::default);
        let place = WordPlace::Text;
        Self { gathered, wanted_leads: BTreeSet::new(), images: 0, words, place, visitor }
    }

    /// Sets the language of the article, before any of its texts is read.
    pub(crate) fn speak(&mut self, lang: &str) {
        self.gathered.quotes = Quotes::of(lang);
    }

    /// Returns a text of the front matter that is not Markdown, as the page shows it.
    pub(crate) fn text(&self, d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
        let text = owned(d, node)?;
        if let Some(word) = first_stand_in(&text) {
            let (message, hint) = stands_for(word);
            d.report_with_hint(Code::TextPlaceholder, node.span, message, hint);
        }
        if let Some((at, length, right)) = first_garbled(&text) {
            let (message, hint) = explained(text.get(at..at + length).unwrap_or_default(), right);
            d.report_with_hint(Code::TextGarbled, node.span, message, hint);
        }
        if let Some(inner) = in_curly_quotes(node) {
            let message =
                "YAML takes these quotation marks as part of the text, so readers see them";
            let hint = format!(
                "write `\"{inner}\"` with straight ones, or nothing around it; if it is a quotation, write `\"“{inner}”\"`"
            );
            d.report_with_hint(Code::TextQuotes, node.span, message, hint);
        }
        if let Some(mark) = ["](", "**", "[[", "[@"].into_iter().find(|mark| text.contains(mark)) {
            let message = format!("this text is not Markdown, so readers would see `{mark}`");
            d.report_with_hint(Code::MarkdownUnread, node.span, message, "write plain text here");
        }
        Some(self.typeset(text))
    }

    /// Returns a text that is not Markdown, with the punctuation that the site wants.
    pub(crate) fn typeset(&self, text: String) -> String {
        if self.is_typewritten(&text) { typeset(&text, self.gathered.quotes) } else { text }
    }

    /// Whether a text may have punctuation that the site wants differently.
    fn is_typewritten(&self, text: &str) -> bool {
        self.gathered.options.smart_punctuation && text.bytes().any(is_typewritten)
    }

    /// Requests the first paragraph of a section, when the body is read.
    pub(crate) fn want_lead(&mut self, anchor: &str) {
        self.wanted_leads.insert(anchor.to_owned());
    }

    /// Reads Markdown that may have several blocks. Returns it also as plain text.
    pub(crate) fn blocks(
        &mut self,
        d: &mut Decoder<'_>,
        text: ScalarText<'_, '_>,
    ) -> (Fragment, String) {
        let file = d.text;
        let map = LazyMap::new(|| text.map(file));
        let source = text.as_str().trim_end();
        if let Some(inline) = self.plain(source) {
            self.show_words(text.span(), source, &map);
            self.collect(&inline.text, self.place);
            let html = format!("<p>{}</p>\n", inline.fragment.html);
            return (Fragment { html, placeholders: Vec::new() }, inline.text);
        }
        let document = self.read(d, text.as_str(), &map, TextRole::FrontMatter);
        self.show(Origin::Value(text.span()), &document, &map);
        if let Some(words) = &mut self.words {
            words.add_document(&document, self.place, false);
        }
        let lowered = self.lower(&document, text.as_str().len(), TextRole::FrontMatter);
        (lowered.fragment, passage_text(&document.blocks))
    }

    /// Collects the words of a text, if the site has a search.
    pub(crate) fn collect(&mut self, text: &str, place: WordPlace) {
        if let Some(words) = &mut self.words {
            words.add(text, place);
        }
    }

    /// Says where the words are that are read from now on.
    pub(crate) fn enter(&mut self, place: WordPlace) {
        self.place = place;
    }

    /// Returns the words that were collected.
    pub(crate) fn take_words(&mut self) -> WordList {
        self.words.take().map(WordCollector::finish).unwrap_or_default()
    }

    /// Shows a tree to the visitor.
    fn show(&mut self, origin: Origin, document: &Document<'_>, map: &LazyMap<'_>) {
        if let Some(visitor) = &mut self.visitor {
            visitor.markdown(&Piece { origin, document, map });
        }
    }

    /// Shows a line to the visitor.
    fn show_line<'m>(
        &mut self,
        value: Span,
        source: &'m str,
        line: Vec<Inline<'m>>,
        map: &LazyMap<'_>,
    ) {
        let range = Span::new(0, source.len());
        let blocks = vec![Block { range, kind: BlockKind::Paragraph(line) }];
        let document = Document { blocks, ..Document::default() };
        self.show(Origin::Value(value), &document, map);
    }

    /// Shows a line to the visitor that has nothing but words.
    fn show_words(&mut self, value: Span, source: &str, map: &LazyMap<'_>) {
        if self.visitor.is_some() {
            let range = Span::new(0, source.len());
            let words = Inline { range, kind: InlineKind::Text(source.into()) };
            self.show_line(value, source, vec![words], map);
        }
    }

    /// Shows the front matter to the visitor.
    pub(crate) fn show_front_matter(&mut self, root: &Node<'_>) {
        if let Some(visitor) = &mut self.visitor {
            visitor.front_matter(root);
        }
    }

    /// Shows the questions in the text to the visitor.
    pub(crate) fn show_questions(
        &mut self,
        asked: &[TextQuestion<'_>],
        sections: &[QuestionSection],
    ) {
        if let Some(visitor) = &mut self.visitor {
            visitor.questions(asked, sections);
        }
    }

    fn read<'m>(
        &mut self,
        d: &mut Decoder<'_>,
        markdown: &'m str,
        map: &LazyMap<'_>,
        place: TextRole,
    ) -> Document<'m> {
        let signs = Signs::of(markdown);
        let Gathered { options, quotes, unmarked, .. } = &mut self.gathered;
        let events = parse((options, *quotes), unmarked, &signs, markdown, map);
        let builder =
            TreeBuilder::new(&mut self.gathered, d, (markdown, &signs), map).borrows(markdown);
        let builder = if place == TextRole::Body { builder.body() } else { builder };
        builder.read(events)
    }

    /// Lowers a tree, and the footnotes that are defined in it.
    fn lower(&mut self, document: &Document<'_>, length: usize, place: TextRole) -> Lowered {
        let (least_level, wanted) = match place {
            TextRole::Body => (2, Some(&self.wanted_leads)),
            TextRole::FrontMatter => (4, None),
        };
        let mut lowering = Lowering { least_level, wanted, images: &mut self.images };
        let lowered = lowering.document(document, length);
        for (note, blocks) in &document.notes {
            if let Some(note) = self.gathered.notes.get_mut(note.0) {
                note.fragment = Some(lowering.note(blocks, &document.headings));
            }
        }
        lowered
    }

    /// Reads a line without Markdown in it, without calling the parser: most key points and many answers are such
    /// lines. `None` if any character could have a meaning.
    fn plain(&self, text: &str) -> Option<InlineFragment> {
        let may_mean_something = |byte: u8| {
            matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b'<' | b'&' | b'|' | b'$' | 0x7f)
                || byte < 0x20
        };
        let plain = text.starts_with(char::is_alphabetic)
            && find_byte(text.as_bytes(), 0, may_mean_something).is_none()
            && !self.is_typewritten(text)
            && Signs::of(text).is_empty();
        plain.then(|| {
            let mut html = String::with_capacity(text.len() + 16);
            crate::escape::content_into(text, &mut html);
            InlineFragment {
                fragment: Fragment { html, placeholders: Vec::new() },
                text: text.to_owned(),
            }
        })
    }

    /// Reads one line of Markdown; several blocks, or one that is not a paragraph, are a finding.
    pub(crate) fn inline(
        &mut self,
        d: &mut Decoder<'_>,
        text: ScalarText<'_, '_>,
    ) -> InlineFragment {
        let source = text.as_str().trim_end();
        let file = d.text;
        let map = LazyMap::new(|| text.map(file));
        if let Some(inline) = self.plain(source) {
            self.show_words(text.span(), source, &map);
            return inline;
        }
        let signs = Signs::of(source);
        let Gathered { options, quotes, unmarked, .. } = &mut self.gathered;
        let events: Vec<_> = parse((options, *quotes), unmarked, &signs, source, &map).collect();
        let paragraph = matches!(
            (events.first(), events.last()),
            (Some((Event::Start(Tag::Paragraph), first)), Some((Event::End(TagEnd::Paragraph), last)))
                if first == last
        );
        if !paragraph {
            let first_block = events.iter().find(
                |(event, _)| matches!(event, Event::Start(tag) if !matches!(tag, Tag::Paragraph)),
            );
            let range =
                first_block.or(events.first()).map_or(0..source.len(), |(_, range)| range.clone());
            d.report_with_hint(
                Code::MarkdownNotInline,
                map.span(range.start, range.end),
                "only one line of text is allowed here, not a list, heading or second paragraph",
                "write one paragraph; put a `\\` before a leading `1.`, `-` or `#` that is meant as text",
            );
            return InlineFragment::default();
        }
        let inner = events.len().saturating_sub(2);
        let line = TreeBuilder::new(&mut self.gathered, d, (source, &signs), &map)
            .borrows(source)
            .read_line(events.into_iter().skip(1).take(inner));
        let mut lowering = Lowering { least_level: 4, wanted: None, images: &mut self.images };
        let fragment = lowering.line(&line, source.len());
        let inline = InlineFragment { fragment, text: plain_text(&line) };
        if self.visitor.is_some() {
            self.show_line(text.span(), source, line, &map);
        }
        inline
    }

    /// Returns what was found in all that was read; reports notes that nobody refers to.
    pub(crate) fn finish(self, d: &mut Decoder<'_>) -> References {
        let references = self.gathered.finish(d);
        for note in references.notes.iter().filter(|note| note.references == 0) {
            d.report_with_hint(
                Code::NoteUnused,
                note.span,
                format!("no text refers to the footnote `[^{}]`", note.label),
                format!("refer to it with `[^{}]`, or remove it", note.label),
            );
        }
        references
    }
}

/// Returns what is between the typographic quotation marks around a whole value that has no others: a word processor
/// makes them of those that YAML knows.
fn in_curly_quotes<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    let NodeKind::Scalar(Scalar { text, style: Style::Plain }) = &node.kind else { return None };
    let inner = text.strip_prefix(['“', '„', '”', '‘'])?.strip_suffix(['”', '“', '’'])?;
    (!inner.contains(['“', '”', '„', '‘', '"'])).then_some(inner)
}

/// Where Markdown comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextRole {
    /// In a value of the front matter.
    FrontMatter,
    /// In the body of an article.
    Body,
}

#[cfg(test)]
mod tests {
    use super::{Block, BlockKind, InlineKind, MarkdownReader};
    use crate::config::{MarkdownOptions, RawHtml};
    use crate::content::markdown::LazyMap;
    use crate::node::TextMap;
    use crate::node::decode::Decoder;
    use crate::path::SitePath;

    proptest::proptest! {
        #[test]
        fn what_is_written_without_the_parser_is_what_the_parser_would_write(text in "[A-Za-zäß][ -~äß¹—]{0,60}", smart: bool) {
            let options = MarkdownOptions { html: RawHtml::Sanitize, math: true, smart_punctuation: smart, embed_hosts: Vec::new(), language: String::new(), words: false };
            let path = SitePath::new("a.md").unwrap();
            let mut d = Decoder::new(&path, "");
            let mut reader = MarkdownReader::new(&options, None);
            let text = text.trim_end();
            if let Some(plain) = reader.plain(text) {
                let map = LazyMap::new(|| TextMap::Verbatim(0));
                let document = reader.read(&mut d, text, &map, super::TextRole::Body);
                let lowered = reader.lower(&document, text.len(), super::TextRole::Body);
                proptest::prop_assert_eq!(format!("<p>{}</p>\n", plain.fragment.html), lowered.fragment.html);
                proptest::prop_assert_eq!(plain.text, crate::content::lower::excerpt(&document));
                proptest::prop_assert!(d.findings.is_empty());
                // A visitor sees it as one run of words.
                let [Block { kind: BlockKind::Paragraph(line), .. }] = &*document.blocks else { panic!() };
                proptest::prop_assert!(line.iter().all(|it| matches!(it.kind, InlineKind::Text(_))));
                proptest::prop_assert!(line.is_sorted_by(|one, next| one.range.end == next.range.start));
            }
        }
    }
}
