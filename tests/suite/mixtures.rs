//! Thousands of mixtures of raw HTML with what the engine makes, read as a browser reads them: nothing in them is
//! active, every part made by the engine is where it was put, and the page around them stays whole.

use nutgraf::config::{MarkdownOptions, RawHtml};
use nutgraf::content::{Fragment, InputFile, PlaceholderKind, parse};
use nutgraf::path::SitePath;
use proptest::prelude::{Just, Strategy as _, prop_oneof};
use proptest::test_runner::{Config, TestRunner};

use crate::support::{Dom, site};

/// Input from which the engine makes something.
const OURS: &[&str] = &[
    "![alt](p.png)",
    "![alt](p.png \"Title\")",
    "[@a]",
    "[@a, p. 4]",
    "[^n]",
    "[text](other.md)",
    "*word*",
    "**word**",
    "`code`",
    "\n\n## Heading\n\n",
    "\n\n- item\n- item ",
    "\n\n> quoted ",
    "\n\n> [!NOTE]\n> noted ",
    "\n\n| a | b |\n| - | - |\n| c | ",
    " |\n",
    "\n\n```html\n<b onclick=x>\n```\n\n",
    "\n\n[^n]: note ",
    "$x^2$",
    "\n\nterm\n: meaning ",
    "- [x] done\n",
    "<https://e.org/>",
    "\n\n",
    "\n",
    " ",
    "text",
    "  \n",
    "    ",
];

/// Raw HTML: valid, broken, and malicious.
const THEIRS: &[&str] = &[
    "<div>",
    "</div>",
    "<div title='",
    "<div title=\"",
    "'>",
    "\">",
    "<p>",
    "</p>",
    "<p title=\"foo 1234567890\">",
    "<span>",
    "</span>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"x.html\">",
    "<a href='javascript:alert(1)'>",
    "<a href=\"java&Tab;script&colon;alert(1)\">",
    "<a href=java&#115;cript:alert(1)>",
    "</a>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "<caption>",
    "<tbody>",
    "<h2>",
    "</h2>",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<mtext>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<template>",
    "</template>",
    "<noscript>",
    "</noscript>",
    "<iframe>",
    "</iframe>",
    "<plaintext>",
    "<xmp>",
    "</xmp>",
    "<select>",
    "</select>",
    "<form>",
    "<button>",
    "<input autofocus onfocus=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"p.png\" alt=\"\">",
    "<img alt='",
    "<br>",
    "</br>",
    "<hr>",
    "<pre>",
    "</pre>",
    "<body onload=alert(1)>",
    "</body>",
    "</html>",
    "</main>",
    "</article>",
    "</footer>",
    "<!--",
    "-->",
    "<!-->",
    "<![CDATA[",
    "]]>",
    "<?php",
    "?>",
    "<!DOCTYPE html>",
    "<",
    ">",
    "<b",
    "</",
    "=",
    "\"",
    "'",
    "`",
    "&",
    "&lt;",
    "&#60;script&#62;",
    "&#48;",
    " onmouseover=alert(1) x",
    " onclick=alert(1) ",
    " style=x ",
    "xhole0n0x",
    "xhole&#48;n1x",
    "data-size=\"",
    "é",
    "\u{c}",
    "<section id=\"s\">",
    "<video src=\"javascript:alert(1)\">",
    "<image xlink:href=x>",
    "<a xlink:href=\"javascript:x\">",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<font color=x>",
    "<nobr>",
    "</nobr>",
    "<frameset>",
    "<base href=x>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=x>",
    "<img srcset=\"javascript:x 1x, p.png 2x\" alt=\"x\">",
    "<blockquote cite='javascript:x'>",
    "</blockquote>",
];

/// Pages around an article, each with an element after it that must stay after it.
const FRAMES: &[(&str, &str)] = &[
    ("<main id=\"frame\"><div id=\"inside\">", "</div><footer id=\"after\"></footer></main>"),
    ("<ul id=\"frame\"><li id=\"inside\">", "</li><li id=\"after\"></li></ul>"),
    ("<dl id=\"frame\"><dd id=\"inside\">", "</dd><dt id=\"after\"></dt></dl>"),
    ("<table><tr id=\"frame\"><td id=\"inside\">", "</td><td id=\"after\"></td></tr></table>"),
    ("<details id=\"frame\"><div id=\"inside\">", "</div><p id=\"after\"></p></details>"),
];

/// Returns a fragment with every placeholder replaced by something that can be found again.
fn filled(fragment: &Fragment) -> (String, usize) {
    let mut marks = 0;
    let mut out = String::new();
    fragment.fill(&mut out, |placeholder, out| match placeholder {
        PlaceholderKind::Here => {}
        PlaceholderKind::Url(_) => out.push_str("https://e.org/x?&quot;y&#39;"),
        PlaceholderKind::Size(_) => out.push_str(" width=\"1\" height=\"2\""),
        PlaceholderKind::Word(_) => out.push_str("word"),
        PlaceholderKind::Citation(..) | PlaceholderKind::NoteRef(_) => {
            marks += 1;
            out.push_str("<sup><a class=\"ours\" href=\"#x\" title=\"y\">1</a></sup>");
        }
    });
    (out, marks)
}

/// Returns everything in a page that would run, load or restyle something.
fn alive(dom: &Dom) -> Option<String> {
    const FORMULAS: &[&str] = &["math", "msup", "mi", "mn", "mrow", "mo", "semantics"];
    for element in dom.id("inside").below() {
        let name = element.name();
        let known = FORMULAS.contains(&name)
            || "a abbr address aside b blockquote br caption code colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img \
                input li ol p pre rt ruby section span strong sub summary sup table tbody td th thead tr ul video"
                .split(' ')
                .any(|known| known == name);
        if !known || name == "input" {
            return Some(format!("<{name}>"));
        }
        for (attribute, value) in element.attrs() {
            let address = ["href", "src", "srcset", "cite", "poster"].contains(&attribute.as_str());
            if attribute.starts_with("on")
                || ["style", "autofocus", "srcdoc", "xlink:href"].contains(&attribute.as_str())
                || (address
                    && !value.starts_with("https://e.org/")
                    && !value.starts_with('#')
                    && !value.contains("2x"))
            {
                return Some(format!("<{name} {attribute}={value}>"));
            }
        }
    }
    None
}

fn check(markdown: &str) {
    let path = SitePath::new("content/a.md").unwrap();
    let text = format!("---\ntitle: T\nsources: [{{id: a, title: A}}]\n---\n{markdown}");
    let options = MarkdownOptions {
        html: RawHtml::Sanitize,
        math: true,
        smart_punctuation: false,
        embed_hosts: Vec::new(),
        language: String::new(),
        words: true,
    };
    let file = InputFile::new(&path, text.into_bytes()).value.unwrap();
    let parsed = parse(&file, &options).value;
    let article = parsed.whole().unwrap();
    let notes = article.notes.iter().map(|note| &note.fragment);
    for fragment in notes.chain([&article.body.fragment]) {
        let (html, marks) = filled(fragment);
        for (before, after) in FRAMES {
            let page = format!("<!doctype html><title>x</title><body>{before}{html}{after}");
            let dom = Dom::parse(&page);
            assert_eq!(alive(&dom), None, "{markdown:?} became {html}");
            let ours = dom
                .all("a")
                .iter()
                .filter(|a| a.attr("class") == Some("ours") && a.attrs().len() == 3)
                .count();
            assert!(
                ours >= marks,
                "{ours} of {marks} marks are left of {markdown:?}, which became {html}"
            );
            let stays =
                dom.id("frame").below().iter().any(|element| element.attr("id") == Some("after"))
                    && dom
                        .id("inside")
                        .below()
                        .iter()
                        .all(|element| element.attr("id") != Some("after"));
            assert!(stays, "{markdown:?} broke its page: {html}");
        }
    }
}

#[test]
fn raw_html_and_what_the_engine_makes_never_become_one() {
    let one = prop_oneof![
        (0..OURS.len()).prop_map(|n| OURS[n]),
        (0..THEIRS.len()).prop_map(|n| THEIRS[n]),
        Just("\n\n")
    ];
    let mixture = proptest::collection::vec(one, 1..24);
    let mut runner =
        TestRunner::new(Config { cases: 4000, failure_persistence: None, ..Config::default() });
    runner
        .run(&mixture, |pieces| {
            check(&pieces.concat());
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_once_broke_out_does_so_no_more() {
    for markdown in [
        "![alt](p.png) [@a]\n\n<p title=\"foo 1234567890\">xhole&#48;n1x onmouseover=alert(1) tabindex=0 autofocus onfocus=alert(2) x</p>\n",
        "<div title='\n\n![alt](p.png) onmouseover=alert(1) x\n\n'>hover</div>\n",
        "![alt](p.png) [@a]\n\n<p>éaaaaaaaaaaaxhole&#48;n1x</p>\n",
        "<div title=\"\n\nx [@a] text\n\n\"></div>\n",
        "A <script>alert(1)</script> B [@a] C <svg><path d=x> [@a] </svg>\n",
        "<table>\n\n[@a]\n\n<tr><td>\n\n- [@a] <table><td>\n",
        "<ul><li>\n\n[@a] <li> </ul>\n\n</li></ul><li>\n",
    ] {
        check(markdown);
    }
}

/// Checks the findings in the text of an article, which begins on its fourth line.
#[track_caller]
fn finds(text: &str, expected: &[(&str, &str, &str)]) {
    site()
        .file("content/a.md", format!("---\ntitle: T\n---\n{text}\n"))
        .build()
        .check_findings(expected);
}

#[test]
fn what_never_ends_is_an_error_at_its_place() {
    let finds_one = |text: &str, place, what| {
        finds(text, &[("html/unfinished", place, what)]);
    };
    finds_one("A word.\n\n<div title=\"\n\nx\n\n", "content/a.md:6:1", "this tag never ends");
    finds_one("<section\n\nx", "content/a.md:4:1", "this tag never ends");
    finds_one("x\n\n<!-- a\n\nb", "content/a.md:6:1", "this comment never ends");
    finds_one("- a\n\n  <p id='x>b</p>\n", "content/a.md:6:3", "this tag never ends");
}

#[test]
fn an_element_is_closed_where_it_was_opened_or_told() {
    let finds_one = |text: &str, place, what| {
        finds(text, &[("html/unclosed", place, what)]);
    };
    finds_one("A <b>word.\n\nAnother.", "content/a.md:4:3", "`<b>` is not closed");
    finds_one("<div>\n\nA word.", "content/a.md:4:1", "`<div>` is not closed");
    finds_one("A word.</span>", "content/a.md:4:8", "`</span>` closes nothing");
    finds_one("- <i>a\n- b", "content/a.md:4:3", "`<i>` is not closed");
    finds_one("A *<u>b*.", "content/a.md:4:4", "`<u>` is not closed");
    // Omitting what HTML allows to be omitted is not a fault.
    finds(
        "<ul>\n<li>a\n<li>b\n</ul>\n\n<p>\n\nc\n\n</p>\n\n<table><tr><td>d<td>e<tr><td>f</table>",
        &[],
    );
}

#[test]
fn what_cannot_stand_where_it_stands_is_dropped_and_told() {
    for (text, what) in [
        ("A <li>b</li> c", "`<li>` is outside `<ul>` or `<ol>`"),
        ("<td>a</td>", "`<td>` is outside `<tr>`"),
        ("## A <h3>b", "`<h3>` is not allowed in a heading"),
        ("*a <div>b*", "`<div>` is not allowed in emphasised or linked text"),
        ("[a <a href=\"#a\">b](https://e.org/)", "`<a>` is not allowed in another link"),
        ("A <?php x ?> b", "`<?php`"),
    ] {
        let built = site().file("content/a.md", format!("---\ntitle: T\n---\n{text}\n")).build();
        let found = built
            .findings
            .iter()
            .any(|finding| finding.code.name() == "html/dropped" && finding.message.contains(what));
        assert!(found, "{text}: {:#?}", built.findings);
    }
}

#[test]
fn a_script_in_a_line_goes_with_its_content_and_a_number_of_elements_is_refused() {
    let deep = "<div>".repeat(3_000);
    let built = site()
        .template("article.html", "{{ article.body }}")
        .file(
            "content/a.md",
            format!(
                "---\ntitle: T\n---\nA <script>b</script> <svg><path d=x>c</svg> d.\n\n{deep}\n"
            ),
        )
        .build();
    let page = built.page("a/index.html");
    assert!(page.starts_with("<p>A   d.</p>\n<div>"), "{page}");
    assert_eq!(page.matches("<div>").count(), 100);
    let told =
        built.findings.iter().filter(|finding| finding.message.contains("more than 100")).count();
    assert_eq!(told, 1);
}
