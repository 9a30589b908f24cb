//! Reading [`Node`](crate::node::Node)s into types, all faults in one pass: a [`MapReader`] hands out its keys one by one, each reader pushes
//! a finding at its value's span and goes on, and what nobody asked for at the end is an unknown key.

mod decoder;
mod readers;
mod table;

pub use decoder::Decoder;
pub use readers::{
    boolean, integer, is_text, list, nonempty, one_of, owned, report_empty, scalar_text, string,
};
pub use table::MapReader;
