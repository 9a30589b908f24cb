//! Links.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::content::link::LinkPurpose;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::numbers::LinkId;

impl TreeBuilder<'_, '_, '_, '_> {
    /// Records the target of a link, and returns its index.
    pub(super) fn link(&mut self, kind: LinkType, url: &str, range: &Range<usize>) -> LinkId {
        let span = self.span(range);
        if kind == LinkType::Email {
            let url = format!("mailto:{url}");
            return self.reader.link(self.decoder, &url, span, LinkPurpose::Follow);
        }
        self.reader.link(self.decoder, url, span, LinkPurpose::Follow)
    }
}
