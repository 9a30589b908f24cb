//! `question/mark`: a question that does not end in a question mark.

use crate::characters::is_question;
use crate::check::input::ArticleInput;
use crate::check::prose::Part;
use crate::check::report::Report;
use crate::diagnostic::Code;

/// Reports each question that does not end in a question mark.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let questions =
        input.prose.passages.iter().filter(|passage| matches!(passage.part, Part::Question(_)));
    for passage in questions {
        if !is_question(&passage.text) {
            let message = format!("`{}` does not end in a question mark", passage.text.trim());
            let hint = "ask it as readers would, with a question mark at the end";
            report.add(Code::QuestionMark, passage.whole(), message, hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(question: &str) -> Vec<(&'static str, String)> {
        found(check, &format!("---\ntitle: Why?\ninsights:\n  - {question}\n---\n"))
    }

    #[test]
    fn a_statement_is_no_question() {
        assert_eq!(of("\"Cost of the line\""), [("question/mark", "Cost of the line".to_owned())]);
        assert_eq!(
            of("question: How much\n    answer: 3."),
            [("question/mark", "How much".to_owned())]
        );
    }

    #[test]
    fn what_ends_as_a_question_in_any_script_is_one() {
        for question in
            ["\"Who pays?\"", "\"He asked “who pays?”\"", "\"誰が払うのか？\"", "\"من يدفع؟\""]
        {
            assert_eq!(of(question), [], "{question}");
        }
    }
}
