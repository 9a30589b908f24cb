//! Rules about questions and their answers.

mod alike;
pub(super) mod answer;
pub(super) mod compound;
pub(super) mod evades;
pub(super) mod length;
pub(super) mod mark;
pub(super) mod open_stale;
mod pointers;
pub(super) mod repeated;
mod same_answer;
mod side;
pub(super) mod thin_pointer;
mod words;
