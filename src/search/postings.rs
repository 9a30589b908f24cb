//! [`Postings`]: the pages in which a term occurs, written as text. Each character of it stands for six bits
//! (the alphabet of base64url).
//!
//! A posting is: the distance to the page before, five bits a character, the lowest first, with 32 added where more
//! follow; then one character of [`flags`]; then, if one of these says so, the units, a character each: 16 if the term is
//! in the unit's heading and not only below it, plus the distance to the unit before (15 means: 15 further, and no unit
//! is here), plus 32 if more follow.

/// The characters for six bits: those of base64url (RFC 4648, section 5).
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What is known about a term on a page.
pub(super) mod flags {
    // The two lowest bits say how much it is a word of the text, 0 to 3.
    /// It is in the title.
    pub(in crate::search) const TITLE: u8 = 4;
    /// It is in the standfirst or a key point.
    pub(in crate::search) const SUMMARY: u8 = 8;
    /// It names a source of the page.
    pub(in crate::search) const SOURCE: u8 = 16;
    /// Units follow.
    pub(super) const UNITS: u8 = 32;
}

/// More distance than fits into the character of a unit.
const UNIT_SKIP: usize = 15;
const IN_HEADING: u8 = 16;
const MORE: u8 = 32;

/// A unit of a page in which a term occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct UnitUse {
    /// Its number among the units of the page.
    pub(super) unit: usize,
    /// Whether the term is only below its heading.
    pub(super) below: bool,
}

/// The pages in which a term occurs.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    text: String,
    /// The number of the next page that a distance of 0 means.
    next: usize,
}

impl Postings {
    /// Adds a page, whose number is higher than those before. The units are in order, each once.
    pub(super) fn push(&mut self, page: usize, flags: u8, units: &[UnitUse]) {
        let mut distance = page - self.next;
        self.next = page + 1;
        while distance >= 32 {
            self.digit(u8::try_from(distance % 32).unwrap_or(0) | MORE);
            distance /= 32;
        }
        self.digit(u8::try_from(distance).unwrap_or(0));
        self.digit(if units.is_empty() { flags } else { flags | flags::UNITS });
        let mut next = 0;
        for (n, UnitUse { unit, below }) in units.iter().enumerate() {
            while unit - next >= UNIT_SKIP {
                self.digit(MORE | 15);
                next += UNIT_SKIP;
            }
            let more = if n + 1 < units.len() { MORE } else { 0 };
            let heading = if *below { 0 } else { IN_HEADING };
            self.digit(more | heading | u8::try_from(unit - next).unwrap_or(0));
            next = unit + 1;
        }
    }

    fn digit(&mut self, bits: u8) {
        self.text.push(char::from(DIGITS.get(usize::from(bits)).copied().unwrap_or(b'A')));
    }

    /// Returns them as text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{Postings, UnitUse, flags};

    #[test]
    fn pages_and_units_are_distances() {
        let mut postings = Postings::default();
        postings.push(0, flags::TITLE, &[]);
        postings.push(1, 1, &[]);
        // 31 between them, then 32 and 1,024.
        postings.push(33, 2, &[]);
        postings.push(66, 3, &[]);
        postings.push(66 + 1 + 1024, flags::SOURCE, &[]);
        assert_eq!(postings.text(), "AEABfCgBDggBQ");
        let unit = |unit, below| UnitUse { unit, below };
        let mut postings = Postings::default();
        postings.push(2, 0, &[unit(0, false), unit(1, true), unit(18, false)]);
        // 32+16+0, 32+0, skip, 16+1.
        assert_eq!(postings.text(), "CgwgvR");
    }
}
