//! Raw HTML in Markdown: a scanner that finds tags and attributes with their places (so that links are rewritten and
//! findings point at them), and the allow-list. What may stand in a page is decided by `ammonia`; the scanner only
//! tells the author what `ammonia` will drop.

use std::ops::Range;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// A start or end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'h> {
    /// The name, as written.
    pub(crate) name: &'h str,
    /// Whether it is an end tag.
    pub(crate) closing: bool,
    /// The whole tag.
    pub(crate) range: Range<usize>,
    /// Its attributes.
    pub(crate) attributes: Vec<Attribute<'h>>,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'h> {
    /// The name, as written.
    pub(crate) name: &'h str,
    /// The value as written, without its quotes.
    pub(crate) value: Option<&'h str>,
    /// The value in the text, without its quotes; empty after the name where there is none.
    pub(crate) value_range: Range<usize>,
}

/// Finds the tags of `html`. Comments and declarations are passed over; a tag that never ends is the last.
pub(crate) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = find(html, at, "<") {
        if rest(html, open).starts_with("<!--") {
            at = find(html, open + 4, "-->").map_or(html.len(), |end| end + 3);
            continue;
        }
        let closing = rest(html, open + 1).starts_with('/');
        let name_at = open + 1 + usize::from(closing);
        if !rest(html, name_at).starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = open + 1;
            continue;
        }
        let name_end = end_of(html, name_at, |b| b.is_ascii_whitespace() || b == b'/' || b == b'>');
        let (attributes, end) = attributes(html, name_end);
        let name = html.get(name_at..name_end).unwrap_or("");
        at = end;
        if !closing
            && ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]
                .iter()
                .any(|raw| name.eq_ignore_ascii_case(raw))
        {
            // Up to the end tag, everything is text.
            let closes = |at: usize| {
                html.get(at + 2..at + 2 + name.len())
                    .is_some_and(|found| found.eq_ignore_ascii_case(name))
            };
            at = rest(html, end)
                .match_indices("</")
                .map(|(found, _)| end + found)
                .find(|at| closes(*at))
                .unwrap_or(html.len());
        }
        found.push(Tag { name, closing, range: open..end, attributes });
    }
    found
}

fn rest(html: &str, at: usize) -> &str {
    html.get(at..).unwrap_or("")
}

fn find(html: &str, at: usize, what: &str) -> Option<usize> {
    rest(html, at).find(what).map(|found| at + found)
}

fn end_of(html: &str, at: usize, stop: impl Fn(u8) -> bool) -> usize {
    html.as_bytes()
        .iter()
        .enumerate()
        .skip(at)
        .find(|(_, b)| stop(**b))
        .map_or(html.len(), |(end, _)| end)
}

/// Reads attributes up to the end of the tag (WHATWG HTML §13.2.5.32 and what follows, without its error states).
fn attributes(html: &str, mut at: usize) -> (Vec<Attribute<'_>>, usize) {
    let bytes = html.as_bytes();
    let mut attributes = Vec::new();
    loop {
        at = end_of(html, at, |b| !(b.is_ascii_whitespace() || b == b'/'));
        match bytes.get(at) {
            None => return (attributes, html.len()),
            Some(b'>') => return (attributes, at + 1),
            Some(_) => {}
        }
        // A name has at least one character: an `=` in front belongs to it.
        let name_end =
            end_of(html, at + 1, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
        let name = html.get(at..name_end).unwrap_or("");
        let equals = end_of(html, name_end, |b| !b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            attributes.push(Attribute { name, value: None, value_range: name_end..name_end });
            at = name_end;
            continue;
        }
        let value_at = end_of(html, equals + 1, |b| !b.is_ascii_whitespace());
        let (range, next) = if let Some(quote @ (b'"' | b'\'')) = bytes.get(value_at) {
            let end = end_of(html, value_at + 1, |b| b == *quote);
            (value_at + 1..end, (end + 1).min(html.len()))
        } else {
            let end = end_of(html, value_at, |b| b.is_ascii_whitespace() || b == b'>');
            (value_at..end, end)
        };
        attributes.push(Attribute { name, value: html.get(range.clone()), value_range: range });
        at = next;
    }
}

/// What an attribute's value refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UrlUse {
    /// Something that readers follow.
    Follow,
    /// Something that is shown in the page.
    Embed,
    /// A list of images for several sizes.
    SourceSet,
}

/// Whether the attribute holds URLs, and of which use.
pub(crate) fn url_use(tag: &str, attribute: &str) -> Option<UrlUse> {
    let tag = tag.to_ascii_lowercase();
    match (tag.as_str(), attribute.to_ascii_lowercase().as_str()) {
        ("img" | "source", "srcset") => Some(UrlUse::SourceSet),
        ("img" | "video" | "audio" | "source" | "track" | "embed" | "iframe" | "input", "src")
        | ("video", "poster")
        | ("object", "data") => Some(UrlUse::Embed),
        ("a" | "area", "href")
        | ("blockquote" | "q" | "ins" | "del", "cite")
        | ("form", "action")
        | ("button" | "input", "formaction") => Some(UrlUse::Follow),
        _ => None,
    }
}

/// The URLs of a `srcset` value, as ranges of it (HTML Standard, "parse a srcset attribute"): a comma ends one only where
/// white space follows, so that `data:` URLs stay whole.
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

/// Elements beyond ammonia's own list. No `svg` and no `math`: every advisory against ammonia needed one of them.
const MORE_TAGS: &[&str] = &["section", "address", "audio", "video", "source", "picture", "track"];
/// Attributes that every element may have.
const GENERIC: &[&str] =
    &["class", "id", "lang", "dir", "title", "role", "tabindex", "hidden", "translate"];
const GENERIC_PREFIXES: &[&str] = &["aria-", "data-"];
/// Attributes of single elements beyond ammonia's own list.
const MORE_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "download", "rel", "target", "type"]),
    ("img", &["src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"]),
    ("source", &["src", "srcset", "sizes", "type", "media", "width", "height"]),
    (
        "video",
        &[
            "src",
            "poster",
            "controls",
            "loop",
            "muted",
            "preload",
            "width",
            "height",
            "playsinline",
        ],
    ),
    ("audio", &["src", "controls", "loop", "muted", "preload"]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    ("details", &["open", "name"]),
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("time", &["datetime"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags(MORE_TAGS)
        .add_generic_attributes(GENERIC)
        .add_generic_attribute_prefixes(GENERIC_PREFIXES)
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    // `rel` may be set by authors only because ammonia is told not to set it.
    for (tag, attributes) in MORE_ATTRIBUTES {
        builder.add_tag_attributes(*tag, attributes.iter().copied());
    }
    builder
});

/// Elements whose content goes with them.
static ALLOWED: LazyLock<Allowed> = LazyLock::new(|| Allowed {
    tags: SANITISER.clone_tags(),
    attributes: SANITISER.clone_tag_attributes(),
    generic: SANITISER.clone_generic_attributes(),
});

#[expect(clippy::disallowed_types, reason = "ammonia's own type; only asked for membership")]
type Names = std::collections::HashSet<&'static str>;

#[expect(clippy::disallowed_types, reason = "ammonia's own type; only asked by name")]
type NamesByTag = std::collections::HashMap<&'static str, Names>;

struct Allowed {
    tags: Names,
    attributes: NamesByTag,
    generic: Names,
}

/// HTML with all that is not on the allow-list dropped.
pub(crate) fn sanitise(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

/// What of a tag the sanitiser will drop: the whole, or attributes by name.
pub(crate) fn dropped(tag: &Tag<'_>) -> Vec<String> {
    let name = tag.name.to_ascii_lowercase();
    if !ALLOWED.tags.contains(name.as_str()) {
        return if tag.closing { Vec::new() } else { vec![format!("`<{name}>`")] };
    }
    let own = ALLOWED.attributes.get(name.as_str());
    tag.attributes
        .iter()
        .map(|attribute| attribute.name.to_ascii_lowercase())
        .filter(|attribute| {
            let generic = ALLOWED.generic.contains(attribute.as_str())
                || GENERIC_PREFIXES.iter().any(|prefix| attribute.starts_with(prefix));
            !generic && !own.is_some_and(|own| own.contains(attribute.as_str()))
        })
        .map(|attribute| format!("the attribute `{attribute}` of `<{name}>`"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{dropped, sanitise, srcset_urls, tags};

    #[test]
    fn tags_and_values_are_found_where_they_stand() {
        let html = "<!-- <a> --><a  href=\"x>y\" title='t' hidden data-x=1>b</a ><br/>";
        let found = tags(html);
        assert_eq!(
            found.iter().map(|tag| (tag.name, tag.closing)).collect::<Vec<_>>(),
            [("a", false), ("a", true), ("br", false)]
        );
        let values: Vec<_> = found[0]
            .attributes
            .iter()
            .map(|a| (a.name, a.value, html.get(a.value_range.clone()).unwrap()))
            .collect();
        assert_eq!(
            values,
            [
                ("href", Some("x>y"), "x>y"),
                ("title", Some("t"), "t"),
                ("hidden", None, ""),
                ("data-x", Some("1"), "1")
            ]
        );
        assert_eq!(tags("<script>if (a<b) {}</script><i>").len(), 3);
        assert_eq!(tags("a < b <3").len(), 0);
    }

    #[test]
    fn what_runs_or_restyles_is_dropped_and_said() {
        assert_eq!(sanitise("<p onclick=\"x\" style=\"y\">a<script>b</script></p>"), "<p>a</p>");
        let said = |html| tags(html).iter().flat_map(|tag| dropped(tag)).collect::<Vec<_>>();
        assert_eq!(said("<p onclick=x class=y>"), ["the attribute `onclick` of `<p>`"]);
        assert_eq!(said("<iframe src=x></iframe><svg></svg>"), ["`<iframe>`", "`<svg>`"]);
        assert!(said("<details open><summary aria-label=x>a</summary></details>").is_empty());
    }

    #[test]
    fn srcset_is_a_list_of_urls() {
        let value = "a.png 1x, b.png 2x";
        assert_eq!(
            srcset_urls(value).into_iter().map(|r| value.get(r).unwrap()).collect::<Vec<_>>(),
            ["a.png", "b.png"]
        );
    }

    proptest::proptest! {
        #[test]
        fn the_scanner_never_panics(html in "(\\PC|[<>/='\" a!-]){0,80}") {
            for tag in tags(&html) {
                assert!(html.get(tag.range).is_some());
            }
        }

        #[test]
        fn what_the_sanitiser_lets_through_the_scanner_lets_through(html in "(<[a-z/]{1,6}|[ a-z]{1,8}=\"[a-z:]{0,9}\"|>|[a-z ]){0,20}") {
            for tag in tags(&sanitise(&html)) {
                assert!(dropped(&tag).is_empty(), "{tag:?}");
            }
        }
    }
}
