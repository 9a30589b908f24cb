//! Finds where the front matter of a file ends and its text begins.

use crate::characters::{find_byte, named, resembled};
use crate::content::input::InputFile;
use crate::diagnostic::{Code, Diagnostic, Fix, Place, Safety};
use crate::span::Span;

/// The maximum size of front matter in bytes.
const MAX_FRONT_MATTER: usize = 64 << 10;

/// How a file of a word processor begins, in Rich Text Format.
const RTF: &str = "{\\rtf";

/// The places of a file's parts.
pub(crate) struct FileParts {
    /// The YAML between the fences.
    pub(crate) yaml: std::ops::Range<usize>,
    /// The first byte of the body.
    pub(crate) body: usize,
    /// What is wrong with the fences: if anything, the parts are a guess, and the YAML is empty if none can be read.
    pub(crate) fault: Option<Diagnostic>,
}

/// Finds the fences.
pub(crate) fn split(file: &InputFile, keys: &[&str]) -> FileParts {
    let text = &*file.text;
    let first = text.lines().next().unwrap_or("");
    let fault = |code, message: &str, hint: &str| {
        let place = Place::new(&file.path, Span::new(0, first.len()));
        Some(Diagnostic::new(code, place, message).hint(hint))
    };
    let (begin, fence) = match first.trim_end() {
        "---" => (first.len() + 1, "---"),
        "+++" => (first.len() + 1, "+++"),
        dashes if is_masked(dashes) => return masked(file),
        dashes if is_long(dashes) && begins_with_key(text, first.len() + 1, keys) => {
            return masked(file);
        }
        _ => {
            let (message, hint, body) = unfenced(text, first, keys);
            let fault = fault(Code::FrontMatterMissing, message, &hint);
            return FileParts { yaml: 0..0, body, fault };
        }
    };
    let rest = text.get(begin..).unwrap_or("");
    let Some((length, closing)) = line_of(rest, fence) else {
        if let Some(parts) = closed_otherwise(file, begin, rest) {
            return parts;
        }
        let message = "the front matter that begins here is never closed";
        let end = begin + first_paragraph(rest);
        let last = text.get(..end).unwrap_or_default().lines().count();
        let hint = format!(
            "end it with a line that contains only `{fence}`, below its last key (line {last}, as it seems)"
        );
        let fault = fault(Code::FrontMatterUnclosed, message, &hint);
        return FileParts { yaml: begin..end, body: end, fault };
    };
    let body = begin + length + closing;
    if fence == "+++" {
        let hint = "write YAML between `---` lines: `title: \"…\"` in place of `title = \"…\"`";
        let fault = fault(Code::FrontMatterTomlFence, "this front matter is TOML", hint);
        return FileParts { yaml: begin..begin, body, fault };
    }
    if length > MAX_FRONT_MATTER {
        let message =
            format!("the front matter has {} kB; at most 64 kB are allowed", length / 1024);
        let hint = "move sources to `content/sources.yaml`, or split the article";
        let fault = fault(Code::FrontMatterTooLarge, &message, hint);
        return FileParts { yaml: begin..begin, body, fault };
    }
    FileParts { yaml: begin..begin + length, body, fault: None }
}

/// Returns the parts of a file whose front matter ends with another line than `---`.
fn closed_otherwise(file: &InputFile, begin: usize, rest: &str) -> Option<FileParts> {
    if let Some((at, line)) = lines(rest).find(|(_, line)| is_masked(line.trim_end())) {
        let span = Span::from(begin + at..begin + at + line.trim_end().len());
        let fault = Some(dashes(file, span));
        return Some(FileParts { yaml: begin..begin + at, body: begin + at + line.len(), fault });
    }
    // As YAML and Pandoc have it.
    let (at, length) = line_of(rest, "...").filter(|(at, _)| *at > 0)?;
    let span = Span::new(begin + at, begin + at + 3);
    let message = "this line ends the front matter in another tool; here it ends with `---`";
    let fault = Diagnostic::new(Code::FrontMatterUnclosed, Place::new(&file.path, span), message)
        .hint("write `---` in place of `...`")
        .fix(Some(Fix::replace(&file.path, span, "---", Safety::Safe)));
    let (yaml, body) = (begin..begin + at, begin + at + length);
    Some(FileParts { yaml, body, fault: Some(fault) })
}

/// Returns what is wrong with a file that does not begin with a fence, what to do about it, and where its body begins.
fn unfenced(text: &str, first: &str, keys: &[&str]) -> (&'static str, String, usize) {
    let message = "the article does not begin with front matter";
    if let Some((message, hint)) = other_kind(text, first, keys) {
        // Nothing in a file of a word processor is Markdown.
        let is_rich = first.starts_with(RTF);
        let body = if is_rich { text.len() } else { first_paragraph(text) };
        return (message, hint, body);
    }
    let hint = if first.trim().is_empty() && text.trim_start().starts_with("---") {
        "remove the empty lines above `---`: it must be the first line"
    } else if first.trim_end().starts_with("---") {
        "the first line must be `---` and nothing else"
    } else {
        "begin the file with a line `---`, then `title: \"…\"`, then a line `---`"
    };
    (message, hint.to_owned(), 0)
}

/// Returns the start of the line that contains only `fence`, and its length.
fn line_of(text: &str, fence: &str) -> Option<(usize, usize)> {
    lines(text)
        .find(|(_, line)| line.starts_with(fence) && line.trim_end() == fence)
        .map(|(at, line)| (at, line.len()))
}

/// Returns the lines of a text, with their ends and their positions.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let at = next?;
        let end = find_byte(text.as_bytes(), at, |byte| byte == b'\n').map(|end| end + 1);
        next = end;
        Some((at, text.get(at..end.unwrap_or(text.len()))?))
    })
}

/// Whether a line is a fence with more hyphens than three.
fn is_long(line: &str) -> bool {
    line.len() > 3 && line.bytes().all(|byte| byte == b'-')
}

/// Whether a key of front matter stands at a byte.
fn begins_with_key(text: &str, at: usize, keys: &[&str]) -> bool {
    let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    line.split_once(':').is_some_and(|(word, _)| keys.contains(&word))
}

/// Returns what is wrong with a file that begins in another way, and what to do about it.
fn other_kind(text: &str, first: &str, keys: &[&str]) -> Option<(&'static str, String)> {
    let named = |sign: char| {
        let (word, value) = first.split_once(sign)?;
        let word = word.trim_end();
        keys.contains(&word).then(|| (word, value.trim()))
    };
    if first.starts_with(RTF) {
        let message = "this file is RTF, not Markdown, whatever its name says";
        let hint = "save it as plain text, or copy its text into a new file that begins with `---`";
        return Some((message, hint.to_owned()));
    }
    if first.starts_with("```") || first.starts_with("~~~") {
        let below = text.get(first.len() + 1..)?;
        let inside = below.lines().next()?.trim_end();
        let is_front = inside == "---" || begins_with_key(below, 0, keys);
        return is_front.then(|| {
            let hint = if inside == "---" {
                "remove this line, and the line of backticks that ends the box".to_owned()
            } else {
                "write `---` in place of this line, and in place of the line of backticks that ends the box".to_owned()
            };
            ("the front matter is in a box for code", hint)
        });
    }
    if named(':').is_some() {
        let last = first_paragraph(text);
        let last = text.get(..last).unwrap_or_default().lines().count();
        let hint = format!(
            "write a line `---` above this one, and another below the last key (line {last}, as it seems)"
        );
        return Some(("the article does not begin with front matter", hint));
    }
    let (word, value) = named('=')?;
    let hint = format!(
        "begin the file with a line `---`, then `{word}: {value}` and so on, then a line `---`"
    );
    Some(("the article does not begin with front matter", hint))
}

/// Whether a line is what a word processor makes of a fence: dashes in place of its hyphens.
fn is_masked(line: &str) -> bool {
    let is_dash = |c: char| c == '-' || matches!(resembled(c), Some(('-', _)));
    !line.is_ascii() && line.chars().all(is_dash)
}

/// Returns the parts of a file whose first fence is made of dashes.
fn masked(file: &InputFile) -> FileParts {
    let text = &*file.text;
    let first = text.lines().next().unwrap_or("");
    let fault = Some(dashes(file, Span::new(0, first.trim_end().len())));
    let begin = (first.len() + 1).min(text.len());
    let rest = text.get(begin..).unwrap_or("");
    let closing = lines(rest).find(|(_, line)| {
        let line = line.trim_end();
        line == "---" || is_masked(line) || is_long(line)
    });
    let (length, closing) =
        closing.map_or((first_paragraph(rest), 0), |(at, line)| (at, line.len()));
    let end = begin + length.min(MAX_FRONT_MATTER);
    FileParts { yaml: begin..end, body: begin + length + closing, fault }
}

/// Returns the finding about a fence that is made of dashes.
fn dashes(file: &InputFile, span: Span) -> Diagnostic {
    let line = span.slice(&file.text);
    let dash = line.chars().find(|c| *c != '-').map(named);
    let dash = dash.unwrap_or_else(|| format!("{} hyphens", line.len()));
    let message = format!("this line has {dash}, where front matter has three hyphens");
    let place = Place::new(&file.path, span);
    Diagnostic::new(Code::FrontMatterMissing, place, message)
        .hint("write `---`, three plain hyphens and nothing else")
        .fix(Some(Fix::replace(&file.path, span, "---", Safety::Safe)))
}

/// Returns the length of the lines up to the first empty one.
fn first_paragraph(text: &str) -> usize {
    let lines = text.split_inclusive('\n').take_while(|line| !line.trim().is_empty());
    lines.map(str::len).sum::<usize>().min(MAX_FRONT_MATTER)
}
