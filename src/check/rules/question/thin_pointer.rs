//! `question/thin-pointer`: a question that points to a section which does not speak of what it asks.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::report::Report;
use crate::check::rules::question::words::{share, subject};
use crate::content::{LinkTarget, QuestionForm};
use crate::diagnostic::Code;

/// Reports each pointer to a section of the article that has no word of the question.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English {
        return;
    }
    let sections = input.prose.sections.iter().enumerate();
    let ids: BTreeMap<&str, usize> =
        sections.map(|(n, section)| (section.id.as_str(), n)).collect();
    let mut said: BTreeMap<usize, Vec<Cow<'_, str>>> = BTreeMap::new();
    for question in &input.article.questions {
        let QuestionForm::See(link) = question.form else { continue };
        let Some(link) = input.article.links.get(link.0) else { continue };
        let LinkTarget::Anchor(anchor) = &link.target else { continue };
        let Some(first) = ids.get(anchor.as_str()).copied() else { continue };
        let asked: Vec<_> = subject(&question.text).collect();
        let said = said.entry(first).or_insert_with(|| words_of(input, first));
        if asked.is_empty() || said.is_empty() || share(&*said, &asked) {
            continue;
        }
        let title = input.prose.sections.get(first).map_or("", |section| section.title.as_str());
        let message = format!("the section `{title}` has no word of `{}`", question.text);
        let hint = "point to the section that answers it, or say in the section what is asked";
        report.add(Code::QuestionThinPointer, link.span, message, hint);
    }
}

/// Returns the words of a section and of those below it.
fn words_of<'a>(input: &'a ArticleInput<'_>, first: usize) -> Vec<Cow<'a, str>> {
    let sections = input.prose.sections.iter().skip(first);
    let level = input.prose.sections.get(first).map_or(0, |section| section.level);
    let below = sections.skip(1).take_while(|section| section.level > level).count();
    let inside = input.prose.body().skip_while(|passage| passage.section < Some(first));
    let inside = inside.take_while(|passage| passage.section <= Some(first + below));
    inside.flat_map(|passage| subject(&passage.text)).collect()
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
