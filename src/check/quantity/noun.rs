//! What is counted: the noun after a number.

use crate::check::language::Language;
use crate::check::lookup::WordSet;
use crate::check::quantity::reader::Scan;

/// How much a counted noun says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    /// The word, in lower case.
    pub(super) word: String,
    /// The token after it.
    pub(super) next: usize,
    /// Whether it is of what is counted in earnest: people, deaths, homes.
    pub(super) weighty: bool,
    /// Whether it is of what a text says about itself or enumerates: reasons, steps.
    pub(super) light: bool,
}

impl Scan<'_> {
    /// Returns the noun that a number counts, if a plural follows it, with up to three words between.
    pub(super) fn noun_after(&self, at: usize) -> Option<Noun> {
        let mut next = at;
        let mut skipped = 0;
        while skipped <= 3 {
            if self.is_sign(next, "-‑*") && self.is_glued(next) {
                next += 1;
                continue;
            }
            let token = self.word_token(next)?;
            let word = &*token.lower;
            if STOPS.contains(word) {
                return None;
            }
            let is_noun = match self.language {
                Language::German => token.text.starts_with(char::is_uppercase),
                _ => is_plural(word) || is_short_plural(token.text),
            };
            let goes_on = self.is_sign(next + 1, "-‑") && self.is_glued(next + 1);
            if is_noun && !goes_on {
                let weighty = WEIGHTY.contains(word);
                let light = LIGHT.contains(word);
                return Some(Noun { word: word.to_owned(), next: next + 1, weighty, light });
            }
            skipped += 1;
            next += 1;
        }
        None
    }
}

/// "MPs".
fn is_short_plural(text: &str) -> bool {
    let letters = text.strip_suffix('s').unwrap_or_default();
    letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_plural(word: &str) -> bool {
    if IRREGULAR.contains(word) {
        return true;
    }
    let ends = ["ss", "us", "is", "as", "'s"].iter().any(|end| word.ends_with(end));
    word.len() >= 4 && word.ends_with('s') && !ends && !NO_NOUNS.contains(word)
}

static IRREGULAR: WordSet = WordSet::new(&[
    "people",
    "children",
    "men",
    "women",
    "staff",
    "schoolchildren",
    "police",
    "cattle",
    "sheep",
    "fish",
    "mice",
    "teeth",
    "personnel",
    "troops",
    "personas",
    "gas",
    "areas",
    "visas",
    "cameras",
    "horas",
    "cas",
    "mujeres",
]);

static NO_NOUNS: WordSet = WordSet::new(&[
    "always",
    "perhaps",
    "plus",
    "less",
    "across",
    "does",
    "times",
    "versus",
    "sometimes",
    "besides",
    "unless",
    "whereas",
    "towards",
    "afterwards",
    "others",
    "ours",
    "theirs",
    "means",
    "says",
    "makes",
    "gives",
    "takes",
    "shows",
    "goes",
    "comes",
    "needs",
    "uses",
    "costs",
    "lies",
    "begins",
    "ends",
    "remains",
    "becomes",
    "applies",
    "happens",
    "seems",
    "includes",
    "counts",
]);

/// Words that end the search.
static STOPS: WordSet = WordSet::new(&[
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "in", "on", "at", "to", "and",
    "or", "from", "by", "with", "for", "that", "which", "who", "than", "as", "of", "it", "they",
    "he", "she", "we", "you", "do", "did", "will", "would", "can", "could", "should", "may", "not",
    "but", "if", "when", "while", "because", "so", "the", "a", "an", "its", "their", "his", "her",
    "our", "this", "these", "those", "say", "said", "says", "after", "before", "since", "until",
    "under", "over", "into", "about", "et", "y", "und", "oder", "en", "de", "der", "die", "das",
    "im", "am", "dans", "sur", "est", "sont", "là", "que", "qui", "einem", "einer", "el", "los",
]);

/// What is worth a source even where it is few.
static WEIGHTY: WordSet = WordSet::new(&[
    "people",
    "men",
    "women",
    "children",
    "employees",
    "staff",
    "workers",
    "deaths",
    "patients",
    "households",
    "families",
    "pupils",
    "students",
    "teachers",
    "companies",
    "firms",
    "schools",
    "hospitals",
    "homes",
    "houses",
    "members",
    "developers",
    "engineers",
    "voters",
    "votes",
    "seats",
    "jobs",
    "customers",
    "victims",
    "soldiers",
    "prisoners",
    "refugees",
    "migrants",
    "accidents",
    "doctors",
    "nurses",
    "officers",
    "residents",
    "citizens",
    "inhabitants",
    "users",
    "reactors",
    "plants",
    "flats",
    "injuries",
    "arrests",
    "casualties",
    "fatalities",
    "attacks",
    "schoolchildren",
    "personnel",
    "troops",
    "farms",
    "farmers",
    "passengers",
    "participants",
    "drivers",
    "adults",
    "births",
    "marriages",
    "divorces",
    "responses",
    "studies",
    "trials",
    "menschen",
    "kinder",
    "tote",
    "personen",
    "personnes",
    "personas",
    "enfants",
    "morts",
]);

/// What texts enumerate.
static LIGHT: WordSet = WordSet::new(&[
    "reasons",
    "ways",
    "steps",
    "questions",
    "things",
    "points",
    "parts",
    "chapters",
    "sections",
    "examples",
    "types",
    "kinds",
    "options",
    "versions",
    "pages",
    "columns",
    "paragraphs",
    "answers",
    "words",
    "characters",
    "letters",
    "sentences",
    "lines",
    "rules",
    "ideas",
    "topics",
    "stages",
    "phases",
    "forms",
    "sorts",
    "cases",
    "goals",
    "principles",
    "elements",
    "factors",
    "categories",
    "levels",
    "items",
    "fields",
    "keys",
    "values",
    "digits",
    "sides",
    "sources",
    "articles",
    "notes",
    "facts",
    "lists",
    "links",
    "tables",
    "figures",
    "conditions",
    "terms",
    "names",
    "methods",
    "groups",
    "criteria",
    "aspects",
    "arguments",
    "positions",
    "places",
]);
