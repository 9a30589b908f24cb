//! Links.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::content::citation::check_id;
use crate::content::document::{Inline, InlineKind};
use crate::content::link::LinkPurpose;
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::builder::unread_mark::Unread;
use crate::content::mention::UnmarkedCitation;
use crate::content::numbers::LinkId;

impl TreeBuilder<'_, '_, '_, '_> {
    /// Records the target of a link, and returns its index.
    pub(super) fn link(&mut self, kind: LinkType, url: &str, range: &Range<usize>) -> LinkId {
        let span = self.span(range);
        if kind == LinkType::Email {
            let url = format!("mailto:{url}");
            return self.reader.link(self.decoder, &url, span, LinkPurpose::Follow);
        }
        self.note_cited_address(range);
        self.reader.link(self.decoder, url, span, LinkPurpose::Follow)
    }

    /// Remembers `[@id](https://…)`, which is a citation if there is such a source; its address is known from the source.
    fn note_cited_address(&mut self, range: &Range<usize>) {
        let text = self.markdown.get(range.clone()).and_then(|link| link.strip_prefix("[@"));
        let Some((id, _)) = text.and_then(|text| text.split_once("](")) else { return };
        if check_id(id).is_err() {
            return;
        }
        let (id, meant) = (id.to_owned(), format!("[@{id}]"));
        let span = self.span(range);
        self.reader.unmarked.push(UnmarkedCitation { id, span, meant, is_author: false });
    }

    /// Reports a paragraph that is nothing but a link to a picture, with a title: the `!` before it is missing.
    pub(super) fn report_picture_link(&mut self, inlines: &[Inline<'_>]) {
        const ENDINGS: &[&str] = &[".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".avif"];
        let [Inline { kind: InlineKind::Link(_, title, inner), range }] = inlines else { return };
        let is_text = inner.iter().all(|inline| !matches!(inline.kind, InlineKind::Image(_)));
        let Some(written) = range.slice(self.markdown).rsplit_once("](") else { return };
        let address = written.1.split([' ', ')']).next().unwrap_or_default().to_lowercase();
        let is_picture = ENDINGS.iter().any(|ending| address.ends_with(ending));
        if title.is_empty() || !is_text || !is_picture {
            return;
        }
        let (start, end) = range.ends();
        let begin = start as usize;
        let unread = Unread {
            name: "an image",
            message: "this is a link to a picture, and does not show the picture".into(),
            hint: "write `!` before it: `![what it shows](picture.png \"the caption\")`".into(),
            shown: 0..end as usize - begin,
            edits: vec![(0..0, "!".into())],
        };
        self.report_unread(unread, begin);
    }
}
