//! A piece of raw HTML, its place, and what is written of it.

use crate::content::document::RawPart;
use crate::node::TextMap;

/// A piece of raw HTML that is being read.
pub(super) struct RawPiece<'h> {
    pub(super) html: &'h str,
    /// From its bytes to the Markdown's.
    pub(super) map: &'h TextMap,
    /// How far it is written, if it stays as it is.
    pub(super) written: usize,
    /// What is written of it, but not yet in the tree.
    pub(super) out: Vec<RawPart>,
}

/// Elements that matter to citations in them: each section has its own margin, and tables and captions have none.
const MATTER: &[&str] = &["h2", "table", "figcaption"];

impl RawPiece<'_> {
    /// Writes HTML.
    pub(super) fn push(&mut self, html: &str) {
        self.markup().push_str(html);
    }

    /// Returns the buffer for HTML.
    pub(super) fn markup(&mut self) -> &mut String {
        if !matches!(self.out.last(), Some(RawPart::Markup(_))) {
            self.out.push(RawPart::Markup(String::new()));
        }
        match self.out.last_mut() {
            Some(RawPart::Markup(markup)) => markup,
            _ => unreachable!("markup is last: it was just added"),
        }
    }

    /// Records that an element begins or ends, if that matters to its content.
    pub(super) fn mark(&mut self, name: &str, ends: bool) {
        if let Some(name) = MATTER.iter().find(|known| name.eq_ignore_ascii_case(known)) {
            self.out.push(if ends { RawPart::Ends(name) } else { RawPart::Begins(name) });
        }
    }
}
