//! Raw HTML on its way into a fragment: links become holes, ids become anchors, what will be dropped is said; and
//! the sanitising of a whole fragment, with the holes held out and put back.

use crate::config::RawHtml;
use crate::content::fragment::{Fragment, Hole, HoleKind};
use crate::content::link::{LinkFault, LinkPurpose, classify};
use crate::content::markdown::writer::Writer;
use crate::content::raw_html::{Tag, UrlUse, dropped, sanitise, srcset_urls, tags, url_use};
use crate::diagnostic::Code;
use crate::escape;
use crate::node::TextMap;
use crate::path::SitePath;

/// A piece of raw HTML that is being written.
struct Piece<'h> {
    html: &'h str,
    /// From its bytes to the Markdown's.
    map: &'h TextMap,
    /// Up to where it is written.
    written: usize,
}

impl Writer<'_, '_, '_> {
    /// Writes a piece of raw HTML. `map` leads from its bytes to the Markdown's.
    pub(super) fn raw_html(&mut self, html: &str, map: &TextMap) {
        if self.options().html == RawHtml::Escape {
            escape::html_into(html, &mut self.out().html);
            return;
        }
        self.has_raw = true;
        let mut piece = Piece { html, map, written: 0 };
        for tag in tags(html) {
            let gone =
                if self.options().html == RawHtml::Sanitize { dropped(&tag) } else { Vec::new() };
            let span = self.span_through(map, tag.range.start, tag.range.end);
            for what in &gone {
                let hint = "remove it, or set `[markdown] html = \"allow\"` in site.toml if you trust every author";
                self.decoder.report_with_hint(
                    Code::HtmlDropped,
                    span,
                    format!("{what} is not on the allow-list and was dropped"),
                    hint,
                );
            }
            let whole_tag_goes =
                gone.first().is_some_and(|what| !what.starts_with("the attribute"));
            if !whole_tag_goes && is_undescribed_image(&tag) {
                self.report_undescribed(span);
            }
            self.tag_attributes(&mut piece, &tag, whole_tag_goes);
        }
        self.out().html.push_str(html.get(piece.written..).unwrap_or(""));
    }

    fn tag_attributes(&mut self, piece: &mut Piece<'_>, tag: &Tag<'_>, goes: bool) {
        for attribute in &tag.attributes {
            let Some(value) = attribute.value else { continue };
            let value_at = attribute.value_range.start;
            if attribute.name.eq_ignore_ascii_case("id") && !goes && !tag.closing {
                let span = self.span_through(piece.map, value_at, attribute.value_range.end);
                let id = escape::unescape(value);
                self.reader.anchors.pin(self.decoder, &id, span);
                continue;
            }
            let Some(usage) = url_use(tag.name, attribute.name) else { continue };
            let whole = 0..value.len();
            let urls = if usage == UrlUse::SourceSet { srcset_urls(value) } else { vec![whole] };
            for url in urls {
                let decoded = escape::unescape(value.get(url.clone()).unwrap_or(""));
                // Of a tag that goes, only what would run a script is worth a word.
                if goes && !is_script(self.decoder.path, &decoded) {
                    continue;
                }
                let (start, end) = (value_at + url.start, value_at + url.end);
                let span = self.span_through(piece.map, start, end);
                let purpose =
                    if usage == UrlUse::Follow { LinkPurpose::Follow } else { LinkPurpose::Embed };
                let link = self.reader.link(self.decoder, &decoded, span, purpose);
                self.out().html.push_str(piece.html.get(piece.written..start).unwrap_or(""));
                self.out().hole(HoleKind::Url(link));
                piece.written = end;
            }
        }
    }
}

fn is_undescribed_image(tag: &Tag<'_>) -> bool {
    let described = || tag.attributes.iter().any(|of| of.name.eq_ignore_ascii_case("alt"));
    !tag.closing && tag.name.eq_ignore_ascii_case("img") && !described()
}

fn is_script(file: &SitePath, url: &str) -> bool {
    matches!(classify(file, url), Err(LinkFault::Script(_)))
}

/// Sanitises a fragment: its holes are held out as words that no text has, and put back where the words still stand.
pub(super) fn sanitised(fragment: &Fragment) -> Fragment {
    let salt = (0..=fragment.html.len())
        .find(|salt| !fragment.html.contains(&format!("xhole{salt}n")))
        .expect("a text is too short to hold every number up to its length");
    let token = |n: usize| format!("xhole{salt}n{n}x");
    let mut marked = String::with_capacity(fragment.html.len() + fragment.holes.len() * 12);
    let mut at = 0;
    for (n, hole) in fragment.holes.iter().enumerate() {
        marked.push_str(fragment.html.get(at..hole.at).unwrap_or(""));
        at = hole.at;
        match hole.kind {
            // Inside a tag, between attributes: as an attribute that the allow-list knows.
            HoleKind::Size(_) => {
                marked.push_str(" data-size=\"");
                marked.push_str(&token(n));
                marked.push('"');
            }
            _ => marked.push_str(&token(n)),
        }
    }
    marked.push_str(fragment.html.get(at..).unwrap_or(""));
    let clean = sanitise(&marked);
    let mut out = Fragment::default();
    let mut rest = clean.as_str();
    let prefix = format!("xhole{salt}n");
    while let Some((before, after)) = rest.split_once(&prefix) {
        let Some((number, tail)) = after.split_once('x') else { break };
        let kind = number
            .parse::<usize>()
            .ok()
            .and_then(|n| fragment.holes.get(n))
            .map(|hole| hole.kind.clone());
        out.html.push_str(before);
        rest = tail;
        if let Some(HoleKind::Size(link)) = kind {
            let kept = out.html.len() - " data-size=\"".len();
            out.html.truncate(kept);
            out.holes.push(Hole { at: kept, kind: HoleKind::Size(link) });
            rest = tail.strip_prefix('"').unwrap_or(tail);
        } else if let Some(kind) = kind {
            out.hole(kind);
        }
    }
    out.html.push_str(rest);
    out
}
