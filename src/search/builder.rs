//! [`SearchIndex`]: a site in, the files of the search out.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::content::{WordPlace, WordPlaces, WordTable, each_word};
use crate::search::postings::{Postings, UnitUse, flags};
use crate::search::shards::{Shard, compare, divide};
use crate::search::stem::Stemming;
use crate::search::{cards, contents};
use crate::site::{Page, ShardKey, Site};

/// Of a term that occurs in more than one page in this many, only one unit of a page is told in which it is not in the heading.
const OFTEN: usize = 10;
/// Of a term that occurs in more than one in this many, only the pages are listed where it stands out: in a title or heading,
/// or as more than a word that the text has once or twice. That saves a tenth of the index and costs no quality, because the
/// script knows how much is left out.
const FREQUENT: usize = 5;
/// A term that occurs in more than one in this many tells nothing apart, so a query with other words does without it, and no
/// page is listed because of its text.
const COMMON: usize = 2;
/// But not if there are so few pages that nobody would notice the saving.
const FEW: usize = 300;

/// Of how much a frequent term must be a word of the text: a level of [`Impact`].
const OUTSTANDING: u8 = 2;

/// The most units in which a term counts as being below the heading: a term that is in all of them tells none apart.
const MOST_UNITS: usize = 2;

/// The files of the search.
#[derive(Debug)]
pub struct SearchIndex {
    /// `search/index.json`.
    pub contents: String,
    /// The parts of the terms, by their first term.
    pub shards: Vec<Shard>,
    /// What results show of the pages, in blocks.
    pub cards: Vec<String>,
}

impl SearchIndex {
    /// Makes the index of a site: its explainers and plain pages.
    pub fn new(site: &Site, config: &Config) -> Self {
        let mut pages: Vec<(usize, &Page)> =
            site.pages.iter().map(|page| &**page).enumerate().collect();
        pages.sort_by(|(_, a), (_, b)| order(a).cmp(&order(b)));
        let language =
            |page: &Page| page.article.lang.clone().unwrap_or_else(|| config.language.clone());
        let mut builder = Builder { is_large: pages.len() > FEW, ..Builder::default() };
        let named = builder.sources(site, &config.language);
        for (number, (id, page)) in pages.iter().enumerate() {
            builder.add(number, page, &language(page), named.get(*id).map_or(&[], Vec::as_slice));
        }
        let pages: Vec<&Page> = pages.into_iter().map(|(_, page)| page).collect();
        let (shards, common) = builder.shards(pages.len());
        let cards = cards::blocks(&pages);
        let languages: BTreeSet<String> = pages.iter().map(|page| language(page)).collect();
        let contents = contents::contents(
            (pages.len(), &shards, &cards),
            &common,
            &site.topics,
            languages.iter().map(String::as_str),
        );
        Self { contents, shards, cards }
    }

    /// Returns a shard.
    pub fn shard(&self, key: ShardKey) -> Option<&Shard> {
        self.shards.iter().find(|shard| shard.key == key)
    }
}

/// By date, then path, so that a new article is the last.
fn order(page: &Page) -> (Option<jiff::civil::Date>, &str) {
    (page.article.date.as_ref().map(|date| date.day), page.article.path.as_str())
}

/// What was met of the pages so far.
#[derive(Default)]
struct Builder {
    /// Whether there are so many pages that lists of frequent terms are cut.
    is_large: bool,
    terms: WordTable,
    /// By the term's number.
    postings: Vec<TermPostings>,
    /// The terms of the words of each language; words of languages without rules are under `None`.
    languages: BTreeMap<Option<Stemming>, Vocabulary>,
    /// What was found on the page that is being read.
    found: Vec<Found>,
    uses: Vec<(UnitUse, usize)>,
    units: Vec<UnitUse>,
}

#[derive(Default)]
struct TermPostings {
    postings: Postings,
    /// How many pages these are.
    pages: usize,
    /// What was found of it last: the page, and the number in `Builder::found`.
    newest: (usize, usize),
}

/// The words of a language.
#[derive(Default)]
struct Vocabulary {
    rules: Option<Stemming>,
    words: WordTable,
    /// By the word's number.
    terms: Vec<usize>,
}

/// What was found of a term on a page.
struct Found {
    term: usize,
    text: usize,
    flags: u8,
    /// Its newest use in a unit, in `Builder::uses`.
    newest: usize,
}

/// No use.
const NONE: usize = usize::MAX;

impl Builder {
    /// Returns the terms of the sources that each page cites, by the page's number in the site.
    fn sources(&mut self, site: &Site, language: &str) -> Vec<Vec<usize>> {
        let mut named = vec![Vec::new(); site.pages.len()];
        self.speaking(language, |builder, vocabulary| {
            for source in site.sources() {
                let mut terms = Vec::new();
                let texts = [Some(&source.source.title), source.source.publisher.as_ref()];
                for text in texts.into_iter().flatten().chain(&source.source.authors) {
                    each_word(text, |word| terms.push(builder.term_of(word, vocabulary)));
                }
                for page in &source.cited_by {
                    if let Some(named) = named.get_mut(page.0) {
                        named.extend_from_slice(&terms);
                    }
                }
            }
        });
        named
    }

    /// Does something with the vocabulary of a language, given by its tag.
    fn speaking(&mut self, language: &str, act: impl FnOnce(&mut Self, &mut Vocabulary)) {
        let rules = Stemming::of(language);
        let mut vocabulary = self.languages.remove(&rules).unwrap_or_default();
        vocabulary.rules = rules;
        act(self, &mut vocabulary);
        self.languages.insert(rules, vocabulary);
    }

    /// Returns the number of the term that a word is.
    fn term_of(&mut self, word: &str, vocabulary: &mut Vocabulary) -> usize {
        let number = vocabulary.words.number_of(word);
        if let Some(term) = vocabulary.terms.get(number) {
            return *term;
        }
        let stem = vocabulary.rules.map(|rules| rules.stem(word));
        let term = self.term(stem.as_deref().unwrap_or(word));
        vocabulary.terms.push(term);
        term
    }

    /// Returns the number of a term.
    fn term(&mut self, term: &str) -> usize {
        let number = self.terms.number_of(term);
        if number == self.postings.len() {
            self.postings.push(TermPostings { newest: (NONE, NONE), ..TermPostings::default() });
        }
        number
    }

    /// Adds a page.
    fn add(&mut self, number: usize, page: &Page, language: &str, sources: &[usize]) {
        let article = &page.article;
        self.found.clear();
        self.uses.clear();
        let mut length = 0;
        self.speaking(language, |builder, vocabulary| {
            for (word, places) in article.words.words() {
                let term = builder.term_of(word, vocabulary);
                length += builder.add_word(number, term, places, article.questions.len());
            }
        });
        for term in sources {
            let found = self.found_of(number, *term);
            self.note(found, 0, flags::SOURCE, None);
        }
        for topic in &page.topics {
            self.mark(number, &format!("=t{}", topic.0), &[]);
        }
        let is_answered = article.questions.iter().map(crate::content::Question::is_answered);
        for (answered, term) in [(true, "=answered"), (false, "=open")] {
            let of_it = is_answered.clone().enumerate().filter(|(_, is)| *is == answered);
            let units: Vec<usize> = of_it.map(|(n, _)| n).collect();
            if !units.is_empty() {
                self.mark(number, term, &units);
            }
        }
        self.finish(number, length);
    }

    /// Adds a term of a page in all its places, and returns how often it occurs in the text.
    fn add_word(
        &mut self,
        page: usize,
        term: usize,
        places: WordPlaces<'_>,
        questions: usize,
    ) -> usize {
        let found = self.found_of(page, term);
        let mut length = 0;
        for (place, count) in places.iter() {
            let (text, flag, unit) = match place {
                WordPlace::Text => (count, 0, None),
                WordPlace::Title => (0, flags::TITLE, None),
                WordPlace::Summary => (0, flags::SUMMARY, None),
                WordPlace::Question(n) => (count, 0, Some((n, false))),
                WordPlace::Answer(n) => (count, 0, Some((n, true))),
                WordPlace::Heading(n) => (count, 0, Some((questions + n, false))),
                WordPlace::Section(n) => (count, 0, Some((questions + n, true))),
            };
            length += text;
            self.note(found, text, flag, unit);
        }
        length
    }

    /// Notes a term that is no word, by which results are filtered.
    fn mark(&mut self, page: usize, term: &str, units: &[usize]) {
        let term = self.term(term);
        let found = self.found_of(page, term);
        self.note(found, 0, flags::TITLE, None);
        for unit in units {
            self.note(found, 0, 0, Some((*unit, false)));
        }
    }

    /// Returns what is found of a term on a page.
    fn found_of(&mut self, page: usize, term: usize) -> usize {
        let Some(postings) = self.postings.get_mut(term) else { return NONE };
        if postings.newest.0 != page {
            postings.newest = (page, self.found.len());
            self.found.push(Found { term, text: 0, flags: 0, newest: NONE });
        }
        postings.newest.1
    }

    fn note(&mut self, found: usize, text: usize, flag: u8, unit: Option<(usize, bool)>) {
        let Some(found) = self.found.get_mut(found) else { return };
        found.text += text;
        found.flags |= flag;
        if let Some((unit, below)) = unit {
            self.uses.push((UnitUse { unit, below }, found.newest));
            found.newest = self.uses.len() - 1;
        }
    }

    /// Writes down what was found on a page whose text has this many words.
    fn finish(&mut self, page: usize, length: usize) {
        let impact = Impact::of(length);
        for Found { term, text, flags, newest } in &self.found {
            self.units.clear();
            let mut at = *newest;
            while let Some((unit, before)) = self.uses.get(at) {
                self.units.push(*unit);
                at = *before;
            }
            // The newest came first, and most are in order.
            self.units.reverse();
            self.units.sort_unstable();
            self.units.dedup_by_key(|unit| unit.unit);
            if self.units.len() > MOST_UNITS {
                self.units.retain(|unit| !unit.below);
            }
            let Some(postings) = self.postings.get_mut(*term) else { continue };
            postings.postings.push(page, flags | impact.level(*text), &self.units);
            postings.pages += 1;
        }
    }

    /// Divides what was found. Also returns the terms that are common.
    fn shards(&self, pages: usize) -> (Vec<Shard>, Vec<&str>) {
        let mut terms: Vec<(&str, &TermPostings)> = self
            .postings
            .iter()
            .enumerate()
            .map(|(number, postings)| (self.terms.word(number), postings))
            .filter(|(_, postings)| postings.pages > 0)
            .collect();
        terms.sort_unstable_by(|(a, _), (b, _)| compare(a, b));
        let common = terms.iter().filter(|(term, found)| self.is_over(COMMON, term, found, pages));
        let common = common.map(|(term, _)| *term).collect();
        let written: Vec<String> =
            terms.iter().map(|(term, found)| self.written(term, found, pages)).collect();
        let written: Vec<(&str, &str)> =
            terms.iter().zip(&written).map(|((term, _), text)| (*term, text.as_str())).collect();
        (divide(&written), common)
    }

    /// Whether a term is in more than one of so many pages, and its list is cut for that. What results are filtered by is
    /// always complete.
    fn is_over(&self, share: usize, term: &str, found: &TermPostings, pages: usize) -> bool {
        self.is_large && found.pages * share > pages && !term.starts_with('=')
    }

    /// Returns what is written about a term.
    fn written(&self, term: &str, found: &TermPostings, pages: usize) -> String {
        let is_over = |share| self.is_over(share, term, found, pages);
        if !is_over(OFTEN) {
            return found.postings.text();
        }
        let is_cut = is_over(FREQUENT);
        let is_enough = |level| !is_cut || level >= OUTSTANDING && !is_over(COMMON);
        let mut kept = Postings::default();
        let mut told = Vec::new();
        found.postings.each(|page, flags, units| {
            told.clear();
            told.extend(units.iter().copied().filter(|unit| !unit.below));
            let stands_out = flags & !flags::LEVEL != 0 || !told.is_empty();
            if told.is_empty() {
                told.extend(units.first().copied());
            }
            if stands_out || is_enough(flags & flags::LEVEL) {
                kept.push(page, flags, &told);
            }
        });
        if is_cut { kept.text_of(found.pages) } else { kept.text() }
    }
}

/// How much the number of times that a term occurs in a text says about the text: BM25 (S. Robertson and H. Zaragoza, "The
/// probabilistic relevance framework: BM25 and beyond", 2009, section 3.2), in three levels. The length is compared with a
/// fixed one instead of the average, which every edit would change.
struct Impact {
    /// The number of times at which half of the impact is reached.
    half: f64,
}

/// The length of an ordinary article, in words.
const ORDINARY: f64 = 800.0;
/// How soon more of a term says no more, and how much the length counts.
const SATURATION: f64 = 2.5;
const LENGTH_SHARE: f64 = 0.75;

impl Impact {
    fn of(length: usize) -> Self {
        // In steps of a half power of two: one more word should not move others across the border of a level.
        #[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
        let steps = (2.0 * (length.max(1) as f64).log2()).round();
        let length = (steps / 2.0).exp2();
        Self { half: SATURATION * (1.0 - LENGTH_SHARE + LENGTH_SHARE * length / ORDINARY) }
    }

    /// Returns the level for a number of times, 0 to 3.
    fn level(&self, times: usize) -> u8 {
        #[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
        let times = times as f64;
        let impact = times / (times + self.half);
        match (impact * 3.5).round() {
            _ if times < 1.0 => 0,
            level if level < 1.5 => 1,
            level if level < 2.5 => 2,
            _ => 3,
        }
    }
}
