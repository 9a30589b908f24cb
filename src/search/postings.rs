//! [`Postings`]: the pages in which a term occurs, written as text. Each character of it stands for six bits
//! (the alphabet of base64url).
//!
//! A posting is: the distance to the page before, five bits a character, the lowest first, with 32 added where more
//! follow; then one character of [`flags`]; then, if one of these says so, the units, a character each: 16 if the term is
//! in the unit's heading and not only below it, plus the distance to the unit before (15 means: 15 further, and no unit
//! is here), plus 32 if more follow.
//!
//! Of a frequent term, only the pages are listed where it stands out. Then `~` and three characters, the highest first, say
//! before the others in how many pages it occurs.

use std::iter;

/// The characters for six bits: those of base64url (RFC 4648, section 5).
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What is known about a term on a page.
pub(super) mod flags {
    /// How much it is a word of the text: 0 to 3.
    pub(in crate::search) const LEVEL: u8 = 3;
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
    /// Six bits each.
    digits: Vec<u8>,
    /// The number of the next page that a distance of 0 means.
    next: usize,
}

impl Postings {
    /// Adds a page, whose number is higher than those before. The units are in order, each once.
    pub(super) fn push(&mut self, page: usize, flags: u8, units: &[UnitUse]) {
        let mut distance = page - self.next;
        self.next = page + 1;
        while distance >= 32 {
            self.digits.push(low(distance % 32) | MORE);
            distance /= 32;
        }
        self.digits.push(low(distance));
        self.digits.push(if units.is_empty() { flags } else { flags | flags::UNITS });
        let mut next = 0;
        for (n, UnitUse { unit, below }) in units.iter().enumerate() {
            while unit - next >= UNIT_SKIP {
                self.digits.push(MORE | 15);
                next += UNIT_SKIP;
            }
            let more = if n + 1 < units.len() { MORE } else { 0 };
            let heading = if *below { 0 } else { IN_HEADING };
            self.digits.push(more | heading | low(unit - next));
            next = unit + 1;
        }
    }

    /// Calls `each` with each page, its flags and its units, as they were added.
    pub(super) fn each(&self, mut each: impl FnMut(usize, u8, &[UnitUse])) {
        let mut digits = self.digits.iter().copied();
        let (mut page, mut units) = (0, Vec::new());
        while let Some(mut digit) = digits.next() {
            let mut shift = 0;
            while digit & MORE != 0 {
                page += usize::from(digit & 31) << shift;
                shift += 5;
                digit = digits.next().unwrap_or(0);
            }
            page += usize::from(digit) << shift;
            let flags = digits.next().unwrap_or(0);
            units.clear();
            let (mut unit, mut more) = (0, flags & flags::UNITS != 0);
            while more {
                let digit = digits.next().unwrap_or(0);
                more = digit & MORE != 0;
                unit += usize::from(digit & 15);
                if usize::from(digit & 15) < UNIT_SKIP {
                    units.push(UnitUse { unit, below: digit & IN_HEADING == 0 });
                    unit += 1;
                }
            }
            each(page, flags & !flags::UNITS, &units);
            page += 1;
        }
    }

    /// Returns them as text.
    pub(super) fn text(&self) -> String {
        self.digits.iter().map(|digit| written(*digit)).collect()
    }

    /// Returns them as the text of a list that leaves pages out: the term occurs in so many.
    pub(super) fn text_of(&self, pages: usize) -> String {
        let digits = [pages >> 12, pages >> 6, pages].map(|digit| written(low(digit % 64)));
        iter::once('~').chain(digits).collect::<String>() + &self.text()
    }
}

/// A number below 64 as a digit.
fn low(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

fn written(digit: u8) -> char {
    char::from(DIGITS.get(usize::from(digit)).copied().unwrap_or(b'A'))
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
        assert_eq!(postings.text_of(64 * 64 + 2), "~BACCgwgvR");
    }

    #[test]
    fn postings_are_read_as_they_were_written() {
        let unit = |unit, below| UnitUse { unit, below };
        let written = [
            (0, flags::TITLE, vec![]),
            (40, 3, vec![unit(0, false), unit(17, true), unit(60, false)]),
            (2000, flags::SOURCE, vec![unit(15, true)]),
        ];
        let mut postings = Postings::default();
        for (page, flags, units) in &written {
            postings.push(*page, *flags, units);
        }
        let mut read = Vec::new();
        postings.each(|page, flags, units| read.push((page, flags, units.to_vec())));
        assert_eq!(read, written);
    }
}
