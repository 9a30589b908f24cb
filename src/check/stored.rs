//! What is stored of a source: its text in `snapshots/`, and the passages under its key `quotes`.

use crate::check::input::ArticleInput;
use crate::path::SitePath;

/// A stored text.
#[derive(Clone, Debug)]
pub(in crate::check) struct StoredText<'a> {
    /// The words of the source.
    pub(in crate::check) text: &'a str,
    /// The file that has them, and how many bytes of it are before them; `None` for a passage under `quotes`.
    pub(in crate::check) file: Option<(SitePath, usize)>,
}

/// Returns all that is stored of a source.
pub(in crate::check) fn stored<'a>(input: &ArticleInput<'a>, id: &str) -> Vec<StoredText<'a>> {
    let mut texts = Vec::new();
    if let Some(whole) = input.stored.get(id) {
        let head = head(whole);
        let file = SitePath::new(format!("snapshots/{id}.txt")).ok().map(|path| (path, head));
        texts.push(StoredText { text: whole.get(head..).unwrap_or_default(), file });
    }
    let quotes = input.sources.get(id).map(|source| source.quotes.as_slice()).unwrap_or_default();
    texts.extend(quotes.iter().map(|quote| StoredText { text: &quote.text, file: None }));
    texts
}

/// Whether anything is stored of any source.
pub(in crate::check) fn is_any_stored(input: &ArticleInput<'_>) -> bool {
    !input.stored.is_empty() || input.sources.all().any(|source| !source.quotes.is_empty())
}

/// Returns the length of the lines `Key: value` with which a stored text may begin, with the empty line after them.
fn head(text: &str) -> usize {
    let mut length = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        if line.trim().is_empty() {
            return if n > 0 { length + line.len() } else { 0 };
        }
        let is_key = |key: &str| {
            key.len() <= 40
                && key.starts_with(char::is_alphabetic)
                && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '))
        };
        let keyed = line.split_once(':').is_some_and(|(key, value)| {
            is_key(key) && (value.starts_with([' ', '\t']) || value.trim().is_empty())
        });
        if !keyed {
            return 0;
        }
        length += line.len();
    }
    0
}

#[cfg(test)]
mod tests {
    use super::head;

    #[test]
    fn lines_with_keys_and_an_empty_line_are_a_head() {
        let rest = |text: &'static str| text.get(head(text)..).unwrap();
        assert_eq!(rest("Address: https://example.org/\nRead: 2026\n\nIt is so."), "It is so.");
        for text in ["It is so.\n\nYes.", "Note: it is so.\nYes.\n\nNo.", "\nA: b\n\nc", "A: b", ""]
        {
            assert_eq!(rest(text), text);
        }
    }
}
