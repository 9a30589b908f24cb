//! [`spoken`]: where a sentence says that somebody says something.

use crate::check::rules::citation::agents::{AGENTS, PRONOUNS};
use crate::check::rules::citation::wording::{QUOTATION, Wording};
use crate::check::verbs::{STRONG, WEAK};

/// A statement that somebody is said to have made: the words from its first to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// The first word.
    pub(super) first: usize,
    /// The last word.
    pub(super) last: usize,
    /// The verb.
    pub(super) verb: usize,
}

/// Returns the first place where somebody who is named, or was before, says something.
pub(super) fn spoken(words: &Wording<'_>) -> Option<Spoken> {
    (0..words.len()).find_map(|verb| inverted(words, verb).or_else(|| direct(words, verb)))
}

/// Whether a word is a verb of speech that needs nothing else to be one.
pub(super) fn is_strong(word: &str) -> bool {
    STRONG.contains(&word)
}

/// Whether a word is a verb of speech in some use.
pub(super) fn is_speech(word: &str) -> bool {
    STRONG.contains(&word) || WEAK.contains(&word) || word == "described" || word == "describes"
}

/// "… said Lucia Caudet"; "described by the Guardian".
fn inverted(words: &Wording<'_>, verb: usize) -> Option<Spoken> {
    let word = words.lower(verb);
    let next = words.lower(verb + 1);
    let by = next == "by" && matches!(word, "described" | "reported" | "quoted" | "cited");
    if by {
        let the = usize::from(matches!(words.lower(verb + 2), "the" | "a" | "an"));
        let named =
            words.is_capital(verb + 2 + the) || AGENTS.contains(&words.lower(verb + 2 + the));
        return named.then_some(Spoken { first: verb, last: verb + 2 + the, verb });
    }
    if !is_strong(word) {
        return None;
    }
    let quoted = words.before(verb, 1) == QUOTATION
        || (words.before(verb, 1) == "," && words.before(verb, 2) == QUOTATION)
        || words.before(verb, 1) == ",";
    let named = words.is_capital(verb + 1)
        || (matches!(next, "the" | "a" | "an" | "one" | "its" | "their")
            && (2..6).any(|n| AGENTS.contains(&words.lower(verb + n))));
    (quoted && named && verb > 0).then_some(Spoken { first: verb, last: verb + 1, verb })
}

/// "The report says", "Professor Eastman said", "she told".
fn direct(words: &Wording<'_>, verb: usize) -> Option<Spoken> {
    let word = words.lower(verb);
    let describes =
        matches!(word, "described" | "describes") && (2..9).any(|n| words.lower(verb + n) == "as");
    let says = is_strong(word) || describes || (WEAK.contains(&word) && introduces(words, verb));
    if !says || tells_of(words, verb) || acts(words, verb) {
        return None;
    }
    let mut at = verb.checked_sub(1)?;
    while AUXILIARIES.contains(&words.lower(at)) {
        at = at.checked_sub(1)?;
    }
    let subject = words.lower(at);
    let before = (1..=4).filter_map(|back| at.checked_sub(back));
    let asked = before.map(|n| words.lower(n)).any(|word| WHAT.contains(&word));
    if asked || subject.ends_with("n't") || subject.ends_with("'s") {
        return None;
    }
    let first = if PRONOUNS.contains(&subject) {
        by_pronoun(subject, word).then_some(at)
    } else if matches!(subject, "," | ")" | "-" | "–") {
        by_clause(words, at, verb).then_some(verb)
    } else if AGENTS.contains(&subject) {
        let near = (1..=4).filter_map(|back| at.checked_sub(back));
        near.into_iter().find(|n| DETERMINERS.contains(&words.lower(*n)) || words.is_capital(*n))
    } else if is_name(words, at, word) {
        Some(at)
    } else {
        by_phrase(words, at, verb)
    };
    first.map(|first| Spoken { first, last: verb, verb })
}

/// Whether a pronoun stands for somebody who says something: "it" often stands for the text itself.
fn by_pronoun(subject: &str, verb: &str) -> bool {
    match subject {
        "it" => matches!(
            verb,
            "adds" | "added" | "argues" | "argued" | "warns" | "warned" | "concludes" | "concluded"
        ),
        _ => !matches!(verb, "show" | "shows" | "showed"),
    }
}

/// "Peter Cheese, the chief executive, said": whether somebody was named before the comma.
fn by_clause(words: &Wording<'_>, comma: usize, verb: usize) -> bool {
    let begins = words.lower(1) == "," && !BEGINNINGS.contains(&words.lower(0));
    let named = begins || (1..comma).any(|n| words.is_capital(n));
    let agent = (0..comma).any(|n| AGENTS.contains(&words.lower(n)));
    let next = words.lower(verb + 1);
    let claims = is_strong(words.lower(verb)) || next == "that";
    (named || agent) && claims && !matches!(next, "in" | "to" | "at" | "on" | "and")
}

/// Whether a word is a name: at the beginning of a sentence it must be none of those with which sentences begin.
fn is_name(words: &Wording<'_>, at: usize, verb: &str) -> bool {
    let Some(word) = words.get(at) else { return false };
    let is_letters = word.text.len() > 1 && word.text.chars().all(char::is_uppercase);
    let starts = at == 0 && BEGINNINGS.contains(&&*word.lower) && !is_letters;
    let is_bare = matches!(verb, "suggest" | "indicate" | "show" | "estimate");
    words.is_capital(at) && words.is_word(at) && !starts && !is_bare && word.lower != "i"
}

/// "The director for the region says": a determiner and somebody within a few words.
fn by_phrase(words: &Wording<'_>, at: usize, verb: usize) -> Option<usize> {
    let back = (2..=16).filter_map(|back| verb.checked_sub(back));
    let mut agents =
        back.take_while(|n| words.is_word(*n)).filter(|n| AGENTS.contains(&words.lower(*n)));
    let somebody = agents.next().filter(|n| {
        DETERMINERS.contains(&words.before(*n, 1)) || words.is_capital(n.saturating_sub(1))
    });
    let says = is_strong(words.lower(verb)) && !BEFORE_INFINITIVE.contains(&words.lower(at));
    somebody.filter(|_| says)
}

/// Whether a verb of speech is used for something else: "told a story", "reported for duty".
fn acts(words: &Wording<'_>, verb: usize) -> bool {
    let next = words.lower(verb + 1);
    match words.lower(verb) {
        "told" | "tells" => {
            let heard = (1..=6).map(|n| words.lower(verb + n));
            let mut clause = heard.take_while(|word| *word != ".");
            !words.is_capital(verb + 1)
                && !clause
                    .any(|word| matches!(word, "that" | ":" | "," | QUOTATION | "of" | "about"))
        }
        "reported" | "wrote" | "writes" => matches!(next, "for" | "to" | "a" | "books"),
        _ => false,
    }
}

/// Whether what follows a verb is no statement: "says what it costs", "says nothing".
fn tells_of(words: &Wording<'_>, verb: usize) -> bool {
    matches!(
        words.lower(verb + 1),
        "what"
            | "who"
            | "where"
            | "how"
            | "when"
            | "why"
            | "which"
            | "nothing"
            | "more"
            | "less"
            | "little"
            | "much"
            | "something"
            | "so"
            | "in"
            | "goodbye"
            | "yes"
            | "no"
            | "only"
            | "whether"
    ) && matches!(
        words.lower(verb),
        "say" | "says" | "said" | "tells" | "told" | "explains" | "explained" | "writes" | "wrote"
    )
}

/// Whether a clause follows a verb, as it does when something is said: "found that", "found 38 %".
fn introduces(words: &Wording<'_>, verb: usize) -> bool {
    let next = words.lower(verb + 1);
    matches!(
        next,
        "that" | ":" | "how" | "whether" | "it" | "there" | "“”" | "no" | "only" | "at" | "one"
    ) || next.starts_with(|c: char| c.is_ascii_digit())
        || (matches!(next, ",") && words.lower(verb + 2) == QUOTATION)
        || (next == "." && verb + 2 == words.len() && FIGURES.contains(&words.before(verb, 1)))
}

/// Words by which a clause before asks what is said, or only speaks of it.
const WHAT: &[&str] = &["what", "whatever", "whoever", "nobody", "if"];

/// What may show something at a sentence's end: "…, the agency's figures show".
const FIGURES: &[&str] =
    &["figures", "data", "statistics", "documents", "records", "files", "estimates"];

const AUXILIARIES: &[&str] = &[
    "has",
    "have",
    "had",
    "also",
    "then",
    "later",
    "recently",
    "now",
    "further",
    "himself",
    "herself",
    "once",
    "however",
    "still",
    "already",
    "itself",
    "earlier",
    "publicly",
    "repeatedly",
];

const DETERMINERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "its",
    "their",
    "his",
    "her",
    "one",
    "another",
    "these",
    "those",
    "our",
    "latest",
    "new",
    "recent",
    "official",
    "independent",
    "government",
    "same",
];

/// Words that no subject ends with.
const BEFORE_INFINITIVE: &[&str] = &[
    "to", "was", "were", "is", "are", "be", "been", "being", "not", "cannot", "and", "or", "can",
    "could", "will", "would", "must", "should", "may", "might", "do", "does", "did", "as", "who",
    "that", "which", "of", "we", "you", "i", "often", "never", "a", "the", "by", "when", "than",
    "in", "for",
];

/// Words with a capital letter that begin sentences and are no names.
const BEGINNINGS: &[&str] = &[
    "and",
    "but",
    "or",
    "as",
    "so",
    "this",
    "that",
    "what",
    "who",
    "which",
    "some",
    "many",
    "others",
    "most",
    "if",
    "when",
    "we",
    "you",
    "people",
    "critics",
    "experts",
    "researchers",
    "scientists",
    "campaigners",
    "studies",
    "analysts",
    "nobody",
    "everyone",
    "somebody",
    "no",
    "all",
    "few",
    "these",
    "those",
    "such",
    "it",
    "the",
    "a",
    "an",
    "opponents",
    "supporters",
    "economists",
    "activists",
    "observers",
    "commentators",
    "historians",
    "reports",
    "sources",
    "not",
    "once",
];
