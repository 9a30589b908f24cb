//! Compares what an article puts between quotation marks with what a source says, word by word. Two texts are the same
//! here if readers would call them the same: kinds of quotation marks and dashes, white space, soft hyphens, line ends and
//! punctuation between words do not count, letters and their case do. [`Text`] is a source, [`Quotation`] what is said to
//! be in it, [`find()`] looks for it, and [`align()`] finds the words that come nearest.

mod align;
mod find;
mod quotation;
mod scan;
mod text;

#[cfg(test)]
mod tests;

pub(in crate::check) use align::{Aligned, Edit, align};
pub(in crate::check) use find::{Budget, find};
pub(in crate::check) use quotation::{Part, Quotation, QuotedWord};
pub(in crate::check) use text::Text;
