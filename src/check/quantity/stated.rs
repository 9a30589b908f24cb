//! [`stated`]: everything that a sentence says of figures, and what else it may hold, read from its tokens once.

use crate::check::language::Language;
use crate::check::quantity::change::Change;
use crate::check::quantity::pair::Pair;
use crate::check::quantity::reader::Scan;
use crate::check::quantity::types::Quantity;
use crate::check::signs::Signs;

/// What a sentence says of figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::check) struct Stated {
    /// The figures that it states, in order.
    pub(in crate::check) quantities: Vec<Quantity>,
    /// The changes that it states, in order.
    pub(in crate::check) changes: Vec<Change>,
    /// The figures of which it says that one became the other, in order.
    pub(in crate::check) pairs: Vec<Pair>,
    /// What it may hold.
    pub(in crate::check) signs: Signs,
}

/// Reads a sentence. Changes and pairs are read in English only.
pub(in crate::check) fn stated(text: &str, language: Language) -> Stated {
    if language == Language::Other {
        return Stated { signs: Signs::ALL, ..Stated::default() };
    }
    let scan = Scan::new(text, language);
    let (quantities, signs) = (scan.all(), scan.signs());
    if language != Language::English {
        return Stated { quantities, signs, ..Stated::default() };
    }
    Stated { changes: scan.changes(&quantities), pairs: scan.pairs(), quantities, signs }
}
