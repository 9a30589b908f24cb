//! Rules about sources. Those about what is written of one source are in [`listed`], which reads an article's own
//! sources and the shared ones.

mod address;
mod archive;
mod facts;
pub(super) mod http;
pub(super) mod listed;
pub(super) mod origins;
pub(super) mod retracted;
pub(super) mod same_page;
pub(super) mod single;
mod tracking;
