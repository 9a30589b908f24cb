//! Rules about what an article says of itself.

pub(super) mod facts;
