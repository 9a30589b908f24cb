//! Rules about figures, whatever their sources say.

pub(super) mod base;
pub(super) mod change;
pub(super) mod conflict;
