//! Rules about sources. Those that judge one source by itself are listed in [`each`], which applies them to an article's
//! own sources and to the shared ones.

mod address;
mod archive;
pub(super) mod each;
mod facts;
pub(super) mod http;
mod known;
mod listed;
pub(super) mod origins;
pub(super) mod retracted;
pub(super) mod same_page;
pub(super) mod single;
mod tracking;
