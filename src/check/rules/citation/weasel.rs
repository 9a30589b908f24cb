//! `citation/weasel`: a sentence says that somebody says so, names nobody and cites nothing.

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::report::Report;
use crate::check::rules::citation::agents::NOBODIES;
use crate::check::rules::citation::cover::Cover;
use crate::check::rules::citation::wording::Wording;
use crate::check::signs::Sign;
use crate::check::verbs::{HELD, SAY};
use crate::diagnostic::Code;

/// Reports each sentence in which nobody in particular says something.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English {
        return;
    }
    let cover = Cover::of(input);
    for (passage, sentence) in cover.bare_claims(&[Sign::Claim]) {
        let words = Wording::of(passage, sentence);
        let Some((first, last)) = (0..words.len()).find_map(|at| weasel(&words, at)) else {
            continue;
        };
        let range = words.range(first, last);
        let message = format!("`{}` names nobody and cites nothing", passage.slice(&range));
        let hint = "name who says so and cite it, or say it in your own name";
        report.add(Code::CitationWeasel, passage.span(&range), message, hint);
    }
}

/// Reads the words by which nobody in particular says something.
fn weasel(words: &Wording<'_>, at: usize) -> Option<(usize, usize)> {
    according_to(words, at).or_else(|| bare(words, at)).or_else(|| passive(words, at))
}

/// "According to experts".
fn according_to(words: &Wording<'_>, at: usize) -> Option<(usize, usize)> {
    let many = usize::from(matches!(words.lower(at + 2), "some" | "many" | "most" | "several"));
    let who = at + 2 + many;
    let is_it = words.lower(at) == "according"
        && words.lower(at + 1) == "to"
        && NOBODIES.contains(&words.lower(who))
        && !is_named(words, who + 1);
    is_it.then_some((at, who))
}

/// "Critics argue", "some people have argued", "studies have shown".
fn bare(words: &Wording<'_>, at: usize) -> Option<(usize, usize)> {
    let is_many =
        matches!(words.lower(at), "some" | "many" | "most" | "several" | "numerous" | "various");
    let who = at + usize::from(is_many && NOBODIES.contains(&words.lower(at + 1)));
    let is_all = words.lower(who) == "people" && who == at;
    if !NOBODIES.contains(&words.lower(who)) || is_all || is_known(words, at) {
        return None;
    }
    let mut verb = who + 1;
    while matches!(
        words.lower(verb),
        "have"
            | "had"
            | "also"
            | "often"
            | "now"
            | "widely"
            | "generally"
            | "long"
            | "would"
            | "still"
            | "even"
    ) {
        verb += 1;
    }
    let word = words.lower(verb);
    let says = (SAY.contains(&word) && words.lower(verb + 1) != "of")
        || (matches!(word, "shown" | "show" | "suggested" | "found")
            && matches!(
                words.lower(who),
                "studies" | "surveys" | "reports" | "researchers" | "scientists"
            ))
        || matches!((words.lower(verb), words.lower(verb + 1)), ("point", "out"));
    says.then_some((at, verb))
}

/// "It is widely believed", "is thought to be", "are said to".
fn passive(words: &Wording<'_>, at: usize) -> Option<(usize, usize)> {
    if !matches!(words.lower(at), "is" | "are" | "was" | "were" | "been") {
        return None;
    }
    let how = ADVERBS.contains(&words.lower(at + 1));
    let verb = at + 1 + usize::from(how);
    if !HELD.contains(&words.lower(verb)) {
        return None;
    }
    let by = words.lower(verb + 1) == "by";
    let to = words.lower(verb + 1) == "to" && matches!(words.lower(verb + 2), "be" | "have");
    let impersonal = words.before(at, 1) == "it"
        || (words.before(at, 2) == "it" && words.before(at, 1) == "has");
    let that = impersonal && words.lower(verb + 1) == "that";
    let as_such = how && matches!(words.lower(verb + 1), "as" | "to" | "that");
    let is_it = !by && (to || that || as_such);
    is_it.then(|| (at - usize::from(impersonal && words.before(at, 1) == "it"), verb))
}

/// Whether it was said who they are: "the critics", "his supporters", "Tory critics".
fn is_known(words: &Wording<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = words.lower(before);
    let is_start = matches!(
        word,
        "," | ";"
            | ":"
            | "but"
            | "and"
            | "that"
            | "while"
            | "as"
            | "because"
            | "though"
            | "although"
            | "what"
            | "–"
            | "-"
            | "how"
            | "why"
            | "where"
            | "however"
            | "("
            | "so"
            | "if"
            | "which"
            | "whom"
            | "than"
    );
    !is_start
}

/// Whether who they are follows: "researchers at the university", "analysts from".
fn is_named(words: &Wording<'_>, at: usize) -> bool {
    matches!(words.lower(at), "at" | "from" | "of" | "by" | "in" | "with" | "such" | "like")
}

const ADVERBS: &[&str] = &[
    "widely",
    "generally",
    "commonly",
    "often",
    "sometimes",
    "usually",
    "broadly",
    "universally",
    "now",
    "increasingly",
    "frequently",
    "largely",
    "popularly",
    "also",
];

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::marked_in;

    fn of(body: &str) -> Vec<String> {
        marked_in(check, body)
    }

    #[test]
    fn nobody_in_particular_is_told() {
        for (body, words) in [
            ("Critics argue that it is loud.", "Critics argue"),
            ("It is widely believed that it is loud.", "It is widely believed"),
            ("It is loud, according to experts.", "according to experts"),
            ("Many people think it is loud.", "Many people think"),
            ("Smoke is thought to be the cause.", "is thought"),
        ] {
            assert_eq!(of(body), [words], "{body}");
        }
    }

    #[test]
    fn who_is_named_or_cited_is_not() {
        for body in [
            "Critics argue that it is loud [@a].",
            "The researchers say it is loud. Their critics disagree.",
            "Analysts at NextFin suggest that it is loud.",
            "People think before they speak.",
            "“Critics argue,” she said.",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }
}
