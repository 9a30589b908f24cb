//! What a result shows of each page.

use serde::Serialize;

use crate::content::cut;
use crate::site::{PAGES_IN_BLOCK, Page};

/// The longest lead, in characters.
const LEAD: usize = 100;

/// A page: title, address below the base path, date, topics, lead, units.
#[derive(Serialize)]
struct Card<'p>(&'p str, &'p str, String, Vec<usize>, String, Vec<Unit<'p>>);

/// A unit of a page: its text, what it is, and its anchor.
#[derive(Serialize)]
struct Unit<'p>(&'p str, u8, &'p str);

/// What a unit is.
mod kinds {
    pub(super) const SECTION: u8 = 0;
    pub(super) const ANSWERED: u8 = 1;
    pub(super) const OPEN: u8 = 2;
}

/// Returns the blocks of cards, as files.
pub(super) fn blocks(pages: &[&Page]) -> Vec<String> {
    let blocks = pages.chunks(PAGES_IN_BLOCK).map(|pages| {
        let cards: Vec<Card<'_>> = pages.iter().map(|page| card(page)).collect();
        let json = serde_json::to_string(&cards).expect("cards are plain data");
        // Whoever opens the file as a page must not meet a tag of somebody's title.
        json.replace('<', "\\u003c") + "\n"
    });
    blocks.collect()
}

fn card(page: &Page) -> Card<'_> {
    let article = &page.article;
    let questions = article.questions.iter().map(|question| {
        let kind = if question.is_answered() { kinds::ANSWERED } else { kinds::OPEN };
        Unit(&question.text, kind, &question.anchor)
    });
    let headings = article.body.headings.iter();
    let headings = headings.map(|heading| Unit(&heading.text, kinds::SECTION, &heading.id));
    Card(
        &article.title,
        page.route.as_str(),
        article.date.as_ref().map(|date| date.day.to_string()).unwrap_or_default(),
        page.topics.iter().map(|topic| topic.0).collect(),
        cut(&article.description(), LEAD),
        questions.chain(headings).collect(),
    )
}
