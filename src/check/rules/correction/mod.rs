//! Rules about corrections.

pub(super) mod disguised;
pub(super) mod same;
