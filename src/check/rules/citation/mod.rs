//! Rules about what an article says and whether it says from where.

mod agents;
pub(super) mod attribution;
pub(super) mod author_year;
mod claim;
mod cover;
pub(super) mod figure;
pub(super) mod footnote;
pub(super) mod key_point;
pub(super) mod link;
pub(super) mod pile;
pub(super) mod quotation;
pub(super) mod section;
mod somebody;
mod speech;
pub(super) mod via;
pub(super) mod weasel;
mod wording;
