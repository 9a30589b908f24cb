//! Rules about what is out of date, or will be.

pub(super) mod review_due;
