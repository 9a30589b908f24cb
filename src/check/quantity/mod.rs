//! [`quantities`]: the figures that a text states, each with its value, its unit and its place; [`Stated`]: also what
//! it says that grew or fell, and by how much. Dates, ages, names with numbers in them, times of day, ordinals and page numbers
//! are none. Nothing here knows of articles.

mod change;
mod context;
mod hedge;
mod noun;
mod pair;
mod reader;
mod scan;
mod share;
mod stated;
mod token;
mod types;
mod unit;
mod value;
mod words;

pub(in crate::check) use change::{Change, ChangeKind};
pub(in crate::check) use pair::{End, Pair};
pub(in crate::check) use scan::quantities;
pub(in crate::check) use stated::{Stated, stated};
pub(in crate::check) use types::{Hedge, Quantity, Unit};

#[cfg(test)]
mod tests;
