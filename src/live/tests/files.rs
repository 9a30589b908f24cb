//! Only the requested part of a copied file is read.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::live::tests::Site;
use crate::serve::{Notifier, Port, ServeOptions, Server};

/// Serves a site until the returned value is dropped; returns the answer to a request, head and body.
fn served(
    site: &Site,
) -> (impl Fn(&str, &str) -> Vec<u8> + use<>, tokio::sync::oneshot::Sender<()>) {
    let options = ServeOptions {
        host: "127.0.0.1".to_owned(),
        port: Port::Exactly(0),
        live_reload: true,
        max_age: None,
    };
    let server = Server::bind(&options).unwrap();
    let address = server.address();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let live = Arc::clone(&site.live);
    drop(std::thread::spawn(move || {
        server.run_until(live, Notifier::default(), async { drop(stopped.await) }).unwrap();
    }));
    let ask = move |line: &str, more: &str| {
        let mut stream = TcpStream::connect(address).unwrap();
        let head = format!("{line} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{more}\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        answer
    };
    (ask, stop)
}

#[test]
fn two_bytes_of_a_large_file_cost_two_bytes() {
    let mut site = Site::new();
    let mut large = site.files.0.large.lock().unwrap();
    large.insert("static/film.mp4".to_owned(), 800 << 20);
    large.insert("static/page.html".to_owned(), 800 << 20);
    drop(large);
    site.updater.look();
    let (ask, _stop) = served(&site);
    let read = || site.files.0.read.swap(0, Ordering::SeqCst);
    for path in ["/film.mp4", "/page.html"] {
        for (range, count) in [("0-1", 2), ("500000000-500000001", 2), ("-3", 3), ("838860800-", 0)]
        {
            let answer = ask(&format!("GET {path}"), &format!("Range: bytes={range}\r\n"));
            let text = String::from_utf8_lossy(&answer);
            let status = if count > 0 { "HTTP/1.1 206" } else { "HTTP/1.1 416" };
            assert!(text.starts_with(status), "{range}: {text}");
            assert!(count == 0 || answer.ends_with(&[b"\r\n\r\n", &vec![0; count][..]].concat()));
            assert_eq!(read(), count as u64, "{path} {range}");
        }
        let head = ask(&format!("HEAD {path}"), "");
        assert!(String::from_utf8_lossy(&head).contains("content-length: 838860800"));
        assert_eq!(read(), 0);
    }
}

#[test]
fn small_files_and_pages_come_whole() {
    let mut site = Site::new();
    site.files.write("static/own.html", "<body>own</body>");
    site.files.write("static/a.txt", "0123456789");
    site.updater.look();
    let (ask, _stop) = served(&site);
    let text = |line: &str, more: &str| String::from_utf8(ask(line, more)).unwrap();
    assert!(text("GET /own.html", "").contains("__nutgraf/live.js"));
    assert!(text("GET /a.txt", "Range: bytes=2-4\r\n").ends_with("\r\n\r\n234"));
    // A file that is compiled in.
    assert!(text("GET /style.css", "").contains("HTTP/1.1 200"));
}
