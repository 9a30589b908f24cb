//! [`Patched`]: a text with some places replaced, which still knows where everything was before.

use std::ops::Range;

/// A range of a [`Patched`] text and its replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Patch {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// Creates a patch that inserts a text at a byte.
    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(at..at, text)
    }
}

/// A stretch that was not changed.
#[derive(Clone, Copy)]
struct Stretch {
    /// Where it begins now.
    now: usize,
    /// Where it began.
    before: usize,
    length: usize,
}

/// A text with some places replaced.
#[derive(Clone)]
pub(super) struct Patched {
    pub(super) text: String,
    pieces: Vec<Stretch>,
}

impl Patched {
    pub(super) fn new(text: &str) -> Self {
        let pieces = vec![Stretch { now: 0, before: 0, length: text.len() }];
        Self { text: text.to_owned(), pieces }
    }

    /// Replaces some places, which must be in order and must not overlap.
    pub(super) fn with(&self, patches: &[Patch]) -> Self {
        let mut patched = self.clone();
        for patch in patches.iter().rev() {
            patched.write(patch);
        }
        patched
    }

    fn write(&mut self, Patch { range, text }: &Patch) {
        self.text.replace_range(range.clone(), text);
        let mut pieces = Vec::with_capacity(self.pieces.len() + 1);
        for piece in &self.pieces {
            let end = piece.now + piece.length;
            if piece.now < range.start {
                pieces.push(Stretch { length: end.min(range.start) - piece.now, ..*piece });
            }
            if end >= range.end {
                let cut = range.end.max(piece.now) - piece.now;
                let now = piece.now + cut + text.len() - range.len();
                let rest = Stretch { now, before: piece.before + cut, length: piece.length - cut };
                // A piece of length zero marks the end of what was replaced at the end of the text.
                if rest.length > 0 || end == range.end {
                    pieces.push(rest);
                }
            }
        }
        self.pieces = pieces;
    }

    /// Returns where a byte was before; for a new one, where the text that it replaces begins.
    pub(super) fn before(&self, byte: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.now <= byte);
        let Some(piece) = at.checked_sub(1).and_then(|at| self.pieces.get(at)) else { return 0 };
        piece.before + (byte - piece.now).min(piece.length)
    }
}

#[cfg(test)]
mod tests {
    use super::{Patch, Patched};

    #[test]
    fn what_is_left_knows_where_it_stood() {
        let text = Patched::new("title: a: b\nnext: c\n");
        let text = text.with(&[Patch::insert(7, "'"), Patch::insert(11, "'")]);
        assert_eq!(text.text, "title: 'a: b'\nnext: c\n");
        for (now, before) in
            [(0, 0), (7, 7), (8, 7), (9, 8), (12, 11), (13, 11), (14, 12), (22, 20)]
        {
            assert_eq!(text.before(now), before, "{now}");
        }
        let text = text.with(&[Patch::new(7..13, "?")]);
        assert_eq!(text.text, "title: ?\nnext: c\n");
        assert_eq!((text.before(7), text.before(8), text.before(9)), (7, 11, 12));
        let text = text.with(&[Patch::new(8..17, "")]);
        assert_eq!((text.text.as_str(), text.before(8)), ("title: ?", 20));
    }

    proptest::proptest! {
        #[test]
        fn every_byte_that_was_kept_is_found_again(patches in proptest::collection::vec((0_usize..40, 0_usize..6, 0_usize..4), 0..8)) {
            let original: String = ('!'..='~').take(40).collect();
            let mut text = Patched::new(&original);
            for (at, length, new) in patches {
                let at = at.min(text.text.len());
                let end = (at + length).min(text.text.len());
                text = text.with(&[Patch::new(at..end, " ".repeat(new))]);
            }
            let mut last = 0;
            for (now, letter) in text.text.char_indices() {
                let before = text.before(now);
                proptest::prop_assert!(last <= before && before <= original.len());
                last = before;
                if letter != ' ' {
                    proptest::prop_assert_eq!(original.as_bytes()[before], letter as u8);
                }
            }
        }
    }
}
