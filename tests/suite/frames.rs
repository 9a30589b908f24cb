//! Pages of other sites in frames: only those of the hosts that the site names, and never what is in the frame's element.

use crate::support::{Built, site};

const HOSTS: &str = "[markdown]\nembed_hosts = [\"www.youtube-nocookie.com\", \"EXAMPLE.net\"]\n";

fn built(text: &str) -> Built {
    site().config(HOSTS).article("a", text).build()
}

#[test]
fn a_page_of_a_named_host_is_shown_in_a_frame_of_our_own() {
    for (typed, address) in [
        (
            "https://www.youtube-nocookie.com/embed/x?a=1&amp;b=2",
            "https://www.youtube-nocookie.com/embed/x?a=1&amp;b=2",
        ),
        ("HTTPS://WWW.YouTube-nocookie.com:443/x", "https://www.youtube-nocookie.com/x"),
        (" https://example.net/x ", "https://example.net/x"),
        ("https:\\\\example.net\\x", "https://example.net/x"),
    ] {
        let text = format!(
            "<iframe width=\"560\" height=\"315\" src=\"{typed}\" title=\"A film\" frameborder=\"0\" allow=\"camera\" onload=\"x()\" srcdoc=\"x\" allowfullscreen></iframe>"
        );
        let built = built(&text);
        built.clean();
        assert!(
            built.page("a/index.html").contains(&format!(
                "<iframe src=\"{address}\" title=\"A film\" width=\"560\" height=\"315\" loading=\"lazy\" referrerpolicy=\"strict-origin-when-cross-origin\" sandbox=\"allow-forms allow-popups allow-presentation allow-same-origin allow-scripts\" allowfullscreen></iframe>"
            )),
            "{typed}"
        );
    }
}

#[test]
fn every_other_page_is_dropped_and_its_host_named() {
    for (address, part) in [
        ("https://example.org/", "`example.org`"),
        ("https://www.youtube-nocookie.com.example.org/", "`www.youtube-nocookie.com.example.org`"),
        ("https://youtube-nocookie.com/", "`youtube-nocookie.com`"),
        ("https://www.youtube-nocookie.com@example.org/", "a name, a password or a port"),
        ("https://www.youtube-nocookie.com:8443/", "a name, a password or a port"),
        ("http://www.youtube-nocookie.com/", "only pages at `https://`"),
        ("//www.youtube-nocookie.com/", "not the address of a page"),
        ("video.html", "not the address of a page"),
        ("", "not the address of a page"),
        ("https://192.168.0.1/", "only pages at `https://`"),
    ] {
        let built = built(&format!("<iframe src=\"{address}\" title=\"x\"></iframe>"));
        built.check_findings(&[("html/dropped", "content/a.md:4:1", part)]);
        assert!(!built.page("a/index.html").contains("<iframe"), "{address}");
    }
    built("<iframe src=\"https://example.net/\"></iframe>").check_findings(&[(
        "html/frame-title",
        "content/a.md:4:1",
        "has no title",
    )]);
    built("## B <iframe src=\"https://example.net/\" title=\"x\"></iframe>\n").check_findings(&[(
        "html/dropped",
        "content/a.md:4:6",
        "in a link or heading",
    )]);
}

#[test]
fn what_is_in_a_frame_is_never_shown() {
    for (hosts, told) in [("", 2), (HOSTS, 0)] {
        let text = "<iframe src=\"https://example.net/\" title=\"x\"><p>Your browser does <b>not</b> show it. <a href=\"b.md\">x</a></p></iframe>\n\nBefore <iframe src=\"https://example.net/\" title=\"x\">no *frames* <i>here</i></iframe> after.\n";
        let built = site().config(hosts).article("a", text).build();
        assert_eq!(built.findings.len(), told, "{:#?}", built.findings);
        let text = built.dom("a/index.html").all("main")[0].text();
        assert!(text.contains("Before  after.") || text.contains("Before after."), "{text}");
        assert!(
            !text.contains("browser") && !text.contains("frames") && !text.contains("here"),
            "{text}"
        );
    }
    let built = site()
        .article("a", "<noscript><img src=\"https://e.org/a.png\" alt=\"A chart\"></noscript>")
        .build();
    let page = built.dom("a/index.html");
    assert_eq!(
        page.all("main")[0].all("img").len(),
        1,
        "without scripts, its content is the page's"
    );
}

#[test]
fn a_host_is_a_name_and_nothing_else() {
    for (host, part) in [
        ("https://www.youtube.com/embed/", "write `www.youtube.com`"),
        ("www.youtube.com/embed", "the name of a host"),
        ("localhost", "the name of a host"),
        ("*.example.org", "the name of a host"),
        ("example.org:8080", "the name of a host"),
        ("", "this is empty"),
    ] {
        let built = site().config(&format!("[markdown]\nembed_hosts = [\"{host}\"]\n")).build();
        built.check_findings(&[("field/invalid", "site.toml:4:16", part)]);
    }
}
