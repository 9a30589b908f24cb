//! What a result shows of each page.

use serde::Serialize;

use crate::content::cut;
use crate::site::{PAGES_IN_BLOCK, Page};

/// The longest lead, in characters.
const LEAD: usize = 100;

/// A page: title, address below the base path (empty if [`address_of`] the title is its folder), date, topics, lead, units.
#[derive(Serialize)]
struct Card<'p>(&'p str, &'p str, String, Vec<usize>, String, Vec<Unit<'p>>);

/// A unit of a page: its text, what it is, and its anchor (empty if it is [`address_of`] the text, after `q:` for a question).
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
        Unit(&question.text, kind, shorter(&question.anchor, "q:", &question.text, ""))
    });
    let headings = article.body.headings.iter().map(|heading| {
        Unit(&heading.text, kinds::SECTION, shorter(&heading.id, "", &heading.text, ""))
    });
    Card(
        &article.title,
        shorter(page.route.as_str(), "/", &article.title, "/"),
        article.date.as_ref().map(|date| date.day.to_string()).unwrap_or_default(),
        page.topics.iter().map(|topic| topic.0).collect(),
        cut(&article.description(), LEAD),
        questions.chain(headings).collect(),
    )
}

/// Returns what must be written of an address: nothing if the script can make it of a text, which saves a third of the cards.
fn shorter<'a>(address: &'a str, before: &str, text: &str, after: &str) -> &'a str {
    let inner = address.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    if inner.is_some_and(|inner| !inner.is_empty() && inner == address_of(text)) {
        ""
    } else {
        address
    }
}

/// Returns what most texts become in an address. It is simpler than [`slugify`](crate::path::slugify), and the same in the
/// script.
fn address_of(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_' | '-'));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

#[cfg(test)]
mod tests {
    use super::shorter;

    #[test]
    fn only_what_the_script_cannot_know_is_written() {
        assert_eq!(shorter("/why-so-_now/", "/", "Why so? _Now", "/"), "");
        assert_eq!(shorter("q:why", "q:", "Why?", ""), "");
        for (address, text) in [("why-1", "Why?"), ("café", "Café"), ("", "?")] {
            assert_eq!(shorter(address, "", text, ""), address);
        }
    }
}
