//! Rules about the site as a whole.

pub(super) mod no_topic;
pub(super) mod orphan;
pub(super) mod publisher;
