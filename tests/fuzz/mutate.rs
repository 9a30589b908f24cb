//! [`Mutator`]: makes new inputs out of old ones. It knows lines, brackets, numbers, characters and the sections of an
//! archive, so that much of what it makes is still meaningful.

use std::ops::Range;

use crate::archive;
use crate::random::Random;

/// The longest input, in bytes.
pub(crate) const LONGEST: usize = 64 << 10;

/// Pairs that open and close a region.
const PAIRS: &[(u8, u8)] = &[
    (b'[', b']'),
    (b'(', b')'),
    (b'{', b'}'),
    (b'<', b'>'),
    (b'"', b'"'),
    (b'\'', b'\''),
    (b'`', b'`'),
    (b'$', b'$'),
    (b'&', b';'),
];

/// Numbers at which something may break.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "0", "1", "-1", "2", "9", "31", "99", "255", "999", "2026", "4294967296", "1e9", "007", "0x7f",
];

/// Characters that are longer or wider than they look, or invisible.
#[rustfmt::skip]
const ODD: &[&str] = &[
    "\u{0}", "\r", "\t", "\u{b}", "\u{7f}", "\u{85}", "\u{a0}", "\u{ad}", "é", "ß", "İ", "ſ", "\u{301}", "\u{200b}",
    "\u{2028}", "\u{202e}", "\u{3000}", "\u{feff}", "\u{fffd}", "\u{fffe}", "😀", "\\",
];

/// Makes inputs of one kind.
pub(crate) struct Mutator {
    /// Pieces that mean something in such an input.
    pub(crate) words: &'static [&'static str],
    /// Whether an input is an archive of several texts.
    pub(crate) archive: bool,
}

impl Mutator {
    /// Returns a new input, made from `input` and pieces of `other`.
    pub(crate) fn make(&self, random: &mut Random, input: &[u8], other: &[u8]) -> Vec<u8> {
        let mut out = input.to_vec();
        loop {
            if self.archive && random.once_in(5) {
                out = archive::mutate(random, &out, other);
            } else {
                self.change(random, &mut out, other);
            }
            if random.once_in(3) {
                break;
            }
        }
        out.truncate(LONGEST);
        out
    }

    fn change(&self, random: &mut Random, out: &mut Vec<u8>, other: &[u8]) {
        let at = random.below(out.len() + 1);
        match random.below(16) {
            0 => flip(random, out),
            1 => drop(out.drain(random.range(out.len()))),
            2 => copy(random, out),
            3..=5 => insert(out, at, self.word(random).as_bytes()),
            6 => insert(out, line_start(out, at), self.word(random).as_bytes()),
            7 => insert(out, at, odd(random).as_bytes()),
            8 => number(random, out),
            9 => lines(random, out, other),
            10 => replace(out, random.range(out.len()), &other[random.range(other.len())]),
            11 => regions(random, out, other),
            12 => repeat(random, out),
            13 => disguise(random, out),
            14 => cross(random, out, other),
            _ => wrap(random, out),
        }
    }

    fn word(&self, random: &mut Random) -> &'static str {
        random.pick(self.words).copied().unwrap_or("\n")
    }
}

fn odd(random: &mut Random) -> &'static str {
    random.pick(ODD).copied().unwrap_or_default()
}

fn insert(out: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    replace(out, at..at, bytes);
}

/// Replaces a part, if the whole stays short.
pub(crate) fn replace(out: &mut Vec<u8>, range: Range<usize>, bytes: &[u8]) {
    if out.len() + bytes.len() <= LONGEST {
        drop(out.splice(range, bytes.iter().copied()));
    }
}

fn flip(random: &mut Random, out: &mut [u8]) {
    let at = random.below(out.len());
    let with =
        if random.once_in(2) { 1 << random.below(8) } else { random.next().to_le_bytes()[0] };
    if let Some(byte) = out.get_mut(at) {
        *byte ^= with;
    }
}

fn copy(random: &mut Random, out: &mut Vec<u8>) {
    let piece = out[random.range(out.len())].to_vec();
    insert(out, random.below(out.len() + 1), &piece);
}

/// Returns the start of the line that contains the byte `at`.
fn line_start(text: &[u8], at: usize) -> usize {
    text[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
}

/// Returns the line that contains the byte `at`, with its line end.
fn line(text: &[u8], at: usize) -> Range<usize> {
    let end = text[at..].iter().position(|byte| *byte == b'\n');
    line_start(text, at)..end.map_or(text.len(), |end| at + end + 1)
}

/// Repeats, removes, moves or copies a line.
fn lines(random: &mut Random, out: &mut Vec<u8>, other: &[u8]) {
    let here = line(out, random.below(out.len() + 1));
    let text = out[here.clone()].to_vec();
    match random.below(4) {
        0 => insert(out, here.start, &text),
        1 => drop(out.drain(here)),
        2 => {
            drop(out.drain(here));
            let at = line_start(out, random.below(out.len() + 1));
            insert(out, at, &text);
        }
        _ => {
            let theirs = other[line(other, random.below(other.len() + 1))].to_vec();
            insert(out, here.start, &theirs);
        }
    }
}

/// Returns a region between brackets or quotes, including these.
fn region(random: &mut Random, text: &[u8]) -> Option<Range<usize>> {
    let (open, close) = *random.pick(PAIRS)?;
    let starts: Vec<usize> =
        text.iter().enumerate().filter(|(_, byte)| **byte == open).map(|(at, _)| at).collect();
    let start = *random.pick(&starts)?;
    let end = text[start + 1..].iter().position(|byte| *byte == close)? + start + 2;
    Some(start..end)
}

/// Puts a region of the other input in place of a region, beside it or inside it.
fn regions(random: &mut Random, out: &mut Vec<u8>, other: &[u8]) {
    let (Some(here), Some(theirs)) = (region(random, out), region(random, other)) else { return };
    let piece = other[theirs].to_vec();
    match random.below(3) {
        0 => replace(out, here, &piece),
        1 => insert(out, here.end, &piece),
        _ => insert(out, here.start + 1, &piece),
    }
}

/// Repeats a piece, sometimes until the input has its maximum length: this shows work that grows faster than its input.
fn repeat(random: &mut Random, out: &mut Vec<u8>) {
    let mut range = random.range(out.len());
    if let (true, Some(region)) = (random.once_in(2), region(random, out)) {
        range = region;
    }
    let piece = out[range.clone()].to_vec();
    if piece.is_empty() {
        return;
    }
    let room = LONGEST.saturating_sub(out.len()) / piece.len();
    let times = if random.once_in(30) { room } else { room.min(1 << random.below(8)) };
    insert(out, range.end, &piece.repeat(times));
}

/// Replaces a number.
fn number(random: &mut Random, out: &mut Vec<u8>) {
    let digits: Vec<usize> = out
        .iter()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let Some(start) = random.pick(&digits).copied() else { return };
    let length = out[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = random.pick(NUMBERS).copied().unwrap_or_default();
    replace(out, start..start + length, number.as_bytes());
}

/// Writes a character in another way: as an HTML reference, a URL or YAML escape, or in the other case.
fn disguise(random: &mut Random, out: &mut Vec<u8>) {
    let at = random.below(out.len());
    let Some(byte) = out.get(at).copied() else { return };
    let written = match random.below(7) {
        0 => format!("&#{byte};"),
        1 => format!("&#x{byte:x}"),
        2 => format!("%{byte:02X}"),
        3 => format!("\\x{byte:02x}"),
        4 => format!("\\{}", char::from(byte)),
        5 => char::from(byte).to_ascii_uppercase().to_string(),
        _ => format!("{}\n", char::from(byte)),
    };
    replace(out, at..at + 1, written.as_bytes());
}

/// Continues as the other input does.
fn cross(random: &mut Random, out: &mut Vec<u8>, other: &[u8]) {
    out.truncate(line_start(out, random.below(out.len() + 1)));
    let at = line_start(other, random.below(other.len() + 1));
    insert(out, out.len(), &other[at..]);
}

/// Puts brackets or quotes around a piece.
fn wrap(random: &mut Random, out: &mut Vec<u8>) {
    let Some((open, close)) = random.pick(PAIRS).copied() else { return };
    let range = random.range(out.len());
    insert(out, range.end, &[close]);
    insert(out, range.start, &[open]);
}
