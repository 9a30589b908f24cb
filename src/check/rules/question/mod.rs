//! Rules about questions and their answers.

pub(super) mod mark;
