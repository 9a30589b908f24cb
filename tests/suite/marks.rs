//! Attribution: the names beside marks, and the other pages that cite a source.

use crate::support::site;

/// Returns what each mark of a body says, and whether its name is only for the margin: `1`, `1 A` or `1 (A)`.
#[track_caller]
fn marks(front: &str, body: &str) -> Vec<String> {
    let article = format!(
        "---\ntitle: T\n{front}\nsources:\n  - {{id: a, title: First, publisher: A, published: 2026-02-19}}\n  - {{id: b, title: Second, publisher: B}}\n---\n{body}\n"
    );
    let built = site()
        .config("[check]\n\"source/unused\" = \"off\"\n")
        .template("article.html", "{{ article.summary | join }}{{ article.body }}")
        .article("x", &article)
        .build();
    let dom = built.clean().dom("x/index.html");
    let said = |mark: &crate::support::Element<'_>| {
        let text = mark.text().replace(['\u{2068}', '\u{2069}'], "").replace('\u{a0}', " ");
        let name = mark.all("span").into_iter().find(|span| span.attr("data-n").is_some());
        match (name.and_then(|name| name.attr("class")), text.split_once(' ')) {
            (Some("by again"), Some((number, name))) => format!("{number} ({name})"),
            _ => text,
        }
    };
    dom.all("a").iter().filter(|a| a.attr("role") == Some("doc-noteref")).map(said).collect()
}

#[test]
fn a_source_is_named_where_it_is_cited_first() {
    assert_eq!(marks("", "One [@a]. Two [@b]. Again [@a]."), ["1 A, 19 Feb 2026", "2 B", "1"]);
}

#[test]
fn each_section_of_a_body_names_its_sources_for_the_margin() {
    assert_eq!(
        marks(
            "summary: [\"Point [@a].\"]",
            "One [@a]. Two [@a].\n\n## Next\n\n[@a]\n\n### Below\n\n[@a]"
        ),
        ["1 A, 19 Feb 2026", "1 (A, 19 Feb 2026)", "1", "1 (A, 19 Feb 2026)", "1"]
    );
}

#[test]
fn what_has_no_margin_beside_it_takes_no_name_from_those_that_have_one() {
    assert_eq!(
        marks("", "First [@a].\n\n## Next\n\n| t |\n| --- |\n| x [@a] |\n\nText [@a]."),
        ["1 A, 19 Feb 2026", "1", "1 (A, 19 Feb 2026)"]
    );
    // The first name is in the line, wherever that is.
    assert_eq!(marks("", "| t |\n| --- |\n| x [@b] |\n\nText [@b]."), ["1 B", "1 (B)"]);
}

#[test]
fn a_name_is_isolated_from_the_signs_around_it() {
    let article = "---\ntitle: T\nsources: [{id: a, title: T, publisher: الجزيرة, published: 2026-02-19}]\n---\nText [@a].\n";
    let built = site().article("x", article).build();
    assert!(
        built
            .clean()
            .page("x/index.html")
            .contains("data-n=\"1\">\u{a0}\u{2068}الجزيرة\u{2069}, 19 Feb 2026</span>")
    );
}

#[test]
fn two_places_in_sources_are_told_apart() {
    let built = site()
        .article(
            "x",
            "---\ntitle: T\nsources: [{id: a, title: A}, {id: b, title: B}]\n---\n[@a, p. 4; @b]\n",
        )
        .build();
    let page = built.clean().page("x/index.html").to_owned();
    assert!(page.contains("</a><span>; </span><a"), "{page}");
}

#[test]
fn a_source_tells_which_other_pages_cite_it() {
    let shared = "- {id: w, title: Wells, publisher: Z, url: \"https://example.com/w\"}\n- {id: v, title: Vaults, publisher: A, url: \"https://example.com/v\"}\n";
    let citing = |n: usize| format!("---\ntitle: Article {n}\ndate: 2026-01-0{n}\n---\n[@w]\n");
    let built = (1..=5)
        .fold(site(), |site, n| site.article(&format!("a{n}"), &citing(n)))
        .config("[lists]\nper_page = 1\n")
        .article("v", "---\ntitle: Alone\n---\n[@v]\n")
        .file("content/sources.yaml", shared)
        .build();
    built.clean();
    let dom = built.dom("a3/index.html");
    let entry: Vec<_> = dom.id("src:w").all("a").iter().map(|a| a.text()).collect();
    assert_eq!(entry, ["Wells", "a", "Article 5", "Article 4", "Article 2", "and 1 more"]);
    let more = dom.id("src:w").all("a").last().unwrap().attr("href").unwrap().to_owned();
    assert_eq!(more, "/sources/page/2/#src:w");
    let listed = built.dom("sources/page/2/index.html");
    assert_eq!(listed.id("src:w").all("a").len(), 1 + 5);
    let alone: Vec<_> =
        built.dom("v/index.html").id("src:v").all("a").iter().map(|a| a.text()).collect();
    assert_eq!(alone, ["Vaults", "a"]);
}

#[test]
fn sources_of_one_id_have_addresses_of_their_own() {
    let own = |title: &str| {
        format!(
            "---\ntitle: {title}\nsources: [{{id: s, title: \"{title}\", url: \"https://example.com/{title}\"}}]\n---\n[@s]\n"
        )
    };
    let built = site().article("a", &own("A")).article("b", &own("B")).build();
    let dom = built.clean().dom("sources/index.html");
    assert!(dom.id("src:s").text().starts_with('A') && dom.id("src:s~1").text().starts_with('B'));
}
