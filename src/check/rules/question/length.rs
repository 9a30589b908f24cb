//! `question/short` and `question/long`: answers that say too little, or too much to be read as an answer.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::Part;
use crate::check::report::Report;
use crate::content::QuestionForm;
use crate::diagnostic::Code;
use crate::span::Span;

const LEAST: usize = 8;
const MOST: usize = 150;

/// Reports each answer with fewer than [`LEAST`] or more than [`MOST`] words.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language == Language::Other {
        return;
    }
    for (n, question) in input.article.questions.iter().enumerate() {
        if !matches!(question.form, QuestionForm::Answer(_)) {
            continue;
        }
        let mut words = 0;
        let mut opaque = false;
        let mut span: Option<Span> = None;
        for passage in input.prose.of(Part::Answer(n)) {
            words += passage.text.unicode_words().count();
            opaque |= passage.text.contains('\u{fffc}');
            span.get_or_insert(passage.whole());
        }
        let Some(span) = span else { continue };
        // What is code or a formula says more than its one word.
        if words < LEAST && !opaque {
            let message =
                format!("the answer has {words} {}", if words == 1 { "word" } else { "words" });
            let hint = "say in a sentence what the answer is and why: it is shown and read out without its question's page";
            report.add(Code::QuestionShort, span, message, hint);
        } else if words > MOST {
            let message = format!("the answer has {words} words");
            let hint =
                "give the answer in a paragraph, and the rest in a section to which it points";
            report.add(Code::QuestionLong, span, message, hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn answers_are_neither_a_word_nor_a_page() {
        let of = |words: usize| {
            let answer = vec!["word"; words].join(" ");
            let text = format!(
                "---\ntitle: T\ninsights:\n  - question: Why?\n    answer: \"{answer}\"\n---\n"
            );
            found(check, &text).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
        };
        assert_eq!(of(7), ["question/short"]);
        assert_eq!(of(151), ["question/long"]);
        for words in [8, 60, 150] {
            assert_eq!(of(words), [""; 0], "{words}");
        }
    }
}
