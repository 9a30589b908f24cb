//! [`Quantity`]: a figure in a text.

use std::ops::Range;

/// A figure in a text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::check) struct Quantity {
    /// The bytes of the number and its unit.
    pub(in crate::check) range: Range<usize>,
    /// Its value, with words such as "million" in it.
    pub(in crate::check) value: f64,
    /// How far the true value may be from it, as its digits say: half of the last one.
    pub(in crate::check) step: f64,
    /// Its unit.
    pub(in crate::check) unit: Unit,
    /// What is counted, in lower case.
    pub(in crate::check) noun: Option<String>,
    /// What is said of how exact it is.
    pub(in crate::check) hedge: Hedge,
}

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Unit {
    /// Money, by its currency.
    Money(&'static str),
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// A physical unit, in its short form.
    Measure(&'static str),
    /// A duration.
    Time(&'static str),
    /// How often as much: "three times".
    Times,
    /// A share: "a third", "one in five".
    Share,
    /// A number of things.
    Count,
}

/// What is said of how exact a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Hedge {
    /// Nothing.
    None,
    /// "About".
    About,
    /// "Nearly".
    Nearly,
    /// "More than".
    Over,
    /// "Less than".
    Under,
}
