//! What tells GitHub that a finding is the same one after its line has moved: the hash that GitHub's own action for
//! uploading SARIF (github/codeql-action, `fingerprints.ts`) gives a line, which no other value may contradict.

use std::collections::BTreeMap;

/// How many characters are hashed, from the line's beginning.
const BLOCK: usize = 100;
/// The factor of the hash.
const FACTOR: u64 = 37;
/// What stands at the end of the text.
const END: u16 = u16::MAX;

/// The fingerprints of the lines of a text.
pub(super) struct Fingerprints(Vec<(u64, u32)>);

impl Fingerprints {
    /// Hashes each line, without spaces and tabs, with what follows it.
    pub(super) fn of(text: &str) -> Self {
        let (units, starts) = significant(text);
        // What the first character of a block is multiplied with.
        let top = (1..BLOCK).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
        let mut wanted = starts.iter();
        let mut next = wanted.next();
        let mut hash = block(&units, 0);
        let mut seen = BTreeMap::<u64, u32>::new();
        let mut lines = Vec::with_capacity(starts.len());
        for (at, unit) in units.iter().enumerate() {
            if next == Some(&at) {
                let count = seen.entry(hash).or_default();
                *count += 1;
                lines.push((hash, *count));
                next = wanted.next();
            }
            let leaves = u64::from(*unit).wrapping_mul(top);
            let enters = u64::from(units.get(at + BLOCK).copied().unwrap_or_default());
            hash = hash.wrapping_sub(leaves).wrapping_mul(FACTOR).wrapping_add(enters);
        }
        Self(lines)
    }

    /// Returns the fingerprint of a line, counted from 1.
    pub(super) fn line(&self, number: usize) -> Option<String> {
        let (hash, count) = self.0.get(number.checked_sub(1)?)?;
        Some(format!("{hash:x}:{count}"))
    }
}

/// Returns the hash of the block that begins at a place.
fn block(units: &[u16], start: usize) -> u64 {
    (start..start + BLOCK).fold(0_u64, |hash, at| {
        let unit = u64::from(units.get(at).copied().unwrap_or_default());
        hash.wrapping_mul(FACTOR).wrapping_add(unit)
    })
}

/// Returns the characters that count, in UTF-16, and where each line begins among them.
fn significant(text: &str) -> (Vec<u16>, Vec<usize>) {
    const TAB: u16 = 9;
    const LF: u16 = 10;
    const CR: u16 = 13;
    const SPACE: u16 = 32;
    let mut units = Vec::with_capacity(text.len());
    let mut starts = Vec::new();
    let (mut begins, mut after_cr) = (true, false);
    for unit in text.encode_utf16() {
        if matches!(unit, TAB | SPACE) || (after_cr && unit == LF) {
            after_cr = false;
            continue;
        }
        after_cr = unit == CR;
        if begins {
            starts.push(units.len());
        }
        begins = matches!(unit, CR | LF);
        units.push(if begins { LF } else { unit });
    }
    if begins {
        starts.push(units.len());
    }
    units.push(END);
    (units, starts)
}

#[cfg(test)]
mod tests {
    use super::Fingerprints;

    /// The values that `fingerprints.test.ts` expects.
    #[test]
    fn fingerprints_are_those_that_github_computes() {
        let ends = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        let repeated = [
            "a7f2ff13bc495cf2:1",
            "a7f2ff13bc495cf2:2",
            "a7f2ff13bc495cf2:3",
            "a7f2ff13bc495cf2:4",
            "a7f2ff13bc495cf2:5",
            "a7f2ff13bc495cf2:6",
            "a7f2ff1481e87703:1",
            "a9cf91f7bbf1862b:1",
            "55ec222b86bcae53:1",
            "cc97dc7b1d7d8f7b:1",
            "c129715d7a2bc9a3:1",
        ];
        let short =
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];
        for (text, expected) in [
            ("", &["c129715d7a2bc9a3:1"][..]),
            (" a\nb\n  \t\tc\n d", &short),
            (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", &ends),
            (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", &ends),
            (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", &ends),
            (&"Lorem ipsum dolor sit amet.\n".repeat(10), &repeated),
        ] {
            let found = Fingerprints::of(text);
            let lines: Vec<_> = (1..).map_while(|number| found.line(number)).collect();
            assert_eq!(lines, expected, "{text:?}");
            assert_eq!(found.line(0), None);
        }
    }
}
