//! What is wrong with the author's content, as data: a [`Diagnostic`] says what, where and what next; [`Code`] names
//! it for ever, and each stands for one [`Rule`]; [`Outcome`] lets findings travel beside the value they are about.
//! Printing is [`human`]'s and [`json`]'s business; nothing here reads a file or ends a program.

mod code;
mod finding;
mod findings;
mod fix;
pub mod human;
pub mod json;
mod near;
mod order;
mod outcome;
mod place;
mod report;
mod rules;
mod severity;
mod words;

pub use code::Code;
pub use finding::Diagnostic;
pub use findings::{Findings, MOST};
pub use fix::{Edit, EditError, Fix, Safety, apply, exactly, in_quotes, once, written};
pub use near::{did_you_mean, nearest};
pub use outcome::Outcome;
pub use place::Place;
pub use report::{Found, Levels, finish};
pub use rules::{Example, ExampleFile, Rule};
pub use severity::Severity;
pub use words::{list_of, visible};
