//! Changes the text of an article in ways that an author might.

use crate::planted::{Dice, Planted};

/// Returns the line, counted from 1, on which a byte is.
pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    text[..byte].matches('\n').count() + 1
}

/// Returns where the body begins.
pub(crate) fn body(text: &str) -> usize {
    text[3..].find("\n---\n").unwrap() + 3 + "\n---\n".len()
}

/// Adds a paragraph to the body, between two paragraphs that are there.
pub(crate) fn paragraph(text: &str, dice: &mut Dice, new: &str) -> Option<Planted> {
    let gaps = gaps(text);
    let at = *gaps.get(dice.roll(gaps.len()))?;
    let text = format!("{}{new}\n\n{}", &text[..at], &text[at..]);
    let first = line_of(&text, at);
    Some(Planted { lines: Some(first..=first + new.matches('\n').count()), text })
}

/// Returns the bytes at which a paragraph begins that follows a paragraph: outside of code, lists, tables and quotations.
fn gaps(text: &str) -> Vec<usize> {
    let mut gaps = Vec::new();
    let mut at = body(text);
    let mut in_code = false;
    let mut before = "";
    for part in text[at..].split("\n\n") {
        let is_plain =
            |part: &str| part.starts_with(|c: char| c.is_alphabetic()) && !part.contains("\n    ");
        if is_plain(part.trim_start_matches('\n'))
            && is_plain(before)
            && !in_code
            && before.trim_end().ends_with(['.', ']'])
        {
            let gap = at + part.len() - part.trim_start_matches('\n').len();
            if !is_invented(text, gap) {
                gaps.push(gap);
            }
        }
        in_code ^= part.matches("```").count() % 2 == 1;
        before = part.trim_start_matches('\n');
        at += part.len() + 2;
    }
    gaps
}

/// Whether a place is in a section that says that what stands in it is invented: nothing there needs a source.
fn is_invented(text: &str, at: usize) -> bool {
    let start = text[..at].rfind("\n## ").unwrap_or(0);
    let end = text[at..].find("\n## ").map_or(text.len(), |end| at + end);
    ["invented", "made up"].iter().any(|words| text[start..end].contains(words))
}

/// Returns an id of a source that the article cites.
pub(crate) fn cited(text: &str, dice: &mut Dice) -> Option<String> {
    let all = all_cited(text);
    all.get(dice.roll(all.len())).cloned()
}

/// Returns the ids of the sources that the article cites.
pub(crate) fn all_cited(text: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for part in text.split("[@").skip(1) {
        let end = part.find([']', ',', ';', ' ']).unwrap();
        let id = part[..end].to_owned();
        if !ids.contains(&id) && !id.is_empty() && !id.starts_with('?') {
            ids.push(id);
        }
    }
    ids
}

/// Adds an item to a list of the front matter, at its end.
pub(crate) fn item(text: &str, list: &str, item: &str) -> Option<Planted> {
    let end = list_end(text, list)?;
    let text = format!("{}{item}\n{}", &text[..end], &text[end..]);
    let first = line_of(&text, end);
    Some(Planted { lines: Some(first..=first + item.matches('\n').count()), text })
}

/// Returns where a list of the front matter ends: where the next key begins.
fn list_end(text: &str, list: &str) -> Option<usize> {
    let start = text.find(&format!("\n{list}:\n"))? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let is_next = line.starts_with(|c: char| c.is_alphabetic() || c == '-' || c == '#');
        if at > start && is_next && !line.starts_with("- ") {
            break;
        }
        at += line.len();
    }
    Some(at).filter(|at| *at < body(text))
}

/// Adds a line to the front matter, or replaces the one with its key.
pub(crate) fn key(text: &str, line: &str) -> Option<Planted> {
    let key = line.split(':').next()?;
    let front = &text[..body(text)];
    let (start, end) = if let Some(at) = front.find(&format!("\n{key}:")) {
        (at + 1, at + 1 + text[at + 1..].find('\n')?)
    } else {
        let at = front.rfind("\n---\n")?;
        (at + 1, at)
    };
    let (head, tail) = if end < start {
        (&text[..start], format!("\n{}", &text[start..]))
    } else {
        (&text[..start], text[end..].to_owned())
    };
    let text = format!("{head}{line}{tail}");
    let first = line_of(&text, start);
    Some(Planted { lines: Some(first..=first + line.matches('\n').count()), text })
}

/// Replaces the first match after some byte.
pub(crate) fn replace(text: &str, from: usize, old: &str, new: &str) -> Option<Planted> {
    let at = from + text[from..].find(old)?;
    let text = format!("{}{new}{}", &text[..at], &text[at + old.len()..]);
    let first = line_of(&text, at);
    Some(Planted { lines: Some(first.saturating_sub(1)..=first + new.matches('\n').count()), text })
}

/// Returns the bytes at which something is.
pub(crate) fn places(text: &str, from: usize, what: &str) -> Vec<usize> {
    text[from..].match_indices(what).map(|(at, _)| from + at).collect()
}
