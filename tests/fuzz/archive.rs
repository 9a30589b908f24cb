//! Archives: inputs that hold several texts, each below a line `-- NAME --`, as one file that people can read and edit.

use std::ops::Range;

use crate::mutate::replace;
use crate::random::Random;

/// A text of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section<'a> {
    /// Its name, often a path.
    pub(crate) name: &'a str,
    /// Its content, up to the next line that names a text.
    pub(crate) text: &'a [u8],
}

/// Returns the texts of an archive, in order; anything before the first name is ignored.
pub(crate) fn sections(input: &[u8]) -> Vec<Section<'_>> {
    ranges(input)
        .into_iter()
        .filter_map(|range| {
            let section = &input[range];
            let end = section.iter().position(|byte| *byte == b'\n')?;
            Some(Section { name: name(&section[..end])?, text: &section[end + 1..] })
        })
        .collect()
}

/// Returns the name in a line `-- NAME --`.
fn name(line: &[u8]) -> Option<&str> {
    std::str::from_utf8(line).ok()?.strip_prefix("-- ")?.strip_suffix(" --")
}

/// Returns where each section is, including the line with its name.
fn ranges(input: &[u8]) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if name(line.strip_suffix(b"\n").unwrap_or(line)).is_some() {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().copied().skip(1).chain([input.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Returns an archive with a section repeated, removed, moved, copied from `other`, or renamed to another's name.
pub(crate) fn mutate(random: &mut Random, input: &[u8], other: &[u8]) -> Vec<u8> {
    let mut out = input.to_vec();
    let (ours, theirs) = (ranges(input), ranges(other));
    let Some(here) = random.pick(&ours).cloned() else { return out };
    match random.below(5) {
        0 => replace(&mut out, here.end..here.end, &input[here.clone()]),
        1 => drop(out.drain(here)),
        2 => {
            let end = out.len();
            replace(&mut out, end..end, &input[here.clone()]);
            drop(out.drain(here));
        }
        3 => {
            let there = random.pick(&theirs).cloned().unwrap_or_default();
            replace(&mut out, here.end..here.end, &other[there]);
        }
        _ => {
            let there = random.pick(&theirs).cloned().unwrap_or_default();
            let head = |range: &Range<usize>, text: &[u8]| {
                let end = text[range.clone()].iter().position(|byte| *byte == b'\n');
                range.start..range.start + end.unwrap_or(range.len())
            };
            replace(&mut out, head(&here, input), &other[head(&there, other)]);
        }
    }
    out
}
