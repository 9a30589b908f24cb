//! The headers of answers, and who gets an answer.

use crate::digest::Digest;
use crate::serve::tests::{Answer, Limits, Running, Site, options};
use crate::serve::{Reply, ServeOptions};

#[test]
fn a_page_is_what_was_built_but_for_one_tag() {
    let built = "<!doctype html><body>é</body></html>";
    let server =
        Running::new(&Site::new("/r/", &[("index.html", built), ("x.svg", "<svg></body>")]));
    let answer = server.get("/r/");
    let (state, digest) = (server.tag("/r/").1, Digest::of(built.as_bytes()));
    let tag = format!(
        "<script src=\"/r/__nutgraf/live.js\" data-digest=\"{digest}\" data-state=\"{state}\" defer></script>"
    );
    assert_eq!(answer.text().replace(&tag, ""), built);
    assert!(answer.text().ends_with(&format!("{tag}</body></html>")));
    assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    assert_eq!(server.get("/r/x.svg").text(), "<svg></body>");
}

#[test]
fn types_follow_extensions() {
    let expected = [
        ("index.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("atom.xml", "application/xml; charset=utf-8"),
        ("feed.json", "application/json; charset=utf-8"),
        ("cite.bib", "application/octet-stream"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("A.PNG", "image/png"),
        ("a.woff2", "font/woff2"),
        ("a.mp4", "video/mp4"),
        ("a.tar.gz", "application/gzip"),
        ("a.exe", "application/octet-stream"),
        (".html", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ];
    let outputs: Vec<(&str, &str)> = expected.iter().map(|(path, _)| (*path, "x")).collect();
    let server = Running::new(&Site::new("/", &outputs));
    for (path, expected) in expected {
        assert_eq!(server.get(&format!("/{path}")).header("content-type"), expected, "{path}");
    }
}

#[test]
fn browsers_keep_only_what_they_may() {
    let site = Site::new("/", &[("index.html", "x"), ("a/index.html", "x")]);
    let server = Running::new(&site);
    for target in ["/", "/a", "/x", "/..", "/__nutgraf/live.js", "/__nutgraf/faults"] {
        assert_eq!(server.get(target).header("cache-control"), "no-store", "{target}");
    }
    let kept = ServeOptions { max_age: Some(600), ..options() };
    let server = Running::with(&site, &kept, Limits::default());
    for (target, expected) in [
        ("/", "max-age=600"),
        ("/a", "max-age=600"),
        ("/x", "max-age=600"),
        ("/..", "no-store"),
        ("/__nutgraf/live.js", "no-store"),
    ] {
        assert_eq!(server.get(target).header("cache-control"), expected, "{target}");
    }
}

#[test]
fn head_is_get_without_a_body() {
    let server = Running::new(&Site::new(
        "/",
        &[("index.html", "home"), ("a/index.html", "x"), ("x.txt", ""), ("404.html", "gone")],
    ));
    for target in
        ["/", "/a", "/x.txt", "/nowhere", "/..", "/__nutgraf/live.js", "/__nutgraf/faults"]
    {
        let (get, head) = (server.get(target), server.ask("HEAD", target, &[]));
        assert!(head.body.is_empty(), "{target}");
        let told = |answer: &Answer| {
            let mut headers = answer.headers.clone();
            headers.remove("date");
            (answer.status, headers)
        };
        assert_eq!(told(&get), told(&head), "{target}");
    }
    let stream = server.ask("HEAD", "/__nutgraf/events?page=/&digest=x", &[]);
    assert_eq!((stream.status, stream.header("content-type")), (200, "text/event-stream"));
}

#[test]
fn parts_of_a_file_are_to_be_had() {
    let server = Running::new(&Site::new("/", &[("a.mp4", "0123456789")]));
    let part = |range: &str| server.ask("GET", "/a.mp4", &[&format!("Range: {range}")]);
    assert_eq!(server.get("/a.mp4").header("accept-ranges"), "bytes");
    let answer = part("bytes=0-1");
    assert_eq!((answer.status, answer.text().as_str()), (206, "01"));
    assert_eq!(
        (answer.header("content-range"), answer.header("content-length")),
        ("bytes 0-1/10", "2")
    );
    assert_eq!((part("bytes=-3").text().as_str(), part("bytes=8-").text().as_str()), ("789", "89"));
    let answer = part("bytes=10-");
    assert_eq!((answer.status, answer.header("content-range")), (416, "bytes */10"));
    for ignored in ["bytes=0-1,3-4", "lines=1-2", "bytes=x", "\u{e9}"] {
        let answer = part(ignored);
        assert_eq!((answer.status, answer.text().as_str()), (200, "0123456789"), "{ignored}");
    }
    let versioned = server.ask("GET", "/a.mp4", &["Range: bytes=0-1", "If-Range: \"x\""]);
    assert_eq!(versioned.status, 200);
    assert_eq!(server.ask("HEAD", "/a.mp4", &["Range: bytes=0-1"]).status, 200);
}

#[test]
fn nothing_but_showing_is_done() {
    let server = Running::new(&Site::new("/", &[("index.html", "x")]));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "BREW", "get"] {
        let target = if method == "CONNECT" { "127.0.0.1:80" } else { "/" };
        let answer = server.ask(method, target, &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    for body in [&["Content-Length: 3"][..], &["Transfer-Encoding: chunked"]] {
        assert_eq!(server.ask("GET", "/", body).status, 400);
    }
    assert_eq!(server.ask("GET", "/", &["Content-Length: 0"]).status, 200);
}

#[test]
fn only_the_own_names_are_answered() {
    let server = Running::new(&Site::new("/", &[("index.html", "secret")]));
    let port = server.address.port();
    for (host, status) in [
        (format!("localhost:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        (format!("evil.example:{port}"), 403),
        ("127.0.0.1".to_owned(), 200),
        ("localhost:9000".to_owned(), 200),
        ("evil.example:9000".to_owned(), 403),
        (String::new(), 400),
        ("[".to_owned(), 400),
        ("a b".to_owned(), 400),
        ("\u{e9}".to_owned(), 400),
    ] {
        for target in ["/", "/__nutgraf/live.js", "/__nutgraf/faults", "/nowhere"] {
            let answer = server.ask("GET", target, &[&format!("Host: {host}")]);
            assert!(
                answer.status == status
                    || status == 200 && answer.status < 405 && answer.status != 403,
                "{host} {target}"
            );
            assert!(status == 200 || !answer.text().contains("secret"));
        }
    }
    let own = format!("Host: 127.0.0.1:{port}");
    assert_eq!(server.ask("GET", "/", &[&own, &own]).status, 400);
    let none = Answer::read(&server.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"));
    assert_eq!(none.status, 400);
    let old = Answer::read(&server.raw(b"GET / HTTP/1.0\r\n\r\n"));
    assert_eq!(old.status, 400);
}

#[test]
fn no_foreign_page_listens() {
    let site = Site::new("/", &[("index.html", "x")]);
    site.edit(|state| {
        state.faults = Some("secret".to_owned());
        drop(state.judgements.insert(String::new(), "secret".to_owned()));
    });
    let server = Running::new(&site);
    let own = format!("Origin: http://{}", server.address);
    let foreign = [
        "Origin: null",
        "Origin: http://evil.example",
        "Origin: http://192.168.1.5",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ];
    for target in [
        "/__nutgraf/live.js",
        "/__nutgraf/faults",
        "/__nutgraf/events?page=/&digest=x",
        "/__nutgraf/findings",
    ] {
        for line in foreign {
            let answer = server.ask("GET", target, &[line]);
            assert_eq!(answer.status, 403, "{target} {line}");
            assert!(!answer.text().contains("secret"));
        }
        assert_eq!(site.asked("findings of "), 0, "a foreign page makes no work");
        let method = if target.contains("events") { "HEAD" } else { "GET" };
        assert_eq!(server.ask(method, target, &[&own, "Sec-Fetch-Site: same-origin"]).status, 200);
    }
    // A link from elsewhere leads to the page; the headers say what must not be done with it.
    assert_eq!(server.ask("GET", "/", &["Sec-Fetch-Site: cross-site"]).status, 200);
}

#[test]
fn what_cannot_be_made_says_so_and_listens() {
    let site = Site::new("/", &[("index.html", "x")]);
    site.edit(|state| {
        let fault = Reply::Fault(crate::serve::fault_page("no", None));
        state.outputs.insert("a/index.html".to_owned(), fault);
    });
    let server = Running::new(&site);
    let answer = server.get("/a/");
    assert_eq!((answer.status, answer.header("cache-control")), (500, "no-store"));
    assert!(answer.text().contains("<p>no</p>") && answer.text().contains("__nutgraf/live.js"));
}
