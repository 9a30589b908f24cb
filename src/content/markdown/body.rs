//! [`BodyText`]: the body of an article, read but not yet lowered, because questions in it come first.

use crate::content::body::Body;
use crate::content::document::{Document, QuestionSection, TextQuestion};
use crate::content::fragment::Fragment;
use crate::content::lower::{excerpt, passage_text};
use crate::content::markdown::{MarkdownReader, TextRole};
use crate::content::visitor::Origin;
use crate::content::words::WordPlace;
use crate::diagnostic::Code;
use crate::node::decode::Decoder;
use crate::node::{LazyMap, TextMap};

/// The body of an article, as a tree.
#[derive(Default)]
pub(crate) struct BodyText<'m> {
    document: Document<'m>,
    /// Where it begins in its file, and how long it is.
    base: usize,
    length: usize,
}

impl<'m> BodyText<'m> {
    /// Returns the sections in which its questions stand.
    pub(crate) fn question_sections(&self) -> &[QuestionSection] {
        &self.document.question_sections
    }

    /// Takes the questions out of it.
    pub(crate) fn take_questions(&mut self) -> Vec<TextQuestion<'m>> {
        std::mem::take(&mut self.document.questions)
    }
}

impl MarkdownReader<'_> {
    /// Reads the body of an article, which begins at byte `base` of its file.
    pub(crate) fn body<'m>(
        &mut self,
        d: &mut Decoder<'_>,
        markdown: &'m str,
        base: usize,
    ) -> BodyText<'m> {
        let map = LazyMap::new(|| TextMap::Verbatim(base));
        if let Some(marks) = too_many_marks(markdown) {
            d.report_with_hint(
                Code::MarkdownTooLarge,
                map.span(0, markdown.find('\n').unwrap_or(markdown.len()).min(80)),
                format!("this text has {marks} lines and Markdown marks; at most {MOST_MARKS} are allowed"),
                "split the article, or put its data into a file beside it",
            );
            return BodyText::default();
        }
        let document = self.read(d, markdown, &map, TextRole::Body);
        BodyText { document, base, length: markdown.len() }
    }

    /// Lowers what stands below a question in the body; `number` is the question's. Returns it also as plain text.
    pub(crate) fn answer(
        &mut self,
        body: &BodyText<'_>,
        answer: &Document<'_>,
        number: usize,
    ) -> (Fragment, String) {
        let map = LazyMap::new(|| TextMap::Verbatim(body.base));
        self.show(Origin::Answer(number), answer, &map);
        if let Some(words) = &mut self.words {
            words.add_document(answer, WordPlace::Answer(number), false);
        }
        let (first, last) = (answer.blocks.first(), answer.blocks.last());
        let length = first.zip(last).map_or(0, |(first, last)| last.range.end - first.range.start);
        let lowered = self.lower(answer, length as usize, TextRole::FrontMatter);
        (lowered.fragment, passage_text(&answer.blocks))
    }

    /// Lowers the body, once its questions were read: they may want a paragraph of it.
    pub(crate) fn lower_body(&mut self, body: BodyText<'_>) -> Body {
        let BodyText { document, base, length } = body;
        let map = LazyMap::new(|| TextMap::Verbatim(base));
        self.show(Origin::Body, &document, &map);
        if let Some(words) = &mut self.words {
            words.add_document(&document, WordPlace::Text, true);
        }
        let lowered = self.lower(&document, length, TextRole::Body);
        Body {
            fragment: lowered.fragment,
            headings: lowered.headings,
            leads: lowered.leads,
            excerpt: excerpt(&document),
        }
    }
}

/// The maximum number of lines and Markdown marks in a text: this many need less than half a gigabyte to read.
const MOST_MARKS: usize = 500_000;

/// Returns the number of lines and marks of a text, if there are too many.
fn too_many_marks(markdown: &str) -> Option<usize> {
    // A text with fewer bytes cannot have more marks.
    if markdown.len() <= MOST_MARKS {
        return None;
    }
    let is_mark = |byte: &u8| {
        matches!(byte, b'\n') || (byte.is_ascii_punctuation() && !b".,;'\"/()".contains(byte))
    };
    let marks = markdown.bytes().filter(is_mark).count();
    (marks > MOST_MARKS).then_some(marks)
}
