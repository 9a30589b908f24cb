//! Which path shows what.

use crate::serve::tests::{Running, Site};

const OUTPUTS: &[(&str, &str)] = &[
    ("index.html", "home"),
    ("a/index.html", "folder a"),
    ("b.html", "file b"),
    ("c", "file c"),
    ("c.html", "file c.html"),
    ("d.html", "file d.html"),
    ("d/index.html", "folder d"),
    ("Case.txt", "upper"),
    ("é x/index.html", "not ASCII"),
    ("404.html", "<p>gone</p></body>"),
    (".well-known/x.txt", "dot"),
    ("%2e%2e", "an odd name"),
    ("a%2fb", "another"),
    ("__nutgraf/own.txt", "own"),
    ("__nutgraf/live.js", "hidden"),
];

/// Checks what is shown at each path of a site below `base`: the status, and where it leads or how the text begins.
#[track_caller]
fn check(base: &str, expected: &[(&str, u16, &str)]) {
    let server = Running::new(&Site::new(base, OUTPUTS));
    for (target, status, shown) in expected {
        let answer = server.get(target);
        assert_eq!(answer.status, *status, "{target}");
        if (300..400).contains(status) {
            assert_eq!(answer.header("location"), *shown, "{target}");
        } else {
            assert!(answer.text().starts_with(shown), "{target}: {}", answer.text());
        }
    }
}

#[test]
fn paths_follow_the_rules_of_github_pages() {
    check(
        "/",
        &[
            ("/", 200, "home"),
            ("/index.html", 200, "home"),
            ("/index", 200, "home"),
            ("/a/", 200, "folder a"),
            ("/a", 301, "/a/"),
            ("/a?x=1&y=%20", 301, "/a/?x=1&y=%20"),
            ("/a?x='", 301, "/a/"),
            ("/a/?x", 200, "folder a"),
            ("/a/index.html", 200, "folder a"),
            ("/b", 200, "file b"),
            ("/b/", 404, "<p>gone"),
            ("/c", 200, "file c"),
            ("/d", 200, "file d.html"),
            ("/d/", 200, "folder d"),
            ("/Case.txt", 200, "upper"),
            ("/case.txt", 404, "<p>gone"),
            ("/%C3%A9%20x/", 200, "not ASCII"),
            ("/é%20x/", 200, "not ASCII"),
            ("/%c3%a9%20x", 301, "/%C3%A9%20x/"),
            ("/%61/", 200, "folder a"),
            ("/404.html", 200, "<p>gone"),
            ("/404", 200, "<p>gone"),
            ("/x", 404, "<p>gone"),
            ("/.well-known/x.txt", 200, "dot"),
            ("/.git/config", 404, "<p>gone"),
        ],
    );
}

#[test]
fn the_site_lies_below_its_base_path() {
    check(
        "/my%20repo/",
        &[
            ("/", 302, "/my%20repo/"),
            ("/?x=1", 302, "/my%20repo/?x=1"),
            ("/my%20repo", 301, "/my%20repo/"),
            ("/my%20repo/", 200, "home"),
            ("/my%20repo/a", 301, "/my%20repo/a/"),
            ("/my%20repo/x", 404, "<p>gone"),
            ("/a/", 404, "nothing is here; the site is at /my%20repo/"),
            ("/my%20repox/", 404, "nothing is here"),
            ("/My%20repo/", 404, "nothing is here"),
        ],
    );
}

#[test]
fn no_redirect_leads_to_another_host() {
    let site =
        Site::new("//evil.example/", &[("index.html", "home"), ("evil.example/index.html", "x")]);
    let server = Running::new(&site);
    for target in [
        "/",
        "//evil.example",
        "/%2fevil.example",
        "/evil.example",
        "/evil.example/evil.example",
        "//",
        "/\\evil.example",
        "/%09/evil.example",
        "/.//evil.example",
        "/?//evil.example",
        "/?%0d%0aSet-Cookie:%20x",
    ] {
        let answer = server.get(target);
        let location = answer.header("location");
        assert!(
            location.is_empty() || location.starts_with("/evil.example/"),
            "{target}: {location}"
        );
        assert!(!answer.headers.contains_key("set-cookie"));
    }
}

#[test]
fn no_disguise_leads_out_of_the_site() {
    let server = Running::new(&Site::new("/", OUTPUTS));
    for dots in [
        "..",
        "%2e%2e",
        "%2E%2e",
        ".%2e",
        "%2e.",
        "%252e%252e",
        "..;",
        "...",
        "%c0%ae%c0%ae",
        "%u002e%u002e",
        "\u{2025}",
        "%00..",
        "..%00",
    ] {
        for slash in ["/", "%2f", "%2F", "%5c", "\\", "%252f", "%c0%af", "%ef%bc%8f", "\u{ff0f}"] {
            for path in [
                format!("/{dots}{slash}etc/passwd"),
                format!("/a{slash}{dots}{slash}{dots}{slash}etc/passwd"),
                format!("/a/{dots}"),
                format!("/a/{dots}{slash}"),
            ] {
                let status = server.get(&path).status;
                assert!(status == 404 || status == 400, "{path}: {status}");
            }
        }
    }
}

#[test]
fn paths_that_no_site_has_are_refused() {
    let server = Running::new(&Site::new("/", OUTPUTS));
    for (target, status) in [
        ("/..", 400),
        ("/a/../b", 400),
        ("/./a/", 400),
        ("//a/", 400),
        ("/a//", 400),
        ("//", 400),
        ("/a%2f", 400),
        ("/a%5cb", 400),
        ("/a\\b", 400),
        ("/a%00", 400),
        ("/a%0a", 400),
        ("/a%7f", 400),
        ("/a%", 400),
        ("/a%4", 400),
        ("/a%zz", 400),
        ("/a%+1", 400),
        ("/%ff", 400),
        ("/%c0%af", 400),
        ("/%ed%a0%80", 400),
        ("/c:/windows/win.ini", 400),
        ("/C%3a/windows", 400),
        ("/a/c:/windows", 404),
        ("/c::$DATA", 400),
        ("/cc::$DATA", 404),
        ("/con", 404),
        ("/%252e%252e", 200),
        ("/a%252fb", 200),
        ("http://127.0.0.1/a/", 400),
        ("https://evil.example/a/", 400),
    ] {
        assert_eq!(server.get(target).status, status, "{target}");
    }
    let long = format!("/{}", "a/".repeat(2500));
    assert_eq!(server.get(&long).status, 414);
    assert_eq!(server.get(&format!("/{}", "a".repeat(300))).status, 404);
}

/// The HTTP library cuts off a `#` and what follows before anything checks it. What matters is that the path that is
/// checked is the path that is shown (unlike in CVE-2025-32395).
#[test]
fn a_fragment_hides_nothing() {
    let server = Running::new(&Site::new("/", OUTPUTS));
    assert_eq!(server.get("/a/#/../b").text().split('<').next(), Some("folder a"));
    assert_eq!(server.get("/..#/a/").status, 400);
    for target in ["a/", "*", "file:///etc/passwd", "?x", "#", "127.0.0.1:80", "@evil.example/"] {
        let request = format!(
            "GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            server.address
        );
        let answer = String::from_utf8(server.raw(request.as_bytes())).unwrap();
        assert!(
            answer.starts_with("HTTP/1.1 400 ")
                || target.starts_with(['?', '#']) && answer.starts_with("HTTP/1.1 200 "),
            "{target}: {answer}"
        );
    }
}

#[test]
fn without_a_page_for_what_is_missing_there_is_a_small_one() {
    let server = Running::new(&Site::new("/r/", &[]));
    let answer = server.get("/r/");
    assert_eq!((answer.status, answer.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(answer.text().contains("<a href=\"/r/\">"), "{}", answer.text());
    // It shows when the page is there.
    assert!(answer.text().contains("__nutgraf/live.js"));
}

#[test]
fn four_names_are_the_servers_own() {
    let site = Site::new("/", OUTPUTS);
    let server = Running::new(&site);
    assert_eq!(server.get("/__nutgraf/own.txt").text(), "own");
    assert!(server.get("/__nutgraf/live.js").text().starts_with("// Keeps an open page"));
    assert_eq!(server.get("/__nutgraf/faults").status, 204);
    assert_eq!(server.get("/__nutgraf/").status, 404);
    assert_eq!(server.get("/__nutgraf/reload").status, 404);
    assert_eq!(server.get("/a/__nutgraf/live.js").status, 404);
    site.edit(|state| state.faults = Some("<ol></ol>".to_owned()));
    let faults = server.get("/__nutgraf/faults");
    assert_eq!((faults.status, faults.text().as_str()), (200, "<ol></ol>"));

    site.edit(|state| {
        state.judgements.insert("index.html".to_owned(), "<h1>1".to_owned());
        state.judgements.insert(String::new(), "<h1>2".to_owned());
    });
    for (query, status, text) in [
        ("?page=%2F", 200, "<h1>1"),
        ("?page=%2Fa%2F", 204, ""),
        ("?page=/nowhere/", 204, ""),
        ("?page=/..", 204, ""),
        ("?page=%FF", 204, ""),
        ("?", 204, ""),
        ("?x", 204, ""),
        ("", 200, "<h1>2"),
    ] {
        let answer = server.get(&format!("/__nutgraf/findings{query}"));
        assert_eq!((answer.status, answer.text().as_str()), (status, text), "{query}");
    }

    let quiet = crate::serve::ServeOptions { live_reload: false, ..super::options() };
    let server = Running::with(&site, &quiet, super::Limits::default());
    assert_eq!(server.get("/__nutgraf/live.js").text(), "hidden");
    assert_eq!(server.get("/__nutgraf/faults").status, 404);
    assert_eq!(server.get("/__nutgraf/findings").status, 404);
    assert_eq!(server.get("/__nutgraf/events?page=/&digest=x").status, 404);
    assert_eq!(server.get("/").text(), "home");
}
