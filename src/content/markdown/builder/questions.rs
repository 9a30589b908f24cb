//! The questions in a text: a section `## Questions {.questions}`, in which each heading is a question, and what follows
//! it is its answer.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::characters::is_question;
use crate::content::document::{
    Block, BlockKind, Document, Heading, HeadingAttribute, HeadingFacts, InlineKind,
    QuestionSection, Text, TextQuestion,
};
use crate::content::markdown::builder::braces::Braces;
use crate::content::markdown::builder::frame::{FrameKind, HeadingFrame};
use crate::content::markdown::builder::heading_numbers::each_heading;
use crate::content::markdown::builder::pending::PendingHeading;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::diagnostic::{Code, Diagnostic, Fix, Safety};
use crate::span::Span;

/// The class of a section of questions.
const SECTION: &str = "questions";
/// The class of a question that has no answer yet.
const OPEN: &str = "open";

/// What the level of a question is in the front matter, for the headings in its answer.
const LEVEL: u8 = 3;

/// A heading's id, classes and attributes, as the parser found them.
pub(super) type Parsed<'m> = (Option<Text<'m>>, Vec<Text<'m>>, Vec<(Text<'m>, Option<Text<'m>>)>);

/// A section of questions.
struct Section<'m> {
    heading: Block<'m>,
    level: u8,
    blocks: Vec<Block<'m>>,
    /// Where what follows it begins, if anything does.
    end: Option<u32>,
}

/// Questions whose anchors are not known yet: the number of each one's heading, with its group and its answer.
struct Asked<'m> {
    heading: usize,
    /// The place of its words in the Markdown.
    words: Span,
    group: Option<String>,
    blocks: Vec<Block<'m>>,
}

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    /// Begins a heading.
    pub(super) fn begin_heading(
        &mut self,
        level: u8,
        (id, classes, attributes): Parsed<'m>,
        range: &Range<usize>,
    ) -> FrameKind<'m> {
        let is_outermost = self.is_body && self.frames.len() == 1;
        if is_outermost && self.seen.questions.is_some() {
            // Raw HTML of one answer is not that of the next one.
            self.close_raw_html();
            if self.seen.questions.is_some_and(|section| level > section) {
                let source = self.markdown.get(range.clone()).unwrap_or_default();
                if let Some(words) = Braces::read(source, range.start) {
                    return question_heading(level, words);
                }
            } else {
                self.seen.questions = None;
            }
        }
        let braces = self.text_in_braces(range);
        if let Some(braces) = braces.as_ref().filter(|_| is_outermost) {
            self.report_bare_word(braces);
        }
        let (id, classes, attributes) =
            if braces.is_some() { Default::default() } else { (id, classes, attributes) };
        let attributes = self.heading_attributes(attributes, range);
        let id = self.heading_id(id, range);
        if classes.iter().any(|class| class.as_ref() == SECTION) {
            if is_outermost {
                self.close_raw_html();
                self.seen.questions = Some(level);
                self.seen.has_questions = true;
            } else {
                self.decoder.report_with_hint(
                    Code::QuestionPlace,
                    self.map.span(range.start, range.end),
                    "a section of questions cannot be inside of something else",
                    "move it out of the quotation, list or answer around it",
                );
            }
        }
        FrameKind::Heading(HeadingFrame { level, id, classes, attributes, braces, words: None })
    }

    /// Closes all raw HTML that is open outside of blocks, where a new part of the page begins.
    fn close_raw_html(&mut self) {
        self.leave_hidden();
        let closed = self.raw.open.close_level();
        self.close_forgotten(closed);
    }

    /// Reports `{open}` and `{questions}`, which lack the dot that makes a class of them.
    fn report_bare_word(&mut self, braces: &Range<usize>) {
        let written = self.markdown.get(braces.clone()).unwrap_or_default();
        let word = written.trim_matches(['{', '}', ' ', '.']).to_lowercase();
        let class = match word.as_str() {
            "open" | "unanswered" => OPEN,
            "questions" | "question" | "faq" => SECTION,
            _ => return,
        };
        let right = format!("{{.{class}}}");
        let span = self.span(braces);
        let message = format!("`{written}` is read as text, so readers see it");
        let finding = Diagnostic::new(Code::MarkdownUnread, self.decoder.place(span), message);
        let fix = Fix::replace(self.decoder.path, span, &right, Safety::Unsafe);
        self.decoder
            .findings
            .push(finding.hint(format!("write `{right}`, with a dot")).fix(Some(fix)));
    }

    /// Takes the sections of questions out of a text; gives all its headings their anchors.
    pub(super) fn with_questions(&mut self, blocks: Vec<Block<'m>>) -> Document<'m> {
        let (mut body, sections) = divided(blocks);
        let mut asked = Vec::new();
        // The headings that no page has: those of sections and groups.
        let mut unseen = BTreeSet::new();
        for section in sections {
            self.ask(section, &mut asked, &mut unseen);
        }
        let headings = std::mem::take(&mut self.headings);
        let mut ids: Vec<Option<String>> =
            headings.iter().map(|heading| heading.id.clone()).collect();
        self.name_questions(&headings, &mut asked, (&mut ids, &unseen));
        let mut facts: Vec<HeadingFacts> = Vec::with_capacity(headings.len());
        let mut words = Vec::with_capacity(headings.len());
        for (PendingHeading { text, span, level, words: written, .. }, id) in
            headings.into_iter().zip(ids)
        {
            facts.push(HeadingFacts { id: id.unwrap_or_default(), text, span, level });
            words.push(written);
        }
        let mut questions = Vec::with_capacity(asked.len());
        for asked in asked {
            let words = words.get_mut(asked.heading).and_then(Option::take).unwrap_or_default();
            questions.extend(self.question(asked, words, &facts));
        }
        let mut left = Vec::new();
        let mut keep = |heading: &mut Heading<'_>| {
            if let Some(facts) = facts.get(heading.number) {
                heading.number = left.len();
                left.push(facts.clone());
            }
        };
        each_heading(&mut body, &mut keep);
        for (_, blocks) in &mut self.document.notes {
            each_heading(blocks, &mut keep);
        }
        Document { blocks: body, headings: left, questions, ..std::mem::take(&mut self.document) }
    }

    /// Makes a question; `facts` are those of all headings of the text.
    fn question(
        &self,
        Asked { heading, words: range, group, mut blocks }: Asked<'m>,
        Braces { id: written_id, mut classes, pairs }: Braces,
        facts: &[HeadingFacts],
    ) -> Option<TextQuestion<'m>> {
        let HeadingFacts { id, text, level, span: whole } = facts.get(heading).cloned()?;
        // A line between two questions belongs to neither.
        while blocks.last().is_some_and(|block| matches!(block.kind, BlockKind::Rule)) {
            blocks.pop();
        }
        let up = level.saturating_sub(LEVEL);
        let mut headings = Vec::new();
        each_heading(&mut blocks, &mut |heading| {
            if let Some(facts) = facts.get(heading.number) {
                heading.level = heading.level.saturating_sub(up);
                heading.number = headings.len();
                headings.push(HeadingFacts { level: heading.level, ..facts.clone() });
            }
        });
        let open = classes.iter().any(|class| class == OPEN);
        classes.retain(|class| class != OPEN);
        let attribute = |(name, value, range): (String, String, Range<usize>)| HeadingAttribute {
            name,
            value,
            span: self.span(&range),
        };
        Some(TextQuestion {
            text,
            level,
            heading: whole,
            id: written_id,
            anchor: id,
            group,
            open,
            classes,
            attributes: pairs.into_iter().map(attribute).collect(),
            span: self.span_of(range),
            answer: Document { blocks, headings, ..Document::default() },
        })
    }

    /// Finds the questions of a section.
    fn ask(
        &mut self,
        section: Section<'m>,
        asked: &mut Vec<Asked<'m>>,
        unseen: &mut BTreeSet<usize>,
    ) {
        let Section { heading, blocks, end, .. } = section;
        unseen.extend(heading_of(&heading).map(|heading| heading.number));
        let Some(base) = blocks.iter().filter_map(heading_of).map(|heading| heading.level).min()
        else {
            let message = "this section has no question";
            let hint = "write each question as a heading below it: `### Why is it so?`";
            let span = self.span_of(heading.range);
            return self.decoder.report_with_hint(Code::QuestionPlace, span, message, hint);
        };
        let mut section = self.section_of(&heading, end, base);
        let first = asked.len();
        let mut group: Option<(String, u8)> = None;
        let mut told = false;
        let mut blocks = blocks.into_iter().peekable();
        while let Some(block) = blocks.next() {
            let Block { kind: BlockKind::Heading(heading), .. } = &block else {
                match asked.get_mut(first..).and_then(<[_]>::last_mut) {
                    Some(question) => question.blocks.push(block),
                    None if matches!(block.kind, BlockKind::Rule) => {}
                    None => {
                        if !std::mem::replace(&mut told, true) {
                            self.report_stray(block.range);
                        }
                    }
                }
                continue;
            };
            // A heading right below another one is a question of that group, or begins an answer.
            let below = blocks.peek().and_then(heading_of).filter(|below| {
                below.level > heading.level && self.text_of(below).is_some_and(is_question)
            });
            let below = below.map(|below| below.level);
            let text = self.text_of(heading).unwrap_or_default().to_owned();
            let in_group = group.as_ref().is_some_and(|(_, level)| *level == heading.level);
            if heading.level == base {
                group = below.filter(|_| !is_question(&text)).map(|below| (text, below));
                if group.is_some() {
                    unseen.insert(heading.number);
                    section.groups.push(self.span_of(block.range));
                    continue;
                }
            } else if !in_group {
                // A heading in an answer.
                if let Some(question) = asked.last_mut() {
                    question.blocks.push(block);
                }
                continue;
            }
            let group = group.as_ref().map(|(name, _)| name.clone());
            self.report_lost_markup(heading);
            let inlines = heading.content.first().zip(heading.content.last());
            let words = inlines.map_or(block.range, |(first, last)| Span {
                start: first.range.start,
                end: last.range.end,
            });
            asked.push(Asked { heading: heading.number, words, group, blocks: Vec::new() });
        }
        self.document.question_sections.push(section);
    }

    fn section_of(&self, heading: &Block<'m>, end: Option<u32>, level: u8) -> QuestionSection {
        let end = end.map_or(self.markdown.len(), |end| end as usize);
        let span = self.map.span(heading.range.start as usize, end);
        QuestionSection { span, heading: self.span_of(heading.range), level, groups: Vec::new() }
    }

    /// Gives the questions their anchors, then the headings of their answers, then all others: as if they stood in the
    /// front matter.
    fn name_questions(
        &mut self,
        headings: &[PendingHeading],
        asked: &mut [Asked<'m>],
        (ids, unseen): (&mut [Option<String>], &BTreeSet<usize>),
    ) {
        let numbers: BTreeSet<usize> = asked.iter().map(|it| it.heading).collect();
        for (n, heading) in headings.iter().enumerate() {
            let written = heading.words.as_ref().and_then(|words| words.id.clone());
            let Some(id) = written.filter(|_| !numbers.contains(&n)) else { continue };
            self.reader.anchors.pin(self.decoder, &id, heading.span);
            if let Some(place) = ids.get_mut(n) {
                *place = Some(id);
            }
        }
        for question in asked.iter() {
            let Some(heading) = headings.get(question.heading) else { continue };
            let id = heading.words.as_ref().and_then(|words| words.id.as_deref());
            let id = self.reader.anchors.question(self.decoder, &heading.text, id, heading.span);
            if let Some(place) = ids.get_mut(question.heading) {
                *place = Some(id);
            }
        }
        let mut inner = Vec::new();
        for question in asked {
            each_heading(&mut question.blocks, &mut |heading| inner.push(heading.number));
        }
        for n in inner.into_iter().chain((0..headings.len()).filter(|n| !unseen.contains(n))) {
            if let (Some(place @ None), Some(heading)) = (ids.get_mut(n), headings.get(n)) {
                *place = Some(self.reader.anchors.heading(&heading.text, heading.span));
            }
        }
    }

    fn text_of(&self, heading: &Heading<'_>) -> Option<&str> {
        self.headings.get(heading.number).map(|pending| pending.text.as_str())
    }

    fn span_of(&self, range: Span) -> Span {
        let (start, end) = range.ends();
        self.map.span(start as usize, end as usize)
    }

    fn report_stray(&mut self, range: Span) {
        self.decoder.report_with_hint(
            Code::QuestionPlace,
            self.span_of(range),
            "this text belongs to no question: in a section of questions, only answers stand",
            "move it above the heading of the section, or below a question",
        );
    }

    /// Reports a link or an image in a question, which is shown as plain text.
    fn report_lost_markup(&mut self, heading: &Heading<'m>) {
        let lost = heading.content.iter().find(|inline| {
            matches!(inline.kind, InlineKind::Link(..) | InlineKind::Image(_) | InlineKind::Html(_))
        });
        if let Some(lost) = lost {
            let span = self.span_of(lost.range);
            let message = "a question is plain text, so readers do not see this as you meant it";
            let hint = "write the question in words alone, and put this into the answer";
            self.decoder.report_with_hint(Code::MarkdownUnread, span, message, hint);
        }
    }
}

/// Begins a heading in a section of questions; whether it is one is known when the section was read.
fn question_heading<'m>(level: u8, words: Braces) -> FrameKind<'m> {
    let owned = |text: &String| CowStr::from(text.clone());
    let kept = |(name, value, _): &(String, String, Range<usize>)| {
        matches!(&**name, "lang" | "dir").then(|| (owned(name), owned(value)))
    };
    FrameKind::Heading(HeadingFrame {
        level,
        id: None,
        classes: words.classes.iter().map(owned).collect(),
        attributes: words.pairs.iter().filter_map(kept).collect(),
        braces: None,
        words: Some(words),
    })
}

/// Divides a text into what is left of it and its sections of questions.
fn divided<'m>(blocks: Vec<Block<'m>>) -> (Vec<Block<'m>>, Vec<Section<'m>>) {
    let (mut body, mut sections): (Vec<Block<'m>>, Vec<Section<'m>>) = Default::default();
    let mut is_open = false;
    for block in blocks {
        if let BlockKind::Heading(heading) = &block.kind {
            let level = heading.level;
            if let Some(section) = sections.last_mut().filter(|section| level <= section.level) {
                is_open = false;
                section.end.get_or_insert(block.range.start);
            }
            if !is_open && is_section(heading) {
                is_open = true;
                sections.push(Section { heading: block, level, blocks: Vec::new(), end: None });
                continue;
            }
        }
        match sections.last_mut().filter(|_| is_open) {
            Some(section) => section.blocks.push(block),
            None => body.push(block),
        }
    }
    (body, sections)
}

pub(super) fn is_section(heading: &Heading<'_>) -> bool {
    heading.classes.iter().any(|class| class.as_ref() == SECTION)
}

pub(super) fn heading_of<'b, 'm>(block: &'b Block<'m>) -> Option<&'b Heading<'m>> {
    match &block.kind {
        BlockKind::Heading(heading) => Some(heading),
        _ => None,
    }
}
