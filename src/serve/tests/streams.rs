//! What open pages are told.

use std::io::{Read as _, Write as _};
use std::time::Instant;

use crate::serve::tests::{Limits, PATIENCE, Running, Site, options};

fn site() -> std::sync::Arc<Site> {
    Site::new("/", &[("index.html", "home"), ("a/index.html", "a"), ("404.html", "gone")])
}

#[test]
fn a_page_that_changed_reloads_and_no_other() {
    let server = Running::new(&site());
    let (mut home, mut a) = (server.stream("/"), server.stream("/a/"));
    server.update(|state| state.publish("a/index.html", "a, later"));
    a.expect("reload", "null");
    server.update(|state| state.publish("index.html", "home, later"));
    // Nothing came before it.
    home.expect("reload", "null");
    server.update(|state| state.faults = Some("<ol>".to_owned()));
    // Each was reported once.
    assert_eq!(
        (home.next().unwrap().0, a.next().unwrap().0),
        ("faults".to_owned(), "faults".to_owned())
    );
}

#[test]
fn a_page_that_comes_or_goes_reloads() {
    let server = Running::new(&site());
    let (mut a, mut b) = (server.stream("/a/"), server.stream("/b/"));
    server.update(|state| drop(state.outputs.remove("a/index.html")));
    a.expect("reload", "null");
    server.update(|state| state.publish("b/index.html", "b"));
    b.expect("reload", "null");
}

#[test]
fn only_a_page_that_is_judged_is_told_that_findings_may_have_changed() {
    let site = site();
    site.edit(|state| drop(state.judgements.insert("a/index.html".to_owned(), "<h1>".to_owned())));
    let server = Running::new(&site);
    let (mut home, mut a) = (server.stream("/"), server.stream("/a/"));
    let state = |server: &Running| server.tag("/a/").1;
    a.expect("findings", &format!("\"{}\"", state(&server)));
    // What is found on a page may depend on another one.
    server.update(|state| state.publish("index.html", "home, later"));
    let now = state(&server);
    a.expect("findings", &format!("\"{now}\""));
    home.expect("reload", "null");
    assert_eq!(site.asked("findings of a/index.html"), 0, "nothing is judged for it");
    // It comes back, and knows.
    let digest = server.tag("/a/").0;
    let query = format!("page=/a/&digest={digest}&state={now}&findings={now}");
    let mut a = server.stream_at("/", &query);
    server.update(|state| drop(state.judgements.remove("a/index.html")));
    a.expect("findings", "null");
}

#[test]
fn a_page_that_comes_back_is_told_what_it_missed() {
    let server = Running::new(&site());
    let (digest, state) = server.tag("/");
    let query = format!("page=%2F&digest={digest}&state={state}");
    server.update(|state| {
        state.copy("style.css", "x");
        state.faults = Some("<ol>".to_owned());
        drop(state.remarks.insert("index.html".to_owned(), "review was due".to_owned()));
    });
    let mut stream = server.stream_at("/", &query);
    stream.expect("files", r#"["/style.css"]"#);
    let (event, faults) = stream.next().unwrap();
    assert_eq!(event, "faults");
    stream.expect("remark", r#""review was due""#);

    // It says what it knows now, and is told only what has been removed.
    let state = server.tag("/").1;
    server.site.edit(|state| {
        state.faults = None;
        state.remarks.clear();
    });
    let faults = faults.trim_matches('"');
    let query =
        format!("page=%2F&digest={digest}&state={state}&faults={faults}&remark=review%20was%20due");
    let mut stream = server.stream_at("/", &query);
    stream.expect("faults", "null");
    stream.expect("remark", "null");

    let mut stream = server.stream_at("/", "page=%2F&digest=of-long-ago");
    stream.expect("reload", "null");
}

#[test]
fn a_page_of_an_earlier_run_asks_for_all_files_again() {
    let site = site();
    site.edit(|state| state.copy("style.css", "x"));
    let server = Running::new(&site);
    let (digest, state) = server.tag("/");
    let query = format!("page=/&digest={digest}&state={}", state.replace('.', "0."));
    server.stream_at("/", &query).expect("files", r#"["/style.css"]"#);
}

#[test]
fn copied_files_are_named_by_their_addresses() {
    let site = Site::new("/my%20repo/", &[("index.html", "home")]);
    let server = Running::new(&site);
    let (digest, state) = server.tag("/my%20repo/");
    let mut stream = server
        .stream_at("/my%20repo/", &format!("page=%2Fmy%2520repo%2F&digest={digest}&state={state}"));
    server.update(|state| {
        state.copy("a \"b\".css", "x");
        state.copy("é.png", "x");
    });
    stream.expect("files", r#"["/my%20repo/a%20%22b%22.css","/my%20repo/%C3%A9.png"]"#);
    server.update(|state| state.copy("c.css", "x"));
    stream.expect("files", r#"["/my%20repo/c.css"]"#);
}

#[test]
fn a_file_that_changes_while_a_stream_is_opened_is_told_once() {
    let site = site();
    let server = Running::new(&site);
    let (digest, state) = server.tag("/");
    let asked = site.asked("index.html");
    site.edit(|state| {
        state.held.insert("index.html".to_owned());
    });
    let query = format!("page=/&digest={digest}&state={state}");
    let mut stream = server.stream_at("/", &query);
    site.wait_until(|state| {
        state.asked.iter().filter(|path| *path == "index.html").count() > asked
    });
    server.update(|state| {
        state.copy("a.css", "x");
        state.held.clear();
    });
    stream.expect("files", r#"["/a.css"]"#);
    server.update(|state| state.copy("b.css", "x"));
    stream.expect("files", r#"["/b.css"]"#);
}

#[test]
fn faults_are_told_when_they_change() {
    let server = Running::new(&site());
    let mut stream = server.stream("/");
    let mut seen = Vec::new();
    for faults in [Some("<ol>1"), Some("<ol>2"), None] {
        server.update(|state| state.faults = faults.map(str::to_owned));
        let (event, data) = stream.next().unwrap();
        assert_eq!(event, "faults");
        seen.push(data);
        // Notifications without news send nothing.
        server.notifier.ring();
    }
    assert!(seen[0] != seen[1] && seen[2] == "null", "{seen:?}");
}

#[test]
fn many_rings_are_told_as_one() {
    let server = Running::new(&site());
    let mut stream = server.stream("/a/");
    server
        .site
        .wait_until(|state| state.asked.iter().filter(|path| *path == "a/index.html").count() == 2);
    server.update(|state| {
        state.held.insert("a/index.html".to_owned());
    });
    server
        .site
        .wait_until(|state| state.asked.iter().filter(|path| *path == "a/index.html").count() == 3);
    for _ in 0..100 {
        server.notifier.ring();
    }
    server.update(|state| {
        state.held.clear();
        state.publish("a/index.html", "a, later");
    });
    stream.expect("reload", "null");
    server.update(|state| state.faults = Some("x".to_owned()));
    assert_eq!(stream.next().unwrap().0, "faults");
    // The page, its stream, the held look, one for all the notifications in the meantime, and one for each of the two
    // updates.
    let asked = server.site.asked("a/index.html");
    assert!(asked <= 6, "{asked}");
}

#[test]
fn a_site_that_moves_takes_its_pages_along() {
    let server = Running::new(&site());
    let mut open = server.stream("/a/");
    server.update(|state| state.base = "/repo/".to_owned());
    open.expect("reload", r#""/repo/a/""#);
    assert_eq!(open.next(), None);
    // A page that was hidden in the meantime asks at the old place.
    let mut hidden = server.stream_at("/", "page=/a/&digest=x");
    hidden.expect("reload", r#""/repo/a/""#);
    assert_eq!(hidden.next(), None);
    server.update(|state| state.base = "/".to_owned());
    let mut back = server.stream_at("/repo/", "page=/repo/a/&digest=x");
    back.expect("reload", r#""/a/""#);
    let mut foreign =
        server.stream_at("/repo/", "page=//evil.example/&digest=x".replace("//", "/").as_str());
    foreign.expect("reload", r#""/""#);
}

#[test]
fn a_site_that_moves_while_a_page_is_compared_takes_it_along() {
    let server = Running::new(&site());
    let mut open = server.stream("/a/");
    server
        .site
        .wait_until(|state| state.asked.iter().filter(|path| *path == "a/index.html").count() == 2);
    server.update(|state| state.moving_to = Some("/repo/".to_owned()));
    open.expect("reload", r#""/repo/a/""#);
    assert_eq!(open.next(), None);
}

#[test]
fn a_stream_is_for_a_page() {
    let server = Running::new(&site());
    for query in [
        "",
        "?",
        "?page=/",
        "?digest=x",
        "?page=..&digest=x",
        "?page=//&digest=x",
        "?page=%2F..&digest=x",
        "?page=%ff&digest=x",
        "?page=/&digest",
    ] {
        assert_eq!(server.get(&format!("/__nutgraf/events{query}")).status, 400, "{query}");
    }
}

#[test]
fn a_silent_stream_shows_that_it_lives() {
    let limits = Limits { heartbeat: std::time::Duration::from_millis(5), ..Limits::default() };
    let server = Running::with(&site(), &options(), limits);
    let mut stream = server.stream("/");
    while stream.line().unwrap() != ":" {}
    server.update(|state| state.publish("index.html", "later"));
    stream.expect("reload", "null");
}

#[test]
fn a_place_is_free_again_when_its_page_is_gone() {
    let limits = Limits { streams: 1, ..Limits::default() };
    let server = Running::with(&site(), &options(), limits);
    drop(server.stream("/"));
    let deadline = Instant::now() + PATIENCE;
    // The server notices a moment later.
    loop {
        let mut stream = server.connect();
        let host = server.address;
        write!(stream, "GET /__nutgraf/events?page=/&digest=x HTTP/1.1\r\nHost: {host}\r\n\r\n")
            .unwrap();
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        if status.ends_with(b"200") {
            break;
        }
        assert!(Instant::now() < deadline);
    }
}
