//! nutgraf
pub mod path;
pub mod span;
pub mod digest;
pub mod diagnostic;
pub mod escape;
pub mod content;
pub mod files;
pub mod node;
pub mod config;
