//! Links.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::content::link::LinkPurpose;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::numbers::LinkId;
use crate::diagnostic::Code;

impl TreeBuilder<'_, '_, '_, '_> {
    /// Records the target of a link, and returns its index.
    pub(super) fn link(&mut self, kind: LinkType, url: &str, range: &Range<usize>) -> LinkId {
        let span = self.span(range);
        if self.markdown.get(range.clone()).is_some_and(|source| source.starts_with("[@"))
            && !matches!(kind, LinkType::Autolink | LinkType::Email)
        {
            self.decoder.report_with_hint(
                Code::CitationMalformed,
                span,
                "this is a link, not a citation",
                "write only `[@id]`, and put the address under the source in the front matter",
            );
        }
        if kind == LinkType::Email {
            let url = format!("mailto:{url}");
            return self.reader.link(self.decoder, &url, span, LinkPurpose::Follow);
        }
        self.reader.link(self.decoder, url, span, LinkPurpose::Follow)
    }
}
