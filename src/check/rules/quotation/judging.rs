//! [`Judging`]: what the rules about quotations look at.

use crate::check::fold::{Budget, Quotation};
use crate::check::input::ArticleInput;
use crate::check::rules::quotation::covering::Quoted;

/// A quotation that is being judged.
#[derive(Clone, Copy)]
pub(super) struct Judging<'a, 'q> {
    /// The article.
    pub(super) input: &'q ArticleInput<'a>,
    /// Where it is, and what it is said to be from.
    pub(super) quoted: &'q Quoted<'a>,
    /// Its words.
    pub(super) quotation: &'q Quotation,
    /// How many words may still be compared.
    pub(super) budget: &'q Budget,
}
