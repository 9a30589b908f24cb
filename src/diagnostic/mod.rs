//! What is wrong with the author's content, as data: a [`Diagnostic`] says what, where and what next; a [`Code`] is its
//! permanent name, and has one [`Rule`]; [`Outcome`] carries findings along with the value they are about. Printing is
//! the business of [`human`], [`brief`], [`json`], [`sarif`] and [`github`]; nothing here reads a file or ends the program.

pub mod brief;
mod code;
mod finding;
mod findings;
mod fingerprint;
mod fix;
pub mod github;
pub mod human;
pub mod json;
mod near;
mod order;
mod outcome;
mod place;
mod report;
mod rules;
pub mod sarif;
mod severity;
mod words;

pub use code::Code;
pub use finding::Diagnostic;
pub use findings::{Findings, MOST};
pub use fix::{Edit, EditError, Fix, Safety, apply, exactly, in_quotes, once, written};
pub use near::{did_you_mean, nearest};
pub use order::put_in_order;
pub use outcome::Outcome;
pub use place::Place;
pub use report::{Found, Levels, finish};
pub use rules::{CheckRule, Example, ExampleFile, Measured, Rule};
pub use severity::Severity;
pub use words::{list_of, visible};
