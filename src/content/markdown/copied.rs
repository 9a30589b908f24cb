//! [`CopiedMarks`]: the numbers of notes that were copied from another page, `[4]`, and the marks of its comments,
//! `[a]`. What they are shows only when all of an article was read.

use crate::diagnostic::{Code, Diagnostic};
use crate::node::decode::Decoder;
use crate::span::Span;

/// At most this many comments are kept.
const MOST: usize = 64;

/// What was met so far.
#[derive(Default)]
pub(super) struct CopiedMarks {
    numbers: Vec<(String, Span)>,
    /// Whether one of the numbers, or an entry of a list, can be nothing else.
    certain: bool,
    /// The letters behind words.
    letters: Vec<(String, Span)>,
    /// The letters with which a paragraph begins, and its first words.
    comments: Vec<(String, String)>,
}

impl CopiedMarks {
    /// Adds a number in brackets, with its brackets.
    pub(super) fn number(&mut self, shown: &str, span: Span, certain: bool) {
        self.numbers.push((shown.to_owned(), span));
        self.certain |= certain;
    }

    /// Says that the article has a list of works with such numbers.
    pub(super) fn is_listed(&mut self) {
        self.certain = true;
    }

    /// Adds a letter in brackets behind a word, with its brackets.
    pub(super) fn letter(&mut self, shown: &str, span: Span) {
        self.letters.push((shown.to_owned(), span));
    }

    /// Adds a paragraph that begins with a letter in brackets.
    pub(super) fn comment(&mut self, letter: &str, begin: String) {
        if self.comments.len() < MOST {
            self.comments.push((letter.to_owned(), begin));
        }
    }

    /// Reports what they are.
    pub(super) fn finish(self, d: &mut Decoder<'_>) {
        let times = |count: usize| match count {
            0 | 1 => String::new(),
            count => format!(" ({count} times in this file; this is the first)"),
        };
        if let Some((shown, span)) = self.numbers.first().filter(|_| self.certain) {
            let message = format!(
                "`{shown}` is the number of a note on the page that this comes from; nothing here has that number{}",
                times(self.numbers.len())
            );
            let hint = "list the work under `sources` in the front matter, as `- id: …` with `title: …` and `url: …` below it, and cite it with `[@id]` in place of the number; to show it as it is, write `\\[`";
            let finding = Diagnostic::new(Code::MarkdownDialect, d.place(*span), message);
            d.findings.push(finding.hint(hint));
        }
        let commented: Vec<_> = self
            .letters
            .iter()
            .filter_map(|(letter, span)| {
                let (_, begin) = self.comments.iter().find(|(of, _)| of == letter)?;
                Some((letter, span, begin))
            })
            .collect();
        if let Some((letter, span, begin)) = commented.first() {
            let message = format!(
                "`{letter}` marks a comment of Google Docs, `{begin}`: readers would see both{}",
                times(commented.len())
            );
            let hint = format!(
                "do what the comment asks, then remove `{letter}` here and the paragraph that begins with `{letter}`"
            );
            let finding = Diagnostic::new(Code::MarkdownDialect, d.place(**span), message);
            d.findings.push(finding.hint(hint));
        }
    }
}
