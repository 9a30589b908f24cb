//! `serve` as an author sees it: the program runs, files are saved in every way that editors use, and a browser sends
//! requests. Waits end when the expected thing happens; none of them measures time.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Answer, PATIENCE, Served};
use crate::support::{DiskSite, site};

/// Starts `serve` on a port that the system chooses, and waits for the address that it prints.
fn serve(site: &DiskSite, arguments: &[&str]) -> Served {
    Served::start(site.command(&[&["serve", "--port", "0"], arguments].concat()))
}

impl Served {
    /// Requests until the answer is as it should be.
    #[track_caller]
    fn wait(&self, path: &str, fits: impl Fn(&Answer) -> bool) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if fits(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < PATIENCE, "{path}: {answer:#?}\ntold {}", self.told());
            thread::sleep(Duration::from_millis(10));
        }
    }

    #[track_caller]
    fn shows(&self, path: &str, text: &str) -> Answer {
        self.wait(path, |answer| answer.status == 200 && answer.body.contains(text))
    }

    /// Opens the event stream of a page, as it is now. That its findings may have changed is left out: every update says
    /// that.
    fn events(&self, page: &str) -> Receiver<String> {
        let body = self.get(page).body;
        let tag = body.rsplit("<script ").next().unwrap();
        let attribute = |name: &str| {
            tag.split(&format!("{name}=\""))
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .unwrap()
                .to_owned()
        };
        let events = attribute("src").replace("live.js", "events");
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(
            stream,
            "GET {events}?page={page}&digest={}&state={} HTTP/1.1\r\nHost: {}\r\n\r\n",
            attribute("data-digest"),
            attribute("data-state"),
            self.address
        )
        .unwrap();
        let (sender, receiver) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(event) = line.strip_prefix("event:")
                    && event.trim() != "findings"
                    && sender.send(event.trim().to_owned()).is_err()
                {
                    return;
                }
            }
        });
        receiver
    }
}

/// A site of two explainers and a draft.
fn pair() -> DiskSite {
    site()
        .article(
            "a",
            "---\ntitle: First\ndate: 2026-01-01\ntopics: [t]\n---\nText of a, see [b](b.md).\n",
        )
        .article("b", "---\ntitle: Second\ndate: 2026-01-02\n---\nText of b.\n")
        .article("d", "---\ntitle: Third\ndraft: true\n---\nText of d.\n")
        .file("static/style.css", "body { color: red }")
        .on_disk()
}

/// The body of an article `a` with some text.
fn says(text: &str) -> String {
    format!("---\ntitle: First\ndate: 2026-01-01\n---\n{text}\n")
}

#[test]
fn what_is_shown_is_what_is_built_but_for_one_script() {
    let site = pair();
    let served = serve(&site, &[]);
    site.run(&["build", "--drafts", "-o", "out"]).exits(0);
    for (path, output) in [
        ("/", "index.html"),
        ("/a/", "a/index.html"),
        ("/d/", "d/index.html"),
        ("/questions/", "questions/index.html"),
    ] {
        let shown = served.get(path).body;
        let built = site.read(&format!("out/{output}"));
        let at = shown.rfind("<script src=\"/__nutgraf/live.js\"").unwrap();
        let end = at + shown[at..].find("</script>").unwrap() + "</script>".len();
        let without = format!("{}{}", &shown[..at], &shown[end..]);
        assert_eq!(without.replace('\n', ""), built.replace('\n', ""), "{path}");
    }
    for (path, output) in
        [("/atom.xml", "atom.xml"), ("/style.css", "style.css"), ("/a/cite.bib", "a/cite.bib")]
    {
        assert_eq!(served.get(path).body, site.read(&format!("out/{output}")), "{path}");
    }
    let missing = served.get("/nowhere/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("<html"), "the site's own page says so");
    let moved = served.get("/a");
    assert!(moved.status == 301 && moved.head.contains("location: /a/"), "{moved:?}");
    assert!(!site.exists("public"), "the output folder is never touched");
}

#[test]
fn every_way_of_saving_is_noticed() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/a/", "Text of a");
    site.write("content/a.md", says("In place."));
    served.shows("/a/", "In place.");
    site.write("content/.a.md.swp", says("aside"));
    fs::rename(site.path("content/.a.md.swp"), site.path("content/a.md")).unwrap();
    served.shows("/a/", "aside");
    fs::remove_file(site.path("content/a.md")).unwrap();
    site.write("content/a.md", says("Deleted and created."));
    served.shows("/a/", "Deleted and created.");
    fs::rename(site.path("content/a.md"), site.path("content/a.md~")).unwrap();
    site.write("content/a.md", says("With a backup."));
    served.shows("/a/", "With a backup.");
    // Something new, something removed, a whole folder moved in and out.
    site.write("content/new.md", says("Something new."));
    served.shows("/new/", "Something new.");
    fs::remove_file(site.path("content/new.md")).unwrap();
    served.wait("/new/", |answer| answer.status == 404);
    site.write("elsewhere/deep/c.md", says("From elsewhere."));
    fs::rename(site.path("elsewhere"), site.path("content/folder")).unwrap();
    served.shows("/folder/deep/c/", "From elsewhere.");
    site.write("content/folder/deep/c.md", says("Edited there."));
    served.shows("/folder/deep/c/", "Edited there.");
    fs::rename(site.path("content/folder"), site.path("elsewhere")).unwrap();
    served.wait("/folder/deep/c/", |answer| answer.status == 404);
}

#[test]
fn everything_that_makes_the_site_is_watched() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/", "First");
    // A title changes the lists.
    site.write("content/a.md", says("Text.").replace("First", "Renamed"));
    served.shows("/", "Renamed");
    // A new template.
    site.write("templates/page.html", "<p>own {{ article.title }}</p>");
    site.write("content/_pages/about.md", "---\ntitle: About\n---\nUs.\n");
    served.shows("/about/", "own About");
    fs::remove_dir_all(site.path("templates")).unwrap();
    served.shows("/about/", "<!doctype html>");
    site.write("static/style.css", "body { color: blue }");
    served.shows("/style.css", "blue");
    site.write("content/sources.yaml", "- {id: s, title: A shared report}\n");
    site.write("content/a.md", says("So it is [@s]."));
    served.shows("/a/", "A shared report");
    // Settings, including the site's address.
    site.write("site.toml", "title = \"Another name\"\nbase_url = \"https://example.org/repo/\"\n");
    served.shows("/repo/a/", "Another name");
    assert_eq!(served.get("/").status, 302, "leads to where the site lies now");
}

#[test]
fn a_fault_leaves_the_last_good_page_and_goes_when_it_is_mended() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/a/", "Text of a");
    assert_eq!(served.get("/__nutgraf/faults").status, 204);
    site.write("content/a.md", "---\ntitle: [\n---\nBroken.\n");
    let faults = served.wait("/__nutgraf/faults", |answer| answer.status == 200);
    assert!(faults.body.contains("content/a.md:2"), "{faults:?}");
    served.shows("/a/", "Text of a");
    site.write("content/b.md", says("Others go on."));
    served.shows("/b/", "Others go on.");
    served.tells("content/a.md:2");
    let told = served.told();
    assert_eq!(told.matches("error[yaml/syntax]").count(), 1, "told once: {told}");
    site.write("content/a.md", says("Mended."));
    served.shows("/a/", "Mended.");
    served.wait("/__nutgraf/faults", |answer| answer.status == 204);
    served.tells("no findings left");
}

#[test]
fn a_broken_template_leaves_the_last_good_page() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/a/", "Text of a");
    site.write("templates/article.html", "{% if %}");
    let faults = served.wait("/__nutgraf/faults", |answer| answer.status == 200);
    assert!(faults.body.contains("templates/article.html:1"), "{faults:?}");
    served.shows("/a/", "Text of a");
    // A fault that appears only when a page is made, even on pages that nobody has open.
    site.write("templates/article.html", "{{ article.nothing }}");
    served.wait("/__nutgraf/faults", |answer| answer.body.contains("is not defined"));
    served.shows("/a/", "Text of a");
    assert_eq!(served.get("/b/").status, 500, "it was never good");
    site.write("templates/article.html", "<p>Good again: {{ article.title }}</p>");
    served.shows("/b/", "Good again: Second");
    served.wait("/__nutgraf/faults", |answer| answer.status == 204);
}

#[test]
fn a_site_that_cannot_be_read_is_shown_when_it_can() {
    let site = pair();
    site.write("site.toml", "title = \n");
    let served = serve(&site, &[]);
    let answer = served.wait("/", |answer| answer.status == 500);
    assert!(
        answer.body.contains("site.toml:1") && answer.body.contains("__nutgraf/live.js"),
        "{answer:?}"
    );
    site.write("site.toml", "title = \"Readable\"\n");
    served.shows("/", "Readable");
    // Broken again: the last good settings stay.
    site.write("site.toml", "titel = \"Broken\"\n");
    served.wait("/__nutgraf/faults", |answer| answer.status == 200);
    served.shows("/a/", "Readable");
}

#[test]
fn what_an_editor_finds_on_a_page_is_shown_to_who_asks() {
    let site = pair();
    let asks = |question: &str| {
        says("Text.").replace("date:", &format!("insights: [\"{question}\"]\ndate:"))
    };
    site.write("content/a.md", asks("Cost of it"));
    let served = serve(&site, &["--editor", "vscode"]);
    served.shows("/a/", "Cost of it");
    let findings = "/__nutgraf/findings?page=%2Fa%2F";
    let found = served.wait(findings, |answer| answer.status == 200);
    assert!(found.body.contains("finding") && found.body.contains("[question/mark]"), "{found:?}");
    assert!(found.body.contains("<a href=\"vscode://file/"), "{found:?}");
    assert!(!found.body.contains("content/b.md"), "{found:?}");
    site.write("content/a.md", asks("What does it cost?"));
    served.wait(findings, |answer| !answer.body.contains("question/mark"));
    // A page that is made from no file, and one that does not exist.
    for page in ["/questions/", "/nowhere/", "/a/cite.bib", "/style.css"] {
        assert_eq!(served.get(&format!("/__nutgraf/findings?page={page}")).status, 204, "{page}");
    }
    site.write("content/b.md", asks("Price of it"));
    let all = served.wait("/__nutgraf/findings", |answer| answer.body.contains("`Price of it`"));
    assert!(all.body.contains(" in the whole site</h1>"), "{all:?}");
    let told = served.end();
    assert!(!told.contains("question/mark"), "the terminal is as before: {told}");
}

#[test]
fn a_change_is_counted_even_if_no_page_is_open() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/a/", "Text of a");
    site.write("content/a.md", says("Changed."));
    let told = served.tells("content/a.md: 1 changed");
    assert!(!told.contains("rendered"), "{told}");
}

#[test]
fn only_pages_that_changed_are_told() {
    let site = pair();
    let served = serve(&site, &[]);
    let (a, b) = (served.events("/a/"), served.events("/questions/"));
    // The streams are open when their first change arrives.
    site.write("content/a.md", says("Text changed."));
    assert_eq!(a.recv_timeout(PATIENCE).as_deref(), Ok("reload"));
    site.write("static/style.css", "body { color: green }");
    assert_eq!(b.recv_timeout(PATIENCE).as_deref(), Ok("files"), "no reload before it");
}

#[test]
fn a_save_without_a_change_does_nothing() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/a/", "Text of a");
    for path in ["content/a.md", "static/style.css", "site.toml"] {
        let bytes = fs::read(site.path(path)).unwrap();
        site.write(path, bytes);
    }
    site.write("content/a.md~", "backup");
    site.write("content/.hidden.md", "hidden");
    // The first report is about what comes after.
    site.write("content/b.md", says("Real."));
    served.shows("/b/", "Real.");
    let told = served.tells("content/b.md");
    assert_eq!(told.lines().filter(|line| line.contains("changed")).count(), 1, "{told}");
    assert!(told.contains("content/b.md: 1 changed"), "{told}");
}

#[test]
fn a_burst_ends_in_the_right_state() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/", "First");
    for n in 0..500 {
        site.write(
            &format!("content/many/n{n}.md"),
            format!("---\ntitle: N{n}\n---\nNumber {n}.\n"),
        );
    }
    for n in [0, 250, 499] {
        served.shows(&format!("/many/n{n}/"), &format!("Number {n}."));
    }
    for n in 0..500 {
        site.write(
            &format!("content/many/n{n}.md"),
            format!("---\ntitle: N{n}\n---\nAgain {n}.\n"),
        );
    }
    for n in [0, 250, 499] {
        served.shows(&format!("/many/n{n}/"), &format!("Again {n}."));
    }
    let updates = served.end().lines().filter(|line| line.contains("parsed")).count();
    assert!(updates < 60, "a thousand files were no thousand updates, but {updates}");
}

#[test]
fn drafts_have_a_banner_or_stay_away() {
    let site = pair();
    assert!(serve(&site, &[]).get("/d/").body.contains("Draft"));
    assert_eq!(serve(&site, &["--no-drafts"]).get("/d/").status, 404);
}

#[cfg(unix)]
#[test]
fn the_target_of_a_link_is_looked_at() {
    let site = pair();
    site.write("elsewhere/readme.md", says("Where it really lies."));
    std::os::unix::fs::symlink("../elsewhere/readme.md", site.path("content/linked.md")).unwrap();
    let served = serve(&site, &[]);
    served.shows("/linked/", "Where it really lies.");
    site.write("elsewhere/readme.md", says("Changed where it lies."));
    served.shows("/linked/", "Changed where it lies.");
}

#[test]
fn an_own_style_that_is_removed_gives_way_to_that_of_the_theme() {
    let site = pair();
    let served = serve(&site, &[]);
    let events = served.events("/a/");
    fs::remove_file(site.path("static/style.css")).unwrap();
    assert_eq!(events.recv_timeout(PATIENCE).as_deref(), Ok("files"));
    served.shows("/style.css", "--");
}

#[test]
fn polling_needs_nobody_to_tell() {
    let site = pair();
    let served = serve(&site, &["--poll", "50"]);
    served.shows("/a/", "Text of a");
    site.write("content/a.md", says("Found by looking."));
    served.shows("/a/", "Found by looking.");
}

#[test]
fn a_strange_request_gets_nothing() {
    let site = pair();
    site.write("secret.txt", "top secret");
    let served = serve(&site, &[]);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/static/../../secret.txt",
        "/c:/secret.txt",
        "/site.toml",
        "/content/a.md",
        "/.nutgraf/cache/rest",
        "/%00",
    ] {
        let answer = served.get(path);
        assert!(answer.status >= 300 && !answer.body.contains("top secret"), "{path}: {answer:?}");
    }
    let strange = |head: &str| {
        let mut stream = TcpStream::connect(served.address).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        drop(stream.read_to_string(&mut answer));
        answer
    };
    // DNS rebinding: another name that resolves to this machine is not served.
    assert!(
        strange("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            .starts_with("HTTP/1.1 403")
    );
    let foreign = format!(
        "GET /__nutgraf/events?page=/&digest=0 HTTP/1.1\r\nHost: {}\r\nOrigin: http://evil.example\r\nConnection: close\r\n\r\n",
        served.address
    );
    assert!(strange(&foreign).starts_with("HTTP/1.1 403"));
    let head = served.get("/").head;
    assert!(
        head.contains("x-content-type-options: nosniff")
            && head.contains("cross-origin-resource-policy: same-origin")
    );
    assert!(!head.contains("access-control"), "{head}");
}

#[cfg(unix)]
#[test]
fn nothing_outside_is_shown_through_a_link() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("s.txt"), "top secret").unwrap();
    let site = pair();
    site.write("static/d/s.txt", "public");
    site.write("static/t.txt", "public");
    let served = serve(&site, &[]);
    assert_eq!(served.get("/d/s.txt").body, "public");
    // A folder and a file are replaced by links that lead out, while they are shown.
    fs::remove_dir_all(site.path("static/d")).unwrap();
    symlink(outside.path(), site.path("static/d")).unwrap();
    fs::remove_file(site.path("static/t.txt")).unwrap();
    symlink(outside.path().join("s.txt"), site.path("static/t.txt")).unwrap();
    for _ in 0..50 {
        for path in ["/d/s.txt", "/t.txt"] {
            assert!(!served.get(path).body.contains("secret"), "{path}");
        }
    }
    served.tells("file/link-outside");
    // The folder itself is a link.
    fs::remove_dir_all(site.path("static")).unwrap();
    symlink(outside.path(), site.path("static")).unwrap();
    served.tells("static");
    assert_ne!(served.get("/s.txt").status, 200);
    site.run(&["build"]).exits(1);
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_files_is_told() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/a/", "Text of a");
    assert!(Command::new("mkfifo").arg(site.path("static/pipe.txt")).status().unwrap().success());
    served.tells("file/not-regular");
}

#[test]
fn a_template_that_writes_for_ever_fills_no_memory() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/a/", "Text of a");
    let many = "{% for i in range(end=9000) %}{% for j in range(end=9000) %}12345678{% endfor %}{% endfor %}";
    site.write("templates/article.html", many);
    served.tells("more than 64 MB");
    served.shows("/a/", "Text of a");
    site.write("templates/article.html", "<p>Mended: {{ article.title }}</p>");
    served.shows("/b/", "Mended: Second");
}

#[test]
fn a_template_that_never_ends_does_not_hide_its_mending() {
    let site = pair();
    let served = serve(&site, &[]);
    served.shows("/a/", "Text of a");
    let endless = "{% for i in range(end=99999) %}{% for j in range(end=99999) %}{% if i + j == -1 %}x{% endif %}{% endfor %}{% endfor %}";
    site.write("templates/article.html", endless);
    served.wait("/style.css", |answer| answer.status == 200);
    site.write("templates/article.html", "<p>Mended: {{ article.title }}</p>");
    served.shows("/b/", "Mended: Second");
}

#[test]
fn a_busy_port_that_was_asked_for_is_an_error() {
    let site = pair();
    let served = serve(&site, &[]);
    let port = served.address.port().to_string();
    let run = site.run(&["serve", "--port", &port]).exits(2);
    assert!(run.stderr.contains(&format!("port {port} is in use")), "{run:?}");
    assert!(served.url.starts_with("http://127.0.0.1:"), "{}", served.url);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once() {
    let site = pair();
    let served = serve(&site, &[]);
    let stream = served.events("/a/");
    assert_eq!(served.interrupt(), Some(0));
    drop(stream);
}
