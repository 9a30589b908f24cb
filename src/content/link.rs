//! [`Link`]: the target of something in an article, as far as one file can tell. Whether the target exists is checked
//! when all articles are known.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use crate::content::doi;
use crate::content::role::markdown_stem;
use crate::diagnostic::written;
use crate::path::{SitePath, SitePathError};
use crate::percent::{DIRECTIVE, encode_unsafe};
use crate::span::Span;

/// A reference from an article to something else.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// Its target.
    pub target: LinkTarget,
    /// Its place.
    pub span: Span,
    /// The place of its address, if that is written without escapes.
    pub written: Option<WrittenAddress>,
    /// Its purpose.
    pub purpose: LinkPurpose,
}

/// The place of a link's address in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WrittenAddress {
    /// The part before `?` and `#`.
    pub path: Span,
    /// What follows `#`.
    pub anchor: Option<Span>,
}

impl WrittenAddress {
    /// Returns the parts of `url`, which is at `span`.
    pub fn of(url: &str, span: Span) -> Self {
        let start = span.start as usize;
        let path = url.find(['?', '#']).unwrap_or(url.len());
        let anchor = url.find('#').map(|at| Span::new(start + at + 1, start + url.len()));
        Self { path: Span::new(start, start + path), anchor }
    }

    /// As [`find`](Self::find), unless the link leads to another site: then nothing can be suggested for it.
    pub(crate) fn of_target(
        target: &LinkTarget,
        file: &str,
        span: Span,
        url: &str,
    ) -> Option<Self> {
        if matches!(target, LinkTarget::External(_)) {
            return None;
        }
        Self::find(file, span, url)
    }

    /// Finds `url` in the part of a file at `span`: a Markdown link, an HTML tag or a value of the front matter. `None`
    /// if it is not there as it is, or more than once.
    fn find(file: &str, span: Span, url: &str) -> Option<Self> {
        if let Some(value) = written(file, span, url) {
            return Some(Self::of(url, value));
        }
        let source = span.slice(file);
        // Most links of Markdown are nothing but `[text](url)`.
        let before = source.strip_suffix(')').and_then(|source| source.strip_suffix(url));
        if let Some(before) = before.filter(|before| before.ends_with("](") && !url.is_empty()) {
            let start = span.start as usize + before.len();
            return Some(Self::of(url, Span::new(start, start + url.len())));
        }
        let mut places = source.match_indices(url).filter(|(at, _)| {
            let before = source.get(..*at).unwrap_or_default();
            let after = source.get(at + url.len()..).unwrap_or_default();
            ["](", "](<", "=\"", "='"].iter().any(|opening| before.ends_with(opening))
                && after.starts_with([')', '>', ' ', '\n', '"', '\''])
        });
        let (at, _) = places.next().filter(|_| !url.is_empty())?;
        let place = Span::new(at, at + url.len()).shifted(span.start as usize);
        places.next().is_none().then(|| Self::of(url, place))
    }
}

/// The purpose of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkPurpose {
    /// A link that readers follow.
    Follow,
    /// An image or other media shown in the page.
    Embed,
    /// A question's `see`.
    See,
    /// An entry of `related`.
    Related,
    /// `superseded_by`.
    Supersedes,
    /// The picture of social cards.
    Card,
}

/// The target of a reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkTarget {
    /// Outside the site; as written.
    External(String),
    /// An anchor of the same page.
    Anchor(String),
    /// An article or page, by its file.
    Article {
        /// The file.
        path: SitePath,
        /// The anchor, decoded.
        anchor: Option<String>,
    },
    /// Another file of the content folder.
    File {
        /// The file.
        path: SitePath,
        /// `?…#…` as written.
        suffix: String,
    },
    /// A path of the site, below the base; decoded, beginning with `/`.
    Site {
        /// The path.
        path: String,
        /// `?…` as written.
        query: String,
        /// The anchor, decoded.
        anchor: Option<String>,
    },
    /// Nowhere; a finding says why.
    Nowhere,
}

/// Why a reference cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// It would run a script.
    Script(String),
    /// Its scheme is not allowed on pages.
    Scheme(String),
    /// It leads out of the site's folder.
    Outside,
    /// Its folders are separated by `\`; with `/` instead.
    Backslash(String),
    /// It is a path on the author's own computer: `C:\pic.png`.
    Computer,
    /// One slash follows its scheme, or none; with two.
    Slashes(String),
    /// It is empty or cannot be a path.
    Malformed,
}

/// Schemes that a page may link to.
const SCHEMES: &[&str] = &[
    "http", "https", "mailto", "tel", "sms", "ftp", "geo", "xmpp", "matrix", "magnet", "news",
    "irc", "ircs", "webcal",
];
/// Schemes that run code or carry a document of their own.
const SCRIPT_SCHEMES: &[&str] = &[
    "javascript",
    "vbscript",
    "data",
    "livescript",
    "jscript",
    "mocha",
    "blob",
    "filesystem",
    "view-source",
    "file",
];

/// Reads a reference as written in the article `from`.
pub fn classify(from: &SitePath, url: &str) -> Result<LinkTarget, LinkFault> {
    let url = url.trim_matches(|c: char| c.is_ascii_whitespace() || c.is_control());
    if let Some(scheme) = scheme(url) {
        return with_scheme(url, scheme);
    }
    if url.starts_with("\\\\") {
        return Err(LinkFault::Computer);
    }
    if url.starts_with("//") {
        return Ok(LinkTarget::External(encode_unsafe(url)));
    }
    let (before, anchor) = url
        .split_once('#')
        .map_or((url, None), |(before, anchor)| (before, Some(fragment(anchor))));
    let (path, query) = before
        .split_once('?')
        .map_or((before, ""), |(path, _)| (path, before.get(path.len()..).unwrap_or("")));
    let path = decode(path);
    if path.is_empty() && query.is_empty() {
        return match anchor {
            Some(anchor) if !anchor.is_empty() => Ok(LinkTarget::Anchor(anchor)),
            Some(_) => Ok(LinkTarget::External("#".into())),
            None => Err(LinkFault::Malformed),
        };
    }
    if path.contains('\\') {
        let rest = url.get(before.len()..).unwrap_or("");
        let slashes = before.replace('\\', "/").replace("%5C", "/").replace("%5c", "/");
        return Err(LinkFault::Backslash(slashes + rest));
    }
    if path.contains('\0') {
        return Err(LinkFault::Malformed);
    }
    if path.starts_with('/') {
        if path.split('/').any(|part| part == "..") {
            return Err(LinkFault::Outside);
        }
        return Ok(LinkTarget::Site { path, query: query.to_owned(), anchor });
    }
    let file = from.resolve(&path).map_err(|error| {
        if error == SitePathError::Component { LinkFault::Malformed } else { LinkFault::Outside }
    })?;
    if file.below("content").is_none() {
        return Err(LinkFault::Outside);
    }
    if markdown_stem(&file).is_some() {
        return Ok(LinkTarget::Article { path: file, anchor });
    }
    let suffix = encode_unsafe(url.get(url.find(['?', '#']).unwrap_or(url.len())..).unwrap_or(""));
    Ok(LinkTarget::File { path: file, suffix })
}

/// Reads a reference that begins with a scheme.
fn with_scheme(url: &str, scheme: String) -> Result<LinkTarget, LinkFault> {
    let is_drive = || matches!(url.get(1..3), Some(":\\" | ":/"));
    if let Some(doi) = doi::doi(url) {
        Ok(LinkTarget::External(doi::address(doi)))
    } else if is_drive() {
        Err(LinkFault::Computer)
    } else if SCRIPT_SCHEMES.contains(&scheme.as_str()) {
        Err(LinkFault::Script(scheme))
    } else if SCHEMES.contains(&scheme.as_str()) {
        let url = encode_unsafe(url);
        let is_web = matches!(scheme.as_str(), "http" | "https");
        let rest = url.get(scheme.len() + 1..).filter(|rest| is_web && !rest.starts_with("//"));
        if let Some(rest) = rest.filter(|rest| rest.contains('.') && has_host(&url)) {
            Err(LinkFault::Slashes(format!("{scheme}://{}", rest.trim_start_matches(['/', '\\']))))
        } else if is_web && !has_host(&url) {
            Err(LinkFault::Malformed)
        } else {
            Ok(LinkTarget::External(url))
        }
    } else {
        Err(LinkFault::Scheme(scheme))
    }
}

/// Returns the scheme of a URL in lower case. Browsers drop tabs and line breaks inside it, so we do too (WHATWG URL
/// §4.4, "remove all ASCII tab or newline").
fn scheme(url: &str) -> Option<String> {
    let (head, _) = url.split_once(':')?;
    let scheme: String = head
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect::<String>()
        .to_ascii_lowercase();
    let is_scheme = scheme.bytes().enumerate().all(|(at, b)| {
        b.is_ascii_alphabetic() || (at > 0 && (b.is_ascii_digit() || b"+-.".contains(&b)))
    });
    (is_scheme && !scheme.is_empty()).then_some(scheme)
}

/// Whether a browser can read the host and port of an `http` URL.
fn has_host(url: &str) -> bool {
    let rest = url.split_once(':').map_or("", |(_, rest)| rest);
    let host =
        rest.trim_start_matches(['/', '\\']).split(['/', '?', '#']).next().unwrap_or_default();
    let is_usual = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
    // `https://https://…`
    if matches!(host, "http:" | "https:") {
        return false;
    }
    (!host.is_empty() && host.bytes().all(is_usual) && !host.contains(".."))
        || url::Url::parse(url).is_ok()
}

/// Decodes what follows a `#`; a text fragment stays as it is written.
fn fragment(text: &str) -> String {
    match text.split_once(DIRECTIVE) {
        Some((anchor, directive)) => decode(anchor) + DIRECTIVE + directive,
        None => decode(text),
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Checks that a page may link to a URL in front matter (a source's, an author's).
pub(crate) fn check_external(url: &str) -> Result<(), LinkFault> {
    match scheme(url.trim()) {
        Some(scheme) if SCRIPT_SCHEMES.contains(&scheme.as_str()) => Err(LinkFault::Script(scheme)),
        Some(scheme) if !SCHEMES.contains(&scheme.as_str()) => Err(LinkFault::Scheme(scheme)),
        Some(scheme) if matches!(scheme.as_str(), "http" | "https") => {
            url::Url::parse(url.trim()).map(|_| ()).map_err(|_| LinkFault::Malformed)
        }
        Some(_) => Ok(()),
        None => Err(LinkFault::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::{LinkFault, LinkTarget, classify};
    use crate::path::SitePath;

    fn target(url: &str) -> Result<LinkTarget, LinkFault> {
        classify(&SitePath::new("content/a/b.md").unwrap(), url)
    }

    #[test]
    fn script_urls_are_found_however_they_are_written() {
        for url in [
            "javascript:alert(1)",
            "JaVaScript:x",
            " \u{1}javascript:x",
            "java\nscript:x",
            "data:text/html,x",
            "vbscript:x",
        ] {
            assert!(matches!(target(url), Err(LinkFault::Script(_))), "{url:?}");
        }
        assert!(matches!(target("foo:bar"), Err(LinkFault::Scheme(_))));
    }

    #[test]
    fn relative_links_lead_to_files() {
        let path = |text| SitePath::new(text).unwrap();
        assert_eq!(
            target("../c.md#x%20y"),
            Ok(LinkTarget::Article { path: path("content/c.md"), anchor: Some("x y".into()) })
        );
        assert_eq!(
            target("p%C3%A9.png?v=1"),
            Ok(LinkTarget::File { path: path("content/a/pé.png"), suffix: "?v=1".into() })
        );
        assert_eq!(target("../../site.toml"), Err(LinkFault::Outside));
        assert_eq!(target("%2e%2e/%2e%2e/x.md"), Err(LinkFault::Outside));
        assert_eq!(target("/../x"), Err(LinkFault::Outside));
        assert_eq!(target("#x"), Ok(LinkTarget::Anchor("x".into())));
        assert_eq!(target(""), Err(LinkFault::Malformed));
        assert_eq!(
            target("a/b:c.md"),
            Ok(LinkTarget::Article { path: path("content/a/a/b:c.md"), anchor: None })
        );
    }
}
