//! `question/thin-pointer`: a question that points to a section which does not speak of what it asks.

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::Passage;
use crate::check::report::Report;
use crate::check::rules::question::words::{share, subject};
use crate::content::{LinkTarget, QuestionForm};
use crate::diagnostic::Code;

/// Reports each pointer to a section of the article that has no word of the question.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English {
        return;
    }
    for question in &input.article.questions {
        let QuestionForm::See(link) = question.form else { continue };
        let Some(link) = input.article.links.get(link.0) else { continue };
        let LinkTarget::Anchor(anchor) = &link.target else { continue };
        let sections = &input.prose.sections;
        let Some(first) = sections.iter().position(|section| section.id == *anchor) else {
            continue;
        };
        let asked = subject(&question.text);
        if asked.is_empty() || answers(input, first, &asked) {
            continue;
        }
        let title = sections.get(first).map_or("", |section| section.title.as_str());
        let message = format!("the section `{title}` has no word of `{}`", question.text);
        let hint = "point to the section that answers it, or say in the section what is asked";
        report.add(Code::QuestionThinPointer, link.span, message, hint);
    }
}

/// Whether a section, with those below it, has a word of a question.
fn answers(
    input: &ArticleInput<'_>,
    first: usize,
    asked: &std::collections::BTreeSet<String>,
) -> bool {
    let sections = &input.prose.sections;
    let Some(level) = sections.get(first).map(|section| section.level) else { return true };
    let below = sections.iter().skip(first + 1).take_while(|section| section.level > level).count();
    let inside = |passage: &&Passage| {
        passage.section.is_some_and(|section| (first..=first + below).contains(&section))
    };
    input.prose.body().filter(inside).any(|passage| share(asked, &subject(&passage.text)))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_pointer_leads_to_an_answer() {
        let of = |question: &str, body: &str| {
            let text = format!(
                "---\ntitle: T\ninsights:\n  - question: \"{question}\"\n    see: \"#one\"\n---\n{body}\n"
            );
            found(check, &text)
        };
        let body = "## One\n\nThe weather was fine.\n\n## Two\n\nThe line costs a lot.\n";
        assert_eq!(
            of("What does the line cost?", body),
            [("question/thin-pointer", "\"#one\"".to_owned())]
        );
        for (question, body) in [
            ("How was the weather?", body),
            ("What does the line cost?", "## One\n\nA.\n\n### Below\n\nIts costs.\n"),
            ("What is it?", body),
        ] {
            assert_eq!(of(question, body), [], "{question}");
        }
    }
}
