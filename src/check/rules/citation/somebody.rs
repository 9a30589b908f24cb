//! [`Judged`]: which of the quotations in a sentence are what somebody said or wrote.

use std::ops::Range;

use crate::check::language::Language;
use crate::check::prose::Passage;
use crate::check::rules::citation::agents::{AGENTS, PRONOUNS};
use crate::check::rules::citation::claim::{Mood, mood};
use crate::check::rules::citation::speech::{is_speech, is_strong};
use crate::check::rules::citation::wording::{QUOTATION, Wording};
use crate::check::signs::Signs;

/// Fewer words than this may be a term or a name.
pub(super) const SHORT: usize = 4;

/// A sentence with more quotations lists words. As many of them are judged, because each looks at the whole sentence.
const MOST: usize = 16;

/// The sentence whose quotations are being judged.
#[derive(Default)]
pub(super) struct Judged<'a> {
    number: usize,
    words: Option<Wording<'a>>,
    /// How many of its quotations were judged.
    seen: usize,
}

impl<'a> Judged<'a> {
    /// Whether a text between quotation marks is what somebody said or wrote, and no title, term or example.
    pub(super) fn has_words_of_somebody(
        &mut self,
        passage: &'a Passage,
        quotation: &Range<usize>,
        language: Language,
    ) -> bool {
        let Some(number) = passage.sentence_at(quotation.start) else { return false };
        let Some(sentence) = passage.sentences.get(number) else { return false };
        if number != self.number {
            *self = Self { number, ..Self::default() };
        }
        self.seen += 1;
        if self.seen > MOST {
            return false;
        }
        let words = self.words.get_or_insert_with(|| Wording::of(passage, sentence));
        is_words_of_somebody(passage, (sentence, words), quotation, language)
    }
}

fn is_words_of_somebody(
    passage: &Passage,
    (sentence, words): (&Range<usize>, &Wording<'_>),
    quotation: &Range<usize>,
    language: Language,
) -> bool {
    let text = passage.slice(quotation);
    let count = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let at = (0..words.len()).find(|n| {
        words.lower(*n) == QUOTATION
            && words.get(*n).is_some_and(|it| it.range.end >= quotation.end)
    });
    let at = at.unwrap_or_default();
    let said = is_said(words, at);
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
    let named = whole || is_somebody(words, at);
    let outside = passage.slice(&(sentence.start..quotation.start));
    let is_claim = whole || mood(outside, Signs::ALL, language) == Mood::Claim;
    let is_question = text.trim_end().ends_with('?');
    let long = count >= if whole { 6 } else { SHORT };
    named && long && is_claim && !is_introduced(words, at) && !is_title(text) && !is_question
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
