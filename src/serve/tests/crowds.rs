//! However many clients are idle, a new one is answered at once.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::serve::tests::{Limits, Running, Site, options};

/// Far less than the server would wait for any of them.
const SOON: Duration = Duration::from_secs(5);

fn site() -> std::sync::Arc<Site> {
    let large = "x".repeat(24 << 20);
    Site::new("/", &[("index.html", "home"), ("a.txt", "a"), ("large.txt", &large)])
}

/// Clients that send this and then do nothing.
fn crowd(server: &Running, count: usize, sent: &str) -> Vec<TcpStream> {
    let clients: Vec<_> = (0..count).map(|_| server.connect()).collect();
    for mut client in &clients {
        // A client that was already dropped cannot send.
        drop(client.write_all(sent.as_bytes()));
    }
    clients
}

#[track_caller]
fn is_answered_soon(server: &Running, what: &str) {
    for _ in 0..3 {
        let begun = Instant::now();
        assert_eq!(server.get("/a.txt").text(), "a", "{what}");
        assert!(begun.elapsed() < SOON, "{what}: {:?}", begun.elapsed());
    }
}

#[test]
fn two_hundred_who_do_nothing_keep_nobody_waiting() {
    let server = Running::new(&site());
    let host = server.address;
    for sent in [
        String::new(),
        "GET / HTTP/1.1\r\nHost: x".to_owned(),
        format!("GET /a.txt HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET /large.txt HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET /large.txt HTTP/1.1\r\nHost: {host}\r\n\r\n").repeat(20),
    ] {
        let crowd = crowd(&server, 200, &sent);
        is_answered_soon(&server, &sent);
        drop(crowd);
    }
}

#[expect(clippy::disallowed_methods, reason = "a test makes the file that it needs")]
#[test]
fn nor_do_those_who_ask_for_a_file_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film");
    File::create(&path).unwrap().set_len(8 << 30).unwrap();
    let site = site();
    site.edit(|state| drop(state.files.insert("film.mp4".to_owned(), path)));
    let server = Running::new(&site);
    let ask = format!("GET /film.mp4 HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    let crowd = crowd(&server, 200, &ask);
    is_answered_soon(&server, "a film");
    drop(crowd);
}

#[test]
fn nor_do_those_who_ask_for_a_page_that_takes_long() {
    let site = site();
    site.edit(|state| {
        state.held.insert("index.html".to_owned());
    });
    // Fewer than the server has threads: a preview keeps the number of waiting clients small.
    let limits = Limits { connections: 50, ..Limits::default() };
    let server = Running::with(&site, &options(), limits);
    let ask = format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    let crowd = crowd(&server, 50, &ask);
    is_answered_soon(&server, "a slow page");
    drop(crowd);
}

#[test]
fn two_hundred_streams_that_nobody_reads_keep_nobody_waiting() {
    let server = Running::new(&site());
    let ask = format!(
        "GET /__nutgraf/events?page=/&digest=x HTTP/1.1\r\nHost: {}\r\n\r\n",
        server.address
    );
    let crowd = crowd(&server, 200, &ask);
    is_answered_soon(&server, "streams");
    // A page opened now soon has its stream: it asks again until it succeeds.
    let begun = Instant::now();
    loop {
        let mut client = server.connect();
        client.write_all(ask.as_bytes()).unwrap();
        let mut answer = [0; 12];
        client.read_exact(&mut answer).unwrap();
        if &answer == b"HTTP/1.1 200" {
            break;
        }
        assert_eq!(&answer, b"HTTP/1.1 503");
        // Its connection is no longer useful.
        let mut rest = String::new();
        client.read_to_string(&mut rest).unwrap();
        assert!(rest.contains("connection: close") && rest.contains("retry-after: 2"), "{rest}");
        assert!(begun.elapsed() < 2 * SOON, "no place for a stream");
        std::thread::sleep(Duration::from_millis(100));
    }
    drop(crowd);
}

#[test]
fn who_reads_is_not_dropped_for_those_who_do_nothing() {
    let server = Running::new(&site());
    let mut reader = server.connect();
    write!(
        reader,
        "GET /large.txt HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        server.address
    )
    .unwrap();
    let (mut crowd, mut got, mut bytes) = (Vec::new(), 0, vec![0; 64 << 10]);
    loop {
        match reader.read(&mut bytes).unwrap() {
            0 => break,
            count => got += count,
        }
        if crowd.len() < 300 {
            crowd.push(server.connect());
        }
    }
    assert!(got > 24 << 20, "{got} bytes");
    assert!(crowd.len() >= 200, "{} came meanwhile", crowd.len());
}
