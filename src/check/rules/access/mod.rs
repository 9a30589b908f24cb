//! Rules about what everybody can read, see and follow.

pub(super) mod abbreviation;
pub(super) mod alt_file_name;
pub(super) mod alt_redundant;
pub(super) mod description_long;
pub(super) mod heading_skip;
mod known;
pub(super) mod link_text;
pub(super) mod same_text;
pub(super) mod sentence;
mod spelt;
