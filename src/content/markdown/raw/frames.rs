//! Pages of other sites in an `<iframe>`: those of the hosts that the site names are shown, and nothing else is. What is
//! written is our own: the address as the parser of URLs reads it, a title, and what keeps the other page in its frame.

use url::Url;

use crate::characters::is_blank;
use crate::content::markdown::builder::{Around, TreeBuilder};
use crate::content::markdown::raw::piece::RawPiece;
use crate::content::raw_html::{Opening, Tag};
use crate::diagnostic::Code;
use crate::escape;
use crate::span::Span;

/// What the other page may do: run its own scripts and open its links in new windows. It may not lead the reader's
/// window away, and asks for no camera.
const SANDBOX: &str = "allow-forms allow-popups allow-presentation allow-same-origin allow-scripts";

impl TreeBuilder<'_, '_, '_, '_> {
    /// Writes an `<iframe>`, if its page may be shown, or says why not. What is in it is hidden by the caller.
    pub(super) fn frame_tag(&mut self, piece: &mut RawPiece<'_>, tag: &Tag<'_>, span: Span) {
        let value = |name: &str| {
            let of = tag.attributes.iter().find(|of| of.name.eq_ignore_ascii_case(name))?;
            Some(escape::unescape(of.value.unwrap_or("")))
        };
        let address = value("src").unwrap_or_default();
        let url = match self.shown(&address) {
            Ok(url) => url,
            Err((message, hint)) => {
                self.decoder.report_with_hint(Code::HtmlDropped, span, message, hint);
                return;
            }
        };
        if matches!(self.around(), Around::Link | Around::Heading) {
            self.decoder.report_with_hint(
                Code::HtmlDropped,
                span,
                "`<iframe>` is not allowed in a link or heading and was dropped",
                "put it on a line of its own, with an empty line before it",
            );
            return;
        }
        match self.raw.open.start("iframe", span) {
            Opening::After(closed) => self.write_closed(piece, closed),
            Opening::Outside(_) | Opening::TooDeep => {
                self.report_too_deep(span);
                return;
            }
        }
        piece.push("<iframe src=\"");
        escape::html_into(url.as_str(), piece.markup());
        let title = value("title").filter(|title| !is_blank(title));
        if let Some(title) = &title {
            piece.push("\" title=\"");
            escape::html_into(title, piece.markup());
        }
        for name in ["width", "height"] {
            // In pixels; a percentage means nothing here, as the frame is as wide as the text.
            let number = value(name).and_then(|value| value.trim().parse::<u16>().ok());
            if let Some(number) = number.filter(|number| *number > 0) {
                piece.push(&format!("\" {name}=\"{number}"));
            }
        }
        piece.push(
            "\" loading=\"lazy\" referrerpolicy=\"strict-origin-when-cross-origin\" sandbox=\"",
        );
        piece.push(SANDBOX);
        piece.push("\"");
        if value("allowfullscreen").is_some() {
            piece.push(" allowfullscreen");
        }
        piece.push("></iframe>");
        let _closed = self.raw.open.end("iframe");
        if title.is_none() {
            self.decoder.report_with_hint(
                Code::HtmlFrameTitle,
                span,
                "this `<iframe>` has no title",
                "say what it shows: `title=\"…\"`; readers who hear the page need it to decide whether to enter",
            );
        }
    }

    /// Returns the address of a page that may be shown; else what is wrong, and what to do.
    fn shown(&self, address: &str) -> Result<Url, (String, String)> {
        let dropped = |why: &str| format!("`<iframe>` was dropped: {why}");
        let url = Url::parse(address).map_err(|_| {
            let hint = "write its whole address, which begins with `https://`".to_owned();
            (dropped("its `src` is not the address of a page"), hint)
        })?;
        let host = url.domain().unwrap_or_default();
        if url.scheme() != "https" || host.is_empty() {
            let hint = "write an address that begins with `https://`".to_owned();
            return Err((dropped("only pages at `https://` are shown"), hint));
        }
        if !url.username().is_empty() || url.password().is_some() || url.port().is_some() {
            let hint = format!("write `https://{host}{}`", url.path());
            return Err((dropped("its address has a name, a password or a port"), hint));
        }
        if !self.options().embed_hosts.iter().any(|known| known == host) {
            let hint = format!(
                "link to the page instead; or, if you trust `{host}` with your readers, add it to `embed_hosts` under `[markdown]` in site.toml"
            );
            return Err((dropped(&format!("`embed_hosts` does not name `{host}`")), hint));
        }
        Ok(url)
    }
}
