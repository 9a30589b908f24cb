//! Marks of notes and comments that were copied from another page with its text: `1931.[4]`, `9 people[a]`.

use crate::content::markdown::builder::frame::FrameKind;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::signs::{after, last};

/// Words before which a number in brackets is no note.
const COUNTED: &[&str] = &[
    "arg", "args", "argv", "arr", "array", "button", "case", "cell", "choose", "class", "col",
    "column", "columns", "data", "dict", "element", "elements", "enter", "figure", "grade",
    "group", "hit", "in", "index", "interval", "item", "items", "key", "keys", "level", "line",
    "list", "lists", "map", "matrix", "number", "option", "or", "and", "page", "params", "press",
    "pressing", "range", "result", "results", "row", "rows", "select", "step", "str", "string",
    "table", "tap", "tuple", "type", "val", "value", "values", "vec", "vector",
];

/// How sure it is that a number in brackets is one of a note.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    /// It stands directly behind the end of a word or sentence.
    Yes,
    /// Only if something else in the article says so.
    Perhaps,
}

impl TreeBuilder<'_, '_, '_, '_> {
    /// Looks at a `[` that begins no link.
    pub(super) fn note_copied_mark(&mut self, at: usize) {
        let source = self.markdown;
        let first = source.as_bytes().get(at + 1).copied().unwrap_or_default();
        if !first.is_ascii_alphanumeric() || source.get(..at).is_some_and(|it| it.ends_with('\\')) {
            return;
        }
        let Some((shown, tail)) = after(source, at).and_then(bracketed) else { return };
        let span = self.map.span(at, at + shown.len());
        let inner = shown.trim_matches(['[', ']']);
        let begins = self.begins_line();
        if is_letter(inner) {
            let before = source.get(..at).and_then(|it| it.chars().next_back());
            if begins {
                let line = source.get(at..).and_then(|rest| rest.split('\n').next());
                let mut words = line.unwrap_or_default().char_indices();
                let whole = line.unwrap_or_default();
                let begin = match words.nth(40) {
                    Some((cut, _)) => format!("{}…", whole.get(..cut).unwrap_or_default()),
                    None => whole.to_owned(),
                };
                // A comment follows its letter directly, and `[a]nd so` is a word.
                if tail.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '@') {
                    self.reader.copied.comment(shown, begin);
                }
            } else if before.is_some_and(|c| !c.is_whitespace() && c != '[')
                && !tail.starts_with(char::is_alphanumeric)
            {
                self.reader.copied.letter(shown, span);
            }
            return;
        }
        // What is quoted may have them rightly.
        let is_apart = self
            .frames
            .iter()
            .any(|it| matches!(it.kind, FrameKind::Link(..) | FrameKind::Quote(_)));
        if !is_number(inner) || is_apart || tail.starts_with(['(', ':', '=']) {
            return;
        }
        if begins {
            if is_work(inner, tail) {
                self.reader.copied.is_listed();
                self.reader.copied.number(shown, span, true);
            }
            return;
        }
        let before = last(source.get(..at).unwrap_or_default(), 200);
        if let Some(sure) = sure(before, inner, tail) {
            self.reader.copied.number(shown, span, sure == Sure::Yes);
        }
    }
}

/// Divides a text that begins with a bracket behind that.
fn bracketed(rest: &str) -> Option<(&str, &str)> {
    let end = rest.bytes().take(24).position(|byte| matches!(byte, b']' | b'\n'))?;
    let shown = rest.get(..=end).filter(|shown| shown.ends_with(']'))?;
    Some((shown, rest.get(end + 1..)?))
}

/// `a`, `ab`: as Google Docs names its comments.
fn is_letter(inner: &str) -> bool {
    inner.len() < 3 && inner.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// `4`, `1, 2`, `1–3`, `note 1`.
fn is_number(inner: &str) -> bool {
    let named = ["note ", "nb ", "n "].iter().find_map(|name| inner.strip_prefix(name));
    let is_one = |number: &str| {
        let number = number.trim();
        (1..4).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && !number.starts_with('0')
    };
    named.unwrap_or(inner).split([',', ';', '–', '-']).all(is_one)
}

/// Whether a line that begins with a number in brackets is an entry of a list of works.
fn is_work(inner: &str, tail: &str) -> bool {
    let line = tail.split('\n').next().unwrap_or_default();
    let dated = || {
        line.split(|c: char| !c.is_ascii_digit())
            .any(|it| it.len() == 4 && (it.starts_with("19") || it.starts_with("20")))
    };
    inner.bytes().all(|byte| byte.is_ascii_digit())
        && line.starts_with([' ', '\t'])
        && line.split_whitespace().nth(2).is_some()
        && (line.contains("://") || line.contains("www.") || dated())
}

/// Returns how sure it is that a number between these is one of a note.
fn sure(before: &str, inner: &str, tail: &str) -> Option<Sure> {
    let is_single = !inner.contains([',', ';', '-', '–']);
    let ends = tail.is_empty()
        || tail
            .starts_with(['.', ',', ';', '!', '?', ')', '[', '”', '"', '’', '\n', '*', '_', '|']);
    if tail.starts_with(char::is_alphanumeric)
        || (tail.starts_with('.') && tail.get(1..)?.starts_with(char::is_alphanumeric))
        || (tail.starts_with('[') && bracketed(tail).is_none())
    {
        return None;
    }
    let end = before.chars().next_back()?;
    match end {
        // `[1][2]`, `[1]–[3]`
        ']' | '–' | '-' => {
            let mark = before.trim_end_matches(['–', '-']).strip_suffix(']')?.rsplit('[').next()?;
            let is_mark = is_number(mark) || mark.ends_with("needed");
            is_mark.then_some(if mark.ends_with("needed") { Sure::Yes } else { Sure::Perhaps })
        }
        ')' => {
            let opened = before.rfind('(').and_then(|at| before.get(..at))?;
            // A call: `f(x)[1]`.
            (!opened.ends_with(|c: char| c.is_alphanumeric() || c == '_')).then_some(Sure::Yes)
        }
        '.' | ',' | ';' | '!' | '?' | '”' | '"' | '’' | '»' | '…' | '%' => {
            let word = before.trim_end_matches(end).chars().next_back()?;
            (!word.is_whitespace()).then_some(Sure::Yes)
        }
        c if c.is_alphanumeric() => {
            let word = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
            let outside = before.get(..before.len() - word.len())?.chars().next_back();
            let is_word = outside.is_none_or(|c| c.is_whitespace() || "(“\"‘'’-–—,.*".contains(c));
            let has_digit = word.contains(|c: char| c.is_ascii_digit());
            let is_year = has_digit && word.bytes().all(|byte| byte.is_ascii_digit());
            let is_prose = word.chars().count() > 2
                && !has_digit
                && !is_counted(word)
                && word.chars().skip(1).all(char::is_lowercase);
            (is_word && (is_prose || is_year)).then_some(Sure::Yes)
        }
        ' ' => {
            let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next()?;
            if word.is_empty() || is_counted(word) {
                return None;
            }
            let is_prose = word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
            // `on November 18 [1].`
            let is_last = tail.is_empty() || tail.starts_with(['.', ',', ';', '!', '?', '\n']);
            let is_day = is_last && word.bytes().all(|byte| byte.is_ascii_digit());
            let is_sure = is_single && ends && (is_prose || is_day);
            Some(if is_sure { Sure::Yes } else { Sure::Perhaps })
        }
        _ => None,
    }
}

fn is_counted(word: &str) -> bool {
    COUNTED.iter().any(|known| word.eq_ignore_ascii_case(known))
}
