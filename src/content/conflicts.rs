//! The marks that git leaves where it could not merge: they are found before a file is read any further, and what is
//! above each `=======` is read, so that the marks hide no other mistake.

use crate::content::role::markdown_stem;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::SitePath;
use crate::span::Span;

/// What a line says to git.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Ours,
    Base,
    Between,
    Theirs,
}

/// Where marks were found.
struct Conflict {
    /// The first mark.
    at: Span,
    /// The last mark, if it ends.
    end: Option<Span>,
}

/// Finds the marks of unfinished merges. Returns the findings, and the text with spaces in place of the marks and of
/// the other side, so that everything stays where it is. `None` if there are none.
pub(crate) fn conflicts(path: &SitePath, text: &str) -> Option<(Vec<Diagnostic>, String)> {
    let has = |mark: &str, line: &str| text.starts_with(mark) || text.contains(line);
    if !has("<<<<<<<", "\n<<<<<<<") && !has(">>>>>>>", "\n>>>>>>>") {
        return None;
    }
    let mut search = Search { fences: markdown_stem(path).is_some(), ..Search::default() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        search.line(line.trim_end_matches('\n'), at);
        at += line.len();
    }
    let Search { conflicts, hidden, .. } = search.end();
    if conflicts.is_empty() {
        return None;
    }
    let findings = conflicts.iter().map(|conflict| finding(path, conflict)).collect();
    Some((findings, blanked(text, &hidden)))
}

fn finding(path: &SitePath, conflict: &Conflict) -> Diagnostic {
    let place = Place::new(path, conflict.at);
    let message = "a merge in git was not finished here: its marks would be published";
    let finding = Diagnostic::new(Code::FileConflictMarks, place, message);
    match conflict.end {
        Some(end) => finding
            .related(Place::new(path, end), "it ends here")
            .hint("keep the lines that are right, and remove the other side and the lines `<<<<<<<`, `=======` and `>>>>>>>`"),
        None => finding.hint("remove this line; git wrote it"),
    }
}

/// Goes through a text line by line.
#[derive(Default)]
struct Search {
    /// Whether code blocks can hide marks.
    fences: bool,
    /// The fence of the code block that was opened.
    open: Option<(char, usize)>,
    /// The first mark of a conflict, and the fence that was open before it.
    ours: Option<(Span, Option<(char, usize)>)>,
    /// Whether the lines belong to the other side.
    other_side: bool,
    /// A line `=======` outside a conflict, which may be left of one.
    between: Option<Span>,
    conflicts: Vec<Conflict>,
    hidden: Vec<Span>,
}

impl Search {
    fn line(&mut self, line: &str, at: usize) {
        let span = Span::new(at, at + line.len());
        let mark = mark(line).filter(|_| self.ours.is_some() || self.open.is_none());
        match mark {
            Some(Mark::Ours) => {
                self.leave_open();
                self.ours = Some((span, self.open));
                self.hidden.push(span);
            }
            Some(mark) if self.ours.is_some() => {
                self.hidden.push(span);
                self.other_side = true;
                if mark == Mark::Theirs {
                    self.close(span);
                }
            }
            Some(Mark::Between) => self.between = Some(span),
            // Seven quotations, one in another, have no line `=======` before them.
            Some(Mark::Theirs) if self.between.is_some() => {
                self.hidden.extend(self.between.take().into_iter().chain([span]));
                self.conflicts.push(Conflict { at: span, end: None });
            }
            _ => {
                if self.other_side {
                    self.hidden.push(span);
                } else {
                    self.fence(line);
                }
            }
        }
    }

    fn close(&mut self, end: Span) {
        if let Some((at, _)) = self.ours.take() {
            self.conflicts.push(Conflict { at, end: Some(end) });
        }
        self.other_side = false;
    }

    /// Leaves a conflict that does not end: only its first mark is certain.
    fn leave_open(&mut self) {
        if let Some((at, open)) = self.ours.take() {
            self.hidden.retain(|hidden| hidden.start <= at.start);
            self.conflicts.push(Conflict { at, end: None });
            self.open = open;
        }
        self.other_side = false;
    }

    fn end(mut self) -> Self {
        self.leave_open();
        self
    }

    /// Follows the fences of code blocks.
    fn fence(&mut self, line: &str) {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let Some(c) = line.chars().next().filter(|c| self.fences && matches!(c, '`' | '~')) else {
            return;
        };
        let length = line.chars().take_while(|it| *it == c).count();
        let rest = line.get(length..).unwrap_or("");
        match self.open {
            Some((open, least)) if open == c && length >= least && rest.trim().is_empty() => {
                self.open = None;
            }
            None if length >= 3 && !(c == '`' && rest.contains('`')) => {
                self.open = Some((c, length));
            }
            _ => {}
        }
    }
}

/// Returns what a line says to git: seven equal characters, alone or before a space.
fn mark(line: &str) -> Option<Mark> {
    let mark = match line.as_bytes().first()? {
        b'<' => Mark::Ours,
        b'|' => Mark::Base,
        b'=' => Mark::Between,
        b'>' => Mark::Theirs,
        _ => return None,
    };
    let first = line.chars().next()?;
    let rest = line.strip_prefix(&String::from(first).repeat(7))?;
    let fits = if mark == Mark::Between {
        rest.is_empty()
    } else {
        rest.is_empty() || rest.starts_with(' ')
    };
    fits.then_some(mark)
}

/// Returns the text with spaces in place of these lines.
fn blanked(text: &str, hidden: &[Span]) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    for span in hidden {
        let (start, end) = (span.start as usize, span.end as usize);
        clean.push_str(text.get(at..start).unwrap_or(""));
        clean.extend(std::iter::repeat_n(' ', end - start));
        at = end;
    }
    clean.push_str(text.get(at..).unwrap_or(""));
    clean
}

#[cfg(test)]
mod tests {
    use super::conflicts;
    use crate::path::SitePath;

    #[track_caller]
    fn check(text: &str, lines: &[usize], read: &str) {
        let found = conflicts(&SitePath::new("content/a.md").unwrap(), text);
        let (findings, clean) = found.unwrap_or_else(|| (Vec::new(), text.to_owned()));
        let line =
            |at: u32| text.bytes().take(at as usize).filter(|byte| *byte == b'\n').count() + 1;
        let at: Vec<usize> =
            findings.iter().map(|finding| line(finding.place.span.unwrap().start)).collect();
        assert_eq!(at, lines);
        assert_eq!(clean.len(), text.len());
        let clean: Vec<&str> = clean.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(clean.join("|"), read);
    }

    #[test]
    fn what_is_ours_is_read_and_the_rest_is_told() {
        check("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n", &[2], "a|b|d");
        check("<<<<<<< HEAD\nb\n||||||| base\nä\n=======\nc\n>>>>>>> x", &[1], "b");
        check("<<<<<<< A\n=======\nc\n>>>>>>> x\n<<<<<<< A\nd\n=======\n>>>>>>> x\n", &[1, 5], "d");
    }

    #[test]
    fn what_is_left_of_a_conflict_is_told() {
        check("a\n<<<<<<< HEAD\nb\nc\n", &[2], "a|b|c");
        check("a\n<<<<<<< HEAD\nb\n=======\nc\n", &[2], "a|b|=======|c");
        check("a\n=======\nc\n>>>>>>> x\nd\n", &[4], "a|c|d");
    }

    #[test]
    fn what_only_looks_like_marks_stays() {
        let code = "```\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n```\n";
        check(code, &[], "```|<<<<<<< HEAD|b|=======|c|>>>>>>> x|```");
        check("A heading\n=======\n", &[], "A heading|=======");
        check("x\n>>>>>>> deep\n", &[], "x|>>>>>>> deep");
        check("<<<<<<<< eight\n    <<<<<<< indented\n", &[], "<<<<<<<< eight|    <<<<<<< indented");
    }

    #[test]
    fn a_code_block_that_both_sides_change_is_no_hiding_place_for_the_next_mark() {
        let text = "<<<<<<< A\n```\na\n=======\n```\nb\n>>>>>>> B\n```\n\n<<<<<<< A\nx\n=======\ny\n>>>>>>> B\n";
        check(text, &[1, 10], "```|a|```|x");
    }
}
