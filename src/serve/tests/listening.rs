//! Where the server listens, and how it ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::serve::tests::{Running, Site, options};
use crate::serve::{Notifier, Port, ServeError, ServeOptions, Server};

#[test]
fn a_busy_port_is_passed_over() {
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = busy.local_addr().unwrap().port();
    let server = Server::bind(&ServeOptions { port: Port::From(port), ..options() }).unwrap();
    assert_ne!(server.address().port(), port);
    let error = Server::bind(&ServeOptions { port: Port::Exactly(port), ..options() }).unwrap_err();
    assert!(matches!(error, ServeError::Busy { port: found } if found == port));
    assert_eq!(
        error.to_string(),
        format!(
            "port {port} is in use by another program; stop that program, choose another port, or leave out `--port` to get a free one"
        )
    );
}

#[test]
fn the_last_port_is_followed_by_any() {
    let busy = TcpListener::bind("127.0.0.1:65535");
    let server = Server::bind(&ServeOptions { port: Port::From(65_535), ..options() }).unwrap();
    assert!(busy.is_err() || server.address().port() != 65_535);
}

#[test]
fn a_host_is_an_address_of_this_machine() {
    for host in ["", "no such host", "256.1.1.1", "127.0.0.1:80", "192.0.2.1"] {
        let error = Server::bind(&ServeOptions { host: host.to_owned(), ..options() }).unwrap_err();
        assert!(
            matches!(error, ServeError::Host { .. } | ServeError::Listen { .. }),
            "{host}: {error}"
        );
    }
}

#[test]
fn the_address_that_is_shown_works_in_a_browser() {
    for (host, shown) in
        [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("localhost", "localhost")]
    {
        let server = Server::bind(&ServeOptions { host: host.to_owned(), ..options() }).unwrap();
        let port = server.address().port();
        assert_eq!(server.url("/repo/"), format!("http://{shown}:{port}/repo/"));
    }
    // Not every machine has it.
    if let Ok(server) = Server::bind(&ServeOptions { host: "::1".to_owned(), ..options() }) {
        assert_eq!(server.url("/"), format!("http://[::1]:{}/", server.address().port()));
    }
}

#[test]
fn it_ends_at_once_with_streams_open_and_pages_in_the_making() {
    let site = Site::new("/", &[("index.html", "home"), ("slow.html", "x")]);
    let mut server = Running::new(&site);
    let mut stream = server.stream("/");
    site.edit(|state| {
        state.held.insert("slow.html".to_owned());
    });
    let mut slow = server.connect();
    write!(slow, "GET /slow HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).unwrap();
    site.wait_until(|state| state.asked.contains(&"slow.html".to_owned()));
    // Does not wait for the page, which nobody will ever finish.
    server.stop();
    assert_eq!(stream.next(), None);
    assert!(TcpStream::connect(server.address).is_err());
}

/// Set for a process that serves for the next test.
const SERVES: &str = "NUTGRAF_TEST_SERVES";

/// Not a test but the other process of one: once installed, a signal handler stays for the life of its process.
#[expect(clippy::disallowed_methods, reason = "by this the process knows what it is for")]
#[test]
fn serves_until_a_signal_comes() {
    if std::env::var_os(SERVES).is_some() {
        let server = Server::bind(&options()).unwrap();
        writeln!(std::io::stderr(), "{}", server.address()).unwrap();
        server.run(Site::new("/", &[("index.html", "home")]), Notifier::default()).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn signals_end_it() {
    for signal in ["-INT", "-TERM"] {
        let mut serving = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "serve::tests::listening::serves_until_a_signal_comes",
                "--nocapture",
            ])
            .env(SERVES, "1")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(serving.stderr.take().unwrap()).read_line(&mut address).unwrap();
        // Once it answers, the server already handles signals.
        let mut client = TcpStream::connect(address.trim()).unwrap();
        client.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1."));
        let process = serving.id().to_string();
        assert!(Command::new("kill").args([signal, &process]).status().unwrap().success());
        assert!(serving.wait().unwrap().success());
    }
}

#[test]
fn a_bell_rings_from_any_thread() {
    let notifier = Notifier::default();
    let clones: Vec<_> = (0..4).map(|_| notifier.clone()).collect();
    let threads: Vec<_> =
        clones.into_iter().map(|notifier| std::thread::spawn(move || notifier.ring())).collect();
    for thread in threads {
        thread.join().unwrap();
    }
    // Nobody is listening: that is not a fault.
    notifier.ring();
    drop(Arc::new(notifier));
}
