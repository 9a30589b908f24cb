//! `quotation/not-found`, `quotation/altered`, `quotation/cut-negation`, `quotation/joined` and
//! `quotation/unverifiable`: each quotation is looked for in what is stored of the sources that its sentence cites.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::fold::{Budget, Quotation};
use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::check::rules::quotation::covering::{Quoted, quotations};
use crate::check::rules::quotation::judging::Judging;
use crate::check::rules::quotation::nearest::Nearest;
use crate::check::rules::quotation::source::{Texts, Words};
use crate::check::rules::quotation::{altered, cut, joined};
use crate::check::stored::is_any_stored;
use crate::diagnostic::Code;
use crate::digest::Digest;

/// A quotation of fewer words proves nothing if it is found, and little if it is not.
const FEWEST: usize = 3;

/// How many words are compared in one article.
const COMPARISONS: usize = 20_000_000;

/// Holds the quotations of an article to their sources.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if !is_any_stored(input) {
        return;
    }
    let quoted = quotations(input);
    let read: Vec<Quotation> = quoted.iter().map(|it| Quotation::of(it.text())).collect();
    let ids: BTreeSet<&str> = quoted.iter().flat_map(|it| it.sources.iter().copied()).collect();
    let texts = Texts::of(input, &ids, &read);
    let titles: BTreeSet<Vec<Digest>> =
        input.sources.all().map(|source| Quotation::of(&source.title).words()).collect();
    let budget = Budget::new(COMPARISONS);
    let mut unverifiable: BTreeMap<&str, (usize, &Quoted<'_>)> = BTreeMap::new();
    for (quoted, quotation) in quoted.iter().zip(&read) {
        if quotation.len() < FEWEST
            || titles.contains(&quotation.words())
            || is_title(quoted.text())
        {
            continue;
        }
        let candidates = Candidates::of(quoted, &texts);
        if candidates.texts.is_empty() {
            if let Some(id) = quoted.sources.first() {
                unverifiable.entry(id).or_insert((0, quoted)).0 += 1;
            }
            continue;
        }
        let judging = Judging { input, quoted, quotation, budget: &budget };
        judge(&judging, &candidates, report);
        if budget.is_used_up() {
            return;
        }
    }
    for (id, (count, quoted)) in unverifiable {
        tell_unverifiable(id, count, quoted, report);
    }
}

/// The texts that a quotation may be from.
struct Candidates<'a, 't> {
    texts: Vec<(&'t str, &'t Words<'a>)>,
    /// Whether it may also be from a source of which nothing is stored.
    others: bool,
}

impl<'a, 't> Candidates<'a, 't> {
    fn of(quoted: &Quoted<'t>, texts: &'t Texts<'a>) -> Self {
        let mut found = Self { texts: Vec::new(), others: false };
        for id in &quoted.sources {
            let stored = texts.get(id);
            found.others |= stored.is_empty();
            found.texts.extend(stored.iter().map(|words| (*id, words)));
        }
        found
    }
}

fn judge(judging: &Judging<'_, '_>, candidates: &Candidates<'_, '_>, report: &mut Report) {
    let Judging { quoted, quotation, budget, .. } = *judging;
    let mut cut: Option<(&str, &Words<'_>, cut::Lost)> = None;
    for (id, words) in &candidates.texts {
        if let Some(places) = words.places(&quotation.parts, 0, budget) {
            match cut::lost(judging, words, places) {
                Some(lost) => cut = Some((id, words, lost)),
                // It stands there, and says what the source says.
                None => return,
            }
        }
    }
    if let Some((id, words, lost)) = cut {
        cut::tell(judging, (id, words), &lost, report);
        return;
    }
    if budget.is_used_up() {
        return;
    }
    let nearest =
        candidates.texts.iter().filter_map(|(id, words)| Nearest::of(judging, (id, words)));
    let best = nearest.max_by_key(|it| (it.is_joined(), it.share()));
    match best {
        Some(it) if it.is_joined() => joined::tell(judging, &it, report),
        Some(it) if it.share() >= if candidates.others { 80 } else { 60 } => {
            altered::tell(judging, &it, report);
        }
        _ if candidates.others || budget.is_used_up() => {}
        _ => {
            let ids: Vec<String> = quoted.sources.iter().map(|id| format!("`{id}`")).collect();
            let message = format!("this is not in the stored text of {}", ids.join(" or "));
            let hint = "quote what the source says; if it is from another page of it, store that, too; if it is nobody's words, leave out the quotation marks";
            let span = quoted.passage.span(&quoted.range);
            report.add(Code::QuotationNotFound, span, message, hint);
        }
    }
}

fn tell_unverifiable(id: &str, count: usize, quoted: &Quoted<'_>, report: &mut Report) {
    let message = if count == 1 {
        format!("nothing is stored of `{id}`, so this quotation cannot be compared with it")
    } else {
        format!("nothing is stored of `{id}`, so {count} quotations cannot be compared with it")
    };
    let hint =
        format!("store its text in `snapshots/{id}.txt`, or what is quoted under its key `quotes`");
    let span = quoted.passage.span(&quoted.range);
    report.add(Code::QuotationUnverifiable, span, message, hint);
}

/// Whether words in quotation marks are the title of a work: most of them have a capital letter.
fn is_title(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().count() > 3);
    let (mut capital, mut all) = (0, 0);
    for word in words {
        all += 1;
        capital +=
            usize::from(word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase));
    }
    let ends = text.trim_end().ends_with(['.', '!', ',']);
    let begins = text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    begins && all >= 2 && capital * 10 >= all * 8 && !ends
}
