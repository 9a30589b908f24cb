//! Short forms of YAML, written out: a list of one needs no brackets, topics need only commas, sources may be a map by their
//! ids or nothing but addresses, and the key points a block of text. Here they become the long forms, with the places of
//! what is written, so that whatever reads or checks a file knows only those. What cannot be read stays as it is, for its
//! reader to report.

mod addresses;
mod bare;
mod front;
mod keyed;
mod nodes;
mod points;
mod proposals;
mod sources;
mod texts;
mod writer;

pub(super) use front::written_out;
pub(super) use sources::{is_from_address, is_one_source, listed};
pub(super) use writer::SOURCE;
