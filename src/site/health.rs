//! [`Health`]: how an explainer stands: what is still open in it, without a source, or old.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::content::{Article, PartialDate};
use crate::diagnostic::{Code, Diagnostic};
use crate::path::SitePath;
use crate::site::linked::Site;
use crate::site::numbers::PageId;
use crate::site::page::Page;

/// The findings of `nutgraf check` that are about something without a source which readers will repeat.
const UNSOURCED: [Code; 2] = [Code::CitationFigure, Code::CitationKeyPoint];

/// How an explainer stands. Nothing of it depends on the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Which explainer it is.
    pub page: PageId,
    /// How many questions it has.
    pub questions: usize,
    /// How many of them are open.
    pub open: usize,
    /// How many of its figures have no source, as far as the rules of `nutgraf check` notice.
    pub unsourced: usize,
    /// The date of the oldest source that it cites and that has one.
    pub oldest: Option<PartialDate>,
    /// Up to when it is known to be right, and how that is known.
    pub checked: Option<(Date, CheckedBy)>,
}

/// How it is known up to when an article is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckedBy {
    /// It says so.
    AsOf,
    /// It was changed then.
    Updated,
    /// It was published then, and not changed since.
    Date,
}

impl CheckedBy {
    /// Returns the key of the front matter that says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::AsOf => "as_of",
            Self::Updated => "updated",
            Self::Date => "date",
        }
    }
}

impl Health {
    /// Returns how an explainer stands that has this many figures without a source.
    fn of(id: PageId, page: &Page, unsourced: usize) -> Self {
        let article = &page.article;
        let cited = page.bibliography.entries.iter().take(page.bibliography.cited);
        Self {
            page: id,
            questions: article.questions.len(),
            open: article.questions.iter().filter(|question| !question.is_answered()).count(),
            unsourced,
            oldest: cited.filter_map(|entry| entry.source.source.published).min(),
            checked: checked(article),
        }
    }

    /// Returns its place among others if the one that was checked longest ago comes first; the others follow by what
    /// is missing.
    fn by_day(&self) -> impl Ord + use<> {
        (self.checked, Reverse((self.unsourced, self.open)), self.page)
    }

    /// Returns its place among others if the one in which most is missing comes first.
    fn by_gaps(&self) -> impl Ord + use<> {
        (Reverse((self.unsourced, self.open)), self.checked, self.page)
    }
}

/// Returns up to when an article is known to be right.
fn checked(article: &Article) -> Option<(Date, CheckedBy)> {
    let published = article.date.as_ref().map(|date| date.day);
    let changed = article.updated.as_ref().map(|updated| updated.day);
    let changed = changed.filter(|day| Some(*day) != published);
    let day = article.as_of.map(|day| (day, CheckedBy::AsOf));
    day.or_else(|| changed.map(|day| (day, CheckedBy::Updated)))
        .or_else(|| published.map(|day| (day, CheckedBy::Date)))
}

/// Counts the figures without a source in each file, by what the rules of `nutgraf check` found.
pub fn unsourced<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
) -> BTreeMap<SitePath, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        if UNSOURCED.contains(&finding.code) {
            *counts.entry(finding.place.path.clone()).or_default() += 1;
        }
    }
    counts
}

impl Site {
    /// Returns how each explainer stands; `unsourced` has the number of figures without a source by file. The one that
    /// was checked longest ago comes first.
    pub fn health(&self, unsourced: &BTreeMap<SitePath, usize>) -> Vec<Health> {
        let count = |page: &Page| unsourced.get(&page.article.path).copied().unwrap_or_default();
        let explainers = self.explainers();
        let mut all: Vec<Health> =
            explainers.map(|(id, page)| Health::of(id, page, count(page))).collect();
        all.sort_by_cached_key(Health::by_day);
        all
    }
}

/// Sorts explainers: the one in which most is missing comes first.
pub fn sort_by_gaps(all: &mut [Health]) {
    all.sort_by_cached_key(Health::by_gaps);
}
