//! `question/compound`: two questions in one.

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::{Part, Passage};
use crate::check::report::Report;
use crate::diagnostic::Code;

/// The words that join two questions, and those that begin the second, in one language.
type Joining = (&'static [&'static str], &'static [&'static str]);

const ENGLISH: Joining = (
    &["and", "and,", "&"],
    &[
        "who", "what", "when", "where", "why", "how", "which", "whose", "whom", "is", "are",
        "does", "do", "did", "can", "will", "should",
    ],
);
const GERMAN: Joining = (
    &["und"],
    &[
        "wer", "was", "wann", "wo", "warum", "wieso", "weshalb", "wie", "welche", "welcher",
        "welches", "wem", "wen", "wozu", "wohin", "woher",
    ],
);
const FRENCH: Joining = (
    &["et"],
    &[
        "qui", "quand", "où", "pourquoi", "comment", "combien", "quel", "quelle", "quels",
        "quelles", "est-ce",
    ],
);
const SPANISH: Joining = (
    &["y", "e"],
    &[
        "quién", "quiénes", "qué", "cuándo", "dónde", "cómo", "cuánto", "cuánta", "cuántos",
        "cuántas", "cuál", "cuáles",
    ],
);

/// Between these two, "and what" joins the parts of one question.
const PARTS: &[&str] = &["between", "both", "zwischen", "entre"];

/// Reports each question that asks two things.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let joining = match input.language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::Other => return,
    };
    let questions = input.prose.passages.iter();
    for passage in questions.filter(|passage| matches!(passage.part, Part::Question(_))) {
        if asks_twice(passage) || joins(passage, joining) {
            let message = format!("`{}` is two questions", passage.text.trim());
            let hint = "ask each by itself, so that each gets its own answer";
            report.add(Code::QuestionCompound, passage.whole(), message, hint);
        }
    }
}

/// Whether a second question follows the first question mark.
fn asks_twice(passage: &Passage) -> bool {
    let marks = passage.text.char_indices().filter(|(at, c)| *c == '?' && !passage.is_quoted(*at));
    let places: Vec<usize> = marks.map(|(at, _)| at).collect();
    let [first, .., last] = places.as_slice() else { return false };
    let between = passage.text.get(first + 1..*last).unwrap_or_default();
    between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() > 1
}

/// Whether two clauses that ask are joined: "What is it and how does it work?"
fn joins(passage: &Passage, (and, asking): Joining) -> bool {
    let lower = passage.text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let quoted = !passage.quotations.is_empty();
    let bare = |word: &str| -> String {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_owned()
    };
    let begins = words.first().is_some_and(|word| asking.contains(&bare(word).as_str()));
    if !begins || quoted || words.iter().any(|word| PARTS.contains(word)) {
        return false;
    }
    words.iter().enumerate().skip(3).any(|(n, word)| {
        let before = words.get(..n).unwrap_or_default();
        let next = words.get(n + 1).map(|word| bare(word)).unwrap_or_default();
        and.contains(word)
            && asking.contains(&next.as_str())
            && words.len() > n + 2
            && !before.last().is_some_and(|word| asking.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(lang: &str, question: &str) -> Vec<(&'static str, String)> {
        found(check, &format!("---\ntitle: T\nlang: {lang}\ninsights:\n  - '{question}'\n---\n"))
    }

    #[test]
    fn two_questions_are_told() {
        for (lang, question) in [
            ("en", "What is an explainer and how is it different from news?"),
            ("en", "Who pays for it? And who decides?"),
            ("de", "Was kostet die Linie und wer bezahlt sie?"),
            ("fr", "Combien coûte la ligne et qui la paie?"),
            ("es", "¿Cuánto cuesta la línea y quién la paga?"),
        ] {
            assert_eq!(of(lang, question), [("question/compound", question.to_owned())]);
        }
    }

    #[test]
    fn one_question_with_an_and_is_one() {
        for question in [
            "How and why do pages vanish?",
            "What is the difference between what they say and what they do?",
            "Which costs and benefits are there?",
            "Who asked \"Why? And when?\" first?",
            "Is it a tax or is it a fee?",
        ] {
            assert_eq!(of("en", question), [], "{question}");
        }
    }
}
