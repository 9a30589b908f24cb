//! `Range: bytes=…`: parts of a file; without them, Safari does not play videos (RFC 9110 §14).

use std::ops::Range;

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Everything: no range, or one that may be ignored.
    Whole,
    /// These bytes, at least one.
    Part(Range<u64>),
    /// Bytes that do not exist.
    Nothing,
}

/// Reads the header's value for a file of `length` bytes. Several ranges at once and other units are ignored, as the
/// standard allows.
pub(super) fn asked(value: &str, length: u64) -> Asked {
    let Some((first, last)) = value.strip_prefix("bytes=").and_then(|range| range.split_once('-'))
    else {
        return Asked::Whole;
    };
    match (number(first), number(last)) {
        (Some(first), None) if last.is_empty() => part(first, length),
        (None, Some(count)) if first.is_empty() => part(length - count.min(length), length),
        (Some(first), Some(last)) if first <= last => {
            part(first, length.min(last.saturating_add(1)))
        }
        _ => Asked::Whole,
    }
}

fn part(start: u64, end: u64) -> Asked {
    if start < end { Asked::Part(start..end) } else { Asked::Nothing }
}

/// Reads a number without a sign; one that is too large becomes the largest.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Asked, asked};

    #[test]
    fn one_range_is_a_part() {
        assert_eq!(asked("bytes=0-1", 10), Asked::Part(0..2));
        assert_eq!(asked("bytes=8-", 10), Asked::Part(8..10));
        assert_eq!(asked("bytes=-3", 10), Asked::Part(7..10));
        assert_eq!(asked("bytes=-30", 10), Asked::Part(0..10));
        assert_eq!(asked("bytes=5-99999999999999999999999", 10), Asked::Part(5..10));
    }

    #[test]
    fn a_range_past_the_end_is_nothing() {
        for value in ["bytes=10-", "bytes=10-11", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(asked(value, 10), Asked::Nothing, "{value}");
        }
        assert_eq!(asked("bytes=0-", 0), Asked::Nothing);
    }

    #[test]
    fn what_is_no_range_is_ignored() {
        for value in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=0-1,3-4",
            "bytes=5-2",
            "lines=1-2",
            "bytes=+1-2",
        ] {
            assert_eq!(asked(value, 10), Asked::Whole, "{value}");
        }
    }
}
