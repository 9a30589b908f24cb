//! Links and citations.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::content::citation;
use crate::content::fragment::HoleKind;
use crate::content::link::{Link, LinkPurpose, LinkTarget, classify};
use crate::content::markdown::report_link_fault;
use crate::content::markdown::writer::{Around, Writer};
use crate::diagnostic::Code;

impl Writer<'_, '_, '_> {
    pub(super) fn begin_link(
        &mut self,
        kind: LinkType,
        url: &str,
        title: &str,
        range: &Range<usize>,
    ) {
        let span = self.span(range);
        if self.markdown.get(range.clone()).is_some_and(|source| source.starts_with("[@"))
            && !matches!(kind, LinkType::Autolink | LinkType::Email)
        {
            self.decoder.report_with_hint(
                Code::CitationMalformed,
                span,
                "this is a link, not a citation",
                "write `[@id]` alone, and the address under the source in the front matter",
            );
        }
        let target = if kind == LinkType::Email {
            LinkTarget::External(format!("mailto:{url}"))
        } else {
            classify(self.decoder.path, url).unwrap_or_else(|fault| {
                report_link_fault(self.decoder, url, span, &fault);
                LinkTarget::Nowhere
            })
        };
        self.push("<a href=\"");
        if let LinkTarget::External(url) = &target {
            self.push_escaped(url);
        } else {
            self.reader.links.push(Link { target, span, purpose: LinkPurpose::Follow });
            self.fragment.hole(HoleKind::Url(self.reader.links.len() - 1));
        }
        self.push("\"");
        self.title(title);
        self.enter(">");
        self.around = Around::Link;
    }

    pub(super) fn end_link(&mut self) {
        self.around = Around::Text;
        self.exit("</a>");
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            self.push_escaped(title);
            self.push("\"");
        }
    }

    pub(super) fn citation(&mut self, range: &Range<usize>) {
        self.leftovers.cited_in_block = true;
        let inside_at = range.start + 1;
        let inside = self.markdown.get(inside_at..range.end.saturating_sub(1)).unwrap_or("");
        let map = self.map;
        match citation::parse(inside, |start, end| map.span(inside_at + start, inside_at + end)) {
            Ok(citation) => {
                // As on the page, no space stays in front of where the mark stood.
                self.text.truncate(self.text.trim_end().len());
                self.reader.citations.push(citation);
                self.fragment.hole(HoleKind::Citation(self.reader.citations.len() - 1));
            }
            Err(fault) => self.decoder.report_with_hint(
                Code::CitationMalformed,
                self.map.span(range.start, range.end),
                fault.message,
                fault.hint,
            ),
        }
    }
}
