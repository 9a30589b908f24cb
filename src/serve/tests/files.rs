//! Outputs on disk: sent unchanged, whole and in parts, however large, and never held in memory.
#![expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;

use crate::serve::ServeOptions;
use crate::serve::tests::{Limits, Running, Site, options};

/// A site of these files on disk, served without the script.
fn serve(files: &[(&str, PathBuf)]) -> Running {
    let site = Site::new("/", &[]);
    site.edit(|state| {
        state.files = files.iter().map(|(path, file)| ((*path).to_owned(), file.clone())).collect();
    });
    let options = ServeOptions { live_reload: false, max_age: Some(600), ..options() };
    Running::with(&site, &options, Limits::default())
}

/// Bytes of which no two parts are alike.
fn varied(length: u32) -> Vec<u8> {
    (0..length.div_ceil(4)).flat_map(u32::to_be_bytes).take(length as usize).collect()
}

#[test]
fn a_file_is_sent_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    for length in [0, 1, (128 << 10) - 1, 128 << 10, (128 << 10) + 1, 3_000_000] {
        fs::write(&path, varied(length)).unwrap();
        let server = serve(&[("a.bin", path.clone()), ("404.html", path.clone())]);
        let answer = server.get("/a.bin");
        assert_eq!((answer.status, answer.header("content-length")), (200, &*length.to_string()));
        assert!(answer.body == varied(length), "{length}");
        let head = server.ask("HEAD", "/a.bin", &[]);
        assert_eq!((head.body.len(), head.header("content-length")), (0, &*length.to_string()));
        let missing = server.get("/x");
        assert_eq!(
            (missing.status, missing.header("content-type")),
            (404, "text/html; charset=utf-8")
        );
        assert!(missing.body == varied(length), "{length}");
    }
}

#[test]
fn parts_of_a_file_are_read_where_they_lie() {
    let folder = tempfile::tempdir().unwrap();
    let (path, all) = (folder.path().join("file"), varied(1_000_000));
    fs::write(&path, &all).unwrap();
    let server = serve(&[("a.mp4", path)]);
    for (range, part) in [
        ("0-0", 0..1),
        ("131071-131072", 131_071..131_073),
        ("5-700000", 5..700_001),
        ("-3", 999_997..1_000_000),
        ("999999-", 999_999..1_000_000),
    ] {
        let answer = server.ask("GET", "/a.mp4", &[&format!("Range: bytes={range}")]);
        assert_eq!((answer.status, answer.body.len()), (206, part.len()), "{range}");
        assert!(answer.body == all[part], "{range}");
    }
    assert_eq!(server.ask("GET", "/a.mp4", &["Range: bytes=1000000-"]).status, 416);
}

#[test]
fn a_page_on_disk_has_no_script_and_is_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index.html");
    fs::write(&path, "<body>text</body>").unwrap();
    let server = serve(&[("index.html", path)]);
    assert_eq!(server.get("/").text(), "<body>text</body>");
    assert_eq!(server.get("/").header("cache-control"), "max-age=600");
}

/// A hole takes no space on disk and reads as zeros: to hold it in memory, this machine would need 64 GB.
#[test]
fn a_file_larger_than_memory_can_be_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large");
    let file = File::create(&path).unwrap();
    file.set_len(64 << 30).unwrap();
    let server = serve(&[("large.bin", path)]);
    let head = server.ask("HEAD", "/large.bin", &[]);
    assert_eq!(head.header("content-length"), (64_u64 << 30).to_string());
    let part = server.ask("GET", "/large.bin", &["Range: bytes=50000000000-50000000009"]);
    assert_eq!((part.status, part.body), (206, vec![0; 10]));
    // Clients that request all of it and read nothing.
    let mut idle = Vec::new();
    for _ in 0..20 {
        let mut stream = server.connect();
        write!(stream, "GET /large.bin HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).unwrap();
        idle.push(stream);
    }
    assert_eq!(server.ask("HEAD", "/large.bin", &[]).status, 200);
}

#[test]
fn an_answer_that_cannot_be_finished_is_broken_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let file = File::create(&path).unwrap();
    // More than the sockets' buffers hold.
    file.set_len(1 << 30).unwrap();
    let server = serve(&[("a.bin", path)]);
    let mut stream = server.connect();
    write!(stream, "GET /a.bin HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).unwrap();
    let mut first = [0; 12];
    std::io::Read::read_exact(&mut stream, &mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    file.set_len(10).unwrap();
    let rest = std::io::copy(&mut stream, &mut std::io::sink());
    // An error, or an end that comes before the promised length.
    assert!(rest.is_err() || rest.is_ok_and(|rest| rest < 1 << 30));
    assert_eq!(server.get("/a.bin").body.len(), 10);
}
