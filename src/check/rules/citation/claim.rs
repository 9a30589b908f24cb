//! Whether a sentence claims something: a question, a supposition and an instruction do not.

use std::ops::Range;

use crate::check::language::Language;
use crate::check::lookup::WordSet;
use crate::check::lower::lower;
use crate::check::prose::Passage;
use crate::check::signs::{Sign, Signs};

/// How a sentence is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// It claims something.
    Claim,
    /// It supposes something, and so may the sentences after it.
    Story,
    /// It supposes something, asks or instructs.
    Other,
}

/// Returns how a sentence with these signs is meant.
pub(super) fn mood(sentence: &str, signs: Signs, language: Language) -> Mood {
    let lower = lower(sentence.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let end = sentence.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
    if end.ends_with('?') {
        return Mood::Other;
    }
    match language {
        Language::English => english(&lower, signs.has(Sign::Supposition)),
        Language::German => {
            of(&lower, &["angenommen", "stellen wir uns", "nehmen wir an"], &["wenn ", "falls "])
        }
        Language::French => of(&lower, &["supposons", "imaginons", "imaginez"], &["si "]),
        Language::Spanish => of(&lower, &["supongamos", "imaginemos", "imagine"], &["si "]),
        Language::Other => Mood::Other,
    }
}

/// Returns how a sentence of a passage is meant, by the words in it that are the author's own.
pub(super) fn own_mood(
    passage: &Passage,
    (sentence, signs): (&Range<usize>, Signs),
    language: Language,
) -> Mood {
    let begin = passage.slice(sentence).find(char::is_alphanumeric).unwrap_or_default();
    if passage.is_quoted(sentence.start + begin) {
        return Mood::Claim;
    }
    mood(passage.slice(sentence), signs, language)
}

/// Whether a text begins with one of these: the first letter says of most that it does not.
fn begins_with(text: &str, words: &[&str]) -> bool {
    let first = text.as_bytes().first();
    words.iter().any(|word| word.as_bytes().first() == first && text.starts_with(word))
}

fn of(lower: &str, stories: &[&str], conditions: &[&str]) -> Mood {
    let begins = |words: &[&str]| begins_with(lower, words);
    match (begins(stories), begins(conditions)) {
        (true, _) => Mood::Story,
        (_, true) => Mood::Other,
        _ => Mood::Claim,
    }
}

fn english(lower: &str, may_suppose: bool) -> Mood {
    let begins = |words: &[&str]| begins_with(lower, words);
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if begins(STORIES) {
        return Mood::Story;
    }
    let supposes = begins(CONDITIONS) || (may_suppose && has(INNER_CONDITIONS));
    let compares = || begins(&["if we compare", "if you compare", "if we look", "if you look"]);
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let instructs = IMPERATIVES.contains(first) || (has(TOLD) && has(DUTIES));
    if (supposes && !compares()) || instructs { Mood::Other } else { Mood::Claim }
}

/// Beginnings of an example that is made up.
const STORIES: &[&str] = &[
    "suppose",
    "imagine",
    "assume",
    "let us say",
    "let's say",
    "say you",
    "say a ",
    "say the ",
    "say that ",
    "picture ",
    "take a ",
    "take an ",
    "consider a ",
    "consider an ",
    "think of a ",
    "for example, someone",
    "for example, somebody",
    "for example, a person",
    "for example, if",
    "for instance, someone",
    "for instance, a person",
    "for instance, if",
    "someone who",
    "somebody who",
    "a person who",
    "anyone who",
    "a household that",
    "a family that",
];

/// Beginnings of a supposition.
const CONDITIONS: &[&str] = &[
    "if ",
    "even if ",
    "but if ",
    "and if ",
    "so if ",
    "assuming ",
    "whoever ",
    "whether you",
    "unless ",
    "whenever ",
    "when you ",
    "provided ",
    "had ",
    "should ",
    "in theory",
    "hypothetically",
];

const INNER_CONDITIONS: &[&str] = &[
    " if you ",
    " if someone ",
    " someone who ",
    " somebody who ",
    " let us say",
    " say, ",
    " suppose ",
    " were to ",
    " anyone who ",
    " if a ",
    " if an ",
    " if it were",
    " hypothetical",
];

/// What any of the following has: most sentences have neither.
const TOLD: &[&str] = &["you ", "please "];

/// What readers are told to do.
const DUTIES: &[&str] =
    &["you must ", "you should ", "you need to ", "please ", "you have to ", "you can "];

static IMPERATIVES: WordSet = WordSet::new(&[
    "add", "aim", "allow", "answer", "ask", "avoid", "bake", "boil", "call", "change", "check",
    "choose", "click", "contact", "cook", "copy", "count", "cover", "cut", "delete", "divide",
    "do", "don", "drink", "eat", "enter", "fill", "fold", "give", "heat", "hold", "install",
    "keep", "leave", "limit", "make", "mix", "move", "multiply", "never", "open", "pay", "pick",
    "pour", "press", "put", "read", "remove", "repeat", "replace", "return", "run", "save", "see",
    "select", "send", "set", "show", "start", "stir", "stop", "store", "take", "tell", "text",
    "try", "turn", "type", "use", "visit", "wait", "wash", "write",
]);
