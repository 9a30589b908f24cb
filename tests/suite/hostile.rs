//! Input from somebody who means harm to readers: script in any field comes out as text, raw HTML passes an allow-list,
//! and nothing breaks out of its page.

use crate::support::{Built, TestSite, check_inert, png, site, xml};

// ---- script in every field ----

/// What an author, or somebody who gave them a text, may have written.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "</title></head></textarea></style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "x\u{2028}\u{2029}\\u003cscript>",
    "\\\"}; alert(1); //",
];

/// A site with one text in every field that readers see. Markdown fields get it as text, in a code span.
fn hostile(payload: &str) -> TestSite {
    let quoted = serde_json::to_string(payload).unwrap();
    let markdown = serde_json::to_string(&format!("``` {payload} ``` x")).unwrap();
    let toml = quoted.clone();
    let settings = format!(
        "title = {toml}\nbase_url = \"https://example.org/x/\"\ndescription = {toml}\nauthor = {toml}\ntheme = \"x\"\n[check]\n\"article/same-title\" = \"off\"\n[theme_options]\nx = {toml}\n[topics.t]\nname = {toml}\ndescription = {toml}\n[[menu]]\nname = {toml}\nurl = \"/topics/\"\n"
    );
    let article = |title: &str, more: &str| {
        format!(
            "---\ntitle: {title}\nstandfirst: {markdown}\nsummary: [{markdown}]\nsummary_by: {quoted}\ndate: 2026-01-01\n\
             authors: [{{name: {quoted}, role: {quoted}, url: \"https://example.org/?q=<script>\"}}]\ntopics: [t]\nimage_alt: {quoted}\nimage: p.png\n\
             insights:\n  - {quoted}\n  - {{question: {quoted}, answer: {markdown}, group: {quoted}}}\n  - {{question: {quoted}, open: {markdown}}}\n\
             sources:\n  - {{id: s, title: {quoted}, publisher: {quoted}, author: [{quoted}], url: \"https://example.org/?<script>\", published: 2026, archive_note: {quoted}, note: {quoted}}}\n\
             updates:\n  - {{date: 2026-02-01, kind: correction, note: {markdown}, was: {markdown}, now: {markdown}, severity: grave}}\n\
             extra: {{x: {quoted}}}\n{more}---\nText [@s, {locator}] and ``` {payload} ```.\n\n![{alt}](p.png)\n\n[^n]\n\n[^n]: ``` {payload} ``` x\n",
            locator = payload.replace([']', '[', ';', '\\', '`', ','], ""),
            alt = payload.replace([']', '[', '\\', '!'], ""),
        )
    };
    site()
        .file("site.toml", settings)
        .file("themes/x/theme.toml", "extends = \"default\"\n[options.x]\nkind = \"text\"\ndefault = \"\"\n")
        .file("content/p.png", png(2, 3))
        .article("a", &article(&quoted, "aliases: [/old/]\n"))
        .article("b", &article(&quoted, "superseded_by: a.md\n"))
        .template("extra.html", "{% extends \"article.html\" %}{% block extra_body %}<p>{{ article.extra.x }}</p><p title=\"{{ site.theme_options.x }}\">{{ site.theme_options.x | json }}</p>{% endblock %}")
        .article("c", &article(&quoted, "template: extra.html\n"))
        .article("_pages/d", &format!("---\ntitle: {quoted}\n---\nText.\n"))
}

#[test]
fn script_in_any_field_comes_out_as_text() {
    for payload in PAYLOADS {
        let built = hostile(payload).build();
        built.clean();
        for (path, bytes) in &built.outputs {
            let text = String::from_utf8_lossy(bytes);
            if path.ends_with(".html") {
                check_inert(path, &text);
            } else if path.ends_with(".xml") {
                xml(&text);
            } else if path.ends_with(".json") {
                serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
            }
        }
        check_shown(&built, payload);
    }
}

/// Readers see exactly what was written.
#[track_caller]
fn check_shown(built: &Built, payload: &str) {
    let one_line = payload.split_whitespace().collect::<Vec<_>>().join(" ");
    let dom = built.dom("a/index.html");
    assert_eq!(dom.all("h1")[0].text(), one_line);
    assert_eq!(dom.meta("og:title"), [payload]);
    let graph = dom.json_ld();
    assert_eq!(graph["NewsArticle"]["headline"], payload);
    assert_eq!(graph["NewsArticle"]["citation"][0]["name"], payload);
    assert_eq!(graph["FAQPage"]["mainEntity"][0]["name"], payload);
    assert_eq!(graph["WebSite"]["name"], payload);
    let atom = xml(built.page("atom.xml"));
    let titles: Vec<&str> =
        atom.iter().filter(|(name, _)| name == "title").map(|(_, text)| text.as_str()).collect();
    assert_eq!(titles, [payload; 4]);
    for (_, content) in atom.iter().filter(|(name, _)| name == "content") {
        check_inert_fragment(content);
    }
    let feed: serde_json::Value = serde_json::from_str(built.page("feed.json")).unwrap();
    assert_eq!(feed["items"][0]["title"], payload);
    check_inert_fragment(feed["items"][0]["content_html"].as_str().unwrap());
    let bib = built.page("a/cite.bib");
    assert_eq!(bib.matches("\n@").count() + usize::from(bib.starts_with('@')), 1, "{bib}");
    assert_eq!(
        bib.replace("\\{", "").replace("\\}", "").matches('{').count(),
        bib.replace("\\{", "").replace("\\}", "").matches('}').count(),
        "{bib}"
    );
    let extra = built.page("c/index.html");
    assert!(extra.contains("<p title="), "{extra}");
}

#[track_caller]
fn check_inert_fragment(html: &str) {
    check_inert("feed", &format!("<!doctype html><title>x</title><body>{html}"));
}

// ---- raw HTML ----

#[test]
fn raw_html_passes_through_an_allow_list() {
    let text = "<p onclick=\"alert(1)\" style=\"color: red\" class=\"x\">a</p>\n\n<script>alert(1)</script>\n\n<iframe src=\"https://example.org/\"></iframe>\n\n<details open><summary>S</summary>T</details>\n\nA <b onmouseover=x>bold</b> word.\n";
    let built = site().article("a", text).build();
    built.check_findings(&[
        ("html/dropped", "content/a.md:4:1", "`onclick`"),
        ("html/dropped", "content/a.md:4:1", "`style`"),
        ("html/dropped", "content/a.md:6:1", "`<script>`"),
        ("html/dropped", "content/a.md:8:1", "`<iframe>`"),
        ("html/dropped", "content/a.md:12:3", "`onmouseover`"),
    ]);
    let page = built.page("a/index.html");
    check_inert("a", page);
    assert!(
        page.contains("<p class=\"x\">a</p>")
            && page.contains("<details open=\"\"><summary>S</summary>T</details>"),
        "{page}"
    );
}

#[test]
fn a_script_url_in_raw_html_is_an_error_even_where_all_html_is_allowed() {
    for mode in ["sanitize", "allow"] {
        for html in [
            "<a href=\"javascript:alert(1)\">x</a>",
            "<img src=\"data:image/svg+xml,x\">",
            "<iframe src=\"javascript:alert(1)\"></iframe>",
            "<form action=\"javascript:alert(1)\"></form>",
        ] {
            let built = site()
                .config(&format!("[markdown]\nhtml = \"{mode}\"\n"))
                .article("a", &format!("<div>{html}</div>"))
                .build();
            assert!(
                built.findings.iter().any(|finding| finding.code.name() == "link/script-url"),
                "{mode}: {html}: {:#?}",
                built.findings
            );
            assert!(built.outputs.is_empty());
        }
    }
}

#[test]
fn raw_html_may_be_allowed_or_shown() {
    let text = "<div onclick=\"x()\">a</div>\n\nA <b style=\"x\">word</b>.\n";
    let allowed = site()
        .config("[markdown]\nhtml = \"allow\"\n")
        .article("a", text)
        .template("article.html", "{{ article.body }}")
        .build();
    allowed.clean();
    assert_eq!(
        allowed.page("a/index.html"),
        "<div onclick=\"x()\">a</div>\n<p>A <b style=\"x\">word</b>.</p>\n"
    );
    let escaped = site()
        .config("[markdown]\nhtml = \"escape\"\n")
        .article("a", text)
        .template("article.html", "{{ article.body }}")
        .build();
    escaped.clean();
    assert_eq!(
        escaped.page("a/index.html"),
        "<p>&lt;div onclick=\"x()\"&gt;a&lt;/div&gt;</p>\n<p>A &lt;b style=\"x\"&gt;word&lt;/b&gt;.</p>\n"
    );
}

#[test]
fn raw_html_cannot_break_out_of_its_page() {
    for html in [
        "</div></div></main></body></html><p>x",
        "<div><div><div>",
        "<!-- ",
        "<textarea>",
        "<title>",
        "<plaintext>",
        "<table><tr><td>",
        "</article><article>",
        "<b><i></b></i>",
        "<p title=\"",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    ] {
        let built = site().article("a", &format!("A word.\n\n{html}\n\nAnother.\n")).build();
        if !built.outputs.is_empty() {
            let dom = built.dom("a/index.html");
            check_inert(html, built.page("a/index.html"));
            assert_eq!(dom.all("footer").len(), 1, "{html}");
            assert!(dom.id("part:main").all("footer").is_empty(), "{html}");
        }
    }
}

#[test]
fn a_theme_may_quote_attributes_either_way() {
    let built = site()
        .article("a", "---\ntitle: \"' onclick='x()\"\n---\n")
        .template(
            "article.html",
            "<!doctype html><title>x</title><p title='{{ article.title }}'>x</p>",
        )
        .build();
    check_inert("a", built.page("a/index.html"));
    assert_eq!(built.dom("a/index.html").all("p")[0].attr("title"), Some("' onclick='x()"));
}

#[test]
fn control_characters_become_visible() {
    let built = site()
        .article("a", "---\ntitle: \"a\\0b\\e[31m\"\ndate: 2026-01-01\n---\nA\u{b}B\n")
        .build();
    built.check_findings(&[
        ("text/control", "content/a.md:2:8", "U+0000"),
        ("text/control", "content/a.md:5:2", "U+000B"),
    ]);
    for (path, bytes) in &built.outputs {
        assert!(
            bytes.iter().all(|byte| *byte >= 0x20 || *byte == b'\n' || *byte == b'\t'),
            "{path}"
        );
    }
    assert_eq!(built.dom("a/index.html").all("h1")[0].text(), "a\u{fffd}b\u{fffd}[31m");
    xml(built.page("atom.xml"));
}

#[test]
fn a_second_footnote_of_one_name_brings_no_script_in() {
    let article = "---\ntitle: T\ninsights:\n  - question: Why?\n    answer: |\n      So <b>it</b> is.[^n]\n\n      [^n]: First.\n---\n\
                   Text.[^n]\n\n[^n]: <script>alert(1)</script> <b onclick=\"alert(2)\">x</b>\n";
    let built = site().article("a", article).build();
    let codes: Vec<&str> = built.findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["note/duplicate", "html/dropped", "html/dropped"]);
    // If each has its own name, both are cleaned.
    let built =
        site().article("a", &article.replace("Text.[^n]\n\n[^n]:", "Text.[^m]\n\n[^m]:")).build();
    let page = built.page("a/index.html");
    check_inert("a/index.html", page);
    assert!(page.contains("First.") && page.contains("<b>x</b>") && !page.contains("alert"));
}
