//! What an article's text and front matter become: citations, notes, questions, anchors, links, pictures, dates.

use snapbox::{IntoData, assert_data_eq, str};

use crate::support::{Built, TestSite, png, site};

/// A site whose pages show only the text, with sources `a`, `b` and `c` that need not be cited.
fn bare(markdown: &str) -> TestSite {
    site()
        .config("[check]\n\"source/unused\" = \"off\"\n")
        .template("article.html", "{{ article.body }}")
        .article(
            "x",
            &format!("---\ntitle: T\nsources:\n  - {{id: a, title: First, publisher: \"A & B\"}}\n  - {{id: b, title: Second, author: [Bo, Cy]}}\n  - {{id: c, title: Third}}\n---\n{markdown}\n"),
        )
}

/// Checks the HTML made from some Markdown.
#[track_caller]
fn check(markdown: &str, expected: impl IntoData) {
    check_site(bare(markdown), expected);
}

#[track_caller]
fn check_site(site: TestSite, expected: impl IntoData) {
    let built = site.build();
    built.clean();
    assert_data_eq!(built.page("x/index.html"), expected);
}

/// Checks the findings in some Markdown, which begins on the eighth line of its file.
#[track_caller]
fn finds(markdown: &str, code: &str, place: &str, part: &str) {
    bare(markdown).build().check_findings(&[(code, &format!("content/x.md:{place}"), part)]);
}

/// Checks what a template shows of an article.
#[track_caller]
fn shows(front: &str, template: &str, expected: impl IntoData) {
    let built = site()
        .template("article.html", template)
        .article("x", &format!("---\ntitle: T\n{front}"))
        .build();
    built.clean();
    assert_data_eq!(built.page("x/index.html"), expected);
}

// ---- citations ----

#[test]
fn a_citation_is_a_link_with_a_name_that_says_the_source() {
    check(
        "A claim [@a].",
        str![[r##"
<p>A claim<sup class="cite"><a id="cite:a:1" href="#src:a" role="doc-noteref" aria-label="Source 1: A &amp; B">1<span class="by" data-n="1"> A &amp; B</span></a></sup>.</p>

"##]],
    );
}

#[test]
fn a_citation_may_say_where_in_the_source() {
    check(
        "A claim [@a, p. 4; @b , pp. 3–5, note 2].",
        str![[r##"
<p>A claim<sup class="cite"><a id="cite:a:1" href="#src:a" role="doc-noteref" aria-label="Source 1, p. 4: A &amp; B">1<span class="locator">, p. 4</span><span class="by" data-n="1"> A &amp; B</span></a><span>; </span><a id="cite:b:1" href="#src:b" role="doc-noteref" aria-label="Source 2, pp. 3–5, note 2: Bo">2<span class="locator">, pp. 3–5, note 2</span><span class="by" data-n="2"> Bo</span></a></sup>.</p>

"##]],
    );
}

#[test]
fn sources_are_numbered_as_readers_meet_them() {
    let text = "---\ntitle: T\nstandfirst: \"S [@c]\"\nsummary: [\"P [@b]\"]\nsources:\n  - {id: a, title: A}\n  - {id: b, title: B}\n  - {id: c, title: C}\n  - {id: d, title: D}\n  - {id: e, title: E}\ninsights:\n  - {question: Q, open: \"O [@e]\"}\n  - {question: R, answer: \"X [@d]\"}\n---\nText [@a] and [@c; @b].\n";
    let template = "{% for s in article.sources %}{{ s.number }} {{ s.id }}{% for m in s.marks %} {{ m.name }}={{ m.href }}{% endfor %}\n{% endfor %}";
    let built = site().template("article.html", template).article("x", text).build();
    built.clean();
    assert_data_eq!(
        built.page("x/index.html"),
        str![[r#"
1 src:c a=#cite:c:1 b=#cite:c:2
2 src:b a=#cite:b:1 b=#cite:b:2
3 src:a a=#cite:a:1
4 src:d a=#cite:d:1
5 src:e a=#cite:e:1

"#]]
    );
}

#[test]
fn the_source_list_leads_back_to_every_mark() {
    let built = bare("One [@a]. Two [@b; @a]. Three [@a].\n\n[^n]\n\n[^n]: Note [@c].\n")
        .file("templates/article.html", "{% extends \"default/article.html\" %}")
        .build();
    built.clean();
    let dom = built.dom("x/index.html");
    for (source, marks) in [("src:a", 3), ("src:b", 1), ("src:c", 1)] {
        let back: Vec<_> = dom
            .id(source)
            .all("a")
            .into_iter()
            .filter(|link| link.attr("role") == Some("doc-backlink"))
            .filter_map(|link| link.attr("href"))
            .collect();
        assert_eq!(back.len(), marks);
        for href in back {
            let mark = dom.id(href.trim_start_matches('#'));
            assert_eq!(mark.attr("href"), Some(format!("#{source}").as_str()));
            assert!(
                words(mark.attr("aria-label").unwrap()).contains(&words(&mark.text())),
                "an accessible name holds the text that is seen"
            );
        }
    }
}

/// Returns the words of a label. Its punctuation need not match what is visible (Understanding WCAG 2.2, 2.5.3 "Label
/// in Name").
fn words(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn uncited_sources_are_further_reading() {
    let built = bare("One [@b].").file("templates/article.html", "{% for s in article.sources %}{{ s.id }} {% endfor %}| {% for s in article.further_reading %}{{ s.id }} {% endfor %}").build();
    assert_eq!(built.page("x/index.html"), "src:b | src:a src:c ");
}

#[test]
fn citations_stand_in_tables_lists_quotes_and_emphasis() {
    check(
        "| a |\n| --- |\n| x [@a] |\n\n- [ ] y [@b]\n\n> *z [@c]*\n",
        str![[r##"
<div class="table" role="group" tabindex="0" aria-label="Table">
<table>
<thead>
<tr><th scope="col">a</th></tr>
</thead>
<tbody>
<tr><td>x<sup class="cite"><a id="cite:a:1" href="#src:a" role="doc-noteref" aria-label="Source 1: A &amp; B">1<span class="by" data-n="1"> A &amp; B</span></a></sup></td></tr>
</tbody>
</table>
</div>
<ul>
<li><span class="task" role="img" aria-label="to do">☐</span> y<sup class="cite"><a id="cite:b:1" href="#src:b" role="doc-noteref" aria-label="Source 2: Bo">2<span class="by" data-n="2"> Bo</span></a></sup></li>
</ul>
<blockquote>
<p><em>z<sup class="cite"><a id="cite:c:1" href="#src:c" role="doc-noteref" aria-label="Source 3: Third">3<span class="by" data-n="3"> Third</span></a></sup></em></p>
</blockquote>

"##]],
    );
}

#[test]
fn a_bare_name_and_an_address_are_text() {
    check(
        "Write to @anna, me@example.org or <me@example.org>.",
        str![[r#"
<p>Write to @anna, <a href="mailto:me@example.org">me@example.org</a> or <a href="mailto:me@example.org">me@example.org</a>.</p>

"#]],
    );
}

#[test]
fn code_and_escaped_brackets_do_not_cite() {
    check(
        "`[@a]` and \\[@a] and \\[@nobody\\].\n\n```\n[@a]\n```\n\n    [@b]\n",
        str![[r#"
<p><code>[@a]</code> and [@a] and [@nobody].</p>
<pre tabindex="0"><code>[@a]
</code></pre>
<pre tabindex="0"><code>[@b]
</code></pre>

"#]],
    );
}

#[test]
fn other_brackets_are_text() {
    check(
        "[x] and [see a at b], [see \\@a] and [1].",
        str![[r#"
<p>[x] and [see a at b], [see @a] and [1].</p>

"#]],
    );
}

#[test]
fn what_looks_like_a_citation_but_is_none_is_an_error_with_a_remedy() {
    bare("[@a][@b]").build().check_findings(&[
        ("citation/malformed", "content/x.md:8:1", "`[@first; @second]`"),
        ("citation/malformed", "content/x.md:8:5", ""),
    ]);
    finds("[@a][]", "citation/malformed", "8:1", "remove the empty brackets");
    finds("![@a]", "citation/misplaced", "8:1", "without the `!`");
    bare("Text [@a].\n\n[@a]: https://example.org/").build().check_findings(&[(
        "citation/malformed",
        "content/x.md:10:1",
        "hides the citation",
    )]);
    finds("[@a; b]", "citation/malformed", "8:1", "names no source");
    finds("[@]", "citation/malformed", "8:1", "the id is missing");
    finds("Text [@a", "citation/malformed", "8:6", "close the bracket");
    finds("[@a, [p. 4]]", "citation/malformed", "8:1", "other brackets");
    finds("<p>[@a]</p>", "citation/malformed", "8:4", "empty line");
}

/// The parser gives up on references once their targets are too long in total.
#[test]
fn an_article_may_cite_as_often_as_it_likes() {
    let built = bare(&"word [@a] ".repeat(20_000)).build();
    built.clean();
    assert!(built.page("x/index.html").contains("id=\"cite:a:20000\""));
}

#[test]
fn a_citation_has_no_place_in_a_heading_or_link() {
    finds("# One [@a]", "citation/misplaced", "8:7", "cannot be used in a heading");
    finds("![alt [@a]](https://example.org/p.png)", "citation/misplaced", "8:7", "");
    finds("[text [@a]](https://example.org/)", "citation/misplaced", "8:11", "after the link");
}

#[test]
fn a_claim_that_needs_a_source_is_an_error_but_in_drafts() {
    finds("A claim. [@?: who says so?]", "citation/needed", "8:11", "who says so?");
    finds("A claim. [@?]", "citation/needed", "8:11", "still needs a source");
    let draft = site()
        .template("article.html", "{{ article.body }}")
        .article("x", "---\ntitle: T\ndraft: true\n---\nA claim. [@?: who <says>?]\n");
    let built = draft.with_drafts().build();
    built.clean();
    assert_data_eq!(
        built.page("x/index.html"),
        str![[r#"
<p>A claim. <mark class="needed">[source needed: who &lt;says&gt;?]</mark></p>

"#]]
    );
}

#[test]
fn a_citation_in_front_matter_has_its_exact_place() {
    let text = "---\ntitle: T\nsummary:\n  - \"A point [@nobody]\"\n  - |\n    Another\n    point [@noone]\ninsights:\n  - question: Q\n    answer: >-\n      Folded\n      text [@none].\n---\n";
    site().article("x", text).build().check_findings(&[
        ("citation/unknown-source", "content/x.md:4:15", "nobody"),
        ("citation/unknown-source", "content/x.md:7:12", "noone"),
        ("citation/unknown-source", "content/x.md:11:7", "none"),
    ]);
}

#[test]
fn shared_sources_are_cited_like_own_ones() {
    let built = site()
        .file("content/sources.yaml", "- {id: who:2026/1, title: Shared, publisher: WHO, url: \"https://who.int/\"}\n")
        .article("x", "---\ntitle: T\nsources: [{id: own, title: Own}]\n---\nA [@own; @who:2026/1].\n")
        .template("article.html", "{% for s in article.sources %}{{ s.number }} {{ s.id }} {{ s.title }} {{ s.url or \"-\" }}\n{% endfor %}{{ article.body }}")
        .build();
    built.clean();
    assert_data_eq!(
        built.page("x/index.html"),
        str![[r##"
1 src:own Own -
2 src:who:2026/1 Shared https://who.int/
<p>A<sup class="cite"><a id="cite:own:1" href="#src:own" role="doc-noteref" aria-label="Source 1: Own">1<span class="by" data-n="1"> Own</span></a><span>, </span><a id="cite:who:2026/1:1" href="#src:who:2026/1" role="doc-noteref" aria-label="Source 2: WHO">2<span class="by" data-n="2"> WHO</span></a></sup>.</p>

"##]]
    );
}

#[test]
fn everything_about_a_source_is_shown() {
    let text = "---\ntitle: T\nsources:\n  - {id: a, title: A, publisher: P, author: [B, C], url: \"https://example.org/?a=1&b=2\", published: 2026-02, accessed: 2026-11-23, archive_url: \"https://archive.org/x\", archive_date: 2026, kind: report, note: \"A *note*.\", derives_from: b}\n  - {id: b, title: B, archive_note: None was allowed.}\n---\n[@a]\n";
    let built = site().article("x", text).build();
    built.clean();
    assert_data_eq!(
        built.dom("x/index.html").id("part:sources").text(),
        str![
            "Sources B, C, A, P, February 2026 Report. Seen 23 November 2026. Archived copy, 2026. Based on: B. A *note*. Cited at a"
        ]
    );
    assert_data_eq!(
        built.dom("x/index.html").id("part:reading").text(),
        str!["Further reading B No archived copy: None was allowed."]
    );
}

// ---- footnotes ----

#[test]
fn notes_are_a_lettered_series_of_their_own() {
    check(
        "One[^x] two[^y] three[^x] [@a].\n\n[^y]: Second.\n[^x]: First [@b].\n",
        str![[r##"
<p>One<sup class="note"><a id="fnref:x:1" role="doc-noteref" aria-label="Note a" href="#fn:x">a</a></sup> two<sup class="note"><a id="fnref:y:1" role="doc-noteref" aria-label="Note b" href="#fn:y">b</a></sup> three<sup class="note"><a id="fnref:x:2" role="doc-noteref" aria-label="Note a" href="#fn:x">a</a></sup><sup class="cite"><a id="cite:a:1" href="#src:a" role="doc-noteref" aria-label="Source 1: A &amp; B">1<span class="by" data-n="1"> A &amp; B</span></a></sup>.</p>

"##]],
    );
}

#[test]
fn a_note_leads_back_to_each_of_its_marks() {
    shows(
        "---\nOne[^x] two[^y] three[^x].\n\n[^y]: Second.\n[^x]: First.\n\n    More.\n",
        "{% for n in article.notes %}{{ n.letter }} {{ n.id }}{% for m in n.marks %} [{{ m.name }}]={{ m.href }}{% endfor %}\n{{ n.html }}{% endfor %}",
        str![[r#"
a fn:x [a]=#fnref:x:1 [b]=#fnref:x:2
<p>First.</p>
<p>More.</p>
b fn:y []=#fnref:y:1
<p>Second.</p>

"#]],
    );
}

#[test]
fn a_note_without_a_mark_and_a_mark_without_a_note() {
    finds("Text.\n\n[^x]: Note.", "note/unused", "10:1", "refer to it with `[^x]`");
    finds("Text[^x].", "note/undefined", "8:5", "`[^x]: …`");
    finds("Text[^a].", "note/undefined", "8:5", "`[@a]`");
}

#[test]
fn an_image_needs_a_description_or_an_empty_one() {
    let url = "https://example.org/p.png";
    for (text, column) in [
        (format!("![]({url})"), 1),
        (format!("A ![ ]({url}) b."), 3),
        (format!("![]({url} \"Its caption\")"), 1),
        (format!("A <IMG src=\"{url}\"> b."), 3),
    ] {
        finds(&text, "image/no-description", &format!("8:{column}"), "![what it shows](file)");
    }
    for text in [
        format!("![A box]({url}) ![`x`]({url}) <img src=\"{url}\" alt=\"\"> `![]({url})`"),
        format!("<img src=\"{url}\" ALT>"),
    ] {
        bare(&text).build().clean();
    }
}

#[test]
fn a_call_to_another_tools_templates_is_told() {
    for (text, column) in [
        ("{{< youtube w7Ft2ymGmfc >}}", 1),
        ("{{% note %}}", 1),
        ("A {{ page.title }} b.", 3),
        ("{{ youtube(id=\"x\") }}", 1),
        ("{{youtube(id=\"x\")}}", 1),
        ("*{% include note.html %}*", 2),
        ("{%- if x -%}", 1),
        ("> - {{< figure src=\"pump.png\"\n>   title=\"Pump\" >}}", 5),
        ("\\\\{{ x }}", 3),
    ] {
        let place = format!("8:{column}");
        finds(text, "markdown/shortcode", &place, "does nothing here");
    }
    let long = format!("{{{{ x(a=\"{}\") }}}}", "a".repeat(80));
    finds(&long, "markdown/shortcode", "8:1", "aaa…` does nothing");
    for text in [
        "`{{ x }}` and\n\n    {{ x }}\n\n```\n{% x %}\n```",
        "\\{{ x }} \\{% x %}",
        "A {{% /note %}} and {% endif %} end what was told.",
        "${{a}^{b}}$, {{a}} and {%} and {{, {{ 5 }}, {% 5 %}.",
        "{{ a\n\nb }}",
    ] {
        bare(text).build().clean();
    }
    // Once per call, however it is written, and for each call.
    let text = "{{% a %}} {{< b >}}\n{% c %}x{% endc %}";
    let found = bare(text).build().findings.len();
    assert_eq!(found, 3);
}

#[test]
fn a_note_may_be_called_like_anything() {
    let built = site().article("x", "---\ntitle: T\n---\nA[^Straße 1] b[^!] c[^?].\n\n[^Straße 1]: X.\n[^!]: Y.\n[^?]: Z.\n").build();
    built.clean();
    let dom = built.dom("x/index.html");
    let ids: Vec<_> = dom
        .id("part:notes")
        .all("li")
        .into_iter()
        .map(|note| note.attr("id").unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["fn:straße-1", "fn:note", "fn:note-1"]);
}

// ---- questions ----

/// The four forms of a question.
const QUESTIONS: &str = "---\ntitle: T\ninsights:\n  - Who knows?\n  - {question: What is it?, answer: \"It *is*.\\n\\nReally.\", group: Basics}\n  - {question: How much?, see: \"#growth\"}\n  - {question: Why?, open: \"Nobody **knows**.\"}\n  - {question: Where?, see: \"other.md#there\", group: Basics}\n---\nIntro.\n\n## Growth\n\nIt grew *much*. See [there](other.md#there).\n\nMore.\n";

fn questions() -> TestSite {
    site().article("x", QUESTIONS).article("other", "# There\n\nOver there.\n")
}

#[test]
fn questions_have_four_forms() {
    let built = questions()
        .template(
            "article.html",
            "{{ article.counts.answered }}/{{ article.counts.questions }}\n{% for g in article.question_groups %}[{{ g.name or \"-\" }}]\n{% for q in g.questions %}{{ q.text }} #{{ q.id }} {% if q.see %}see {{ q.see.name }} {{ q.see.href }}\n{% else %}{{ q.answer }}{% endif %}{% endfor %}{% endfor %}[open]\n{% for g in article.open_groups %}{% for q in g.questions %}{{ q.text }} #{{ q.id }} {{ q.answer or \"-\" }}\n{% endfor %}{% endfor %}",
        )
        .build();
    built.clean();
    assert_data_eq!(
        built.page("x/index.html"),
        str![[r#"
3/5
[Basics]
What is it? #q:what-is-it <p>It <em>is</em>.</p>
<p>Really.</p>
Where? #q:where see other · There /other/#there
[-]
How much? #q:how-much see Growth #growth
[open]
Who knows? #q:who-knows -
Why? #q:why <p>Nobody <strong>knows</strong>.</p>


"#]]
    );
}

#[test]
fn answered_questions_are_data_and_open_ones_are_not() {
    let built = questions().build();
    let graph = built.dom("x/index.html").json_ld();
    let entries = graph["FAQPage"]["mainEntity"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let said: Vec<_> = entries
        .iter()
        .map(|entry| [&entry["name"], &entry["url"], &entry["acceptedAnswer"]["text"]].map(text))
        .collect();
    let grew =
        "<p>It grew <em>much</em>. See <a href=\"https://example.org/other/#there\">there</a>.</p>";
    assert_eq!(
        said,
        [
            [
                "What is it?",
                "https://example.org/x/#q:what-is-it",
                "<p>It <em>is</em>.</p>\n<p>Really.</p>"
            ],
            ["How much?", "https://example.org/x/#q:how-much", grew]
        ]
    );
}

#[test]
fn a_link_to_a_question_leads_into_its_answer() {
    let built = questions().build();
    let dom = built.dom("x/index.html");
    for details in dom.id("part:questions").all("details") {
        let inside: Vec<_> =
            details.below().into_iter().filter_map(|element| element.attr("id")).collect();
        assert!(
            inside[0].starts_with("q:"),
            "the anchor lies inside `details`, so that a link opens it"
        );
    }
    assert!(dom.id("part:open").below().iter().any(|element| element.attr("id") == Some("q:why")));
}

#[test]
fn a_question_pins_its_anchor() {
    shows(
        "insights:\n  - {question: What is it?, id: basics}\n  - What is it?\n  - What is it?\n  - \"???\"\n---\n",
        "{% for q in article.open_groups[0].questions %}{{ q.id }} {% endfor %}",
        str!["q:basics q:what-is-it q:what-is-it-1 q:question "],
    );
}

#[test]
fn see_needs_a_section_that_is_there() {
    let see = |target: &str| {
        site()
            .article(
                "x",
                &format!(
                    "---\ntitle: T\ninsights: [{{question: Q, see: \"{target}\"}}]\n---\n# One\n"
                ),
            )
            .article("other", "Text.")
            .build()
    };
    see("#one").clean();
    see("#two").check_findings(&[("link/anchor", "content/x.md:3:31", "`#two`")]);
    see("other.md#two").check_findings(&[(
        "link/anchor",
        "content/x.md:3:31",
        "`content/other.md` has no anchor",
    )]);
    see("other.md").check_findings(&[(
        "field/invalid",
        "content/x.md:3:31",
        "does not name a section",
    )]);
    see("nowhere.md#x").check_findings(&[("link/broken", "content/x.md:3:31", "")]);
}

#[test]
fn plain_pages_have_no_questions() {
    site().article("_pages/x", "---\ntitle: T\ninsights: [Q]\n---\n").build().check_findings(&[(
        "field/invalid",
        "content/_pages/x.md:3:11",
        "a plain page has no questions",
    )]);
}

// ---- headings and anchors ----

#[test]
fn anchors_follow_the_rule_of_github() {
    check(
        "# What's  new?\n\n## Ärger & Öl\n\n### 1.2 *Code* `x`\n",
        str![[r##"
<h2 id="whats-new"><a href="#whats-new">What's  new?</a></h2>
<h3 id="ärger--öl"><a href="#%C3%A4rger--%C3%B6l">Ärger &amp; Öl</a></h3>
<h4 id="12-code-x"><a href="#12-code-x">1.2 <em>Code</em> <code>x</code></a></h4>

"##]],
    );
}

#[test]
fn an_anchor_is_composed_however_its_text_is_written() {
    let built = bare("# e\u{301}a\n").build();
    assert!(built.page("x/index.html").starts_with("<h2 id=\"\u{e9}a\">"));
}

#[test]
fn equal_headings_are_counted() {
    check(
        "## Same\n\n## Same\n\n## Same-1\n\n## Same\n\n## !\n\n## ?\n",
        str![[r##"
<h2 id="same"><a href="#same">Same</a></h2>
<h2 id="same-1"><a href="#same-1">Same</a></h2>
<h2 id="same-1-1"><a href="#same-1-1">Same-1</a></h2>
<h2 id="same-2"><a href="#same-2">Same</a></h2>
<h2 id="section"><a href="#section">!</a></h2>
<h2 id="section-1"><a href="#section-1">?</a></h2>

"##]],
    );
}

#[test]
fn a_pinned_id_comes_first_wherever_it_stands() {
    check(
        "## Growth\n\n## Other {#growth .wide lang=de}\n",
        str![[r##"
<h2 id="growth-1"><a href="#growth-1">Growth</a></h2>
<h2 id="growth" class="wide" lang="de"><a href="#growth">Other</a></h2>

"##]],
    );
    check(
        "## Growth\n\n## Other { #growth }\n",
        str![[r##"
<h2 id="growth-1"><a href="#growth-1">Growth</a></h2>
<h2 id="growth"><a href="#growth">Other</a></h2>

"##]],
    );
    check(
        "## Growth\n\n## Other {.wide #growth}\n",
        str![[r##"
<h2 id="growth-1"><a href="#growth-1">Growth</a></h2>
<h2 id="growth" class="wide"><a href="#growth">Other</a></h2>

"##]],
    );
    finds("## A {#x}\n\n## B {#x}", "anchor/duplicate", "10:1", "first here");
    finds("## A { #x }\n\n## B {.y #x}", "anchor/duplicate", "10:1", "first here");
    finds("## A {onclick=x}", "html/dropped", "8:1", "only `#id`");
}

#[test]
fn ids_of_the_page_itself_are_reserved() {
    for id in ["q:x", "src:a", "cite:a:1", "fn:x", "fnref:x:1", "update:1", "part:x"] {
        finds(&format!("## A {{#{id}}}"), "anchor/reserved", "8:1", "");
    }
    finds("<p id=\"src:a\">x</p>", "anchor/reserved", "8:8", "");
}

#[test]
fn headings_keep_the_anchors_that_github_gives_them() {
    check(
        "## src-a\n\n## Q-tips\n\n## Part 1\n\n## Main\n\n## part:sources\n",
        str![[r##"
<h2 id="src-a"><a href="#src-a">src-a</a></h2>
<h2 id="q-tips"><a href="#q-tips">Q-tips</a></h2>
<h2 id="part-1"><a href="#part-1">Part 1</a></h2>
<h2 id="main"><a href="#main">Main</a></h2>
<h2 id="partsources"><a href="#partsources">part:sources</a></h2>

"##]],
    );
}

#[test]
fn no_page_has_one_id_twice() {
    let built = site().article("x", "---\ntitle: T\ninsights: [Main, {question: Title, answer: \"# Main\\n\\nX\"}]\n---\n# Main\n\n# Part title\n\n# Main 1\n\n# Part contents\n").build();
    built.clean();
    let dom = built.dom("x/index.html");
    let mut ids: Vec<_> = dom.elements().filter_map(|element| element.attr("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
}

#[test]
fn the_title_is_the_only_first_level_heading() {
    check(
        "# One\n\n## Two\n\n### Three\n\n###### Six\n",
        str![[r##"
<h2 id="one"><a href="#one">One</a></h2>
<h3 id="two"><a href="#two">Two</a></h3>
<h4 id="three"><a href="#three">Three</a></h4>
<h6 id="six"><a href="#six">Six</a></h6>

"##]],
    );
    let built = site().article("x", "---\ntitle: T\ninsights: [{question: Q, answer: \"# In an answer\\n\\nText.\"}]\n---\n# One\n").build();
    let dom = built.dom("x/index.html");
    assert_eq!(dom.all("h1").len(), 1);
    assert_eq!(dom.id("in-an-answer").name(), "h4");
}

#[test]
fn the_contents_list_two_levels() {
    shows(
        "---\n## A\n\n### B & C\n\n#### D\n\n## E\n",
        "{% for h in article.contents %}{{ h.text }} {{ h.href }}\n{% for c in h.children %}- {{ c.text }} {{ c.href }}\n{% endfor %}{% endfor %}",
        str![[r#"
A #a
- B &amp; C #b--c
E #e

"#]],
    );
}

// ---- links ----

fn linked(base: &str, markdown: &str) -> Built {
    site()
        .file("site.toml", format!("title = \"S\"\nbase_url = \"{base}\"\n"))
        .config("[check]\n\"file/not-published\" = \"off\"\n")
        .template("article.html", "{{ article.body }}")
        .article("x", markdown)
        .article("deep/other", "---\ntitle: O\nslug: moved\n---\n# A heading\n")
        .article("bundle/index", "![p](p%20q.png)")
        .file("content/bundle/p q.png", png(20, 10))
        .file("content/data.csv", "a,b")
        .file("content/loose.csv", "nobody links here")
        .file("static/robots.svg", "<svg/>")
        .build()
}

#[test]
fn links_between_files_become_addresses() {
    let built = linked(
        "https://example.org",
        "[a](deep/other.md) [b](deep/other.md#a-heading) [c](./deep/../bundle/index.md) [d](bundle/p%20q.png?x=1#y) [e](data.csv) [f](/robots.svg) [g](/deep/moved/#a-heading) [h](/sources) [i](/) [j](https://example.com/?a=1&b=2 \"T\") [k](//example.com/) [l](mailto:a@b.c) [m](#) [n][r]\n\n[r]: deep/other.md\n",
    );
    built.clean();
    assert_data_eq!(
        built.page("x/index.html").replace("</a> ", "</a>\n"),
        str![[r##"
<p><a href="/deep/moved/">a</a>
<a href="/deep/moved/#a-heading">b</a>
<a href="/bundle/">c</a>
<a href="/bundle/p%20q.png?x=1#y">d</a>
<a href="/data.csv">e</a>
<a href="/robots.svg">f</a>
<a href="/deep/moved/#a-heading">g</a>
<a href="/sources/">h</a>
<a href="/">i</a>
<a href="https://example.com/?a=1&amp;b=2" title="T">j</a>
<a href="//example.com/">k</a>
<a href="mailto:a@b.c">l</a>
<a href="#">m</a>
<a href="/deep/moved/">n</a></p>

"##]]
    );
}

#[test]
fn links_work_below_a_base_path() {
    let built = linked(
        "https://user.github.io/repo",
        "[b](deep/other.md#a-heading) ![d](bundle/p%20q.png) [f](/robots.svg)\n\n<a href=\"deep/other.md\">x</a> <img src=\"/robots.svg\" srcset=\"bundle/p%20q.png 1x, /robots.svg 2x\" alt=\"\"> <video poster='bundle/p%20q.png'></video>\n",
    );
    built.clean();
    assert_data_eq!(
        built.page("x/index.html"),
        str![[r#"
<p><a href="/repo/deep/moved/#a-heading">b</a> <img src="/repo/bundle/p%20q.png" alt="d" width="20" height="10"> <a href="/repo/robots.svg">f</a></p>
<p><a href="/repo/deep/moved/">x</a> <img src="/repo/robots.svg" srcset="/repo/bundle/p%20q.png 1x, /repo/robots.svg 2x" alt=""> <video poster="/repo/bundle/p%20q.png"></video></p>

"#]]
    );
}

#[test]
fn only_files_that_are_needed_are_published() {
    let built = linked("https://example.org", "[e](data.csv)\n");
    assert!(built.has("data.csv") && built.has("bundle/p q.png"));
    assert!(!built.has("loose.csv") && !built.has("sources.yaml"));
    assert_eq!(built.outputs["bundle/p q.png"], png(20, 10));
}

#[test]
fn files_beside_an_index_travel_with_it() {
    let built = site()
        .article("a/index", "---\ntitle: A\nslug: moved\n---\nText.\n")
        .file("content/a/one.pdf", "1")
        .file("content/a/sub/two.pdf", "2")
        .file("content/a/.hidden", "3")
        .file("content/a/old.pdf~", "4")
        .file("content/three.pdf", "5")
        .build();
    built.check_findings(&[("file/not-published", "content/three.pdf", "no page refers")]);
    let files: Vec<_> = built
        .outputs
        .keys()
        .filter(|path| path.contains("pdf") || path.contains("hidden"))
        .collect();
    assert_eq!(files, ["moved/one.pdf", "moved/sub/two.pdf"]);
}

#[test]
fn sources_yaml_is_never_published() {
    let built = site()
        .article("index", "Intro.")
        .file("content/sources.yaml", "# none\n")
        .article("x", "Text.")
        .build();
    built.clean();
    assert!(!built.outputs.keys().any(|path| path.contains("sources.yaml")));
    finds("[x](sources.yaml)", "link/broken", "8:1", "");
}

#[test]
fn anchors_of_the_page_can_be_linked_to() {
    let text = "---\ntitle: T\nsummary: [P]\nsources: [{id: a, title: A}]\ninsights: [Why?, {question: Who?, answer: Me}]\nupdates: [{date: 2026-01-01, note: N}]\n---\n[a](#src:a) [b](#q:why) [c](#part:sources) [d](#part:questions) [e](#part:open) [f](#part:updates) [g](#fn:n) [h](#part:notes) [i](#part:points) [j](#part:main) [@a] [^n]\n\n[^n]: N\n";
    let built = site().article("x", text).article("y", "[a](x.md#src:a) [b](x.md#q:who)").build();
    built.clean();
    let dom = built.dom("x/index.html");
    for link in dom
        .all("a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .filter_map(|href| href.strip_prefix('#'))
    {
        assert!(dom.has_id(link), "#{link}");
    }
}

// ---- pictures ----

#[test]
fn a_picture_with_a_title_alone_in_its_paragraph_is_a_figure() {
    check_site(
        bare("![A *pump* `x`](p.png \"By *Ada* [@a]\")\n\n![Second](p.png)\n\nText ![third](p.png \"Title\") text.\n").file("content/p.png", png(640, 480)),
        str![[r##"
<figure>
<img src="/p.png" alt="A pump x" width="640" height="480">
<figcaption>By <em>Ada</em><sup class="cite"><a id="cite:a:1" href="#src:a" role="doc-noteref" aria-label="Source 1: A &amp; B">1<span class="by" data-n="1"> A &amp; B</span></a></sup></figcaption>
</figure>
<p><img src="/p.png" alt="Second" width="640" height="480" loading="lazy"></p>
<p>Text <img src="/p.png" alt="third" title="Title" width="640" height="480" loading="lazy"> text.</p>

"##]],
    );
}

#[test]
fn a_picture_without_a_size_is_a_warning() {
    let built = bare("![x](p.png)").file("content/p.png", "no picture").build();
    built.check_findings(&[(
        "image/unreadable",
        "content/x.md:8:1",
        "the size of `content/p.png` cannot be read",
    )]);
    assert_eq!(built.page("x/index.html"), "<p><img src=\"/p.png\" alt=\"x\"></p>\n");
    bare("![x](p.svg)").file("content/p.svg", "<svg/>").build().clean();
}

// ---- blocks ----

#[test]
fn alerts_are_notes() {
    check(
        "> [!NOTE]\n> Text.\n\n> [!WARNING]\n> **More**.\n>\n> And more.\n\n> Just a quote.\n",
        str![[r#"
<div class="alert alert-note" role="note">
<p class="alert-title">Note</p>
<p>Text.</p>
</div>
<div class="alert alert-warning" role="note">
<p class="alert-title">Warning</p>
<p><strong>More</strong>.</p>
<p>And more.</p>
</div>
<blockquote>
<p>Just a quote.</p>
</blockquote>

"#]],
    );
}

#[test]
fn tables_have_headers_and_can_be_scrolled() {
    check(
        "| A | B | |\n| :-- | --: | --- |\n| 1 | 2 | 3 |\n| | *4* | |\n",
        str![[r#"
<div class="table" role="group" tabindex="0" aria-label="Table">
<table>
<thead>
<tr><th scope="col" class="left">A</th><th scope="col" class="right">B</th><td></td></tr>
</thead>
<tbody>
<tr><td class="left">1</td><td class="right">2</td><td>3</td></tr>
<tr><td class="left"></td><td class="right"><em>4</em></td><td></td></tr>
</tbody>
</table>
</div>

"#]],
    );
}

#[test]
fn tasks_strikethrough_definitions_and_code() {
    check(
        "- [x] done\n- [ ] not\n\n~~gone~~\n\nTerm\n: Meaning\n: Other\n\n```rust,ignore\nlet a = \"<b>\";\n```\n\n3. Three\n4. Four\n\n---\n\nA  \nline\\\nbreak\n",
        str![[r#"
<ul>
<li><span class="task done" role="img" aria-label="done">☑</span> done</li>
<li><span class="task" role="img" aria-label="to do">☐</span> not</li>
</ul>
<p><del>gone</del></p>
<dl>
<dt>Term</dt>
<dd>Meaning</dd>
<dd>Other</dd>
</dl>
<pre tabindex="0"><code class="language-rust">let a = "&lt;b&gt;";
</code></pre>
<ol start="3">
<li>Three</li>
<li>Four</li>
</ol>
<hr>
<p>A<br>
line<br>
break</p>

"#]],
    );
}

#[test]
fn code_with_a_title_is_a_figure_with_a_caption() {
    check(
        "```toml title=\"site.toml\"\na = 1\n```\n\n```title='A <b> & c'\nx\n```\n\n```rust,ignore {title=\"src/main.rs\" other=1}\ny\n```\n",
        str![[r#"
<figure class="code">
<figcaption>site.toml</figcaption>
<pre tabindex="0"><code class="language-toml">a = 1
</code></pre>
</figure>
<figure class="code">
<figcaption>A &lt;b&gt; &amp; c</figcaption>
<pre tabindex="0"><code>x
</code></pre>
</figure>
<figure class="code">
<figcaption>src/main.rs</figcaption>
<pre tabindex="0"><code class="language-rust">y
</code></pre>
</figure>

"#]],
    );
}

#[test]
fn what_is_no_title_makes_no_caption() {
    for info in
        ["rust subtitle=\"x\"", "rust title=x", "rust title=\"x", "rust title=\"\"", "rust title"]
    {
        check(
            &format!("```{info}\ny\n```\n"),
            str![[r#"
<pre tabindex="0"><code class="language-rust">y
</code></pre>

"#]],
        );
    }
}

#[test]
fn captions_of_code_survive_the_sanitiser_and_reach_the_feed() {
    let text =
        "---\ntitle: T\ndate: 2026-01-01\n---\n<b>Raw</b>\n\n```sh title=\"[@a] *b*\"\nls\n```\n";
    let built = site().article("x", text).build();
    built.clean();
    let figure = "<figure class=\"code\">\n<figcaption>[@a] *b*</figcaption>\n<pre tabindex=\"0\"><code class=\"language-sh\">ls\n</code></pre>\n</figure>\n";
    assert!(built.page("x/index.html").contains(figure));
    let feed: serde_json::Value = serde_json::from_str(built.page("feed.json")).unwrap();
    assert!(feed["items"][0]["content_html"].as_str().unwrap().contains(figure), "{feed:#}");
}

#[test]
fn prices_are_prose() {
    check(
        "From $5 to $10, or $x$.",
        str![[r#"
<p>From $5 to $10, or $x$.</p>

"#]],
    );
}

#[test]
fn a_formula_that_may_scroll_takes_the_focus_unless_it_stands_in_a_link() {
    let long = "$a+b+c+d+e+f+g+h+i+j$";
    for (text, wanted) in [
        ("$a+b$".to_owned(), 0),
        (long.to_owned(), 1),
        (format!("[{long}](https://example.org/) {long}"), 1),
        (format!("## {long}\n\n{long}"), 1),
        (format!("## [Here](https://example.org/) {long}"), 1),
    ] {
        let built = bare(&text).config("[markdown]\nmath = true\n").build();
        let page = built.page("x/index.html");
        assert_eq!(
            page.matches("<span class=\"formula-inline\" tabindex=\"0\"><math ").count(),
            wanted,
            "{page}"
        );
    }
}

#[test]
fn math_is_mathml_when_it_is_wanted() {
    let math = |text: &str| bare(text).config("[markdown]\nmath = true\n");
    check_site(
        math("From $5 to $10 and *more* for $20."),
        str![[r#"
<p>From $5 to $10 and <em>more</em> for $20.</p>

"#]],
    );
    check_site(
        math("So $x^2$ it is."),
        str![[r#"
<p>So <math display="inline"><msup><mi>x</mi><mn>2</mn></msup></math> it is.</p>

"#]],
    );
    let built = math("It was $5 [@a] or *even* $6.").build();
    built.clean();
    assert!(
        built.page("x/index.html").starts_with("<p>It was $5<sup class=\"cite\">"),
        "{}",
        built.page("x/index.html")
    );
    let built = math("$$\n\\frac{1}{2}\n$$\n").build();
    assert!(
        built
            .page("x/index.html")
            .contains("<span class=\"formula\" tabindex=\"0\"><math display=\"block\">"),
        "{}",
        built.page("x/index.html")
    );
    math("$\\frac{1}$").build().check_findings(&[(
        "math/invalid",
        "content/x.md:8:1",
        "cannot be read",
    )]);
}

#[test]
fn punctuation_is_smart_only_when_it_is_wanted() {
    check(
        "\"It's\" -- 'so' --- ...",
        str![[r#"
<p>"It's" -- 'so' --- ...</p>

"#]],
    );
    check_site(
        bare("\"It's\" -- 'so' --- ... `\"x\" --`")
            .config("[markdown]\nsmart_punctuation = true\n"),
        str![[r#"
<p>“It’s” – ‘so’ — … <code>"x" --</code></p>

"#]],
    );
}

#[test]
fn smart_punctuation_reaches_titles_and_questions_and_moves_no_anchor() {
    let article = "---\ntitle: \"What's *new*?\"\nsummary: [It's here.]\nsummary_by: A reader's friend\ninsights:\n- What's open -- and why?\n- {question: \"Isn't it \\\"so\\\"?\", answer: \"It isn't.\", group: \"What's known\"}\nsources: [{id: a, title: \"It's theirs\"}]\n---\nSee [@a].\n";
    let built = |config: &str| {
        site().article("a", article).config(config).build().page("a/index.html").to_owned()
    };
    let typed = built("");
    let set = built("[markdown]\nsmart_punctuation = true\n");
    for text in [
        "What’s *new*?</h1>",
        "What’s *new*? · ",
        "A reader’s friend",
        "What’s open – and why?",
        "Isn’t it “so”?",
        "It isn’t.",
        "What’s known",
    ] {
        assert!(set.contains(text), "{text}: {set}");
        assert!(!typed.contains(text), "{text}: {typed}");
    }
    for page in [typed, set] {
        for text in ["id=\"q:whats-open----and-why\"", "id=\"q:isnt-it-so\"", "It's theirs"] {
            assert!(page.contains(text), "{text}: {page}");
        }
    }
}

#[test]
fn raw_html_stays_where_it_is_allowed() {
    check(
        "A <kbd>Ctrl</kbd> and <abbr title=\"x\">y</abbr>.\n\n<details>\n<summary>More</summary>\n\nText with *Markdown* [@a] and a note[^n].\n\n</details>\n\n<blockquote class=\"pull\">Pulled</blockquote>\n\n[^n]: N <b>x</b>\n",
        str![[r##"
<p>A <kbd>Ctrl</kbd> and <abbr title="x">y</abbr>.</p>
<details>
<summary>More</summary>
<p>Text with <em>Markdown</em><sup class="cite"><a id="cite:a:1" href="#src:a" role="doc-noteref" aria-label="Source 1: A &amp; B">1<span class="by" data-n="1"> A &amp; B</span></a></sup> and a note<sup class="note"><a id="fnref:n:1" role="doc-noteref" aria-label="Note a" href="#fn:n">a</a></sup>.</p>
</details>
<blockquote class="pull">Pulled</blockquote>

"##]],
    );
}

#[test]
fn citations_survive_beside_raw_html() {
    check(
        "<div class=\"note\">\n\nA claim [@a, p. 4].\n\n</div>\n",
        str![[r##"
<div class="note">
<p>A claim<sup class="cite"><a id="cite:a:1" href="#src:a" role="doc-noteref" aria-label="Source 1, p. 4: A &amp; B">1<span class="locator">, p. 4</span><span class="by" data-n="1"> A &amp; B</span></a></sup>.</p>
</div>

"##]],
    );
}

// ---- descriptions ----

#[test]
fn without_a_standfirst_the_first_paragraph_describes_the_page() {
    let long = "First *sentence* with a [link](https://example.org/) and a citation. ".to_owned()
        + &"More words. ".repeat(40);
    let built = site()
        .article("x", &format!("# Heading\n\n![x](p.svg)\n\n{long}\n\nSecond paragraph.\n"))
        .file("content/p.svg", "<svg/>")
        .build();
    built.clean();
    let dom = built.dom("x/index.html");
    let description = dom.meta("description")[0];
    assert!(
        description.starts_with("First sentence with a link and a citation. More words.")
            && description.ends_with('.')
            && description.len() <= 200,
        "{description}"
    );
    assert_eq!(dom.all("p").iter().filter(|p| p.attr("class") == Some("standfirst")).count(), 0);
    let built = site()
        .article("x", "---\ntitle: T\nstandfirst: \"Said *at once* & well.\"\n---\nText.\n")
        .build();
    assert_eq!(built.dom("x/index.html").meta("description"), ["Said at once & well."]);
}

// ---- who is published ----

#[test]
fn a_draft_appears_nowhere() {
    let draft = "---\ntitle: MARKER title\nstandfirst: MARKER standfirst\ndate: 2026-01-01\nauthors: [MARKER author]\ntopics: [MARKER topic]\naliases: [/MARKER-alias/]\nsummary: [MARKER point]\ninsights: [MARKER question]\nsources: [{id: MARKER, title: MARKER source, url: \"https://example.org/MARKER\"}]\nupdates: [{date: 2026-02-01, note: MARKER update}]\n---\nMARKER text [@MARKER].\n";
    let base = || {
        site()
            .article("x", "---\ntitle: X\ndate: 2026-01-02\ntopics: [t]\n---\nText.\n")
            .file("content/MARKER-draft/MARKER.png", "MARKER")
    };
    let hidden = base()
        .article("MARKER-draft/index", &draft.replacen("title: ", "draft: true\ntitle: ", 1))
        .build();
    hidden.clean();
    for (path, bytes) in &hidden.outputs {
        assert!(
            !path.contains("MARKER") && !String::from_utf8_lossy(bytes).contains("MARKER"),
            "{path}"
        );
    }
    let shown = base().article("MARKER-draft/index", draft).build();
    shown.clean();
    for path in [
        "marker-draft/index.html",
        "marker-draft/MARKER.png",
        "MARKER-alias/index.html",
        "topics/marker-topic/index.html",
    ] {
        assert!(shown.has(path), "{path}: {:#?}", shown.outputs.keys());
    }
    for path in [
        "index.html",
        "atom.xml",
        "feed.json",
        "sitemap.xml",
        "sources/index.html",
        "questions/marker-topic/index.html",
        "updates/index.html",
    ] {
        assert!(shown.page(path).to_lowercase().contains("marker"), "{path}");
    }
}

#[test]
fn drafts_are_shown_when_they_are_asked_for() {
    let built =
        site().article("x", "---\ntitle: X\ndraft: true\n---\nText.\n").with_drafts().build();
    built.clean();
    assert!(built.page("x/index.html").contains("drafts were asked for"));
}

#[test]
fn an_alias_is_a_page_that_redirects() {
    let built = site()
        .article(
            "x",
            "---\ntitle: \"X & Y\"\naliases: [/old/path/, old.html, /a/b.htm]\n---\nText.\n",
        )
        .build();
    built.clean();
    for path in ["old/path/index.html", "old.html", "a/b.htm"] {
        let dom = built.dom(path);
        assert_eq!(dom.links("canonical"), ["https://example.org/x/"]);
        assert!(built.page(path).contains("content=\"0; url=/x/\""), "{}", built.page(path));
        assert_eq!(dom.all("title")[0].text(), "X & Y");
        assert_eq!(dom.meta("robots"), ["noindex"]);
    }
}

#[test]
fn a_plain_page_is_in_no_list() {
    let built = site().article("_pages/about/us", "---\ntitle: About us\ndate: 2026-01-01\ntopics: [t]\nsources: [{id: a, title: A}]\n---\nWe [@a].\n").build();
    built.clean();
    assert!(built.has("about/us/index.html"));
    assert!(!built.has("atom.xml") && !built.has("topics/t/index.html"));
    assert!(!built.page("index.html").contains("About us"));
    assert!(built.page("sitemap.xml").contains("https://example.org/about/us/"));
    let dom = built.dom("about/us/index.html");
    assert!(dom.has_id("src:a") && !dom.has_id("part:cite"));
    assert_eq!(dom.json_ld()["WebPage"]["name"], "About us");
    assert_eq!(dom.meta("og:type"), ["website"]);
}

#[test]
fn an_article_lives_where_its_file_lies() {
    let built = site()
        .file("content/A b/Über Öl!.md", "---\ntitle: T\n---\n")
        .article("2026-01-01-x", "---\ntitle: T\ndate: 2026-01-01\n---\n")
        .article("c/index", "Text.")
        .article("d/e", "---\ntitle: T\nslug: f\n---\n")
        .build();
    built.clean();
    for path in
        ["a-b/über-öl/index.html", "2026-01-01-x/index.html", "c/index.html", "d/f/index.html"]
    {
        assert!(built.has(path), "{path}: {:#?}", built.outputs.keys());
    }
    assert!(!built.has("d/index.html"), "a folder without an `index.md` has no page");
    assert!(built.page("sitemap.xml").contains("https://example.org/a-b/%C3%BCber-%C3%B6l/"));
}

#[test]
fn the_home_page_has_an_introduction() {
    let built = site()
        .article("index", "---\ntitle: Welcome\nsources: [{id: a, title: A}]\n---\nHello [@a].\n")
        .article("x", "[home](index.md)")
        .build();
    built.clean();
    assert_eq!(built.dom("index.html").all("h1")[0].text(), "Welcome");
    assert!(built.page("index.html").contains("Hello"));
    assert!(built.page("x/index.html").contains("<a href=\"/\">home</a>"));
}

// ---- dates ----

/// A template that shows what a page says about its dates.
const DATES: &str = "{{ article.published.iso or \"-\" }} | {{ article.updated.iso or \"-\" }} | {{ page.published or \"-\" }} | {{ page.modified or \"-\" }}";

#[test]
fn a_day_is_the_one_that_was_written() {
    let zone = |front: &str| {
        site()
            .config("time_zone = \"America/New_York\"\n")
            .template("article.html", DATES)
            .article("x", &format!("---\ntitle: T\n{front}---\n"))
            .build()
    };
    assert_data_eq!(
        zone("date: 2026-07-01\n").page("x/index.html"),
        str!["2026-07-01 | - | 2026-07-01T00:00:00-04:00 | 2026-07-01T00:00:00-04:00"]
    );
    assert_data_eq!(
        zone("date: 2026-12-01\n").page("x/index.html"),
        str!["2026-12-01 | - | 2026-12-01T00:00:00-05:00 | 2026-12-01T00:00:00-05:00"]
    );
    assert_data_eq!(
        zone("date: 2026-07-01T23:30:00-08:00\n").page("x/index.html"),
        str![
            "2026-07-01T23:30:00-08:00 | - | 2026-07-01T23:30:00-08:00 | 2026-07-01T23:30:00-08:00"
        ]
    );
    assert_data_eq!(
        zone("date: 2026-07-01 09:30:00Z\n").page("x/index.html"),
        str!["2026-07-01T09:30:00Z | - | 2026-07-01T09:30:00Z | 2026-07-01T09:30:00Z"]
    );
    assert_data_eq!(zone("").page("x/index.html"), str!["- | - | - | -"]);
    let built =
        site().article("x", "---\ntitle: T\ndate: 2026-07-01T23:30:00-08:00\n---\n").build();
    assert!(built.page("x/index.html").contains("1 July 2026"));
}

#[test]
fn updated_follows_the_updates() {
    let updates =
        "updates:\n  - {date: 2026-02-01, note: One}\n  - {date: 2026-03-01, note: Two}\n---\n";
    shows(
        &format!("date: 2026-01-01\n{updates}"),
        DATES,
        str!["2026-01-01 | 2026-03-01 | 2026-01-01T00:00:00Z | 2026-03-01T00:00:00Z"],
    );
    shows(updates, DATES, str!["- | 2026-03-01 | - | 2026-03-01T00:00:00Z"]);
    shows(
        "date: 2026-01-01\n---\n",
        DATES,
        str!["2026-01-01 | - | 2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z"],
    );
    shows(
        &format!("date: 2026-01-01\nupdated: 2026-04-01\n{updates}"),
        DATES,
        str!["2026-01-01 | 2026-04-01 | 2026-01-01T00:00:00Z | 2026-04-01T00:00:00Z"],
    );
    shows(
        "date: 2026-05-01\nupdates: [{date: 2026-02-01, note: One}]\n---\n",
        DATES,
        str!["2026-05-01 | - | 2026-05-01T00:00:00Z | 2026-05-01T00:00:00Z"],
    );
    site()
        .article("x", &format!("---\ntitle: T\ndate: 2026-01-01\nupdated: 2026-02-15\n{updates}"))
        .build()
        .check_findings(&[("date/order", "content/x.md:4:10", "`updates` (2026-03-01)")]);
}

#[test]
fn a_future_date_is_published_with_a_warning() {
    let built = site()
        .article("x", "---\ntitle: T\ndate: 2026-11-24\n---\n")
        .article("y", "---\ntitle: T\ndate: 2026-11-23\n---\n")
        .build();
    built.check_findings(&[("date/future", "content/x.md:3:7", "2026-11-24 is in the future")]);
    assert!(built.page("atom.xml").contains("https://example.org/x/"));
    site()
        .article("x", "---\ntitle: T\ndate: 2026-01-01\nupdated: 2026-11-25T08:00:00Z\nas_of: 2026-11-26\nreview_by: 2027-01-01\nupdates:\n- {date: 2026-11-24, note: One}\n- {date: 2026-11-22, note: Two}\n---\n")
        .build()
        .check_findings(&[
            ("date/future", "content/x.md:4:10", "2026-11-25 is in"),
            ("date/future", "content/x.md:5:8", "2026-11-26 is in"),
            ("date/future", "content/x.md:8:10", "2026-11-24 is in"),
        ]);
}

#[test]
fn updates_say_what_was_and_what_is() {
    shows(
        "updates:\n  - {date: 2026-02-01, note: \"Added *more*.\"}\n  - {date: 2026-03-01, kind: correction, note: A number., was: threefold, now: 3.5 times, severity: grave}\n---\n",
        "{% for u in article.updates %}{{ u.id }} {{ u.date.iso }} {{ u.kind }} {{ u.label }}: {{ u.note }} [{{ u.was or \"-\" }} → {{ u.now or \"-\" }}]\n{% endfor %}{% for u in article.grave %}grave: {{ u.id }}{% endfor %}",
        str![[r#"
update:2 2026-03-01 correction Correction: A number. [threefold → 3.5 times]
update:1 2026-02-01 update Update: Added <em>more</em>. [- → -]
grave: update:2
"#]],
    );
}

#[test]
fn a_replaced_article_says_so() {
    let built = site()
        .article("x", "---\ntitle: Old\nsuperseded_by: new/index.md\n---\n")
        .article("new/index", "---\ntitle: New\n---\n")
        .build();
    built.clean();
    assert!(built.page("x/index.html").contains("<a href=\"/new/\" dir=\"auto\">New</a>"));
}
