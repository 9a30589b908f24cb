//! Rules about figures: each is held to what is stored of the source that it is from.

pub(super) mod figures;
mod numbers;
mod quantity;
mod units;
mod words;
