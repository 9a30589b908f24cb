//! Rules about the site as a whole.

pub(super) mod orphan;
