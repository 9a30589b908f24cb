//! An article may say from which day on, and until which day, it is published.

use crate::support::{DiskSite, Run, site};

const HELD: &str = "---\ntitle: Held\npublish_on: 2026-12-01\nexpires: 2026-12-24\n---\nText.\n";

fn held() -> DiskSite {
    site().article("held", HELD).article("b", "Text.").on_disk()
}

fn build(disk: &DiskSite, day: &str) -> Run {
    disk.run(&["build", "--now", day]).exits(0).silent()
}

#[test]
fn an_article_is_published_from_its_first_to_its_last_day() {
    let disk = held();
    for (day, published, said) in [
        ("2026-11-30", false, "1 article until `publish_on` left out"),
        ("2026-12-01", true, ""),
        ("2026-12-24", true, ""),
        ("2026-12-25", false, "1 article after `expires` left out"),
        // The cache gives no old decision.
        ("2026-12-24", true, ""),
        ("2026-01-01", false, "1 article until `publish_on` left out"),
    ] {
        let built = build(&disk, day);
        assert_eq!(disk.exists("public/held/index.html"), published, "{day}");
        assert_eq!(disk.read("public/sitemap.xml").contains("/held/"), published, "{day}");
        assert!(built.stdout.contains(said), "{day}: {built:#?}");
        assert_eq!(built.stdout.contains("left out"), !published, "{day}: {built:#?}");
    }
}

#[test]
fn nothing_else_depends_on_the_day() {
    let disk = held();
    build(&disk, "2026-12-01");
    let first = disk.tree("public");
    build(&disk, "2026-12-24");
    assert_eq!(disk.tree("public"), first);
    disk.run(&["build", "--now", "2026-12-20", "--no-cache"]).exits(0).silent();
    assert_eq!(disk.tree("public"), first);
}

#[test]
fn all_reasons_are_counted_and_drafts_are_shown_on_request() {
    let disk = held();
    disk.write("content/d.md", "---\ntitle: D\ndraft: true\n---\n");
    disk.write("content/e.md", "---\ntitle: E\nexpires: 2020-01-01\n---\n");
    let said = "1 draft, 1 article until `publish_on`, 1 article after `expires` left out";
    assert!(build(&disk, "2026-11-01").stdout.contains(said));
    let json = disk.run(&["build", "--now", "2026-11-01", "--format", "json"]).exits(0).stdout;
    assert!(
        json.contains("\"drafts\":1")
            && json.contains("\"waiting\":1")
            && json.contains("\"expired\":1")
    );
    let listed = disk.run(&["list", "drafts", "--now", "2026-11-01"]).exits(0).stdout;
    assert_eq!(listed.lines().count(), 3, "{listed}");
    disk.run(&["build", "--drafts", "--now", "2026-11-01"]).exits(0).silent();
    assert!(disk.exists("public/held/index.html") && disk.exists("public/e/index.html"));
}

#[test]
fn links_to_what_is_held_back_say_why() {
    let linked = site().article("b", "[it](held.md)").article("held", HELD).build();
    linked.check_findings(&[("link/draft", "content/b.md:4:1", "its `publish_on` has not come")]);
    let past = HELD.replace("2026-12", "2020-12");
    let linked = site().article("b", "[it](held.md)").article("held", &past).build();
    linked.check_findings(&[("link/draft", "content/b.md:4:1", "its `expires` is past")]);
}

#[test]
fn days_that_cannot_be_are_told_of() {
    let with = |lines: &str| site().article("a", &format!("---\ntitle: A\n{lines}---\n")).build();
    with("publish_on: 2026-12-01\nexpires: 2026-11-30\n").check_findings(&[(
        "date/order",
        "content/a.md:4:10",
        "`expires` is earlier than `publish_on` (2026-12-01)",
    )]);
    with("expires: soon\n").check_findings(&[("date/invalid", "content/a.md:3:10", "")]);
    let hugo = with("publishDate: 2020-01-01\n");
    hugo.check_findings(&[("field/unknown", "content/a.md:3:1", "`publish_on`")]);
    let future = with("date: 2026-12-24\n");
    future.check_findings(&[("date/future", "content/a.md:3:7", "write `publish_on: 2026-12-24`")]);
    with("date: 2026-12-24\npublish_on: 2026-12-24\n").clean();
}
