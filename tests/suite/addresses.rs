//! Addresses of sources: which ones browsers open, and which are only names.

use crate::support::site;

/// Checks the addresses in the structured data of a source with this line, the fifth of its file.
#[track_caller]
fn leads_to(line: &str, address: &str, same_as: Option<&str>) {
    let built = site()
        .file(
            "content/a.md",
            format!("---\ntitle: T\nsources:\n  - {{id: s, title: S, {line}}}\n---\nText. [@s]\n"),
        )
        .build();
    built.clean();
    let dom = built.dom("a/index.html");
    let work = &dom.json_ld()["NewsArticle"]["citation"][0];
    assert_eq!(work["url"], address, "{line}");
    assert_eq!(work.get("sameAs").and_then(|same| same.as_str()), same_as, "{line}");
    let linked = dom.all("a").iter().any(|link| link.attr("href") == Some(address));
    assert!(linked, "{line}");
}

#[test]
fn a_doi_leads_to_where_browsers_find_it() {
    let address = "https://doi.org/10.1000/182";
    for line in [
        "url: \"doi:10.1000/182\"",
        "url: \"DOI 10.1000/182\"",
        "url: 10.1000/182",
        "url: \"https://doi.org/10.1000/182\"",
        "doi: 10.1000/182",
        "doi: \"doi:10.1000/182\"",
        "doi: \"http://dx.doi.org/10.1000/182\"",
    ] {
        leads_to(line, address, None);
    }
    leads_to(
        "url: \"https://example.org/\", doi: 10.1000/182",
        "https://example.org/",
        Some(address),
    );
}

#[test]
fn a_doi_in_a_text_is_a_link_that_browsers_open() {
    let built =
        site().article("a", "[The paper](doi:10.1000/182) and <DOI:10.1000/183>.\n").build();
    built.clean();
    let page = built.page("a/index.html");
    for address in ["https://doi.org/10.1000/182", "https://doi.org/10.1000/183"] {
        assert!(page.contains(&format!("href=\"{address}\"")), "{page}");
    }
}

#[test]
fn what_no_browser_opens_is_told() {
    for url in ["urn:isbn:0451450523", "ipfs://x/y", "gemini://example.org/", "doi:x"] {
        let built = site()
            .file("content/a.md", format!("---\ntitle: T\nsources:\n  - id: s\n    title: S\n    url: \"{url}\"\n---\n[@s]\n"))
            .build();
        built.check_findings(&[("link/scheme", "content/a.md:6:10", "pages do not link to")]);
    }
    let built = site()
        .file(
            "content/a.md",
            "---\ntitle: T\nsources:\n  - {id: s, title: S, doi: 11.1000/x}\n---\n[@s]\n",
        )
        .build();
    built.check_findings(&[("field/invalid", "content/a.md:4:28", "`11.1000/x` is not a DOI")]);
}

#[test]
fn one_address_described_in_two_ways_is_told_in_one_article_too() {
    let text = "---\ntitle: T\nsources:\n  - {id: a, title: One, url: \"https://example.org/x\"}\n  - {id: b, title: Other, url: \"https://example.org/x\"}\n---\n[@a; @b]\n";
    let built = site().file("content/a.md", text).build();
    built.check_findings(&[("source/conflict", "content/a.md:5:10", "(title)")]);
    // The same address given twice is not a conflict.
    let built = site().file("content/a.md", text.replace("Other", "One")).build();
    built.clean();
}
