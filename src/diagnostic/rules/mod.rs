//! The rules, one item each: the name of a finding, its severity, its meaning, what to do about it, and the smallest
//! site that shows it. One file per group; `code.rs` lists them all. `tests/suite/rules.rs` builds each example.

pub(in crate::diagnostic) mod address;
pub(in crate::diagnostic) mod allow;
pub(in crate::diagnostic) mod article;
pub(in crate::diagnostic) mod check;
pub(in crate::diagnostic) mod citation;
pub(in crate::diagnostic) mod config;
pub(in crate::diagnostic) mod date;
pub(in crate::diagnostic) mod deploy;
pub(in crate::diagnostic) mod file;
pub(in crate::diagnostic) mod front_matter;
pub(in crate::diagnostic) mod html;
pub(in crate::diagnostic) mod image;
pub(in crate::diagnostic) mod link;
pub(in crate::diagnostic) mod markdown;
mod rule;
pub(in crate::diagnostic) mod source;
pub(in crate::diagnostic) mod template;
pub(in crate::diagnostic) mod text;
pub(in crate::diagnostic) mod theme;
pub(in crate::diagnostic) mod yaml;

pub use rule::{CheckRule, Example, ExampleFile, Measured, Rule};
