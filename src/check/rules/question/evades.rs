//! `question/evades`: an answer that has no word of its question.

use std::collections::BTreeSet;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::Part;
use crate::check::report::Report;
use crate::check::rules::question::words::{share, subject};
use crate::content::QuestionForm;
use crate::diagnostic::Code;
use crate::span::Span;

/// A question with fewer words that say something can be answered without them.
const LEAST: usize = 2;

/// Reports each answer that shares no word with its question, unless it begins with yes or no.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English {
        return;
    }
    for (n, question) in input.article.questions.iter().enumerate() {
        let asked: BTreeSet<_> = subject(&question.text).collect();
        if !matches!(question.form, QuestionForm::Answer(_)) || asked.len() < LEAST {
            continue;
        }
        // "How do I …?" and "May I …?" are answered by saying what to do.
        if question
            .text
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "I" | "we" | "my" | "our"))
        {
            continue;
        }
        let mut answer = String::new();
        let mut quotes = false;
        let mut span: Option<Span> = None;
        for passage in input.prose.of(Part::Answer(n)) {
            span.get_or_insert(passage.whole());
            quotes |= !passage.quotations.is_empty();
            answer.push_str(&passage.text);
            answer.push(' ');
        }
        let evades = !quotes && !is_direct(&answer) && !share(subject(&answer), &asked);
        let Some(span) = span.filter(|_| evades) else { continue };
        let message = format!("the answer has no word of `{}`", question.text);
        let hint = "begin the answer with the subject of the question, so that it stands by itself";
        report.add(Code::QuestionEvades, span, message, hint);
    }
}

/// Whether an answer says yes or no, or speaks of what was asked by another word for it.
fn is_direct(answer: &str) -> bool {
    let mut words = answer.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.by_ref().take(OPENING).any(|word| DIRECT.contains(&word.to_lowercase().as_str()))
}

/// As many words at the beginning of an answer show what it speaks of.
const OPENING: usize = 8;

/// Words that answer, and words that stand for what was asked.
const DIRECT: &[&str] = &[
    "yes",
    "no",
    "not",
    "nobody",
    "nothing",
    "never",
    "none",
    "both",
    "neither",
    "because",
    "often",
    "sometimes",
    "mostly",
    "rarely",
    "usually",
    "it",
    "its",
    "they",
    "them",
    "their",
    "there",
    "such",
    "so",
    "one",
];

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn an_answer_speaks_of_what_was_asked() {
        let of = |question: &str, answer: &str| {
            let text = format!(
                "---\ntitle: T\ninsights:\n  - question: \"{question}\"\n    answer: \"{answer}\"\n---\n"
            );
            found(check, &text)
        };
        let evasive = "Our company takes these matters seriously.";
        assert_eq!(
            of("How much does the new line cost?", evasive),
            [("question/evades", evasive.to_owned())]
        );
        for (question, answer) in [
            ("How much does the new line cost?", "The costs are 3 million euros."),
            ("Is the new line open?", "No, it is being tested."),
            ("Why?", evasive),
            ("Who archives the pages?", "The Internet Archive does."),
        ] {
            assert_eq!(of(question, answer), [], "{question}");
        }
    }
}
