//! Reads [`Node`](crate::node::Node)s into types and reports all faults in one pass: a [`MapReader`] hands out its keys
//! one by one, each reader pushes a finding at its value's span and goes on, and the keys that nobody asked for are
//! reported as unknown.

mod decoder;
mod foreign;
mod lists;
mod moving;
mod readers;
mod table;

pub use decoder::Decoder;
pub use foreign::{Foreign, Translation};
pub use lists::{block_header, item_mark};
pub use readers::{
    boolean, integer, is_text, list, nonempty, one_of, owned, report_empty, scalar_text, string,
};
pub use table::MapReader;
