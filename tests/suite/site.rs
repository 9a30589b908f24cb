//! What a site has beyond its articles: lists, topics, questions, sources, updates, feeds, data for machines, themes.

use serde_json::{Value, json};

use crate::support::{Built, Element, TestSite, png, site, xml};

/// An article with this front matter.
fn with(front: &str) -> String {
    format!(
        "---\ntitle: \"{}\"\n{front}---\nText.\n",
        front.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("T")
    )
}

/// The titles in a list of explainers.
fn titles(built: &Built, page: &str) -> Vec<String> {
    built.dom(page).all("h3").into_iter().map(Element::text).collect()
}

/// The addresses in the list between `from` and the end of the element with this id.
fn hrefs(built: &Built, page: &str, id: &str) -> Vec<String> {
    built
        .dom(page)
        .id(id)
        .all("a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .map(str::to_owned)
        .collect()
}

fn dated(names: &[(&str, &str)]) -> TestSite {
    names.iter().fold(site(), |site, (name, date)| {
        site.article(
            name,
            &with(&format!(
                "# {name}\n{}",
                if date.is_empty() { String::new() } else { format!("date: {date}\n") }
            )),
        )
    })
}

// ---- order and pages ----

#[test]
fn the_newest_comes_first_and_the_undated_last() {
    let built = dated(&[
        ("a", ""),
        ("b", "2026-01-01"),
        ("c", "2026-03-01"),
        ("d", "2026-01-01"),
        ("e", "2026-01-01T10:00:00Z"),
        ("f", ""),
    ])
    .build();
    built.clean();
    assert_eq!(titles(&built, "index.html"), ["c", "e", "b", "d", "a", "f"]);
    let neighbours = |page: &str| {
        let dom = built.dom(page);
        ["prev", "next"].map(|rel| {
            dom.all("a").into_iter().find(|link| link.attr("rel") == Some(rel)).map(Element::text)
        })
    };
    assert_eq!(neighbours("c/index.html"), [None, Some("e".into())]);
    assert_eq!(neighbours("b/index.html"), [Some("e".into()), Some("d".into())]);
    assert_eq!(neighbours("f/index.html"), [Some("a".into()), None]);
}

#[test]
fn lists_have_pages_and_the_first_has_no_number() {
    let names = ["a", "b", "c", "d", "e"];
    let built = names.iter().fold(site().config("[lists]\nper_page = 2\n"), |site, name| {
        site.article(name, &with(&format!("# {name}\ntopics: [t]\ninsights: [Why {name}?]\nupdates: [{{date: 2026-01-01, note: N{name}}}]\nsources: [{{id: s, title: S{name}}}]\n")).replace("Text.", "[@s]"))
    });
    let built = built.build();
    built.clean();
    for list in ["", "topics/t/", "questions/t/", "sources/", "updates/"] {
        for (page, there) in [
            ("index.html", true),
            ("page/1/index.html", false),
            ("page/2/index.html", true),
            ("page/3/index.html", true),
            ("page/4/index.html", false),
        ] {
            assert_eq!(built.has(&format!("{list}{page}")), there, "{list}{page}");
        }
        let dom = built.dom(&format!("{list}page/2/index.html"));
        let rel = |rel: &str| {
            dom.all("a")
                .into_iter()
                .find(|link| link.attr("rel") == Some(rel))
                .and_then(|link| link.attr("href"))
                .map(str::to_owned)
        };
        assert_eq!(rel("prev"), Some(format!("/{list}")), "{list}");
        assert_eq!(rel("next"), Some(format!("/{list}page/3/")), "{list}");
        assert_eq!(dom.links("canonical"), [format!("https://example.org/{list}page/2/")]);
    }
    assert_eq!(titles(&built, "page/2/index.html"), ["c", "d"]);
    assert_eq!(titles(&built, "topics/t/page/3/index.html"), ["e"]);
}

#[test]
fn a_site_without_articles_is_a_site() {
    let built = site().build();
    built.clean();
    for page in [
        "index.html",
        "404.html",
        "topics/index.html",
        "questions/index.html",
        "sources/index.html",
        "updates/index.html",
        "robots.txt",
        "sitemap.xml",
    ] {
        assert!(built.has(page), "{page}");
    }
    assert!(!built.has("atom.xml"));
}

// ---- topics ----

#[test]
fn spellings_of_one_topic_are_one_topic() {
    let built = site()
        .article("a", &with("topics: [Cloud Computing, cloud-computing]\n"))
        .article("b", &with("topics: [cloud-computing]\n"))
        .build();
    built.check_findings(&[("topic/spelling", "content/b.md:3:10", "`Cloud Computing`")]);
    assert_eq!(
        built.dom("topics/cloud-computing/index.html").all("h1")[0].text(),
        "Cloud Computing"
    );
    assert_eq!(titles(&built, "topics/cloud-computing/index.html").len(), 2);
}

#[test]
fn settings_name_a_topic() {
    let named = site().config("[topics.cloud]\nname = \"The Cloud\"\ndescription = \"Other people's computers.\"\n[topics.unused]\nname = \"Nobody\"\n");
    let built = named
        .article("a", &with("topics: [cloud]\n"))
        .article("b", &with("topics: [Cloud]\n"))
        .build();
    built.clean();
    let dom = built.dom("topics/cloud/index.html");
    assert_eq!(dom.all("h1")[0].text(), "The Cloud");
    assert_eq!(dom.meta("description"), ["Other people's computers."]);
    assert!(!built.has("topics/unused/index.html"));
}

#[test]
fn topics_are_sorted_by_name_without_case() {
    let built = site().article("a", &with("topics: [b, A, c, Ä, B2]\n")).build();
    let names: Vec<_> =
        built.dom("topics/index.html").all("h2").into_iter().map(Element::text).collect();
    assert_eq!(names, ["A", "b", "B2", "c", "Ä"]);
}

// ---- questions, sources, updates ----

#[test]
fn questions_stand_under_the_primary_topic() {
    let built = site()
        .article("a", &with("# A\ntopics: [one, two]\ninsights: [{question: Q1, answer: x}, Q2]\n"))
        .article("b", &with("# B\ninsights: [Q3]\n"))
        .article("c", &with("# C\ntopics: [two]\n"))
        .build();
    built.clean();
    assert!(
        built.has("questions/one/index.html")
            && built.has("questions/other/index.html")
            && !built.has("questions/two/index.html")
    );
    let index = built.dom("questions/index.html");
    let topics = index.id("part:main").all("nav")[1].all("li");
    let topics: Vec<_> = topics.into_iter().map(Element::text).collect();
    assert_eq!(topics, ["one 2", "Other subjects 1"]);
    let page = built.dom("questions/one/index.html");
    let links: Vec<_> =
        page.id("part:main").all("a").into_iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(links, ["/questions/", "/a/", "/a/#q:q1", "/a/#q:q2"]);
    assert!(page.id("part:main").text().ends_with("Q1 Q2 open"), "open questions are marked");
}

#[test]
fn a_topic_called_other_shares_its_page_with_those_without() {
    let built = site()
        .article("a", &with("# A\ntopics: [other]\ninsights: [Q1]\n"))
        .article("b", &with("# B\ninsights: [Q2]\n"))
        .build();
    built.clean();
    assert!(
        built.page("questions/other/index.html").contains("Q1")
            && built.page("questions/other/index.html").contains("Q2")
    );
}

#[test]
fn one_address_is_one_source_of_the_site() {
    let own = |front: &str, text: &str| {
        format!("---\ntitle: \"{text}\"\nsources:\n  - {{id: s1, {front}}}\n---\n[@s1]\n")
    };
    let built = site()
        .article("a", &own("title: One, publisher: P, url: \"https://example.org/x\"", "A"))
        .article(
            "b",
            &own("title: One, publisher: P, url: \"https://EXAMPLE.org:443/x#part\"", "B"),
        )
        .article("c", &own("title: Book", "C"))
        .article("d", &own("title: Book", "D"))
        .build();
    built.clean();
    let main: Vec<_> = built
        .dom("sources/index.html")
        .id("part:main")
        .all("li")
        .into_iter()
        .map(Element::text)
        .collect();
    assert_eq!(main, ["One Cited by: A, B", "Book Cited by: C", "Book Cited by: D"]);
}

#[test]
fn one_address_described_in_two_ways_is_a_warning() {
    let own = |title: &str| {
        format!(
            "---\ntitle: T\nsources:\n  - {{id: s, title: {title}, url: \"https://example.org/x\"}}\n---\n[@s]\n"
        )
    };
    let built = site().article("a", &own("One")).article("b", &own("Two")).build();
    built.check_findings(&[("source/conflict", "content/b.md:4:10", "(title)")]);
    assert!(
        built.page("sources/index.html").contains(">One</a>"),
        "the first file by path describes it"
    );
    let built = site()
        .article("a", &own("One"))
        .article("z", "[@shared]")
        .file(
            "content/sources.yaml",
            "- {id: shared, title: Shared, url: \"https://example.org/x\"}\n",
        )
        .build();
    built.check_findings(&[("source/conflict", "content/a.md:4:10", "content/sources.yaml")]);
    assert!(
        built.page("sources/index.html").contains(">Shared</a>"),
        "the shared list describes it"
    );
}

#[test]
fn sources_are_sorted_by_publisher_title_and_id() {
    let built = site()
        .article("a", "---\ntitle: T\nsources:\n  - {id: a, title: Zeta, publisher: beta}\n  - {id: b, title: No publisher}\n  - {id: c, title: Alpha, publisher: Beta}\n  - {id: d, title: X, publisher: Alpha}\n---\n[@a; @b; @c; @d]\n")
        .build();
    let listed: Vec<_> =
        built.dom("sources/index.html").all("cite").into_iter().map(Element::text).collect();
    assert_eq!(listed, ["X", "Alpha", "Zeta", "No publisher"]);
}

#[test]
fn updates_of_all_articles_come_newest_first() {
    let built = site()
        .article(
            "a",
            &with(
                "# A\nupdates: [{date: 2026-01-01, note: one}, {date: 2026-03-01, note: three}]\n",
            ),
        )
        .article(
            "b",
            &with(
                "# B\nupdates: [{date: 2026-02-01, kind: correction, note: two, was: x, now: y}]\n",
            ),
        )
        .build();
    let main = built.dom("updates/index.html").id("part:main").text();
    let at = |word: &str| main.find(word).unwrap();
    assert!(at("three") < at("two") && at("two") < at("one"), "{main}");
    assert!(hrefs(&built, "updates/index.html", "part:main").contains(&"/a/#update:2".to_owned()));
}

#[test]
fn a_citation_on_the_updates_page_leads_to_its_article() {
    let built = site().article("a", "---\ntitle: A\nsources: [{id: s, title: S}]\nupdates: [{date: 2026-01-01, note: \"See [here](#part:sources) [@s].\"}]\n---\n").build();
    built.clean();
    let links = hrefs(&built, "updates/index.html", "part:main");
    assert!(links.iter().all(|href| !href.starts_with('#')), "{links:?}");
}

// ---- related ----

#[test]
fn a_shared_source_counts_three_times_a_topic() {
    let article = |topics: &str, source: &str| {
        format!(
            "---\ntitle: T\ntopics: [{topics}]\nsources: [{{id: s, title: S, url: \"https://example.org/{source}\"}}]\n---\n[@s]\n"
        )
    };
    let built = site()
        .article("x", &article("a, b, c", "1"))
        .article("three-topics", &article("a, b, c", "2"))
        .article("one-source", &article("z", "1"))
        .article("two-topics", &article("a, b", "3"))
        .article("both", &article("a", "1"))
        .article("nothing", &article("z", "9"))
        .article("one-topic", &article("c", "4"))
        .article("one-topic-too", &article("c", "5"))
        .build();
    assert_eq!(
        hrefs(&built, "x/index.html", "part:related"),
        ["/both/", "/one-source/", "/three-topics/", "/two-topics/", "/one-topic-too/"]
    );
    let reasons = built.dom("x/index.html").id("part:related").text();
    assert!(reasons.contains("shares 1 source") && reasons.contains("also about a"), "{reasons}");
    assert_eq!(hrefs(&built, "nothing/index.html", "part:related"), ["/one-source/"]);
}

#[test]
fn an_author_may_name_related_articles() {
    let built = site()
        .article("x", &with("topics: [t]\nrelated: [z.md, y.md]\n"))
        .article("y", "Y")
        .article("z", "Z")
        .article("w", &with("topics: [t]\n"))
        .build();
    assert_eq!(hrefs(&built, "x/index.html", "part:related"), ["/z/", "/y/"]);
}

// ---- feeds ----

fn texts(feed: &str, name: &str) -> Vec<String> {
    xml(feed).into_iter().filter(|(known, _)| known == name).map(|(_, text)| text).collect()
}

fn fed() -> TestSite {
    site()
        .config("author = \"The desk\"\ntime_zone = \"Europe/Berlin\"\n[feed]\nlimit = 2\n")
        .article("old", &with("# Old\ndate: 2026-01-01\ntopics: [t]\n"))
        .article("new", "---\ntitle: \"New & <b>\"\ndate: 2026-07-01\nauthors: [Ada]\ntopics: [t]\nstandfirst: In short.\nsummary: [A point]\ninsights: [{question: Why?, answer: Because.}, Who?]\nupdates: [{date: 2026-08-01, note: N}]\n---\nSee [old](old.md#x), ![p](p.png) and [^n].\n\n# X\n\n[^n]: A note.\n".replace("old.md#x", "old.md").as_str())
        .article("mid", &with("# Mid\ndate: 2026-03-01T09:00:00+02:00\n"))
        .article("undated", &with("# Undated\ntopics: [u]\n"))
        .file("content/p.png", png(1, 1))
}

#[test]
fn the_feed_has_whole_articles_newest_first() {
    let built = fed().build();
    built.clean();
    let atom = built.page("atom.xml");
    assert_eq!(texts(atom, "title"), ["Site", "New & <b>", "Mid"]);
    assert_eq!(
        texts(atom, "id"),
        ["https://example.org/", "https://example.org/new/", "https://example.org/mid/"]
    );
    assert_eq!(
        texts(atom, "updated"),
        ["2026-08-01T00:00:00+02:00", "2026-08-01T00:00:00+02:00", "2026-03-01T09:00:00+02:00"]
    );
    assert_eq!(
        texts(atom, "published"),
        ["2026-07-01T00:00:00+02:00", "2026-03-01T09:00:00+02:00"]
    );
    assert_eq!(texts(atom, "name"), ["The desk", "Ada", "The desk"]);
    let content = &texts(atom, "content")[0];
    for part in [
        "In short.",
        "A point",
        "href=\"https://example.org/old/\"",
        "src=\"https://example.org/p.png\"",
        "Because.",
        "Who?",
    ] {
        assert!(content.contains(part), "{part}: {content}");
    }
    assert!(
        !content.contains(" id=\"cite")
            && !content.contains("href=\"#")
            && !content.contains("href=\"/"),
        "{content}"
    );
    assert!(atom.contains(
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://example.org/atom.xml\"/>"
    ));
}

#[test]
fn a_note_in_a_feed_can_be_read() {
    let built = fed().build();
    let content = &texts(built.page("atom.xml"), "content")[0];
    assert!(
        content.contains("https://example.org/new/#fn:n") || content.contains("A note."),
        "{content}"
    );
}

#[test]
fn a_topics_feed_has_standfirst_and_key_points() {
    let built = fed().build();
    let atom = built.page("topics/t/atom.xml");
    assert_eq!(
        texts(atom, "id"),
        ["https://example.org/topics/t/", "https://example.org/new/", "https://example.org/old/"]
    );
    assert!(texts(atom, "content").is_empty());
    let summary = &texts(atom, "summary")[0];
    assert!(
        summary.contains("In short.")
            && summary.contains("A point")
            && !summary.contains("Because."),
        "{summary}"
    );
    assert!(!built.has("topics/u/atom.xml"), "a topic without a dated article has no feed");
    assert!(built.page("topics/t/index.html").contains("/topics/t/atom.xml"));
}

#[test]
fn the_json_feed_says_the_same() {
    let built = fed().build();
    let feed: Value = serde_json::from_str(built.page("feed.json")).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://example.org/feed.json");
    assert_eq!(feed["items"].as_array().unwrap().len(), 2);
    assert_eq!(feed["items"][0]["authors"], json!([{ "name": "Ada" }]));
    assert_eq!(feed["items"][0]["tags"], json!(["t"]));
    assert_eq!(feed["items"][1]["date_published"], "2026-03-01T09:00:00+02:00");
    assert_eq!(
        feed["items"][0]["content_html"].as_str().unwrap(),
        texts(built.page("atom.xml"), "content")[0]
    );
}

#[test]
fn without_an_author_the_site_is_the_author() {
    let built = dated(&[("a", "2026-01-01")]).build();
    assert_eq!(texts(built.page("atom.xml"), "name"), ["Site"]);
}

#[test]
fn without_a_base_url_there_are_no_feeds_and_one_warning() {
    let built = site()
        .file("site.toml", "title = \"Site\"\n")
        .article("a", &with("date: 2026-01-01\ntopics: [t]\n"))
        .build();
    built.check_findings(&[("config/no-base-url", "site.toml", "base_url = ")]);
    for path in ["atom.xml", "feed.json", "sitemap.xml", "topics/t/atom.xml"] {
        assert!(!built.has(path), "{path}");
    }
    let dom = built.dom("a/index.html");
    assert!(
        dom.links("canonical").is_empty()
            && dom.links("alternate").len() == 1
            && dom.meta("og:url").is_empty()
    );
    assert_eq!(built.page("robots.txt"), "User-agent: *\nDisallow:\n");
    dom.json_ld();
}

#[test]
fn the_language_of_an_article_is_said_everywhere() {
    let built = site()
        .article("a", &with("lang: ar-EG\ndate: 2026-01-01\n"))
        .article("b", &with("date: 2026-01-02\n"))
        .build();
    built.clean();
    let dom = built.dom("a/index.html");
    let html = dom.all("html")[0];
    assert_eq!((html.attr("lang"), html.attr("dir")), (Some("ar-EG"), Some("rtl")));
    assert_eq!(dom.json_ld()["NewsArticle"]["inLanguage"], "ar-EG");
    assert_eq!(dom.meta("og:locale"), ["ar_EG"]);
    assert!(built.page("atom.xml").contains("<entry xml:lang=\"ar-EG\">"));
    assert_eq!(built.dom("b/index.html").all("html")[0].attr("dir"), Some("ltr"));
}

// ---- sitemap, robots, 404 ----

#[test]
fn the_sitemap_lists_every_page_with_its_own_date() {
    let built = site()
        .article("a", &with("date: 2026-01-01\ntopics: [t]\naliases: [/old/]\nupdates: [{date: 2026-02-01, note: N}]\n"))
        .article("b", &with("updated: 2026-03-01T10:00:00+01:00\n"))
        .article("c", "Text.")
        .article("_pages/über", "Text.")
        .build();
    built.clean();
    let places = texts(built.page("sitemap.xml"), "loc");
    for page in [
        "",
        "a/",
        "b/",
        "c/",
        "%C3%BCber/",
        "topics/",
        "topics/t/",
        "questions/",
        "sources/",
        "updates/",
    ] {
        assert!(places.contains(&format!("https://example.org/{page}")), "{page}: {places:?}");
    }
    assert_eq!(places.len(), 11, "no redirect, no 404: {places:?}");
    assert_eq!(
        texts(built.page("sitemap.xml"), "lastmod"),
        ["2026-02-01", "2026-03-01T10:00:00+01:00"]
    );
    assert_eq!(
        built.page("robots.txt"),
        "User-agent: *\nDisallow:\n\nSitemap: https://example.org/sitemap.xml\n"
    );
}

#[test]
fn the_page_for_what_is_not_found_works_at_any_address() {
    let built = site()
        .file("site.toml", "title = \"S\"\nbase_url = \"https://example.org/repo\"\n")
        .article("a", "x")
        .build();
    let dom = built.dom("404.html");
    assert_eq!(dom.meta("robots"), ["noindex"]);
    assert!(dom.links("canonical").is_empty());
    for element in dom.elements() {
        for address in [element.attr("href"), element.attr("src")].into_iter().flatten() {
            assert!(
                address.starts_with("/repo/")
                    || address.starts_with('#')
                    || address.starts_with("https://example.org/repo/"),
                "{address}"
            );
        }
    }
}

#[test]
fn a_base_path_is_in_every_address_of_every_page() {
    let built = fed().file("site.toml", "title = \"Site\"\nbase_url = \"https://example.org/repo\"\n[[menu]]\nname = \"M\"\nurl = \"/topics/\"\n[[menu]]\nname = \"N\"\nurl = \"old.md\"\n").article("alias", &with("aliases: [/was/]\n")).build();
    built.clean();
    for (path, bytes) in built.outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
        let dom = crate::support::Dom::parse(std::str::from_utf8(bytes).unwrap());
        for element in dom.elements() {
            for address in [element.attr("href"), element.attr("src")].into_iter().flatten() {
                assert!(
                    address.starts_with("/repo/")
                        || address.starts_with('#')
                        || address.starts_with("https://example.org/repo/"),
                    "{path}: {address}"
                );
            }
        }
    }
    assert!(built.page("was/index.html").contains("url=/repo/alias/"));
    assert!(built.page("robots.txt").contains("https://example.org/repo/sitemap.xml"));
}

// ---- data ----

#[test]
fn an_explainer_is_described_for_machines() {
    let text = "---\ntitle: Heat pumps\nstandfirst: In *short*.\nsummary: [\"One [@s].\", Two.]\ndate: 2026-01-01\nauthors: [{name: Ada, url: \"https://ada.example/\"}, The desk]\ntopics: [Energy]\nimage: p.png\nsources: [{id: s, title: Report, publisher: P, author: Bo, url: \"https://example.org/r\", published: 2026-02, archive_url: \"https://archive.org/r\", kind: report}, {id: u, title: Unused}]\nupdates: [{date: 2026-02-01, kind: correction, note: \"A *number*.\", was: a, now: b}]\n---\nText.\n";
    let built = site()
        .config("author = \"The desk\"\n[check]\n\"source/unused\" = \"off\"\n")
        .article("x", text)
        .file("content/p.png", png(3, 2))
        .build();
    built.clean();
    let graph = built.dom("x/index.html").json_ld();
    assert_eq!(
        graph["NewsArticle"],
        json!({
            "@type": ["NewsArticle", "BackgroundNewsArticle"],
            "@id": "https://example.org/x/#article",
            "headline": "Heat pumps",
            "description": "In short.",
            "abstract": "One. Two.",
            "url": "https://example.org/x/",
            "inLanguage": "en",
            "datePublished": "2026-01-01T00:00:00Z",
            "dateModified": "2026-02-01T00:00:00Z",
            "author": [{ "@type": "Person", "name": "Ada", "url": "https://ada.example/" }, { "@type": "Organization", "name": "The desk" }],
            "publisher": { "@type": "Organization", "name": "Site", "url": "https://example.org/" },
            "about": [{ "@type": "Thing", "name": "Energy" }],
            "image": "https://example.org/p.png",
            "citation": [{
                "@type": "Report", "name": "Report", "url": "https://example.org/r", "author": [{ "@type": "Person", "name": "Bo" }],
                "publisher": { "@type": "Organization", "name": "P" }, "datePublished": "2026-02", "archivedAt": "https://archive.org/r",
            }],
            "correction": [{ "@type": "CorrectionComment", "text": "A number.", "datePublished": "2026-02-01" }],
            "isPartOf": { "@id": "https://example.org/#site" },
        })
    );
    assert_eq!(graph["WebSite"]["@id"], "https://example.org/#site");
    assert!(!graph.contains_key("FAQPage"), "no question, no FAQ");
}

#[test]
fn a_text_for_machines_has_no_hole_where_a_mark_stood() {
    let built = site().article("x", "---\ntitle: T\nstandfirst: \"So it is [@s].\"\nsummary: [\"One [@s].\"]\nsources: [{id: s, title: S}]\n---\n").build();
    assert_eq!(built.dom("x/index.html").meta("description"), ["So it is."]);
    assert_eq!(built.dom("x/index.html").json_ld()["NewsArticle"]["abstract"], "One.");
}

#[test]
fn social_cards_have_what_they_need() {
    let built = site().article("x", &with("# Title\nstandfirst: Said.\ndate: 2026-01-01\nupdated: 2026-02-01\ntopics: [A, B]\nimage: p.png\nimage_alt: A pump\n")).file("content/p.png", png(1200, 630)).article("y", "Text.").build();
    built.clean();
    let dom = built.dom("x/index.html");
    for (name, content) in [
        ("og:site_name", vec!["Site"]),
        ("og:title", vec!["Title"]),
        ("og:type", vec!["article"]),
        ("og:url", vec!["https://example.org/x/"]),
        ("og:description", vec!["Said."]),
        ("og:image", vec!["https://example.org/p.png"]),
        ("og:image:alt", vec!["A pump"]),
        ("og:image:width", vec!["1200"]),
        ("og:image:height", vec!["630"]),
        ("twitter:card", vec!["summary_large_image"]),
        ("article:published_time", vec!["2026-01-01T00:00:00Z"]),
        ("article:modified_time", vec!["2026-02-01T00:00:00Z"]),
        ("article:section", vec!["A"]),
        ("article:tag", vec!["A", "B"]),
        ("dcterms.type", vec!["webpage"]),
        ("description", vec!["Said."]),
    ] {
        assert_eq!(dom.meta(name), content, "{name}");
    }
    assert_eq!(built.dom("y/index.html").meta("twitter:card"), ["summary"]);
    assert_eq!(built.dom("y/index.html").meta("og:image"), Vec::<&str>::new());
}

#[test]
fn every_page_can_be_cited() {
    let built = site()
        .config("author = \"The desk\"\n")
        .article(
            "x",
            &with("# 50 % of {it} & more_\ndate: 2026-01-01\nauthors: [Ada Lovelace, Bo]\n")
                .replace("title: ", "lang: de\ntitle: "),
        )
        .article("_pages/about", "Text.")
        .build();
    built.clean();
    assert_eq!(
        built.page("x/cite.bib"),
        "@online{x-2026,\n  author = {Ada Lovelace and {Bo}},\n  title = {{50 \\% of \\textbraceleft{}it\\textbraceright{} \\& more\\_}},\n  organization = {{Site}},\n  date = {2026-01-01},\n  year = {2026},\n  url = {https://example.org/x/},\n  langid = {german},\n}\n"
    );
    assert!(built.page("about/cite.bib").starts_with("@online{about,\n  author = {{The desk}},"));
    assert!(built.dom("x/index.html").links("alternate").contains(&"/x/cite.bib"));
}

// ---- themes ----

#[test]
fn a_template_of_the_site_replaces_one_of_the_theme() {
    let built =
        site().article("x", "Text.").template("article.html", "MINE {{ article.title }}").build();
    built.clean();
    assert_eq!(built.page("x/index.html"), "MINE x");
    assert!(built.page("index.html").contains("<html"));
}

#[test]
fn an_override_can_extend_what_it_replaces() {
    let built = site()
        .article("x", "Text.")
        .template(
            "article.html",
            "{% extends \"default/article.html\" %}{% block headline %}<h1>MINE</h1>{% endblock %}",
        )
        .build();
    built.clean();
    assert_eq!(built.dom("x/index.html").all("h1")[0].text(), "MINE");
    assert!(built.page("x/index.html").contains("<p>Text.</p>"));
}

#[test]
fn a_theme_may_extend_another() {
    let built = site()
        .config("theme = \"mine\"\n[theme_options]\naccent = \"#C00\"\n")
        .file("themes/mine/theme.toml", "name = \"mine\"\nextends = \"between\"\n")
        .file("themes/mine/templates/article.html", "{% extends \"between/article.html\" %}{% block headline %}<h1>{{ super() }} MINE {{ site.theme_options.accent }}</h1>{% endblock %}")
        .file("themes/mine/static/style.css", "mine")
        .file("themes/between/theme.toml", "extends = \"default\"\n")
        .file("themes/between/templates/article.html", "{% extends \"default/article.html\" %}{% block headline %}BETWEEN{% endblock %}")
        .file("themes/between/static/style.css", "between")
        .file("themes/between/static/between.css", "between")
        .file("static/own.css", "own")
        .file("static/favicon.svg", "<svg/>")
        .article("x", "Text.")
        .build();
    built.clean();
    assert_eq!(built.dom("x/index.html").all("h1")[0].text(), "BETWEEN MINE #cc0000");
    assert_eq!(
        [
            built.page("style.css"),
            built.page("between.css"),
            built.page("own.css"),
            built.page("favicon.svg")
        ],
        ["mine", "between", "own", "<svg/>"]
    );
}

#[test]
fn a_theme_that_is_compiled_in_needs_no_folder() {
    let named = site().config("theme = \"plain\"\n").article("x", "Text.").build();
    named.clean();
    assert_ne!(named.page("style.css"), site().build().page("style.css"));
    let extended = site()
        .config("theme = \"mine\"\n")
        .file("themes/mine/theme.toml", "extends = \"plain\"\n")
        .article("x", "Text.")
        .build();
    extended.clean();
    assert_eq!(extended.outputs, named.outputs);
    site().config("theme = \"plian\"\n").build().check_findings(&[(
        "theme/missing",
        "site.toml:3:9",
        "did you mean `plain`?",
    )]);
}

#[test]
fn a_theme_called_default_on_disk_replaces_the_built_in_one() {
    let built =
        site().article("x", "Text.").file("themes/default/templates/article.html", "DISK").build();
    assert!(
        built.findings.iter().all(|finding| finding.code.name() == "theme/missing-template"),
        "{:#?}",
        built.findings
    );
    assert!(!built.findings.is_empty());
}

#[test]
fn an_article_may_choose_its_template() {
    let built = site()
        .article(
            "x",
            &with(
                "template: wide.html\nextra: {columns: 3, deep: {a: [1, two, null, true, 1.5]}}\n",
            ),
        )
        .template("wide.html", "{{ article.extra.columns }} {{ article.extra.deep.a | json }}")
        .build();
    built.clean();
    assert_eq!(built.page("x/index.html"), "3 [1,\"two\",null,true,1.5]");
}

#[test]
fn words_fall_back_to_english() {
    let words = "skip = \"Naar de inhoud\"\nmonths = [\"januari\", \"februari\", \"maart\", \"april\", \"mei\", \"juni\", \"juli\", \"augustus\", \"september\", \"oktober\", \"november\", \"december\"]\nstate_sources = { one = \"{n} bron\", other = \"{n} bronnen\" }\n";
    let text = |lang: &str| {
        format!(
            "---\ntitle: T\nlang: {lang}\ndate: 2026-03-01\nsources: [{{id: a, title: A}}, {{id: b, title: B}}]\n---\n[@a; @b]\n"
        )
    };
    let built = site()
        .config("theme = \"mine\"\n")
        .file("themes/mine/theme.toml", "extends = \"default\"\n")
        .file("themes/mine/words/nl.toml", words)
        .file("themes/mine/words/nl-BE.toml", "published = \"Verschenen\"\n")
        .article("a", &text("nl-NL"))
        .article("b", &text("sv"))
        .article("c", &text("nl-BE"))
        .build();
    built.check_findings(&[("theme/language", "content/b.md", "no words in `sv`")]);
    let says = |page: &str, texts: &[&str]| {
        let html = built.page(page);
        for text in texts {
            assert!(html.contains(text), "no `{text}` in {page}: {html}");
        }
    };
    says("a/index.html", &["Naar de inhoud", "1 maart 2026", "2 bronnen", ">Published<"]);
    // There are no Swedish words: the English ones are marked, and dates need none.
    says("b/index.html", &[">2026-03-01</time>", "<span lang=\"en\">2 sources</span>"]);
    // A region has the words of its language, except its own.
    says("c/index.html", &["Naar de inhoud", "1 maart 2026", "2 bronnen", ">Verschenen<"]);
}

/// An article with everything, beside the text, for which the interface has words.
fn spoken(lang: &str) -> String {
    format!(
        "---\ntitle: ماذا؟\nlang: {lang}\ndate: 2026-03-01\nas_of: 2026-03-02\nauthors: [Ann, Bob]\ninsights:\n  - question: W?\n    answer: Yes.\n  - Open?\nsources:\n  - {{id: a, title: What now?, author: Ann, publisher: Press!, accessed: 2026-03}}\n  - {{id: b, title: B}}\n---\nText `x()` [@a, p. 4; @b].\n"
    )
}

#[test]
fn a_page_speaks_the_language_of_its_article_and_lists_that_of_the_site() {
    let built = site().article("a", &spoken("de")).build();
    built.clean();
    let german = built.page("a/index.html");
    for text in [
        "<dt>Stand der Fakten</dt>",
        "2. März 2026",
        "1 von 2 Fragen beantwortet",
        "Quelle 1, p. 4: ",
        ">Quellen</h2>",
        "<ul lang=\"en\">",
        ">Topics</a>",
    ] {
        assert!(german.contains(text), "no `{text}` in {german}");
    }
    let home = built.page("index.html");
    assert!(home.contains("Latest explainers") && home.contains("1 of 2 questions answered"));
    assert!(home.contains("<h3 lang=\"de\" dir=\"auto\">"), "{home}");
    assert!(!home.contains("März") && home.contains("1 March 2026"), "{home}");
}

#[test]
fn a_page_that_runs_to_the_left_keeps_what_runs_to_the_right() {
    let built = site().article("a", &spoken("ar")).build();
    built.clean();
    let arabic = built.page("a/index.html");
    for text in [
        "<html lang=\"ar\" dir=\"rtl\">",
        "<dt>دُققت المعلومات حتى</dt>",
        "\u{200f}2 مارس 2026",
        ">مصدران</a>",
        "<bdi>Ann</bdi>، <cite dir=\"auto\">What now?</cite>، <bdi>Press!</bdi>",
        "<bdi>https://example.org/a/</bdi></p>",
        "<span class=\"locator\">، p. 4</span>",
        "Ann، Bob: ماذا؟ Site، \u{200f}1 مارس 2026.",
    ] {
        assert!(arabic.contains(text), "no `{text}` in {arabic}");
    }
    let style = built.page("style.css");
    assert!(style.contains("pre, code, kbd, samp, math { direction: ltr;"));
    for side in ["margin-left", "margin-right", "padding-left", "padding-right"] {
        assert!(!style.contains(side), "`{side}` does not turn with the page");
    }
}

#[test]
fn words_choose_the_plural_form_of_their_language() {
    let words = "state_sources = { one = \"{n} источник\", few = \"{n} источника\", many = \"{n} источников\", other = \"{n} источника\" }\n";
    let article = |n: usize| {
        let sources: String = (0..n).map(|n| format!("  - {{id: s{n}, title: S}}\n")).collect();
        let marks: Vec<String> = (0..n).map(|n| format!("@s{n}")).collect();
        format!("---\ntitle: T\nlang: ru\nsources:\n{sources}---\n[{}]\n", marks.join("; "))
    };
    let sited = site()
        .config("theme = \"mine\"\n")
        .file("themes/mine/theme.toml", "extends = \"default\"\n")
        .file("themes/mine/words/ru.toml", words);
    let built = [1, 2, 5, 11, 21]
        .into_iter()
        .fold(sited, |site, n| site.article(&format!("a{n}"), &article(n)))
        .build();
    for (n, said) in [
        (1, "1 источник<"),
        (2, "2 источника<"),
        (5, "5 источников<"),
        (11, "11 источников<"),
        (21, "21 источник<"),
    ] {
        assert!(built.page(&format!("a{n}/index.html")).contains(said), "{said}");
    }
}

#[test]
fn a_page_of_the_built_in_theme_is_well_formed() {
    let built = fed()
        .article("index", "Intro [^n].\n\n[^n]: Note.\n")
        .article("_pages/about", "# One\n\nText.\n")
        .build();
    for (path, bytes) in built.outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
        crate::support::check_inert(path, std::str::from_utf8(bytes).unwrap());
        let dom = built.dom(path);
        assert_eq!(dom.all("h1").len(), 1, "{path}");
        let mut ids: Vec<_> = dom.elements().filter_map(|element| element.attr("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{path}: {ids:?}");
        for link in dom
            .elements()
            .filter_map(|element| element.attr("href")?.strip_prefix('#'))
            .filter(|id| !id.is_empty())
        {
            assert!(dom.has_id(link), "{path}: #{link}");
        }
    }
}

#[test]
fn levels_of_findings_can_be_changed() {
    let article = "---\ntitle: T\nsources: [{id: a, title: A}]\n---\n";
    let level = |level: &str| {
        site()
            .config(&format!("[check]\n\"source/unused\" = \"{level}\"\n"))
            .article("x", article)
            .build()
    };
    level("off").clean();
    assert!(level("error").outputs.is_empty());
    assert!(level("warning").has("x/index.html"));
    let quiet = site()
        .file("site.toml", "title = \"S\"\n[check]\n\"config/no-base-url\" = \"off\"\n")
        .article("x", "Text.")
        .build();
    quiet.clean();
}

#[test]
fn what_the_home_page_cites_is_a_source_of_the_site() {
    let built = site()
        .file(
            "content/index.md",
            "---\ntitle: Home\nsources: [{id: s, title: The Only Work}]\n---\nHello [@s].\n",
        )
        .build();
    built.clean();
    assert!(built.page("sources/index.html").contains("The Only Work"));
    assert!(built.page("index.html").contains("href=\"#src:s\""));
}
