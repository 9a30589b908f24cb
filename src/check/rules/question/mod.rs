//! Rules about questions and their answers.

mod alike;
pub(super) mod answer;
pub(super) mod compound;
pub(super) mod evades;
pub(super) mod length;
pub(super) mod mark;
pub(super) mod open_stale;
pub(super) mod repeated;
pub(super) mod thin_pointer;
mod words;
