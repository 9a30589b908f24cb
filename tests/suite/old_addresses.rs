//! Old addresses keep working: the aliases of articles, and those of the feed.

use crate::support::{Built, site};

fn with_aliases(aliases: &str) -> Built {
    let text = format!("---\ntitle: A\naliases: [{aliases}]\n---\nText.\n");
    site().article("a", &text).build()
}

#[track_caller]
fn leads_on(alias: &str, output: &str) {
    let built = with_aliases(alias);
    built.clean();
    assert!(built.page(output).contains("content=\"0; url=/a/\""), "{alias}");
}

#[test]
fn an_alias_is_published_where_its_address_leads() {
    leads_on("/caf%C3%A9/", "caf\u{e9}/index.html");
    leads_on("/caf\u{e9}/", "caf\u{e9}/index.html");
    leads_on("old%20page.html", "old page.html");
    leads_on("/%7Eada/", "~ada/index.html");
}

#[test]
fn what_has_no_ending_of_a_page_becomes_a_folder() {
    leads_on("/releases/1.90.0", "releases/1.90.0/index.html");
    leads_on("/2.0", "2.0/index.html");
    leads_on("/old", "old/index.html");
    leads_on("/v1.0/", "v1.0/index.html");
    leads_on("/old.HTML", "old.HTML");
}

#[test]
fn an_alias_written_twice_is_one() {
    leads_on("/old/, /old/", "old/index.html");
    leads_on("/old, /old/, /%6Fld/, /old/index.html", "old/index.html");
    let built = with_aliases("/a/");
    built.check_findings(&[(
        "route/alias",
        "content/a.md:3:11",
        "the address of the article itself",
    )]);
}

#[test]
fn an_alias_that_is_no_page_is_told_of() {
    for (alias, said) in [
        ("/rss.xml", "`aliases = [\"/rss.xml\"]` under `[feed]`"),
        ("/index.php", "browsers are all"),
        ("/files/plan.PDF", "static/files/plan.PDF"),
    ] {
        let built = with_aliases(alias);
        built.check_findings(&[("route/alias-ending", "content/a.md:3:11", said)]);
        assert!(built.has(&format!("{}/index.html", alias.trim_start_matches('/'))));
    }
}

#[test]
fn the_feed_has_other_addresses() {
    let dated = |aliases: &str| {
        let text = "---\ntitle: A\ndate: 2026-01-01\n---\n[feed](/index.xml)\n";
        site().article("a", text).config(&format!("[feed]\naliases = [{aliases}]\n")).build()
    };
    let built = dated("\"/feed.xml\", \"index.xml\", \"/blog/feed.json\", \"/feed.xml\"");
    built.clean();
    for path in ["feed.xml", "index.xml"] {
        assert_eq!(built.page(path), built.page("atom.xml"));
    }
    assert_eq!(built.page("blog/feed.json"), built.page("feed.json"));
    assert!(!built.page("sitemap.xml").contains("index.xml"));
    let taken = dated("\"/index.xml\", \"/sitemap.xml\"");
    taken.check_findings(&[(
        "route/duplicate",
        "site.toml:4:26",
        "`/sitemap.xml`, which is taken",
    )]);
    for wrong in ["/feed/", "/feed", "/feed.html", "/../feed.xml"] {
        let built = dated(&format!("\"/index.xml\", \"{wrong}\""));
        built.check_findings(&[(
            "field/invalid",
            "site.toml:4:26",
            "write a path that ends in `.xml`",
        )]);
    }
}
