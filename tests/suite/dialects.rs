//! What other dialects of Markdown mean and this one does not, marks that are none, and what is read as elsewhere:
//! citations of Pandoc, bare addresses, captions of tables.

use crate::support::{Built, TestSite, site};

fn article(markdown: &str) -> TestSite {
    site()
        .config("[check]\n\"source/unused\" = \"off\"\n[markdown]\nmath = true\n")
        .template("article.html", "{{ article.body }}")
        .article(
            "x",
            &format!("---\ntitle: T\nsources:\n  - {{id: a, title: First}}\n  - {{id: b, title: Second}}\n---\n{markdown}\n"),
        )
}

fn built(markdown: &str) -> Built {
    article(markdown).build()
}

/// Checks that one finding comes from some Markdown, which begins on the seventh line of its file, and that its message
/// or its help has these words.
#[track_caller]
fn finds(markdown: &str, code: &str, place: &str, words: &str) {
    let built = built(markdown);
    built.check_findings(&[(code, &format!("content/x.md:{place}"), "")]);
    let Some(finding) = built.findings.first() else { return };
    let said = format!("{} {}", finding.message, finding.hint.as_deref().unwrap_or_default());
    assert!(said.contains(words), "{markdown:?}: {said}");
}

#[track_caller]
fn clean(markdown: &str) -> String {
    let built = built(markdown);
    built.clean();
    built.page("x/index.html").to_owned()
}

#[track_caller]
fn shows(markdown: &str, html: &str) {
    let page = clean(markdown);
    assert!(page.contains(html), "{markdown:?} gives {page}");
}

#[test]
fn blocks_of_other_tools_are_told() {
    for (text, place, what) in [
        ("::: {.note}\nText\n:::", "7:1", "`:::`"),
        (":::tip Title\nText", "7:1", "`:::tip`"),
        ("> :::\n> a", "7:3", "`:::`"),
        ("!!! warning \"W\"\n    Text", "7:1", "`!!! warning`"),
        ("??? note\n    Text", "7:1", "folded"),
        ("=== \"Tab\"\n    Text", "7:1", "tab"),
        ("*[HTML]: Hypertext", "7:1", "abbreviation"),
        ("(a-label)=\n## H", "7:1", "label"),
        ("+---+---+\n| a | b |", "7:1", "grid table"),
        (".. image:: x.png", "7:1", "directive"),
        ("[TOC]", "7:1", "contents"),
        ("> [!info] Title\n> Text", "7:3", "callout"),
        ("\\newpage", "7:1", "LaTeX"),
        ("import Chart from './chart.js'", "7:1", "MDX"),
        ("```{python}\nx = 1\n```", "7:4", "`{python}`"),
        ("```{code-cell} ipython3\nx = 1\n```", "7:4", "`{code-cell}`"),
        ("<div markdown=\"1\">\n\nText\n\n</div>", "7:1", "the attribute `markdown`"),
    ] {
        finds(text, "markdown/dialect", place, what);
    }
}

#[test]
fn signs_of_other_tools_inside_a_line_are_told() {
    for (text, place, what) in [
        ("[x](https://example.org/){:target=\"_blank\"}", "7:26", "attributes"),
        ("A ![p](/favicon.svg){width=50%} b", "7:21", "attributes"),
        ("Text.\n{: .note }", "8:1", "attributes"),
        ("`x`{.rust}", "7:4", "attributes"),
        ("See [[Other Page]].", "7:5", "`[[Other Page]]`"),
        ("![[chart.png]]", "7:1", "embedded"),
        ("Some ==marked== words", "7:6", "<mark>"),
        ("{++new++} text", "7:1", "CriticMarkup"),
        ("old {>>note<<}", "7:5", "CriticMarkup"),
        ("m^2^ and", "7:2", "superscript"),
        ("H~2~O", "7:2", "<sub>"),
        ("See {ref}`label`.", "7:5", "role"),
        ("It is `{r} mean(x)` on average", "7:7", "Quarto"),
        ("See @fig-heat.", "7:5", "cross-reference"),
        ("So :contentReference[oaicite:0]{index=0}.", "7:4", "ChatGPT"),
        ("Well :tada: done", "7:6", "emoji"),
    ] {
        finds(text, "markdown/dialect", place, what);
    }
}

#[test]
fn one_finding_says_how_many_there_are() {
    finds("::: a\nx\n:::\n\n::: b", "markdown/dialect", "7:1", "(3 times in this file");
    finds("{{< x >}} {{< x >}}", "markdown/shortcode", "7:1", "(2 times");
}

#[test]
fn text_that_only_looks_similar_is_left_alone() {
    for text in [
        "a == b, x==y, a ^ b, 3 ^ 4 ^ 5, {}",
        "`::: x`, `{{ x }}`, `[[x]]`\n\n    ::: x",
        "At 10:30:15, in std::fmt::Display, a:b:c.",
        "The set {1, 2} and {x | x > 0}.",
        "[[1]](https://example.org/) and [sic] and [x](#top)",
        "\\::: x\n\n\\[[x]] \\==x==",
        "- a\n- b\n\n1. c\n\n> q",
        "– Who said so?\n\nNobody.",
        "XX chromosomes, Super Bowl XX, TK 1234, a TKO",
        "| a | b |\n| --- | --- |\n| c | d |",
        "Costs $5.\tAlone.",
        "[the report] (which nobody read)",
        "[x] (see above), [y](z is said",
        "<code>{{ x }} [@a] ::: [[x]]</code>",
        "<!-- [@nobody] {{ x }} TK -->",
        "<pre>\n[@nobody]\n</pre>",
        "~~gone~~ and ~so~, `r x` and `{x} y`",
        "#hashtag\n\n-5 degrees\n-6 degrees",
        "– Hello.\n\n– Bonjour, dit-il.",
        "✓ Done.",
        "1.\u{a0}Januar war es kalt.\n\n+\u{a0}50 %",
        "| a |\n| - |\n| 1 | | |",
        "!!! great news",
        "==> y; <== z",
        "a[i][j], x[1][2] and [a][2]",
        "<pre>\n[x](y) **z**\n</pre>",
        "5**3 and `**` and \\**",
        "Since then\n2024. Then came",
        "```\ncode\n```\n\n- ~~~\n  x\n  ~~~\n\n> ```\n> y\n> ```",
        "x < y and a <b\n",
        "A heading\n---",
    ] {
        clean(text);
    }
}

#[test]
fn marks_that_are_none_are_told_with_what_is_meant() {
    for (text, place, what) in [
        ("#\u{a0}Heading", "7:1", "no-break space"),
        ("##\u{3000}見出し", "7:1", "ideographic space"),
        ("-\u{a0}item", "7:1", "no-break space"),
        ("1.\u{202f}one\n2.\u{202f}two", "7:1", "narrow no-break"),
        ("\u{a0}- item", "7:1", "no-break space"),
        ("＃ 見出し", "7:1", "`＃`"),
        ("##Heading", "7:1", "no space follows `##`"),
        ("-one\n-two", "7:1", "no space follows `-`"),
        ("[x](tel:+49 30 1234)", "7:3", "a space in it"),
        ("• one\n• two", "7:1", "`•`"),
        ("> • one\n> • two", "7:3", "`•`"),
        ("✓ one\n✓ two", "7:1", "`✓`"),
        ("1)One\n2)Two", "7:1", "no space follows `1)`"),
        ("Steps follow.\n2. two\n3. three", "8:1", "empty line"),
        ("####### Seven", "7:1", "six"),
        ("> | a | b |\n> | c | d |", "7:3", "row of dashes"),
        ("```js\ncode\n\n## H", "7:1", "never closed"),
        ("```\ncode\n~~~", "7:1", "never closed"),
        ("**Note:**Text and **", "7:1", "no emphasis"),
        ("## ", "7:1", "no text"),
        ("title: B\n---", "7:1", "heading of this text"),
        ("So it is.\n---", "7:1", "heading of this text"),
        ("[x](#my heading)", "7:3", "small letters"),
        ("(the budget)[https://example.org/b.pdf]", "7:13", "wrong way round"),
        ("See [text][nope] now", "7:10", "nothing defines `[nope]`"),
        ("[text](https://example.org/", "7:6", "never closed"),
        ("<div>\nSee [x](nope.md).\n</div>", "8:7", "raw HTML"),
        ("<p>**bold**</p>", "7:4", "raw HTML"),
        ("\u{f0b7}\tone", "7:1", "U+F0B7"),
        ("– one\n– two", "7:1", "`–`"),
        ("| a | b |\n| c | d |", "7:1", "row of dashes"),
        ("Year\tHomes\n2025\t12", "7:1", "tabs"),
        ("![A map](my map.png)", "7:8", "`my map.png`"),
        ("See [x](../a b/c.pdf \"T\") now", "7:7", "not a link"),
        ("[x] (https://example.org/)", "7:3", "between `]` and `(`"),
    ] {
        finds(text, "markdown/unread", place, what);
    }
}

#[test]
fn stand_ins_are_told() {
    for (text, place) in [
        ("It costs TK euros.", "7:10"),
        ("TKTK", "7:1"),
        ("About XX% of them", "7:7"),
        ("$XX", "7:2"),
        ("XX people", "7:1"),
        ("[TK]", "7:2"),
        ("It is so [Insert source here].", "7:10"),
        ("[CITATION NEEDED]", "7:1"),
        ("XXXX", "7:1"),
    ] {
        finds(text, "text/placeholder", place, "still to come");
    }
    let off = site().article("x", "---\ntitle: T\n---\n$$\nx^2\n$$\n\nSo \\(x^2\\).\n");
    let off = off.build();
    assert!(
        off.findings.iter().all(|f| f.hint.as_deref().unwrap_or_default().contains("math = true"))
    );
    assert_eq!(off.findings.len(), 2, "{:?}", off.findings);
    let title = site().article("x", "---\ntitle: \"The **big** one\"\n---\nText.\n");
    title.build().check_findings(&[("markdown/unread", "content/x.md:2:8", "`**`")]);
    let title = site().article("x", "---\ntitle: \"What costs TK?\"\n---\nText.\n");
    title.build().check_findings(&[("text/placeholder", "content/x.md:2:8", "`TK`")]);
}

#[test]
fn cells_without_a_column_are_told() {
    finds("| a | b |\n| --- | --- |\n| `x|y` | 2 |", "markdown/lost-cells", "9:11", "`2` is lost");
    finds("| a |\n| - |\n| 1 | 2 | 3 |", "markdown/lost-cells", "9:7", "`2 | 3` is lost");
    clean("| a | b |\n| --- | --- |\n| 1 \\| 2 | 3 |\n| 4 |\n| 5 | 6 |  \n7 | 8");
}

#[test]
fn files_that_are_no_images_are_told() {
    for (file, what) in [
        ("a.mp4", "a video"),
        ("a.pdf", "a document"),
        ("a.HEIC", "browsers do not show"),
        ("a.mp3", "a sound"),
    ] {
        let site = article(&format!("![x]({file})")).file(&format!("content/{file}"), "x");
        let built = site.build();
        assert!(built.findings.iter().any(|f| f.message.contains(what)), "{:?}", built.findings);
    }
}

#[test]
fn citations_of_pandoc_are_citations() {
    shows("So [see @a, p. 3; but cf. @b].", "<span class=\"prefix\">see </span><a id=\"cite:a:1\"");
    shows(
        "So [see @a, p. 3; but cf. @b].",
        "<span>; </span><span class=\"prefix\">but cf. </span><a id=\"cite:b:1\"",
    );
    let page = clean("Kim says so [-@a, p. 1].");
    assert!(page.contains("p. 1") && !page.contains("class=\"by\""), "{page}");
    shows("So [@a p. 4].", "<span class=\"locator\">, p. 4</span>");
    shows("So [@a, p.&nbsp;4\\*].", "<span class=\"locator\">, p.\u{a0}4*</span>");
    shows("So [@{a}; *also* @b].", "<span class=\"prefix\">also </span>");
    for text in [
        "[me@example.org]",
        "[see a@example.org]",
        "[@name](https://example.org/)",
        "[@name]\n\n[@name]: https://example.org/",
    ] {
        let page = clean(text);
        assert!(!page.contains("cite:"), "{page}");
    }
}

#[test]
fn forgotten_citations_are_told_if_there_is_such_a_source() {
    for (text, place, meant) in [
        ("It is so (@a).", "7:10", "[@a]"),
        ("It is so (see @a, p. 3; @b).", "7:10", "[see @a, p. 3; @b]"),
        ("It is so @a.", "7:10", "[@a]"),
        ("As @a says", "7:4", "First [@a]"),
        ("As @a [p. 4] says", "7:4", "First [@a, p. 4]"),
        ("It is so [a].", "7:10", "[@a]"),
        ("It is so [b, p. 3].", "7:10", "[@b, p. 3]"),
        ("@a [p. 3] says", "7:1", "First [@a, p. 3]"),
    ] {
        finds(text, "citation/unmarked", place, meant);
        assert_eq!(built(text).findings[0].fixes[0].edits[0].text, meant, "{text}");
    }
    clean("Ask @anna, [sic], [c] and a@b.example.");
    shows("> A [@a,\n> p. 3] b", "<span class=\"locator\">, p. 3</span>");
    shows("## Use \\{#x}", "Use {#x}");
    shows("## {}", ">{}<");
    let built = built("So [@a, @b].");
    assert_eq!(built.findings[0].fixes[0].edits[0].text, "; ");
}

#[test]
fn bare_addresses_are_links() {
    // GFM 0.29, §6.9, in other words.
    for (text, link) in [
        (
            "See www.example.org/help now",
            "<a href=\"http://www.example.org/help\">www.example.org/help</a> now",
        ),
        ("Visit www.example.org.", "<a href=\"http://www.example.org\">www.example.org</a>."),
        (
            "(www.example.org/a_(b))",
            "(<a href=\"http://www.example.org/a_(b)\">www.example.org/a_(b)</a>)",
        ),
        (
            "https://example.org/a_b_c?x=1&y=2,",
            "<a href=\"https://example.org/a_b_c?x=1&amp;y=2\">",
        ),
        ("www.example.org/x?a=b&hl;", "x?a=b</a>&amp;hl;"),
        (
            "www.example.org/he<lp",
            "<a href=\"http://www.example.org/he\">www.example.org/he</a>&lt;lp",
        ),
        (
            "*https://example.org*",
            "<em><a href=\"https://example.org\">https://example.org</a></em>",
        ),
        (
            "a.b-c_d+e@example.org.",
            "<a href=\"mailto:a.b-c_d+e@example.org\">a.b-c_d+e@example.org</a>.",
        ),
        ("- https://example.org/\n  - b", "<li><a href=\"https://example.org/\">"),
        (
            "“https://example.org/x”",
            "“<a href=\"https://example.org/x\">https://example.org/x</a>”",
        ),
        ("ftp://example.org/x", "<a href=\"ftp://example.org/x\">"),
        (
            "参见https://example.org/a，然后",
            "<a href=\"https://example.org/a\">https://example.org/a</a>，",
        ),
        (
            "[https://example.org/] {https://example.org/b}",
            "https://example.org/</a>] {<a href=\"https://example.org/b\">",
        ),
    ] {
        shows(text, link);
    }
    for text in [
        "`https://example.org`",
        "a@b-_ a@b_",
        "www.x_y.z_w",
        "https://",
        "xhttps://example.org",
        "w.w",
        "~www.~",
    ] {
        assert!(!clean(text).contains("<a href"), "{text}");
    }
}

#[test]
fn no_link_is_made_in_a_link() {
    for text in [
        "[see https://example.org/](https://example.com/)",
        "<a href=\"https://example.com/\">https://example.org/</a>",
    ] {
        assert_eq!(clean(text).matches("<a ").count(), 1, "{text}");
    }
}

#[test]
fn a_definition_needs_white_space() {
    shows("Term\n: Meaning", "<dt>Term</dt>");
    shows("So nice\n:-)", "<p>So nice\n:-)</p>");
    shows("a\n:b\n\nTerm\n: Meaning with `x\n: y` in it", "<p>a\n:b</p>");
    shows("Write `key\n: value` there.", "<p>Write <code>key : value</code> there.</p>");
    shows("Write [a\n:b](https://example.org/:c) and *d\n:e*", "<em>d\n:e</em>");
    shows("> a\n> :b", "<p>a\n:b</p>");
}

#[test]
fn headings_keep_their_order() {
    shows("# A\n\n## B\n\n###### C", "<h2 id=\"a\">");
    shows("# A\n\n## B\n\n###### C", "<h3 id=\"b\">");
    shows("# A\n\n## B\n\n###### C", "<h6 id=\"c\">");
    shows("## A\n\n### B", "<h3 id=\"b\">");
    shows("### A", "<h3 id=\"a\">");
    for (text, shown) in [
        ("## The set {}", "The set {}"),
        ("## Sets {a, b} ##", "Sets {a, b}"),
        ("The set {}\n---", "The set {}"),
    ] {
        shows(text, shown);
    }
    shows("## A {#b}", "<h2 id=\"b\">");
    shows("## A {.c}", "<h2 id=\"a\" class=\"c\">");
}

#[test]
fn a_table_may_have_a_caption() {
    let table = "| a |\n| - |\n| 1 |\n";
    shows(
        &format!("{table}\nTable: Costs *now* [@a]"),
        "<caption>Costs <em>now</em><sup class=\"cite\">",
    );
    shows(&format!("{table}Table: Costs"), "<caption>Costs</caption>");
    shows(&format!("Text.\n\nTable: Costs\n\n{table}"), "<p>Table: Costs</p>");
}

#[test]
fn places_of_a_page_are_found_as_browsers_find_them() {
    clean("[up](#top), [up](#TOP), [x](#:~:text=a%20b,c), [y](#h:~:text=z)\n\n## H");
    shows("[x](#:~:text=a%20b,c%2C)", "href=\"#:~:text=a%20b,c%2C\"");
    shows("<a name=\"old\"></a> [x](#old)", "<a id=\"old\">");
    finds("[x](#nowhere:~:text=a)", "link/anchor", "7:1", "no anchor");
}

#[test]
fn addresses_are_such_that_browsers_read_them() {
    shows("[x](<https://example.org/a b>)", "href=\"https://example.org/a%20b\"");
    shows("[x](https://example.org/a|b)", "href=\"https://example.org/a%7Cb\"");
    finds("[x](www.example.org)", "link/broken", "7:1", "`https://www.example.org`");
    finds("[x](me@example.org)", "link/broken", "7:1", "`mailto:me@example.org`");
    for url in [
        "https://https://example.org/",
        "<https://exa mple.org/>",
        "https://",
        "https://example.org:99999/",
        "http://[::1",
    ] {
        finds(&format!("[x]({url})"), "link/broken", "7:1", "is not an address");
    }
    let site = article("<a href=\"caf&eacute;.txt\">x</a>").file("content/café.txt", "x");
    site.build().clean();
}

#[test]
fn footnotes_are_one_series() {
    let article = "---\ntitle: T\nsummary:\n  - It is so.[^n]\n---\nText.\n\n[^n]: The note.\n";
    let built = site().article("x", article).build();
    built.clean();
    assert!(built.page("x/index.html").contains("fnref:n:1"));
    finds("A[^x] b[^y].\n\n[^y]: Note.", "note/undefined", "7:2", "`[^x]`");
}

#[test]
fn html_that_is_allowed_is_watched() {
    let allowed = |text: &str| {
        site()
            .config("[markdown]\nhtml = \"allow\"\n")
            .article("x", &format!("---\ntitle: T\n---\n{text}\n"))
            .build()
    };
    allowed("a <b>b").check_findings(&[("html/unclosed", "content/x.md:4:3", "`<b>`")]);
    allowed("<div>\n\n<a href=\"/\">x\n\n</div>").check_findings(&[(
        "html/unclosed",
        "content/x.md:6:1",
        "`<a>`",
    )]);
    allowed("a</i> b").check_findings(&[("html/unclosed", "content/x.md:4:2", "closes nothing")]);
    allowed("a <!-- b --> <!-- c -->").check_findings(&[(
        "html/comment",
        "content/x.md:4:3",
        "(2 times",
    )]);
    allowed("<div>\n\nx\n\n</div>\n\n<p>a<li>b</li>\n\n<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>").clean();
}

#[test]
fn prices_stay_text_where_formulas_are_read() {
    for text in [
        "It cost $5. Now it costs more ($6).",
        "A pump ($5) and a boiler ($3).",
        "Rent ($500) and food ($30)",
        "x $ y $ z",
    ] {
        shows(text, &format!("<p>{text}</p>"));
    }
    shows("**$5** or **$6** x", "<strong>$5</strong> or <strong>$6</strong> x");
    shows("It is $x^2$ for $5", "<math");
    shows("```math\nx^2\n```", "<math");
    finds("It is \\(x^2\\).", "markdown/dialect", "7:7", "`$…$`");
    clean("\\(so\\) and \\[so\\]");
    finds("$50% of x$", "math/invalid", "7:1", "`\\%`");
}

#[test]
fn html_that_never_ends_is_told() {
    finds("Text <!-- ask Bo\n\nmore -->", "html/unfinished", "7:6", "comment");
    finds("Text <img src=\"a.png alt=\"y\"> more", "html/unfinished", "7:6", "quotation mark");
    shows("One.</br>Two.", "One.<br>Two.");
}

#[test]
fn a_formula_in_a_description_stays() {
    shows("![Curve $y = x^2$](/favicon.svg)", "alt=\"Curve y = x^2\"");
}

#[test]
fn a_reference_as_long_as_its_character_is_that_character() {
    shows("&ngE; and &ngE;", "<p>≧\u{338} and ≧\u{338}</p>");
}
