//! `citation/quotation`: somebody's words without a citation.

use std::ops::Range;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::{BlockRole, Passage};
use crate::check::report::Report;
use crate::check::rules::citation::agents::{AGENTS, PRONOUNS};
use crate::check::rules::citation::claim::{Mood, mood};
use crate::check::rules::citation::cover::Cover;
use crate::check::rules::citation::speech::{is_speech, is_strong};
use crate::check::rules::citation::wording::{QUOTATION, Wording};
use crate::check::signs::Signs;
use crate::diagnostic::Code;

/// Fewer words than this may be a term or a name.
const SHORT: usize = 4;

/// As many bytes of quotations with a citation are remembered.
const MOST: usize = 20_000;

/// Reports each quotation without a citation.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language == Language::Other {
        return;
    }
    let cover = Cover::of(input);
    let mut block = None;
    let known = known(input, &cover);
    for (number, passage) in cover.judged() {
        if passage.quoted {
            // One finding for a block quotation.
            let words = passage.text.split_whitespace().count();
            let last = passage.sentences.len().saturating_sub(1);
            if block != passage.container && words >= SHORT {
                block = passage.container;
                if !cover.covers(number, last) && passage.links.is_empty() {
                    tell(passage, 0..passage.text.len(), report);
                }
            }
            continue;
        }
        if !matches!(passage.block, BlockRole::Paragraph | BlockRole::Item) {
            continue;
        }
        let next = input.prose.passages.get(number + 1).filter(|next| next.part == passage.part);
        for quotation in quotations(passage, next) {
            let covered = sentences_of(passage, &quotation).any(|n| cover.covers(number, n));
            let repeats = || known.contains(passage.slice(&quotation).trim_end_matches(['.', ',']));
            if !covered && is_words_of_somebody(passage, &quotation, input.language) && !repeats() {
                tell(passage, quotation, report);
            }
        }
    }
}

/// Returns the quotations that have a citation: they may be spoken of again. Of a long text, only the first of them.
fn known(input: &ArticleInput<'_>, cover: &Cover<'_>) -> String {
    let mut known = String::new();
    for (number, passage) in input.prose.passages.iter().enumerate() {
        for quotation in &passage.quotations {
            let covered = sentences_of(passage, quotation).any(|n| cover.covers(number, n));
            if covered && known.len() < MOST {
                known.push_str(passage.slice(quotation));
                known.push('\n');
            }
        }
    }
    known
}

fn tell(passage: &Passage, quotation: Range<usize>, report: &mut Report) {
    let words: Vec<&str> = passage.slice(&quotation).split_whitespace().collect();
    let shown = match words.get(..8) {
        Some(first) if words.len() > 9 => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    };
    let message = format!("the quotation `{shown}` has no citation");
    let hint = "cite where these words are, at the end of the sentence: `[@id]`";
    report.add(Code::CitationQuotation, passage.span(&quotation), message, hint);
}

/// Returns what is between quotation marks; a quotation that goes on in the next paragraph is not closed in this one.
fn quotations(passage: &Passage, next: Option<&Passage>) -> Vec<Range<usize>> {
    let mut found = passage.quotations.clone();
    let after = found.last().map_or(0, |last| last.end);
    let rest = passage.text.get(after..).unwrap_or_default();
    let goes_on = next.is_some_and(|next| next.text.trim_start().starts_with(['“', '"']));
    if goes_on && let Some((before, quoted)) = rest.rsplit_once('“') {
        let start = after + before.len() + '“'.len_utf8();
        if !quoted.contains('”') {
            found.push(start..start + quoted.len());
        }
    }
    found
}

fn sentences_of(passage: &Passage, range: &Range<usize>) -> Range<usize> {
    let first = passage.sentence_at(range.start).unwrap_or_default();
    let last = passage.sentence_at(range.end.saturating_sub(1)).unwrap_or_default();
    first..last + 1
}

/// Whether a text between quotation marks is what somebody said or wrote, and no title, term or example.
fn is_words_of_somebody(passage: &Passage, quotation: &Range<usize>, language: Language) -> bool {
    let text = passage.slice(quotation);
    let count = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let Some(sentence) =
        passage.sentence_at(quotation.start).and_then(|n| passage.sentences.get(n))
    else {
        return false;
    };
    let words = Wording::of(passage, sentence);
    let at = (0..words.len()).find(|n| {
        words.lower(*n) == QUOTATION
            && words.get(*n).is_some_and(|it| it.range.end >= quotation.end)
    });
    let at = at.unwrap_or_default();
    let said = is_said(&words, at);
    if count < SHORT {
        return count >= 2 && said && language == Language::English;
    }
    if said {
        return true;
    }
    // The whole sentence, or more of them: somebody speaks who was named before.
    let begins = at == 0;
    let whole = begins && sentence.end <= quotation.end + '”'.len_utf8() + 1;
    if begins && !whole {
        return false;
    }
    let named = whole || is_somebody(&words, at);
    let outside = passage.slice(&(sentence.start..quotation.start));
    let is_claim = whole || mood(outside, Signs::ALL, language) == Mood::Claim;
    let is_question = text.trim_end().ends_with('?');
    let long = count >= if whole { 6 } else { SHORT };
    named && long && is_claim && !is_introduced(&words, at) && !is_title(text) && !is_question
}

/// Whether a sentence speaks of somebody before a quotation.
fn is_somebody(words: &Wording<'_>, at: usize) -> bool {
    (0..at).any(|n| {
        let word = words.lower(n);
        (n > 0 && words.is_capital(n))
            || AGENTS.contains(&word)
            || (PRONOUNS.contains(&word) && word != "it")
    })
}

/// Whether the words around a quotation say that somebody said it.
fn is_said(words: &Wording<'_>, at: usize) -> bool {
    // `said: “…”`, `stated it “…”`, `said that “…”`.
    let verb = at.checked_sub(1).map(|last| {
        (0..=last).rev().take(4).find(|n| !BETWEEN.contains(&words.lower(*n))).unwrap_or(last)
    });
    let before = verb.is_some_and(|verb| {
        let word = words.lower(verb);
        let told = verb == 0 || matches!(words.before(verb, 1), "," | "and" | ";" | ":" | "“”");
        let called = matches!(word, "called" | "calls");
        let what = called && words.before(verb, 2) == "what";
        is_speech(word) && (!called || what) && !(told && matches!(word, "say" | "show" | "put"))
    });
    // `described her as “…”`
    let described = words.before(at, 1) == "as"
        && (2..=8).any(|back| matches!(words.before(at, back), "described" | "describes"));
    // `“…,” she said`, `“…,” said Mary Jones`.
    let after = (1..=6).take_while(|n| words.lower(at + n) != QUOTATION);
    let mut after = after.map(|n| words.lower(at + n));
    let comma = words.lower(at + 1) == "," || ends_with_comma(words, at);
    // "“The count shows” tells more" speaks of words.
    let speaks_of = matches!(words.lower(at + 1), "tells" | "say" | "says" | "explains")
        && !words.is_capital(at + 2);
    before
        || described
        || is_said_abroad(words, at)
        || (!speaks_of && after.any(|word| is_strong(word) && comma))
}

/// Whether a verb of speech follows a quotation in German, French or Spanish.
fn is_said_abroad(words: &Wording<'_>, at: usize) -> bool {
    (1..=4).any(|n| ABROAD.contains(&words.lower(at + n)))
}

const ABROAD: &[&str] = &[
    "sagte",
    "sagt",
    "erklärte",
    "schrieb",
    "schreibt",
    "betonte",
    "meinte",
    "teilte",
    "dit",
    "déclare",
    "déclaré",
    "explique",
    "expliqué",
    "affirme",
    "écrit",
    "dijo",
    "afirmó",
    "explicó",
    "declaró",
    "escribió",
];

/// Whether a quotation ends with a comma, as in `“It is over,” she said`, or goes on without one.
fn ends_with_comma(words: &Wording<'_>, at: usize) -> bool {
    let next = words.lower(at + 1);
    is_strong(next)
        || PRONOUNS.contains(&next)
        || words.is_capital(at + 1)
        || matches!(next, "the" | "a" | "an" | "one")
}

/// What may stand between a verb of speech and the words that were said.
const BETWEEN: &[&str] = &[":", ",", "it", "they", "he", "she", "that", "as", "by", "the"];

/// Whether the words before a quotation say that it is a term, a title or an example.
fn is_introduced(words: &Wording<'_>, at: usize) -> bool {
    let before = |back: usize| words.before(at, back);
    let colon = usize::from(matches!(before(1), ":" | ","));
    (1..=2).any(|back| TERMS.contains(&before(back + colon)))
        || matches!(
            words.lower(at + 1),
            "means"
                | "meant"
                | "meaning"
                | "or"
                | "sense"
                | "principle"
                | "system"
                | "rule"
                | "model"
                | "scheme"
                | "policy"
                | "approach"
                | "campaign"
                | "slogan"
                | "clause"
                | "label"
                | "button"
        )
}

/// Words that introduce a term, a title, an example.
const TERMS: &[&str] = &[
    "called",
    "calls",
    "as",
    "word",
    "words",
    "phrase",
    "term",
    "terms",
    "named",
    "titled",
    "entitled",
    "headed",
    "labelled",
    "labeled",
    "marked",
    "means",
    "meaning",
    "meant",
    "spelled",
    "spelt",
    "like",
    "e.g",
    "example",
    "question",
    "questions",
    "ask",
    "asks",
    "asked",
    "write",
    "writes",
    "type",
    "search",
    "answer",
    "not",
    "than",
    "or",
    "reads",
    "heading",
    "title",
    "headline",
    "slogan",
    "motto",
    "button",
    "link",
    "book",
    "article",
    "film",
    "song",
    "paper",
    "section",
    "page",
    "chapter",
    "sense",
    "instead",
    "against",
    "between",
    "message",
    "essay",
    "story",
    "poem",
    "novel",
    "report",
    "study",
    "issue",
];

/// Whether a text is written as titles are, with capital letters.
fn is_title(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    let capital = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    capital * 10 >= words.len() * 7 && text.starts_with(char::is_uppercase) && !text.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::marked_in;

    fn of(body: &str) -> Vec<String> {
        marked_in(check, body)
    }

    #[test]
    fn words_of_somebody_without_a_mark_are_told() {
        assert_eq!(of("She said: “We will not build it.”"), ["We will not build it."]);
        assert_eq!(of("> We will not build it here."), ["We will not build it here."]);
        assert_eq!(of("The firm stated it “does not think” so."), ["does not think"]);
        assert_eq!(of("“It is over for all of us,” the mayor said.").len(), 1);
        assert_eq!(of("Mary Jones spoke of “a planet in her own orbit”.").len(), 1);
        let two = "“It is the first of two parts that go on.\n\n“It is the second part,” he said.";
        assert_eq!(of(two).len(), 2);
    }

    #[test]
    fn words_with_a_mark_are_not() {
        for body in [
            "She said: “We will not build it.” [@a]",
            "> We will not build it here. [@a]",
            "She said this [@a]:\n\n> We will not build it here.",
            "She said “we will not build it” [@a]. Later “we will not build it” came up again.",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn terms_titles_and_examples_are_not() {
        for body in [
            "This is called “an order of the second kind”.",
            "The word “sustainability in all things” means little.",
            "It is a “smart” and “green” city, in the “first past the post” sense.",
            "The report “Heat Pumps in Europe Today” is long.",
            "Is it “the end of the line”?",
            "“The council closed the bridge” is better than “closure took place”.",
            "The figures in this example are invented.\n\n> Swimming has a long history in our town.",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }
}
