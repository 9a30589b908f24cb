//! `question/no-answer` and `question/uncited`: questions without an answer, and answers without a source.

use crate::check::input::ArticleInput;
use crate::check::prose::Part;
use crate::check::report::Report;
use crate::content::QuestionForm;
use crate::diagnostic::Code;
use crate::span::Span;

/// Reports each question that is neither answered nor said to be open for a reason.
pub(in crate::check::rules) fn check_none(input: &ArticleInput<'_>, report: &mut Report) {
    for question in &input.article.questions {
        if question.form != QuestionForm::Bare {
            continue;
        }
        let message = format!("`{}` has neither an answer nor a reason why not", question.text);
        let hint = "add `answer`, or `see` with the section that answers it; if nobody knows, say in `open` what would settle it";
        report.add(Code::QuestionNoAnswer, question.span, message, hint);
    }
}

/// Reports each answer without a citation, a footnote or a link.
pub(in crate::check::rules) fn check_uncited(input: &ArticleInput<'_>, report: &mut Report) {
    for (n, question) in input.article.questions.iter().enumerate() {
        if !matches!(question.form, QuestionForm::Answer(_)) {
            continue;
        }
        let mut span: Option<Span> = None;
        let mut leads = false;
        for passage in input.prose.of(Part::Answer(n)) {
            leads |= !passage.marks.is_empty() || !passage.links.is_empty();
            span.get_or_insert(passage.whole());
        }
        let Some(span) = span.filter(|_| !leads) else { continue };
        let message = format!("the answer to `{}` cites nothing and points nowhere", question.text);
        let hint =
            "cite the source, or link to the section that does: readers meet an answer by itself";
        report.add(Code::QuestionUncited, span, message, hint);
    }
}

#[cfg(test)]
mod tests {
    use super::{check_none, check_uncited};
    use crate::check::rules::fixture::found;

    #[test]
    fn a_question_is_answered_or_says_why_not() {
        let of = |keys: &str| {
            found(
                check_none,
                &format!("---\ntitle: T\ninsights:\n  - {{question: Why?{keys}}}\n---\n## A\n"),
            )
        };
        assert_eq!(of(""), [("question/no-answer", "Why?".to_owned())]);
        for keys in [", answer: So.", ", see: \"#a\"", ", open: Nobody knows."] {
            assert_eq!(of(keys), [], "{keys}");
        }
    }

    #[test]
    fn an_answer_leads_to_what_it_rests_on() {
        let of = |answer: &str| {
            found(
                check_uncited,
                &format!(
                    "---\ntitle: T\nsources:\n  - {{id: a, title: A}}\ninsights:\n  - question: Why?\n    answer: \"{answer}\"\n---\n## A\n\n[^n]: N [@a].\n"
                ),
            )
        };
        assert_eq!(of("It is so."), [("question/uncited", "It is so.".to_owned())]);
        for answer in ["It is so. [@a]", "It is so ([here](#a)).", "It is so.[^n]"] {
            assert_eq!(of(answer), [], "{answer}");
        }
    }
}
