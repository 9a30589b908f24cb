//! Makes a question of one page point to the answer that another page has: [`pointed`]. The edit is offered only if the
//! article, read with it, says the same but for this one question.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::config::MarkdownOptions;
use crate::content::{Article, Citation, LinkTarget, Question, QuestionForm, parse_visited, parts};
use crate::diagnostic::{Edit, apply};
use crate::path::SitePath;
use crate::recast::read::{read, without_words};
use crate::recast::same::differs_only_in_form;
use crate::recast::seen::{InText, Seen, Value, ValueKind};
use crate::recast::yaml::{end_of_line, range_of};
use crate::span::{Span, line_start};

/// Begins what an author wrote to other authors: it is no part of an answer, so it must not go with it.
const COMMENT: &str = "<!--";

/// A place of another page that answers a question.
#[derive(Clone, Copy, Debug)]
pub struct Pointer<'a> {
    /// The file of that page.
    pub path: &'a SitePath,
    /// The anchor there.
    pub anchor: &'a str,
}

impl Pointer<'_> {
    /// Returns what `see` says in the file at `from`.
    pub fn reference(&self, from: &SitePath) -> String {
        format!("{}#{}", from.reference_to(self.path.as_str()), self.anchor)
    }
}

/// Returns the edit of an article's file after which a question has this pointer, in place of an answer if it has one.
/// `None` if it is not certain that nothing else would change: what is not known of an open question is lost nowhere.
pub fn pointed(
    (path, text): (&SitePath, &str),
    question: &Question,
    pointer: Pointer<'_>,
    options: &MarkdownOptions,
) -> Option<Edit> {
    let see = pointer.reference(path);
    if matches!(question.form, QuestionForm::See(_) | QuestionForm::Open(_)) || see.contains('"') {
        return None;
    }
    let (file, old, told) = read(path, text, options).ok()?;
    let is_it = |it: &Question| it.span == question.span && it.text == question.text;
    let number = old.questions.iter().position(is_it)?;
    let mut seen = Seen::default();
    drop(parse_visited(&file, &without_words(options), &mut seen));
    let place = Place { text, see: &see, is_answered: question.fragment().is_some() };
    let (range, written) = match seen.asked.iter().find(|it| covers(it.heading, question.span)) {
        Some(asked) => place.in_text(asked, parts(&file).body)?,
        None => place.in_front_matter(&seen.front.insights?.1, question.span)?,
    };
    let span = Span::new(range.start, range.end);
    let edit = Edit { path: path.clone(), span, text: written };
    let (_, new, found) = read(path, &apply(text, [&edit]).ok()?, options).ok()?;
    let is_same = found.is_subset(&told)
        && points(&new, number, pointer)
        && cited(&old) == cited(&new)
        && differs_only_in_form(&old, &new, number);
    is_same.then_some(edit)
}

/// Whether a question of an article has this pointer.
fn points(article: &Article, number: usize, pointer: Pointer<'_>) -> bool {
    let Some(QuestionForm::See(link)) = article.questions.get(number).map(|it| &it.form) else {
        return false;
    };
    let target = article.links.get(link.0).map(|link| &link.target);
    matches!(target, Some(LinkTarget::Article { path, anchor: Some(anchor) })
        if path == pointer.path && anchor == pointer.anchor)
}

/// Returns the ids that an article cites: a source that only a removed answer cites would be left without a use.
fn cited(article: &Article) -> BTreeSet<&str> {
    article.citations.iter().flat_map(Citation::sources).map(|source| &*source.id).collect()
}

fn covers(whole: Span, part: Span) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

/// Where a pointer is written.
struct Place<'a> {
    text: &'a str,
    see: &'a str,
    /// Whether there is an answer, which gives way to it.
    is_answered: bool,
}

impl Place<'_> {
    fn slice(&self, range: Range<usize>) -> Option<&str> {
        self.text.get(range)
    }

    /// Returns what to write where, for a question in the text, which begins at byte `body`.
    fn in_text(&self, asked: &InText, body: usize) -> Option<(Range<usize>, String)> {
        let heading = asked.heading.slice(self.text).trim_end();
        // One with a line of `=` below it has no end that is its own.
        if heading.contains('\n') || !heading.trim_start().starts_with('#') {
            return None;
        }
        let pair = format!("see=\"{}\"", self.see);
        let has_braces = asked.id.is_some()
            || asked.is_open
            || !asked.classes.is_empty()
            || !asked.attributes.is_empty();
        let (kept, added) = if has_braces {
            let inner = heading.strip_suffix('}')?;
            let open = inner.rfind('{')? + 1;
            let before = inner.get(open..)?;
            (open, format!("{}}}", joined(before, asked.is_open, &pair)))
        } else {
            (heading.len(), format!(" {{{pair}}}"))
        };
        let start = asked.heading.start as usize;
        let mut end = start + heading.len();
        if self.is_answered {
            let below = self.slice(end..body + asked.end? as usize)?.trim_end();
            if below.contains(COMMENT) {
                return None;
            }
            end += below.len();
        }
        Some((start + kept..end, added))
    }

    /// Returns what to write where, for the question at this place of `insights`.
    fn in_front_matter(&self, insights: &Value, at: Span) -> Option<(Range<usize>, String)> {
        let ValueKind::List(items) = &insights.kind else { return None };
        items.iter().find_map(|item| match &item.kind {
            ValueKind::Text(_) if item.span == at => self.below_words(at),
            ValueKind::Map(entries) => {
                let is_it = |((key, _), value): &&((String, Span), Value)| {
                    key == "question" && value.span == at
                };
                entries.iter().find(is_it)?;
                self.among_keys(item.span, entries, at)
            }
            _ => None,
        })
    }

    /// Gives a question that is nothing but its words a key, and the pointer below it.
    fn below_words(&self, at: Span) -> Option<(Range<usize>, String)> {
        let (start, end) = (at.start as usize, at.end as usize);
        let (see, words) = (self.see, self.slice(start..end)?);
        match self.indent(start) {
            Some(indent) => {
                let line_end = self.end_of_content(end);
                let line = self.slice(start..line_end)?;
                let below = format!("question: {line}\n{indent}see: \"{see}\"");
                Some((start..line_end, below))
            }
            None => Some((start..end, format!("{{question: {words}, see: \"{see}\"}}"))),
        }
    }

    /// Adds the pointer to the keys of an item, or puts it in the place of the answer.
    fn among_keys(
        &self,
        item: Span,
        entries: &[((String, Span), Value)],
        question: Span,
    ) -> Option<(Range<usize>, String)> {
        let form =
            entries.iter().find(|((key, _), _)| matches!(key.as_str(), "answer" | "open" | "see"));
        let see = format!("see: \"{}\"", self.see);
        if let Some(((_, key), value)) = form {
            let (start, end) = (key.start as usize, key.end as usize);
            let value = range_of(self.text, value.span);
            let between = self.slice(end..value.start.max(end))?;
            let is_known = between.trim() == ":" && !self.slice(value.clone())?.contains(COMMENT);
            return is_known.then(|| (start..value.end.max(end), see));
        }
        let end = question.end as usize;
        if self.text.get(item.start as usize..)?.starts_with('{') {
            return Some((end..end, format!(", {see}")));
        }
        let first = entries.first().map(|((_, key), _)| key.start as usize)?;
        let indent = self.indent(first)?;
        let at = self.end_of_content(end);
        Some((at..at, format!("\n{indent}{see}")))
    }

    /// Returns the spaces before a byte that begins an item of a list written line by line; the dash is one of them.
    fn indent(&self, byte: usize) -> Option<String> {
        let before = self.slice(line_start(self.text, byte)..byte)?;
        let is_item = before.contains('-') && !before.contains(|c| !matches!(c, ' ' | '-'));
        is_item.then(|| " ".repeat(before.len()))
    }

    /// Returns where the line of a byte ends, without its line end.
    fn end_of_content(&self, byte: usize) -> usize {
        let end = end_of_line(self.text, byte);
        if self.slice(byte..end).is_some_and(|rest| rest.ends_with('\n')) { end - 1 } else { end }
    }
}

/// Returns the words of some braces with one more, which has the place of `.open`.
fn joined(words: &str, is_open: bool, pair: &str) -> String {
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let mut places = words.match_indices(".open").filter(|(at, word)| {
        is_space(words.get(..*at).and_then(|before| before.chars().next_back()))
            && is_space(words.get(at + word.len()..).and_then(|after| after.chars().next()))
    });
    match places.next().filter(|_| is_open) {
        Some((at, word)) => {
            let (before, after) = words.split_at(at);
            let after = after.strip_prefix(word).unwrap_or(after);
            format!("{before}{pair}{after}")
        }
        None => format!("{} {pair}", words.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Pointer, joined, pointed};
    use crate::content::{InputFile, parse};
    use crate::diagnostic::apply;
    use crate::path::SitePath;
    use crate::recast::tests::options;

    /// Lets the first question of an article point to `b.md#q:b`.
    fn written(text: &str) -> Option<String> {
        let options = options();
        let path = |name: &str| SitePath::new(name).unwrap();
        let here = path("content/a.md");
        let file = InputFile::new(&here, text.as_bytes().to_vec()).value.unwrap();
        let parsed = parse(&file, &options).value;
        let question = &parsed.readable().questions[0];
        let pointer = Pointer { path: &path("content/b.md"), anchor: "q:b" };
        let edit = pointed((&here, text), question, pointer, &options)?;
        Some(apply(text, [&edit]).unwrap())
    }

    #[test]
    fn what_is_not_known_of_a_question_stays() {
        for text in [
            "---\ntitle: T\ninsights:\n  - {question: Why?, open: \"Nobody knows.\"}\n---\n",
            "---\ntitle: T\n---\n\n## Q {.questions}\n\n### Why? {.open}\n\nNobody knows.\n",
            "---\ntitle: T\ninsights:\n  - {question: Why?, see: \"#x\"}\n---\n",
        ] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn what_others_need_of_an_answer_stays() {
        let of = |below: &str, text: &str| {
            format!(
                "---\ntitle: T\n---\n{text}\n\n## Q {{.questions}}\n\n### \"Why\"?\n\n{below}\n"
            )
        };
        let see = "see=\"b.md#q:b\"";
        let bare = of("So.", "Text.").replace("?\n\nSo.", &format!("? {{{see}}}"));
        for below in ["So.", "> So.\n\n- a\n- [b](c.md)", "[a]\n\n[a]: c.md\n\nSo."] {
            assert_eq!(written(&of(below, "Text.")).as_deref(), Some(&*bare), "{below}");
        }
        for (below, text) in [
            ("So.\n\n[a]: c.md\n\nSo.", "[a]"),
            ("So. [^n]\n\n[^n]: A note.", "Text. [^n]"),
            ("#### So {#so}\n\nSo.", "Text."),
            ("So. <!-- or not -->", "Text."),
        ] {
            assert_eq!(written(&of(below, text)), None, "{below}");
        }
    }

    #[test]
    fn an_article_with_an_error_is_left_alone() {
        let text = "---\ntitle: T\ninsights:\n  - Why?\ndate: never\n---\n";
        assert_eq!(written(text), None);
        assert!(written(&text.replace("date: never\n", "")).is_some());
    }

    #[test]
    fn a_pointer_takes_the_place_of_the_class() {
        for (words, is_open, all) in [
            ("#a", false, "#a P"),
            (".open", true, "P"),
            ("#a .open b=c", true, "#a P b=c"),
            (".opening .open", true, ".opening P"),
            (" #a ", false, " #a P"),
        ] {
            assert_eq!(joined(words, is_open, "P"), all);
        }
    }
}
