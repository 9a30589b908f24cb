//! Sources in short forms: a map by their ids, and addresses alone. What they lack is asked for, with what to write.

use nutgraf::diagnostic::{Severity, apply};

use crate::support::{Built, site};

const UNTITLED: &str = "source/untitled";

fn built(sources: &str, text: &str) -> Built {
    site().article("x", &format!("---\ntitle: T\nsources:{sources}\n---\n{text}\n")).build()
}

#[track_caller]
fn same(short: &str, long: &str, text: &str) {
    let (short_site, long_site) = (built(short, text), built(long, text));
    long_site.clean();
    short_site.clean();
    assert!(short_site.outputs == long_site.outputs, "{short} is not {long}");
}

/// Checks that sources, whose first line is the third of the file, have one finding besides those of a citation.
#[track_caller]
fn told(sources: &str, code: &str, place: &str, words: &str) {
    built(sources, "Text.").says(code, &format!("content/x.md:{place}"), words);
}

#[track_caller]
fn mended(sources: &str, cited: &str, expected: &str) {
    let text = format!("---\ntitle: T\nsources:{sources}\n---\nText {cited}.\n");
    let found = site().article("x", &text).build().findings;
    let [finding] = &found[..] else { panic!("one finding, not {found:#?}") };
    let [fix] = &finding.fixes[..] else { panic!("one fix: {finding:#?}") };
    let right = apply(&text, &fix.edits).unwrap();
    let (_, front) = right.split_once("sources:").unwrap();
    assert_eq!(front.split_once("\n---").unwrap().0, expected);
    site().article("x", &right).build().clean();
}

#[test]
fn a_map_by_ids_is_a_list() {
    same(
        "\n  b: {title: B, published: 2024, url: https://example.org/b?x=1}\n  a:\n    title: A\n    quotes: So it is.\n  \"c-1\": {id: c-1, title: C}\n  2024: {title: D}",
        "\n  - {id: b, title: B, published: 2024, url: \"https://example.org/b?x=1\"}\n  - id: a\n    title: A\n    quotes: [So it is.]\n  - {id: c-1, title: C}\n  - {id: \"2024\", title: D}",
        "Text [@a; @c-1; @2024] [@b].",
    );
    let shared = |list: &str| {
        let built =
            site().file("content/sources.yaml", list).article("x", "Text [@a, p. 3] [@b].").build();
        built.clean();
        built.outputs
    };
    let long = shared("- {id: a, title: A}\n- {id: b, title: B}\n");
    for short in [
        "a: {title: A}\nb: {title: B}\n",
        "sources:\n  a: {title: A}\n  b:\n    title: B\n",
        "sources:\n  - {id: a, title: A}\n  - {id: b, title: B}\n",
    ] {
        assert!(shared(short) == long, "{short}");
    }
}

#[test]
fn an_address_alone_is_listed_and_can_be_cited() {
    let long = "\n  - {id: example-heat-pumps, title: example.org/heat-pumps.html, url: \"https://www.example.org/heat-pumps.html\"}";
    let long = long.replace("title: example", "title: www.example");
    let cites = "Text [@example-heat-pumps].";
    let whole = built(&long, cites);
    whole.clean();
    for short in [
        "\n  - https://www.example.org/heat-pumps.html",
        " https://www.example.org/heat-pumps.html",
        " [https://www.example.org/heat-pumps.html]",
    ] {
        let short = built(short, cites);
        assert!(short.outputs == whole.outputs);
        let [finding] = &short.findings[..] else { panic!("{:#?}", short.findings) };
        assert_eq!((finding.code.name(), finding.severity), (UNTITLED, Severity::Warning));
    }
    // Nothing else is told of a source that nobody could cite yet.
    told("\n  - https://example.org/", UNTITLED, "4:5", "`[@example]` cites it");
    let two = built("\n  - https://example.org/a\n  - https://example.com/a", "Text.");
    two.check_findings(&[
        (UNTITLED, "content/x.md:4:5", "`- id: example-a`"),
        (UNTITLED, "content/x.md:5:5", "`- id: example-a-2`"),
    ]);
    for text in [
        " https://example.org/a, https://example.org/b",
        "\n  https://example.org/a\n  https://example.org/b",
    ] {
        let found = built(text, "[@example-a; @example-b]").findings;
        assert_eq!(found.len(), 2, "{found:#?}");
        let spans: Vec<u32> =
            found.iter().map(|it| it.place.span.unwrap()).map(|it| it.end - it.start).collect();
        assert_eq!(spans, [21, 21]);
    }
}

#[test]
fn an_id_that_is_cited_already_is_taken() {
    let found = built("\n  - https://www.iea.org/pumps", "Text [@iea].");
    found.says(UNTITLED, "content/x.md:4:5", "`- id: iea`");
    let unknown = built("\n  - https://example.org/x", "Text [@who].");
    unknown.check_findings(&[
        (UNTITLED, "content/x.md:4:5", "`- id: example-x`"),
        ("citation/unknown-source", "content/x.md:6:7", "give that the id `who`"),
    ]);
    let listed = built("\n  - {id: iea, title: A}\n  - https://www.iea.org/pumps", "Text [@iea].");
    listed.says(UNTITLED, "content/x.md:5:5", "`- id: iea-pumps`");
}

#[test]
fn what_an_address_lacks_is_written_by_a_fix() {
    mended(
        "\n  - https://example.org/heat-pumps",
        "[@example-heat-pumps]",
        "\n  - id: example-heat-pumps\n    title: \"Heat pumps\"\n    url: https://example.org/heat-pumps",
    );
    mended(
        " [\"https://example.org/heat-pumps\"]",
        "[@example-heat-pumps]",
        " [{id: example-heat-pumps, title: \"Heat pumps\", url: https://example.org/heat-pumps}]",
    );
    mended(
        " https://example.org/heat-pumps?a,b",
        "[@example-heat-pumps]",
        " [{id: example-heat-pumps, title: \"Heat pumps\", url: \"https://example.org/heat-pumps?a,b\"}]",
    );
    mended(
        "\n  a: https://example.org/heat-pumps",
        "[@a]",
        "\n  a: {title: \"Heat pumps\", url: https://example.org/heat-pumps}",
    );
    mended(
        "\n  - The minutes, https://example.org/x",
        "[@example-x]",
        "\n  - id: example-x\n    title: \"The minutes\"\n    url: https://example.org/x",
    );
    mended("\n  - a:\n    title: A", "[@a]", "\n  - id: a\n    title: A");
    // Of an address without words, nobody can guess the title.
    let found = built("\n  - https://example.org/12345", "Text.").findings;
    assert!(found.iter().all(|finding| finding.fixes.is_empty()), "{found:#?}");
}

#[test]
fn a_doi_is_an_address() {
    for doi in ["10.1234/abc", "doi:10.1234/abc", "DOI 10.1234/abc"] {
        let built = built(&format!("\n  - {doi}"), "Text [@doi:10.1234/abc].");
        built.says(UNTITLED, "content/x.md:4:5", "`doi: 10.1234/abc`");
        assert!(built.page("x/index.html").contains("href=\"https://doi.org/10.1234/abc\""));
    }
    let keyed = built("\n  a: 10.1234/abc", "Text [@a].");
    keyed.says(UNTITLED, "content/x.md:4:6", "`a: {title: \"…\", doi: 10.1234/abc}`");
}

#[test]
fn what_is_no_address_is_told_with_what_to_write() {
    let (invalid, wrong) = ("field/invalid", "field/wrong-type");
    told("\n  - www.example.org/x", invalid, "4:5", "write `https://www.example.org/x`");
    told("\n  - example.org/x", invalid, "4:5", "write `https://example.org/x`");
    told("\n  - https://example.org/a b", invalid, "4:5", "`%20`");
    told("\n  - javascript://x", "link/script-url", "4:5", "`https:`");
    told("\n  - isbn:978-3-16-148410-0", wrong, "4:5", "the number of a book");
    told("\n  - How We Heat", wrong, "4:5", "`- id: how-we-heat`");
    told("\n  - <https://example.org/x>", wrong, "4:5", "`url: https://example.org/x`");
    told("\n  - The minutes: https://example.org/x", wrong, "4:5", "`title: \"The minutes\"`");
    told("\n  - 5", wrong, "4:5", "a number");
    told("\n  a: How We Heat", wrong, "4:6", "`a: {title: \"How We Heat\"}`");
    told("\n  a: 5", wrong, "4:6", "`a: {title: \"5\"}`");
    told("\n  a: [A]", wrong, "4:6", "the keys of a source");
    told("\n  a: www.example.org/x", invalid, "4:6", "write `https://www.example.org/x`");
}

#[test]
fn ids_as_keys_are_checked() {
    let unknown = "field/unknown";
    told("\n  the IEA: {title: A}", "source/invalid-id", "4:3", "`the-iea`");
    told(
        "\n  https://example.org/x: How We Heat",
        "source/invalid-id",
        "4:3",
        "`example-x: {title: \"How We Heat\"",
    );
    told("\n  a:\n    id: b\n    title: A", "field/invalid", "5:9", "write `b:` in place of `a:`");
    told("\n  a:", "field/missing", "4:3", "`title` is missing");
    told("\n  a:\n  title: A\n  url: https://example.org/", unknown, "5:3", "two more spaces");
    let twice = built("\n  a: {title: A}\n  a: {title: B}", "Text [@a].");
    twice.says("yaml/duplicate-key", "content/x.md:5:3", "twice");
    told("\n  id: a\n  title: A", "field/wrong-type", "4:3", "as in `- id: …`");
    built("\n  a: {b: {title: B}}", "Text [@a].").check_findings(&[
        ("field/missing", "content/x.md:4:3", "`title`"),
        (unknown, "content/x.md:4:7", "`b`"),
    ]);
    told("\n  - a: {title: A}", unknown, "4:5", "write `- id: a`");
    told("\n  - a: https://example.org/", unknown, "4:5", "write `- id: a`");
    // Whatever such a source is cited by, that is not wrong.
    let cited = built("\n  a:\n    id: b\n    title: A\n  c: [C]", "Text [@a; @b; @c].");
    cited.check_findings(&[
        ("field/invalid", "content/x.md:5:9", "`a`, is its id"),
        ("field/wrong-type", "content/x.md:7:6", "not the keys"),
    ]);
}

#[test]
fn an_address_that_is_listed_twice_is_told() {
    let twice = "\n  - https://example.org/a\n  - https://example.org/a";
    built(twice, "Text [@example-a].").check_findings(&[
        (UNTITLED, "content/x.md:4:5", "`- id: example-a`"),
        ("source/duplicate-id", "content/x.md:5:5", "first here"),
    ]);
    // Another article may say more of it.
    let article =
        |list: &str, id: &str| format!("---\ntitle: T\nsources:\n  - {list}\n---\nText [@{id}].\n");
    let built = site()
        .file("content/sources.yaml", "- https://example.org/b\n")
        .article("x", &article("https://example.org/a", "example-a"))
        .article("y", &article("{id: a, title: How We Heat, url: \"https://example.org/a\"}", "a"))
        .build();
    let codes: Vec<&str> = built.findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["source/untitled"; 2]);
    assert!(built.page("sources/index.html").contains("How We Heat"));
}

#[test]
fn a_check_knows_where_everything_is() {
    let article = "---\ntitle: T\nsources:\n  a: {title: A, publisher: P, published: 2024, url: http://example.org/a}\n  b: {title: B, author: B}\n---\nText [@a] [@b].\n";
    let shared =
        "sources:\n  c: {title: C, publisher: P, published: 2024, url: https://example.org/c}\n";
    let found = site()
        .file("content/sources.yaml", shared)
        .article("x", article)
        .article("y", "Text [@c].")
        .check();
    let marked = |code: &str| -> Vec<&str> {
        let of = found.iter().filter(|finding| finding.code.name() == code);
        of.map(|finding| {
            let text = if finding.place.path.as_str() == "content/x.md" { article } else { shared };
            finding.place.span.unwrap().slice(text)
        })
        .collect()
    };
    assert_eq!(marked("source/no-date"), ["b"]);
    assert_eq!(marked("source/no-accessed"), ["https://example.org/c", "http://example.org/a"]);
}
