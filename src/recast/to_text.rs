//! From the front matter into the text: each item of `insights` becomes a heading with what stands below it.

use crate::diagnostic::{Edit, apply};
use crate::path::SitePath;
use crate::recast::asked::Asked;
use crate::recast::keys::{InText, KEYS, in_text};
use crate::recast::levels;
use crate::recast::refusal::Refusal;
use crate::recast::seen::{Seen, Value, ValueKind};
use crate::recast::yaml::{end_of_line, lines_of};
use crate::span::Span;

/// Returns the text of a file with its questions in the text. `None` if they are there.
pub(super) fn to_text(
    (path, text): (&SitePath, &str),
    seen: &Seen,
) -> Result<Option<String>, Refusal> {
    let Some((key, value)) = &seen.front.insights else { return Ok(None) };
    let items = match &value.kind {
        ValueKind::List(items) if !items.is_empty() => items,
        // A list of nothing.
        _ => return Ok(None),
    };
    let entry = lines_of(text, *key, value)?;
    let section = seen.sections.iter().min_by_key(|section| section.span.start);
    let level = section.map_or(levels::QUESTION, |section| section.level);
    let mut written = String::new();
    for item in items {
        let asked = asked(text, item, seen, level)?;
        written.push('\n');
        written.push_str(&heading(&asked, level)?);
        if !asked.below.is_empty() {
            written.push('\n');
            written.push_str(&asked.below);
            written.push('\n');
        }
    }
    let (at, written) = match section {
        Some(section) => {
            let end = (section.heading.end as usize).saturating_sub(1);
            (end_of_line(text, end), written)
        }
        None => (text.len(), format!("{}## Questions {{.questions}}\n{written}", gap_after(text))),
    };
    let edit = |start, end, text| Edit { path: path.clone(), span: Span::new(start, end), text };
    let edits = [edit(entry.start, entry.end, String::new()), edit(at, at, written)];
    let new = apply(text, &edits).map_err(|error| {
        Refusal::new(format!("the questions cannot be cut out: {error}"), "move them by hand")
    })?;
    Ok(Some(new))
}

/// Returns what must stand between the end of a text and what is added to it.
fn gap_after(text: &str) -> &'static str {
    if text.ends_with("\n\n") {
        ""
    } else if text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    }
}

/// Reads an item of `insights`, whose question will be a heading of this level.
fn asked(text: &str, item: &Value, seen: &Seen, level: u8) -> Result<Asked, Refusal> {
    let start = item.span.start as usize;
    let entries = match &item.kind {
        ValueKind::Text(words) => {
            return Ok(Asked { words: words.trim().to_owned(), ..Asked::default() });
        }
        ValueKind::Map(entries) => entries,
        ValueKind::List(_) | ValueKind::Broken => {
            let refusal = Refusal::new("this is not a question", "correct it first");
            return Err(refusal.at(text, start));
        }
    };
    let mut asked = Asked::default();
    for (name, known) in KEYS {
        let Some((_, value)) = entries.iter().find(|((key, _), _)| key == name) else { continue };
        let words = words(text, value, name)?;
        match known {
            InText::Heading => words.trim().clone_into(&mut asked.words),
            InText::Id => asked.id = Some(words.trim().to_owned()),
            InText::Pair | InText::Items => asked.pairs.push((name, words.trim().to_owned())),
            InText::Below | InText::BelowOpen => {
                let marks = seen.headings.get(&value.span.start).map_or(&[][..], Vec::as_slice);
                let below = levels::for_text(&words, marks, level)
                    .map_err(|refusal| refusal.at(text, value.span.start as usize))?;
                below.trim_matches('\n').trim_end().clone_into(&mut asked.below);
                asked.is_open = *known == InText::BelowOpen;
            }
        }
    }
    if let Some(((key, span), _)) = entries.iter().find(|((key, _), _)| in_text(key).is_none()) {
        let message = format!("`{key}` of a question has no place in the text");
        let hint = "remove it, or write a key of a question";
        return Err(Refusal::new(message, hint).at(text, span.start as usize));
    }
    Ok(asked)
}

/// Returns the text of a value; that of a list has spaces between its items.
fn words(text: &str, value: &Value, key: &str) -> Result<String, Refusal> {
    let refuse = || {
        let message = format!("`{key}` cannot be written on one line");
        Refusal::new(message, "write a plain text").at(text, value.span.start as usize)
    };
    match &value.kind {
        ValueKind::Text(words) => Ok(words.clone()),
        ValueKind::List(items) if in_text(key) == Some(InText::Items) => {
            let words = items.iter().map(|item| match &item.kind {
                ValueKind::Text(word) if !word.contains(char::is_whitespace) => Ok(word.as_str()),
                _ => Err(refuse()),
            });
            Ok(words.collect::<Result<Vec<_>, _>>()?.join(" "))
        }
        _ => Err(refuse()),
    }
}

/// Writes the heading of a question.
fn heading(asked: &Asked, level: u8) -> Result<String, Refusal> {
    if asked.words.contains('\n') {
        let message = format!("`{}` has several lines", asked.words.replace('\n', " "));
        return Err(Refusal::new(message, "write the question on one line"));
    }
    let mut braces = Vec::new();
    braces.extend(asked.id.as_ref().map(|id| format!("#{id}")));
    braces.extend(asked.is_open.then(|| ".open".to_owned()));
    for (name, value) in &asked.pairs {
        braces.push(format!("{name}={}", attribute(name, value)?));
    }
    let words = escaped(&asked.words, braces.is_empty());
    let signs = "#".repeat(level.into());
    Ok(if braces.is_empty() {
        format!("{signs} {words}\n")
    } else {
        format!("{signs} {words} {{{}}}\n", braces.join(" "))
    })
}

/// Writes the value of an attribute.
fn attribute(name: &str, value: &str) -> Result<String, Refusal> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if matches!(name, "answered" | "checked" | "review_by") && value.chars().all(is_word) {
        Ok(value.to_owned())
    } else if value.contains('\n') || (value.contains('"') && value.contains('\'')) {
        let message = format!("`{value}` has both kinds of quotation marks, or several lines");
        Err(Refusal::new(message, "use typographic ones in the text, or leave one kind out"))
    } else if value.contains('"') {
        Ok(format!("'{value}'"))
    } else {
        Ok(format!("\"{value}\""))
    }
}

/// Writes a plain text so that Markdown reads it as such. `is_last` says that nothing follows it on its line.
fn escaped(words: &str, is_last: bool) -> String {
    let mut out = String::with_capacity(words.len() + 4);
    let mut before = ' ';
    let mut rest = words.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next().unwrap_or(' ');
        let is_markup = match c {
            '*' | '`' | '[' | ']' | '<' | '$' | '~' | '^' | '|' => true,
            '\\' => after.is_ascii_punctuation() || after == ' ',
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '&' => after == '#' || after.is_ascii_alphabetic(),
            '#' => rest.as_str().trim_start_matches('#').trim().is_empty(),
            '{' => is_last && words.ends_with('}'),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn only_what_is_markup_is_escaped() {
        for (plain, written) in [
            ("Does it work?", "Does it work?"),
            ("Is *this* `so`?", "Is \\*this\\* \\`so\\`?"),
            ("What is snake_case, and _this_?", "What is snake_case, and \\_this\\_?"),
            ("AT&T & R&amp;D [@a] <b>?", "AT\\&T & R\\&amp;D \\[@a\\] \\<b>?"),
            ("Is it C#", "Is it C\\#"),
            ("Why {x}", "Why \\{x}"),
        ] {
            assert_eq!(escaped(plain, true), written);
        }
        assert_eq!(escaped("Why {x}", false), "Why {x}");
    }
}
