//! The addresses that stand in built pages and styles, and where they lead on the host: what is not caught where the
//! site is made, because it was copied as it is or stands in a theme.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::content::{UrlUse, srcset_urls, tags, url_use};
use crate::escape;

/// Every address in an HTML page, as it is meant (without entities).
pub(super) fn of_page(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let tags = tags(html);
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.closing) {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        if is("style") {
            let end = tags.get(at + 1).map_or(html.len(), |next| next.range.start);
            found.extend(of_styles(html.get(tag.range.end..end).unwrap_or("")));
        }
        for attribute in &tag.attributes {
            let Some(value) = attribute.value else { continue };
            let value = escape::unescape(value);
            let named = |name: &str| attribute.name.eq_ignore_ascii_case(name);
            match url_use(tag.name, attribute.name) {
                Some(UrlUse::SourceSet) => {
                    let urls = srcset_urls(&value).into_iter();
                    found.extend(urls.filter_map(|range| value.get(range)).map(str::to_owned));
                }
                Some(UrlUse::Follow | UrlUse::Embed) => found.push(value),
                None if named("xlink:href")
                    || (named("href") && ["link", "base", "image", "use"].into_iter().any(is))
                    || (named("src") && is("script")) =>
                {
                    found.push(value);
                }
                // `<meta http-equiv="refresh" content="0; url=/a/">`
                None if is("meta") && named("content") => found.extend(refresh(&value)),
                None if named("style") => found.extend(of_styles(&value)),
                None => {}
            }
        }
    }
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

/// Every address in styles: `url(…)` and `@import "…"` (CSS Syntax Module Level 3, §4.3.6; CSS Cascade 5, §2).
pub(super) fn of_styles(css: &str) -> Vec<String> {
    let css = without_comments(css);
    let mut found = Vec::new();
    let mut rest: &str = &css;
    while let Some((at, length)) = first_of(rest, &["url(", "@import"]) {
        let is_import = rest.get(at..).is_some_and(|rest| rest.starts_with('@'));
        rest = rest.get(at + length..).unwrap_or("").trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let inside = match quote {
            Some(quote) => rest.get(1..).and_then(|rest| rest.split(quote).next()),
            // `@import url(…)` is found by its `url(`.
            None if is_import => None,
            None => rest.split(')').next(),
        };
        found.extend(inside.map(|text| text.trim().to_owned()));
    }
    found
}

fn first_of(text: &str, words: &[&str]) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    words.iter().filter_map(|word| Some((lower.find(word)?, word.len()))).min()
}

fn without_comments(css: &str) -> Cow<'_, str> {
    if !css.contains("/*") {
        return Cow::Borrowed(css);
    }
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Somewhere that is none of ours: another host, another scheme, another place of the same page.
    Elsewhere,
    /// To the site's own host, but past the path below which the site lies.
    Outside,
    /// To this path of the site: decoded, without `/` in front.
    Inside(String),
}

/// Where a site lies on its host.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base<'a> {
    /// `https://host`, without a slash behind; `None` if it is not known.
    pub(super) origin: Option<&'a str>,
    /// The path, beginning and ending in `/`, as URLs have it.
    pub(super) path: &'a str,
}

impl Base<'_> {
    /// Where an address leads that stands in the output `file`.
    pub(super) fn target(&self, file: &str, address: &str) -> Target {
        let address = address.trim();
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let address = address.get(..end).unwrap_or("");
        if address.is_empty() {
            return Target::Elsewhere;
        }
        let own = self.origin.and_then(|origin| address.strip_prefix(origin));
        // A whole address was written on purpose: outside the base it leads to a neighbour on the same host.
        let whole = own.filter(|path| path.starts_with('/')).map(|path| (path, Target::Elsewhere));
        let (path, outside) = match whole {
            Some(whole) => whole,
            None if has_scheme(address) || address.starts_with("//") => return Target::Elsewhere,
            None => (address, Target::Outside),
        };
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let from = if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("{}{}{}{path}", self.path, folder, if folder.is_empty() { "" } else { "/" })
        };
        let resolved = resolved(&from);
        match resolved.strip_prefix(self.path) {
            Some(inside) => Target::Inside(percent_decode_str(inside).decode_utf8_lossy().into()),
            None if format!("{resolved}/") == self.path => Target::Inside(String::new()),
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

/// A path without `.` and `..` (RFC 3986 §5.2.4).
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
    use super::{Base, Target, of_page, of_styles};

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
        assert_eq!(of_styles("/* url(x)"), [""; 0]);
    }

    #[track_caller]
    fn check(address: &str, expected: &Target) {
        let base = Base { origin: Some("https://o.example"), path: "/repo/" };
        assert_eq!(base.target("a/b/index.html", address), *expected, "{address}");
    }

    #[test]
    fn an_address_leads_into_the_site_or_past_it() {
        let inside = |path: &str| Target::Inside(path.to_owned());
        check("/repo/x.png", &inside("x.png"));
        check("/repo", &inside(""));
        check("/repo/", &inside(""));
        check("../c/", &inside("a/c/"));
        check("..", &inside("a/"));
        check("x%20y.png?v=1#top", &inside("a/b/x y.png"));
        check("https://o.example/repo/a/", &inside("a/"));
        check("../../../x.png", &Target::Outside);
        check("/x.png", &Target::Outside);
        check("/repository/", &Target::Outside);
        check("/", &Target::Outside);
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
            check(elsewhere, &Target::Elsewhere);
        }
    }
}
