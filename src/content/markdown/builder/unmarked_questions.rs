//! Sections that seem to hold questions, and have not the class that makes them questions.

use crate::characters::is_question;
use crate::content::document::{Block, Heading};
use crate::content::markdown::builder::pending::PendingHeading;
use crate::content::markdown::builder::questions::{heading_of, is_section};
use crate::content::markdown::builder::state::TreeBuilder;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety};
use crate::span::Span;

/// The names of sections that hold questions, in lower case, whether or not they have the class.
const NAMES: &[&str] = &[
    "questions",
    "faq",
    "faqs",
    "frequently asked questions",
    "questions and answers",
    "q&a",
    "your questions",
    "your questions answered",
    "fragen",
    "häufige fragen",
    "häufig gestellte fragen",
    "fragen und antworten",
    "foire aux questions",
    "questions fréquentes",
    "questions et réponses",
    "vos questions",
    "preguntas",
    "preguntas frecuentes",
    "preguntas y respuestas",
];

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    /// Reports a section that seems to hold questions, but has not the class that makes them questions.
    pub(super) fn report_unmarked_questions(&mut self, blocks: &[Block<'m>]) {
        let headings: Vec<(&Heading<'m>, Span)> =
            blocks.iter().filter_map(|block| Some((heading_of(block)?, block.range))).collect();
        for (n, (heading, range)) in headings.iter().enumerate() {
            if is_section(heading) || !self.is_named_as_questions(heading) {
                continue;
            }
            let below = headings.iter().skip(n + 1).map(|(heading, _)| heading);
            let below = below.take_while(|below| below.level > heading.level);
            let (mut all, mut asked) = (0, 0);
            for heading in below {
                all += 1;
                let text = self.headings.get(heading.number).map(|heading| heading.text.as_str());
                asked += usize::from(text.is_some_and(is_question));
            }
            if asked > 0 && 2 * asked >= all {
                self.report_unmarked(*range);
            }
        }
    }

    fn is_named_as_questions(&self, heading: &Heading<'m>) -> bool {
        let Some(PendingHeading { text, .. }) = self.headings.get(heading.number) else {
            return false;
        };
        // No name is longer.
        text.len() < 40 && NAMES.contains(&text.to_lowercase().trim_end_matches([':', '?', ' ']))
    }

    fn report_unmarked(&mut self, range: Span) {
        let line = range.slice(self.markdown).lines().next().unwrap_or_default();
        let written = line.trim_end().trim_end_matches('#').trim_end();
        // `{.question}` is meant as the class.
        let other = ["{.question}", "{.faq}"].iter().find_map(|class| written.strip_suffix(class));
        let line = other.unwrap_or(written).trim_end();
        let start = range.start as usize;
        let (at, end) = (start + line.len(), start + written.len());
        let edit = Edit {
            path: self.decoder.path.clone(),
            span: self.map.span(at, end),
            text: " {.questions}".to_owned(),
        };
        let title = "make the headings below it questions".to_owned();
        let fix = Fix { title, edits: vec![edit], safety: Safety::Unsafe };
        let span = self.map.span(start, end);
        let message = "these questions are only headings: they are in no list of questions";
        let finding = Diagnostic::new(Code::QuestionUnmarked, self.decoder.place(span), message)
            .hint(format!("write `{line} {{.questions}}`"));
        self.decoder.findings.push(finding.fix(Some(fix)));
    }
}
