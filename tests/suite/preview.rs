//! `preview` as its user sees it: the program shows a built folder, and answers as GitHub Pages would.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use nutgraf::digest::Digest;
use nutgraf::engine::publish::Manifest;
use nutgraf::path::{SitePath, encode_path};

use crate::client::{Answer, Served};
use crate::repository::Repo;
use crate::support::{DiskSite, site, tree};

impl Answer {
    /// Returns the value of a header; empty if there is none.
    fn header(&self, name: &str) -> &str {
        let headers: BTreeMap<&str, &str> =
            self.head.lines().filter_map(|line| line.split_once(": ")).collect();
        headers.get(name).copied().unwrap_or("")
    }
}

/// Shows a folder on a port that the system chooses.
fn preview(here: &DiskSite, arguments: &[&str]) -> Served {
    Served::start(here.command(&[&["preview", "--port", "0"], arguments].concat()))
}

/// A folder `out` with these files, somewhere without a site.
fn folder(files: &[(&str, &str)]) -> DiskSite {
    let here = DiskSite::empty();
    here.write("out/index.html", "home");
    for (path, text) in files {
        here.write(&format!("out/{path}"), text);
    }
    here
}

/// A site of two explainers with everything that a site has, in a project's folder of its host.
fn pair() -> DiskSite {
    site()
        .article("a", "---\ntitle: First\ndate: 2026-01-01\ntopics: [t]\naliases: [/old/, /former.html]\n---\nSee [b](b.md).\n")
        .article("b", "---\ntitle: Second\ndate: 2026-01-02\n---\nText of b.\n")
        .article("über-uns", "Text.")
        .file("static/with space.txt", "text")
        .file("static/.well-known/security.txt", "Contact: x")
        .file("site.toml", "title = \"Site\"\nbase_url = \"https://user.github.io/repo/\"\n")
        .on_disk()
}

/// Requests paths; expects a status, and where a path redirects to or how the text begins.
#[track_caller]
fn check(served: &Served, expected: &[(&str, u16, &str)]) {
    for (path, status, shown) in expected {
        let answer = served.get(path);
        assert_eq!(answer.status, *status, "{path}: {answer:?}");
        let said = if status / 100 == 3 { answer.header("location") } else { &*answer.body };
        assert!(said.starts_with(shown), "{path}: {answer:?}");
    }
}

#[test]
fn a_folder_is_shown_by_the_rules_of_github_pages() {
    let here = folder(&[
        ("404.html", "gone"),
        ("a/index.html", "folder a"),
        ("b.html", "file b"),
        ("both.html", "file both"),
        ("both/index.html", "folder both"),
        ("plain", "file plain"),
        ("plain.html", "file plain.html"),
        ("empty/x.txt", "text"),
        (".well-known/x.txt", "dot"),
        (".nojekyll", ""),
        ("_under/x.txt", "underscore"),
        ("Case.txt", "upper"),
        ("CNAME", "example.org"),
    ]);
    check(
        &preview(&here, &["out"]),
        &[
            ("/", 200, "home"),
            ("/index.html", 200, "home"),
            ("/a", 301, "/a/"),
            ("/a?q=1", 301, "/a/?q=1"),
            ("/a/", 200, "folder a"),
            ("/a/?q=1", 200, "folder a"),
            ("/b", 200, "file b"),
            ("/b.html", 200, "file b"),
            ("/b/", 404, "gone"),
            ("/b.html/", 404, "gone"),
            ("/both", 200, "file both"),
            ("/both/", 200, "folder both"),
            ("/plain", 200, "file plain"),
            ("/empty", 404, "gone"),
            ("/empty/", 404, "gone"),
            ("/.well-known/x.txt", 200, "dot"),
            ("/.nojekyll", 200, ""),
            ("/_under/x.txt", 200, "underscore"),
            ("/Case.txt", 200, "upper"),
            ("/case.txt", 404, "gone"),
            ("/A/", 404, "gone"),
            ("/A", 404, "gone"),
            ("/CNAME", 200, "example.org"),
            ("/no/such/page/at/all", 404, "gone"),
            ("/404.html", 200, "gone"),
            ("/__nutgraf/live.js", 404, "gone"),
        ],
    );
}

#[test]
fn a_site_without_a_404_page_says_so_briefly() {
    let answer = preview(&folder(&[]), &["out"]).get("/none");
    assert_eq!((answer.status, answer.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(answer.body.contains("Nothing is published here"), "{answer:?}");
}

#[test]
fn the_base_url_says_where_the_folder_lies() {
    let here = folder(&[("404.html", "gone"), ("a/index.html", "folder a")]);
    for base in ["https://user.github.io/my%20repo/", "https://user.github.io/my%20repo"] {
        let served = preview(&here, &["out", "--base-url", base]);
        assert!(served.url.ends_with("/my%20repo/"), "{}", served.url);
        check(
            &served,
            &[
                ("/", 302, "/my%20repo/"),
                ("/my%20repo", 301, "/my%20repo/"),
                ("/my%20repo/", 200, "home"),
                ("/my%20repo/a", 301, "/my%20repo/a/"),
                ("/my%20repo/x/y/", 404, "gone"),
                ("/My%20repo/", 404, "nothing is here"),
                ("/a/", 404, "nothing is here; the site is at /my%20repo/"),
            ],
        );
    }
    check(&preview(&here, &["out", "-u", "https://example.org"]), &[("/a/", 200, "folder a")]);
}

#[test]
fn answers_say_what_those_of_github_pages_say() {
    let here = folder(&[("404.html", "gone"), ("style.css", "0123456789"), ("empty.css", "")]);
    let served = preview(&here, &["out"]);
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/x", "text/html; charset=utf-8"),
    ] {
        let answer = served.get(path);
        assert_eq!(answer.header("content-type"), content_type, "{path}");
        assert_eq!(answer.header("cache-control"), "max-age=600", "{path}");
        assert_eq!(answer.header("content-length"), answer.bytes.len().to_string(), "{path}");
        let head = served.ask("HEAD", path, "");
        assert_eq!((head.status, head.bytes.len()), (answer.status, 0), "{path}");
        assert_eq!(head.header("content-length"), answer.header("content-length"), "{path}");
    }
    assert_eq!(served.get("/").body, "home", "no script is added");
    assert_eq!(served.get("/empty.css").header("content-length"), "0");
    let part = served.ask("GET", "/style.css", "Range: bytes=2-4\r\n");
    assert_eq!((part.status, &*part.body), (206, "234"));
    assert_eq!(part.header("content-range"), "bytes 2-4/10");
    assert_eq!(served.ask("GET", "/empty.css", "Range: bytes=0-\r\n").status, 416);
    assert_eq!(served.ask("POST", "/", "").status, 405);
}

#[test]
fn any_name_that_git_and_a_browser_know_is_found() {
    let names = [
        "with space.txt",
        "quote's \"two\".txt",
        "100%.txt",
        "%2e%2e",
        "a%2fb.txt",
        "ä ö/日本.txt",
        "e\u{301}.txt",
        "?q.txt",
        "#f.txt",
        "a&b=c;d,e+f.txt",
        "<b>.txt",
        "-rf",
        "~.txt",
        "[x]{y}|z^`.txt",
        "...",
        "..hidden",
    ];
    let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, *name)).collect();
    let here = folder(&files);
    let served = preview(&here, &["out"]);
    for name in names {
        let answer = served.get(&format!("/{}", encode_path(name)));
        assert_eq!((answer.status, &*answer.body), (200, name));
        // However much of it is encoded; but an encoded slash is not part of any path.
        let encoded = |byte| if byte == b'/' { "/".to_owned() } else { format!("%{byte:02X}") };
        let all: String = name.bytes().map(encoded).collect();
        assert_eq!(served.get(&format!("/{all}")).body, name);
    }
    // Another Unicode form of `é` is another name.
    assert_eq!(served.get("/%C3%A9.txt").status, 404);
}

#[test]
fn nothing_outside_the_folder_is_shown() {
    let here = folder(&[("404.html", "gone"), ("a/index.html", "folder a")]);
    here.write("secret.txt", "top secret");
    here.write("out/.git/config", "top secret");
    here.write("out/.Git/config", "top secret");
    here.write("out/sub/.git", "gitdir: top secret");
    let served = preview(&here, &["out"]);
    for path in [
        "/../secret.txt",
        "/..",
        "/../",
        "/a/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "//secret.txt",
        "/./../secret.txt",
        "/a/..%00/secret.txt",
        "/secret.txt%00.html",
        "/%00",
        "/%",
        "/%c0%ae%c0%ae/secret.txt",
        "/c:/secret.txt",
        "/.git/config",
        "/.git",
        "/.git/",
        "/.Git/config",
        "/%2egit/config",
        "/sub/.git",
    ] {
        let answer = served.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {answer:?}");
        assert!(!answer.body.contains("top secret"), "{path}");
    }
    assert_eq!(served.get("/").status, 200, "nothing of it ends the server");
}

#[cfg(unix)]
#[test]
fn links_and_what_is_no_file_are_not_there() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("index.html"), "top secret").unwrap();
    let here = folder(&[("404.html", "gone"), ("real/index.html", "real"), ("x.html", "x")]);
    symlink(outside.path(), here.path("out/out")).unwrap();
    symlink(outside.path().join("index.html"), here.path("out/file.html")).unwrap();
    symlink("real", here.path("out/inside")).unwrap();
    symlink("x.html", here.path("out/alias.html")).unwrap();
    assert!(Command::new("mkfifo").arg(here.path("out/pipe.txt")).status().unwrap().success());
    fs::create_dir(here.path("out/folder.html")).unwrap();
    let served = preview(&here, &["out"]);
    for path in [
        "/out/",
        "/out",
        "/out/index.html",
        "/file.html",
        "/file",
        "/inside/",
        "/inside",
        "/alias.html",
        "/pipe.txt",
        "/folder.html",
        "/folder",
    ] {
        check(&served, &[(path, 404, "gone")]);
    }
    // A folder and a page become links while they are shown, and are restored afterwards.
    check(&served, &[("/real/", 200, "real")]);
    fs::rename(here.path("out/real"), here.path("kept")).unwrap();
    symlink(outside.path(), here.path("out/real")).unwrap();
    fs::remove_file(here.path("out/x.html")).unwrap();
    symlink(outside.path().join("index.html"), here.path("out/x.html")).unwrap();
    check(&served, &[("/real/", 404, "gone"), ("/x", 404, "gone")]);
    fs::remove_file(here.path("out/real")).unwrap();
    fs::rename(here.path("kept"), here.path("out/real")).unwrap();
    check(&served, &[("/real/", 200, "real")]);
    // The shown folder itself may be named by a link.
    symlink(here.path("out"), here.path("link")).unwrap();
    check(&preview(&here, &["link"]), &[("/real/", 200, "real")]);
}

/// Returns the address at which GitHub Pages shows a file.
fn address(base: &str, path: &SitePath) -> String {
    let path = path.as_str();
    let shown = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    format!("{base}{}", encode_path(shown))
}

/// Checks that every file of a folder's manifest is served byte for byte.
#[track_caller]
fn shows_the_manifest(served: &Served, folder: &Path, base: &str) {
    let manifest = Manifest::read(folder).unwrap().unwrap();
    assert!(manifest.files.len() > 15, "{manifest:#?}");
    for (path, stamp) in &manifest.files {
        let address = address(base, path);
        let answer = served.get(&address);
        assert_eq!(answer.status, 200, "{address}");
        assert_eq!(answer.bytes.len() as u64, stamp.size, "{address}");
        assert_eq!(Digest::of(&answer.bytes).to_string(), stamp.digest, "{address}");
        if path.as_str().ends_with(".html") {
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{address}");
        }
    }
}

#[test]
fn what_is_shown_is_what_the_manifest_lists() {
    let here = pair();
    for (base_url, base) in
        [("https://user.github.io/repo/", "/repo/"), ("https://example.org/", "/")]
    {
        here.run(&["build", "--base-url", base_url]).exits(0);
        let served = preview(&here, &["--base-url", base_url]);
        shows_the_manifest(&served, &here.path("public"), base);
        assert_eq!(served.end(), "");
    }
}

#[test]
fn a_deployed_branch_is_shown_file_by_file_as_it_was_built() {
    let repo = Repo::without_commits();
    let site = pair();
    for (path, bytes) in tree(&site.path("")) {
        repo.write(&path, bytes);
    }
    repo.commit("first");
    let address = ["--base-url", "https://owner.github.io/repo/"];
    repo.deploy(&address).exits(0);
    repo.git_in("", &["clone", "--quiet", "-b", "gh-pages", "remote.git", "branch"]);
    assert!(repo.disk.path("branch/.git/config").is_file());
    let served = preview(&repo.disk, &["branch", address[0], address[1]]);
    shows_the_manifest(&served, &repo.disk.path("branch"), "/repo/");
    check(
        &served,
        &[
            ("/repo/.nojekyll", 200, ""),
            ("/repo/.well-known/security.txt", 200, "Contact: x"),
            ("/repo/.git", 404, "<!doctype html>"),
            ("/repo/.git/HEAD", 404, "<!doctype html>"),
            ("/repo/.git/config", 404, "<!doctype html>"),
            ("/repo/a", 301, "/repo/a/"),
        ],
    );
    assert_eq!(served.end(), "");
}

#[test]
fn the_site_says_what_is_shown_and_where() {
    let here = pair();
    here.run(&["build"]).exits(0);
    let served = preview(&here, &[]);
    assert!(served.url.ends_with("/repo/"), "{}", served.url);
    assert_eq!(served.get("/repo/a/").status, 200);
    // A new build shows at once, even into a folder that was removed.
    here.write("content/a.md", "---\ntitle: Renamed\n---\n");
    fs::remove_dir_all(here.path("public")).unwrap();
    assert_eq!(served.get("/repo/a/").status, 404);
    here.run(&["build"]).exits(0);
    assert!(served.get("/repo/a/").body.contains("Renamed"));
    // From elsewhere, with `--root` or `--config`; and another folder of this site.
    let root = here.path("");
    let root = root.to_str().unwrap();
    let elsewhere = DiskSite::empty();
    let config = here.path("site.toml");
    for arguments in [&["--root", root][..], &["--config", config.to_str().unwrap()]] {
        assert_eq!(preview(&elsewhere, arguments).get("/repo/a/").status, 200, "{arguments:?}");
    }
    here.run(&["build", "-o", "other"]).exits(0);
    assert_eq!(preview(&here, &["other"]).get("/repo/b/").status, 200);
}

#[test]
fn a_site_that_was_built_without_an_address_is_told() {
    let here = pair();
    here.write("site.toml", "title = \"Site\"\n");
    here.run(&["build"]).exits(0);
    let served = preview(&here, &[]);
    assert_eq!(served.get("/").status, 200);
    assert_eq!(served.end(), "");
    let served = preview(&here, &["--base-url", "https://user.github.io/repo/"]);
    assert_eq!(served.get("/repo/").status, 200);
    let told = served.end();
    assert!(told.contains("built without `base_url`") && told.contains("build it again"), "{told}");
}

#[test]
fn a_site_that_was_built_for_another_place_is_told() {
    let here = pair();
    here.run(&["build", "--base-url", "https://example.org/elsewhere/"]).exits(0);
    let warning = "built for `https://example.org/elsewhere/` and is shown at `/repo/`";
    preview(&here, &[]).tells(warning);
    let moved = here.path("public");
    let elsewhere = DiskSite::empty();
    preview(&elsewhere, &[moved.to_str().unwrap()]).tells("shown at `/`");
    let fits = ["--base-url", "https://other.example/elsewhere/"];
    for arguments in [&fits[..], &["--quiet"]] {
        let served = preview(&here, arguments);
        served.get("/elsewhere/");
        assert_eq!(served.end(), "", "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_shown_is_told_with_a_remedy() {
    let here = pair();
    let told = |arguments: &[&str], part: &str| {
        let run = here.run(&[&["preview", "--port", "0"], arguments].concat()).exits(2);
        assert!(run.stdout.is_empty() && run.stderr.contains(part), "{arguments:?}: {run:?}");
    };
    told(&[], "cannot show `public`: there is no such folder; run `nutgraf build` to create it");
    fs::create_dir(here.path("public")).unwrap();
    told(&[], "cannot show `public`: this folder is empty; run `nutgraf build` first");
    told(&["content"], "cannot show `content`: this is not a built site: it has no `index.html`");
    told(&["site.toml"], "cannot show `site.toml`: this is not a folder");
    told(&["public", "--host", "no such host"], "cannot show `public`");
    here.write("site.toml", "title = 1\n");
    told(&[], "site.toml:1");
    // Command-line arguments need no settings.
    let typed = ["content", "--base-url", "https://example.org/"];
    told(&typed, "cannot show `content`");
    let nowhere = DiskSite::empty().run(&["preview"]).exits(2);
    assert!(nowhere.stderr.contains("`nutgraf preview DIR`"), "{nowhere:?}");
    let root = DiskSite::empty().run(&["preview", "x", "--root", "none"]).exits(2);
    assert!(root.stderr.contains("name the folder"), "{root:?}");
}

#[test]
fn a_busy_port_that_was_asked_for_is_an_error_here_too() {
    let here = folder(&[]);
    let served = preview(&here, &["out"]);
    let port = served.address.port().to_string();
    let run = here.run(&["preview", "out", "--port", &port]).exits(2);
    assert!(run.stderr.contains(&format!("port {port} is in use")), "{run:?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_preview_without_an_error() {
    let here = folder(&[]);
    let served = preview(&here, &["out"]);
    // The address is printed a moment before signals are handled.
    assert_eq!(served.get("/").status, 200);
    assert_eq!(served.interrupt(), Some(0));
}
