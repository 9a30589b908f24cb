//! What the parser reports about TOML, in words for people who do not know its grammar.

use crate::characters::{is_forbidden, named, resembled};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Place, Safety};
use crate::path::SitePath;
use crate::span::{Span, line_start};

/// Returns the finding about a fault of syntax.
pub(super) fn finding(path: &SitePath, text: &str, span: Span, message: &str) -> Diagnostic {
    let at = span.start as usize;
    let start = line_start(text, at);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let line = Line { path, start, text: line, at: at - start };
    line.forbidden().or_else(|| line.masked()).or_else(|| line.value(message)).unwrap_or_else(
        || {
            let message = message.lines().next().unwrap_or_default();
            if message == "duplicate key" {
                return line.duplicate(span);
            }
            let place = Place::new(path, span);
            Diagnostic::new(Code::TomlSyntax, place, format!("this is not valid TOML: {message}"))
                .hint("write one `key = \"text\"` per line; tables begin with `[name]`")
        },
    )
}

/// A line with a fault.
struct Line<'a> {
    path: &'a SitePath,
    /// The byte of the file where it begins.
    start: usize,
    text: &'a str,
    /// The byte of the line where the fault shows.
    at: usize,
}

impl Line<'_> {
    fn finding(&self, at: usize, length: usize, message: impl Into<String>) -> Diagnostic {
        let span = Span::new(self.start + at, self.start + at + length);
        Diagnostic::new(Code::TomlSyntax, Place::new(self.path, span), message)
    }

    fn fix(&self, title: &str, edits: Vec<(usize, usize, &str)>) -> Fix {
        let edit = |(from, to, text): (usize, usize, &str)| Edit {
            path: self.path.clone(),
            span: Span::new(self.start + from, self.start + to),
            text: text.to_owned(),
        };
        let edits = edits.into_iter();
        let edits = edits.filter(|(from, to, text)| self.text.get(*from..*to) != Some(text));
        let edits = edits.map(edit).collect();
        Fix { title: title.to_owned(), edits, safety: Safety::Safe }
    }

    /// Reports a control character.
    fn forbidden(&self) -> Option<Diagnostic> {
        let c = self.text.get(self.at..)?.chars().next().filter(|c| is_forbidden(*c))?;
        let message =
            format!("U+{:04X} is a control character, which TOML does not allow", u32::from(c));
        Some(self.finding(self.at, c.len_utf8(), message).hint("remove it"))
    }

    /// Reports a character that only looks like one that TOML is written with: it is at the fault, or a quotation mark
    /// that was to close the text before it.
    fn masked(&self) -> Option<Diagnostic> {
        let all = || self.text.char_indices().filter_map(|(at, c)| Some((at, c, resembled(c)?.0)));
        let (at, c, stands_for) = all()
            .find(|(at, ..)| *at == self.at)
            .or_else(|| all().rfind(|(at, _, mark)| *at < self.at && matches!(mark, '"' | '\'')))?;
        let message = format!("there is {}, where TOML needs {}", named(c), wanted(stands_for));
        let finding = self.finding(at, c.len_utf8(), message);
        if !matches!(stands_for, '"' | '\'') {
            let right = stands_for.to_string();
            let right = if stands_for == '\0' { "" } else { &right };
            let fix = self.fix("write what TOML knows", vec![(at, at + c.len_utf8(), right)]);
            return Some(finding.hint("write the plain character in its place").fix(Some(fix)));
        }
        let value = self.text.split_once('=').map_or("", |(_, value)| value).trim();
        let begins = self.text.len() - self.text.trim_end().len() + value.len();
        let begins = self.text.len() - begins;
        let is_mark =
            |c: &char| matches!(c, '"' | '\'') || matches!(resembled(*c), Some(('"' | '\'', _)));
        let first = value.chars().next().filter(is_mark);
        let last = value.chars().next_back().filter(is_mark);
        let (Some(first), Some(last)) = (first, last) else {
            return Some(finding.hint("put text between straight quotation marks, `\"…\"`"));
        };
        let end = begins + value.len();
        let inner = value.get(first.len_utf8()..value.len().saturating_sub(last.len_utf8()));
        let edits =
            vec![(begins, begins + first.len_utf8(), "\""), (end - last.len_utf8(), end, "\"")];
        let fix = inner.filter(|inner| !inner.contains(['"', '\\']));
        let fix = fix.map(|_| self.fix("write straight quotation marks", edits));
        Some(finding.hint("put text between straight quotation marks, `\"…\"`").fix(fix))
    }

    /// Reports a key or the head of a table that is there twice.
    fn duplicate(&self, span: Span) -> Diagnostic {
        let place = Place::new(self.path, span);
        let (message, hint) = if self.text.trim_start().starts_with('[') {
            let head = self.text.trim();
            (format!("`{head}` is there twice"), "put what is below both under one of them")
        } else {
            let key = self.text.split('=').next().unwrap_or_default().trim();
            (format!("`{key}` is set twice"), "keep one of them, and remove the other")
        };
        Diagnostic::new(Code::TomlSyntax, place, message).hint(hint)
    }

    /// Reports text without quotes, and a colon in place of the equals sign.
    fn value(&self, message: &str) -> Option<Diagnostic> {
        let rest = self.text.get(self.at..)?;
        if let (Some(value), false) = (rest.strip_prefix(':'), self.text.contains('=')) {
            let key = self.text.get(..self.at)?;
            let written = value.trim();
            let right = quoted(written);
            let hint = format!("write `{} = {right}`", key.trim());
            let begin = self.at + 1 + value.len() - value.trim_start().len();
            let edits = vec![(self.at, self.at + 1, " ="), (begin, begin + written.len(), &*right)];
            let fix = self.fix("write an equals sign", edits);
            return Some(
                self.finding(self.at, 1, "in TOML, a key ends with `=`").hint(hint).fix(Some(fix)),
            );
        }
        let (key, value) = self.text.split_once('=')?;
        let value = value.trim();
        let unquoted =
            value.starts_with(char::is_alphabetic) && !value.contains(['"', '\'', '\\', '#', '=']);
        let blamed = ["string values must be quoted", "invalid "];
        let blamed = blamed.iter().any(|words| message.starts_with(words));
        if !unquoted || !blamed || self.at <= key.len() {
            return None;
        }
        let at = self.text.find(value)?;
        let at = self.text.get(key.len()..)?.find(value).map_or(at, |at| at + key.len());
        let quoted = format!("\"{value}\"");
        let fix = self.fix("put the text in quotes", vec![(at, at + value.len(), &quoted)]);
        let hint = format!("write `{} = {quoted}`", key.trim());
        Some(self.finding(at, value.len(), "text must be in quotes").hint(hint).fix(Some(fix)))
    }
}

/// Returns a value as TOML has it: text in quotes.
fn quoted(value: &str) -> String {
    let is_value = value.starts_with(['"', '\'', '[', '{'])
        || matches!(value, "true" | "false")
        || value.starts_with(|c: char| c.is_ascii_digit());
    if is_value || value.is_empty() { value.to_owned() } else { format!("\"{value}\"") }
}

/// Names the character that another one looks like.
fn wanted(c: char) -> &'static str {
    match c {
        ' ' => "a plain space",
        '\0' => "nothing",
        '-' => "a hyphen",
        ':' => "a plain colon",
        '"' | '\'' => "a straight quotation mark",
        '=' => "a plain equals sign",
        ',' => "a plain comma",
        _ => "a plain bracket",
    }
}
