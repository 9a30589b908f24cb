//! The addresses in built pages and styles, and where they lead on the host. This finds what is not found when the site
//! is made, because it was copied unchanged or comes from a theme.

use percent_encoding::percent_decode_str;

use crate::content::{Tag, UrlUse, srcset_urls, tags, url_use};
use crate::escape;

/// Returns every address in an HTML page, decoded (without entities).
pub(super) fn of_page(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let tags = tags(html);
    let is_base = |tag: &Tag<'_>| {
        tag.name.eq_ignore_ascii_case("base")
            && tag.attributes.iter().any(|attribute| attribute.name.eq_ignore_ascii_case("href"))
    };
    // Every address on such a page is deliberately relative to somewhere else.
    if tags.iter().any(is_base) {
        return found;
    }
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.closing) {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        if is("style") {
            let end = tags.get(at + 1).map_or(html.len(), |next| next.range.start);
            found.extend(of_styles(html.get(tag.range.end..end).unwrap_or("")));
        }
        for attribute in &tag.attributes {
            let Some(value) = attribute.value else { continue };
            let named = |name: &str| attribute.name.eq_ignore_ascii_case(name);
            // A citation's address is never loaded.
            if named("cite") {
                continue;
            }
            let value = escape::unescape(value);
            match url_use(tag.name, attribute.name) {
                Some(UrlUse::SourceSet) => {
                    let urls = srcset_urls(&value).into_iter();
                    found.extend(urls.filter_map(|range| value.get(range)).map(str::to_owned));
                }
                Some(UrlUse::Style) => found.extend(of_styles(&value)),
                Some(UrlUse::Follow | UrlUse::Embed) => found.push(value),
                None if named("xlink:href") => found.push(value),
                // `<meta http-equiv="refresh" content="0; url=/a/">`
                None if is("meta") && named("content") => found.extend(refresh(&value)),
                None => {}
            }
        }
    }
    found.retain(|address| address.len() <= LONGEST);
    found
}

fn refresh(content: &str) -> Option<String> {
    let (seconds, rest) = content.split_once([';', ','])?;
    seconds.trim().parse::<f64>().ok()?;
    let rest = rest.trim_start();
    let url = rest.get(..3).filter(|start| start.eq_ignore_ascii_case("url"))?;
    let value = rest.get(url.len()..)?.trim_start().strip_prefix('=')?;
    Some(value.trim().trim_matches(['"', '\'']).to_owned())
}

/// The longest address that is checked, in bytes; longer ones contain data, or are a mistake that no file can match.
const LONGEST: usize = 2048;

/// Returns every address in styles: `url(…)` and `@import "…"` (CSS Syntax Module Level 3, §4.3.4 and §4.3.6; CSS
/// Cascade 5, §2). In one pass: strings and comments are skipped, and an unterminated one ends the search.
pub(super) fn of_styles(css: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = css;
    let mut is_import = false;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
        } else if matches!(first, '"' | '\'') {
            let (text, after) = string(rest, first);
            found.extend(Some(text).filter(|_| is_import).map(str::to_owned));
            (rest, is_import) = (after, false);
        } else if is_name(first) || first == '@' {
            let end = rest.find(|c: char| !is_name(c) && c != '@').unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            is_import = name.eq_ignore_ascii_case("@import");
            rest = after;
            if let Some(inside) =
                after.strip_prefix('(').filter(|_| name.eq_ignore_ascii_case("url"))
            {
                let inside = inside.trim_start();
                let (text, after) = match inside.chars().next() {
                    Some(quote @ ('"' | '\'')) => string(inside, quote),
                    _ => inside.split_once(')').unwrap_or((inside, "")),
                };
                found.push(text.trim().to_owned());
                rest = after;
            }
        } else {
            is_import &= first.is_whitespace();
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        }
    }
    found.retain(|address| address.len() <= LONGEST);
    found
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '\\') || !c.is_ascii()
}

/// Returns the content of the string that `text` begins with, and what comes after it. A line feed ends a bad string.
fn string(text: &str, quote: char) -> (&str, &str) {
    let inside = text.get(1..).unwrap_or("");
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return (inside.get(..at).unwrap_or(""), inside.get(at..).unwrap_or("")),
            c if c == quote => {
                return (inside.get(..at).unwrap_or(""), inside.get(at + 1..).unwrap_or(""));
            }
            _ => {}
        }
    }
    (inside, "")
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AddressTarget {
    /// Somewhere that we do not check: another host, another scheme, another place on the same page.
    Elsewhere,
    /// To the site's own host, but outside the site's base path.
    Outside,
    /// To this path of the site: decoded, without a leading `/`.
    Inside(String),
}

/// Where a site is on its host.
#[derive(Clone, Copy, Debug)]
pub(super) struct SiteBase<'a> {
    /// `https://host`, without a trailing slash; `None` if it is not known.
    pub(super) origin: Option<&'a str>,
    /// The path, beginning and ending in `/`, as in URLs.
    pub(super) path: &'a str,
}

impl SiteBase<'_> {
    /// Returns where an address in the output `file` leads.
    pub(super) fn target(&self, file: &str, address: &str) -> AddressTarget {
        let address = address.trim();
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let address = address.get(..end).unwrap_or("");
        if address.is_empty() {
            return AddressTarget::Elsewhere;
        }
        let own = self.origin.and_then(|origin| address.strip_prefix(origin));
        // A whole address was written deliberately: outside the base it leads to a neighbour on the same host.
        let whole =
            own.filter(|path| path.starts_with('/')).map(|path| (path, AddressTarget::Elsewhere));
        let (path, outside) = match whole {
            Some(whole) => whole,
            None if has_scheme(address) || address.starts_with("//") => {
                return AddressTarget::Elsewhere;
            }
            None => (address, AddressTarget::Outside),
        };
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let from = if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("{}{}{}{path}", self.path, folder, if folder.is_empty() { "" } else { "/" })
        };
        let resolved = resolved(&from);
        match resolved.strip_prefix(self.path) {
            Some(inside) => {
                AddressTarget::Inside(percent_decode_str(inside).decode_utf8_lossy().into())
            }
            None if format!("{resolved}/") == self.path => AddressTarget::Inside(String::new()),
            None => outside,
        }
    }
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// Returns a path without `.` and `..` (RFC 3986 §5.2.4).
fn resolved(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for part in path.split('/').skip(1) {
        ends_in_folder = matches!(part, "." | ".." | "");
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    // The empty part at the end is the slash.
    if ends_in_folder && parts.last().is_some_and(|last| !last.is_empty()) {
        parts.push("");
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{AddressTarget, SiteBase, of_page, of_styles};

    #[test]
    fn addresses_are_found() {
        let html = r#"<!doctype html><link rel=stylesheet href=/a.css><meta http-equiv="refresh" content="0; URL='/b/'">
            <a href="c?x=1&amp;y=2#z">c</a><img src="d.png" srcset="e.png 1x, /f.png 2x"><script src="/g.js">"<a href='/no'>"</script>
            <p style="background: url('/h.png')"><form action="/i"></form><meta name="x" content="1; y">"#;
        let expected =
            ["/a.css", "/b/", "c?x=1&y=2#z", "d.png", "e.png", "/f.png", "/g.js", "/h.png", "/i"];
        assert_eq!(of_page(html), expected);
        let css = "@import 'a.css'; @IMPORT url(b.css); /* url(no.png) */ x { src: URL( \"c d.png\" ), url(e.png) }";
        assert_eq!(of_styles(css), ["a.css", "b.css", "c d.png", "e.png"]);
        assert_eq!(of_styles("url("), [""]);
        for nothing in
            ["/* url(x)", "a { content: 'url(/x)' }", "my-url(/x)", "curl(/x)", "@import", "'"]
        {
            assert_eq!(of_styles(nothing), [""; 0], "{nothing}");
        }
        assert!(of_page("<base href='/m/'><a href='/x'>").is_empty());
    }

    #[test]
    fn a_file_of_many_addresses_is_read_once() {
        // With a quadratic algorithm, this would take an hour.
        let many = 400_000;
        assert_eq!(of_styles(&"url(".repeat(many)).len(), 0);
        assert_eq!(of_styles(&"a{b:url(x)}".repeat(many)).len(), many);
        assert_eq!(of_page(&format!("<p style=\"{}\">", "url(".repeat(many))).len(), 0);
        assert_eq!(of_page(&format!("<a href=\"{}\">", "&".repeat(4 * many))).len(), 0);
        assert_eq!(of_styles(&"\"".repeat(many)).len(), 0);
    }

    #[track_caller]
    fn check(address: &str, expected: &AddressTarget) {
        let base = SiteBase { origin: Some("https://o.example"), path: "/repo/" };
        assert_eq!(base.target("a/b/index.html", address), *expected, "{address}");
    }

    #[test]
    fn an_address_leads_into_the_site_or_past_it() {
        let inside = |path: &str| AddressTarget::Inside(path.to_owned());
        check("/repo/x.png", &inside("x.png"));
        check("/repo", &inside(""));
        check("/repo/", &inside(""));
        check("../c/", &inside("a/c/"));
        check("..", &inside("a/"));
        check("x%20y.png?v=1#top", &inside("a/b/x y.png"));
        check("https://o.example/repo/a/", &inside("a/"));
        check("../../../x.png", &AddressTarget::Outside);
        check("/x.png", &AddressTarget::Outside);
        check("/repository/", &AddressTarget::Outside);
        check("/", &AddressTarget::Outside);
        for elsewhere in [
            "",
            "#top",
            "?x",
            "mailto:a@b.example",
            "data:,x",
            "//cdn.example/x",
            "https://o.example/other/",
            "https://p.example/repo/x",
        ] {
            check(elsewhere, &AddressTarget::Elsewhere);
        }
    }
}
