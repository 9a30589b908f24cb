//! Where something stands in a text: [`Span`] in bytes, [`LineIndex`] for the lines and columns that people read.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

/// A range of bytes in an input file's text. Texts are at most 4 MB, so 32 bits do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// Where something stands is no part of what it says: a blank line more above it changes no digest.
impl Hash for Span {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Span {
    /// The span of `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        Self { start, end: u32::try_from(end).unwrap_or(u32::MAX).max(start) }
    }

    /// The same span, `offset` bytes further on.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }

    /// Both ends, for where the place itself counts.
    pub fn ends(self) -> (u32, u32) {
        (self.start, self.end)
    }

    /// The bytes of `text` in this span, as far as they lie in it and on character borders.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place as people name it: both numbers count from 1, columns in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in Unicode characters.
    pub column: usize,
}

/// A text and the starts of its lines, so that each of thousands of places is found without reading it again.
pub struct LineIndex {
    text: Box<str>,
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of a line, its end included; lines count from 1, and past the last there is nothing.
    pub fn line(&self, number: usize) -> std::ops::Range<usize> {
        let start = |line: usize| self.starts.get(line).copied().unwrap_or(self.text.len());
        start(number.saturating_sub(1))..start(number)
    }

    /// The line and column of a byte; past the end, those of the end.
    pub fn position(&self, byte: u32) -> Position {
        let byte = (byte as usize).min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self
            .text
            .as_bytes()
            .get(start..byte)
            .map_or(0, |bytes| bytes.iter().filter(|byte| !is_continuation(**byte)).count());
        Position { line, column: column + 1 }
    }
}

/// Whether this byte continues a UTF-8 character.
fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};

    #[test]
    fn columns_count_characters() {
        let index = LineIndex::new("ä\nöü!");
        assert_eq!(index.position(0), Position { line: 1, column: 1 });
        assert_eq!(index.position(3), Position { line: 2, column: 1 });
        assert_eq!(index.position(7), Position { line: 2, column: 3 });
        assert_eq!(index.position(99), Position { line: 2, column: 4 });
    }
}
