//! The allow-list: which elements and attributes of raw HTML are allowed on a page. No `svg` and no `math`, in which
//! browsers read the same characters by other rules; nothing whose content is not markup; nothing that runs, restyles,
//! embeds or asks for data. Attributes with addresses are checked on every element.

/// An element that is allowed on a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) name: &'static str,
    /// The attributes it may have in addition to [`EVERYWHERE`].
    attributes: &'static [&'static str],
}

/// Attributes that every element may have.
const EVERYWHERE: &[&str] =
    &["class", "dir", "hidden", "id", "lang", "role", "tabindex", "title", "translate"];

/// The beginnings of attributes that every element may have.
const EVERYWHERE_PREFIXES: &[&str] = &["aria-", "data-"];

/// Elements that are removed with their content. What is in a frame is for browsers that know none: all do.
const HIDES_CONTENT: &[&str] =
    &["iframe", "math", "noembed", "noframes", "script", "style", "svg", "template"];

const fn of(name: &'static str, attributes: &'static [&'static str]) -> Element {
    Element { name, attributes }
}

const CELLS: &[&str] = &["align", "char", "charoff"];
const COLUMNS: &[&str] = &["align", "char", "charoff", "span"];
const CHANGES: &[&str] = &["cite", "datetime"];

/// The elements that are allowed on a page, by name.
const ELEMENTS: &[Element] = &[
    of("a", &["href", "hreflang", "download", "rel", "target", "type"]),
    of("abbr", &[]),
    of("acronym", &[]),
    of("address", &[]),
    of("area", &[]),
    of("article", &[]),
    of("aside", &[]),
    of("audio", &["src", "controls", "loop", "muted", "preload"]),
    of("b", &[]),
    of("bdi", &[]),
    of("bdo", &[]),
    of("blockquote", &["cite"]),
    of("br", &[]),
    of("caption", &[]),
    of("center", &[]),
    of("cite", &[]),
    of("code", &[]),
    of("col", COLUMNS),
    of("colgroup", COLUMNS),
    of("data", &[]),
    of("dd", &[]),
    of("del", CHANGES),
    of("details", &["open", "name"]),
    of("dfn", &[]),
    of("div", &[]),
    of("dl", &[]),
    of("dt", &[]),
    of("em", &[]),
    of("figcaption", &[]),
    of("figure", &[]),
    of("footer", &[]),
    of("h1", &[]),
    of("h2", &[]),
    of("h3", &[]),
    of("h4", &[]),
    of("h5", &[]),
    of("h6", &[]),
    of("header", &[]),
    of("hgroup", &[]),
    of("hr", &["align", "size", "width"]),
    of("i", &[]),
    of(
        "img",
        &["align", "alt", "decoding", "height", "loading", "sizes", "src", "srcset", "width"],
    ),
    of("ins", CHANGES),
    of("kbd", &[]),
    of("li", &["value"]),
    of("map", &[]),
    of("mark", &[]),
    of("nav", &[]),
    of("ol", &["start", "reversed", "type"]),
    of("p", &[]),
    of("picture", &[]),
    of("pre", &[]),
    of("q", &["cite"]),
    of("rp", &[]),
    of("rt", &[]),
    of("rtc", &[]),
    of("ruby", &[]),
    of("s", &[]),
    of("samp", &[]),
    of("section", &[]),
    of("small", &[]),
    of("source", &["src", "srcset", "sizes", "type", "media", "width", "height"]),
    of("span", &[]),
    of("strike", &[]),
    of("strong", &[]),
    of("sub", &[]),
    of("summary", &[]),
    of("sup", &[]),
    of("table", &["align", "char", "charoff", "summary"]),
    of("tbody", CELLS),
    of("td", &["align", "char", "charoff", "colspan", "headers", "rowspan"]),
    of("tfoot", CELLS),
    of("th", &["abbr", "align", "char", "charoff", "colspan", "headers", "rowspan", "scope"]),
    of("thead", CELLS),
    of("time", &["datetime"]),
    of("tr", CELLS),
    of("track", &["src", "kind", "srclang", "label", "default"]),
    of("tt", &[]),
    of("u", &[]),
    of("ul", &[]),
    of("var", &[]),
    of(
        "video",
        &[
            "controls",
            "height",
            "loop",
            "muted",
            "playsinline",
            "poster",
            "preload",
            "src",
            "width",
        ],
    ),
    of("wbr", &[]),
];

/// Returns the element with this name, in lower case, if it is allowed on a page.
pub(crate) fn element(name: &str) -> Option<&'static Element> {
    let at = ELEMENTS.binary_search_by(|element| element.name.cmp(name)).ok()?;
    ELEMENTS.get(at)
}

/// Whether an element may have this attribute, in lower case.
pub(crate) fn is_allowed_attribute(element: &Element, attribute: &str) -> bool {
    // A name with other characters would be read differently from how it was written.
    let plain = attribute.bytes().all(|b| {
        b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.' | b':')
    });
    plain
        && (EVERYWHERE.contains(&attribute)
            || element.attributes.contains(&attribute)
            || EVERYWHERE_PREFIXES.iter().any(|prefix| attribute.starts_with(prefix)))
}

/// Whether an element that is not allowed is removed with its content. Elements whose content browsers read as text are
/// the scanner's business.
pub(crate) fn hides_content(name: &str) -> bool {
    HIDES_CONTENT.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{ELEMENTS, element, is_allowed_attribute};

    #[test]
    fn elements_are_found_by_name() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.name < b.name));
        for name in ["a", "details", "wbr"] {
            assert_eq!(element(name).unwrap().name, name);
        }
        for name in ["script", "svg", "iframe", "form", "A", ""] {
            assert_eq!(element(name), None, "{name}");
        }
    }

    #[test]
    fn what_runs_or_restyles_is_not_on_the_list() {
        let p = element("p").unwrap();
        for name in ["onclick", "style", "href", "data-x\"y", "aria-ä", "autofocus"] {
            assert!(!is_allowed_attribute(p, name), "{name}");
        }
        for name in ["class", "data-x", "aria-label", "lang"] {
            assert!(is_allowed_attribute(p, name), "{name}");
        }
    }
}
