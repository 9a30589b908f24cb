//! [`Pointers`]: where two articles ask the same, what to write in one of them so that its question points to the other's
//! answer, and the edit that writes it.

use std::collections::BTreeMap;

use crate::check::input::SiteInput;
use crate::check::rules::question::same_answer::same_answer;
use crate::check::rules::question::side::Side;
use crate::content::{Article, Question, QuestionForm};
use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::path::SitePath;
use crate::recast::pointed;

/// How many bytes of articles are read for fixes in one run: each fix is tried on its article. What is left gets its fix
/// when the first ones are made.
const MOST_READ: usize = 16 << 20;

/// Writes pointers. Texts are read when the first finding is about them.
pub(super) struct Pointers<'a> {
    input: &'a SiteInput<'a>,
    texts: BTreeMap<&'a SitePath, String>,
    read: usize,
}

impl<'a> Pointers<'a> {
    /// Reads nothing yet.
    pub(super) fn new(input: &'a SiteInput<'a>) -> Self {
        Self { input, texts: BTreeMap::new(), read: 0 }
    }

    /// Says what to write about two questions that are alike, the later one first.
    pub(super) fn hinted(
        &mut self,
        finding: Diagnostic,
        (later, earlier): (Side<'a>, Side<'a>),
    ) -> Diagnostic {
        let [answered, before] = [later, earlier].map(|side| side.question.is_answered());
        let there = earlier.article.path.as_str();
        let hint = match (answered, before) {
            (false, true) => {
                format!("let this one point to the answer there: {}", self.words(later, earlier))
            }
            (true, false) => format!(
                "let the other one point to the answer here: in `{there}`, {}",
                self.words(earlier, later)
            ),
            (true, true) => format!(
                "keep one answer, and let the other question point to it: {}; or, in `{there}`, {}",
                self.words(later, earlier),
                self.words(earlier, later)
            ),
            (false, false) => format!(
                "answer it in one article, and let the other point there: {}; or, in `{there}`, {}",
                self.words(later, earlier),
                self.words(earlier, later)
            ),
        };
        finding.hint(hint)
    }

    /// Does the same for two that are the same, and offers to write it if no words of an author would be lost.
    pub(super) fn offered(
        &mut self,
        finding: Diagnostic,
        (later, earlier): (Side<'a>, Side<'a>),
    ) -> Diagnostic {
        let pair = match (later.question.is_answered(), earlier.question.is_answered()) {
            (false, true) => Some((later, earlier)),
            (true, false) => Some((earlier, later)),
            (true, true) => same_answer(self.input, later, earlier).then_some((later, earlier)),
            // The pointer would lead to no answer.
            (false, false) => None,
        };
        let fix = pair.and_then(|(from, to)| {
            let title = if std::ptr::eq(from.question, later.question) {
                let path = from.article.path.reference_to(to.article.path.as_str());
                format!("let it point to the answer in `{path}`")
            } else {
                let path = to.article.path.reference_to(from.article.path.as_str());
                format!("let the question in `{path}` point to the answer here")
            };
            self.fix(title, from, to)
        });
        self.hinted(finding, (later, earlier)).fix(fix)
    }

    /// Returns the fix by which one question points to the answer of another one.
    fn fix(&mut self, title: String, from: Side<'a>, to: Side<'a>) -> Option<Fix> {
        let language = |side: Side<'a>| self.input.language_of(side.article);
        // What is published cannot point to a draft, nor readers of one language to an answer in another.
        let may = to.can_lend()
            && (from.article.draft || !to.article.draft)
            && language(from) == language(to);
        if !may || self.read > MOST_READ {
            return None;
        }
        let options = &self.input.config.markdown;
        let text = self.text(from.article);
        let (read, file) = (text.len(), (&from.article.path, text));
        let edit = pointed(file, from.question, to.pointer(), options);
        self.read += read;
        Some(Fix { title, edits: vec![edit?], safety: Safety::Unsafe })
    }

    /// Returns what to write at one question so that it points to another one.
    fn words(&mut self, from: Side<'a>, to: Side<'a>) -> String {
        let see = to.pointer().reference(&from.article.path);
        let is_in_text = is_heading(self.text(from.article), from.question);
        let (written, place) = if is_in_text {
            (format!("{{see=\"{see}\"}}"), "at the end of its heading")
        } else {
            (format!("see: \"{see}\""), "below it")
        };
        let place = match from.question.form {
            QuestionForm::Bare => place,
            QuestionForm::See(_) => "in place of its `see`",
            QuestionForm::Answer(_) if is_in_text => {
                "at the end of its heading, in place of the answer"
            }
            QuestionForm::Open(_) if is_in_text => {
                "at the end of its heading, in place of `.open` and what is below"
            }
            QuestionForm::Answer(_) => "in place of its `answer`",
            QuestionForm::Open(_) => "in place of its `open`",
        };
        format!("write `{written}` {place}")
    }

    fn text(&mut self, article: &'a Article) -> &str {
        let input = self.input;
        self.texts.entry(&article.path).or_insert_with(|| (input.text_of)(article))
    }
}

/// Whether a question is a heading of the text: no line of YAML that holds one begins with `#`.
fn is_heading(text: &str, question: &Question) -> bool {
    let before = text.get(..question.span.start as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim_start().starts_with('#')
}
