//! `question/twice` and `question/near`: what is asked again, on the page or elsewhere on the site.

use crate::check::input::{ArticleInput, SiteInput};
use crate::check::language::Language;
use crate::check::report::Report;
use crate::check::rules::question::alike::{Asked, Like, Seen};
use crate::content::{Article, LinkTarget, Question, QuestionForm};
use crate::diagnostic::{Code, Diagnostic, Place};

/// Reports each question that its article asks twice.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let mut seen = Seen::default();
    for question in &input.article.questions {
        let place = report.place(question.span);
        let english = input.language == Language::English;
        if let Some((like, asked)) = seen.look(&question.text, place.clone(), english) {
            report.push(told(&like, place, asked));
        }
    }
}

/// Reports each question that another article asks, too, unless one of them points to the other's answer.
pub(in crate::check::rules) fn check_site(input: &SiteInput<'_>, findings: &mut Vec<Diagnostic>) {
    let mut seen = Seen::default();
    for article in input.articles {
        let tag = article.lang.as_deref().unwrap_or(&input.config.language);
        let english = Language::of_tag(tag) == Language::English;
        for question in article.questions.iter().filter(|question| !points_away(article, question))
        {
            let place = Place::new(&article.path, question.span);
            let found = seen.look(&question.text, place.clone(), english);
            // What a page asks twice is told by the rule about articles.
            if let Some((like, asked)) = found.filter(|(_, asked)| asked.place.path != place.path) {
                findings.push(told(&like, place, asked));
            }
        }
    }
}

/// Whether the answer is on another page.
fn points_away(article: &Article, question: &Question) -> bool {
    let QuestionForm::See(link) = question.form else { return false };
    article.links.get(link.0).is_some_and(|link| !matches!(link.target, LinkTarget::Anchor(_)))
}

fn told(like: &Like, place: Place, asked: &Asked<'_>) -> Diagnostic {
    let elsewhere = asked.place.path != place.path;
    let (code, message) = match like {
        Like::Same if elsewhere => {
            (Code::QuestionTwice, format!("another article asks the same: `{}`", asked.text))
        }
        Like::Same => (Code::QuestionTwice, "this page asks the same question twice".to_owned()),
        Like::Near => {
            (Code::QuestionNear, format!("this asks almost the same as `{}`", asked.text))
        }
    };
    let hint = if elsewhere {
        "answer it in one article, and let the other point there: `see: \"other.md#anchor\"`"
    } else {
        "keep one of them, or ask in a way that shows the difference"
    };
    Diagnostic::new(code, place, message).related(asked.place.clone(), "asked here").hint(hint)
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
