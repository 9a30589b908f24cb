//! No input ends the server, and no client keeps others from it.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use crate::serve::tests::{Answer, Limits, Running, Site, options};

fn site() -> std::sync::Arc<Site> {
    Site::new("/", &[("index.html", "home"), ("a.txt", "a"), ("404.html", "gone")])
}

#[test]
fn who_is_slow_to_ask_is_dropped() {
    let limits = Limits { head: Duration::from_millis(50), ..Limits::default() };
    let server = Running::with(&site(), &options(), limits);
    for begun in ["", "GET / HTTP/1.1\r\nHost: x"] {
        let mut stream = server.connect();
        stream.write_all(begun.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // Returns when the server closes the connection.
        drop(stream.read_to_end(&mut answer));
        assert!(!answer.starts_with(b"HTTP/1.1 200"));
    }
    assert_eq!(server.get("/a.txt").text(), "a");
}

#[test]
fn who_takes_nothing_is_dropped() {
    let limits = Limits { stall: Duration::from_millis(50), connections: 1, ..Limits::default() };
    let large = "x".repeat(32 << 20);
    let site = Site::new("/", &[("large.txt", &large), ("a.txt", "a")]);
    let server = Running::with(&site, &options(), limits);
    let mut stream = server.connect();
    write!(stream, "GET /large.txt HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).unwrap();
    // There is only one place, so the other is dropped for this one, or because it reads nothing.
    assert_eq!(server.get("/a.txt").text(), "a");
    drop(stream);
}

#[test]
fn an_oversized_head_is_refused() {
    let server = Running::new(&site());
    for head in [
        format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nX: {}\r\n\r\n",
            server.address,
            "x".repeat(20 << 10)
        ),
        format!("GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n", "x".repeat(70 << 10), server.address),
        format!("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", server.address, "X: y\r\n".repeat(500)),
    ] {
        let answer = server.raw(head.as_bytes());
        // If the server closed before everything was sent, the answer may be lost on the way.
        assert!(
            answer.is_empty()
                || answer.starts_with(b"HTTP/1.1 431 ")
                || answer.starts_with(b"HTTP/1.1 414 "),
            "{}",
            String::from_utf8_lossy(&answer)
        );
    }
    assert_eq!(server.get("/a.txt").text(), "a");
}

#[test]
fn no_nonsense_ends_the_server() {
    let server = Running::new(&site());
    let pieces: [&[u8]; 20] = [
        b"GET ",
        b"POST ",
        b"/",
        b"/a.txt",
        b" HTTP/1.1",
        b" HTTP/9.9",
        b"\r\n",
        b"\n",
        b"\r\n\r\n",
        b"Host: ",
        b"127.0.0.1",
        b"Content-Length: -1",
        b"Content-Length: 99999999999999999999",
        b"Transfer-Encoding: chunked",
        b"\0",
        b"\xff\xfe",
        b"%",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"Upgrade: websocket",
    ];
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for round in 0..200 {
        let mut bytes = Vec::new();
        for _ in 0..=random(12) {
            if round % 2 == 0 {
                bytes.extend_from_slice(pieces[random(pieces.len())]);
            } else {
                bytes.extend((0..random(40)).map(|_| u8::try_from(random(256)).unwrap()));
            }
        }
        let mut stream = server.connect();
        drop(stream.write_all(&bytes));
        drop(stream.shutdown(std::net::Shutdown::Write));
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer));
        assert!(!answer.starts_with(b"HTTP/1.1 2"), "{}", String::from_utf8_lossy(&bytes));
    }
    assert_eq!(server.get("/a.txt").text(), "a");
}

#[test]
fn a_panic_is_the_fault_of_one_page() {
    let site = site();
    site.edit(|state| {
        state.panics.insert("index.html".to_owned());
    });
    let server = Running::new(&site);
    let answer = server.get("/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("__nutgraf/live.js"), "{}", answer.text());
    assert_eq!(server.get("/a.txt").text(), "a");
    // The page recovers by itself.
    let mut stream = server.stream("/");
    server.update(|state| state.panics.clear());
    stream.expect("reload", "null");
    assert_eq!(server.get("/").status, 200);
    // The 404 page does not take the server down, either.
    site.edit(|state| {
        state.panics.insert("404.html".to_owned());
    });
    assert_eq!(server.get("/nowhere").status, 500);
}

#[test]
fn a_slow_page_delays_no_other() {
    let site = site();
    site.edit(|state| {
        state.held.insert("index.html".to_owned());
    });
    let server = Running::new(&site);
    let mut slow = server.connect();
    write!(slow, "GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address)
        .unwrap();
    site.wait_until(|state| state.asked.contains(&"index.html".to_owned()));
    assert_eq!(server.get("/a.txt").text(), "a");
    site.edit(|state| state.held.clear());
    let mut answer = Vec::new();
    slow.read_to_end(&mut answer).unwrap();
    assert_eq!(Answer::read(&answer).status, 200);
}

#[test]
fn streams_take_no_place_from_others() {
    let limits = Limits { connections: 1, streams: 2, ..Limits::default() };
    let server = Running::with(&site(), &options(), limits);
    let streams = [server.stream("/"), server.stream("/")];
    // Two streams are open, and everybody else still has one place.
    let refused = server.get("/__nutgraf/events?page=/&digest=x");
    assert_eq!((refused.status, refused.header("retry-after")), (503, "2"));
    assert_eq!(server.get("/a.txt").text(), "a");
    drop(streams);
}

#[test]
fn connections_are_kept_for_the_next_request() {
    let server = Running::new(&site());
    let mut stream = server.connect();
    for close in ["", "", "Connection: close\r\n"] {
        write!(stream, "GET /a.txt HTTP/1.1\r\nHost: {}\r\n{close}\r\n", server.address).unwrap();
    }
    let mut answers = String::new();
    stream.read_to_string(&mut answers).unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 3);
}
