//! `serve` and `preview` in bad company: idle clients, huge files, templates that never end.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
use crate::client::PATIENCE;
use crate::client::Served;
use crate::support::{DiskSite, site};

/// Far less than the programs wait for a client that does nothing.
const SOON: Duration = Duration::from_secs(6);

fn pair() -> DiskSite {
    site()
        .article("a", "---\ntitle: First\ndate: 2026-01-01\n---\nText of a.\n")
        .article("b", "---\ntitle: Second\ndate: 2026-01-02\n---\nText of b.\n")
        .file("static/a.txt", "text")
        .on_disk()
}

fn serve(site: &DiskSite) -> Served {
    Served::start(site.command(&["serve", "--port", "0"]))
}

/// Requests until the answer contains a text.
#[track_caller]
fn shows(served: &Served, path: &str, text: &str) {
    let begun = Instant::now();
    loop {
        let answer = served.get(path);
        if answer.body.contains(text) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(100), "{path}: {answer:#?}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn clients_that_do_nothing_keep_nobody_waiting() {
    let site = pair();
    site.run(&["build", "-o", "out"]).exits(0);
    let preview = Served::start(site.command(&["preview", "out", "--port", "0"]));
    for served in [serve(&site), preview] {
        let host = served.address;
        shows(&served, "/a/", "Text of a.");
        for sent in [
            String::new(),
            format!("GET /a/ HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            format!("GET /__nutgraf/events?page=/a/&digest=x HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        ] {
            let crowd: Vec<TcpStream> = (0..200)
                .map(|_| {
                    let mut client = TcpStream::connect(served.address).unwrap();
                    // A client that was already dropped cannot send.
                    drop(client.write_all(sent.as_bytes()));
                    client
                })
                .collect();
            let begun = Instant::now();
            assert!(served.get("/b/").body.contains("Text of b."), "{sent}");
            assert!(begun.elapsed() < SOON, "{sent}: {:?}", begun.elapsed());
            drop(crowd);
        }
    }
}

#[test]
fn a_part_of_a_huge_file_is_answered_at_once() {
    let site = pair();
    // A hole takes no space on disk.
    File::create(site.path("static/film.mp4")).unwrap().set_len(40 << 30).unwrap();
    let served = serve(&site);
    let part = served.ask("GET", "/film.mp4", "Range: bytes=30000000000-30000000001\r\n");
    assert_eq!((part.status, part.bytes), (206, vec![0; 2]));
    let head = served.ask("HEAD", "/film.mp4", "");
    assert!(head.head.contains("content-length: 42949672960"), "{head:?}");
    // All of it is never in memory, however many clients request it and do not read.
    let _crowd: Vec<TcpStream> = (0..50)
        .map(|_| {
            let mut client = TcpStream::connect(served.address).unwrap();
            write!(client, "GET /film.mp4 HTTP/1.1\r\nHost: {}\r\n\r\n", served.address).unwrap();
            let mut first = [0; 12];
            client.read_exact(&mut first).unwrap();
            client
        })
        .collect();
    assert_eq!(served.get("/a.txt").body, "text");
}

/// Templates that never end: one that calls something now and then, one that calls nothing at all, one that writes
/// where nobody reads, and one that recurses instead of looping.
const ENDLESS: [&str; 4] = [
    "{% for i in range(end=99999) %}{% for j in range(end=99999) %}{% if i + j == -1 %}x{% endif %}{% endfor %}{% endfor %}",
    "{% set r = range(end=9999) %}{% for i in r %}{% for j in r %}{% for k in r %}{% if i + j + k == -1 %}x{% endif %}{% endfor %}{% endfor %}{% endfor %}",
    "{% set r = range(end=9999) %}{% for i in r %}{% for j in r %}{% for k in r %}{% set x %}y{% endset %}{% endfor %}{% endfor %}{% endfor %}",
    "{% component c(n) %}{% if n < 19 %}{{ <c n={n + 1}/> }}{{ <c n={n + 1}/> }}{{ <c n={n + 1}/> }}{{ <c n={n + 1}/> }}{% endif %}{% endcomponent %}{{ <c n={0}/> }}",
];

#[cfg(target_os = "linux")]
#[test]
fn a_template_that_never_ends_is_left_when_it_is_fixed() {
    let site = pair();
    let served = serve(&site);
    shows(&served, "/a/", "Text of a.");
    for (round, endless) in ENDLESS.into_iter().chain(ENDLESS).chain(ENDLESS).enumerate() {
        site.write("templates/article.html", endless);
        // Two browsers request pages that never arrive.
        let ask = |path: &str| {
            let mut client = TcpStream::connect(served.address).unwrap();
            write!(client, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", served.address).unwrap();
            client
        };
        let clients = [ask("/a/"), ask("/b/")];
        std::thread::sleep(Duration::from_millis(300));
        shows(&served, "/a.txt", "text");
        let fixed = format!("<p>Fixed {round}: {{{{ article.title }}}}</p>");
        site.write("templates/article.html", fixed);
        shows(&served, "/b/", &format!("Fixed {round}: Second"));
        shows(&served, "/a/", &format!("Fixed {round}: First"));
        drop(clients);
    }
    // Nothing loops any more: a second without work.
    let ticks = || {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", served.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split(' ').collect();
        fields[12].parse::<u64>().unwrap() + fields[13].parse::<u64>().unwrap()
    };
    let begun = Instant::now();
    loop {
        let before = ticks();
        std::thread::sleep(Duration::from_secs(1));
        if ticks() - before < 10 {
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "it never comes to rest: {}", served.told());
    }
    assert!(threads(&served) < 40, "{} threads", threads(&served));
}

#[cfg(target_os = "linux")]
fn threads(served: &Served) -> usize {
    std::fs::read_dir(format!("/proc/{}/task", served.id())).unwrap().count()
}

#[cfg(target_os = "linux")]
#[test]
fn fast_saves_of_slow_pages_pile_up_no_threads() {
    let site = pair();
    let served = serve(&site);
    shows(&served, "/a/", "Text of a.");
    let slow = |word: &str| {
        format!(
            "{{% for i in range(end=3000) %}}{{% for j in range(end=300) %}}{{% if i + j == -1 %}}x{{% endif %}}{{% endfor %}}{{% endfor %}}<p>{word}</p>"
        )
    };
    let mut most = 0;
    for round in 0..60 {
        site.write("templates/article.html", slow(&format!("Round {round}.")));
        std::thread::sleep(Duration::from_millis(30));
        most = most.max(threads(&served));
    }
    shows(&served, "/a/", "Round 59.");
    assert!(most < 40, "{most} threads");
}
