//! Rules about quotations: each is held to what is stored of the source that it is from.

mod altered;
pub(super) mod compared;
mod covering;
mod cut;
mod joined;
mod judging;
mod nearest;
mod source;

#[cfg(test)]
mod tests;
