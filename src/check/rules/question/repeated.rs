//! `question/twice` and `question/near`: what is asked again, on the page or elsewhere on the site.

use crate::check::input::{ArticleInput, SiteInput};
use crate::check::language::Language;
use crate::check::report::Report;
use crate::check::rules::question::alike::{Asked, Like, Seen};
use crate::check::rules::question::pointers::Pointers;
use crate::check::rules::question::side::Side;
use crate::content::{Article, LinkTarget, Question, QuestionForm};
use crate::diagnostic::{Code, Diagnostic, Place};

/// Reports each question that its article asks twice.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let mut seen = Seen::default();
    let english = input.language == Language::English;
    for question in &input.article.questions {
        if let Some((like, asked)) = seen.look(input.article, question, english) {
            let finding = told((input.article, question), &like, asked);
            let hint = "keep one of them, or ask in a way that shows the difference";
            report.push(finding.hint(hint));
        }
    }
}

/// Reports each question that another article asks, too, unless one of them points to the other's answer.
pub(in crate::check::rules) fn check_site(input: &SiteInput<'_>, findings: &mut Vec<Diagnostic>) {
    let mut seen = Seen::default();
    let mut pointers = Pointers::new(input);
    for article in input.articles {
        let english = Language::of_tag(input.language_of(article)) == Language::English;
        for question in article.questions.iter().filter(|question| !points_away(article, question))
        {
            let found = seen.look(article, question, english);
            // What a page asks twice is told by the rule about articles.
            let found = found.filter(|(_, asked)| asked.article.path != article.path);
            let Some((like, asked)) = found else { continue };
            let finding = told((article, question), &like, asked);
            let two = (Side { article, question }, Side::of(asked));
            findings.push(match like {
                Like::Same => pointers.offered(finding, two),
                Like::Near => pointers.hinted(finding, two),
            });
        }
    }
}

/// Whether the answer is on another page.
fn points_away(article: &Article, question: &Question) -> bool {
    let QuestionForm::See(link) = question.form else { return false };
    article.links.get(link.0).is_some_and(|link| !matches!(link.target, LinkTarget::Anchor(_)))
}

fn told((article, question): (&Article, &Question), like: &Like, asked: &Asked<'_>) -> Diagnostic {
    let earlier = &asked.question.text;
    let (code, message) = match like {
        Like::Same if asked.article.path != article.path => {
            (Code::QuestionTwice, format!("another article asks the same: `{earlier}`"))
        }
        Like::Same => (Code::QuestionTwice, "this page asks the same question twice".to_owned()),
        Like::Near => (Code::QuestionNear, format!("this asks almost the same as `{earlier}`")),
    };
    let place = Place::new(&article.path, question.span);
    Diagnostic::new(code, place, message).related(asked.place(), "asked here")
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(one: &str, two: &str) -> Vec<(&'static str, String)> {
        let text = format!("---\ntitle: T\ninsights:\n  - \"{one}\"\n  - \"{two}\"\n---\n");
        found(check, &text)
    }

    #[test]
    fn the_same_question_twice_is_told() {
        let twice = of("Who pays for it?", "Who pays – for it?");
        assert_eq!(twice, [("question/twice", "\"Who pays – for it?\"".to_owned())]);
        for two in ["Who paid for it?", "Who pays for that?", "Why?"] {
            assert_eq!(of("Who pays for it?", two), [], "{two}");
        }
    }

    #[test]
    fn almost_the_same_question_is_told() {
        let near = of("How does an archive keep the pages?", "How do archives keep their pages?");
        assert_eq!(near.first().map(|(code, _)| *code), Some("question/near"));
        for (one, two) in [
            ("How do archives keep pages?", "Why do archives keep pages?"),
            ("What did archives cost in 2023?", "What did archives cost in 2024?"),
            ("How much does a heat pump cost?", "How much does a heat pump save?"),
        ] {
            assert_eq!(of(one, two), [], "{one} {two}");
        }
    }
}
