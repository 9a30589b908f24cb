//! [`Hedge`]: what is said before a figure of how exact it is.

use crate::check::quantity::reader::Scan;
use crate::check::quantity::types::Hedge;

impl Scan<'_> {
    /// Returns what is said before a number of how exact it is.
    pub(super) fn hedge(&self, at: usize) -> Hedge {
        let (first, second) = (self.lower_before(at, 1), self.lower_before(at, 2));
        match (second, first) {
            (_, word) if ABOUT.contains(&word) => Hedge::About,
            (_, word) if NEARLY.contains(&word) => Hedge::Nearly,
            ("just", "under") | ("close", "to") => Hedge::Nearly,
            ("more" | "greater" | "higher", "than") | ("at", "least") => Hedge::Over,
            ("mehr", "als") | ("plus" | "más", "de") => Hedge::Over,
            (_, "over" | "exceeding" | "über") => Hedge::Over,
            ("less" | "fewer" | "lower", "than") | ("up" | "as", "to") => Hedge::Under,
            ("at", "most") | (_, "under" | "below") => Hedge::Under,
            _ if matches!(first, "a" | "an" | "$" | "€" | "£") && at > 1 => self.hedge(at - 1),
            _ => Hedge::None,
        }
    }
}

const ABOUT: &[&str] = &[
    "about",
    "around",
    "approximately",
    "roughly",
    "some",
    "circa",
    "ca",
    "rund",
    "etwa",
    "environ",
    "unos",
    "~",
    "≈",
];

const NEARLY: &[&str] = &["nearly", "almost", "fast", "knapp", "presque", "casi"];
