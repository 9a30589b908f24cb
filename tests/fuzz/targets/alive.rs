//! What a browser would make of HTML from an untrusted author: it must run nothing, load no other document and contain
//! only what is on a list. The list is deliberately written here a second time.

use crate::runner::Failure;
use crate::support::Dom;

/// The allowed elements: those in the guide and those that the engine writes itself.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br",
    "caption", "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i",
    "img", "ins", "kbd", "li", "main", "map", "mark", "nav", "ol", "p", "picture", "pre", "q", "rp", "rt", "rtc",
    "ruby", "s", "samp", "section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
];

/// The elements of a formula.
#[rustfmt::skip]
const FORMULA: &[&str] = &[
    "math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "msub", "msup", "msubsup",
    "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mfrac", "msqrt", "mroot", "mtable", "mtr",
    "mtd", "mstyle", "merror", "mpadded", "mphantom", "menclose", "none",
];

/// The elements that a parser puts around everything.
const FRAME: &[&str] = &["html", "head", "body"];

/// The allowed attributes, besides `aria-…` and `data-…`.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "abbr", "align", "alt", "char", "charoff", "cite", "class", "colspan", "controls", "datetime", "decoding",
    "default", "dir", "download", "headers", "height", "hidden", "href", "hreflang", "id", "kind", "label", "lang",
    "loading", "loop", "media", "muted", "name", "open", "playsinline", "poster", "preload", "rel", "reversed",
    "role", "rowspan", "scope", "size", "sizes", "span", "src", "srclang", "srcset", "start", "summary", "tabindex",
    "target", "title", "translate", "type", "value", "width",
];

/// The attributes that contain addresses.
const ADDRESSES: &[&str] = &["href", "src", "srcset", "poster", "cite"];

/// The beginnings of a parser's errors about an incomplete tag.
const TORN: &[&str] = &["Bad character", "Duplicate attribute", "Unexpected EOF"];

/// Schemes that run something or carry a document of their own.
const SCRIPTS: &[&str] = &["javascript:", "vbscript:", "data:"];

/// The longest HTML that is checked: what runs also runs in a short page, and a parser needs time.
pub(crate) const LONGEST: usize = 16 << 10;

/// Checks a piece of HTML, as a browser finds it in the body of a page.
pub(crate) fn check(html: &str) -> Result<(), Failure> {
    if html.len() > LONGEST {
        return Ok(());
    }
    let dom = Dom::parse(&format!("<!doctype html><title>x</title><body>{html}"));
    elements(&dom, &["title"], html)
}

/// Checks every element of a page; those named in `own` are the theme's.
pub(crate) fn elements(dom: &Dom, own: &[&str], html: &str) -> Result<(), Failure> {
    for element in dom.elements() {
        let name = element.name();
        if name == "iframe" {
            frame(element.attrs(), html)?;
            continue;
        }
        let formula = FORMULA.contains(&name);
        let known = formula || [ELEMENTS, FRAME, own].iter().any(|list| list.contains(&name));
        if !known {
            return live(&format!("<{name}> is not on the list"), html);
        }
        for (attribute, value) in element.attrs() {
            let place = format!("{attribute}={value:?} of <{name}>");
            let free = attribute.starts_with("aria-") || attribute.starts_with("data-");
            if !formula && !free && !ATTRIBUTES.contains(&attribute.as_str())
                || formula && (attribute.starts_with("on") || attribute.contains("href"))
            {
                return live(&format!("{place} is not on the list"), html);
            }
            if ADDRESSES.contains(&attribute.as_str()) && runs(value) {
                return live(&format!("{place} runs"), html);
            }
        }
    }
    // The engine writes tags without faults: a fault means that something broke out of a tag.
    let torn = dom.errors.iter().find(|error| TORN.iter().any(|words| error.starts_with(words)));
    match torn {
        Some(error) => Err(Failure::new("tags are whole", format!("{error}\n{html}"))),
        None => Ok(()),
    }
}

/// The only host whose pages may be in a frame: settings of other targets name none.
const FRAMED: &str = "https://frames.example/";

/// Checks a frame: a page of that host, which may do what the engine says and nothing else.
fn frame<'a>(
    attributes: impl IntoIterator<Item = &'a (String, String)>,
    html: &str,
) -> Result<(), Failure> {
    let (mut src, mut sandbox) = (false, false);
    for (name, value) in attributes {
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        let fits = match name.as_str() {
            "src" => {
                src = value.starts_with(FRAMED);
                src
            }
            "sandbox" => {
                sandbox = value
                    == "allow-forms allow-popups allow-presentation allow-same-origin allow-scripts";
                sandbox
            }
            "width" | "height" => is_number,
            "loading" => value == "lazy",
            "referrerpolicy" => value == "strict-origin-when-cross-origin",
            "allowfullscreen" => value.is_empty(),
            name => name == "title",
        };
        if !fits {
            return live(&format!("{name}={value:?} of a frame"), html);
        }
    }
    if src && sandbox { Ok(()) } else { live("a frame without its limits", html) }
}

/// Whether an address, or one of a list, runs something when it is followed.
fn runs(value: &str) -> bool {
    let compact = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && !c.is_control())
            .collect::<String>()
            .to_lowercase()
    };
    std::iter::once(value)
        .chain(value.split([',', ' ', '\n', '\t']))
        .map(compact)
        .any(|address| SCRIPTS.iter().any(|scheme| address.starts_with(scheme)))
}

fn live(what: &str, html: &str) -> Result<(), Failure> {
    Err(Failure::new(
        "text runs nothing and holds only what is on the list",
        format!("{what}\n{html}"),
    ))
}
