//! Places in a text: [`Span`] in bytes, [`LineIndex`] for the lines and columns that people read.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

/// A range of bytes in an input file's text. Texts are at most 4 MB, so 32 bits are enough.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A place is not part of the content: an extra blank line above it changes no digest.
impl Hash for Span {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Span {
    /// Creates the span `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        Self { start, end: u32::try_from(end).unwrap_or(u32::MAX).max(start) }
    }

    /// Returns the same span, `offset` bytes further on.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }

    /// Returns both ends, for callers that need the place itself.
    pub fn ends(self) -> (u32, u32) {
        (self.start, self.end)
    }

    /// Returns the bytes of `text` in this span, as far as they are in it and on character boundaries.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Returns where the line of a byte begins.
pub(crate) fn line_start(text: &str, byte: usize) -> usize {
    text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}

/// A value and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// A place as people name it: line and column count from 1, columns in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in Unicode characters.
    pub column: usize,
}

/// How a column is counted: editors name places in one of these (Language Server Protocol 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// In bytes of UTF-8.
    Utf8,
    /// In code units of UTF-16.
    Utf16,
    /// In characters.
    Utf32,
}

/// A text and the starts of its lines, so that each of thousands of places is found without reading the text again,
/// even if they are all on one line.
pub struct LineIndex {
    text: Box<str>,
    starts: Vec<usize>,
    /// How many characters begin before each [`STEP`]th byte; nothing if each byte is a character.
    counts: Option<Vec<usize>>,
}

/// The maximum number of bytes that are counted for a place.
const STEP: usize = 512;

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let counts = (!text.is_ascii()).then(|| {
            let mut count = 0;
            let steps = text.as_bytes().chunks(STEP).map(|step| {
                count += beginnings(step);
                count
            });
            std::iter::once(0).chain(steps).collect()
        });
        Self { text, starts, counts }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the bytes of a line, including its end. Lines count from 1; past the last line there is nothing.
    pub fn line(&self, number: usize) -> std::ops::Range<usize> {
        let start = |line: usize| self.starts.get(line).copied().unwrap_or(self.text.len());
        start(number.saturating_sub(1))..start(number)
    }

    /// Returns the line and column of a byte; past the end, those of the end.
    pub fn position(&self, byte: u32) -> Position {
        let byte = (byte as usize).min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self.characters_before(byte) - self.characters_before(start);
        Position { line, column: column + 1 }
    }

    /// Returns the line and column of a byte, with the column counted in `encoding`; past the end, those of the end.
    pub fn position_in(&self, byte: u32, encoding: Encoding) -> Position {
        let Position { line, column } = self.position(byte);
        let start = self.line(line).start;
        let end = self.floor_char(byte as usize);
        let before = self.text.get(start..end).unwrap_or_default();
        let column = match encoding {
            Encoding::Utf8 => before.len() + 1,
            Encoding::Utf16 => before.encode_utf16().count() + 1,
            Encoding::Utf32 => column,
        };
        Position { line, column }
    }

    /// Returns the byte at a place whose column is counted in `encoding`. Past the end of a line, that is its end;
    /// inside a character, its beginning.
    pub fn byte(&self, Position { line, column }: Position, encoding: Encoding) -> u32 {
        let range = self.line(line.max(1));
        let text = self.text.get(range.clone()).unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        let width = |c: char| match encoding {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        };
        let mut left = column.saturating_sub(1);
        let mut inside = 0;
        for c in text.chars() {
            let Some(rest) = left.checked_sub(width(c)) else { break };
            left = rest;
            inside += c.len_utf8();
            if left == 0 {
                break;
            }
        }
        u32::try_from(range.start + inside).unwrap_or(u32::MAX)
    }

    /// Returns how many characters begin before a byte of the text.
    fn characters_before(&self, byte: usize) -> usize {
        let Some(counts) = &self.counts else { return byte };
        let step = byte / STEP;
        let rest = self.text.as_bytes().get(step * STEP..byte).map_or(0, beginnings);
        counts.get(step).copied().unwrap_or(0) + rest
    }

    /// Returns what to show of the lines that a span touches, at most `lines` of them: all of each line, or, if they
    /// have more than `longest` bytes, that much around the span's beginning.
    pub fn window(&self, span: Span, lines: usize, longest: usize) -> std::ops::Range<usize> {
        let end = (span.end as usize).min(self.text.len());
        let start = (span.start as usize).min(end);
        let first = self.position(span.start).line;
        let last = (first..first + lines).find(|line| self.line(*line).end >= end);
        let whole = self.line(first).start..self.line(last.unwrap_or(first + lines.max(1) - 1)).end;
        if whole.len() <= longest {
            return whole;
        }
        let from = self.floor_char(start.saturating_sub(longest / 4)).max(whole.start);
        from..self.floor_char(from + longest * 3 / 4).min(whole.end).max(from)
    }

    /// Returns the nearest character boundary at or before a byte.
    fn floor_char(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        (byte.saturating_sub(3)..=byte)
            .rev()
            .find(|at| self.text.is_char_boundary(*at))
            .unwrap_or(byte)
    }
}

/// Returns how many UTF-8 characters begin in these bytes.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !is_continuation(**byte)).count()
}

/// Whether this byte continues a UTF-8 character.
fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::{Encoding, LineIndex, Position, STEP, Span};

    #[test]
    fn columns_count_characters() {
        let index = LineIndex::new("ä\nöü!");
        assert_eq!(index.position(0), Position { line: 1, column: 1 });
        assert_eq!(index.position(3), Position { line: 2, column: 1 });
        assert_eq!(index.position(7), Position { line: 2, column: 3 });
        assert_eq!(index.position(99), Position { line: 2, column: 4 });
    }

    #[test]
    fn a_place_far_into_a_line_is_counted_from_a_place_near_it() {
        let text = "é".repeat(3 * STEP) + "\n" + &"aé".repeat(2 * STEP);
        let index = LineIndex::new(text.as_str());
        let mut position = Position { line: 1, column: 1 };
        for (byte, c) in text.char_indices() {
            assert_eq!(index.position(u32::try_from(byte).unwrap()), position, "{byte}");
            let Position { line, column } = position;
            position = if c == '\n' {
                Position { line: line + 1, column: 1 }
            } else {
                Position { line, column: column + 1 }
            };
        }
    }

    #[test]
    fn a_place_is_the_same_in_every_encoding() {
        let text = "aé𝄞\n\n𝄞b";
        let index = LineIndex::new(text);
        let columns = |encoding| -> Vec<usize> {
            let bytes = text.char_indices().map(|(at, _)| u32::try_from(at).unwrap());
            bytes.map(|byte| index.position_in(byte, encoding).column).collect()
        };
        assert_eq!(columns(Encoding::Utf8), [1, 2, 4, 8, 1, 1, 5]);
        assert_eq!(columns(Encoding::Utf16), [1, 2, 3, 5, 1, 1, 3]);
        assert_eq!(columns(Encoding::Utf32), [1, 2, 3, 4, 1, 1, 2]);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (at, _) in text.char_indices() {
                let byte = u32::try_from(at).unwrap();
                assert_eq!(index.byte(index.position_in(byte, encoding), encoding), byte);
            }
        }
        let place = |line, column| Position { line, column };
        assert_eq!(index.byte(place(1, 4), Encoding::Utf16), 3, "inside a character");
        assert_eq!(index.byte(place(1, 99), Encoding::Utf16), 7);
        assert_eq!(index.byte(place(99, 1), Encoding::Utf8), 14);
    }

    #[test]
    fn a_window_has_the_place_in_it_and_ends_at_characters() {
        let text = format!("one\n{}\ntwo\nthree\n", "é".repeat(5000));
        let index = LineIndex::new(text.as_str());
        let shown = |start, end| text.get(index.window(Span::new(start, end), 3, 1000)).unwrap();
        assert_eq!(shown(0, 3), "one\n");
        assert_eq!(shown(10_005, text.len()), "two\nthree\n");
        for start in [4, 6, 1000, 9001, 10_003] {
            let window = index.window(Span::new(start, start + 2), 3, 1000);
            assert!(window.len() <= 1000 && text.get(window.clone()).is_some());
            assert!(window.start <= start && start <= window.end, "{start}: {window:?}");
        }
        assert!(shown(4, text.len()).len() <= 1000 && shown(4, text.len()).starts_with('é'));
    }
}
