//! The repository's own site as published: every internal link, image, anchor and feed address leads to something that
//! exists, at the root of a host and in a folder of it.

use std::collections::{BTreeMap, BTreeSet};

use nutgraf::config::{BaseUrl, Overrides};
use nutgraf::diagnostic::Diagnostic;
use nutgraf::engine::{BuildOptions, Clock, assemble, read_config};
use nutgraf::files::DiskFiles;
use nutgraf::path::SitePath;
use percent_encoding::percent_decode_str;

use crate::support::{Dom, make_all, site};

/// The site, by output path.
fn own_site(base_url: &str) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let files = DiskFiles::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let overrides = Overrides { base_url: Some(BaseUrl::new(base_url).unwrap()) };
    let path = SitePath::new("site.toml").unwrap();
    let config = read_config(&files, &path, &overrides).unwrap().value.unwrap();
    let clock = Clock::Day("2026-11-26".parse().unwrap());
    let options = BuildOptions { drafts: false, overrides, clock };
    let assembled = assemble(&files, config, &options).unwrap();
    let (outputs, faults) = make_all(&assembled, &files);
    (outputs, assembled.findings.iter().cloned().chain(faults).collect())
}

#[test]
fn our_own_site_has_no_finding() {
    let (_, findings) = own_site("https://example.org/");
    let found: Vec<_> = findings.iter().map(|f| format!("{} {}", f.code, f.message)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_address_of_the_written_site_leads_somewhere() {
    for (base, path) in [("https://example.org/", "/"), ("https://example.org/a/b/", "/a/b/")] {
        let (site, _) = own_site(base);
        let pages: BTreeMap<&str, Dom> = site
            .iter()
            .filter(|(name, _)| name.ends_with(".html"))
            .map(|(name, bytes)| (name.as_str(), Dom::parse(std::str::from_utf8(bytes).unwrap())))
            .collect();
        let anchors: BTreeMap<&str, BTreeSet<String>> = pages
            .iter()
            .map(|(name, page)| (*name, values(page, "id").into_iter().collect()))
            .collect();
        let mut checked = 0;
        for (name, page) in &pages {
            let addresses =
                ["href", "src", "content"].iter().flat_map(|attribute| values(page, attribute));
            for address in addresses {
                let local = match address.strip_prefix("https://example.org") {
                    Some(rest) => rest.to_owned(),
                    None if address.starts_with('/') || address.starts_with('#') => address.clone(),
                    None => continue,
                };
                check(&site, &anchors, path, name, &local);
                checked += 1;
            }
        }
        assert!(checked > 300, "only {checked} addresses were found");
        feed_addresses(&site, path);
    }
}

/// Returns the values of an attribute, wherever it appears.
fn values(page: &Dom, attribute: &str) -> Vec<String> {
    page.elements().filter_map(|element| element.attr(attribute)).map(str::to_owned).collect()
}

/// Fails if an address of `page` leads nowhere.
fn check(
    site: &BTreeMap<String, Vec<u8>>,
    anchors: &BTreeMap<&str, BTreeSet<String>>,
    base: &str,
    page: &str,
    address: &str,
) {
    let (file, anchor) = address.split_once('#').map_or((address, None), |(f, a)| (f, Some(a)));
    // A style with a query is still the same file.
    let file = file.split('?').next().unwrap_or_default();
    let target = if file.is_empty() {
        page.to_owned()
    } else {
        let inside = file
            .strip_prefix(base)
            .unwrap_or_else(|| panic!("`{page}`: `{address}` leaves the base path"));
        let decoded = percent_decode_str(inside).decode_utf8().unwrap().into_owned();
        if decoded.is_empty() || decoded.ends_with('/') {
            format!("{decoded}index.html")
        } else {
            decoded
        }
    };
    assert!(site.contains_key(&target), "`{page}`: `{address}` leads to nothing");
    if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
        let anchor = percent_decode_str(anchor).decode_utf8().unwrap();
        // Ids in the structured data are names, not places.
        let known = anchors.get(target.as_str()).is_some_and(|ids| ids.contains(anchor.as_ref()));
        assert!(known, "`{page}`: `{address}` has no such anchor");
    }
}

/// Returns a text without its code examples, whether its HTML is escaped or not: an address there need not lead
/// anywhere.
fn without_code(text: &str) -> String {
    let mut out = text.to_owned();
    for (begin, end) in [("<code", "</code>"), ("&lt;code", "&lt;/code&gt;")] {
        let mut rest = std::mem::take(&mut out);
        while let Some((before, code)) = rest.split_once(begin) {
            out.push_str(before);
            rest = code.split_once(end).expect("code ends").1.to_owned();
        }
        out.push_str(&rest);
    }
    out
}

/// Checks that feeds and the sitemap name only what is published.
fn feed_addresses(site: &BTreeMap<String, Vec<u8>>, base: &str) {
    let prefix = format!("https://example.org{base}");
    for name in ["atom.xml", "feed.json", "sitemap.xml"] {
        let text = without_code(std::str::from_utf8(&site[name]).unwrap());
        let mut found = 0;
        for rest in text.split("https://example.org").skip(1) {
            let address: String =
                rest.chars().take_while(|c| !matches!(c, '"' | '<' | '&' | '\\' | '#')).collect();
            let address = format!("https://example.org{address}");
            let inside =
                address.strip_prefix(&prefix).unwrap_or_else(|| panic!("{name}: `{address}`"));
            let file = if inside.is_empty() || inside.ends_with('/') {
                format!("{inside}index.html")
            } else {
                inside.to_owned()
            };
            assert!(site.contains_key(&file), "{name}: `{address}` leads to nothing");
            found += 1;
        }
        assert!(found > 3, "{name} names {found} addresses");
    }
}

// ---- paths as Windows writes them ----

#[test]
fn a_path_with_backslashes_is_corrected() {
    for (text, right) in [
        ("![A fan](img\\pic.png)", "img/pic.png"),
        ("![A fan](img%5Cpic.png)", "img/pic.png"),
        ("[B](.\\b.md#part)", "./b.md#part"),
        ("[B](\\topics)", "/topics"),
        ("<img src=\"img\\pic.png\" alt=\"A fan\">", "img/pic.png"),
    ] {
        let built = site().article("a", text).build();
        let finding = &built.findings[0];
        assert_eq!(built.findings.len(), 1, "{text}: {:#?}", built.findings);
        assert_eq!(finding.hint.as_deref(), Some(&*format!("write `{right}`")), "{text}");
        assert_eq!(finding.fixes[0].edits[0].text, right, "{text}");
    }
    for text in [
        "![A fan](C:\\Users\\Ada\\pic.png)",
        "<a href=\"\\\\server\\b.pdf\">B</a>",
        "[B](c:/b.pdf)",
    ] {
        let built = site().article("a", text).build();
        assert_eq!(built.findings.len(), 1, "{text}: {:#?}", built.findings);
        assert!(built.findings[0].message.contains("on your own computer"), "{text}");
    }
    let card = site().article("a", "---\ntitle: A\nimage: img\\pic.png\n---\n").build();
    card.check_findings(&[("link/broken", "content/a.md:3:8", "write `img/pic.png`")]);
}

// ---- HTML that is allowed ----

#[test]
fn every_address_of_allowed_html_gets_the_base_path_and_is_checked() {
    let built = |text: &str| {
        site()
            .file("site.toml", "title = \"S\"\nbase_url = \"https://example.org/r/\"\n[markdown]\nhtml = \"allow\"\n")
            .article("a", text)
            .article("b", "Text.")
            .file("static/x.js", "1")
            .file("content/y.js", "2")
            .build()
    };
    for (tag, shown) in [
        ("<script src=\"/x.js\"></script>", "src=\"/r/x.js\""),
        ("<script src=\"y.js\" defer></script>", "src=\"/r/y.js\""),
        ("<link rel=\"stylesheet\" href='/x.js'>", "href='/r/x.js'"),
        (
            "<picture><source srcset=\"/x.js 1x, y.js 2x\"></picture>",
            "srcset=\"/r/x.js 1x, /r/y.js 2x\"",
        ),
        ("<video poster=\"/x.js\" src=\"y.js\"></video>", "poster=\"/r/x.js\" src=\"/r/y.js\""),
        ("<div style=\"background: url('/x.js')\"></div>", "style=\"background: url('/r/x.js')\""),
        ("<object data=\"/x.js\"></object>", "data=\"/r/x.js\""),
        ("<iframe src=\"/b/\" title=\"B\"></iframe>", "src=\"/r/b/\""),
        (
            "<form action=\"/b/\"><button formaction=\"/sources/\"></button></form>",
            "formaction=\"/r/sources/\"",
        ),
        ("<svg><image href=\"/x.js\"/><use xlink:href=\"#s\"/></svg>", "href=\"/r/x.js\""),
    ] {
        let site = built(&format!("[y](y.js)\n\n{tag}\n"));
        site.clean();
        assert!(site.page("a/index.html").contains(shown), "{tag}: {}", site.page("a/index.html"));
        let wrong = tag.replace("/x.js", "/missing.js").replace("/b/", "/missing/");
        if wrong != tag {
            let told = built(&format!("[y](y.js)\n\n{wrong}\n"));
            assert!(
                told.findings
                    .iter()
                    .any(|it| ["link/broken", "image/missing"].contains(&it.code.name())),
                "{wrong}"
            );
        }
    }
}
