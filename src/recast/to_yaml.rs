//! From the text into the front matter: each question of a section becomes an item of `insights`.

use std::ops::Range;

use crate::content::document::QuestionSection;
use crate::diagnostic::{Edit, apply};
use crate::path::SitePath;
use crate::recast::asked::Asked;
use crate::recast::defined::Definitions;
use crate::recast::keys::{InText, KEYS, in_text};
use crate::recast::levels;
use crate::recast::refusal::Refusal;
use crate::recast::seen::{InText as Written, Seen, Value, ValueKind};
use crate::recast::yaml::{end_of_line, line, lines_of, markdown};
use crate::span::{Span, line_start};

/// An article, and where its parts are.
#[derive(Clone, Copy)]
pub(super) struct File<'f> {
    pub(super) path: &'f SitePath,
    pub(super) text: &'f str,
    /// The first byte behind the keys of the front matter.
    pub(super) front_end: usize,
    /// The first byte of the text.
    pub(super) body: usize,
}

/// Returns the text of a file with its questions in the front matter. `None` if they are there.
pub(super) fn to_yaml(
    file: File<'_>,
    seen: &Seen,
    mut definitions: Definitions,
) -> Result<Option<String>, Refusal> {
    if seen.asked.is_empty() {
        return Ok(None);
    }
    let parts = parts(file, seen)?;
    let ranges: Vec<_> = parts.iter().map(|(_, range)| range.clone()).collect();
    let sections: Vec<_> = seen.sections.iter().map(|section| lines(file.text, section)).collect();
    definitions.divide(file.text, &ranges, &sections);
    let mut asked = Vec::new();
    for (n, (written, range)) in parts.into_iter().enumerate() {
        asked.push(question(file, written, (n, range), &definitions)?);
    }
    let mut edits = Vec::new();
    let edit = |range: Range<usize>, text| Edit {
        path: file.path.clone(),
        span: Span::new(range.start, range.end),
        text,
    };
    for (start, text) in listed(file, seen, &asked)? {
        edits.push(edit(start, text));
    }
    for section in sections {
        let left = definitions.left(file.text, &section);
        let range = if left.is_empty() { without_gap(file, section) } else { section };
        edits.push(edit(range, left));
    }
    let new = apply(file.text, &edits).map_err(|error| {
        Refusal::new(format!("the questions cannot be cut out: {error}"), "move them by hand")
    })?;
    Ok(Some(new))
}

/// Returns the lines of a section, with its heading.
fn lines(text: &str, section: &QuestionSection) -> Range<usize> {
    let start = line_start(text, section.span.start as usize);
    let end = section.span.end as usize;
    // What follows may be indented.
    start..if end < text.len() { line_start(text, end).max(start) } else { text.len() }
}

/// Returns the same range with the empty lines before it, if nothing follows it.
fn without_gap(file: File<'_>, range: Range<usize>) -> Range<usize> {
    let before = file.text.get(file.body..range.start).unwrap_or_default();
    let kept = before.trim_end_matches('\n').len();
    if range.end < file.text.len() || kept == before.len() {
        return range;
    }
    let end_of_text = if kept == 0 { 0 } else { kept + 1 };
    file.body + end_of_text..range.end
}

/// Returns each question with the place of what stands below it. Between the heading of a section or group and the first
/// question below it, nothing may stand.
fn parts<'s>(file: File<'_>, seen: &'s Seen) -> Result<Vec<(&'s Written, Range<usize>)>, Refusal> {
    let mut found = Vec::new();
    for section in &seen.sections {
        let whole = lines(file.text, section);
        let questions = seen.asked.iter().filter(|it| whole.contains(&(it.heading.start as usize)));
        let others = std::iter::once(&section.heading).chain(&section.groups);
        let mut headings: Vec<(Span, Option<&Written>)> =
            others.map(|heading| (*heading, None)).collect();
        headings.extend(questions.map(|question| (question.heading, Some(question))));
        headings.sort_by_key(|(heading, _)| heading.start);
        let ends = headings.iter().skip(1).map(|(heading, _)| *heading);
        let ends = ends.map(|next| line_start(file.text, next.start as usize));
        let ends: Vec<usize> = ends.chain([whole.end]).collect();
        for ((heading, question), end) in headings.into_iter().zip(ends) {
            let last = (heading.end as usize).saturating_sub(1).max(heading.start as usize);
            let start = end_of_line(file.text, last).min(end);
            match question {
                Some(question) => found.push((question, start..end)),
                None => nothing_between(file.text, start..end)?,
            }
        }
    }
    found.sort_by_key(|(question, _)| question.heading.start);
    Ok(found)
}

fn nothing_between(text: &str, range: Range<usize>) -> Result<(), Refusal> {
    let between = text.get(range.clone()).unwrap_or_default();
    if between.lines().all(|line| line.trim().is_empty() || is_rule(line)) {
        return Ok(());
    }
    let at = range.start + between.len() - between.trim_start().len();
    let message = "this stands above the first question, and would be lost";
    Err(Refusal::new(message, "move it above the section, or remove it").at(text, at))
}

/// Whether a line divides questions.
fn is_rule(line: &str) -> bool {
    let signs: String = line.split_whitespace().collect();
    let all = |sign: char| signs.chars().all(|c| c == sign);
    signs.len() > 2 && (all('-') || all('*') || all('_'))
}

/// Makes a question of one in the text, the `n`th, below which stands what is in `range`.
fn question(
    file: File<'_>,
    written: &Written,
    (n, range): (usize, Range<usize>),
    definitions: &Definitions,
) -> Result<Asked, Refusal> {
    let text = file.text;
    let at = written.heading.start as usize;
    let mut asked =
        Asked { words: written.text.clone(), id: written.id.clone(), ..Asked::default() };
    if let Some(class) = written.classes.first() {
        let message = format!("the class `{class}` of a question has no place in the front matter");
        return Err(Refusal::new(message, "remove it").at(text, at));
    }
    let is_known = |name: &str| matches!(in_text(name), Some(InText::Pair | InText::Items));
    if let Some((name, _)) = written.attributes.iter().find(|(name, _)| !is_known(name)) {
        let message =
            format!("`{name}` in the braces of a question has no place in the front matter");
        return Err(Refusal::new(message, "remove it").at(text, at));
    }
    for (key, _) in KEYS {
        let value = written.attributes.iter().rev().find(|(name, _)| name == key);
        let value = value.map(|(_, value)| value);
        let group = written.group.as_ref().filter(|_| *key == "group");
        asked.pairs.extend(value.or(group).map(|value| (*key, value.clone())));
    }
    let end = written.end.map_or(range.start, |end| file.body + end as usize);
    let end = end.clamp(range.start, range.end);
    let pieces = definitions.kept(n, range.start..end);
    let mut answer = String::new();
    for piece in pieces {
        let source = text.get(piece.clone()).unwrap_or_default();
        let base = piece.start - file.body;
        let levelled = levels::for_front_matter(source, &written.headings, base, written.level);
        answer.push_str(&levelled.map_err(|refusal| refusal.at(text, piece.start))?);
    }
    let tail = definitions.kept(n, end..range.end);
    let tail = tail.into_iter().filter_map(|piece| text.get(piece));
    let below: String =
        tail.flat_map(|piece| piece.split_inclusive('\n')).filter(|line| !is_rule(line)).collect();
    let more = definitions.borrowed(text, (n, text.get(range).unwrap_or_default()));
    let whole = [answer.trim_matches('\n').trim_end(), below.trim(), more.trim()];
    let whole: Vec<&str> = whole.into_iter().filter(|part| !part.is_empty()).collect();
    asked.below = whole.join("\n\n");
    asked.is_open = written.is_open && !asked.below.is_empty();
    if !asked.below.is_empty() && (written.end.is_none() || is_comment(&asked.below)) {
        let message =
            format!("what stands below `{}` is no answer, and would be lost", asked.words);
        return Err(Refusal::new(message, "remove the comment or move it elsewhere").at(text, at));
    }
    Ok(asked)
}

/// Whether a text has nothing but comments.
fn is_comment(text: &str) -> bool {
    let mut parts = text.split("<!--");
    let before = parts.next().unwrap_or_default();
    let after =
        |part: &str| part.split_once("-->").is_some_and(|(_, after)| after.trim().is_empty());
    before.trim().is_empty() && parts.all(after)
}

/// Returns what to write into the front matter, and where.
fn listed(
    file: File<'_>,
    seen: &Seen,
    asked: &[Asked],
) -> Result<Vec<(Range<usize>, String)>, Refusal> {
    let text = file.text;
    let column = |byte: usize| byte - line_start(text, byte);
    let Some((key, value)) = &seen.front.insights else {
        let first = seen.front.keys.first().map_or(0, |key| column(key.start as usize));
        let key = format!("{}insights:\n", " ".repeat(first));
        let written = format!("{key}{}", items(asked, first + 2));
        return Ok(vec![(file.front_end..file.front_end, written)]);
    };
    let entry = lines_of(text, *key, value)?;
    let indent = column(key.start as usize);
    match &value.kind {
        ValueKind::List(old) if value.span.start < value.span.end => {
            // In brackets.
            let mut written = format!("{}insights:\n", " ".repeat(indent));
            for item in old {
                written.push_str(&" ".repeat(indent + 2));
                written.push_str("- ");
                written.push_str(flow(text, item)?);
                written.push('\n');
            }
            written.push_str(&items(asked, indent + 2));
            Ok(vec![(entry, written)])
        }
        ValueKind::List(old) if !old.is_empty() => {
            let first = old.first().map_or(0, |item| item.span.start as usize);
            let line = text.get(line_start(text, first)..first).unwrap_or_default();
            let dash = line.find('-').unwrap_or(indent);
            Ok(vec![(entry.end..entry.end, items(asked, dash))])
        }
        _ => {
            let key = format!("{}insights:\n", " ".repeat(indent));
            Ok(vec![(entry, format!("{key}{}", items(asked, indent + 2)))])
        }
    }
}

/// Returns an item of a list in brackets as it is written.
fn flow<'t>(text: &'t str, item: &Value) -> Result<&'t str, Refusal> {
    let source = item.span.slice(text).trim();
    if source.is_empty() || source.contains('\n') {
        let refusal = Refusal::new(
            "`insights` is a list in brackets over several lines",
            "write each question on a line of its own, after `- `",
        );
        return Err(refusal.at(text, item.span.start as usize));
    }
    Ok(source)
}

/// Writes questions as items of a list whose dashes stand in this column.
fn items(asked: &[Asked], column: usize) -> String {
    let mut out = String::new();
    let (dash, inner) = (" ".repeat(column), " ".repeat(column + 2));
    let mut put = |indent: &str, key: &str, value: &str| out.extend([indent, key, value, "\n"]);
    for question in asked {
        if question.is_bare() {
            put(&dash, "- ", &line(&question.words));
            continue;
        }
        put(&dash, "- question: ", &line(&question.words));
        for (key, in_text) in KEYS {
            let pair = question.pairs.iter().find(|(name, _)| name == key);
            let pair = pair.map(|(_, value)| value.as_str());
            let below = Some(&*question.below).filter(|below| !below.is_empty());
            let value = match in_text {
                InText::Heading => None,
                InText::Id => question.id.as_deref().map(line),
                InText::Pair => pair.map(line),
                InText::Items => pair.map(|items| {
                    let items: Vec<_> = items.split_whitespace().map(line).collect();
                    format!("[{}]", items.join(", "))
                }),
                InText::Below => {
                    below.filter(|_| !question.is_open).map(|below| markdown(below, column + 4))
                }
                InText::BelowOpen => {
                    below.filter(|_| question.is_open).map(|below| markdown(below, column + 4))
                }
            };
            if let Some(value) = value {
                put(&inner, &format!("{key}: "), &value);
            }
        }
    }
    out
}
