//! The words that age, in four languages.

use crate::check::language::Language;
use crate::check::rules::time::words::Words;

/// Returns how many words from here on age together, if they do.
pub(super) fn ages(words: &Words<'_>, n: usize, language: Language) -> Option<usize> {
    match language {
        Language::English => english(words, n),
        Language::German => listed(words, n, GERMAN),
        Language::French => listed(words, n, FRENCH),
        Language::Spanish => listed(words, n, SPANISH).filter(|_| words.before(n, 1) != "tan"),
        Language::Other => None,
    }
}

/// Whether the sentence says in words as of when it holds, or that it speaks of another time.
pub(super) fn said_when(words: &Words<'_>, language: Language) -> bool {
    let phrases: &[&[&str]] = match language {
        Language::English => &[
            &["as", "of"],
            &["as", "at"],
            &["at", "the", "time"],
            &["at", "that", "time"],
            &["in", "those", "days"],
        ],
        Language::German => &[&["stand"], &["damals"], &["seinerzeit"]],
        Language::French => &[&["à", "la", "date"], &["à", "l'époque"]],
        Language::Spanish => &[&["a", "fecha", "de"], &["entonces"]],
        Language::Other => &[],
    };
    (0..words.len()).any(|n| phrases.iter().any(|phrase| words.have(n, phrase)))
}

fn listed(words: &Words<'_>, n: usize, phrases: &[&[&str]]) -> Option<usize> {
    let longest = phrases.iter().filter(|phrase| words.have(n, phrase)).map(|phrase| phrase.len());
    longest.max()
}

/// Periods that "this", "last" and "next" tie to the day of writing.
const PERIODS: &[&str] = &[
    "week",
    "month",
    "year",
    "quarter",
    "season",
    "summer",
    "winter",
    "spring",
    "autumn",
    "morning",
    "afternoon",
    "evening",
    "weekend",
    "night",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Periods of which there are several in "the last five years".
const SEVERAL: &[&str] = &["weeks", "months", "years", "quarters"];

const NUMBERS: &[&str] = &[
    "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "fifteen", "twenty", "thirty", "few", "several", "couple", "some", "many",
];

/// Verbs of the past: what follows is told as it was then.
const PAST: &[&str] =
    &["was", "were", "had", "did", "didn't", "wasn't", "weren't", "would", "could"];

const ALONE: &[&[&str]] = &[
    &["currently"],
    &["nowadays"],
    &["presently"],
    &["lately"],
    &["at", "present"],
    &["these", "days"],
    &["at", "the", "moment"],
    &["for", "the", "time", "being"],
    &["at", "this", "moment"],
    &["yesterday"],
    &["tomorrow"],
    &["tonight"],
    &["today"],
    &["right", "now"],
    &["recently"],
    &["upcoming"],
    &["earlier", "this", "year"],
    &["later", "this", "year"],
    &["still", "under", "construction"],
    &["in", "the", "near", "future"],
    &["in", "the", "coming", "weeks"],
    &["in", "the", "coming", "months"],
    &["in", "the", "coming", "years"],
];

fn english(words: &Words<'_>, n: usize) -> Option<usize> {
    let (word, before, next) = (words.get(n), words.before(n, 1), words.get(n + 1));
    let past = |back: usize| PAST.contains(&words.before(n, back));
    let was_then = past(1) || (past(2) && before == "not");
    match word {
        "this" | "last" | "next" if PERIODS.contains(&next) => period(words, n).then_some(2),
        "last" | "past" | "next" | "coming" => several(words, n),
        "now" => is_now(words, n, was_then).then_some(1),
        "recent" => {
            let compared = matches!(
                before,
                "most" | "more" | "less" | "as" | "how" | "too" | "fairly" | "relatively"
            );
            let in_time =
                matches!(next, "years" | "decades" | "past" | "history" | "times" | "centuries");
            let online =
                matches!(next, "content" | "pages" | "posts" | "entries" | "versions" | "browsers");
            (!(compared || online || (in_time && next != "years"))).then_some(1)
        }
        "current" => is_current(words, n).then_some(1),
        "soon" | "shortly" => is_soon(words, n).then_some(1),
        "just" => (matches!(before, "has" | "have") && next != "as").then_some(1),
        "recently" if was_then || matches!(before, "most" | "until") => None,
        "these" if before == "on" => None,
        "yesterday" | "tomorrow" if before == "the" || before == "and" => None,
        "at" if words.have(n, &["at", "the", "moment"])
            && matches!(words.get(n + 3), "of" | "when" | "that" | "in") =>
        {
            None
        }
        _ => ago(words, n)
            .or_else(|| listed(words, n, ALONE).filter(|_| !was_then && before != "then")),
    }
}

/// "this week"; not "the last year of", "his last year".
fn period(words: &Words<'_>, n: usize) -> bool {
    let (word, before, after) = (words.get(n), words.before(n, 1), words.get(n + 2));
    let owned = matches!(
        before,
        "his" | "her" | "their" | "its" | "my" | "our" | "your" | "that" | "a" | "every" | "each"
    );
    let nth = before == "the"
        && (word == "last"
            || !matches!(
                words.before(n, 2),
                "over" | "through" | "in" | "within" | "during" | "for"
            ));
    !(owned || nth || (word == "last" && after == "of"))
}

/// "the past five years", "in the next few months".
fn several(words: &Words<'_>, n: usize) -> Option<usize> {
    let mut at = n + 1;
    while at < n + 4 && is_number(words.get(at)) || words.get(at) == "of" {
        at += 1;
    }
    let counted = at > n + 1 && SEVERAL.contains(&words.get(at));
    (counted && matches!(words.before(n, 1), "the" | "these" | "those")).then_some(at + 1 - n)
}

/// "five years ago"; not "66 million years ago".
fn ago(words: &Words<'_>, n: usize) -> Option<usize> {
    let is_count = is_number(words.get(n));
    let at = if words.get(n) == "a" && matches!(words.get(n + 1), "few" | "couple") {
        n + 2 + usize::from(words.get(n + 2) == "of")
    } else {
        n + 1
    };
    let unit = words.get(at);
    let unit = unit.strip_suffix('s').unwrap_or(unit);
    let counted = is_count && matches!(unit, "day" | "week" | "month" | "year" | "decade");
    (counted && words.get(at + 1) == "ago" && !matches!(words.before(n, 1), "than"))
        .then_some(at + 2 - n)
}

/// A number below a hundred, in digits or as a word.
fn is_number(word: &str) -> bool {
    NUMBERS.contains(&word) || word.parse::<u32>().is_ok_and(|number| number < 100)
}

fn is_now(words: &Words<'_>, n: usize, was_then: bool) -> bool {
    let (before, next) = (words.before(n, 1), words.get(n + 1));
    // "Now open the file": a step, not a time; "why now": a reason, whenever.
    let fixed = n == 0
        || matches!(
            next,
            "" | "that" | "and" | "or" | "known" | "called" | "named" | "defunct" | "famous" | "is"
        )
        || matches!(
            before,
            "until"
                | "till"
                | "by"
                | "from"
                | "for"
                | "even"
                | "just"
                | "then"
                | "and"
                | "or"
                | "than"
                | "why"
                | "says"
        )
        || (matches!(before, "is" | "are") && words.before(n, 2) == "what");
    !fixed && !was_then
}

/// "the current rules"; not an electric one, nor the row of a table.
fn is_current(words: &Words<'_>, n: usize) -> bool {
    let (before, next) = (words.before(n, 1), words.get(n + 1));
    let technical = matches!(
        next,
        "" | "affairs"
            | "events"
            | "folder"
            | "directory"
            | "page"
            | "user"
            | "row"
            | "line"
            | "date"
            | "day"
            | "time"
            | "value"
            | "position"
            | "month"
            | "year"
            | "version"
            | "branch"
            | "account"
            | "of"
            | "in"
            | "is"
            | "was"
            | "flow"
            | "flows"
            | "and"
            | "or"
            | "through"
            | "assets"
            | "liabilities"
            | "window"
            | "file"
            | "commit"
    );
    matches!(before, "the" | "its" | "their" | "our" | "his" | "her" | "under" | "a" | "at")
        && !technical
}

/// "will soon", "is coming soon"; not "as soon as", "soon became".
fn is_soon(words: &Words<'_>, n: usize) -> bool {
    let (before, next) = (words.before(n, 1), words.get(n + 1));
    let compared = matches!(before, "as" | "too" | "how" | "so" | "very")
        || matches!(next, "after" | "as" | "enough" | "before");
    let ahead = (n.saturating_sub(30)..n + 10).any(|n| {
        matches!(
            words.get(n),
            "will" | "won't" | "may" | "could" | "might" | "expected" | "hopes" | "hope" | "plans"
        ) || words.get(n).ends_with("'ll")
            || (matches!(words.get(n), "is" | "are")
                && matches!(words.get(n + 1), "coming" | "to" | "expected" | "due"))
    });
    !compared && ahead
}

const GERMAN: &[&[&str]] = &[
    &["derzeit"],
    &["zurzeit"],
    &["momentan"],
    &["gegenwärtig"],
    &["heutzutage"],
    &["kürzlich"],
    &["neulich"],
    &["unlängst"],
    &["vor", "kurzem"],
    &["seit", "kurzem"],
    &["demnächst"],
    &["gestern"],
    &["heute"],
    &["aktuell"],
    &["dieses", "jahr"],
    &["in", "diesem", "jahr"],
    &["letztes", "jahr"],
    &["vergangenes", "jahr"],
    &["im", "letzten", "jahr"],
    &["im", "vergangenen", "jahr"],
    &["nächstes", "jahr"],
    &["im", "nächsten", "jahr"],
    &["im", "kommenden", "jahr"],
    &["diese", "woche"],
    &["in", "dieser", "woche"],
    &["letzte", "woche"],
    &["vergangene", "woche"],
    &["nächste", "woche"],
    &["diesen", "monat"],
    &["letzten", "monat"],
    &["vergangenen", "monat"],
    &["nächsten", "monat"],
    &["in", "letzter", "zeit"],
    &["im", "moment"],
    &["in", "den", "letzten", "jahren"],
    &["in", "den", "vergangenen", "jahren"],
    &["in", "den", "kommenden", "jahren"],
];

const FRENCH: &[&[&str]] = &[
    &["actuellement"],
    &["récemment"],
    &["dernièrement"],
    &["aujourd'hui"],
    &["bientôt"],
    &["prochainement"],
    &["cette", "semaine"],
    &["cette", "année"],
    &["ce", "mois", "ci"],
    &["semaine", "dernière"],
    &["l'année", "dernière"],
    &["l'an", "dernier"],
    &["mois", "dernier"],
    &["semaine", "prochaine"],
    &["l'année", "prochaine"],
    &["l'an", "prochain"],
    &["mois", "prochain"],
    &["en", "ce", "moment"],
    &["à", "l'heure", "actuelle"],
    &["ces", "jours", "ci"],
    &["de", "nos", "jours"],
    &["ces", "dernières", "années"],
    &["hier"],
];

const SPANISH: &[&[&str]] = &[
    &["actualmente"],
    &["recientemente"],
    &["últimamente"],
    &["hoy"],
    &["hoy", "en", "día"],
    &["ayer"],
    &["pronto"],
    &["próximamente"],
    &["esta", "semana"],
    &["este", "año"],
    &["este", "mes"],
    &["año", "pasado"],
    &["semana", "pasada"],
    &["mes", "pasado"],
    &["próximo", "año"],
    &["próxima", "semana"],
    &["próximo", "mes"],
    &["año", "que", "viene"],
    &["en", "este", "momento"],
    &["hoy", "por", "hoy"],
    &["últimos", "años"],
];

#[cfg(test)]
mod tests {
    use super::ALONE;
    use crate::check::language::Language;
    use crate::check::signs::{Sign, Signs};

    #[test]
    fn each_phrase_has_a_word_by_which_its_sentence_is_read() {
        let ages = |word: &&str| Signs::of(word, Language::English).has(Sign::Ageing);
        assert!(ALONE.iter().all(|phrase| phrase.iter().any(ages)));
    }
}
