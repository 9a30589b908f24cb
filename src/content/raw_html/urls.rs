//! Which attributes of raw HTML hold addresses, and the addresses in a `srcset`.

use std::ops::Range;

use crate::content::raw_html::scan::{Attribute, Tag, end_of};

/// The maximum number of attributes read in one tag; no author writes more.
pub(crate) const MOST_ATTRIBUTES: usize = 64;

/// What the value of an attribute refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UrlUse {
    /// Something that readers follow.
    Follow,
    /// Something that is shown in the page.
    Embed,
    /// A list of images for several sizes.
    SourceSet,
    /// Styles, which may load images.
    Style,
}

/// Returns the purpose of an attribute's URLs, if it holds any.
pub(crate) fn url_use(tag: &str, attribute: &str) -> Option<UrlUse> {
    let tag = tag.to_ascii_lowercase();
    match (tag.as_str(), attribute.to_ascii_lowercase().as_str()) {
        ("img" | "source", "srcset") | ("link", "imagesrcset") => Some(UrlUse::SourceSet),
        (
            "img" | "video" | "audio" | "source" | "track" | "embed" | "iframe" | "frame" | "input",
            "src",
        )
        | ("video", "poster")
        | ("object", "data")
        | ("image" | "use" | "feimage", "href" | "xlink:href")
        | ("body" | "table" | "td" | "th", "background") => Some(UrlUse::Embed),
        // Of a script or a style that is missing, it is not said that it is no picture.
        ("script", "src")
        | ("link" | "a" | "area", "href")
        | ("a", "xlink:href")
        | ("blockquote" | "q" | "ins" | "del", "cite")
        | ("form", "action")
        | ("button" | "input", "formaction") => Some(UrlUse::Follow),
        (_, "style") => Some(UrlUse::Style),
        _ => None,
    }
}

/// Returns the URLs in a `style` value, `url(…)`, as ranges of it, except those that lead to the same page or hold their
/// own data.
fn style_urls(value: &str) -> Vec<Range<usize>> {
    const QUOTES: [&str; 5] = ["\"", "'", "&quot;", "&#39;", "&apos;"];
    let mut urls = Vec::new();
    let mut at = 0;
    while let Some(found) = value.get(at..).and_then(|rest| rest.find('(')) {
        let open = at + found;
        at = open + 1;
        let is_url = value.get(..open).is_some_and(|before| {
            let start = before.len().checked_sub(3);
            start
                .and_then(|start| before.get(start..))
                .is_some_and(|it| it.eq_ignore_ascii_case("url"))
        });
        let rest = value.get(at..).unwrap_or("");
        let inside = rest.trim_start();
        let quote = QUOTES.iter().find(|quote| inside.starts_with(**quote));
        let begin = at + rest.len() - inside.len() + quote.map_or(0, |quote| quote.len());
        let written = value.get(begin..).unwrap_or("");
        let end = written.find(*quote.unwrap_or(&")")).unwrap_or(written.len());
        let url = written.get(..end).unwrap_or("").trim_end();
        let is_own = url.starts_with('#')
            || url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
        if is_url && !url.is_empty() && !is_own {
            urls.push(begin..begin + url.len());
            at = begin + end;
        }
    }
    urls
}

/// Returns the URLs in a `srcset` value, as ranges of it (HTML Standard, "parse a srcset attribute"): a comma ends a
/// URL only if white space follows, so `data:` URLs stay whole.
pub(crate) fn srcset_urls(value: &str) -> Vec<Range<usize>> {
    let mut urls = Vec::new();
    let mut at = 0;
    while at < value.len() {
        let begin = end_of(value, at, |b| !b.is_ascii_whitespace() && b != b',');
        let end = end_of(value, begin, |b| b.is_ascii_whitespace());
        let url = value.get(begin..end).unwrap_or("").trim_end_matches(',');
        if !url.is_empty() {
            urls.push(begin..begin + url.len());
        }
        // Without a comma at its end, its size or density follows.
        at = if begin + url.len() < end { end } else { end_of(value, end, |b| b == b',') };
    }
    urls
}

/// Returns the URLs in a value, as ranges of it.
pub(crate) fn urls(usage: UrlUse, value: &str) -> Vec<Range<usize>> {
    match usage {
        UrlUse::SourceSet => srcset_urls(value),
        UrlUse::Style => style_urls(value),
        UrlUse::Follow | UrlUse::Embed => std::iter::once(0..value.len()).collect(),
    }
}

/// Whether an attribute gives a place of the page a name: `id`, or `name` of a link without one.
pub(crate) fn names_place(tag: &Tag<'_>, attribute: &Attribute<'_>) -> bool {
    let is = |name: &str, of: &Attribute<'_>| of.name.eq_ignore_ascii_case(name);
    is("id", attribute)
        || (is("name", attribute)
            && tag.name.eq_ignore_ascii_case("a")
            && !tag.attributes.iter().any(|of| is("id", of)))
}

#[cfg(test)]
mod tests {
    use super::{srcset_urls, style_urls};

    #[test]
    fn styles_hold_urls() {
        let urls = |value: &str| -> Vec<String> {
            style_urls(value)
                .into_iter()
                .map(|range| value.get(range).unwrap().to_owned())
                .collect()
        };
        assert_eq!(
            urls("background: URL( /a.png ) , url('b(1).png'); x: f(1)"),
            ["/a.png", "b(1).png"]
        );
        assert_eq!(
            urls("a: url(&quot;c.png&quot;); b: url(#g); c: url(data:image/png;base64,x)"),
            ["c.png"]
        );
        assert_eq!(urls("url("), [""; 0]);
        assert_eq!(urls("é(url(é.png"), ["é.png"]);
    }

    #[test]
    fn srcset_is_a_list_of_urls() {
        let value = "a.png 1x, b.png 2x";
        assert_eq!(
            srcset_urls(value).into_iter().map(|r| value.get(r).unwrap()).collect::<Vec<_>>(),
            ["a.png", "b.png"]
        );
    }
}
