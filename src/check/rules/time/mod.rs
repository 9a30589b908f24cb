//! Rules about what is out of date, or will be.

pub(super) mod as_of_old;
mod dates;
mod phrases;
pub(super) mod planned_past;
pub(super) mod relative;
pub(super) mod review_due;
pub(super) mod updated;
mod words;
