//! The levels of headings in an answer. In the front matter they may begin anywhere, since a page moves them down below
//! its own; in the text they must be below their question.

use crate::recast::refusal::Refusal;
use crate::recast::seen::HeadingMark;

/// The level of a question in the front matter, as far as the headings in its answer go.
pub(super) const QUESTION: u8 = 3;

/// The deepest level of headings.
const DEEPEST: u8 = 6;

/// Returns an answer of the front matter with the headings that it has below a question of this level in the text.
pub(super) fn for_text(
    answer: &str,
    marks: &[HeadingMark],
    question: u8,
) -> Result<String, Refusal> {
    let highest = marks.iter().map(|mark| mark.level).min();
    let down = highest.map_or(0, |highest| (QUESTION + 1).saturating_sub(highest));
    let level = |level: u8| {
        let shown = (level + down).min(DEEPEST);
        if question >= QUESTION { (shown + (question - QUESTION)).min(DEEPEST) } else { shown }
    };
    rewritten(answer, marks, 0, level)
}

/// Returns a part of the text, which begins at byte `base` of it, with the headings that it has in the front matter,
/// from below a question of this level.
pub(super) fn for_front_matter(
    part: &str,
    marks: &[HeadingMark],
    base: usize,
    question: u8,
) -> Result<String, Refusal> {
    let up = question.saturating_sub(QUESTION);
    rewritten(part, marks, base, |level| level.saturating_sub(up).max(1))
}

fn rewritten(
    markdown: &str,
    marks: &[HeadingMark],
    base: usize,
    level: impl Fn(u8) -> u8,
) -> Result<String, Refusal> {
    let mut out = String::with_capacity(markdown.len() + 8);
    let mut done = 0;
    for mark in marks {
        let (start, end) = (mark.range.start as usize, mark.range.end as usize);
        // What lies outside stays where it is: a footnote that is not taken along.
        let Some(start) = start.checked_sub(base).filter(|start| *start >= done) else { continue };
        let Some(source) = markdown.get(start..(end - base).min(markdown.len())) else { continue };
        out.push_str(markdown.get(done..start).unwrap_or_default());
        let signs = source.len() - source.trim_start_matches('#').len();
        done = start + signs;
        let written = match u8::try_from(signs) {
            Ok(0) => {
                done = start;
                underlined(source, mark.level, &level, &mut done)?
            }
            Ok(signs) => "#".repeat(level(signs).into()),
            Err(_) => "#".repeat(signs),
        };
        out.push_str(&written);
    }
    out.push_str(markdown.get(done..).unwrap_or_default());
    Ok(out)
}

/// Returns what is written in place of a heading that has a line of `=` or `-` below it, and moves `done` to its end.
fn underlined(
    source: &str,
    old: u8,
    level: &impl Fn(u8) -> u8,
    done: &mut usize,
) -> Result<String, Refusal> {
    let new = level(old);
    if new == old {
        return Ok(String::new());
    }
    let heading = source.trim_end();
    let mut lines: Vec<&str> = heading.lines().collect();
    lines.pop();
    let [words] = lines.as_slice() else {
        let message =
            "an answer has a heading of several lines, which cannot be moved to another level";
        return Err(Refusal::new(message, "write it on one line, with `#` before it"));
    };
    *done += heading.len();
    Ok(format!("{} {}", "#".repeat(new.into()), words.trim()))
}
