//! [`Numbers`]: from the order of the front matter to the numbers that the article has.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::keys::Keys;
use crate::check::prose::passage::{BlockRole, Part, Passage};
use crate::content::Article;
use crate::span::Span;

/// The numbers of what is listed in the front matter, as the article counts them: it leaves out what it cannot read, and
/// has the newest update first.
pub(super) struct Numbers {
    questions: BTreeMap<usize, usize>,
    updates: BTreeMap<usize, usize>,
}

impl Numbers {
    pub(super) fn of(article: &Article, keys: &Keys) -> Self {
        let questions = keys.items("insights").filter_map(|(n, entry)| {
            let question = keys.get(&format!("insights[{n}].question")).unwrap_or(entry);
            let is_it = |span: Span| span.ends() == question.value.ends();
            let found = article.questions.iter().position(|question| is_it(question.span))?;
            Some((n, found))
        });
        let mut dates: Vec<(usize, &str)> = keys
            .items("updates")
            .map(|(n, _)| {
                let date = keys.get(&format!("updates[{n}].date"));
                (n, date.and_then(|date| date.text.as_deref()).unwrap_or_default())
            })
            .collect();
        dates.sort_by_key(|(_, date)| std::cmp::Reverse(*date));
        let same = dates.len() == article.updates.len();
        let updates = dates.iter().enumerate().map(|(n, (written, _))| (*written, n));
        Self {
            questions: questions.collect(),
            updates: if same { updates.collect() } else { BTreeMap::new() },
        }
    }

    /// Gives a part the article's number; returns whether it has one.
    pub(super) fn apply(&self, part: &mut Part) -> bool {
        let (number, all) = match part {
            Part::Question(n) | Part::Answer(n) | Part::Open(n) => (n, &self.questions),
            Part::Update(n) | Part::Was(n) | Part::Now(n) => (n, &self.updates),
            Part::Title | Part::Standfirst | Part::KeyPoint(_) | Part::Body | Part::Note => {
                return true;
            }
        };
        let found = all.get(number).copied();
        *number = found.unwrap_or_default();
        found.is_some()
    }

    /// Adds the questions in the text, and what stands below them; these have the article's numbers.
    pub(super) fn add_asked(
        &self,
        article: &Article,
        asked: Vec<Passage>,
        passages: &mut Vec<Passage>,
    ) {
        let listed: BTreeSet<usize> = self.questions.values().copied().collect();
        for (n, question) in article.questions.iter().enumerate() {
            if !listed.contains(&n) {
                let (part, role) = (Part::Question(n), BlockRole::Heading(3));
                passages.push(Passage::plain(part, role, &question.text, question.span));
            }
        }
        passages.extend(asked.into_iter().map(|mut passage| {
            if let Part::Answer(n) = passage.part
                && article.questions.get(n).is_some_and(|question| !question.is_answered())
            {
                passage.part = Part::Open(n);
            }
            passage
        }));
    }
}
